"""After some years nobody knows who wrote a case; all the rest stays."""

from datetime import date
from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.content import entries
from hnu.jgzf.content import evaluators
from hnu.jgzf.content import notices
from hnu.jgzf.content import supervision_log
from hnu.jgzf.content.identity import evaluator_of
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.content.identity import is_anonymised
from hnu.jgzf.content.redactions import MARK
from hnu.jgzf.content.redactions import redactions_of
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import receipts
from hnu.jgzf.domain import redaction
from hnu.jgzf.domain import retention
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.bulletins import register
from hnu.jgzf.domain.case_file import CaseFile
from hnu.jgzf.domain.statistics.selection import Selection
from hnu.jgzf.domain.statistics.selection import Statistics
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from tests import factories
import json
import pytest


REASON = "需要向评价人核实办理时间和地点。"
THEN = datetime(2026, 11, 24, 10, tzinfo=config.TIMEZONE)
# To the day three years later, and the day before
LATER = datetime(2029, 11, 24, 9, tzinfo=config.TIMEZONE)
TOO_EARLY = datetime(2029, 11, 23, 23, 59, tzinfo=config.TIMEZONE)
YEARS = 3


@pytest.fixture
def closed(university):
    """A case with everything that is kept of an evaluator, closed on the 24th of November 2026."""
    with dates.at(THEN):
        case = factories.submit("teacher", contact_consent=True, contact="0000-5550148")
        with factories.acting_as("clerk"):
            disclosure.disclose(case, REASON)
        factories.answer(case)
        factories.dispatch_all()
        with factories.acting_as("supervisor"):
            redaction.redact(case, "content", factories.CONTENT[:5], REASON)
        factories.rate(case, "dissatisfied")
        factories.answer(case)
        factories.rate(case, "satisfied")
        factories.close(case)
        factories.dispatch_all()
    return case


@pytest.fixture
def entered(university):
    """The same of somebody without an account, heard a week before."""
    with dates.at(THEN):
        entered = factories.enter(received=date(2026, 11, 17), contact_consent=True, token="a")
        factories.answer(entered.case)
        factories.open_receipt(entered).rate("satisfied")
        factories.close(entered.case)
    return entered


@pytest.fixture
def anonymised(closed, entered):
    """Three years later; the member's case."""
    with dates.at(LATER):
        numbers = list(retention.due(YEARS))
        assert retention.anonymise(numbers, YEARS) == 2
        yield closed


def test_it_is_off_unless_the_webmaster_says_otherwise(university):
    assert retention.years() == 0


@pytest.mark.parametrize("after", [0, -1])
def test_less_than_a_year_is_no_time(university, after):
    with pytest.raises(ValueError, match=str(after)):
        retention.last_day(after)


def test_years_end_on_the_same_day_and_on_the_28th_of_february(university):
    with dates.at(LATER):
        assert retention.last_day(YEARS) == date(2026, 11, 24)
    with dates.at(datetime(2028, 2, 29, 9, tzinfo=config.TIMEZONE)):
        assert retention.last_day(1) == date(2027, 2, 28)
        assert retention.last_day(4) == date(2024, 2, 29)


def test_it_is_time_on_the_day_years_after_the_closing_and_not_before(closed):
    with dates.at(TOO_EARLY):
        assert list(retention.due(YEARS)) == []
        assert retention.anonymise([closed.getId()], YEARS) == 0
    with dates.at(LATER):
        assert list(retention.due(YEARS)) == [closed.getId()]


def test_open_cases_and_such_as_were_closed_again_later_are_left_alone(closed):
    with dates.at(THEN):
        open_case = factories.submit("teacher")
    with dates.at(TOO_EARLY):
        with factories.acting_as("supervisor"):
            lifecycle.reopen(closed, REASON)
        factories.answer(closed)
        factories.rate(closed, "satisfied")
        factories.close(closed)
    with dates.at(LATER):
        assert list(retention.due(YEARS)) == []
        assert retention.anonymise([closed.getId(), open_case.getId(), "no number"], YEARS) == 0
    assert evaluator_of(closed) == evaluator_of(open_case) == "teacher"


def test_nothing_of_the_person_is_left(anonymised, entered):
    center, identity = roster.get_center(), get_identity(anonymised)
    assert (identity.evaluator, identity.contact, identity.disclosures) == (None, "", ())
    assert evaluator_of(anonymised) is None
    assert not anonymised.contact_consent
    assert is_anonymised(anonymised)
    assert "teacher" not in getattr(center, evaluators.ATTRIBUTE)
    assert "teacher" not in getattr(center, notices.ATTRIBUTE)
    kept = get_identity(entered.case)
    assert kept.outsider == ("", "", date(2026, 11, 17))
    assert (kept.receipt, kept.contact) == (None, "")
    assert not getattr(center, entries.ATTRIBUTE)


def test_other_cases_of_the_same_person_stay_hers(closed):
    with dates.at(TOO_EARLY):
        other = factories.submit("teacher")
        factories.answer(other)
        factories.dispatch_all()
    with dates.at(LATER):
        retention.anonymise([closed.getId()], YEARS)
    center = roster.get_center()
    assert evaluators.numbers_of(center, "teacher") == [other.getId()]
    assert {notice.number for notice in notices.unread(center, "teacher")} == {other.getId()}
    with factories.acting_as("teacher"):
        assert CaseFile(other).is_evaluator
        assert not CaseFile(closed).is_evaluator
        assert [brain.number for brain in listings.of_evaluator("teacher")] == [other.getId()]


