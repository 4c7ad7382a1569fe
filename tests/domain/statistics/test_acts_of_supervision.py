"""What supervisors do to a case, and what its figures become by it."""

from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.content.figures import figures_of
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain.statistics.selection import Selection
from hnu.jgzf.domain.statistics.selection import Statistics
from tests import factories
import pytest


def on(day, hour=10):
    """A moment of October 2026: the 12th is a Monday, and no day of that fortnight is off."""
    return dates.at(datetime(2026, 10, day, hour, tzinfo=config.TIMEZONE))


@pytest.fixture
def late(university):
    """A case of ``jwc`` that nobody answered by Monday the 19th."""
    with on(12):
        return factories.submit("teacher")


def counts(day, unit):
    with on(day):
        statistics = Statistics(Selection(units=(unit,)), dates.today())
        return statistics.figures().counts


def test_a_late_case_counts_for_its_present_unit_and_its_lateness_for_the_one_before(late):
    with on(21):
        case = factories.transfer(late, "hqc")
    assert figures_of(case).held_by == "jwc"
    assert (counts(22, "jwc")["received"], counts(22, "hqc")["received"]) == (0, 1)
    assert (counts(22, "jwc")["overdue"], counts(22, "hqc")["overdue"]) == (1, 0)
    assert (counts(22, "jwc")["due_there"], counts(22, "hqc")["due_there"]) == (1, 0)


def test_what_became_late_after_a_transfer_is_the_new_unit_s(late):
    with on(16):
        case = factories.transfer(late, "hqc")
    assert figures_of(case).held_by == "hqc"
    with on(21):
        factories.answer(case, by="dean")
    assert (counts(22, "hqc")["due_there"], counts(22, "hqc")["in_time"]) == (1, 0)
    assert counts(22, "jwc")["due_there"] == 0


def test_an_answer_that_was_sent_back_is_none(late):
    with on(14):
        factories.answer(late)
    with on(15):
        factories.return_answer(late)
    assert counts(16, "jwc")["answered"] == 0
    with on(19):
        factories.answer(late)
    found = counts(20, "jwc")
    assert (found["answered"], found["in_time"], found["answered_again"]) == (1, 1, 0)


def test_a_rewriting_has_two_working_days_at_least(late):
    with on(19):
        factories.answer(late)
        factories.return_answer(late)
    assert counts(21, "jwc")["past_due"] == 0
    assert counts(22, "jwc")["overdue"] == 1


def test_a_hidden_case_still_counts(late):
    with on(13), factories.acting_as("supervisor"):
        hiding.hide(late, factories.REASON)
    assert counts(20, "jwc")["received"] == 1
    assert counts(20, "jwc")["overdue"] == 1


def test_the_time_of_an_outsider_s_case_counts_from_the_day_on_which_it_came_in(university):
    with on(14):
        day = datetime(2026, 10, 12, tzinfo=config.TIMEZONE).date()
        case = factories.enter(received=day).case
    found = figures_of(case)
    assert found.since == day.toordinal()
    assert found.due == datetime(2026, 10, 19, tzinfo=config.TIMEZONE).toordinal()
    with on(16):
        factories.answer(case)
        statistics = Statistics(Selection(units=("jwc",)), dates.today())
        assert statistics.figures().times.mean == 4
