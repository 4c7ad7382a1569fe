"""Whether people are told: what is looked at, and from when on it is wrong.

Read only: to ask changes nothing.
"""

from datetime import timedelta
from hnu.jgzf import _
from hnu.jgzf.content.outbox import FAILED
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.content.outbox import WAITING
from hnu.jgzf.domain import calendar
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from typing import NamedTuple


OK, WARNING, ERROR = STATUSES = ("ok", "warning", "error")

# The worker notes every minute that it lives, and lets the clock strike every ten.
NO_BEAT = timedelta(minutes=5)
NO_CLOCK = timedelta(minutes=30)

# Some tries after 1, 5 and 15 minutes are usual; whoever waits longer has to be told.
WAITING_LONG = timedelta(minutes=15)
UNDISPATCHED_LONG = timedelta(minutes=5)

# What failed longer ago is history.
FAILED_LATELY = timedelta(days=7)


class Finding(NamedTuple):
    """What was seen at one of the places that are looked at.

    ``title`` names it, ``message`` says how it is, ``advice`` what to do (i18n messages; no advice
    where all is well). ``values`` are for machines: numbers, ISO texts and lists by name.
    """

    name: str
    title: str
    status: str
    message: str
    advice: str
    values: dict


def check():
    """A list of :class:`Finding`, the same ones in the same order at any time."""
    moment, outbox = dates.now(), get_outbox(roster.get_center())
    return [
        _installed(outbox),
        _worker(outbox, moment),
        _clock(outbox, moment),
        _queue(outbox, moment),
        _failed(outbox, moment),
        _facts(outbox, moment),
        _calendar(moment),
    ]


def worst(findings):
    """The status of all of them together."""
    return max((finding.status for finding in findings), key=STATUSES.index)


def _installed(outbox):
    title = _("health_installed", default="Installation")
    if outbox is None:
        return Finding(
            "installed",
            title,
            ERROR,
            _("health_no_outbox", default="There is no outbox: nobody can be told anything."),
            _("advice_no_outbox", default="Install the add-on again, which makes the outbox."),
            {},
        )
    return Finding(
        "installed", title, OK, _("health_outbox", default="The outbox is there."), "", {}
    )


def _worker(outbox, moment):
    return _beat(
        outbox,
        moment,
        "worker",
        _("health_worker", default="Worker"),
        NO_BEAT,
        _(
            "advice_worker",
            default=(
                "Nothing is sent while the worker stands still; it will be when it runs again. "
                "Restart Zope, or the worker where it is a process of its own, and look into its "
                "log."
            ),
        ),
    )


def _clock(outbox, moment):
    return _beat(
        outbox,
        moment,
        "clock",
        _("health_clock", default="Clock"),
        NO_CLOCK,
        _(
            "advice_clock",
            default=(
                "Nobody is reminded and nothing is closed while the clock stands still. If the "
                "worker runs, its log says what went wrong."
            ),
        ),
    )


def _beat(outbox, moment, name, title, limit, advice):
    last = outbox.beats.get(name) if outbox is not None else None
    if last is None:
        message = _("health_never", default="It has not run yet.")
        values = {"last": None, "seconds": None}
        return Finding(name, title, ERROR, message, advice, values)
    # A beat of the future comes from a machine whose clock is wrong.
    age = abs(moment - last)
    message = _(
        "health_last", default="It last ran at ${time}.", mapping={"time": dates.minute(last)}
    )
    values = {"last": last.isoformat(timespec="seconds"), "seconds": _seconds(moment - last)}
    if age > limit:
        return Finding(name, title, ERROR, message, advice, values)
    return Finding(name, title, OK, message, "", values)


def _queue(outbox, moment):
    title = _("health_queue", default="Messages that wait")
    waiting = outbox.count(WAITING) if outbox is not None else 0
    oldest = outbox.oldest_waiting(moment) if waiting else None
    age = moment - oldest.since if oldest is not None else None
    values = {"waiting": waiting, "oldest_seconds": _seconds(age)}
    if age is not None and age > WAITING_LONG:
        return Finding(
            "queue",
            title,
            ERROR,
            _(
                "health_queue_late",
                default="${n} messages wait; the oldest should have been sent at ${time}.",
                mapping={"n": waiting, "time": dates.minute(oldest.since)},
            ),
            _(
                "advice_queue",
                default=(
                    "The outbox says why they were not sent. Check the gateway and the mail "
                    "server; once they work the messages are sent by themselves."
                ),
            ),
            values,
        )
    message = _("health_waiting", default="${n} messages wait.", mapping={"n": waiting})
    return Finding("queue", title, OK, message, "", values)


def _failed(outbox, moment):
    title = _("health_failed", default="Messages that failed")
    total = lately = 0
    if outbox is not None:
        total = outbox.count(FAILED)
        lately = outbox.made_since(FAILED, moment - FAILED_LATELY)
    values = {"failed": total, "failed_lately": lately}
    message = _(
        "health_failed_count",
        default="${n} messages of the last ${days} days have failed.",
        mapping={"n": lately, "days": FAILED_LATELY.days},
    )
    if not lately:
        return Finding("failed", title, OK, message, "", values)
    advice = _(
        "advice_failed",
        default="They are not tried again by themselves. Find the reason in the outbox, mend it "
        "and send them again.",
    )
    return Finding("failed", title, WARNING, message, advice, values)


def _facts(outbox, moment):
    title = _("health_facts", default="Events not yet taken up")
    facts = outbox.undispatched() if outbox is not None else []
    age = moment - facts[0].at if facts else None
    values = {"undispatched": len(facts), "oldest_seconds": _seconds(age)}
    message = _("health_facts_count", default="${n} events wait.", mapping={"n": len(facts)})
    if age is None or age <= UNDISPATCHED_LONG:
        return Finding("facts", title, OK, message, "", values)
    advice = _(
        "advice_facts",
        default="The worker makes messages of them within seconds. If it runs, its log says what "
        "went wrong. None of them is lost.",
    )
    return Finding("facts", title, ERROR, message, advice, values)


def _calendar(moment):
    title = _("health_calendar", default="Calendar")
    years = calendar.missing_years(moment.date())
    cases = len(listings.provisional())
    values = {"missing_years": years, "provisional_deadlines": cases}
    if not years and not cases:
        message = _("health_calendar_known", default="All holidays are known.")
        return Finding("calendar", title, OK, message, "", values)
    message = _(
        "health_calendar_missing",
        default="The holidays of ${years} are not known; ${n} deadlines are provisional.",
        mapping={"years": "、".join(map(str, years)) or "—", "n": cases},
    )
    advice = _(
        "advice_calendar",
        default="Update the system once the State Council has announced them, or enter them among "
        "the working days.",
    )
    return Finding("calendar", title, WARNING, message, advice, values)


def _seconds(age):
    return round(age.total_seconds()) if age is not None else None
