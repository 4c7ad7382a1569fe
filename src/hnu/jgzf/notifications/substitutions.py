"""String substitutions about a case: ``${evaluation_number}`` and the like.

They adapt what the worker gives to rules (``case_news``) and nothing else: of a case itself Plone's
own substitutions are as blind as before.
"""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.interfaces.rules import ICaseNews
from plone.stringinterp.adapters import BaseSubstitution
from zope.component import adapter
from zope.i18n import translate


CATEGORY = _("substitutions_evaluation", default="Evaluation")
STATES = {
    config.SUBMITTED: _("status_submitted", default="Waits for an answer"),
    config.ANSWERED: _("status_answered", default="Answered"),
    config.RATED: _("status_rated", default="Rated"),
    config.CLOSED: _("status_closed", default="Closed"),
}


@adapter(ICaseNews)
class Substitution(BaseSubstitution):
    category = CATEGORY


class Number(Substitution):
    description = _("label_number", default="Number")

    def safe_call(self):
        return self.context.number


class Unit(Substitution):
    description = _("variable_unit", default="Name of the unit")

    def safe_call(self):
        return self.context.unit_title


class Category(Substitution):
    description = _("label_category", default="Category")

    def safe_call(self):
        return self.context.category


class Description(Substitution):
    description = _("label_description_row", default="Description")

    def safe_call(self):
        return self.context.description


class State(Substitution):
    """In Chinese, as all that is sent."""

    description = _("label_state", default="State")

    def safe_call(self):
        return translate(STATES[self.context.state], target_language="zh_CN")


class Due(Substitution):
    description = _("variable_due", default="Last day, such as 2026年11月24日")

    def safe_call(self):
        return dates.long_date(self.context.due)


class Days(Substitution):
    description = _("variable_days", default="Working days since the deadline")

    def safe_call(self):
        return str(self.context.days)


class Link(Substitution):
    description = _("variable_link", default="Address of the page")

    def safe_call(self):
        return self.context.link
