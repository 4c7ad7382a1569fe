"""Every page of ours with the people and in the states that show all of it, and Plone's own.

``STOPS`` says for each registered view where it is seen; ``test_every_page`` fails when a view is
registered that does not stand there.
"""

from tests.ways import acts
from typing import NamedTuple


class Stop(NamedTuple):
    """A page to look at.

    ``path``: below the site, ``{name}`` stands for the path of a case of ``campus.fill``.
    ``act``: what the person does there before she looks, a function of the Playwright page.
    ``status``: of the answer that is looked at.
    ``empty``: seen before there are cases.
    ``ours``: whether our part is on it; Plone's own pages have none.
    """

    who: str | None
    path: str
    name: str = ""
    act: object = None
    status: int = 200
    empty: bool = False
    ours: bool = True

    def __str__(self):
        notes = [self.name] if self.name else []
        if self.empty:
            notes.append("no case yet")
        note = f" ({', '.join(notes)})" if notes else ""
        return f"{self.who or 'nobody'} {self.path}{note}"


QUEUES = ("pending", "answered", "dissatisfied", "rated", "closed")
MANAGE = "/jgzf/@@manage-evaluations"
PERSON = "/jgzf/jwc/20090417"
SUPERVISION = "/jgzf/@@supervision"
LOG = "/jgzf/@@supervision-log"

# A roster: somebody new, somebody who moves; and what cannot be
ROWS = (["0099", "沈知行", "jwc", "科员", "岳阳"], ["20120356", "姜砚秋", "hqc", "科长", ""])
WRONG_ROWS = (["", "某人", "jwc", "", ""], ["7", "乙", "nowhere", "", ""])

