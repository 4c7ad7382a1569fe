"""督办: the supervisors' desk over HTTP, and 催办 from it and from a case's own page."""

from datetime import timedelta
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import reminding
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.notifications import delivery
from tests import factories
from tests.browser.visitor import Answer
from tests.browser.visitor import even
from tests.browser.visitor import last_write
from tests.browser.visitor import latest
import pytest
import transaction


PAGE = "/@@supervision"
DAY = timedelta(days=1)
REASON = "需要向评价人核实办理时间和地点。"


@pytest.fixture
def overdue(site):
    """``overdue(n)``: so many cases that are overdue, the longest first."""

    def make(count=1, **values):
        cases = []
        for number in range(count):
            with dates.at(dates.now() - (40 - number) * DAY):
                cases.append(factories.submit(topic=f"窗口排队 {number}", **values))
        transaction.commit()
        return cases

    return make


def section(page, name):
    return page.ours.xpath(f".//section[@aria-labelledby='jz-{name}-title']")[0]


def count(page, name):
    return int(section(page, name).xpath(".//h2/span")[0].text_content())


def rows(page, name):
    return [even(row) for row in section(page, name).xpath(".//tbody/tr")]


def stats(page):
    return {
        even(card[0]): [text.strip() for text in card[1].itertext() if text.strip()]
        for card in page.ours.xpath(".//dl/div")
    }


def boxes(page, name="overdue"):
    return section(page, name).xpath(".//input[@type='checkbox']")


def send(visitor, page, name="overdue", button="selected", value="1", chosen=(), **extra):
    """Tick the boxes of these numbers and press a button of the section's form."""
    form = section(page, name).xpath(".//form")[0]
    for box in boxes(page, name):
        box.checked = box.get("value") in chosen
    data = [*form.form_values(), (f"form.buttons.{button}", value), *extra.items()]
    return Answer(visitor.session.post(form.action, data=data))


@pytest.mark.parametrize(
    "userid", [None, "student", "evaluated", "clerk", "webmaster", "reviewer", "editor"]
)
def test_only_supervisors_open_it(site, visit, overdue, userid):
    (case,) = overdue()
    page = visit(userid).get(site.jgzf, PAGE)
    assert page.is_refusal
    assert case.getId() not in page.text


def test_only_supervisors_have_it_in_the_navigation(site, visit):
    assert visit("supervisor").get(site.jgzf).has_link(PAGE)
    for userid in ("student", "clerk", "webmaster"):
        assert not visit(userid).get(site.jgzf).has_link(PAGE)


def test_it_begins_with_the_day_and_its_figures(site, visit, overdue):
    overdue(2)
    site.jgzf.hqc.administrators = []
    case = factories.submit(unit="hqc")
    case.due = dates.today()
    case.reindexObject()
    bad = factories.bring_to(factories.submit(), "rated", "dissatisfied")
    transaction.commit()
    page = visit("supervisor").get(site.jgzf, PAGE)
    assert page.status == 200
    assert page.headers["Cache-Control"] == "private, no-store"
    assert f"{dates.long_date(dates.today())}，{dates.weekday(dates.today())}。" in page.words
    assert page.ours.xpath(".//nav/a[@aria-current='page']")[0].text_content().strip() == "督办"
    assert stats(page) == {
        "超期未反馈": ["2", "1 个单位"],
        "今天到期": ["1", "后勤处"],
        "不满意待沟通": ["1"],
        "期限内待反馈": ["2"],
        "没有管理员的单位": ["1", "后勤处"],
    }
    assert (count(page, "overdue"), count(page, "dissatisfied")) == (2, 1)
    assert bad.getId() in rows(page, "dissatisfied")[0]


def test_empty_lists_say_so_in_one_line(site, visit):
    page = visit("supervisor").get(site.jgzf, PAGE)
    for text in (
        "没有超期的评价",
        "没有两个工作日内到期的评价",
        "没有待沟通的评价",
        "没有已过计划办理日期的评价",
        "各单位都有管理员",
        "没有人查看过评价人身份",
    ):
        assert text in page.words
    assert not page.ours.xpath(".//table | .//form")


