"""The supervisor's side: what a report would change, and accepting or declining it."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content import branch_reports
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import payloads
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.domain.branch_reports import changes
from hnu.jgzf.domain.branch_reports import reporting
from hnu.jgzf.domain.dates import today
from hnu.jgzf.domain.roster_import.applying import set_administrators
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from plone import api
import hashlib
import json


PERMISSION = "hnu.jgzf: Review branch report"

_BIASED = _(
    "error_report_biased",
    default="This report concerns you or your own unit. Another supervisor must deal with it.",
)
_CHANGED = _(
    "error_report_changed",
    default=(
        "${unit} has changed since this report was made, so it cannot be accepted. Decline it and "
        "ask the branch to report anew."
    ),
)
_GONE = _("error_report_gone", default="This report does not wait any more. Reload the page.")
_OTHERWISE = _(
    "error_report_otherwise",
    default="The report would change something else by now. Check it once more.",
)


class Review:
    """A report as a supervisor sees it today."""

    def __init__(self, report):
        self.report = report
        self.units = [
            (code, unit, changes.compare(code, unit.administrators, rows, today()))
            for code, unit, rows in _units(report)
            if unit is not None
        ]

    @property
    def fingerprint(self):
        """Differs as soon as anything else would be done."""
        done = [
            (code, compared.rows, [str(error) for error in compared.errors])
            for code, _unit, compared in self.units
        ]
        dumped = json.dumps([self.report.id, done], default=str, sort_keys=True)
        return hashlib.sha256(dumped.encode()).hexdigest()

    @property
    def obstacle(self):
        """Why it cannot be accepted, whoever asks: an i18n message, or None."""
        for code, unit, _rows in _units(self.report):
            if unit is None or reporting.snapshot(unit) != self.report.before[code]:
                name = unit.title if unit is not None else code
                return _(_CHANGED, default=_CHANGED.default, mapping={"unit": name})
        return next((e.message for _c, _u, found in self.units for e in found.errors), None)


def _units(report):
    """(code, unit or None, rows as pairs) of a report, in the order of the units' names."""
    titles = {code: roster.get_unit(code) for code in report.rows}
    known = [unit.code for unit in roster.all_units()]
    for code in sorted(titles, key=lambda code: known.index(code) if code in known else -1):
        yield code, titles[code], list(enumerate(report.rows[code]))


def pending():
    """Every :class:`Review` of a report that waits, the oldest first.

    :raises NotPermitted: for who is no supervisor.
    """
    _check_permission()
    return [Review(report) for report in sorted(_waiting(), key=lambda report: report.made)]


def count_pending():
    """How many reports wait."""
    return len(_waiting())


def _waiting():
    return [
        report
        for report in branch_reports.all_reports(roster.get_center())
        if report.state == branch_reports.PENDING
    ]


def refusal(report):
    """Why the current user may not decide about it: a NotPermitted, or None.

    Nobody judges themselves: neither whoever reported, nor people of a unit in it.
    """
    userid = api.user.get_current().getId()
    units = [unit for _code, unit, _rows in _units(report) if unit is not None]
    if userid == report.userid or any(conflicts.belongs_to_unit(unit, userid) for unit in units):
        return NotPermitted(_BIASED)
    return None


def accept(report_id, fingerprint):
    """Give the units the administrators of that report, all of them in this transaction.

    :param fingerprint: of the :class:`Review` that was looked at.
    :raises NotPermitted: see :func:`refusal`.
    :raises NotPossible: where the report was decided or replaced, a unit has changed since, or
        something else would be done by now.
    """
    review = _review(report_id)
    if review.obstacle is not None:
        raise NotPossible(review.obstacle)
    if review.fingerprint != fingerprint:
        raise NotPossible(_OTHERWISE)
    for _code, unit, compared in review.units:
        if compared.changes:
            set_administrators(unit, compared.rows)
    review.report.decide(branch_reports.ACCEPTED)
    for code, _unit, compared in review.units:
        counts = {act: compared.count(act) for act in changes.ACTS}
        _log(config.ACT_ACCEPT_REPORT, review.report, code, "", **counts)
    return review.report


def decline(report_id, reason):
    """Send the report back; no unit changes.

    :raises InvalidInput: for a ``reason`` that is missing, too short or too long.
    :raises NotPermitted: see :func:`refusal`.
    :raises NotPossible: where it was decided or replaced meanwhile.
    """
    report = _review(report_id).report
    reason = payloads.reason(reason, needed=True)
    report.decide(branch_reports.DECLINED, reason)
    for code in report.rows:
        _log(config.ACT_DECLINE_REPORT, report, code, reason)
    return report


def _log(act, report, code, reason, **details):
    supervision_log.record(
        act, code, reason=reason, branch=report.branch, reported_by=report.userid, **details
    )


def _review(report_id):
    _check_permission()
    for report in branch_reports.all_reports(roster.get_center()):
        if report.id == report_id and report.state == branch_reports.PENDING:
            refused = refusal(report)
            if refused is not None:
                raise refused
            return Review(report)
    raise NotPossible(_GONE)


def _check_permission():
    if not api.user.has_permission(PERMISSION, obj=roster.get_center()):
        raise NotPermitted(
            _("error_report_review", default="Only supervisors accept the reports of branches.")
        )