STOPS = {
    # The system's home, and lists
    "view ICenter": [
        Stop("student", "/jgzf", empty=True),
        Stop("student", "/jgzf"),
        Stop("clerk", "/jgzf?b_size=2&b_start=12", "paging"),
        Stop("student", "/jgzf?unit=hqc", "nothing found"),
        Stop(
            "student", "/jgzf?unit=jwc&state=rated&satisfaction=satisfied", "filtered", acts.unfold
        ),
        Stop("student", "/jgzf?from=2026-99-99", "date that is none", acts.unfold),
    ],
    "my-evaluations ICenter": [
        Stop("dean", "/jgzf/@@my-evaluations", empty=True),
        Stop("teacher", "/jgzf/@@my-evaluations"),
        Stop("student", "/jgzf/@@my-evaluations?b_start=20", "paging"),
    ],
    "manage-evaluations ICenter": [
        Stop("clerk", MANAGE, empty=True),
        Stop("student", MANAGE, "not allowed", status=403),
        *(Stop("clerk", f"{MANAGE}?list={name}") for name in QUEUES),
        Stop("supervisor", MANAGE),
        Stop("supervisor", f"{MANAGE}?list=closed&b_start=20&unit=jwc", "paging"),
    ],
    "help-evaluators ICenter": [
        Stop(None, "/jgzf/@@help-evaluators"),
        Stop("teacher", "/jgzf/@@help-evaluators"),
    ],
    "help-administrators ICenter": [Stop("clerk", "/jgzf/@@help-administrators")],
    # Submitting
    "evaluate-unit ICenter": [
        Stop("dean", "/jgzf/@@evaluate-unit", "first time", empty=True),
        Stop("teacher", "/jgzf/@@evaluate-unit?unit=jwc"),
        Stop("teacher", "/jgzf/@@evaluate-unit", "errors", acts.press("提交评价"), status=400),
        Stop("teacher", "/jgzf/@@evaluate-unit", "dialog", acts.ask),
        Stop("teacher", "/jgzf/@@evaluate-unit", "question", acts.ask_without_script),
        Stop("teacher", "/jgzf/@@evaluate-unit", "sent again", acts.send_again),
        Stop("teacher", "/jgzf/@@evaluate-unit", "other account", acts.send_of_another_account),
    ],
    "evaluate-staff ICenter": [
        Stop("dean", "/jgzf/@@evaluate-staff", "first time", empty=True),
        Stop("teacher", "/jgzf/@@evaluate-staff?unit=jwc"),
        Stop(
            "teacher", "/jgzf/@@evaluate-staff?unit=jwc", "nobody found", acts.look_for("没有此人")
        ),
        Stop("teacher", "/jgzf/@@evaluate-staff?unit=none", "no such unit"),
    ],
    "evaluate IStaffMember": [
        Stop("teacher", f"{PERSON}/@@evaluate"),
        Stop("teacher", f"{PERSON}/@@evaluate", "errors", acts.press("提交评价"), status=400),
        Stop("teacher", "/jgzf/jwc/20120356/@@evaluate", "dialog", acts.ask),
        Stop("evaluated", f"{PERSON}/@@evaluate", "herself"),
    ],
    "thanks IEvaluation": [
        Stop("teacher", "{submitted}/@@thanks"),
        Stop("teacher", "{about-a-person}/@@thanks"),
    ],
    # For people without an account
    "enter-evaluation ICenter": [
        Stop("supervisor", "/jgzf/@@enter-evaluation"),
        Stop("supervisor", "/jgzf/@@enter-evaluation?target=staff"),
        Stop(
            "supervisor", "/jgzf/@@enter-evaluation", "errors", acts.press("提交评价"), status=400
        ),
        Stop("supervisor", "/jgzf/@@enter-evaluation", "dialog", acts.ask_entry),
        Stop(
            "supervisor",
            "/jgzf/@@enter-evaluation?target=staff",
            "question",
            acts.ask_entry_without_script,
        ),
        Stop("supervisor2", "/jgzf/@@enter-evaluation?target=staff", "receipt", acts.enter),
    ],
    "renew-receipt IEvaluation": [
        Stop("supervisor", "{by-phone}/@@renew-receipt"),
        Stop(
            "supervisor",
            "{by-phone}/@@renew-receipt",
            "errors",
            acts.press("补发回执"),
            status=400,
        ),
    ],
    "receipt ICenter": [
        Stop(None, "/jgzf/@@receipt"),
        Stop("student", "/jgzf/@@receipt", "of a member"),
        Stop(None, "/jgzf/@@receipt", "nothing filled in", acts.press("查看"), status=400),
        Stop(None, "/jgzf/@@receipt?of={by-phone}", "case", acts.show_receipt),
        Stop(None, "/jgzf/@@receipt?of={by-phone}", "errors", acts.rate_nothing, status=400),
    ],
    # A case
    "view IEvaluation": [
        Stop("student", "{submitted}"),
        Stop("student", "{rounds}"),
        Stop("teacher", "{submitted}"),
        Stop("teacher", "{looked-at}"),
        Stop("teacher", "{rounds}"),
        Stop("clerk", "{overdue}", "", acts.unfold),
        Stop("clerk", "{dissatisfied}"),
        Stop("clerk", "{looked-at}"),
        Stop("clerk", "{rounds}"),
        Stop("evaluated", "{about-a-person}"),
        Stop("supervisor", "{looked-at}"),
        Stop("supervisor", "{by-phone}"),
        Stop("supervisor", "{dissatisfied}", "", acts.unfold),
        Stop("webmaster", "{rounds}"),
        Stop("student", "{corrected}"),
        Stop("teacher", "{corrected}"),
        Stop("dean", "{corrected}"),
        Stop("supervisor", "{corrected}"),
        Stop("teacher", "{hidden}"),
        Stop("clerk", "{hidden}"),
        Stop("student", "{redacted}"),
        Stop("supervisor", "{anonymised}"),
        Stop("clerk", "{anonymised}"),
        Stop("teacher", "{anonymised}"),
    ],
    "answer IEvaluation": [
        Stop("clerk", "{to-answer}/@@answer"),
        Stop("clerk", "{overdue}/@@answer", "errors", acts.press("提交反馈意见"), status=400),
        Stop("clerk", "{dissatisfied}/@@answer"),
        Stop("clerk", "{closed}/@@answer", "too late", status=409),
        Stop("clerk", "{to-answer}/@@answer", "changed meanwhile", acts.send_too_late, status=409),
    ],
    "rate IEvaluation": [
        Stop("teacher", "{answered}/@@rate"),
        Stop("teacher", "{answered}/@@rate", "errors", acts.press("提交满意度评价"), status=400),
        Stop("teacher", "{closed}/@@rate", "too late", status=409),
    ],
    "close IEvaluation": [
        Stop("clerk", "{rated}/@@close"),
        Stop("supervisor", "{dissatisfied}/@@close"),
        Stop("supervisor", "{dissatisfied}/@@close", "errors", acts.press("办结"), status=400),
        Stop("clerk", "{dissatisfied}/@@close", "not hers", status=403),
    ],
    "reopen IEvaluation": [
        Stop("supervisor", "{closed}/@@reopen"),
        Stop("supervisor", "{closed}/@@reopen", "errors", acts.press("重新办理"), status=400),
    ],
    "return-answer IEvaluation": [
        Stop("supervisor", "{answered}/@@return-answer"),
        Stop(
            "supervisor",
            "{answered}/@@return-answer",
            "errors",
            acts.press("退回重写"),
            status=400,
        ),
        Stop("clerk", "{answered}/@@return-answer", "not hers", status=403),
    ],
    "transfer IEvaluation": [
        Stop("supervisor", "{submitted}/@@transfer"),
        Stop("supervisor", "{about-a-person}/@@transfer"),
        Stop("supervisor", "{submitted}/@@transfer", "errors", acts.press("确认移交"), status=400),
        Stop("supervisor", "{closed}/@@transfer", "too late", status=409),
    ],
    "disclose-identity IEvaluation": [
        Stop("clerk", "{dissatisfied}/@@disclose-identity"),
        Stop(
            "clerk", "{submitted}/@@disclose-identity", "errors", acts.press("确认查看"), status=400
        ),
        Stop("supervisor2", "{submitted}", "shown", acts.disclose),
    ],
    "hide IEvaluation": [
        Stop("supervisor", "{submitted}/@@hide"),
        Stop("supervisor", "{submitted}/@@hide", "errors", acts.press("隐藏"), status=400),
        Stop("supervisor", "{hidden}/@@hide", "too late", status=409),
    ],
    "show-again IEvaluation": [
        Stop("supervisor", "{hidden}/@@show-again"),
        Stop("supervisor", "{hidden}/@@show-again", "errors", acts.press("恢复展示"), status=400),
    ],
    "redact IEvaluation": [
        Stop("supervisor", "{redacted}/@@redact", "", acts.unfold),
        Stop("supervisor", "{anonymised}/@@redact", "", acts.unfold),
        Stop("supervisor", "{rounds}/@@redact", "errors", acts.press("隐去"), status=400),
    ],
    # Supervision orders
    "supervision-orders ICenter": [
        Stop("supervisor", "/jgzf/@@supervision-orders", empty=True),
        Stop("supervisor", "/jgzf/@@supervision-orders"),
        Stop("clerk", "/jgzf/@@supervision-orders?b_size=1&b_start=1", "paging"),
        Stop("dean", "/jgzf/@@supervision-orders?state=ended", "nothing found"),
        Stop("student", "/jgzf/@@supervision-orders", "not allowed", status=403),
    ],
    "issue-order ICenter": [
        Stop("supervisor", "/jgzf/@@issue-order", empty=True),
        Stop("supervisor", "/jgzf/@@issue-order"),
    ],
    "issue-order IUnit": [
        Stop("supervisor", "/jgzf/jwc/@@issue-order"),
        Stop(
            "supervisor", "/jgzf/jwc/@@issue-order", "errors", acts.press("下发督办单"), status=400
        ),
    ],
    "view ISupervisionOrder": [
        Stop("clerk", "{order-issued}"),
        Stop("supervisor", "{order-answered}"),
        Stop("clerk", "{order-ended}"),
    ],
    "acknowledge ISupervisionOrder": [
        Stop("clerk", "{order-issued}/@@acknowledge"),
        Stop("clerk", "{order-ended}/@@acknowledge", "too late", status=409),
    ],
    "answer ISupervisionOrder": [
        Stop("clerk", "{order-acknowledged}/@@answer"),
        Stop(
            "clerk",
            "{order-acknowledged}/@@answer",
            "errors",
            acts.press("提交反馈"),
            status=400,
        ),
    ],
    "send-back ISupervisionOrder": [
        Stop("supervisor", "{order-answered}/@@send-back"),
        Stop(
            "supervisor", "{order-answered}/@@send-back", "errors", acts.press("退回"), status=400
        ),
    ],
    "end ISupervisionOrder": [
        Stop("supervisor", "{order-answered}/@@end"),
        Stop("supervisor", "{order-issued}/@@end", "errors", acts.press("办结"), status=400),
        Stop("clerk", "{order-issued}/@@end", "not hers", status=403),
    ],
    # Master data
    "view IUnit": [
        Stop("student", "/jgzf/jwc"),
        Stop("clerk", "/jgzf/jwc"),
        Stop("supervisor", "/jgzf/hqc"),
    ],
    "view IStaffMember": [Stop("clerk", PERSON), Stop("supervisor", "/jgzf/hqc/20100001")],
    "edit ICenter": [
        Stop("webmaster", "/jgzf/edit"),
        Stop(
            "webmaster",
            "/jgzf/edit",
            "errors",
            acts.save_without("[name$='title']"),
        ),
    ],
    "jgzf.Unit ICenter": [
        Stop("supervisor", "/jgzf/++add++jgzf.Unit"),
        Stop("supervisor", "/jgzf/++add++jgzf.Unit", "errors", acts.save),
    ],
    "roster ICenter": [
        Stop("supervisor", "/jgzf/@@roster"),
        Stop("supervisor", "/jgzf/@@roster", "wrong rows", acts.upload(*WRONG_ROWS)),
        Stop("supervisor2", "/jgzf/@@roster", "preview", acts.upload(*ROWS)),
    ],
    "edit IUnit": [
        Stop("supervisor", "/jgzf/jwc/edit"),
        Stop("supervisor", "/jgzf/jwc/edit", "a row more", acts.add_row),
        Stop("supervisor", "/jgzf/jwc/edit", "errors", acts.clear_and_save("name")),
    ],
    "jgzf.StaffMember IUnit": [
        Stop("supervisor", "/jgzf/jwc/++add++jgzf.StaffMember"),
        Stop("supervisor", "/jgzf/jwc/++add++jgzf.StaffMember", "errors", acts.save),
    ],
    "edit IStaffMember": [Stop("supervisor", f"{PERSON}/edit")],
    "delete_confirmation ICenter": [
        Stop("webmaster", "/jgzf/delete_confirmation", ours=False),
    ],
    "delete_confirmation IUnit": [
        Stop("supervisor", "/jgzf/jwc/delete_confirmation", ours=False),
        Stop("supervisor", "/jgzf/hqc/delete_confirmation", "without cases", ours=False),
    ],
    "delete_confirmation IStaffMember": [
        Stop("clerk", f"{PERSON}/delete_confirmation", ours=False),
        Stop("clerk", "/jgzf/jwc/20120356/delete_confirmation", "without cases", ours=False),
    ],
    # Documents
    "bulletins ICenter": [
        Stop("supervisor", "/jgzf/@@bulletins", empty=True),
        Stop("supervisor", "/jgzf/@@bulletins"),
        Stop("supervisor", "/jgzf/@@bulletins", "errors", acts.make_of_no_days, status=400),
    ],
    "bulletin-texts ICenter": [
        Stop("supervisor", "/jgzf/@@bulletin-texts"),
        Stop("supervisor", "/jgzf/@@bulletin-texts", "errors", acts.save_no_title, status=400),
    ],
    "bulletin ICenter": [
        Stop("supervisor", "/jgzf/@@bulletin?id={draft}"),
        Stop("supervisor", "/jgzf/@@bulletin?id={issued}"),
    ],
    "bulletin-edit ICenter": [Stop("supervisor", "/jgzf/@@bulletin-edit?id={draft}")],
    "appraisal ICenter": [
        Stop("supervisor", "/jgzf/@@appraisal"),
        Stop("supervisor", "/jgzf/@@appraisal?unit=jwc"),
        Stop("clerk", "/jgzf/@@appraisal?unit=jwc&staff_member=20090417"),
        Stop("clerk", "/jgzf/@@appraisal?unit=jwc&year=1999", "no such year"),
        Stop("student", "/jgzf/@@appraisal?unit=jwc", "not allowed", status=403),
    ],
    "roster-gaps ICenter": [
        Stop("supervisor", "/jgzf/@@roster-gaps"),
        Stop("clerk", "/jgzf/@@roster-gaps"),
        Stop("student", "/jgzf/@@roster-gaps", "not allowed", status=403),
    ],
    # Supervising
    "supervision ICenter": [
        Stop("supervisor", SUPERVISION, empty=True),
        Stop("supervisor", SUPERVISION),
        Stop("supervisor", f"{SUPERVISION}?list=looks&b_size=1", "paging"),
        Stop("supervisor", SUPERVISION, "nothing chosen", acts.remind, status=400),
        Stop("supervisor", SUPERVISION, "refused", acts.remind_of_nothing, status=409),
    ],
    "supervision-log ICenter": [
        Stop("supervisor", LOG, empty=True),
        Stop("supervisor", LOG),
        Stop("supervisor", f"{LOG}?act=disclose&unit=jwc&b_size=1&b_start=1", "paging"),
        Stop("supervisor", f"{LOG}?act=none", "filter that is none"),
    ],
    "remind IEvaluation": [
        Stop("supervisor", "{overdue}/@@remind"),
        Stop("supervisor", "{closed}/@@remind", "not waiting", status=409),
    ],
    # Branches and their reports
    "party-branches ICenter": [
        Stop("supervisor", "/jgzf/@@party-branches"),
        Stop(
            "supervisor",
            "/jgzf/@@party-branches",
            "errors",
            acts.enter_and_press("[name^='form.widgets.b']", "没有此人", "保存"),
            status=400,
        ),
    ],
    "branch-report ICenter": [
        Stop("teacher", "/jgzf/@@branch-report"),
        Stop(
            "teacher",
            "/jgzf/@@branch-report",
            "errors",
            acts.enter_and_press("[name='form.widgets.jwc.0.mobile']", "139", "报送"),
            status=400,
        ),
        Stop("student", "/jgzf/@@branch-report", "not allowed", status=403),
    ],
    "branch-reports ICenter": [
        Stop("supervisor", "/jgzf/@@branch-reports", empty=True),
        Stop("supervisor", "/jgzf/@@branch-reports"),
        Stop(
            "supervisor",
            "/jgzf/@@branch-reports",
            "errors",
            acts.enter_and_press("[name='form.widgets.reason']", "不对", "退回", exact=False),
            status=400,
        ),
    ],
    "summary IUnit": [
        Stop("clerk", "/jgzf/jwc/@@summary", empty=True),
        Stop("clerk", "/jgzf/jwc/@@summary?from=2026-01-01"),
        Stop(
            "clerk",
            "/jgzf/jwc/@@summary?from=2026-99-99",
            "errors",
            acts.press("保存并告知负责人"),
            status=400,
        ),
        Stop("supervisor", "/jgzf/jwc/@@summary"),
        Stop("student", "/jgzf/jwc/@@summary", "not allowed", status=403),
    ],
    "saved-summary IUnit": [Stop("clerk", "/jgzf/jwc/@@saved-summary?number=1")],
    # Statistics
    "statistics ICenter": [
        Stop("supervisor", "/jgzf/@@statistics", empty=True),
        Stop("supervisor", "/jgzf/@@statistics"),
        Stop(
            "supervisor",
            "/jgzf/@@statistics?period=year&categories=1&figures=1",
            "tables open",
            acts.unfold,
        ),
        Stop("supervisor", "/jgzf/@@statistics?sort=satisfaction_rate&unit=no", "sorted by a rate"),
        Stop("clerk", "/jgzf/@@statistics?unit=jwc", "one unit"),
        Stop("clerk", "/jgzf/@@statistics?unit=jwc&staff_member=20090417", "a person"),
        Stop("student", "/jgzf/@@statistics", "not allowed", status=403),
    ],
    "statistics-cases ICenter": [
        Stop("supervisor", "/jgzf/@@statistics-cases?measure=received", "cases of a figure"),
        Stop("clerk", "/jgzf/@@statistics-cases?measure=rated_again&target=staff", "none"),
        Stop("clerk", "/jgzf/@@statistics-cases?unit=hqc", "not allowed", status=403),
    ],
    # Panels
    "jgzf-categories IPloneSiteRoot": [
        Stop("webmaster", "/@@jgzf-categories"),
        Stop("webmaster", "/@@jgzf-categories?table=staff"),
        Stop(
            "webmaster",
            "/@@jgzf-categories",
            "errors",
            acts.clear_and_save("description"),
            status=400,
        ),
    ],
    "jgzf-working-days IPloneSiteRoot": [
        Stop("webmaster", "/@@jgzf-working-days"),
        Stop(
            "webmaster",
            "/@@jgzf-working-days",
            "errors",
            acts.save_without("[name$='working_days_to_answer']"),
            status=400,
        ),
    ],
    "jgzf-notifications IPloneSiteRoot": [
        Stop("webmaster", "/@@jgzf-notifications"),
        Stop(
            "webmaster",
            "/@@jgzf-notifications",
            "errors",
            acts.save_without("[name$='http_timeout']"),
            status=400,
        ),
    ],
    "jgzf-notification-messages IPloneSiteRoot": [
        Stop("webmaster", "/@@jgzf-notification-messages"),
    ],
    "jgzf-notification-text IPloneSiteRoot": [
        Stop("webmaster", "/@@jgzf-notification-text?message=submitted.administrators.sms"),
        Stop(
            "webmaster",
            "/@@jgzf-notification-text?message=answered.evaluator.mail",
            "preview",
            acts.press("预览"),
        ),
    ],
    "jgzf-notification-test IPloneSiteRoot": [
        Stop("webmaster", "/@@jgzf-notification-test"),
        Stop(
            "webmaster",
            "/@@jgzf-notification-test",
            "errors",
            acts.press("发送测试短信"),
            status=400,
        ),
    ],
    "jgzf-outbox IPloneSiteRoot": [
        Stop("webmaster", "/@@jgzf-outbox", empty=True),
        Stop("webmaster", "/@@jgzf-outbox", "", acts.unfold),
        Stop("webmaster", "/@@jgzf-outbox?state=failed"),
        Stop("webmaster", "/@@jgzf-outbox?state=waiting&b_start=20", "paging"),
    ],
    "jgzf-health IPloneSiteRoot": [Stop("supervisor", "/@@jgzf-health")],
    "jgzf-settings IPloneSiteRoot": [
        Stop("webmaster", "/@@jgzf-settings"),
        Stop(
            "webmaster",
            "/@@jgzf-settings",
            "errors",
            acts.save_without("form#form textarea"),
            status=400,
        ),
    ],
    # Logins that ended, and addresses that are none
    "logged-in ICenter": [Stop("teacher", "/jgzf/@@logged-in")],
    "index.html zExceptions.unauthorized.Unauthorized": [
        Stop("deputy", "/jgzf/@@evaluate-unit", "login ended", acts.send_logged_out, status=403),
        Stop(None, "/jgzf", "login asked for", ours=False),
    ],
    "index.html zExceptions.NotFound": [
        Stop("teacher", "/jgzf/jwc/20261124-000000", "no such case", status=404, ours=False),
    ],
    # A database that refuses
    "index.html builtins.OSError": [
        Stop("teacher", "/jgzf/@@evaluate-unit", "full", acts.send_to_a_full_disk, status=503),
    ],
    # On Plone's own pages
    "hnu.jgzf.entrance Interface": [
        Stop("teacher", ""),
        Stop("clerk", ""),
    ],
}

