"""What REST answers about a case whose evaluator nobody knows any more."""

from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import retention
from tests import factories
from tests.services.client import error
import pytest
import transaction


REASON = "需要向评价人核实办理时间和地点。"


@pytest.fixture
def anonymised(site):
    """Path of a case that was closed more than a year ago."""
    with dates.at(dates.now() - timedelta(days=400)):
        case = factories.bring_to(factories.submit("teacher"), config.CLOSED)
    assert retention.anonymise([case.getId()], 1) == 1
    transaction.commit()
    return f"jwc/{case.getId()}"


@pytest.mark.parametrize("userid", ["teacher", "student", "clerk", "supervisor"])
def test_no_look_no_rating_and_no_reopening_whoever_asks(rest, anonymised, userid):
    client = rest(userid)
    for call, sent in {
        "@identity-disclosures": {"reason": REASON},
        "@satisfaction": {"level": "satisfied"},
        "@workflow/reopen": {"comment": REASON},
    }.items():
        assert error(client.post(f"{anonymised}/{call}", json=sent)) == (409, None), call


def test_the_reason_is_said(rest, anonymised):
    answer = rest("supervisor").post(f"{anonymised}/@identity-disclosures", json={"reason": REASON})
    assert "评价人信息已按规定清除" in answer.json()["error"]["message"]


def test_it_is_nobody_s_and_everybody_reads_it(rest, anonymised):
    for userid in ("teacher", "student"):
        answer = rest(userid).get(anonymised)
        assert answer.status_code == 200
        assert answer.json()["mine"] is False
    assert rest("teacher").get("@my-evaluations").json()["items"] == []
    assert rest("supervisor").get(f"{anonymised}/@identity-disclosures").json()["items"] == []


def test_the_log_says_how_many(rest, anonymised):
    (entry,) = rest("supervisor").get("@supervision-log?act=anonymise").json()["items"]
    assert (entry["unit"], entry["number"], entry["name"]) == (None, None, None)
    assert entry["details"]["count"] == "1"