def test_a_line_says_since_when_who_answers_and_how_often_it_was_reminded(site, visit, overdue):
    (case,) = overdue()
    supervisor = visit("supervisor")
    (row,) = rows(supervisor.get(site.jgzf, PAGE), "overdue")
    for text in ("超期", "应于", "窗口排队 0", case.getId(), "管理员 柳明溪、庄亦诚", "未催办"):
        assert text in row
    with dates.at(dates.now() - DAY), factories.acting_as("supervisor"):
        reminding.remind(latest(case))
    transaction.commit()
    (row,) = rows(supervisor.get(site.jgzf, PAGE), "overdue")
    assert f"{dates.short_date(dates.today() - DAY)} 催办 1 次" in row


def test_one_click_reminds_of_one(site, visit, overdue):
    case, other = overdue(2)
    supervisor = visit("supervisor")
    page = supervisor.get(site.jgzf, PAGE)
    page = send(supervisor, page, button="remind", value=case.getId(), chosen=[other.getId()])
    assert page.status == 200
    assert "已催办 1 件，正在通知有关单位的管理员。" in page.message
    assert len(latest(case).reminded) == 1
    assert latest(other).reminded == ()
    assert "今天" in rows(page, "overdue")[0]
    assert len(boxes(page)) == 1


def test_chosen_ones_are_reminded_of_together(site, visit, overdue):
    cases = overdue(3)
    supervisor = visit("supervisor")
    page = supervisor.get(site.jgzf, PAGE)
    page = send(supervisor, page, chosen=[case.getId() for case in cases[:2]])
    assert "已催办 2 件" in page.message
    assert [len(latest(case).reminded) for case in cases] == [1, 1, 0]


def test_those_that_cannot_be_are_named_with_the_reason_and_the_others_done(site, visit, overdue):
    first, second = overdue(2)
    supervisor = visit("supervisor")
    page = supervisor.get(site.jgzf, PAGE)
    factories.answer(second)
    transaction.commit()
    answer = send(supervisor, page, chosen=[first.getId(), second.getId()])
    assert answer.status == 200
    assert "已催办 1 件，未催办 1 件：" in answer.words
    assert f"{second.getId()}：这件评价不在待处理状态" in answer.words
    assert len(latest(first).reminded) == 1
    again = send(supervisor, page, chosen=[first.getId()])
    assert again.status == 409
    assert "已催办 0 件，未催办 1 件：" in again.words


def test_nothing_chosen_is_said(site, visit, overdue):
    overdue()
    supervisor = visit("supervisor")
    answer = send(supervisor, supervisor.get(site.jgzf, PAGE))
    assert answer.status == 400
    assert "请至少选择一件评价。" in answer.words


def test_without_a_token_nothing_is_written(site, visit, overdue):
    (case,) = overdue()
    supervisor = visit("supervisor")
    supervisor.get(site.jgzf, PAGE)
    before = last_write(site)
    answer = supervisor.post(site.jgzf, PAGE, "remind")
    assert answer.status == 403
    assert last_write(site) == before
    assert latest(case).reminded == ()


def test_what_was_ticked_before_a_login_ended_is_ticked_still(site, visit, overdue):
    case, _other = overdue(2)
    supervisor = visit("supervisor")
    page = supervisor.get(site.jgzf, PAGE)
    # As the page about an expired login sends it: no button is pressed.
    form = section(page, "overdue").xpath(".//form")[0]
    data = [*form.form_values(), ("numbers", case.getId())]
    answer = Answer(supervisor.session.post(form.action, data=data))
    assert "尚未" in answer.words
    ticked = [box.get("value") for box in boxes(answer) if box.checked]
    assert ticked == [case.getId()]
    assert latest(case).reminded == ()
    assert not [
        b for b in boxes(supervisor.get(site.jgzf, f"{PAGE}?numbers={ticked[0]}")) if b.checked
    ]


@pytest.mark.parametrize("userid", ["clerk", "student", "webmaster"])
def test_nobody_else_sends_the_form(site, visit, overdue, userid):
    (case,) = overdue()
    visitor = visit(userid)
    answer = visitor.post(site.jgzf, PAGE, "remind", token=visitor.token())
    assert answer.is_refusal
    assert latest(case).reminded == ()


