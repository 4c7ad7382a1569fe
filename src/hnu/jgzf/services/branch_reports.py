"""A branch's report (R28): its secretary reads and sends it, supervisors accept or decline."""

from hnu.jgzf.domain import party_branches
from hnu.jgzf.domain.branch_reports import reporting
from hnu.jgzf.domain.branch_reports import reviewing
from hnu.jgzf.serializers.dates import serialize_moment
from hnu.jgzf.serializers.unit import unit_reference
from hnu.jgzf.services import body
from hnu.jgzf.services.base import Service
from zExceptions import NotFound


ACCEPT, DECLINE = "accept", "decline"


class BranchReportGet(Service):
    """``?branch=NAME``, or the secretary's first one."""

    def reply(self):
        name = self.request.form.get("branch")
        return self.answer(party_branches.own(name if isinstance(name, str) else ""))

    def answer(self, branch):
        report = reporting.latest(branch)
        rows = reporting.proposed(branch, None)
        return {
            "@id": f"{self.context.absolute_url()}/@branch-report",
            "branch": branch.name,
            "units": [
                {
                    **unit_reference(unit.code, unit.title),
                    "administrators": list(map(row, rows[unit.code])),
                }
                for unit in branch.all_units
            ],
            "report": describe(report) if report is not None else None,
        }


class BranchReportPost(BranchReportGet):
    """``{"branch"?, "units": {CODE: [ROW, …]}}``, in place of a report that waits."""

    def reply(self):
        sent = body.read(self.request, texts=("branch",))
        name = sent["branch"] if isinstance(sent["branch"], str) else ""
        reporting.submit(name, body.read_object(self.request).get("units"))
        self.request.response.setStatus(201)
        return self.answer(party_branches.own(name))


class BranchReportsGet(Service):
    """Reports that wait, with what each would change."""

    permission = reviewing.PERMISSION

    def reply(self):
        items = [review(found) for found in reviewing.pending()]
        return {
            "@id": f"{self.context.absolute_url()}/@branch-reports",
            "items": items,
            "items_total": len(items),
        }


class BranchReportsPost(Service):
    """POST ``@branch-reports/accept`` ``{id, fingerprint}``, ``/decline`` ``{id, reason}``."""

    permission = reviewing.PERMISSION
    act = None

    def publishTraverse(self, request, name):
        if self.act is not None or name not in (ACCEPT, DECLINE):
            raise NotFound
        self.act = name
        return self

    def reply(self):
        sent = body.read(self.request, texts=("id", "fingerprint", "reason"))
        if self.act == ACCEPT:
            return describe(reviewing.accept(sent["id"], sent["fingerprint"]))
        if self.act == DECLINE:
            return describe(reviewing.decline(sent["id"], sent["reason"]))
        raise NotFound


def row(values):
    """A row of administrators."""
    return {
        **values,
        "deputy": bool(values["deputy"]),
        "from": serialize_moment(values["from"]),
        "until": serialize_moment(values["until"]),
    }


def describe(report):
    """A report: its days, as everywhere for who is no party of a case."""
    return {
        "id": report.id,
        "branch": report.branch,
        "state": report.state,
        "reported_by": report.name,
        "reported": report.made.date().isoformat(),
        "decided": report.decided.date().isoformat() if report.decided is not None else None,
        "reason": report.reason or None,
        "units": {code: list(map(row, rows)) for code, rows in report.rows.items()},
        "unknown_accounts": reporting.unknown_accounts(report),
    }


def review(found):
    return {
        **describe(found.report),
        "fingerprint": found.fingerprint,
        "may_decide": reviewing.refusal(found.report) is None,
        "can_be_accepted": found.obstacle is None,
        "changes": [
            {
                "unit": unit_reference(unit.code, unit.title),
                "act": change.act,
                "name": change.name,
                "fields": [
                    {"field": each.key, "old": shown(each.old), "new": shown(each.new)}
                    for each in change.changes
                ],
            }
            for _code, unit, compared in found.units
            for change in compared.changes
        ],
    }


def shown(value):
    return serialize_moment(value) if hasattr(value, "isoformat") else value