# Registered, and no page to look at: what each of them answers.
NO_PAGE = {
    "index.html ZODB.POSException.POSError": "the page of a full disk",
    "index.html transaction.interfaces.TransientError": "the page of a full disk",
    "index.html psycopg2.Error": "the page of a full disk",
    "help ICenter": "leads to one of the two guides",
    "view IFeedback": "leads to the case",
    "roster-template ICenter": "a workbook",
    "roster-export ICenter": "a workbook or a table",
    "roster-changes ICenter": "a table",
    "statistics-export ICenter": "a workbook or a table",
    "bulletin-download ICenter": "a Word file",
    "read-notices ICenter": "leads back to where the notices stand",
    "photo IStaffMember": "a picture",
    "plonejsi18n INavigationRoot": "JSON",
    "fc-delete ICenter": "JSON",
    "fc-delete IUnit": "JSON",
    "content_status_modify IEvaluation": "leads to the case",
    "content_status_history IEvaluation": "leads to the case",
    "contenthistory IEvaluation": "leads to the case",
    "contenthistorypopup IEvaluation": "leads to the case",
    "historyview IEvaluation": "leads to the case",
    "breadcrumbs_view ICenter": "part of the pages of the center",
    "breadcrumbs_view IEvaluation": "part of the pages of a case",
    "issue-order IEvaluation": "leads to the form of the unit",
    "breadcrumbs_view ISupervisionOrder": "part of the pages of an order",
    "content_status_modify ISupervisionOrder": "leads to the order",
    "content_status_history ISupervisionOrder": "leads to the order",
    "contenthistory ISupervisionOrder": "leads to the order",
    "contenthistorypopup ISupervisionOrder": "leads to the order",
    "historyview ISupervisionOrder": "leads to the order",
    "hnu.jgzf.entrance.resources Interface": "a header",
    "hnu.jgzf.script Interface": "the script of every page of ours",
    "index.html builtins.Exception": "JSON, in REST",
    "index.html hnu.jgzf.services.control_panels.PanelRefusal": "JSON, in REST",
}