def test_what_was_redacted_is_no_longer_kept_nor_what_is_redacted_afterwards(anonymised):
    with factories.acting_as("supervisor"):
        redaction.redact(anonymised, "topic", anonymised.topic[:4], REASON)
    first, second = redactions_of(anonymised)
    assert (first.original, second.original) == ("", "")
    assert (first.field, first.reason) == ("content", REASON)
    assert anonymised.topic.startswith(MARK)


def test_texts_answers_and_ratings_stay(closed):
    def said():
        return [
            (closed.topic, closed.content),
            *((each.content, each.satisfaction, each.rating_comment) for each in closed.answers),
            closed.workflow_history[config.WORKFLOW_ID],
        ]

    before = said()
    with dates.at(LATER):
        assert retention.anonymise([closed.getId()], YEARS) == 1
    assert said() == before


def figures(first, last):
    """Every figure of the two units, and the columns that they are made of."""
    selection = Selection(first=first, last=last)
    columns = {brain.number: brain.figures for brain in listings.closed_until(last)}
    return Statistics(selection, last).figures().counts, columns


def test_every_figure_stays_also_when_the_catalog_is_made_anew(closed, entered):
    period = date(2026, 11, 1), date(2026, 11, 30)
    with dates.at(THEN), factories.acting_as("supervisor"):
        factories.submit("student")
        bulletin = register.make({"period": "month"})
        register.issue(bulletin)
        snapshot = json.dumps(bulletin.figures)
    before = figures(*period)
    assert before[0]["received"] == 3
    with dates.at(LATER):
        assert retention.anonymise(list(retention.due(YEARS)), YEARS) == 2
        assert figures(*period) == before
        assert catalog_upkeep.check() == []
        catalog_upkeep.rebuild()
        assert figures(*period) == before
    assert json.dumps(bulletin.figures) == snapshot


def test_the_supervisors_log_says_how_many_and_nothing_about_people_or_cases(anonymised, entered):
    center = roster.get_center()
    entry = supervision_log.head(center)
    assert (entry.act, entry.unit, entry.number) == (config.ACT_ANONYMISE, "", "")
    assert (entry.userid, entry.name, entry.role) == ("", "", config.ROLE_CLOCK)
    assert dict(entry.details) == {"count": "2", "years": "3", "closed_until": "2026-11-24"}
    assert supervision_log.broken(center) is None


def test_a_second_run_finds_nothing_and_writes_nothing(anonymised, entered, portal):
    assert list(retention.due(YEARS)) == []
    with factories.nothing_written(portal, anonymised, get_identity(anonymised)):
        numbers = [anonymised.getId(), entered.case.getId()]
        assert retention.anonymise(numbers, YEARS) == 0


@pytest.mark.parametrize("userid", ["clerk", "supervisor", "teacher", "student"])
def test_nobody_can_look_at_the_identity(anonymised, userid):
    with factories.acting_as(userid):
        with pytest.raises(NotPossible) as refused:
            disclosure.disclose(anonymised, REASON)
        assert disclosure.contact(anonymised) == ""
    assert str(refused.value.args[0]) == "error_anonymised"


def test_the_log_of_looks_is_empty_and_no_longer_the_evaluator_s(anonymised):
    with factories.acting_as("supervisor"):
        assert disclosure.log(anonymised) == []
    with factories.acting_as("teacher"):
        assert disclosure.log_of("teacher") == []
        with pytest.raises(NotPermitted):
            disclosure.log(anonymised)


@pytest.mark.parametrize("userid", ["supervisor", "clerk", "teacher"])
def test_nobody_can_reopen_or_rate_it(anonymised, userid):
    """Not even a supervisor who may have written it: nobody can tell."""
    with factories.acting_as(userid):
        assert lifecycle.possible(anonymised) == []
        with pytest.raises(NotPossible):
            lifecycle.reopen(anonymised, REASON)
        with pytest.raises(NotPossible):
            lifecycle.rate(anonymised, "satisfied")


def test_a_receipt_opens_nothing_and_is_not_renewed(anonymised, entered):
    with pytest.raises(NotPermitted):
        factories.open_receipt(entered)
    with factories.acting_as("supervisor"), pytest.raises(NotPossible):
        receipts.renew(entered.case, REASON)


def test_what_waits_to_be_told_is_told_to_nobody(closed):
    center = roster.get_center()
    with dates.at(TOO_EARLY), factories.acting_as("supervisor"):
        redaction.redact(closed, "topic", closed.topic[:4], REASON)
    with dates.at(LATER):
        retention.anonymise([closed.getId()], YEARS)
        factories.dispatch_all()
    assert "teacher" not in getattr(center, notices.ATTRIBUTE)


def test_parties_read_that_the_evaluator_is_unknown_and_others_do_not(anonymised):
    for userid, reads in {"clerk": True, "supervisor": True, "teacher": False}.items():
        with factories.acting_as(userid):
            assert CaseFile(anonymised).is_anonymised is reads
