from datetime import date
from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from tests import factories
import pytest


TODAY = date(2026, 11, 24)


def on(day, hour=10):
    """The body runs on that day of November 2026."""
    return dates.at(datetime(2026, 11, day, hour, tzinfo=config.TIMEZONE))


@pytest.fixture
def cases(university):
    """Five cases of two units: closed, late and bad, about a person, waiting, and of hqc."""
    with on(2, 16):
        closed = factories.bring_to(factories.submit("teacher"), "closed")
        late = factories.submit("student", topic="排队太久")
    with on(12):
        factories.answer(late)
        factories.rate(late, "dissatisfied", by="student")
        person = factories.submit("teacher", staff_member="20120356", topic="态度很好")
    with on(13):
        factories.answer(person)
    with on(23, 9):
        waiting = factories.submit("student", topic="等待")
        other = factories.submit("teacher", unit="hqc", topic="热水")
    return {"closed": closed, "late": late, "person": person, "waiting": waiting, "other": other}


@pytest.fixture
def today():
    with on(TODAY.day):
        yield TODAY
