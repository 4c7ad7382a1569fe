"""党支部, 党支部报送 and its review over HTTP, without scripts."""

from hnu.jgzf.content import branch_reports
from hnu.jgzf.content import party_branches
from hnu.jgzf.domain import roster
from tests.browser import visitor
from tests.browser.visitor import Answer
from tests.browser.visitor import latest
import pytest
import transaction


BRANCH = "教务处、后勤处联合党支部"
REPORT = "/@@branch-report"
REVIEW = "/@@branch-reports"
BRANCHES = "/@@party-branches"
MINE = "/@@my-evaluations"
MANAGE = "/@@manage-evaluations"
NEW = {
    "jwc.2.name": "方晓棠",
    "jwc.2.userid": "teacher",
    "jwc.2.mobile": "13911111111",
    "jwc.2.qq": "20000",
}


@pytest.fixture
def branch(site):
    for code in ("jwc", "hqc"):
        roster.get_unit(code).party_branch = BRANCH
    party_branches.set_secretaries(site.jgzf, BRANCH, ("student",))
    transaction.commit()
    return BRANCH


@pytest.fixture
def reported(site, branch, visit):
    """``student`` has reported ``teacher`` for ``jwc``."""
    student = visit("student")
    answer = student.send(student.get(site.jgzf, REPORT), "report", **NEW)
    assert "已报送，机关党委采纳后生效。" in answer.message
    return answer


def rows(site, code="jwc"):
    return [row["userid"] for row in latest(site).jgzf[code].administrators]


def test_supervisors_see_branches_and_what_is_missing(site, branch, visit):
    roster.get_unit("hqc").party_branch = "另一支部"
    roster.get_unit("jwc").party_branch = None
    transaction.commit()
    page = visit("supervisor").get(site.jgzf, BRANCHES)
    assert page.status == 200
    for words in (f"{BRANCH} 没有在用单位", "另一支部 没有书记", "没有填写党支部的单位 "):
        assert words in page.words
    assert page.has_link("/jgzf/jwc/edit")


def test_supervisors_enter_secretaries_by_name(site, branch, visit):
    supervisor = visit("supervisor")
    page = supervisor.get(site.jgzf, BRANCHES)
    (name,) = [n for n, _v in page.form("save").form_values() if n.startswith("form.widgets.b")]
    key = name.removeprefix("form.widgets.")
    assert page.value("save", key) == "student"
    answer = supervisor.send(page, "save", **{key: "没有此人、teacher"})
    assert answer.status == 400
    assert "没有找到" in answer.words
    assert answer.value("save", key) == "没有此人、teacher"
    answer = supervisor.send(answer, "save", **{key: "方晓棠、20990001"})
    assert "20990001" in answer.message
    assert "没有这个账号：20990001" in answer.words
    latest(site)
    assert party_branches.secretaries(site.jgzf) == {BRANCH: ("teacher", "20990001")}


@pytest.mark.parametrize("page", [BRANCHES, REVIEW])
@pytest.mark.parametrize("userid", ["student", "clerk", "teacher", None])
def test_others_see_neither_branches_nor_reports(site, branch, visit, page, userid):
    assert visit(userid).get(site.jgzf, page).is_refusal


@pytest.mark.parametrize("userid", ["clerk", "teacher", "supervisor", "webmaster"])
def test_who_is_no_secretary_has_no_report(site, branch, visit, userid):
    page = visit(userid).get(site.jgzf, f"{REPORT}?branch={BRANCH}")
    assert page.status == 403
    assert "您没有权限查看此页" in page.words
    assert "13900000000" not in page.text
    assert not visit(userid).get(site.jgzf, MINE).has_link(REPORT)


def test_a_secretary_finds_her_branch_and_what_its_units_have(site, branch, visit):
    student = visit("student")
    page = student.get(site.jgzf, MINE)
    assert "党支部报送" in page.words
    page = student.get(site.jgzf, REPORT)
    assert page.status == 200
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.value("report", "jwc.0.name") == "柳明溪"
    assert page.value("report", "jwc.1.deputy") == "on"
    assert page.value("report", "hqc.0.mobile") == "13900000000"
    before = visitor.last_write(site)
    student.get(site.jgzf, REPORT)
    assert visitor.last_write(site) == before


def test_a_report_waits_and_changes_nothing(site, branch, visit, reported):
    assert "待审核" in reported.words
    # What she reported is what she goes on with
    assert reported.value("report", "jwc.2.name") == "方晓棠"
    assert rows(site) == ["clerk", "deputy"]
    assert "待审核" in visit("student").get(site.jgzf, MINE).words


