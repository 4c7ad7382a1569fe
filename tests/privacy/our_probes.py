"""Probes for every page and service of ours (channel 26 of docs/privacy.md).

COVERED says how everything that is registered is asked; ``test_discovery`` fails when something
is registered that does not stand there.
"""

from dataclasses import dataclass
from tests.privacy.asking import Caches
from tests.privacy.asking import Dates
from tests.privacy.asking import get
from tests.privacy.asking import rest
from tests.privacy.asking import send
from tests.privacy.asking import Shows
from tests.privacy.asking import Tells
from tests.privacy.world import AUTHOR
from tests.privacy.world import JSON
from tests.privacy.world import OUTSIDERS
from tests.privacy.world import PARTIES


# What somebody may try on any address of ours.
WISHES = (
    "evaluator={person.userid}&userid={person.userid}&author={person.userid}"
    "&Creator={person.userid}&SearchableText={person.fullname}&sort_on=Creator"
    "&form.widgets.evaluator={person.userid}&form.widgets.unit={person.userid}"
    "&unit=jwc&staff_member=20090417"
)


EVERYBODY = OUTSIDERS + PARTIES
WITH_ACCOUNT = tuple(who for who in EVERYBODY if who is not None)

TEXT = "窗口排队一个小时，材料没有一次说清。"
SUBMISSION = {
    "unit": "jwc",
    "category": "uc1",
    "description": "u01",
    "topic": "排队",
    "content": TEXT,
    "evaluator": "{person.userid}",
    "userid": "{person.userid}",
    "creators": ["{person.userid}"],
}
ON_BEHALF = {
    "channel": "phone",
    "name": "{person.fullname}",
    "contact": "{person.email}",
    "received": "2026-11-20",
}
FIELDS = {
    "creators": ["{person.userid}"],
    "evaluator": "{person.userid}",
    "title": "{person.fullname}",
    "@type": "jgzf.Evaluation",
}


@dataclass(frozen=True)
class Ours:
    """A probe, and by whom it is asked."""

    probe: object
    asked_by: tuple

    def __str__(self):
        return f"{self.probe}: {type(self.probe).__name__}"

    def finds(self, world, who):
        return self.probe.finds(world, who)


def page(name, path, kept_by_nobody=(*EVERYBODY, AUTHOR.userid)):
    """Probes of a page: does it name, tell, date the author; and may it be cached?

    :param kept_by_nobody: for whom a shared cache may not keep it.
    """
    yield Ours(Shows(26, name, get(path)), EVERYBODY)
    joint = "&" if "?" in path else "?"
    yield Ours(Tells(26, name, get(f"{path}{joint}{WISHES}")), EVERYBODY)
    # The parties of a case see times.
    yield Ours(Dates(26, name, get(path)), OUTSIDERS)
    yield Ours(Caches(24, name, get(path)), kept_by_nobody)


def ticking(name, path):
    """Probes of an answer that says what time it is."""
    yield Ours(Shows(26, name, get(path)), EVERYBODY)
    yield Ours(Tells(26, name, get(f"{path}&{WISHES}"), makes=True), EVERYBODY)
    yield Ours(Caches(24, name, get(path)), (*EVERYBODY, AUTHOR.userid))


def service(name, path):
    """Probes of a REST call that reads."""
    yield Ours(Shows(26, name, rest(path)), EVERYBODY)
    yield Ours(Tells(26, name, rest(f"{path}?{WISHES}")), EVERYBODY)
    yield Ours(Dates(26, name, rest(path)), OUTSIDERS)
    yield Ours(Caches(24, name, rest(path)), (*EVERYBODY, AUTHOR.userid))


def write(name, method, path, body, makes=False):
    """Probes of a REST call that writes: the answer neither names nor depends on anybody.

    Outsiders ask: who deals with the case may disclose the identity, on record.
    """
    question = send(method, path, headers=JSON, json=body)
    yield Ours(Shows(26, name, question), OUTSIDERS)
    yield Ours(Tells(26, name, question, makes=makes), OUTSIDERS)


