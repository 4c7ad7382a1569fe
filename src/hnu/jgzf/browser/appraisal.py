"""考核 (R26): the sheet of a unit or a person and a year, to be printed."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf.browser.base import Page
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.documents import appraisal
from hnu.jgzf.domain.statistics import access
from hnu.jgzf.domain.statistics import pictures
from hnu.jgzf.domain.statistics.definitions import DEFINITIONS
from hnu.jgzf.domain.statistics.definitions import FEW
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode


# Years in the drop-down; others can be asked for by address.
YEARS_SHOWN = 6
NO_RATE = "—"
# Of the rows of ``case_rows``: columns that the sheet shows, by their place
CASE_COLUMNS = (0, 6, 3, 10, 11, 13, 15)


class AppraisalPage(Page):
    """``?unit=``, ``staff_member=`` and ``year=``; without a unit it asks for one.

    For supervisors and, of their own units, administrators; heads see their unit's, no person's.
    """

    here = "statistics"
    page_title = _("title_appraisal", default="Appraisal sheet")
    forbidden = ViewPageTemplateFile("templates/forbidden.pt")
    sheet = None
    errors = ()

    def __call__(self):
        try:
            self.units_seen = access.units_seen()
            access.check(self.sent, self.units_seen)
            if self.sent["unit"]:
                self.sheet = appraisal.read(self.sent)
        except NotPermitted:
            self.prepare()
            self.request.response.setStatus(403)
            return self.forbidden()
        except InvalidInput as refusal:
            self.errors = refusal.errors
        return super().__call__()

    @cached_property
    def sent(self):
        """What was asked for, as texts."""
        found = {name: self.request.form.get(name) for name in ("unit", "staff_member", "year")}
        return {name: value if isinstance(value, str) else "" for name, value in found.items()}

    # What can be chosen

    @cached_property
    def unit_options(self):
        units = roster.all_units()
        seen = self.units_seen
        return [unit for unit in units if seen is None or unit.code in seen]

    @cached_property
    def chosen_unit(self):
        return roster.get_unit(self.sent["unit"])

    @property
    def people_options(self):
        """People of the chosen unit, for who may see their figures."""
        unit = self.chosen_unit
        if unit is None or not access.sees_people(unit.code):
            return []
        people = roster.all_staff(unit)
        return sorted(people, key=lambda person: roster.pinyin_key(person.title))

    @property
    def year_options(self):
        years = list(appraisal.years(dates.today()))[:YEARS_SHOWN]
        if self.sheet is not None and self.sheet.year not in years:
            years.append(self.sheet.year)
        return years

    @property
    def chosen_year(self):
        return self.sheet.year if self.sheet is not None else dates.today().year

    @property
    def chosen_person(self):
        return self.sent["staff_member"]

    # The sheet

    @property
    def about(self):
        """The unit, or the person and her unit."""
        unit, person = self.sheet.unit, self.sheet.person
        if person is None:
            return unit.title
        return f"{person.title}（{person.employee_number}，{unit.title}）"

    @property
    def is_empty(self):
        """Whether there is nothing to count: of what another unit has by now, being late is."""
        return not any(self.sheet.found.figures.counts.values())

    @property
    def words(self):
        return self.sheet.period.words

    @property
    def day(self):
        return self.long_date(self.sheet.today)

    @property
    def counts(self):
        """(title, number) of what is counted."""
        found = self.sheet.found.figures.counts
        return [(DEFINITIONS[name].title, found[name]) for name in appraisal.COUNTS[1:]]

    @property
    def rates(self):
        """Dicts of title, counts, rate, interval, and the rate of all units."""
        own, university = self.sheet.found.figures, self.sheet.found.university
        return [
            {
                "title": DEFINITIONS[name].title,
                "counts": f"{own.share(name).part} / {own.share(name).whole}",
                "rate": _percent(own.share(name).rate),
                "interval": _interval(own.share(name).interval),
                "university": _percent(university.share(name).rate),
            }
            for name in appraisal.RATES
        ]

    @property
    def times(self):
        """(title, days, days of all units) of the time to answer."""
        own, university = self.sheet.found.figures.times, self.sheet.found.university.times
        return [
            (
                DEFINITIONS[f"time_{name}"].title,
                _days(getattr(own, name)),
                _days(getattr(university, name)),
            )
            for name in ("mean", "median", "percentile_90")
        ]

    @property
    def ratings(self):
        """(title, words) of each level."""
        rows = pictures.rating_rows(self.sheet.found.ratings)
        return [(title, words) for title, _number, words in rows]

    @property
    def case_headings(self):
        titles = [column.title for column in appraisal.case_rows.COLUMNS]
        return [titles[place] for place in CASE_COLUMNS]

    @property
    def case_rows(self):
        """Dicts of url, number and cells, (heading, text) pairs."""
        headings = self.case_headings
        result = []
        for row in self.sheet.cases:
            shown = [_shown(row[place]) for place in CASE_COLUMNS]
            result.append(
                {
                    "url": f"{self.sheet.unit.absolute_url()}/{row[0]}",
                    "number": row[0],
                    "cells": list(zip(headings, shown, strict=True))[1:],
                }
            )
        return result

    @property
    def definitions(self):
        """(title, words) of what stands on the sheet."""
        times = ("time_mean", "time_median", "time_percentile_90")
        names = (*appraisal.COUNTS[1:], *appraisal.RATES, *times)
        found = [DEFINITIONS[name] for name in names]
        return [(each.title, each.words) for each in found]

    few = FEW

    @property
    def export_url(self):
        values = {"period": self.sheet.period.token, "unit": self.sheet.unit.code}
        if self.sheet.person is not None:
            values["staff_member"] = self.sheet.person.employee_number
        return f"{self.center_url}/@@statistics-export?{urlencode(values)}"


def _percent(rate):
    return pictures.percent(rate) if rate is not None else NO_RATE


def _interval(interval):
    return "–".join(map(pictures.percent, interval)) if interval is not None else NO_RATE


def _days(number):
    return f"{number:.1f}" if number is not None else NO_RATE


def _shown(value):
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
