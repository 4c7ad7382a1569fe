"""Evaluations of the past ten months, made and dealt with by those concerned, at their time."""

from benchmarks import texts
from benchmarks import university
from contextlib import contextmanager
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import submission
from plone import api
from random import Random
import transaction


DAYS = 300
# Acts of one transaction: a transaction each would make a day of ten minutes.
BATCH = 100

# Each of so many is about the same person, so that even a thousand hold a page about her.
ABOUT_ONE_PERSON = 40

LENGTHS = [len(texts.content(number)) for number in range(len(texts.SENTENCES) * 3)]
AVERAGE_LENGTH = sum(LENGTHS) // len(LENGTHS)


def sent(number):
    """The ``number``-th submission: half of them about people, every category in turn."""
    code = university.unit_code(number // 2)
    person = university.employee_number(code, number // (2 * university.UNITS))
    about_person = number % 2
    if number % ABOUT_ONE_PERSON == 0:
        code, person, about_person = university.UNIT, university.PERSON, True
    target = config.TARGET_STAFF if about_person else config.TARGET_UNIT
    offered = categories.active_categories(target)
    category = offered[number % len(offered)]
    return submission.Submission(
        unit=code,
        staff_member=person if about_person else "",
        category=category.token,
        description=category.descriptions[number % len(category.descriptions)].token,
        topic=f"{texts.TOPIC}{number}",
        content=texts.content(number),
    )


def submit(instance, site_id, numbers, total, evaluator=university.member):
    """Submit those of ``total`` evaluations, whose days are evenly spread.

    :param evaluator: a function that tells whose the ``number``-th is (user id).
    :return: code of the unit and case number of each, by number.
    """
    cases = {}
    start = datetime.now(config.TIMEZONE) - timedelta(days=DAYS)
    step = timedelta(days=DAYS) / (total + 1)
    for some in batches(numbers):
        with instance.session(site_id):
            for number in some:
                with at(start + step * number, evaluator(number)):
                    case = submission.submit(sent(number))
                cases[number] = (case.__parent__.getId(), case.getId())
            transaction.commit()
    return cases


def live(instance, site_id, cases, evaluator=university.member):
    """Answer, rate and close the cases, each after its own delay; what lies ahead is still open."""
    for some in batches(sorted(cases)):
        with instance.session(site_id):
            for number in some:
                code, name = cases[number]
                take_steps(roster.get_unit(code)[name], evaluator(number), Random(number))
            transaction.commit()


def take_steps(case, evaluator, chance):
    """A few cases are forgotten, half of the answers rated, one in twelve of them badly."""
    administrator = university.administrator(case.__parent__.getId())
    now = dates.now()
    moment = case.received + timedelta(days=chance.uniform(0, 9))
    if moment > now or chance.random() < 0.01:
        return
    with at(moment, administrator):
        lifecycle.answer(case, texts.content(chance.randrange(6)), config.RESOLVED)
    moment += timedelta(days=chance.uniform(0, 20))
    if moment > now or chance.random() < 0.5:
        return
    bad = chance.random() < 0.08
    with at(moment, evaluator):
        lifecycle.rate(case, config.SATISFACTION_LEVELS[3 if bad else chance.randrange(3)])
    moment += timedelta(days=chance.uniform(5, 40))
    if moment > now or chance.random() < 0.5:
        return
    with at(moment, university.SUPERVISOR if bad else administrator):
        lifecycle.close(case, texts.content(0) if bad else "")


@contextmanager
def at(moment, userid):
    with dates.at(moment), api.env.adopt_user(username=userid):
        yield


def batches(numbers):
    for start in range(0, len(numbers), BATCH):
        yield numbers[start : start + BATCH]
