"""The page of a case: what everybody reads, and what is for its parties alone."""

from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.dates import at
from tests import factories
from tests.browser.visitor import even
from tests.browser.visitor import last_write
import itertools
import pytest
import re
import transaction


EVIL = "<script>alert(1)</script><b onclick='x'>粗体</b> & 十个字以上"
REASON = "需要与评价人核对办理日期和窗口。"
PAGES = ("", "/@@answer", "/@@rate", "/@@close", "/@@reopen", "/@@disclose-identity")


def day(number, hour=10):
    return datetime(2026, 11, number, hour, 12, tzinfo=config.TIMEZONE)


def told(answer):
    """Headings of the steps, in order."""
    return [even(part) for part in answer.ours.xpath(".//ol[@class='jz-rounds']//h3")]


@pytest.fixture
def long_story(site):
    """Two rounds, a closing without a rating, a reopening, and a last good round."""
    with at(day(2)):
        case = factories.submit()
    with at(day(12)):
        factories.answer(case, outcome="deferred")
    with at(day(13)):
        factories.rate(case, "very_dissatisfied", comment="没有说明什么时候能办。")
    with at(day(16)):
        factories.answer(case, content="评审会定于十一月二十日召开。")
    with at(day(17)):
        factories.close(case, by="supervisor", reason="评价人来电说明事项已经解决。")
    with at(day(18)), factories.acting_as("supervisor"):
        lifecycle.reopen(case, "评价人来电反映问题再次出现。")
    with at(day(19)):
        factories.answer(case, outcome="explained")
    with at(day(20)):
        factories.rate(case, "satisfied")
        factories.close(case)
    transaction.commit()
    return case


def test_everybody_reads_every_step_in_order(visit, long_story):
    page = visit("student").get(long_story)
    assert page.status == 200
    assert told(page) == [
        "提交评价",
        "第 1 轮反馈",
        "第 1 轮满意度：非常不满意",
        "第 2 轮反馈",
        "办结",
        "重新办理",
        "第 3 轮反馈",
        "第 3 轮满意度：满意",
        "办结",
    ]
    rounds = page.ours.xpath(".//li[starts-with(@id, 'round-')]")
    assert [part.get("id") for part in rounds] == ["round-1", "round-2", "round-3"]
    assert "2026年11月12日 · 教务处" in even(rounds[0])
    assert "条件不具备" in even(rounds[0])
    assert "超期 3 个工作日反馈" in even(rounds[0])
    assert "按期反馈" in even(rounds[1])
    for text in (
        factories.CONTENT,
        "没有说明什么时候能办。",
        "评价人未作满意度评价。",
        "理由：评价人来电说明事项已经解决。",
        "理由：评价人来电反映问题再次出现。",
    ):
        assert text in page.words


def test_the_end_of_the_time_to_rate_is_told_as_such(visit, submitted):
    case = submitted("answered")
    factories.close(case, by="supervisor", reason="评价人来电说明事项已经解决。")
    # The clock closes without a reason.
    case.workflow_history[config.WORKFLOW_ID][-1]["comments"] = ""
    case.workflow_history._p_changed = True
    transaction.commit()
    assert "评价人未作满意度评价，已按期满办结。" in visit("student").get(case).words


def test_facts_name_the_person_evaluated(visit, submitted):
    words = visit("student").get(submitted(staff_member="20090417")).words
    assert "被评价单位 教务处" in words
    assert "被评价个人 周允礼" in words
    assert "评价人 匿名展示" in words


@pytest.mark.parametrize("userid", ["teacher", "student"])
def test_paper_says_to_the_evaluator_what_it_says_to_everybody(visit, submitted, userid):
    page = visit(userid).get(submitted())
    facts = page.ours.xpath(".//dt[. = '评价人']/following-sibling::*")
    told_to_evaluator = itertools.takewhile(lambda fact: fact.tag == "dd", facts)
    printed = [even(fact) for fact in told_to_evaluator if fact.get("class") != "jz-noprint"]
    assert printed == ["匿名展示"]
    submitted_step = page.ours.xpath(".//ol[@class='jz-rounds']/li[1]")[0]
    for on_screen in submitted_step.xpath(".//*[@class='jz-noprint']"):
        on_screen.drop_tree()
    assert "匿名展示" in even(submitted_step)
    assert "本人" not in even(submitted_step)


