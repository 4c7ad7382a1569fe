"""A line of the supervisors' log in words: what was done, by whom, about what and why."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser.redaction import field_title
from hnu.jgzf.content.supervision_order import official_number
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.branch_reports import changes


ROLE_TITLES = {
    config.ROLE_UNIT_ADMINISTRATOR: _("role_unit_administrator", default="unit administrator"),
    config.ROLE_SUPERVISOR: _("role_supervisor", default="supervisor"),
    # Of somebody without an account, or who must not be named
    "": _("role_outsider", default="evaluator without an account"),
    config.ROLE_EVALUATOR: _("label_evaluator", default="Evaluator"),
    config.ROLE_CLOCK: _("role_clock", default="the system"),
}


# By the names under which acts note further facts
DETAIL_TITLES = {
    "from": _("detail_from", default="From"),
    "to": _("detail_to", default="To"),
    "cases": _("detail_cases", default="Evaluations"),
    "due": _("label_due", default="Due"),
    "field": _("detail_field", default="Text"),
    "receipt": _("detail_receipt", default="Receipt"),
    "sha256": _("detail_sha256", default="SHA-256 of the file"),
    "branch": _("label_party_branch", default="Party branch"),
    "reported_by": _("detail_reported_by", default="Reported by"),
    "count": _("detail_count", default="How many"),
    "closed_until": _("detail_closed_until", default="Closed until"),
    "years": _("detail_years", default="Years"),
    changes.ADD: _("detail_added", default="Added"),
    changes.CHANGE: _("detail_changed", default="Changed"),
    changes.END: _("detail_ended", default="Ended"),
}
RENEWED = _("detail_renewed", default="issued anew")


class LogRow:
    """A line of the supervisors' log: what was done, by whom, and why where one may read that."""

    def __init__(self, line, view):
        entry = line.entry
        self.serial = entry.serial
        self.seal = entry.seal[:12]
        self.at = dates.minute(entry.at)
        self.act = entry.act
        self.role = ROLE_TITLES.get(entry.role, entry.role)
        # Nothing about an evaluator, whatever somebody wrote down.
        self.name = "" if entry.role == config.ROLE_EVALUATOR else entry.name
        self.unit = unit_title(entry.unit)
        # Where she holds that office
        self.office = self.unit if entry.role == config.ROLE_UNIT_ADMINISTRATOR else ""
        # As people say it, where it is an order's
        self.number = official_number(entry.number)
        # A case that is nowhere any more has no address.
        self.case_url = None
        brain = listings.find(entry.number) if entry.number else None
        if brain is not None:
            self.case_url = f"{view.center_url}/{brain.unit}/{brain.number}"
        elif self.number != entry.number:
            self.case_url = f"{view.center_url}/{entry.unit}/{entry.number}"
        self.sealed = line.sealed
        self.reason = "" if line.sealed else entry.reason
        self.details = [] if line.sealed else details(entry)


def details(entry):
    """Further facts of an entry of the log as (title, text) pairs."""
    return [(DETAIL_TITLES.get(name, name), _in_words(name, text)) for name, text in entry.details]


def _in_words(name, text):
    if name in ("from", "to"):
        code, _slash, employee_number = text.partition("/")
        return " ".join(part for part in (unit_title(code), employee_number) if part)
    if name == "field":
        return field_title(text)
    if name == "receipt":
        return RENEWED
    return text


def unit_title(code):
    """The unit's name, or its code where there is no such unit any more."""
    unit = roster.get_unit(code)
    return unit.title if unit is not None else code
