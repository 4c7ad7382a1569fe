"""The cases of golden.csv, made through ``domain`` at their times; see golden.md."""

from datetime import date
from datetime import datetime
from functools import partial
from hnu.jgzf import config
from hnu.jgzf.domain import calendar
from hnu.jgzf.domain import clock_user
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.interfaces.settings import ICategoryTables
from pathlib import Path
from plone import api
from tests import factories
from tests.domain.calendars import configure
from tests.domain.calendars import know_years
from tests.domain.calendars import row
import csv


TODAY = date(2029, 1, 15)
REASON = "经机关党委核实，同意按此处理。"
ADMINISTRATORS = {"jwc": "clerk", "hqc": "dean"}

# Days of 2027 and 2028 that are not as the days of a week are: the whole calendar of the set
DAYS = [
    row(date(2028, 1, 3)),
    row(date(2028, 1, 25), date(2028, 1, 31)),
    row(date(2028, 1, 22), kind=config.DAY_WORKING),
    row(date(2028, 5, 1)),
    row(date(2028, 10, 2), date(2028, 10, 6)),
]
ENTERED = "2028-01-04 08:00:00"
SWITCHED_OFF = "2028-08-30 08:00:00"
MOVED = "2028-09-15 08:00:00"


def read(name):
    path = Path(__file__).with_name(name)
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def make(portal, monkeypatch):
    """Do all of it, in the order of time; cases, where they are in the end, by their number."""
    # The library knows nothing of these years; 2027 is entered, 2028 on its fourth day.
    know_years(monkeypatch, *range(2001, 2027))
    configure(days=DAYS, complete_years=(2027,))
    assert not calendar.is_known(date(2028, 6, 1))
    cases, receipts = {}, {}

    def begin(line):
        number = line["case"]
        if line["heard"]:
            receipts[number] = _entered(line)
            cases[number] = receipts[number].case
        else:
            cases[number] = factories.submit(**_fields(line))

    def do(number, verb, more):
        if verb == "rate-by-receipt":
            factories.open_receipt(receipts[number]).rate(*more)
        else:
            # A transfer gives the case at its new place.
            cases[number] = ACTS[verb](cases[number], *more) or cases[number]

    steps = [
        (ENTERED, _enter_2028),
        (SWITCHED_OFF, lambda: switch_off(5)),
        (MOVED, lambda: move(portal.jgzf)),
    ]
    for line in read("golden.csv"):
        number = line["case"]
        steps.append((line["received"], partial(begin, line)))
        for step in filter(None, line["steps"].split("; ")):
            day, time, verb, *more = step.split()
            steps.append((f"{day} {time}", partial(do, number, verb, more)))
    for moment, act in sorted(steps, key=lambda step: step[0]):
        with at(moment):
            act()
    return cases


def at(moment):
    return dates.at(datetime.fromisoformat(moment).replace(tzinfo=config.TIMEZONE))


def _enter_2028():
    configure(complete_years=(2027, 2028))
    deadlines.settle_provisional()


def switch_off(category):
    """The category of that place in the table of units cannot be chosen any more."""
    token = factories.choice(category=category)["category"]
    rows = api.portal.get_registry_record("unit", interface=ICategoryTables)
    changed = [{**row, "active": row["category_token"] != token and row["active"]} for row in rows]
    api.portal.set_registry_record("unit", changed, interface=ICategoryTables)


def move(center):
    """The person goes to the other unit, under the same number."""
    center.jwc["20120356"].active = False
    factories.add_person(center.hqc, "20120356", "姜砚秋", position="公寓科")


def _fields(line):
    target = config.TARGET_STAFF if line["person"] else config.TARGET_UNIT
    chosen = factories.choice(target, int(line["category"]) - 1)
    return {"unit": line["unit"], "staff_member": line["person"], **chosen}


def _entered(line):
    return factories.enter(received=date.fromisoformat(line["heard"]), **_fields(line))


def _administrator(case):
    return ADMINISTRATORS[case.__parent__.getId()]


def _as_clock(act):
    def acted(case):
        with clock_user.acting():
            act(case)

    return acted


def _reopen(case):
    with factories.acting_as("supervisor"):
        lifecycle.reopen(case, REASON)


def _hide(case):
    with factories.acting_as("supervisor"):
        hiding.hide(case, REASON)


ACTS = {
    "answer": lambda case: factories.answer(case, by=_administrator(case)),
    "defer": lambda case, day: factories.answer(
        case, by=_administrator(case), outcome=config.DEFERRED, planned=date.fromisoformat(day)
    ),
    "rate": lambda case, level: factories.rate(case, level),
    "close": lambda case: factories.close(case, by=_administrator(case)),
    "close!": lambda case: factories.close(case, by="supervisor", reason=REASON),
    "reopen": _reopen,
    "return": factories.return_answer,
    "hide": _hide,
    "transfer": factories.transfer,
    "resume": _as_clock(lifecycle.resume),
    "expire": _as_clock(lifecycle.close),
}
