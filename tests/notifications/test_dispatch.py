from hnu.jgzf import config
from hnu.jgzf.content import notices
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.events import CaseFact
from hnu.jgzf.notifications import recipients
from hnu.jgzf.notifications import templates
from plone import api
from tests import factories
from zope.event import notify


def who(messages):
    """Messages as (kind, role, channel, userid)."""
    return sorted((m.kind, m.role, m.channel, m.userid) for m in messages)


def test_a_submission_costs_the_outbox_one_fact(outbox, case):
    (fact,) = outbox.undispatched()
    assert (fact.kind, fact.unit, fact.number) == ("submitted", "jwc", case.getId())
    assert len(outbox.messages) == 0


def test_every_administrator_is_told_of_a_new_evaluation(dispatched, case):
    assert who(dispatched()) == [
        ("submitted", "administrators", "mail", "clerk"),
        ("submitted", "administrators", "mail", "deputy"),
        ("submitted", "administrators", "sms", "clerk"),
        ("submitted", "administrators", "sms", "deputy"),
    ]
    center = roster.get_center()
    assert [notice.number for notice in notices.unread(center, "clerk")] == [case.getId()]


def test_r11_is_word_for_word_the_notice(dispatched, case):
    message = dispatched("sms")[0]
    at = case.received
    assert templates.render(message) == (
        f"{message.name}老师：您好！您所在单位于{at.year}年{at.month}月{at.day}日{at.hour}时，收到了服务"
        "对象给出的机关工作作风评价信息，请您及时查阅机关工作作风评价系统内有关内容并向领导汇报，"
        "在5个工作日内予以在线反馈并对有关事项进行跟踪，直至事项办结。感谢您对改进学校机关作风"
        "工作的支持！"
    )


def test_nobody_who_is_evaluated_is_told_as_administrator(dispatched, university):
    unit = roster.get_unit("jwc")
    unit.administrators = [*unit.administrators, factories.administrator("evaluated")]
    factories.submit("teacher", staff_member="20090417")
    assert "evaluated" not in {message.userid for message in dispatched()}


def test_without_an_administrator_the_supervisors_are_told(dispatched, university):
    roster.get_unit("jwc").administrators = []
    factories.submit("teacher")
    assert {message.userid for message in dispatched("mail")} == {"supervisor", "supervisor2"}


def test_an_administrator_whom_nothing_reaches_is_none(dispatched, university):
    unit = roster.get_unit("hqc")
    unit.administrators = [
        factories.administrator("", "霍昕澜", mobile=""),
        factories.administrator("gone", "温如许", mobile=" "),
    ]
    factories.submit("teacher", unit="hqc")
    assert {message.userid for message in dispatched("mail")} == {"supervisor", "supervisor2"}


def test_the_evaluator_stands_in_no_message(outbox, dispatched, case):
    factories.answer(case)
    told = [message for message in dispatched() if message.role == config.TO_EVALUATOR]
    assert who(told) == [("answered", "evaluator", "mail", "")]
    for message in outbox.messages.values():
        assert "teacher" not in str(vars(message))
    assert [n.kind for n in notices.unread(roster.get_center(), "teacher")] == ["answered"]


def test_who_is_told_does_not_depend_on_who_wrote_it(outbox, dispatched, university):
    """Whoever is missing would be the evaluator: even one who got an office later."""
    unit = roster.get_unit("jwc")
    writers = ("student", "supervisor", "dean")
    cases = [factories.submit(userid) for userid in writers]
    unit.head = "dean"
    unit.administrators = [factories.administrator("student"), factories.administrator("clerk")]
    for case in cases:
        for kind in (config.FACT_DISSATISFIED, config.FACT_LONG_OVERDUE):
            notify(CaseFact(kind, case))
    told = {case.getId(): set() for case in cases}
    for message in dispatched():
        told[message.number].add((message.kind, message.role, message.channel, message.userid))
    first, second, third = told.values()
    assert ("long_overdue", "supervisors", "mail", "supervisor") in first
    assert ("long_overdue", "head", "mail", "dean") in first
    assert first == second == third


def test_supervisors_are_found_in_groups_and_groups_of_groups(university):
    api.group.create(groupname="committee")
    api.group.create(groupname="secretaries")
    api.group.grant_roles(groupname="committee", roles=[config.ROLE_SUPERVISOR])
    api.group.add_user(groupname="secretaries", username="student")
    api.portal.get_tool("portal_groups").addPrincipalToGroup("secretaries", "committee")
    api.group.add_user(groupname="committee", username="dean")
    assert recipients.supervisors() == {"supervisor", "supervisor2", "dean", "student"}


def test_two_administrators_of_one_name_and_without_account_are_told_both(dispatched, university):
    unit = roster.get_unit("jwc")
    rows = [
        {**factories.administrator("clerk"), "userid": None, "mobile": mobile}
        for mobile in ("13900000001", "13900000002")
    ]
    unit.administrators = rows
    case = factories.submit("teacher")
    messages = dispatched("sms")
    found = sorted(recipients.address(case, message) for message in messages)
    assert found == ["13900000001", "13900000002"]
    unit.administrators = [rows[0], {**rows[1], "mobile": "13900000003"}]
    assert all(recipients.address(case, message) for message in messages)


def test_an_administrator_whose_name_was_corrected_or_account_entered_is_still_reached(
    dispatched, university
):
    unit = roster.get_unit("jwc")
    unit.administrators = [
        {**factories.administrator("clerk"), "name": "柳明西"},
        {**factories.administrator("deputy"), "userid": None},
    ]
    case = factories.submit("teacher")
    messages = dispatched("sms")
    unit.administrators = [factories.administrator("clerk"), factories.administrator("deputy")]
    assert len(messages) == 2
    assert all(recipients.address(case, message) for message in messages)
