"""Telling what happened in those weeks, relative to the day on which the site is made.

A time such as ``"7 09:20"`` is seven working days before today, at 9:20; ``"0 …"`` is today, but
never later than now. ``{7}`` in a text is that day as a date.
"""

from datetime import datetime
from datetime import time
from hnu.jgzf import config
from hnu.jgzf.content.unit import active_administrators
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import roster
import re


TEXTS = ("topic", "content", "comment", "reason", "text")
DAY = re.compile(r"\{(\d+)\}")


class Story:
    """What happened to one thing in ``unit`` (a code), as a file says it (``facts``)."""

    def __init__(self, unit, facts, present):
        self.unit = unit
        self.facts = dict(facts)
        self.present = present

    def events(self):
        """What happened, as tuples: when, a function, its keyword arguments."""
        raise NotImplementedError

    def administrator(self):
        """Who answers for the unit on the day that the clock shows."""
        return active_administrators(roster.get_unit(self.unit), dates.today())[0]["userid"]

    def moment(self, text):
        """An aware datetime, not later than the present."""
        days, clock = text.split()
        day = deadlines.add_working_days(self.present.date(), -int(days))
        moment = datetime.combine(day, time.fromisoformat(clock), config.TIMEZONE)
        return min(moment, self.present)

    def dated(self, values):
        """``values`` with dates in their texts."""
        return {
            name: DAY.sub(self.long_day, value) if name in TEXTS else value
            for name, value in values.items()
        }

    def long_day(self, match):
        day = deadlines.add_working_days(self.present.date(), -int(match[1]))
        return f"{day.month}月{day.day}日"
