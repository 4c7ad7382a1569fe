"""督办单 of those weeks, issued by 机关党委 and dealt with by the units."""

from hnu.jgzf.demo import stories
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import order_issue
from hnu.jgzf.domain import orders
from plone import api


SUPERVISOR = "supervisor"
STEPS = {
    "acknowledge": orders.acknowledge,
    "answer": orders.answer,
    "send_back": orders.send_back,
    "end": orders.end,
}


class OrderStory(stories.Story):
    """One order; ``cases`` are places in the unit's file, ``due_in`` working days from today.

    :param told: stories of the cases, a list by unit.
    """

    order = None

    def __init__(self, unit, facts, present, told):
        super().__init__(unit, facts, present)
        self.told = told[unit]

    def events(self):
        facts = self.facts
        steps = facts.pop("steps", ())
        yield self.moment(facts.pop("issued")), self.issue, self.dated(facts)
        for step in steps:
            step = dict(step)
            yield self.moment(step.pop("at")), self.take_step, self.dated(step)

    def issue(self, cases, text, due_in):
        numbers = [self.told[place].case.getId() for place in cases]
        due = deadlines.add_working_days(self.present.date(), due_in)
        with api.env.adopt_user(username=SUPERVISOR):
            self.order = order_issue.issue(self.unit, numbers, text, due)

    def take_step(self, do, **values):
        by = self.administrator() if do in orders.OF_THE_UNIT else SUPERVISOR
        with api.env.adopt_user(username=by):
            STEPS[do](self.order, **values)
