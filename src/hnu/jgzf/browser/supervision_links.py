"""Where the desk leads to: a row of buttons, each for whoever may open its page."""

from hnu.jgzf import _
from hnu.jgzf.domain import roster
from typing import NamedTuple


class Link(NamedTuple):
    """``page`` is the name of a view of the center, ``icon`` one of static/icons.svg."""

    page: str
    title: object
    icon: str


# A page that is not there, or that the viewer may not open, has no button.
LINKS = (
    Link("enter-evaluation", _("link_enter_evaluation", default="Enter an evaluation"), "plus"),
    Link("supervision-orders", _("link_supervision_orders", default="Supervision orders"), "file"),
    Link("branch-reports", _("link_branch_reports", default="Reports of branches"), "users"),
    Link("roster", _("title_roster", default="Import and export the roster"), "users"),
    Link("roster-gaps", _("title_roster_gaps", default="What the roster lacks"), "alert"),
    Link("supervision-log", _("title_supervision_log", default="Supervision log"), "lock"),
)


def links():
    """The buttons of the current user: dicts of url, title and icon."""
    center = roster.get_center()
    return [
        {
            "url": f"{center.absolute_url()}/@@{link.page}",
            "title": link.title,
            "icon": link.icon,
        }
        for link in LINKS
        if center.restrictedTraverse(f"@@{link.page}", None) is not None
    ]