def form(name, path, **values):
    """Probes of a form that is sent without a login, or by somebody who may not."""
    data = {"form.widgets.comment": TEXT, **values}
    yield Ours(Shows(26, name, send("POST", path, data=data)), OUTSIDERS)
    yield Ours(Tells(26, name, send("POST", f"{path}?{WISHES}", data=data)), OUTSIDERS)
    yield Ours(Caches(24, name, send("POST", path, data=data)), OUTSIDERS)


def document(name, path):
    """Probes of a file or a sheet: of a page, and no time of day, whoever asks."""
    yield from page(name, path)
    yield Ours(Dates(26, name, get(path)), EVERYBODY)


def led_back(name, item="{item}"):
    return page(name, f"{item}/@@{name}")


PERSON = "{parent}/20090417"
# About a case of the author and one of another member
ORDER = "{parent}/order-2026-1"

# What is registered, and how it is asked.
COVERED = {
    # Pages
    "view ICenter": page("wall", "{center}"),
    "my-evaluations ICenter": page("my evaluations", "{center}/@@my-evaluations"),
    "read-notices ICenter": page("read notices", "{center}/@@read-notices"),
    "manage-evaluations ICenter": page("manage", "{center}/@@manage-evaluations"),
    "help ICenter": page("help", "{center}/@@help"),
    "help-evaluators ICenter": page("guide for evaluators", "{center}/@@help-evaluators"),
    "help-administrators ICenter": page(
        "guide for administrators", "{center}/@@help-administrators"
    ),
    "evaluate-unit ICenter": page("evaluate a unit", "{center}/@@evaluate-unit"),
    "evaluate-staff ICenter": page("evaluate a person", "{center}/@@evaluate-staff"),
    # For people without an account
    "enter-evaluation ICenter": page("enter an evaluation", "{center}/@@enter-evaluation"),
    "renew-receipt IEvaluation": page("new receipt", "{item}/@@renew-receipt"),
    "receipt ICenter": (
        *page("receipt", "{center}/@@receipt"),
        *form("receipt", "{center}/@@receipt", **{"form.buttons.look": "1"}),
        *form("rating by receipt", "{center}/@@receipt", **{"form.buttons.rate": "1"}),
    ),
    "evaluate IStaffMember": page("evaluate this person", f"{PERSON}/@@evaluate"),
    "photo IStaffMember": page("photo", f"{PERSON}/@@photo", kept_by_nobody=()),
    "view IEvaluation": page("case", "{item}"),
    "view IFeedback": page("answer on its own", "{item}/1"),
    "thanks IEvaluation": page("thanks", "{item}/@@thanks"),
    "answer IEvaluation": page("answer", "{item}/@@answer"),
    "rate IEvaluation": page("rate", "{item}/@@rate"),
    "close IEvaluation": page("close", "{item}/@@close"),
    "reopen IEvaluation": page("reopen", "{item}/@@reopen"),
    "return-answer IEvaluation": page("return", "{item}/@@return-answer"),
    "transfer IEvaluation": (
        *page("transfer", "{item}/@@transfer"),
        *form("transfer", "{item}/@@transfer"),
    ),
    "disclose-identity IEvaluation": page("disclose", "{item}/@@disclose-identity"),
    "hide IEvaluation": page("hide", "{item}/@@hide"),
    "show-again IEvaluation": page("show again", "{item}/@@show-again"),
    "redact IEvaluation": page("redact", "{item}/@@redact"),
    "breadcrumbs_view ICenter": page("breadcrumbs of the center", "{center}/@@my-evaluations"),
    "breadcrumbs_view IEvaluation": page("breadcrumbs", "{item}/@@answer"),
    "logged-in ICenter": page("logged in", "{center}/@@logged-in"),
    "index.html zExceptions.unauthorized.Unauthorized": form("form", "{item}/@@rate"),
    "index.html zExceptions.NotFound": form("form of no case", "{parent}/20261124-000000/@@rate"),
    # What it answers when the database refuses is read in test_error_log.
    "index.html ZODB.POSException.POSError": form("form of a case", "{item}/@@answer"),
    "index.html transaction.interfaces.TransientError": page("question", "{item}/@@close"),
    "index.html psycopg2.Error": page("form of a case", "{item}/@@rate"),
    "index.html builtins.OSError": page("entrance", "{center}/@@evaluate-unit"),
    "plone.contentmenu.workflow IEvaluation": page(
        "State menu", "{item}/@@render-toolbar", kept_by_nobody=()
    ),
    "content_status_modify IEvaluation": page(
        "step", "{item}/content_status_modify?workflow_action=close"
    ),
    "content_status_history IEvaluation": led_back("content_status_history"),
    "contenthistory IEvaluation": led_back("contenthistory"),
    "contenthistorypopup IEvaluation": led_back("contenthistorypopup"),
    "historyview IEvaluation": led_back("historyview"),
    # Supervision orders
    "supervision-orders ICenter": page("orders", "{center}/@@supervision-orders"),
    "issue-order ICenter": page("issue an order", "{center}/@@issue-order"),
    "issue-order IUnit": page("issue an order to the unit", "{parent}/@@issue-order"),
    "issue-order IEvaluation": page("issue an order about it", "{item}/@@issue-order"),
    "view ISupervisionOrder": page("order", ORDER),
    "acknowledge ISupervisionOrder": page("acknowledge", f"{ORDER}/@@acknowledge"),
    "answer ISupervisionOrder": page("answer the order", f"{ORDER}/@@answer"),
    "send-back ISupervisionOrder": page("send back", f"{ORDER}/@@send-back"),
    "end ISupervisionOrder": page("end", f"{ORDER}/@@end"),
    "breadcrumbs_view ISupervisionOrder": page("breadcrumbs of an order", f"{ORDER}/@@end"),
    "plone.contentmenu.workflow ISupervisionOrder": page(
        "State menu of an order", f"{ORDER}/@@render-toolbar", kept_by_nobody=()
    ),
    "content_status_modify ISupervisionOrder": page(
        "step of an order", f"{ORDER}/content_status_modify?workflow_action=end"
    ),
    **{
        f"{name} ISupervisionOrder": led_back(name, ORDER)
        for name in (
            "content_status_history",
            "contenthistory",
            "contenthistorypopup",
            "historyview",
        )
    },
    # Forms of the webmaster: nothing of cases in them
    "jgzf-categories IPloneSiteRoot": page("categories", "{portal}/@@jgzf-categories"),
    "jgzf-settings IPloneSiteRoot": page("settings", "{portal}/@@jgzf-settings"),
    "jgzf-working-days IPloneSiteRoot": page("working days", "{portal}/@@jgzf-working-days"),
    "jgzf-notifications IPloneSiteRoot": page("sending", "{portal}/@@jgzf-notifications"),
    "jgzf-notification-messages IPloneSiteRoot": page(
        "messages", "{portal}/@@jgzf-notification-messages"
    ),
    "jgzf-notification-text IPloneSiteRoot": page(
        "text of a message", "{portal}/@@jgzf-notification-text"
    ),
    "jgzf-notification-test IPloneSiteRoot": page("test SMS", "{portal}/@@jgzf-notification-test"),
    # What is told: cases by number, and nobody who wrote one
    "jgzf-outbox IPloneSiteRoot": page("outbox", "{portal}/@@jgzf-outbox"),
    "jgzf-health IPloneSiteRoot": (
        *page("health", "{portal}/@@jgzf-health"),
        *ticking("health", "{portal}/@@jgzf-health?format=json"),
        *ticking("health for Prometheus", "{portal}/@@jgzf-health?format=prometheus"),
    ),
    "edit ICenter": page("edit the center", "{center}/edit"),
    "edit IUnit": page("edit a unit", "{parent}/edit"),
    "edit IStaffMember": page("edit a person", f"{PERSON}/edit"),
    "jgzf.Unit ICenter": page("add a unit", "{center}/++add++jgzf.Unit"),
    "jgzf.StaffMember IUnit": page("add a person", "{parent}/++add++jgzf.StaffMember"),
    # Files of the roster: for supervisors, and without anything of cases
    "roster ICenter": page("roster", "{center}/@@roster"),
    "roster-template ICenter": page("template of the roster", "{center}/@@roster-template"),
    "roster-export ICenter": (
        *page("roster as a workbook", "{center}/@@roster-export"),
        *page("people as a table", "{center}/@@roster-export?sheet=staff"),
    ),
    "roster-changes ICenter": page("changes of the roster", "{center}/@@roster-changes"),
    # Branches and their reports: nothing of cases
    "party-branches ICenter": page("branches", "{center}/@@party-branches"),
    "branch-report ICenter": page("report of a branch", "{center}/@@branch-report"),
    "branch-reports ICenter": page("reports of branches", "{center}/@@branch-reports"),
    # A list of cases and figures about them
    "summary IUnit": page("summary", "{parent}/@@summary"),
    "saved-summary IUnit": page("saved summary", "{parent}/@@saved-summary"),
    "roster-gaps ICenter": page("gaps of the roster", "{center}/@@roster-gaps"),
    # What supervisors follow up, and what they have done
    "supervision ICenter": (
        *page("desk", "{center}/@@supervision"),
        *page("one list of the desk", "{center}/@@supervision?list=looks"),
    ),
    "supervision-log ICenter": page("log of supervision", "{center}/@@supervision-log"),
    "remind IEvaluation": (
        *page("remind", "{item}/@@remind"),
        *form("remind", "{item}/@@remind"),
    ),
    # Documents: figures, days and cases
    "statistics-export ICenter": (
        *document("cases as a workbook", "{center}/@@statistics-export"),
        *document("cases as a table", "{center}/@@statistics-export?format=csv"),
    ),
    "appraisal ICenter": (
        *document("appraisal", "{center}/@@appraisal?unit=jwc"),
        *document("appraisal of a person", "{center}/@@appraisal?unit=jwc&staff_member=20090417"),
    ),
    "bulletins ICenter": page("bulletins", "{center}/@@bulletins"),
    "bulletin-texts ICenter": page("texts of bulletins", "{center}/@@bulletin-texts"),
    "bulletin ICenter": document("bulletin", "{center}/@@bulletin?id={bulletin}"),
    "bulletin-edit ICenter": page("texts of a draft", "{center}/@@bulletin-edit?id={draft}"),
    "bulletin-download ICenter": document(
        "bulletin as a file", "{center}/@@bulletin-download?id={bulletin}"
    ),
    # Figures and the cases behind them: nothing about who wrote these
    "statistics ICenter": (
        *page("statistics", "{center}/@@statistics"),
        *page("statistics of a unit", "{center}/@@statistics?unit=jwc"),
    ),
    "statistics-cases ICenter": page("cases of a figure", "{center}/@@statistics-cases?unit=jwc"),
    "view IUnit": page("unit", "{parent}"),
    "view IStaffMember": page("person", PERSON),
    "delete_confirmation ICenter": page("delete the center", "{center}/delete_confirmation", ()),
    "delete_confirmation IUnit": page("delete a unit", "{parent}/delete_confirmation", ()),
    "delete_confirmation IStaffMember": page(
        "delete a person", f"{PERSON}/delete_confirmation", ()
    ),
    "fc-delete ICenter": page("delete units", "{center}/@@fc-delete", ()),
    "fc-delete IUnit": page("delete people", "{parent}/@@fc-delete", ()),
    "plonejsi18n INavigationRoot": page("texts of scripts", "{portal}/@@plonejsi18n", ()),
    # On other pages
    "hnu.jgzf.entrance Interface": page("front page", "{portal}", WITH_ACCOUNT),
    "hnu.jgzf.entrance.resources Interface": page("front page head", "{portal}", WITH_ACCOUNT),
    "hnu.jgzf.script Interface": page("case head", "{item}"),
    # REST
    "GET @units ICenter": service("@units", "{center}/@units"),
    "GET @staff-members ICenter": service("@staff-members", "{center}/@staff-members"),
    "GET @accounts ICenter": service("@accounts", "{center}/@accounts"),
    "GET @categories ICenter": service("@categories", "{center}/@categories"),
    "GET @evaluations ICenter": service("@evaluations", "{center}/@evaluations"),
    "GET @my-evaluations ICenter": service("@my-evaluations", "{center}/@my-evaluations"),
    "GET @notices ICenter": service("@notices", "{center}/@notices"),
    "POST @notices ICenter": write("read", "POST", "{center}/@notices", {"read": [], **FIELDS}),
    "GET @statistics ICenter": service("@statistics", "{center}/@statistics"),
    "GET @bulletins ICenter": (
        *service("@bulletins", "{center}/@bulletins"),
        *service("@bulletins of one", "{center}/@bulletins/{bulletin}"),
    ),
    "POST @bulletins ICenter": (
        *write("make a bulletin", "POST", "{center}/@bulletins", {"period": "month", **FIELDS}),
        *write("issue", "POST", "{center}/@bulletins/{draft}/issue", FIELDS),
    ),
    "DELETE @bulletins ICenter": write("discard", "DELETE", "{center}/@bulletins/{draft}", FIELDS),
    "GET @supervision-orders ICenter": service("@orders", "{center}/@supervision-orders"),
    "POST @supervision-orders ICenter": write(
        "issue", "POST", "{center}/@supervision-orders", {"unit": "jwc", "text": TEXT, **FIELDS}
    ),
    "GET ISupervisionOrder": service("REST order", ORDER),
    "GET @workflow ISupervisionOrder": service("order's @workflow", f"{ORDER}/@workflow"),
    "POST @workflow ISupervisionOrder": write(
        "order's step", "POST", f"{ORDER}/@workflow/end", {"comment": TEXT, **FIELDS}
    ),
    "GET @party-branches ICenter": service("@party-branches", "{center}/@party-branches"),
    "POST @party-branches ICenter": write(
        "secretaries",
        "POST",
        "{center}/@party-branches",
        {"secretaries": {"党支部": ["{person.userid}"]}, **FIELDS},
    ),
    "GET @branch-report ICenter": service("@branch-report", "{center}/@branch-report"),
    "POST @branch-report ICenter": write(
        "report of a branch", "POST", "{center}/@branch-report", {"units": {}, **FIELDS}
    ),
    "GET @branch-reports ICenter": service("@branch-reports", "{center}/@branch-reports"),
    "POST @branch-reports ICenter": write(
        "accept a report", "POST", "{center}/@branch-reports/accept", {"id": "x", **FIELDS}
    ),
    "GET @roster-gaps ICenter": service("@roster-gaps", "{center}/@roster-gaps"),
    "GET @supervision ICenter": (
        *service("@supervision", "{center}/@supervision"),
        *service("one list of @supervision", "{center}/@supervision?list=dissatisfied"),
    ),
    "GET @supervision-log ICenter": service("@supervision-log", "{center}/@supervision-log"),
    "POST @reminders ICenter": write(
        "remind of many", "POST", "{center}/@reminders", {"numbers": ["{person.userid}"], **FIELDS}
    ),
    "POST @reminders IEvaluation": write("remind", "POST", "{item}/@reminders", FIELDS),
    "GET @pending-evaluations ICenter": service("@pending", "{center}/@pending-evaluations"),
    "GET ICenter": service("REST center", "{center}"),
    "GET IUnit": service("REST unit", "{parent}"),
    "GET IStaffMember": service("REST person", PERSON),
    "GET IEvaluation": service("REST case", "{item}"),
    "GET @workflow IEvaluation": service("@workflow", "{item}/@workflow"),
    "GET @identity-disclosures IEvaluation": service(
        "@identity-disclosures", "{item}/@identity-disclosures"
    ),
    "POST @evaluations ICenter": (
        *write("submit", "POST", "{center}/@evaluations", SUBMISSION, makes=True),
        *write("enter", "POST", "{center}/@evaluations", {**SUBMISSION, "on_behalf": ON_BEHALF}),
    ),
    "POST @feedback IEvaluation": write(
        "answer", "POST", "{item}/@feedback", {"content": TEXT, "outcome": "resolved", **FIELDS}
    ),
    "POST @satisfaction IEvaluation": write(
        "rate", "POST", "{item}/@satisfaction", {"level": "satisfied", **FIELDS}
    ),
    "POST @workflow IEvaluation": write(
        "step", "POST", "{item}/@workflow/close", {"comment": TEXT, **FIELDS}
    ),
    "POST @transfer IEvaluation": write(
        "transfer", "POST", "{item}/@transfer", {"unit": "hqc", "reason": TEXT, **FIELDS}
    ),
    "POST @identity-disclosures IEvaluation": write(
        "disclose", "POST", "{item}/@identity-disclosures", {"reason": TEXT, **FIELDS}
    ),
    "POST @hiding IEvaluation": write(
        "hide", "POST", "{item}/@hiding", {"hidden": True, "reason": TEXT, **FIELDS}
    ),
    "POST @redactions IEvaluation": write(
        "redact",
        "POST",
        "{item}/@redactions",
        {"field": "content", "passage": TEXT, "reason": TEXT, **FIELDS},
    ),
    "GET @redactions IEvaluation": service("@redactions", "{item}/@redactions"),
    # The portal's @controlpanels leads to the panels; their refusals end in a view of ours.
    "index.html hnu.jgzf.services.control_panels.PanelRefusal": (
        *service("REST settings", "{portal}/@controlpanels/jgzf-settings"),
        *service("REST categories", "{portal}/@controlpanels/jgzf-categories"),
        *service("REST working days", "{portal}/@controlpanels/jgzf-working-days"),
        *service("REST notifications", "{portal}/@controlpanels/jgzf-notifications"),
        *write(
            "REST settings",
            "PATCH",
            "{portal}/@controlpanels/jgzf-settings",
            {"thanks_prompt": TEXT, **FIELDS},
        ),
        *write(
            "REST categories",
            "PATCH",
            "{portal}/@controlpanels/jgzf-categories",
            {"unit": [], **FIELDS},
        ),
        *write(
            "REST working days",
            "PATCH",
            "{portal}/@controlpanels/jgzf-working-days",
            {"days": [], **FIELDS},
        ),
        *write(
            "REST notifications",
            "PATCH",
            "{portal}/@controlpanels/jgzf-notifications",
            {"texts": {"submitted.administrators.sms": TEXT}, **FIELDS},
        ),
    ),
    "GET @transactions IPloneSiteRoot": service("@transactions", "{portal}/@transactions"),
    "PATCH @transactions IPloneSiteRoot": write(
        "undo", "PATCH", "{portal}/@transactions", {"transaction_ids": ["{person.userid}"]}
    ),
    **{
        f"{method} {content}": write(f"REST {content}", method, path, FIELDS)
        for content, path in {
            "ICenter": "{center}",
            "IUnit": "{parent}",
            "IStaffMember": PERSON,
            "IEvaluation": "{item}",
            "IFeedback": "{item}/1",
            "ISupervisionOrder": ORDER,
        }.items()
        for method in ("POST", "PUT", "PATCH", "DELETE")
    },
    "index.html builtins.Exception": service("REST errors", "{center}/@no-such-thing"),
}
COVERED = {name: tuple(probes) for name, probes in COVERED.items()}

# Parts of pages that are asked above or in ``probes``.
COVERED_BY_PAGES = (
    "plone.links.author",
    "plone.links.canonical_url",
    "plone.htmlhead",
    "plone.documentbyline",
    "ploneform-render-widget",
)

PROBES = tuple(probe for probes in COVERED.values() for probe in probes)
