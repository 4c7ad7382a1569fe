"""督办: what a supervisor can do to a case besides the steps of its life, as links on its page."""

from functools import partial
from hnu.jgzf import _
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import order_issue
from hnu.jgzf.domain import receipts
from hnu.jgzf.domain import redaction
from hnu.jgzf.domain import reminding
from hnu.jgzf.domain import transfer
from typing import NamedTuple


class Act(NamedTuple):
    """``refusal`` takes a case and answers why the current user cannot do it now, or None."""

    page: str
    title: object
    refusal: object


ACTS = (
    Act("remind", _("button_remind", default="Remind the unit"), reminding.refusal),
    Act(
        "issue-order",
        _("title_issue_order", default="Issue a supervision order"),
        order_issue.refusal_about,
    ),
    Act(
        "return-answer",
        _("title_return", default="Send the answer back"),
        partial(lifecycle.refusal, name=lifecycle.RETURN),
    ),
    Act("transfer", _("title_transfer", default="Transfer"), transfer.refusal),
    Act(
        "hide",
        _("title_hide", default="Hide the evaluation"),
        partial(hiding.refusal, hidden=True),
    ),
    Act(
        "show-again",
        _("title_show_again", default="Show the evaluation again"),
        partial(hiding.refusal, hidden=False),
    ),
    Act("redact", _("title_redact", default="Redact a passage"), redaction.refusal),
    Act(
        "renew-receipt",
        _("title_renew_receipt", default="Issue a new receipt"),
        receipts.refusal,
    ),
)


def links(case):
    """What the current user can do to ``case`` now: dicts of url and title."""
    url = case.absolute_url()
    return [
        {"url": f"{url}/@@{act.page}", "title": act.title}
        for act in ACTS
        if act.refusal(case) is None
    ]
