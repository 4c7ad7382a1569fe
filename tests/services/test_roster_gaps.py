"""@roster-gaps: what the roster lacks, to whom it matters."""

from tests import factories
from tests.services.client import error
import pytest
import transaction


@pytest.fixture
def gaps(site):
    site.jgzf.jwc.administrators = [
        factories.administrator("clerk"),
        {**factories.administrator("clerk"), "userid": "left-jwc", "name": "甲"},
    ]
    factories.add_unit(
        "below",
        "考试中心",
        host_unit="jwc",
        administrators=[{**factories.administrator("clerk"), "userid": "left-below", "name": "乙"}],
    )
    transaction.commit()


def accounts(answer):
    assert answer.status_code == 200
    return [
        (gap["unit"]["code"], gap["name"], gap["userid"])
        for gap in answer.json()["gaps"].get("account_missing", ())
    ]


def test_supervisors_read_what_all_units_lack(rest, gaps):
    answer = rest("supervisor").get("@roster-gaps")
    assert accounts(answer) == [("jwc", "甲", "left-jwc"), ("below", "乙", "left-below")]
    found = answer.json()
    assert found["@id"].endswith("/jgzf/@roster-gaps")
    assert found["items_total"] == sum(map(len, found["gaps"].values()))
    assert {gap["unit"]["code"] for gap in found["gaps"]["no_deputy"]} == {"below", "hqc", "jwc"}
    assert [gap["count"] for gap in found["gaps"]["staff_without_account"]] == [1, 1]


def test_an_administrator_reads_hers_and_those_below_without_their_accounts(rest, gaps):
    answer = rest("clerk").get("@roster-gaps")
    assert accounts(answer) == [("jwc", "甲", "left-jwc"), ("below", "乙", None)]
    assert "hqc" not in answer.text
    assert "13900000000" not in answer.text


@pytest.mark.parametrize("userid", ["teacher", "evaluated", "reviewer", "editor"])
def test_others_are_refused(rest, gaps, userid):
    assert error(rest(userid).get("@roster-gaps")) == (403, None)


def test_nobody_reads_it_without_a_login(rest, gaps):
    assert error(rest(None).get("@roster-gaps"))[0] == 401
