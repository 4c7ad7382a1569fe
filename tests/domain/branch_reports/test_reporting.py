"""The secretary reports; who does not speak for the branch cannot, and units stay as they are."""

from hnu.jgzf.content import branch_reports
from hnu.jgzf.domain import party_branches
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.branch_reports import reporting
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from tests import factories
import pytest


CLERK = {"name": "柳明溪", "userid": "clerk", "mobile": "139 0000 0000", "qq": "10000"}


def submit(sent, branch="", by="student"):
    with factories.acting_as(by):
        return reporting.submit(branch, sent)


def fields(sent):
    with pytest.raises(InvalidInput) as refused:
        submit(sent)
    return [error.field for error in refused.value.errors]


def latest(branch):
    return branch_reports.latest(roster.get_center(), branch)


def test_a_report_waits_and_changes_no_unit(branch):
    with factories.nothing_written_to(*roster.all_units()):
        report = submit({"jwc": [CLERK], "below": [{**CLERK, "from": "2026-12-01"}, CLERK]})
    assert latest(branch) is report
    assert (report.state, report.userid, report.name) == ("pending", "student", "申若谷")
    assert report.rows["jwc"][0]["mobile"] == "13900000000"
    assert report.rows["below"][0]["from"].isoformat() == "2026-12-01"


def test_the_next_report_takes_the_place_of_the_one_that_waits(branch):
    first = submit({"jwc": [CLERK]})
    second = submit({"hqc": [CLERK]})
    assert first.id != second.id
    assert latest(branch) is second
    assert branch_reports.all_reports(roster.get_center()) == [second]


def test_a_name_leads_to_the_account_that_alone_has_it(branch):
    report = submit({"jwc": [{**CLERK, "userid": "方晓棠"}]})
    assert report.rows["jwc"][0]["userid"] == "teacher"


def test_an_account_that_is_not_there_yet_is_kept(branch):
    report = submit({"jwc": [{**CLERK, "userid": "20990001"}]})
    assert reporting.unknown_accounts(report) == ["20990001"]


def test_it_is_not_told_whom_a_name_is_like(branch):
    with pytest.raises(InvalidInput) as refused:
        submit({"jwc": [{**CLERK, "userid": "方晓"}]})
    (error,) = refused.value.errors
    assert error.field == "jwc.0.userid"
    assert "teacher" not in str(error.message.mapping)


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ({"name": ""}, "name"),
        ({"name": "长" * 101}, "name"),
        ({"mobile": "1390000"}, "mobile"),
        ({"mobile": ["13900000000"]}, "mobile"),
        ({"qq": "abc"}, "qq"),
        ({"userid": "没有 此人"}, "userid"),
        ({"from": "2026-13-01"}, "from"),
        ({"until": "yesterday"}, "until"),
        ({"deputy": "maybe"}, "deputy"),
    ],
)
def test_each_wrong_cell_is_named_by_unit_and_row(branch, row, key):
    assert fields({"jwc": [CLERK], "hqc": [CLERK, {**CLERK, **row}]}) == [f"hqc.1.{key}"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "units"),
        (None, "units"),
        ({"jwc": None}, "jwc"),
        ({"jwc": [5]}, "jwc"),
        ({"jwc": [CLERK] * 51}, "jwc"),
        ({"none": [CLERK]}, "none"),
    ],
)
def test_what_is_no_report_is_refused(branch, sent, field):
    assert fields(sent) == [field]


def test_each_unit_of_a_joint_branch_needs_an_administrator(branch):
    """R29: and one who is no deputy."""
    assert fields({"jwc": [CLERK], "hqc": [], "below": [{**CLERK, "deputy": True}]}) == [
        "hqc",
        "below",
    ]


def test_empty_rows_are_left_out(branch):
    empty = {"name": " ", "userid": "", "mobile": None, "from": "2026-01-01", "deputy": True}
    report = submit({"jwc": [empty, CLERK]})
    assert [row["name"] for row in report.rows["jwc"]] == ["柳明溪"]
    assert fields({"jwc": [empty, {**CLERK, "qq": "x"}]}) == ["jwc.1.qq"]


@pytest.mark.parametrize("userid", ["teacher", "clerk", "supervisor", "webmaster", None])
def test_nobody_else_reports(branch, userid):
    with factories.nothing_written_to(roster.get_center()), pytest.raises(NotPermitted):
        submit({"jwc": [CLERK]}, by=userid)


def test_she_begins_with_what_the_units_have_and_goes_on_with_what_was_declined(branch):
    found = party_branches.find(branch)
    rows = reporting.proposed(found, None)
    assert [row["userid"] for row in rows["jwc"]] == ["clerk", "deputy"]
    report = submit({"jwc": [CLERK]})
    assert [row["qq"] for row in reporting.proposed(found, report)["jwc"]] == ["10000"]
    report.decide(branch_reports.DECLINED, "不对")
    assert len(reporting.proposed(found, report)["jwc"]) == 1
    report.decide(branch_reports.ACCEPTED)
    assert len(reporting.proposed(found, report)["jwc"]) == 2
