"""催办: who may remind a unit of what, how often, and what it leaves behind."""

from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import notices
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import reminding
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.notifications import dispatch
from hnu.jgzf.notifications import templates
from tests import factories
from zope.i18n import translate
import pytest


def remind(case, by="supervisor"):
    with factories.acting_as(by):
        reminding.remind(case)


def remind_many(*numbers, by="supervisor"):
    with factories.acting_as(by):
        return reminding.remind_many(list(numbers))


def refused(case, error, by="supervisor"):
    """Nothing is written, and why."""
    with pytest.raises(error) as caught:
        remind(case, by)
    return translate(caught.value.message, target_language="zh_CN")


def told():
    """Messages about reminders, and who finds a notice, after the worker's first step."""
    center = roster.get_center()
    outbox = get_outbox(center)
    for fact in outbox.undispatched():
        dispatch.dispatch(outbox, fact)
    messages = [m for m in outbox.messages.values() if m.kind == config.FACT_REMINDED]
    readers = {
        userid
        for userid in factories.ACCOUNTS
        for notice in notices.unread(center, userid)
        if notice.kind == config.FACT_REMINDED
    }
    return messages, readers


def test_the_administrators_are_told_by_sms_mail_and_notice_and_nobody_else(case):
    remind(case)
    messages, readers = told()
    assert sorted((m.role, m.channel, m.userid) for m in messages) == [
        ("administrators", "mail", "clerk"),
        ("administrators", "mail", "deputy"),
        ("administrators", "sms", "clerk"),
        ("administrators", "sms", "deputy"),
    ]
    assert readers == {"clerk", "deputy"}


def test_it_says_that_the_supervisors_remind_and_until_when_it_is_due(case):
    remind(case)
    messages, _readers = told()
    (message,) = [m for m in messages if (m.channel, m.userid) == (config.SMS, "clerk")]
    assert templates.render(message) == (
        f"柳明溪老师：您好！机关党委提醒：教务处有一条机关工作作风评价（编号{case.getId()}）待处理，"
        f"反馈期限为{dates.long_date(case.due)}，请尽快办理并在线反馈。"
    )


def test_it_is_sent_at_once_also_at_night(case):
    night = dates.now().replace(hour=23, minute=30) + timedelta(days=1)
    with dates.at(night):
        remind(case)
        messages, _readers = told()
    assert {message.next_try for message in messages} == {night}


def test_it_stands_in_the_log_and_on_the_case(case):
    with dates.at(dates.now()):
        moment = dates.now()
        remind(case)
    assert case.reminded == (moment,)
    with factories.acting_as("supervisor"):
        ((line,), _total) = supervision_log.read(number=case.getId())
    entry = line.entry
    assert (entry.act, entry.userid, entry.unit) == (config.ACT_REMIND, "supervisor", "jwc")
    assert entry.role == config.ROLE_SUPERVISOR


def test_an_old_case_was_never_reminded_of(case):
    assert "reminded" not in vars(case)
    assert case.reminded == ()


def test_a_case_that_waits_again_after_a_bad_rating_can_be_reminded_of(case):
    factories.bring_to(case, "rated", "dissatisfied")
    remind(case)
    assert len(case.reminded) == 1


@pytest.mark.parametrize("state", ["answered", "rated", "closed"])
def test_what_does_not_wait_cannot_be_reminded_of(case, state):
    factories.bring_to(case, state)
    assert "不在待处理状态" in refused(case, NotPossible)


def test_once_a_day_whoever_it_was(case):
    moment = dates.now().replace(hour=9, minute=5)
    with dates.at(moment):
        remind(case)
    with dates.at(moment.replace(hour=23)):
        assert "今天 09:05 已催办过" in refused(case, NotPossible, by="supervisor2")
        assert len(case.reminded) == 1
    with dates.at(moment.replace(hour=0, minute=1) + timedelta(days=1)):
        remind(case, by="supervisor2")
    assert len(case.reminded) == 2


@pytest.mark.parametrize("who", ["teacher", "student", "clerk", "dean", "webmaster", "reviewer"])
def test_only_supervisors_remind(case, portal, who):
    with factories.nothing_written(portal, case):
        refused(case, NotPermitted, by=who)
        with pytest.raises(NotPermitted):
            remind_many(case.getId(), by=who)


def test_others_are_not_told_whether_it_was_reminded_of_today(case):
    before = refused(case, NotPermitted, by="student")
    remind(case)
    assert refused(case, NotPermitted, by="student") == before


@pytest.mark.parametrize("office", ["head", "administrator", "staff"])
def test_a_supervisor_does_not_remind_her_own_unit(case, office):
    unit = roster.get_unit("jwc")
    if office == "head":
        unit.head = "supervisor"
    elif office == "administrator":
        unit.administrators = [*unit.administrators, factories.administrator("supervisor")]
    else:
        unit["20120356"].userid = "supervisor"
    refused(case, NotPermitted)
    remind(case, by="supervisor2")


def test_a_supervisor_does_not_remind_of_her_own_case(university):
    case = factories.submit("supervisor2")
    refused(case, NotPermitted, by="supervisor2")
    remind(case)


def test_a_unit_that_nobody_reaches_cannot_be_reminded(case, portal):
    unit = roster.get_unit("jwc")
    for rows in ([], [factories.administrator("gone", "甲", mobile="")]):
        unit.administrators = rows
        with factories.nothing_written(portal, case):
            assert "没有可以通知的管理员" in refused(case, NotPossible)
    unit.administrators = [factories.administrator("", "甲")]
    remind(case)


def test_of_many_those_that_can_be_and_the_others_with_the_reason(university):
    first, second, answered, own = (factories.submit(topic=f"缓考 {n}") for n in range(4))
    mine = factories.submit("supervisor")
    factories.answer(answered)
    remind(second)
    numbers = [case.getId() for case in (first, second, answered, mine)]
    result = remind_many(*numbers, numbers[0], "20261124-000000", "")
    assert [case.getId() for case in result.reminded] == [numbers[0]]
    reasons = {
        number: translate(message, target_language="zh_CN") for number, message in result.refused
    }
    assert list(reasons) == [*numbers[1:], "20261124-000000", ""]
    assert "今天" in reasons[numbers[1]]
    assert "不在待处理状态" in reasons[numbers[2]]
    assert "本人" in reasons[numbers[3]]
    assert "没有这个编号" in reasons[""]
    assert len(first.reminded) == len(second.reminded) == 1
    assert answered.reminded == mine.reminded == own.reminded == ()


@pytest.mark.parametrize(
    "numbers", [None, "20261124-000000", [], [5], ["a", None], ["x"] * 101, {"a": 1}]
)
def test_numbers_are_a_list_of_texts_and_not_too_many(university, portal, numbers):
    with (
        factories.acting_as("supervisor"),
        factories.nothing_written(portal),
        pytest.raises(InvalidInput) as caught,
    ):
        reminding.remind_many(numbers)
    assert [error.field for error in caught.value.errors] == ["numbers"]
