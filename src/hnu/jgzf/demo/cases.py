"""Cases of the past five weeks, entered by the people concerned, at the time it happened.

A file for each unit; see ``stories`` for its times. A step that names nobody (``by``) is taken by
the unit's administrator of the day, a rating by the evaluator.
``outsider`` in the place of an evaluator: a supervisor entered it for somebody without an account,
who rates with the receipt.
"""

from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.demo import files
from hnu.jgzf.demo import messages
from hnu.jgzf.demo import orders
from hnu.jgzf.demo import stories
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import on_behalf
from hnu.jgzf.domain import receipts
from hnu.jgzf.domain import redaction
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import submission
from plone import api


STEPS = {
    "answer": lifecycle.answer,
    "rate": lifecycle.rate,
    "close": lifecycle.close,
    "reopen": lifecycle.reopen,
    "disclose": disclosure.disclose,
    "hide": hiding.hide,
    "redact": redaction.redact,
}


def add_cases():
    """Relive the five weeks in the order of time.

    :return: how many cases there are.
    """
    present = dates.now()
    told = {
        unit.getId(): [
            CaseStory(unit.getId(), facts, present)
            for facts in files.tree(f"cases/{unit.getId()}.json")
        ]
        for unit in roster.all_units()
    }
    everything = [story for of_unit in told.values() for story in of_unit]
    count = len(everything)
    everything += [
        orders.OrderStory(facts.pop("unit"), facts, present, told)
        for facts in files.tree("orders.json")
    ]
    events = [event for story in everything for event in story.events()]
    for moment, act, values in sorted(events, key=lambda event: event[0]):
        with dates.at(moment):
            act(**values)
            messages.send()
    return count


class CaseStory(stories.Story):
    """One case from its submission to where it stands today."""

    case = None

    def events(self):
        facts = self.facts
        steps = facts.pop("steps", ())
        yield self.moment(facts.pop("received")), self.submit, self.dated(facts)
        for step in steps:
            step = dict(step)
            yield self.moment(step.pop("at")), self.take_step, self.dated(step)

    def submit(self, description, evaluator=None, outsider=None, **values):
        target = config.TARGET_STAFF if "staff_member" in values else config.TARGET_UNIT
        sent = submission.Submission(
            unit=self.unit,
            category=categories.find(target, description).category,
            description=description,
            **values,
        )
        if outsider is not None:
            self.enter(sent, **outsider)
            return
        with api.env.adopt_user(username=evaluator):
            self.case = submission.submit(sent)

    def enter(self, sent, heard, **person):
        """``heard``: so many working days before today, as text."""
        person = on_behalf.Person(received=self.moment(f"{heard} 00:00").date(), **person)
        with api.env.adopt_user(username="supervisor"):
            self.case = on_behalf.enter(sent, person).case

    def take_step(self, do, by=None, planned_in=None, **values):
        """``planned_in`` is a number of days from the present, for an answer that puts it off."""
        if planned_in is not None:
            values["planned"] = self.present.date() + timedelta(days=planned_in)
        if do == "rate" and "evaluator" not in self.facts:
            receipts.Opened(self.case).rate(**values)
            return
        with api.env.adopt_user(username=by or self.usual_person(do)):
            STEPS[do](self.case, **values)

    def usual_person(self, do):
        if do == "rate":
            return self.facts["evaluator"]
        return self.administrator()