def test_who_would_judge_herself_sees_the_case_and_no_action(site, visit, overdue):
    (case,) = overdue()
    site.jgzf.jwc.head = "supervisor2"
    transaction.commit()
    supervisor = visit("supervisor2")
    page = supervisor.get(site.jgzf, PAGE)
    (row,) = rows(page, "overdue")
    assert case.getId() in row
    assert "您所在的单位" in row or "本人" in row
    assert not section(page, "overdue").xpath(".//button | .//input[@type='checkbox']")
    token = supervisor.token()
    url = supervisor.url(site.jgzf, PAGE)
    data = {"form.buttons.remind": case.getId(), "_authenticator": token}
    assert Answer(supervisor.session.post(url, data=data)).status == 409
    assert latest(case).reminded == ()


def test_ten_of_a_list_and_a_link_to_all_of_it_in_pages(site, visit, overdue):
    cases = overdue(22)
    supervisor = visit("supervisor")
    page = supervisor.get(site.jgzf, PAGE)
    assert (count(page, "overdue"), len(rows(page, "overdue"))) == (22, 10)
    assert page.has_link(f"{PAGE}?list=overdue")
    whole = supervisor.get(site.jgzf, f"{PAGE}?list=overdue")
    assert len(rows(whole, "overdue")) == 20
    assert len(whole.ours.xpath(".//section")) == 1
    assert whole.tree.findtext(".//head/title").strip().startswith("督办：超期未反馈")
    second = supervisor.get(site.jgzf, f"{PAGE}?list=overdue&b_start=20")
    assert len(rows(second, "overdue")) == 2
    answer = send(supervisor, second, chosen=[cases[20].getId()])
    assert answer.url.endswith("list=overdue&b_start=20")
    assert "已催办 1 件" in answer.message
    assert len(supervisor.get(site.jgzf, f"{PAGE}?list=nonsense").ours.xpath(".//section")) == 8


def test_units_without_administrator_lead_to_their_form_and_cases(site, visit):
    site.jgzf.hqc.administrators = [factories.administrator("dean", until=dates.today() - DAY)]
    factories.submit(unit="hqc")
    transaction.commit()
    page = visit("supervisor").get(site.jgzf, PAGE)
    (row,) = rows(page, "unattended")
    assert "后勤处" in row
    assert "霍昕澜的任期已于" in row
    assert page.has_link("/jgzf/hqc/edit")
    assert page.has_link("@@manage-evaluations?unit=hqc")


def test_many_looks_and_the_latest_with_time_and_reason(site, visit):
    for _n in range(3):
        with factories.acting_as("clerk"):
            disclosure.disclose(factories.submit(), REASON)
    transaction.commit()
    page = visit("supervisor").get(site.jgzf, PAGE)
    assert [row.partition(" 查看")[0] for row in rows(page, "many_looks")] == [
        "教务处 该单位管理员合计 3",
        "教务处 柳明溪 单位管理员 3",
    ]
    assert len(rows(page, "looks")) == 3
    assert REASON in rows(page, "looks")[0]
    assert "最近 30 天共 3 条" in page.words
    site.jgzf.jwc.head = "supervisor2"
    transaction.commit()
    page = visit("supervisor2").get(site.jgzf, PAGE)
    assert REASON not in page.text
    assert "回避" in rows(page, "looks")[0]


def test_failed_messages_lead_to_the_outbox_only_who_may_open_it(site, visit):
    factories.submit()
    factories.tell()
    outbox = get_outbox(roster.get_center())
    claimed = delivery.claim(outbox)
    delivery.record(outbox, claimed.id, TransportError("no gateway", permanent=True))
    transaction.commit()
    page = visit("supervisor").get(site.jgzf, PAGE)
    assert count(page, "failed") == 1
    assert page.has_link("@@jgzf-health")
    assert not page.has_link("@@jgzf-outbox?state=failed")
    from plone import api

    api.user.grant_roles(username="supervisor", roles=["Site Administrator"])
    transaction.commit()
    assert visit("supervisor").get(site.jgzf, PAGE).has_link("@@jgzf-outbox?state=failed")


