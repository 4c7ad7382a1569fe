"""A site of each earlier version, with cases in every state, becomes what a fresh one is."""

from collections import Counter
from hnu.jgzf import config
from pathlib import Path
from tests.instance import Instance
from typing import NamedTuple
import pytest
import shutil
import tarfile


DATA = Path(__file__).parent / "data"


class Made(NamedTuple):
    """How many cases are in the database of a version: on the wall, hidden, by evaluator."""

    wall: int
    hidden: int
    mine: dict
    outsiders: int

    @property
    def total(self):
        return self.wall + self.hidden


VERSIONS = {
    "1000": Made(wall=10, hidden=0, mine={"teacher": 8, "student": 2}, outsiders=0),
    "1001": Made(wall=15, hidden=1, mine={"teacher": 8, "student": 7}, outsiders=1),
}


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory):
    """What the process saw that upgraded the database of a version; each is upgraded once."""
    seen = {}

    def upgrade(version):
        if version not in seen:
            instance = Instance(
                tmp_path_factory.mktemp(version) / "instance", DATA.parent / "steps.py"
            )
            with tarfile.open(DATA / f"{version}.tar.xz") as archive:
                archive.extractall(instance.folder, filter="data")
            shutil.move(instance.folder / "filestorage" / "Data.fs", instance.folder / "Data.fs")
            shutil.move(instance.folder / "blobstorage", instance.folder / "blobs")
            seen[version] = instance.run("upgrade")
        return seen[version]

    return upgrade


@pytest.fixture(params=VERSIONS)
def version(request):
    return request.param


@pytest.fixture
def seen(version, upgraded):
    return upgraded(version)


@pytest.fixture
def made(version):
    return VERSIONS[version]


@pytest.fixture
def from_1000(upgraded):
    return upgraded("1000")


def test_there_is_a_database_of_each_version_before_this_one(upgraded):
    newest = int(upgraded("1000")["after"]["newest"])
    assert [int(version) for version in VERSIONS] == list(range(1000, newest))
    assert {path.name for path in DATA.iterdir()} == {f"{name}.tar.xz" for name in VERSIONS}


def test_it_is_of_the_newest_version(seen, version):
    assert seen["before"]["version"] == [version]
    assert seen["after"]["version"] == [seen["after"]["newest"]]


def test_it_is_configured_as_a_fresh_one(seen):
    assert seen["differences"] == {"missing": [], "too many": []}


def test_every_case_is_there_and_in_its_lists(seen, made):
    assert len(seen["before"]["wall"]) == made.wall
    assert seen["after"]["wall"] == seen["before"]["wall"]
    assert sorted(seen["after"]["cases"]) == seen["before"]["numbers"]
    assert set(seen["before"]["wall"]) <= set(seen["before"]["numbers"])
    assert len(seen["before"]["numbers"]) == made.total
    assert seen["after"]["wrong"] == []
    assert seen["after"]["mine"] == made.mine


def test_cases_keep_states_texts_and_evaluators(seen, made):
    cases = seen["after"]["cases"].values()
    assert {case["state"] for case in cases} == set(config.STATES)
    evaluators = Counter(case["evaluator"] for case in cases)
    assert evaluators.pop(None, 0) == made.outsiders
    assert evaluators == made.mine
    assert all(case["content"] for case in cases)
    assert all(bool(case["answers"]) == (case["state"] != "submitted") for case in cases)


def test_center_and_units_know_their_permissions(seen):
    for answers in seen["after"]["places"].values():
        assert len(answers) > 1
        assert all(answers)


def test_evaluators_of_old_cases_can_be_forgotten(seen, made):
    closed = [case for case in seen["after"]["cases"].values() if case["state"] == config.CLOSED]
    forgotten = seen["after"]["forgotten"]
    assert forgotten["count"] == len(closed) == 1
    assert forgotten["known"] == made.total - made.outsiders - 1
    assert forgotten["wrong"] == [None]


def test_people_can_do_with_old_cases_what_they_can_with_new_ones(from_1000):
    expected = {
        "submitted": {"clerk": ["answer"], "supervisor": ["answer"]},
        "closed": {"clerk": [], "supervisor": ["reopen"]},
    }
    for case in from_1000["after"]["cases"].values():
        for userid, transitions in expected.get(case["state"], {}).items():
            if userid == "supervisor" or case["possible"]["clerk"]:
                assert case["possible"][userid] == transitions


def test_new_settings_have_their_defaults_and_old_ones_what_they_said(from_1000):
    settings = from_1000["after"]["settings"]
    assert settings["anonymise_after"] == 0
    # As ``factories.university`` set it in that database
    assert settings["evaluations_per_day"] == 0
