"""What waits for a click is kept for a day, and reachable by no address."""

from datetime import timedelta
from hnu.jgzf.content import clock
from hnu.jgzf.content import roster_uploads
from hnu.jgzf.domain import clock as domain_clock
from io import BytesIO
from tests import factories
import pytest


@pytest.fixture
def uploads(university):
    uploads = roster_uploads.get_uploads(university["jgzf"])
    uploads.tables["supervisor"] = roster_uploads.TablesUpload("a.xlsx", b"", (), False)
    uploads.photos["supervisor"] = roster_uploads.PhotosUpload(
        "a.zip", BytesIO(b"zip"), [("1.jpg", "jwc", "1")], []
    )
    return uploads


def test_an_archive_is_kept_as_a_blob(uploads):
    with uploads.photos["supervisor"].blob.open("r") as file:
        assert file.read() == b"zip"


def test_the_clock_forgets_what_is_older_than_a_day(uploads):
    with clock.at(clock.now() + timedelta(hours=23)):
        domain_clock.run()
        assert list(uploads.tables) == list(uploads.photos) == ["supervisor"]
    with clock.at(clock.now() + timedelta(hours=25)):
        domain_clock.run()
    assert list(uploads.tables) == list(uploads.photos) == []


def test_where_there_is_nothing_to_forget_nothing_is_written(university):
    uploads = roster_uploads.get_uploads(university["jgzf"])
    with factories.nothing_written_to(uploads):
        uploads.forget_old()


def test_no_address_leads_there(uploads, university):
    from zExceptions import NotFound

    with pytest.raises((AttributeError, KeyError, NotFound)):
        university.restrictedTraverse("jgzf/_roster_uploads")


def test_uninstalling_forgets_everything(uploads, university):
    roster_uploads.forget(university["jgzf"])
    assert roster_uploads.get_uploads(university["jgzf"]) is None
    assert list(roster_uploads.prepare(university["jgzf"]).tables) == []