def test_it_leads_to_pages_that_are_there_and_that_one_may_open(site, visit):
    page = visit("supervisor").get(site.jgzf, PAGE)
    for name in ("roster", "roster-gaps", "supervision-log"):
        assert page.has_link(f"/@@{name}")
        assert visit("supervisor").get(site.jgzf, f"/@@{name}").status == 200
    site.jgzf.manage_permission("hnu.jgzf: View supervision log", [], 0)
    transaction.commit()
    assert not visit("supervisor").get(site.jgzf, PAGE).has_link("/@@supervision-log")


def test_the_page_writes_nothing(site, visit, overdue):
    overdue()
    supervisor = visit("supervisor")
    supervisor.get(site.jgzf, PAGE)
    before = last_write(site)
    supervisor.get(site.jgzf, PAGE)
    assert last_write(site) == before


def test_a_login_that_ended_asks_for_a_new_one_and_reminds_nobody(site, visit, overdue):
    (case,) = overdue()
    supervisor = visit("supervisor")
    page = supervisor.get(site.jgzf, PAGE)
    supervisor.session.auth = None
    supervisor.session.cookies.clear()
    answer = send(supervisor, page, button="remind", value=case.getId())
    assert answer.status == 403 or answer.is_refusal
    assert latest(case).reminded == ()


# A case's own page


def steps(page):
    return [even(step) for step in page.ours.xpath(".//li[starts-with(@class, 'jz-step')]")]


def test_a_case_is_reminded_of_from_its_own_page(site, visit, overdue):
    (case,) = overdue()
    supervisor = visit("supervisor")
    page = supervisor.get(case)
    assert page.has_link("/@@remind")
    form = supervisor.get(case, "/@@remind")
    answer = supervisor.send(form, "remind")
    assert "已催办，正在通知该单位管理员。" in answer.message
    assert len(latest(case).reminded) == 1
    assert not answer.has_link("/@@remind")
    late = supervisor.send(form, "remind")
    assert late.status == 409
    assert "已催办过，请明天再试" in late.words
    assert len(latest(case).reminded) == 1


@pytest.mark.parametrize("userid", [None, "student", "teacher", "clerk", "webmaster"])
def test_nobody_else_has_that_page(site, visit, overdue, userid):
    (case,) = overdue()
    assert visit(userid).get(case, "/@@remind").is_refusal


def test_in_her_own_unit_s_case_a_supervisor_is_refused_there(site, visit, overdue):
    (case,) = overdue()
    site.jgzf.jwc.head = "supervisor2"
    transaction.commit()
    supervisor = visit("supervisor2")
    assert not supervisor.get(case).has_link("/@@remind")
    assert supervisor.get(case, "/@@remind").status == 403


def test_the_timeline_shows_reminders_to_whom_they_concern(site, visit, overdue):
    (case,) = overdue()
    moment = dates.now().replace(hour=10, minute=12) - DAY
    with dates.at(moment), factories.acting_as("supervisor"):
        reminding.remind(case)
    transaction.commit()
    for userid in ("clerk", "deputy", "supervisor"):
        found = steps(visit(userid).get(case))
        assert f"机关党委已催办 {dates.minute(moment)}" in found[1], userid
    found = steps(visit("teacher").get(case))
    assert f"机关党委已催办 {dates.long_date(moment)}" in found[1]
    assert "10:12" not in visit("teacher").get(case).text
    for userid in ("student", "evaluated", "dean", "webmaster"):
        page = visit(userid).get(case)
        assert "催办" not in page.text, userid
        assert "祁望舒" not in page.words


def test_a_supervisor_comes_from_the_case_to_its_entries(site, visit, overdue):
    (case,) = overdue()
    link = f"@@supervision-log?number={case.getId()}"
    assert visit("supervisor").get(case).has_link(link)
    site.jgzf.jwc.head = "supervisor2"
    transaction.commit()
    for userid in ("supervisor2", "clerk", "teacher", "student", "webmaster"):
        assert not visit(userid).get(case).has_link(link)
