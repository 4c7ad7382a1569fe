"""Names that are stored in somebody's database: never change one without an upgrade step."""

from datetime import timedelta
from datetime import timezone


# A fixed offset, for ZODB cannot store a ZoneInfo; China has had no summer time since 1991.
TIMEZONE = timezone(timedelta(hours=8), "Asia/Shanghai")

CENTER_ID = "jgzf"
CATALOG_ID = "evaluation_catalog"

CENTER_TYPE = "jgzf.Center"
UNIT_TYPE = "jgzf.Unit"
STAFF_MEMBER_TYPE = "jgzf.StaffMember"
EVALUATION_TYPE = "jgzf.Evaluation"
FEEDBACK_TYPE = "jgzf.Feedback"
ORDER_TYPE = "jgzf.SupervisionOrder"
TYPES = (
    CENTER_TYPE,
    UNIT_TYPE,
    STAFF_MEMBER_TYPE,
    EVALUATION_TYPE,
    FEEDBACK_TYPE,
    ORDER_TYPE,
)

ROLE_UNIT_ADMINISTRATOR = "Unit Administrator"
ROLE_SUPERVISOR = "Evaluation Supervisor"
ROLE_EVALUATOR = "Evaluation Author"
ROLE_CLOCK = "Evaluation Clock"
ROLE_ORDER_READER = "Supervision Order Reader"
ROLES = (
    ROLE_UNIT_ADMINISTRATOR,
    ROLE_SUPERVISOR,
    ROLE_EVALUATOR,
    ROLE_CLOCK,
    ROLE_ORDER_READER,
)

# Titles of permissions that several rooms ask for
VIEW_ADMINISTRATORS = "hnu.jgzf: View administrators"
SEARCH_ACCOUNTS = "hnu.jgzf: Search accounts"
VIEW_STATISTICS = "hnu.jgzf: View statistics"
MAKE_BULLETINS = "hnu.jgzf: Make bulletins"

# Our stylesheet in Plone's resource registry
BUNDLE = "hnu-jgzf"

WORKFLOW_ID = "jgzf_evaluation_workflow"

SUBMITTED = "submitted"
ANSWERED = "answered"
RATED = "rated"
CLOSED = "closed"
STATES = (SUBMITTED, ANSWERED, RATED, CLOSED)

# 督办单
ORDER_WORKFLOW_ID = "jgzf_order_workflow"
ORDER_ISSUED = "issued"
ORDER_ACKNOWLEDGED = "acknowledged"
ORDER_ANSWERED = "answered"
ORDER_ENDED = "ended"
ORDER_STATES = (ORDER_ISSUED, ORDER_ACKNOWLEDGED, ORDER_ANSWERED, ORDER_ENDED)
ORDER_CASES_AT_MOST = 20
# How far ahead its deadline can lie, in days
ORDER_DUE_AT_MOST = 366

# R16: what became of the matter
RESOLVED = "resolved"
EXPLAINED = "explained"
DEFERRED = "deferred"
OUTCOMES = (RESOLVED, EXPLAINED, DEFERRED)

# R22, best first
SATISFACTION_LEVELS = (
    "very_satisfied",
    "satisfied",
    "neutral",
    "dissatisfied",
    "very_dissatisfied",
)
DISSATISFIED_LEVELS = SATISFACTION_LEVELS[3:]

# R1: what an evaluation can be about; also the names of the two category tables
TARGET_UNIT = "unit"
TARGET_STAFF = "staff"
TARGETS = (TARGET_UNIT, TARGET_STAFF)

# R10: how somebody without an account was heard
HEARD_BY = ("phone", "mail", "visit", "letter")
# So many days may lie between that and the entry
HEARD_AT_MOST_AGO = 60

# R14; the default of a setting
WORKING_DAYS_TO_ANSWER = 5

# The university's own days: what a row of its calendar says of them
DAY_OFF = "off"
DAY_WORKING = "working"
DAY_VACATION = "vacation"
DAY_KINDS = (DAY_OFF, DAY_WORKING, DAY_VACATION)
DAY_NOTE_MAX_LENGTH = 60
# From the first notice of the State Council that moved working days
FIRST_CALENDAR_YEAR = 2001
LAST_CALENDAR_YEAR = 2100

TOPIC_MAX_LENGTH = 60
TEXT_MIN_LENGTH = 10
TEXT_MAX_LENGTH = 2000
COMMENT_MAX_LENGTH = 500
# Requirements of a bulletin
BULLETIN_TEXT_MAX_LENGTH = 4000
CONTACT_MAX_LENGTH = 100