def test_what_is_wrong_stands_at_its_row_and_nothing_is_lost(site, branch, visit):
    student = visit("student")
    wrong = {**NEW, "jwc.2.mobile": "139", "jwc.0.name": "", "hqc.0.until": "2026-99-99"}
    answer = student.send(student.get(site.jgzf, REPORT), "report", **wrong)
    assert answer.status == 400
    assert "3 处需要修改" in answer.words
    assert "教务处，第 3 行，手机：请填写一个 11 位手机号" in answer.words
    assert answer.value("report", "jwc.2.mobile") == "139"
    (cell,) = answer.ours.xpath(".//*[@id='jz-jwc-2-mobile']")
    assert cell.get("aria-invalid") == "true"
    assert answer.ours.xpath(".//a[@href='#jz-jwc-2-mobile']")
    assert branch_reports.all_reports(latest(site).jgzf) == []


def test_each_unit_needs_somebody(site, branch, visit):
    student = visit("student")
    gone = {f"hqc.0.{key}": "" for key in ("name", "userid", "mobile", "qq")}
    answer = student.send(student.get(site.jgzf, REPORT), "report", **gone)
    assert answer.status == 400
    assert "后勤处：该单位当日没有在任的管理员" in answer.words


def test_a_supervisor_sees_the_difference_and_accepts(site, visit, reported):
    supervisor = visit("supervisor")
    assert "1 件报送待审核" in supervisor.get(site.jgzf, MANAGE).words.replace("1件", "1 件")
    page = supervisor.get(site.jgzf, REVIEW)
    for words in (BRANCH, "由申若谷报送", "方晓棠 新增", "手机：13911111111", "没有改动。"):
        assert words in page.words
    answer = supervisor.send(page, "accept")
    assert f"已采纳，{BRANCH}各单位的管理员已更新。" in answer.message
    assert "没有待审核的报送" in answer.words
    assert rows(site) == ["clerk", "deputy", "teacher"]
    page = visit("student").get(site.jgzf, REPORT)
    assert "已采纳" in page.words
    # And she deals with the unit's cases from now on.
    assert visit("teacher").get(site.jgzf, MANAGE).status == 200


def test_a_supervisor_sends_it_back_with_a_reason(site, visit, reported):
    supervisor = visit("supervisor")
    page = supervisor.get(site.jgzf, REVIEW)
    refused = supervisor.send(page, "decline", reason="不对")
    assert refused.status == 400
    assert refused.value("decline", "reason") == "不对"
    answer = supervisor.send(refused, "decline", reason="手机号码有误，请核对后重新报送。")
    assert "已退回" in answer.message
    page = visit("student").get(site.jgzf, REPORT)
    assert "已退回" in page.words
    assert "手机号码有误" in page.words
    assert page.value("report", "jwc.2.name") == "方晓棠"
    assert rows(site) == ["clerk", "deputy"]


def test_an_old_page_accepts_nothing(site, visit, reported):
    supervisor = visit("supervisor")
    page = supervisor.get(site.jgzf, REVIEW)
    site.jgzf.jwc.administrators = [*site.jgzf.jwc.administrators, {"name": "甲", "userid": "x"}]
    transaction.commit()
    answer = supervisor.send(page, "accept")
    assert answer.status == 409
    assert "教务处的情况已有变动，不能采纳" in answer.words
    assert answer.form("decline") is not None
    assert not answer.ours.xpath(".//button[@name='form.buttons.accept']")


def test_a_supervisor_of_the_unit_is_offered_nothing(site, visit, reported):
    site.jgzf.hqc.head = "supervisor2"
    transaction.commit()
    page = visit("supervisor2").get(site.jgzf, REVIEW)
    assert "须由机关党委其他人员审核" in page.words
    assert page.form("accept") is None


def test_a_secretary_of_two_branches_chooses(site, branch, visit):
    roster.get_unit("hqc").party_branch = "后勤处党支部"
    party_branches.set_secretaries(site.jgzf, "后勤处党支部", ("student",))
    transaction.commit()
    student = visit("student")
    page = student.get(site.jgzf, f"{REPORT}?branch={BRANCH}")
    assert page.value("report", "jwc.0.name")
    assert not page.value("report", "hqc.0.name")
    (link,) = page.ours.xpath(".//a[contains(@href, '@@branch-report?')]")
    other = Answer(student.session.get(link.get("href")))
    assert other.value("report", "hqc.0.name")
    answer = student.send(other, "report", **{"hqc.1.name": "温如许"})
    assert "已报送" in answer.message
    assert answer.value("report", "hqc.1.name") == "温如许"