def test_days_are_all_that_is_told_of_time(visit, long_story):
    for userid in ("student", "teacher", "clerk"):
        steps = visit(userid).get(long_story).ours.xpath(".//ol[@class='jz-rounds']")[0]
        assert "2026年11月2日" in even(steps)
        assert not re.search(r"\d\d[:：]\d\d", even(steps))


def test_text_is_text_and_keeps_its_lines(visit, submitted):
    text = f"第一行\n第二行：{EVIL}"
    case = submitted(topic=EVIL, content=text)
    factories.answer(case, content=text)
    factories.rate(case, "dissatisfied", comment=text)
    factories.close(case, by="supervisor", reason=text)
    transaction.commit()
    page = visit("student").get(case)
    assert page.ours.xpath(".//script | .//b") == []
    assert page.tree.xpath("//h1")[-1].text_content() == EVIL
    lines = page.ours.xpath(".//p[@class='jz-lines']")
    assert [part.text_content().replace("理由：", "") for part in lines] == [text] * 4


def test_a_page_that_differs_by_viewer_is_in_no_shared_cache(visit, submitted):
    case = submitted()
    for userid in ("student", "teacher", "clerk"):
        assert visit(userid).get(case).headers["Cache-Control"] == "private, no-store"


def test_nobody_without_an_account_reads_a_case(visit, submitted):
    case = submitted()
    for page in PAGES:
        answer = visit(None).get(case, page)
        assert answer.is_refusal
        assert factories.CONTENT not in answer.text


FOR_PARTIES = ("办理要求", "评价人身份", "谁查看了我的身份", "身份查看记录", "满意度反馈")


@pytest.mark.parametrize(
    ("userid", "headings", "anonymous"),
    [
        ("student", (), True),
        ("dean", (), True),
        ("reviewer", (), True),
        ("teacher", ("谁查看了我的身份",), False),
        ("clerk", ("办理要求", "评价人身份"), False),
        ("deputy", ("办理要求", "评价人身份"), False),
        ("supervisor", ("办理要求", "评价人身份", "身份查看记录"), False),
        ("evaluated", ("评价人身份",), True),
    ],
)
def test_each_party_has_its_own_panels(visit, submitted, userid, headings, anonymous):
    page = visit(userid).get(submitted(staff_member="20090417"))
    found = [title for title in FOR_PARTIES if page.heading(title) is not None]
    assert found == list(headings)
    assert (page.heading("匿名展示") is not None) == anonymous


@pytest.mark.parametrize(
    ("state", "level", "links"),
    [
        ("submitted", "", {"clerk": ["answer"], "supervisor": ["answer"]}),
        ("answered", "", {"supervisor": ["close"], "teacher": ["#satisfaction"]}),
        ("rated", "neutral", {"clerk": ["close"], "supervisor": ["close"]}),
        ("rated", "dissatisfied", {"clerk": ["answer"], "supervisor": ["answer", "close"]}),
        ("closed", "satisfied", {"supervisor": ["reopen"]}),
    ],
)
def test_each_party_is_led_to_what_she_can_do_now(visit, submitted, state, level, links):
    case = submitted(state, level)
    for userid in ("student", "teacher", "clerk", "dean", "evaluated", "supervisor"):
        page = visit(userid).get(case)
        found = [
            name
            for name in ("answer", "close", "reopen", "#satisfaction")
            if page.has_link(name if name.startswith("#") else f"/@@{name}")
        ]
        assert found == links.get(userid, []), userid


def test_who_deals_with_a_dissatisfied_evaluator_is_told_how(visit, submitted):
    case = submitted(topic="资产报废审批没有进展")
    factories.answer(case)
    factories.rate(case, "dissatisfied", contact_consent=True, contact="13900001234")
    transaction.commit()
    for userid in ("clerk", "supervisor"):
        page = visit(userid).get(case)
        steps = page.heading("评价人不满意，请另行沟通解决")
        assert "解决后填写第 2 轮反馈。" in even(steps)
        assert "评价人允许您与其联系： 13900001234" in even(page.heading("评价人身份"))
    for userid in ("student", "teacher", "dean", "evaluated"):
        page = visit(userid).get(case)
        assert page.heading("评价人不满意，请另行沟通解决") is None
        assert "13900001234" not in page.text


