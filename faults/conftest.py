"""Faults take minutes and processes of their own: they are no part of ``make test``."""

from faults import installations
from pathlib import Path
import pytest
import shutil


@pytest.fixture
def folder(tmp_path):
    """A folder that PostgreSQL's own user can enter."""
    return opened(tmp_path)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A folder with database and blobs of a site with FileStorage: making one takes a minute."""
    folder = tmp_path_factory.mktemp("built")
    installations.Single(folder).build()
    return folder


@pytest.fixture
def single(built, folder):
    """``single(…)``: such a site of one's own, not started; closed at the end."""
    made = []

    def make(**options):
        found = installations.Single(folder / "zope", **options)
        shutil.copy(built / "Data.fs", found.data)
        shutil.copytree(built / "blobs", found.data / "blobs")
        made.append(found)
        return found

    yield make
    for found in made:
        found.close()


def opened(folder):
    """The same folder, which others may enter now."""
    part = folder
    while part != Path("/tmp") and part != part.parent:
        if part.stat().st_mode & 0o055 != 0o055:
            part.chmod(0o755)
        part = part.parent
    return folder
