"""A site of version 1000, with cases in every state, becomes what a fresh one is."""

from hnu.jgzf import config
from pathlib import Path
from tests.instance import Instance
import pytest
import shutil
import tarfile


HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What the process that upgraded it saw."""
    instance = Instance(tmp_path_factory.mktemp("1000") / "instance", HERE / "steps.py")
    with tarfile.open(HERE / "data" / "1000.tar.xz") as archive:
        archive.extractall(instance.folder, filter="data")
    shutil.move(instance.folder / "filestorage" / "Data.fs", instance.folder / "Data.fs")
    shutil.move(instance.folder / "blobstorage", instance.folder / "blobs")
    return instance.run("upgrade")


def test_it_is_of_the_newest_version(seen):
    assert seen["before"]["version"] == ["1000"]
    assert seen["after"]["version"] == [seen["after"]["newest"]]


def test_it_is_configured_as_a_fresh_one(seen):
    assert seen["differences"] == {"missing": [], "too many": []}


def test_every_case_is_there_and_in_its_lists(seen):
    assert len(seen["before"]["wall"]) == 10
    assert seen["after"]["wall"] == seen["before"]["wall"]
    assert set(seen["after"]["cases"]) == set(seen["before"]["wall"])
    assert seen["after"]["wrong"] == []
    assert seen["after"]["mine"] == {"teacher": 8, "student": 2}


def test_center_and_units_know_their_new_permissions(seen):
    for answers in seen["after"]["places"].values():
        assert len(answers) > 1
        assert all(answers)


def test_cases_keep_states_texts_and_evaluators(seen):
    cases = seen["after"]["cases"].values()
    assert {case["state"] for case in cases} == set(config.STATES)
    assert {case["evaluator"] for case in cases} == {"teacher", "student"}
    assert all(case["content"] for case in cases)
    assert all(bool(case["answers"]) == (case["state"] != "submitted") for case in cases)


def test_people_can_do_with_old_cases_what_they_can_with_new_ones(seen):
    expected = {
        "submitted": {"clerk": ["answer"], "supervisor": ["answer"]},
        "closed": {"clerk": [], "supervisor": ["reopen"]},
    }
    for case in seen["after"]["cases"].values():
        for userid, transitions in expected.get(case["state"], {}).items():
            if userid == "supervisor" or case["possible"]["clerk"]:
                assert case["possible"][userid] == transitions


def test_new_settings_have_their_defaults_and_old_ones_what_they_said(seen):
    settings = seen["after"]["settings"]
    assert settings["anonymise_after"] == 0
    # As ``factories.university`` set it in that database
    assert settings["evaluations_per_day"] == 0


def test_evaluators_of_old_cases_can_be_forgotten(seen):
    closed = [case for case in seen["after"]["cases"].values() if case["state"] == config.CLOSED]
    forgotten = seen["after"]["forgotten"]
    assert forgotten["count"] == len(closed) == 1
    assert forgotten["known"] == len(seen["after"]["cases"]) - 1
    assert forgotten["wrong"] == [None]
