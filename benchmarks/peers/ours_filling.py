"""Many evaluations in a bearable time: a thousand live through ``domain``, the rest are copies.

A copy is the stored object of an evaluation that was submitted, answered, rated and closed through
``domain``, with another number, topic and evaluator and all its moments a bit later on the same
day: every date in it, deadlines included, stays what ``domain`` made of it. It is entered into its
unit, the catalog and the evaluator's cases as ``domain.submission`` enters one. In the end the
catalog must agree with content, and some copies with their originals.
"""

from Acquisition import aq_base
from benchmarks import lives
from benchmarks import texts
from benchmarks import university
from benchmarks.peers.mould import Mould
from benchmarks.peers.plone_site import flatten_navigation
from benchmarks.peers.plone_site import SITE
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import evaluators
from hnu.jgzf.content.catalog import Entry
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import receipt_codes
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import submission
import transaction


# So many have a life of their own.
ORIGINALS = 1000
BATCH = 1000
# Attributes of a case and of an answer that are moments
MOMENTS = ("received", "answered", "rated")
# What tells a copy from its original in the catalog
OWN = {"number", "topic", "newest_first"}


# Of a unit and of a person that have a page of cases, and no more, however many there are
PAGE = "page"
CASES_OF_PAGE = 25


def evaluator(number):
    """User id of who submits the ``number``-th: everybody meets every unit in the end."""
    return university.member(number + number // university.MEMBERS)


def fill(instance, total):
    """Make the site with ``total`` evaluations."""
    university.add_site(instance, SITE)
    with instance.session(SITE):
        flatten_navigation()
        transaction.commit()
    originals = min(total, ORIGINALS)
    cases = lives.submit(instance, SITE, range(originals), originals, evaluator)
    lives.live(instance, SITE, cases, evaluator)
    with instance.session(SITE) as site:
        # The database may forget what it read for each batch, but not these.
        moulds = [Mould(roster.get_unit(code)[name]) for code, name in cases.values()]
        for start in range(originals, total, BATCH):
            for number in range(start, min(start + BATCH, total)):
                add_copy(moulds[number % originals], number, number / total)
            transaction.commit()
            site._p_jar.cacheGC()
    with instance.session(SITE):
        problems = catalog_upkeep.check()
        if problems or listings.wall(size=0).total != total:
            raise RuntimeError(problems[:10])


def fill_a_page():
    """A unit that waits with ``CASES_OF_PAGE``, all of one person; what is there stays."""
    if roster.get_unit(PAGE) is None:
        university.add_unit(PAGE, university.UNITS, university.administrator(PAGE))
    # The second is about a unit.
    sent = replace(lives.sent(2), unit=PAGE)
    for _number in range(listings.of_evaluator(PAGE).total, CASES_OF_PAGE):
        submission.submit(sent, evaluator=PAGE)


def add_copy(mould, number, part):
    """Enter a copy that is later than its original by ``part`` of what is left of its days."""
    original = mould.case
    unit = original.__parent__
    copy = mould.copy()
    name = draw_name(original.received)
    copy.id = name
    copy.topic = f"{texts.TOPIC}{number}"
    get_identity(copy).evaluator = evaluator(number)
    move(copy, room(copy) * part)
    unit._setObject(name, copy, set_owner=0, suppress_events=True)
    entered = unit[name]
    entered.indexObject()
    evaluators.remember(roster.get_center(), evaluator(number), name)
    if number % 1000 == 0:
        compare(original, entered)


def draw_name(received):
    while True:
        name = f"{received:%Y%m%d}-{receipt_codes.draw(6)}"
        if listings.find(name) is None:
            return name


def parts(case):
    """The objects that have moments: the case and its answers."""
    return [case, *(aq_base(answer) for answer in case.objectValues())]


def history(case):
    return case.workflow_history[config.WORKFLOW_ID]


def room(case):
    """How much later all of the case can be without another date in it (``timedelta``)."""
    moments = [vars(part).get(name) for part in parts(case) for name in MOMENTS]
    times = [moment for moment in moments if moment is not None]
    times += [entry["time"].asdatetime().astimezone(config.TIMEZONE) for entry in history(case)]
    return min(datetime.combine(t.date(), t.time().max, t.tzinfo) - t for t in times)


def move(case, delta):
    for part in parts(case):
        for name in MOMENTS:
            if vars(part).get(name) is not None:
                setattr(part, name, getattr(part, name) + delta)
    case.workflow_history[config.WORKFLOW_ID] = tuple(
        entry | {"time": entry["time"] + delta / timedelta(days=1)} for entry in history(case)
    )


def compare(original, copy):
    """Refuse a copy that differs from its original in more than what :func:`add_copy` changed.

    :raises RuntimeError: with the first difference.
    """
    for some, other in zip([original, *original.answers], [copy, *copy.answers], strict=True):
        some, other = aq_base(some), aq_base(other)
        if set(vars(some)) != set(vars(other)):
            raise RuntimeError(set(vars(some)) ^ set(vars(other)))
    was, became = vars(Entry(original)), vars(Entry(copy))
    changed = {name for name in was if was[name] != became[name]}
    if changed - OWN or get_catalog()._catalog.uids.get(copy.getId()) is None:
        raise RuntimeError(changed)
