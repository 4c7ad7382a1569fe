"""Settings of working days, and a library that knows the years until 2026 alone."""

from hnu.jgzf import config
from hnu.jgzf.domain import calendar
from hnu.jgzf.interfaces.working_days import IWorkingDays
from plone import api


def row(first, last=None, kind=config.DAY_OFF, note=""):
    return {"from": first, "until": last or first, "kind": kind, "note": note}


def configure(**settings):
    for name, value in settings.items():
        api.portal.set_registry_record(name, value, interface=IWorkingDays)


def know_years(monkeypatch, *years):
    """As if the library had the announcements of these years."""
    monkeypatch.setattr(calendar, "_announced", lambda: frozenset(years))
