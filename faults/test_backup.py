"""A backup that is made while people submit, restored elsewhere: docs/operations.md, Backup."""

from faults import installations
from faults.traffic import Stream
from faults.verifying import compared
from pathlib import Path
import shutil
import subprocess
import sys
import time


SECONDS = 6


def submitted_before(installation, backup):
    """Let people work before and during ``backup()``; the cases of before, then of after."""
    first = Stream(installation, 3, "before")
    first.start()
    time.sleep(SECONDS)
    first.finish()
    second = Stream(installation, 3, "during")
    second.start()
    time.sleep(1)
    backup()
    time.sleep(1)
    second.finish()
    return first.cases, second.cases


def assert_restored(installation, before, during):
    """Everything of before is there as it was; of what went on, a part; and all of it agrees."""
    stored = installation.recount()
    assert stored["check"]["status"] == 0, stored["check"]["lines"]
    numbers = {case.number for case in before}
    kept = [each for each in stored["cases"] if each["number"] in numbers]
    assert list(compared(kept, before)) == []
    later = {each["content"] for each in stored["cases"]} - {case.content for case in before}
    assert later <= {case.content for case in during}


def repozo(*arguments):
    script = Path(sys.executable).with_name("repozo")
    subprocess.run([script, *map(str, arguments)], check=True)


def test_repozo_and_the_blobs_are_a_backup(folder, single):
    """The database first, then the blobs: so no file is missing that the database knows."""
    site = single()
    site.start()
    kept = folder / "backup"
    kept.mkdir()
    data = site.data / "Data.fs"

    def backup():
        repozo("-B", "-r", kept, "-f", data)
        subprocess.run(["cp", "-a", site.data / "blobs", kept / "blobs"], check=True)

    repozo("-B", "-r", kept, "-f", data)
    before, during = submitted_before(site, backup)
    site.close()
    elsewhere = installations.Single(folder / "elsewhere")
    repozo("-R", "-r", kept, "-o", elsewhere.data / "Data.fs")
    shutil.copytree(kept / "blobs", elsewhere.data / "blobs")
    assert_restored(elsewhere, before, during)


def test_pg_dump_is_a_backup(folder):
    dump = folder / "zodb.dump"
    with installations.opened("several", folder / "site") as several:
        before, during = submitted_before(several, lambda: several.postgresql.dump(dump))
    several = installations.Several(folder / "elsewhere")
    try:
        several.postgresql.start()
        several.postgresql.restore(dump)
        assert_restored(several, before, during)
    finally:
        several.close()
