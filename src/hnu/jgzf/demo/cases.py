"""Cases of the past five weeks, entered by the people concerned, at the time it happened.

A file for each unit. A time such as ``"7 09:20"`` is seven working days before today, at 9:20;
``"0 …"`` is today, but never later than now. ``{7}`` in a text is that day as a date. A step that
names nobody (``by``) is taken by the unit's administrator of the day, a rating by the evaluator.
"""

from datetime import datetime
from datetime import time
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content.unit import active_administrators
from hnu.jgzf.demo import files
from hnu.jgzf.demo import messages
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import redaction
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import submission
from plone import api
import re


STEPS = {
    "answer": lifecycle.answer,
    "rate": lifecycle.rate,
    "close": lifecycle.close,
    "reopen": lifecycle.reopen,
    "disclose": disclosure.disclose,
    "hide": hiding.hide,
    "redact": redaction.redact,
}
TEXTS = ("topic", "content", "comment", "reason")
DAY = re.compile(r"\{(\d+)\}")


def add_cases():
    """Relive the five weeks in the order of time.

    :return: how many cases there are.
    """
    present = dates.now()
    stories = [
        Story(unit.getId(), facts, present)
        for unit in roster.all_units()
        for facts in files.tree(f"cases/{unit.getId()}.json")
    ]
    events = [event for story in stories for event in story.events()]
    for moment, act, values in sorted(events, key=lambda event: event[0]):
        with dates.at(moment):
            act(**values)
            messages.send()
    return len(stories)


class Story:
    """One case from its submission to where it stands today."""

    def __init__(self, unit, facts, present):
        self.unit = unit
        self.facts = dict(facts)
        self.present = present
        self.case = None

    def events(self):
        """What happened, as tuples: when, a function, its keyword arguments."""
        facts = self.facts
        steps = facts.pop("steps", ())
        yield self.moment(facts.pop("received")), self.submit, self.dated(facts)
        for step in steps:
            step = dict(step)
            yield self.moment(step.pop("at")), self.take_step, self.dated(step)

    def submit(self, evaluator, description, **values):
        target = config.TARGET_STAFF if "staff_member" in values else config.TARGET_UNIT
        sent = submission.Submission(
            unit=self.unit,
            category=categories.find(target, description).category,
            description=description,
            **values,
        )
        with api.env.adopt_user(username=evaluator):
            self.case = submission.submit(sent)

    def take_step(self, do, by=None, planned_in=None, **values):
        """``planned_in`` is a number of days from the present, for an answer that puts it off."""
        if planned_in is not None:
            values["planned"] = self.present.date() + timedelta(days=planned_in)
        with api.env.adopt_user(username=by or self.usual_person(do)):
            STEPS[do](self.case, **values)

    def usual_person(self, do):
        if do == "rate":
            return self.facts["evaluator"]
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