def test_the_contact_is_not_shown_once_the_case_is_closed(visit, submitted):
    case = submitted(contact_consent=True, contact="13900001234")
    factories.bring_to(case, "closed")
    transaction.commit()
    for userid in ("clerk", "supervisor"):
        assert "13900001234" not in visit(userid).get(case).text


def test_the_evaluated_person_reads_that_she_cannot_know(visit, submitted):
    page = visit("evaluated").get(submitted(staff_member="20090417"))
    assert "本件评价涉及您本人，您不能查看评价人身份。" in page.words
    assert page.form("disclose") is None


def test_a_supervisor_of_the_own_unit_reads_that_somebody_else_has_to(visit, submitted):
    case = submitted()
    roster.get_unit("jwc").head = "supervisor"
    transaction.commit()
    page = visit("supervisor").get(case)
    assert "本件评价涉及您所在的单位，您不能查看评价人身份" in page.words
    assert page.form("disclose") is None
    assert not page.has_link("/@@answer")
    assert page.heading("身份查看记录") is None


def test_an_evaluator_who_became_administrator_stays_evaluator(visit, submitted):
    case = submitted()
    unit = roster.get_unit("jwc")
    unit.administrators = [*unit.administrators, factories.administrator("teacher")]
    transaction.commit()
    page = visit("teacher").get(case)
    assert page.heading("谁查看了我的身份") is not None
    assert page.heading("办理要求") is None
    assert not page.has_link("/@@answer")


def test_the_evaluator_and_supervisors_read_who_looked(visit, submitted):
    case = submitted()
    with at(day(9)), factories.acting_as("deputy"):
        disclosure.disclose(case, REASON)
    transaction.commit()
    for userid, title in (("teacher", "谁查看了我的身份"), ("supervisor", "身份查看记录")):
        words = even(visit(userid).get(case).heading(title))
        assert "教务处 单位管理员 庄亦诚" in words
        assert "2026-11-09 10:12" in words
        assert REASON in words
    for userid in ("student", "clerk", "dean", "evaluated"):
        assert REASON not in visit(userid).get(case).text


def test_no_page_of_a_case_names_its_evaluator(visit, submitted):
    case = submitted("answered", staff_member="20090417")
    names = ("teacher", factories.ACCOUNTS["teacher"][0])
    for userid in ("student", "clerk", "dean", "evaluated", "supervisor", "reviewer"):
        for page in PAGES:
            text = visit(userid).get(case, page).text
            assert not [name for name in names if name in text], (userid, page)


def test_reading_writes_nothing(site, visit, submitted):
    case = submitted("answered")
    # Whatever Plone writes once.
    visit("teacher").get(case)
    before = last_write(site)
    for userid in ("student", "teacher", "clerk", "supervisor"):
        for page in PAGES:
            visit(userid).get(case, page)
    assert last_write(site) == before


def test_an_answer_leads_to_its_place_on_the_page(visit, submitted):
    case = submitted("answered")
    answer = visit("student").get(case["1"])
    assert answer.status == 200
    assert answer.history[0].headers["Location"].endswith(f"/{case.getId()}#round-1")


def test_the_path_ends_with_the_number_and_the_page(visit, submitted):
    case = submitted()
    path = "//nav[@id='portal-breadcrumbs']//li"
    crumbs = [even(part) for part in visit("student").get(case).tree.xpath(path)]
    assert crumbs[1:] == ["机关作风评价", "教务处", case.getId()]
    page = visit("clerk").get(case, "/@@answer")
    titles = [even(part) for part in page.tree.xpath(path)][1:]
    assert titles == ["机关作风评价", "教务处", case.getId(), "填写反馈意见"]
    assert page.tree.xpath(path)[-2].xpath("./a/@href") == [visit("clerk").url(case)]


