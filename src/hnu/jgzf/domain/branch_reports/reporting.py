"""The secretary's side: what she reports is checked and kept; no unit changes."""

from hnu.jgzf import _
from hnu.jgzf.content import branch_reports
from hnu.jgzf.domain import accounts
from hnu.jgzf.domain import party_branches
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.branch_reports import changes
from hnu.jgzf.domain.branch_reports import rows as report_rows
from hnu.jgzf.domain.dates import today
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from plone import api


def snapshot(unit):
    """What must not have changed until the report is accepted: plain values."""
    return {
        "active": bool(unit.active),
        "party_branch": party_branches.branch_of(unit),
        "host_unit": unit.host_unit,
        "rows": [
            {key: row.get(key) for key in report_rows.KEYS} for row in unit.administrators or ()
        ],
    }


def stored_accounts(unit):
    """User ids in the unit's table, a set: they stay even where the account is gone."""
    return {row.get("userid") for row in unit.administrators or ()} - {None, ""}


def submit(branch, sent):
    """Report for a branch of which the current user is secretary, in place of a pending report.

    :param branch: its name; empty for her only one.
    :param sent: by the unit's code a list of rows, dicts by ``rows.KEYS``. Whoever is in office
        and not in the list leaves it. Units that are not named stay as they are.
    :return: the new ``content.branch_reports.Report``.
    :raises NotPermitted: for somebody else.
    :raises InvalidInput: with ``CODE.ROW.KEY`` (rows from 0 on) or the code as the field.
    """
    branch = party_branches.own(branch)
    rows = check(branch, sent)
    user = api.user.get_current()
    units = {unit.code: unit for unit in branch.all_units}
    report = branch_reports.Report(
        branch.name,
        user.getId(),
        user.getProperty("fullname") or user.getId(),
        {code: [values for _number, values in pairs] for code, pairs in rows.items()},
        {code: snapshot(units[code]) for code in rows},
    )
    undo_log.forget_user()
    branch_reports.put(roster.get_center(), report)
    return report


def check(branch, sent):
    """The checked rows by code, as ``rows.read`` has them.

    :raises InvalidInput: see :func:`submit`.
    """
    units = {unit.code: unit for unit in branch.all_units}
    errors, found = [], {}
    if not isinstance(sent, dict) or not sent:
        message = _("error_report_empty", default="Report the administrators of a unit.")
        raise InvalidInput((FieldError("units", message),))
    for code, rows in sent.items():
        if code not in units:
            message = _("error_report_unit", default="This unit does not belong to your branch.")
            errors.append(FieldError(code, message))
            continue
        found[code] = report_rows.read(code, rows, stored_accounts(units[code]), errors)
    if not errors:
        for code, pairs in found.items():
            errors += changes.compare(code, units[code].administrators, pairs, today()).errors
    if errors:
        raise InvalidInput(tuple(errors))
    return found


def latest(branch):
    """The branch's last report, whatever became of it, or None."""
    return branch_reports.latest(roster.get_center(), branch.name)


def unknown_accounts(report):
    """User ids of the report that the portal does not know, to be looked at once more."""
    return accounts.unknown(
        row["userid"] for rows in report.rows.values() for row in rows if row["userid"]
    )


def proposed(branch, report):
    """The rows to begin with, by code: those of a report that waits or was declined, else those of
    the units that are in force or will be.
    """
    keeps = report is not None and report.state != branch_reports.ACCEPTED
    return {
        unit.code: [dict(row) for row in report.rows[unit.code]]
        if keeps and unit.code in report.rows
        else [
            {key: row.get(key) for key in report_rows.KEYS}
            for row in changes.current(unit.administrators, today())
        ]
        for unit in branch.all_units
    }
