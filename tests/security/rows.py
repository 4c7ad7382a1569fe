"""How everything that is registered is asked for: the rows of docs/permissions.md.

``ROWS`` has for each key of ``privacy.discovery`` one request or several. What is sent is right, so
that a refusal is about the person. Paths are those of ``world.furnish``.
"""

from hnu.jgzf import config
from tests import factories
from tests.security.world import BRANCH
from tests.security.world import PERSON
from typing import NamedTuple


class Ask(NamedTuple):
    """``title`` is the row's; ``json`` is what is sent, or a function that makes it."""

    title: str
    path: str
    method: str = "GET"
    json: object = None
    is_rest: bool = False


CENTER, UNIT, STAFF = "/jgzf", "/jgzf/jwc", f"/jgzf/jwc/{PERSON}"
CASE = "{submitted}"
REASON = {"reason": factories.REASON}
COMMENT = {"comment": factories.REASON}
ANSWER = {"content": factories.ANSWER, "outcome": config.RESOLVED}
RATING = {"level": "satisfied"}
ORDER = {"unit": "jwc", "text": factories.ORDER, "due": "{tomorrow}"}
SECRETARIES = {"secretaries": {BRANCH: ["secretary"]}}
NEW_UNIT = {"@type": config.UNIT_TYPE, "title": "新处", "code": "xc"}
NEW_PERSON = {"@type": config.STAFF_MEMBER_TYPE, "title": "某人", "employee_number": "99"}
ROWS_OF_UNIT = [{"name": "柳明溪", "userid": "clerk", "mobile": "13911111111"}]


def page(path, title=None):
    return (Ask(title or path, path),)


def at_center(*names):
    return {f"{name} ICenter": page(f"{CENTER}/@@{name}", f"@@{name}") for name in names}


def of_case(**states):
    """Pages of a case, each in the state in which it is of use."""
    return {
        f"{name.replace('_', '-')} IEvaluation": page(
            f"{{{state}}}/@@{name.replace('_', '-')}",
            f"CASE/@@{name.replace('_', '-')} ({state})",
        )
        for name, state in states.items()
    }


def of_order(**states):
    return {
        f"{name.replace('_', '-')} ISupervisionOrder": page(
            f"{{order-{state}}}/@@{name.replace('_', '-')}",
            f"ORDER/@@{name.replace('_', '-')} ({state})",
        )
        for name, state in states.items()
    }


def stock(*names):
    """Pages of Plone that ours stand in for."""
    items = {"IEvaluation": (CASE, "CASE"), "ISupervisionOrder": ("{order-issued}", "ORDER")}
    return {
        f"{name} {content}": page(f"{path}/{name}", f"{title}/{name}")
        for name in names
        for content, (path, title) in items.items()
    }


def panels(*names):
    return {f"{name} IPloneSiteRoot": page(f"/@@{name}") for name in names}


def rest(method, path, title, json=None):
    return Ask(f"{method} {title}", path, method, json, True)


def reads(*names):
    return {
        f"GET @{name} ICenter": (rest("GET", f"{CENTER}/@{name}", f"@{name}"),) for name in names
    }


def writes(name, json, path="", title=""):
    """A service of the center that writes."""
    name = f"@{name}{path}"
    return rest("POST", f"{CENTER}/{name}", title or name, json)


def of_case_by_rest(name, state, json, method="POST"):
    return rest(method, f"{{{state}}}/{name}", f"CASE/{name} ({state})", json)


def content(method, json=None, others=()):
    """plone.restapi's own methods on each of our types.

    :param others: by the type's key what is sent there in place of ``json``.
    """
    places = {
        "ICenter": (CENTER, "center"),
        "IUnit": (UNIT, "UNIT"),
        "IStaffMember": (STAFF, "PERSON"),
        "IEvaluation": (CASE, "CASE"),
        "IFeedback": ("{answered}/1", "ANSWER"),
        "ISupervisionOrder": ("{order-issued}", "ORDER"),
    }
    return {
        f"{method} {key}": (rest(method, path, title, dict(others).get(key, json)),)
        for key, (path, title) in places.items()
    }