@pytest.mark.parametrize(
    ("userid", "state", "title", "steps"),
    [
        ("clerk", "submitted", "待反馈", {"填写反馈意见": "answer"}),
        ("clerk", "rated", "已评价", {"办结": "close"}),
        ("supervisor", "answered", "已反馈", {"办结": "close", "退回重写": "return"}),
        ("supervisor", "closed", "已办结", {"重新办理": "reopen"}),
    ],
)
def test_the_state_menu_leads_to_the_forms(visit, submitted, userid, state, title, steps):
    visitor = visit(userid)
    page = visitor.get(submitted(state))
    (menu,) = page.tree.xpath("//li[@id='plone-contentmenu-workflow']")
    assert title in even(menu.xpath("./a")[0])
    entries = {even(link): link.get("href") for link in menu.xpath(".//ul//a")}
    assert list(entries) == list(steps)
    for name, target in steps.items():
        form = visitor.session.get(entries[name])
        assert form.status_code == 200
        assert f'name="form.buttons.{target}"' in form.text


def test_members_have_no_toolbar_on_a_case(visit, submitted):
    case = submitted()
    for userid in ("student", "teacher"):
        assert visit(userid).get(case).tree.xpath("//*[@id='edit-zone']") == []


def test_those_in_charge_are_told_when_a_conflict_cannot_be_checked(site, visit):
    unlinked = factories.submit(staff_member="20120356")
    linked = factories.submit(staff_member="20090417")
    about_unit = factories.submit()
    transaction.commit()
    words = "被评价人未关联账号，系统无法判断是否为您本人。"
    for userid in ("clerk", "supervisor"):
        for page in ("", "/@@answer"):
            answer = visit(userid).get(unlinked, page)
            assert words in answer.words, (userid, page)
            assert answer.form("answer") is not None or page == "", "nothing is forbidden"
        for case in (linked, about_unit):
            assert words not in visit(userid).get(case).words
    for userid in ("teacher", "student", "dean", "evaluated", "webmaster"):
        assert words not in visit(userid).get(unlinked).words, userid
    factories.bring_to(unlinked, config.CLOSED)
    transaction.commit()
    assert words not in visit("clerk").get(unlinked).words


# Who was responsible


@pytest.fixture
def handed_over(site):
    """Due on the 9th; ``clerk`` until the 9th, from the 10th on ``dean``, who answers."""
    with at(day(2)):
        case = factories.submit()
    site.jgzf.jwc.administrators = [
        factories.administrator("clerk", until=day(9).date()),
        factories.administrator("deputy", deputy=True, until=day(9).date()),
        factories.administrator("dean", **{"from": day(10).date()}),
    ]
    with at(day(12)):
        factories.answer(case, by="dean")
    with at(day(13)):
        factories.rate(case, "dissatisfied")
    with at(day(16)):
        factories.answer(case, by="dean")
    transaction.commit()
    return case


def responsible(page):
    return [line for line in map(even, page.ours.xpath(".//ol//p")) if "单位管理员：" in line]


def test_supervisors_read_who_answered_for_the_unit_when_each_round_was_due(visit, handed_over):
    page = visit("supervisor").get(handed_over)
    assert responsible(page) == [
        "到期当日（11月9日）的单位管理员：柳明溪、庄亦诚（代理）",
        "反馈当日（11月12日）的单位管理员：霍昕澜",
        "当时的单位管理员：霍昕澜",
    ]
    # Paper goes to others.
    assert len(page.ours.xpath(".//ol//p[contains(@class, 'jz-noprint')]")) == 3


def test_supervisors_read_who_let_an_answer_become_overdue(site, visit):
    with at(day(2)):
        case = factories.submit()
    site.jgzf.jwc.administrators = [
        factories.administrator("clerk", until=day(8).date()),
        factories.administrator("dean", **{"from": day(10).date()}),
    ]
    transaction.commit()
    assert case.due == day(9).date()
    assert responsible(visit("supervisor").get(case)) == ["到期当日（11月9日）的单位管理员：无"]


@pytest.mark.parametrize(
    "userid", ["teacher", "student", "evaluated", "clerk", "dean", "webmaster"]
)
def test_nobody_else_reads_who_was_responsible(visit, handed_over, userid):
    page = visit(userid).get(handed_over)
    assert page.status == 200
    assert responsible(page) == []
    assert "庄亦诚" not in page.words


def test_a_supervisor_of_the_unit_itself_does_not_read_it(site, visit, handed_over):
    site.jgzf.jwc.head = "supervisor2"
    transaction.commit()
    assert responsible(visit("supervisor2").get(handed_over)) == []
