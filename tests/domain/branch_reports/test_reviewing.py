"""A supervisor accepts or declines; nobody judges her own unit or her own report."""

from datetime import timedelta
from hnu.jgzf.content import branch_reports
from hnu.jgzf.content import supervision_log
from hnu.jgzf.content.unit import is_administrator
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.branch_reports import reporting
from hnu.jgzf.domain.branch_reports import reviewing
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from tests import factories
import pytest


REASON = "手机号码有误，请核对后重新报送。"


def row(userid, **values):
    return {
        "name": factories.ACCOUNTS[userid][0],
        "userid": userid,
        "mobile": "13900000000",
        "qq": "10000",
        **values,
    }


@pytest.fixture
def report(branch):
    """``teacher`` takes over ``jwc`` from ``clerk``; ``below`` gets a deputy."""
    with factories.acting_as("student"):
        return reporting.submit(
            "", {"jwc": [row("teacher")], "below": [row("clerk"), row("deputy", deputy=True)]}
        )


def accept(report, by="supervisor", fingerprint=None):
    with factories.acting_as(by):
        fingerprint = fingerprint or reviewing.Review(report).fingerprint
        return reviewing.accept(report.id, fingerprint)


def decline(report, reason=REASON, by="supervisor"):
    with factories.acting_as(by):
        return reviewing.decline(report.id, reason)


def log():
    return list(supervision_log.entries(roster.get_center()))


def test_supervisors_see_what_waits(report):
    with factories.acting_as("supervisor"):
        (review,) = reviewing.pending()
    assert review.report is report
    assert [code for code, _unit, _compared in review.units] == ["jwc", "below"]
    assert review.obstacle is None


@pytest.mark.parametrize("userid", ["student", "clerk", "dean", "webmaster", None])
def test_nobody_else_does(report, userid):
    with factories.acting_as(userid), pytest.raises(NotPermitted):
        reviewing.pending()
    with pytest.raises(NotPermitted):
        accept(report, by=userid)
    with pytest.raises(NotPermitted):
        decline(report, by=userid)


def test_accepting_changes_every_unit_at_once_and_ends_rows(report):
    accept(report)
    jwc, below = roster.get_unit("jwc"), roster.get_unit("below")
    day = dates.today()
    yesterday = day - timedelta(days=1)
    assert [(r["userid"], r["from"], r["until"]) for r in jwc.administrators] == [
        ("clerk", None, yesterday),
        ("deputy", None, yesterday),
        ("teacher", day, None),
    ]
    assert is_administrator(jwc, "teacher", day)
    assert not is_administrator(jwc, "clerk", day)
    assert is_administrator(jwc, "clerk", yesterday)
    assert [r["deputy"] for r in below.administrators] == [False, True]
    assert report.state == branch_reports.ACCEPTED


def test_it_stands_in_the_supervisors_log_once_a_unit(report):
    accept(report)
    below, jwc = log()
    assert (jwc.act, jwc.unit, jwc.userid) == ("accept_report", "jwc", "supervisor")
    assert dict(jwc.details) == {
        "add": "1",
        "branch": report.branch,
        "change": "0",
        "end": "2",
        "reported_by": "student",
    }
    assert below.unit == "below"
    # No number, no name of an administrator
    assert "1391111" not in str(below) + str(jwc)


def test_declining_changes_no_unit_and_says_why(report):
    with factories.nothing_written_to(*roster.all_units()):
        decline(report)
    assert (report.state, report.reason) == (branch_reports.DECLINED, REASON)
    assert [(entry.act, entry.reason) for entry in log()] == [("decline_report", REASON)] * 2


@pytest.mark.parametrize("reason", ["", "太短", "长" * 501, None, 5])
def test_declining_takes_a_reason(report, reason):
    with factories.nothing_written_to(roster.get_center()), pytest.raises(InvalidInput):
        decline(report, reason)
    assert report.state == branch_reports.PENDING


def test_what_was_decided_or_replaced_cannot_be_decided_again(branch, report):
    decline(report)
    with pytest.raises(NotPossible):
        accept(report)
    with factories.acting_as("student"):
        newer = reporting.submit("", {"jwc": [row("teacher")]})
    with pytest.raises(NotPossible):
        decline(report)
    accept(newer)
    with pytest.raises(NotPossible):
        accept(newer)


def change_rows(unit):
    unit.administrators = [*unit.administrators, factories.administrator("dean")]


def leave(unit):
    unit.party_branch = "另一支部"


@pytest.mark.parametrize("change", [change_rows, leave, lambda u: setattr(u, "active", False)])
def test_a_unit_that_has_changed_meanwhile_stays_as_it_is(report, change):
    change(roster.get_unit("jwc"))
    with (
        factories.nothing_written_to(*roster.all_units()),
        pytest.raises(NotPossible),
    ):
        accept(report)
    assert report.state == branch_reports.PENDING
    assert log() == []


def test_what_is_accepted_is_what_was_looked_at(report):
    seen = reviewing.Review(report).fingerprint
    with dates.at(dates.now() + timedelta(days=1)), pytest.raises(NotPossible):
        accept(report, fingerprint=seen)
    with pytest.raises(NotPossible):
        accept(report, fingerprint="x")


def test_a_supervisor_does_not_decide_about_her_own_unit(branch):
    """``supervisor2`` is head of ``hqc``, which is one of the units of the report."""
    with factories.acting_as("student"):
        report = reporting.submit("", {"jwc": [row("teacher")], "hqc": [row("dean")]})
    for decide in (accept, decline):
        with pytest.raises(NotPermitted):
            decide(report, by="supervisor2")
    accept(report)


def test_a_supervisor_does_not_decide_about_her_own_report(branch):
    from hnu.jgzf.content import party_branches

    party_branches.set_secretaries(roster.get_center(), branch, ("supervisor",))
    with factories.acting_as("supervisor"):
        report = reporting.submit("", {"jwc": [row("teacher")]})
    with pytest.raises(NotPermitted):
        accept(report)
    accept(report, by="supervisor2")


def test_a_successor_deals_with_the_open_cases_and_the_predecessor_no_more(report):
    case = factories.submit("evaluated")
    accept(report)
    factories.answer(case, by="teacher")
    assert case.state == "answered"
