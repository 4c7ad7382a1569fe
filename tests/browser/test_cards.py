"""Tones and words of badges, chips and cards, on a Tuesday: 2026-11-24."""

from datetime import date
from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.browser import cards
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from pathlib import Path
from tests import factories
from zope.i18n import translate
import pytest


TODAY = date(2026, 11, 24)


def words(mark):
    return mark and translate(mark.title, target_language="zh_CN")


def at(text):
    moment = datetime.strptime(text, "%m-%d %H:%M").replace(year=2026, tzinfo=config.TIMEZONE)
    return dates.at(moment)


@pytest.fixture
def tuesday():
    with at("11-24 09:30"):
        yield


def card(case, own=False):
    return cards.Card(listings.find(case.getId()), "http://center", own=own)


@pytest.mark.parametrize(
    ("due", "tone", "icon", "said", "counted"),
    [
        (date(2026, 12, 1), "mute", "clock", "12月1日前反馈", "还剩 5 个工作日"),
        (date(2026, 11, 27), "mute", "clock", "11月27日前反馈", "还剩 3 个工作日"),
        (date(2026, 11, 26), "warn", "clock", "还剩 2 个工作日", "还剩 2 个工作日"),
        (TODAY, "warn", "clock", "今天到期", "今天到期"),
        (date(2026, 11, 23), "bad", "alert", "已超期 1 个工作日", "已超期 1 个工作日"),
        (date(2026, 11, 20), "bad", "alert", "已超期 2 个工作日", "已超期 2 个工作日"),
    ],
)
def test_a_deadline_says_more_the_nearer_it_is(portal, tuesday, due, tone, icon, said, counted):
    mark = cards.deadline_mark(due, TODAY)
    assert (mark.tone, mark.icon, words(mark)) == (tone, icon, said)
    assert words(cards.deadline_mark(due, TODAY, count=True)) == counted


def test_a_deadline_in_another_year_names_the_year(portal, tuesday):
    assert words(cards.deadline_mark(date(2027, 1, 5), TODAY)) == "2027年1月5日前反馈"


def test_a_deadline_missed_over_the_weekend_is_missed_by_a_day(portal):
    mark = cards.deadline_mark(date(2026, 11, 20), date(2026, 11, 21))
    assert (mark.tone, words(mark)) == ("bad", "已超期 1 个工作日")


def test_an_answer_was_in_time_on_the_last_day(portal):
    mark = cards.answered_mark(date(2026, 11, 20), date(2026, 11, 20))
    assert (mark.tone, words(mark)) == ("ok", "按期反馈")


def test_a_late_answer_says_how_late(portal):
    mark = cards.answered_mark(date(2026, 11, 24), date(2026, 11, 20))
    assert (mark.tone, words(mark)) == ("warn", "超期 2 个工作日反馈")


def test_every_state_level_and_outcome_has_a_word_and_an_icon(portal):
    icons = (Path(cards.__file__).parent / "static" / "icons.svg").read_text()
    marks = [
        *map(cards.state_mark, config.STATES),
        *map(cards.satisfaction_mark, config.SATISFACTION_LEVELS),
        *map(cards.outcome_mark, config.OUTCOMES),
    ]
    assert [words(mark) for mark in marks] == [
        *("待反馈", "已反馈", "已评价", "已办结"),
        *("非常满意", "满意", "一般", "不满意", "非常不满意"),
        *("立行解决", "政策解释", "条件不具备"),
    ]
    for mark in marks:
        assert f'id="i-{mark.icon}"' in icons
    assert cards.satisfaction_mark("") is None


def test_a_case_that_waits_shows_its_deadline(university, tuesday):
    case = factories.submit("teacher")
    shown = card(case)
    assert [words(mark) for mark in shown.badges] == ["待反馈"]
    assert (shown.tone, words(shown.chip)) == ("info", "12月1日前反馈")
    assert shown.url == f"http://center/jwc/{case.getId()}"
    assert translate(shown.evaluator, target_language="zh_CN") == "匿名展示"


def test_an_overdue_case_is_red(university, tuesday):
    with at("11-13 10:00"):
        case = factories.submit("teacher")
    shown = card(case)
    assert (shown.tone, words(shown.chip)) == ("bad", "已超期 2 个工作日")


def test_a_first_answer_shows_whether_it_was_in_time(university, tuesday):
    with at("11-06 10:00"):
        case = factories.submit("teacher")
    with at("11-16 10:00"):
        factories.answer(case)
    shown = card(case)
    assert (shown.tone, words(shown.chip)) == ("info", "超期 1 个工作日反馈")


def test_a_later_answer_shows_its_round(university, tuesday):
    case = factories.bring_to(factories.submit("teacher"), "rated", level="dissatisfied")
    factories.answer(case)
    assert words(card(case).chip) == "第 2 轮反馈，待评价"


def test_dissatisfaction_asks_for_a_talk(university, tuesday):
    case = factories.bring_to(factories.submit("teacher"), "rated", level="very_dissatisfied")
    shown = card(case)
    assert [words(mark) for mark in shown.badges] == ["已评价", "非常不满意"]
    assert (shown.tone, shown.chip.tone, words(shown.chip)) == ("bad", "bad", "待另行沟通")


def test_satisfaction_is_green_and_what_is_neither_is_not(university, tuesday):
    for level, tone in (("satisfied", "ok"), ("neutral", "info")):
        case = factories.bring_to(factories.submit("teacher"), "rated", level=level)
        assert card(case).tone == tone


def test_a_closed_case_is_quiet(university, tuesday):
    case = factories.bring_to(factories.submit("teacher"), "closed")
    shown = card(case)
    assert [words(mark) for mark in shown.badges] == ["已办结", "满意"]
    assert (shown.tone, words(shown.chip)) == ("mute", "按期反馈")


def test_a_reopened_case_waits_without_a_rating(university, tuesday):
    case = factories.bring_to(factories.submit("teacher"), "closed")
    with factories.acting_as("supervisor"):
        lifecycle.reopen(case, factories.CONTENT)
    shown = card(case)
    assert [words(mark) for mark in shown.badges] == ["待反馈"]
    assert words(shown.chip) == "12月1日前反馈"


def test_in_her_own_list_the_evaluator_is_asked_to_rate(university, tuesday):
    case = factories.bring_to(factories.submit("teacher"), "answered")
    shown = card(case, own=True)
    assert (shown.tone, shown.to_rate, words(shown.chip)) == ("warn", True, "11月24日反馈")
    assert translate(shown.evaluator, target_language="zh_CN") == "本人"
    assert not card(case).to_rate
    factories.rate(case, "dissatisfied")
    factories.answer(case)
    assert words(card(case, own=True).chip) == "第 2 轮反馈，11月24日"
