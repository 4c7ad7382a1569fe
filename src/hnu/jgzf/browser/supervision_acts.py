"""督办: what a supervisor can do to a case besides the steps of its life, as links on its page."""

from hnu.jgzf import _
from hnu.jgzf.domain import order_issue
from typing import NamedTuple


class Act(NamedTuple):
    """``refusal`` takes a case and answers why the current user cannot do it now, or None."""

    page: str
    title: object
    refusal: object


ACTS = (
    Act(
        "issue-order",
        _("title_issue_order", default="Issue a supervision order"),
        order_issue.refusal_about,
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