ROWS = {
    # Pages of the center
    "view ICenter": page(CENTER, "center"),
    **at_center(
        "my-evaluations",
        "manage-evaluations",
        "read-notices",
        "logged-in",
        "help",
        "help-evaluators",
        "help-administrators",
        "evaluate-unit",
    ),
    "evaluate-staff ICenter": page(f"{CENTER}/@@evaluate-staff?unit=jwc", "@@evaluate-staff"),
    **at_center(
        "enter-evaluation",
        "receipt",
        "supervision",
        "supervision-log",
        "supervision-orders",
        "issue-order",
        "statistics",
        "statistics-cases",
        "statistics-export",
        "bulletins",
        "bulletin-texts",
        "roster",
        "roster-template",
        "roster-export",
        "roster-changes",
        "roster-gaps",
        "party-branches",
        "branch-report",
        "branch-reports",
    ),
    "appraisal ICenter": page(f"{CENTER}/@@appraisal?unit=jwc", "@@appraisal"),
    "bulletin ICenter": page(f"{CENTER}/@@bulletin?id={{issued}}", "@@bulletin"),
    "bulletin-edit ICenter": page(f"{CENTER}/@@bulletin-edit?id={{draft}}", "@@bulletin-edit"),
    "bulletin-download ICenter": page(
        f"{CENTER}/@@bulletin-download?id={{issued}}", "@@bulletin-download"
    ),
    "edit ICenter": page(f"{CENTER}/edit", "center/edit"),
    "jgzf.Unit ICenter": page(f"{CENTER}/++add++jgzf.Unit", "++add++jgzf.Unit"),
    "delete_confirmation ICenter": page(
        f"{CENTER}/delete_confirmation", "center/delete_confirmation"
    ),
    "fc-delete ICenter": page(f"{CENTER}/fc-delete", "center/fc-delete"),
    # Of a unit and its people
    "view IUnit": page(UNIT, "UNIT"),
    "summary IUnit": page(f"{UNIT}/@@summary", "UNIT/@@summary"),
    "saved-summary IUnit": page(f"{UNIT}/@@saved-summary?number=1", "UNIT/@@saved-summary"),
    "issue-order IUnit": page(f"{UNIT}/@@issue-order", "UNIT/@@issue-order"),
    "edit IUnit": page(f"{UNIT}/edit", "UNIT/edit"),
    "jgzf.StaffMember IUnit": page(
        f"{UNIT}/++add++jgzf.StaffMember", "UNIT/++add++jgzf.StaffMember"
    ),
    "delete_confirmation IUnit": page(f"{UNIT}/delete_confirmation", "UNIT/delete_confirmation"),
    "fc-delete IUnit": page(f"{UNIT}/fc-delete", "UNIT/fc-delete"),
    "view IStaffMember": page(STAFF, "PERSON"),
    "evaluate IStaffMember": page(f"{STAFF}/@@evaluate", "PERSON/@@evaluate"),
    "photo IStaffMember": page(f"{STAFF}/@@photo", "PERSON/@@photo"),
    "edit IStaffMember": page(f"{STAFF}/edit", "PERSON/edit"),
    "delete_confirmation IStaffMember": page(
        f"{STAFF}/delete_confirmation", "PERSON/delete_confirmation"
    ),
    # Of a case
    "view IEvaluation": (
        *page(CASE, "CASE (submitted)"),
        *page("{closed}", "CASE (closed)"),
        *page("{hidden}", "CASE (hidden)"),
    ),
    "view IFeedback": page("{answered}/1", "ANSWER"),
    **of_case(
        thanks="submitted",
        answer="submitted",
        rate="answered",
        close="rated",
        reopen="closed",
        return_answer="answered",
        disclose_identity="submitted",
        remind="submitted",
        transfer="submitted",
        hide="submitted",
        show_again="hidden",
        redact="submitted",
        renew_receipt="by-phone",
        issue_order="submitted",
    ),
    # Of an order
    "view ISupervisionOrder": page("{order-issued}", "ORDER (issued)"),
    **of_order(acknowledge="issued", answer="acknowledged", send_back="answered", end="answered"),
    **stock(
        "content_status_modify",
        "content_status_history",
        "contenthistory",
        "contenthistorypopup",
        "historyview",
    ),
    # At the portal
    "hnu.jgzf.entrance Interface": page("", "front page"),
    "plonejsi18n INavigationRoot": page("/@@plonejsi18n"),
    **panels(
        "jgzf-settings",
        "jgzf-categories",
        "jgzf-working-days",
        "jgzf-notifications",
        "jgzf-notification-messages",
    ),
    "jgzf-notification-text IPloneSiteRoot": page(
        "/@@jgzf-notification-text?message=submitted.administrators.sms",
        "/@@jgzf-notification-text",
    ),
    **panels("jgzf-notification-test", "jgzf-outbox", "jgzf-health"),
    # REST
    **content("GET"),
    **content("POST", NEW_UNIT, {"IUnit": NEW_PERSON}),
    **content("PATCH", {"title": "新名"}),
    **content("PUT", {"title": "新名"}),
    **content("DELETE"),
    **reads("units"),
    "GET @categories ICenter": (rest("GET", f"{CENTER}/@categories?target=unit", "@categories"),),
    "GET @staff-members ICenter": (
        rest("GET", f"{CENTER}/@staff-members?unit=jwc", "@staff-members"),
    ),
    "GET @accounts ICenter": (rest("GET", f"{CENTER}/@accounts?q=teacher", "@accounts"),),
    **reads(
        "evaluations",
        "my-evaluations",
        "pending-evaluations",
        "notices",
        "roster-gaps",
        "statistics",
        "supervision",
        "supervision-log",
        "supervision-orders",
        "party-branches",
        "branch-report",
        "branch-reports",
        "bulletins",
    ),
    "POST @evaluations ICenter": (
        writes("evaluations", factories.fields),
        writes("evaluations", factories.heard_fields, title="@evaluations (on behalf)"),
    ),
    "POST @notices ICenter": (writes("notices", {"read": []}),),
    "POST @reminders ICenter": (writes("reminders", {"numbers": ["{number-submitted}"]}),),
    "POST @supervision-orders ICenter": (
        writes("supervision-orders", {**ORDER, "cases": ["{number-submitted}"]}),
    ),
    "POST @party-branches ICenter": (writes("party-branches", SECRETARIES),),
    "POST @branch-report ICenter": (writes("branch-report", {"units": {"jwc": ROWS_OF_UNIT}}),),
    "POST @branch-reports ICenter": (
        writes("branch-reports", {"id": "{report}", **REASON}, "/decline"),
    ),
    "POST @bulletins ICenter": (
        writes("bulletins", {"period": "month"}),
        writes("bulletins", {}, "/{draft}/issue", "@bulletins/DRAFT/issue"),
    ),
    "DELETE @bulletins ICenter": (
        rest("DELETE", f"{CENTER}/@bulletins/{{draft}}", "@bulletins/DRAFT"),
    ),
    "POST @feedback IEvaluation": (of_case_by_rest("@feedback", "submitted", ANSWER),),
    "POST @satisfaction IEvaluation": (of_case_by_rest("@satisfaction", "answered", RATING),),
    "GET @workflow IEvaluation": (of_case_by_rest("@workflow", "submitted", None, "GET"),),
    "POST @workflow IEvaluation": (
        of_case_by_rest("@workflow/answer", "submitted", ANSWER),
        of_case_by_rest("@workflow/rate", "answered", RATING),
        of_case_by_rest("@workflow/return", "answered", COMMENT),
        of_case_by_rest("@workflow/close", "rated", COMMENT),
        of_case_by_rest("@workflow/close", "dissatisfied", COMMENT),
        of_case_by_rest("@workflow/reopen", "closed", COMMENT),
    ),
    "GET @identity-disclosures IEvaluation": (
        of_case_by_rest("@identity-disclosures", "submitted", None, "GET"),
    ),
    "POST @identity-disclosures IEvaluation": (
        of_case_by_rest("@identity-disclosures", "submitted", REASON),
    ),
    "POST @reminders IEvaluation": (of_case_by_rest("@reminders", "submitted", {}),),
    "POST @transfer IEvaluation": (
        of_case_by_rest(
            "@transfer", "submitted", {"unit": "hqc", "staff_member": "20100001", **REASON}
        ),
    ),
    "POST @hiding IEvaluation": (
        of_case_by_rest("@hiding", "submitted", {"hidden": True, **REASON}),
        of_case_by_rest("@hiding", "hidden", {"hidden": False, **REASON}),
    ),
    "POST @redactions IEvaluation": (
        of_case_by_rest(
            "@redactions", "submitted", {"field": "topic", "passage": "办公室", **REASON}
        ),
    ),
    "GET @redactions IEvaluation": (of_case_by_rest("@redactions", "submitted", None, "GET"),),
    "GET @workflow ISupervisionOrder": (
        rest("GET", "{order-issued}/@workflow", "ORDER/@workflow"),
    ),
    "POST @workflow ISupervisionOrder": tuple(
        rest(
            "POST",
            f"{{order-{state}}}/@workflow/{step}",
            f"ORDER/@workflow/{step} ({state})",
            json,
        )
        for step, state, json in (
            ("acknowledge", "issued", {}),
            ("answer", "acknowledged", {"content": factories.ANSWER}),
            ("send_back", "answered", COMMENT),
            ("end", "answered", COMMENT),
        )
    ),
    # The portal's own services lead to these.
    "index.html hnu.jgzf.services.control_panels.PanelRefusal": tuple(
        rest(method, f"/@controlpanels/{name}", f"/@controlpanels/{name}", json)
        for name, values in {
            "jgzf-settings": {"evaluations_per_day": 5},
            "jgzf-categories": {},
            "jgzf-working-days": {"working_days_to_answer": 5},
            "jgzf-notifications": {},
        }.items()
        for method, json in (("GET", None), ("PATCH", values))
    ),
    "GET @transactions IPloneSiteRoot": (rest("GET", "/@transactions", "/@transactions"),),
    "PATCH @transactions IPloneSiteRoot": (
        rest("PATCH", "/@transactions", "/@transactions", {"transaction_ids": []}),
    ),
    "index.html builtins.Exception": (
        rest("GET", f"{CENTER}/@no-such-service", "@no-such-service"),
    ),
    "index.html zExceptions.NotFound": (
        Ask("POST CASE/@@rate (no such case)", f"{UNIT}/20261124-000000/@@rate", "POST"),
    ),
    "index.html zExceptions.unauthorized.Unauthorized": (
        Ask("POST CASE/@@rate (nothing sent)", "{answered}/@@rate", "POST"),
    ),
}

# Nobody asks for these by themselves.
PARTS = (
    # What the publisher shows when a database refuses
    "index.html ZODB.POSException.POSError",
    "index.html transaction.interfaces.TransientError",
    "index.html builtins.OSError",
    "index.html psycopg2.Error",
    "breadcrumbs_view ",
    "hnu.jgzf.entrance.resources ",
    "hnu.jgzf.script ",
)