# Made by Plone's form macros: what is wrong with those is on every form of Plone.
PLONE_FORMS = (
    "edit ICenter",
    "edit IUnit",
    "edit IStaffMember",
    "jgzf.Unit ICenter",
    "jgzf.StaffMember IUnit",
    "jgzf-categories IPloneSiteRoot",
    "jgzf-settings IPloneSiteRoot",
    "jgzf-working-days IPloneSiteRoot",
    "jgzf-notifications IPloneSiteRoot",
    "jgzf-notification-text IPloneSiteRoot",
    "jgzf-notification-test IPloneSiteRoot",
)
# The case, with whatever stands on its page
PRINTED = ("view IEvaluation", "disclose-identity IEvaluation")

# Plone's own pages of the same kinds, by the same people.
BARE = [
    Stop(None, "/about", ours=False),
    Stop("student", "/about", ours=False),
    Stop("webmaster", "/about", ours=False),
    Stop("webmaster", "/news", "no step possible", ours=False),
    Stop("webmaster", "/about/edit", ours=False),
    Stop("webmaster", "/about/edit", "errors", acts.save_untitled, ours=False),
    Stop("webmaster", "/files", ours=False),
    Stop("webmaster", "/files/++add++Document", ours=False),
    Stop("student", "/files/a/b/c", ours=False),
    Stop("webmaster", "/files/a/b/c/edit", ours=False),
    Stop("webmaster", "/files/a", ours=False),
    Stop("webmaster", "/about/delete_confirmation", ours=False),
    Stop("webmaster", "/folder_contents", ours=False),
    Stop("webmaster", "/@@mail-controlpanel", ours=False),
    Stop("webmaster", "/@@dateandtime-controlpanel", ours=False),
    Stop(None, "/login", ours=False),
    Stop("student", "/no-such-page", status=404, ours=False),
    Stop("student", "/closed/no-such-page", status=404, ours=False),
    Stop(None, "/closed", "login asked for", ours=False),
]

EVERY = [(key, stop) for key, stops in STOPS.items() for stop in stops]