# What a webmaster enters: prompts, lines and note of the contact block, category tables
PROMPT_MAX_LENGTH = 500
LINE_MAX_LENGTH = 100
NOTE_MAX_LENGTH = 500
CATEGORY_MAX_LENGTH = 40
DESCRIPTION_MAX_LENGTH = 200

# How far ahead a matter can be put off, in days
PLANNED_AT_MOST = 730

DISCLOSURES_PER_WEEK = 3

# The most that can be chosen for how long evaluators are known after their case was closed
ANONYMISE_AFTER_AT_MOST = 100

# How many units' people a member may list within an hour
STAFF_LISTS_PER_HOUR = 20

# What the supervisors' log tells of: acts in an office
ACT_DISCLOSE = "disclose"
ACT_CLOSE = "close"
ACT_REOPEN = "reopen"
ACT_ENTER = "enter"
ACT_RATE = "rate"
ACT_REMIND = "remind"
ACT_RETURN = "return"
ACT_TRANSFER = "transfer"
ACT_HIDE = "hide"
ACT_SHOW = "show"
ACT_REDACT = "redact"
ACT_ISSUE_ORDER = "issue_order"
ACT_ACKNOWLEDGE_ORDER = "acknowledge_order"
ACT_ANSWER_ORDER = "answer_order"
ACT_RETURN_ORDER = "return_order"
ACT_END_ORDER = "end_order"
ACT_ACCEPT_REPORT = "accept_report"
ACT_DECLINE_REPORT = "decline_report"
ACT_ISSUE_BULLETIN = "issue_bulletin"
ACT_ANONYMISE = "anonymise"
ACTS = (
    ACT_DISCLOSE,
    ACT_CLOSE,
    ACT_REOPEN,
    ACT_ENTER,
    ACT_RATE,
    ACT_REMIND,
    ACT_RETURN,
    ACT_TRANSFER,
    ACT_HIDE,
    ACT_SHOW,
    ACT_REDACT,
    ACT_ISSUE_ORDER,
    ACT_ACKNOWLEDGE_ORDER,
    ACT_ANSWER_ORDER,
    ACT_RETURN_ORDER,
    ACT_END_ORDER,
    ACT_ACCEPT_REPORT,
    ACT_DECLINE_REPORT,
    ACT_ISSUE_BULLETIN,
    ACT_ANONYMISE,
)

# What can happen to a case or an order that somebody is told (notifications.kinds)
FACT_SUBMITTED = "submitted"
FACT_ANSWERED = "answered"
FACT_DISSATISFIED = "dissatisfied"
FACT_DUE_SOON = "due_soon"
FACT_OVERDUE = "overdue"
FACT_LONG_OVERDUE = "long_overdue"
FACT_CLOSING_SOON = "closing_soon"
FACT_CLOSED = "closed"
FACT_REOPENED = "reopened"
FACT_RESUMED = "resumed"
FACT_DISCLOSED = "disclosed"
FACT_REMINDED = "reminded"
FACT_RETURNED = "returned"
FACT_TRANSFERRED = "transferred"
FACT_HIDDEN = "hidden"
FACT_SHOWN = "shown"
FACT_REDACTED = "redacted"
FACT_ORDER_ISSUED = "order_issued"
FACT_ORDER_ANSWERED = "order_answered"
FACT_ORDER_RETURNED = "order_returned"
FACT_ORDER_ENDED = "order_ended"
FACT_ORDER_OVERDUE = "order_overdue"
FACT_SUMMED_UP = "summed_up"
FACTS = (
    FACT_SUBMITTED,
    FACT_ANSWERED,
    FACT_DISSATISFIED,
    FACT_DUE_SOON,
    FACT_OVERDUE,
    FACT_LONG_OVERDUE,
    FACT_CLOSING_SOON,
    FACT_CLOSED,
    FACT_REOPENED,
    FACT_RESUMED,
    FACT_DISCLOSED,
    FACT_REMINDED,
    FACT_RETURNED,
    FACT_TRANSFERRED,
    FACT_HIDDEN,
    FACT_SHOWN,
    FACT_REDACTED,
    FACT_ORDER_ISSUED,
    FACT_ORDER_ANSWERED,
    FACT_ORDER_RETURNED,
    FACT_ORDER_ENDED,
    FACT_ORDER_OVERDUE,
    FACT_SUMMED_UP,
)

# Who is told, and how
TO_ADMINISTRATORS = "administrators"
TO_EVALUATOR = "evaluator"
TO_HEAD = "head"
TO_SUPERVISORS = "supervisors"
RECIPIENTS = (TO_ADMINISTRATORS, TO_EVALUATOR, TO_HEAD, TO_SUPERVISORS)
SMS = "sms"
MAIL = "mail"
NOTICE = "notice"
CHANNELS = (SMS, MAIL, NOTICE)
