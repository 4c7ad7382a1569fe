"""What every page of ours has: navigation, icons, our look, and no place in a shared cache."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import login
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import submission
from hnu.jgzf.domain import supervision_desk
from hnu.jgzf.domain.statistics import access
from plone import api
from Products.CMFPlone.resources import add_bundle_on_request
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate


class PageSupport:
    """Mix-in for views and forms; templates reach it as ``view``.

    ``macros`` (templates/macros.pt) has the page header and the parts that pages share.
    """

    macros = ViewPageTemplateFile("templates/macros.pt")

    # Which entry of our navigation is the current one; None for none of them.
    here = None

    def prepare(self):
        """Our bundle, no portlets, and no place in a shared cache: the answer differs by viewer."""
        self.use_bundle()
        self.keep_private()
        for column in ("plone.leftcolumn", "plone.rightcolumn"):
            self.request.set(f"disable_{column}", 1)

    def use_bundle(self):
        add_bundle_on_request(self.request, config.BUNDLE)

    def keep_private(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")

    @cached_property
    def center(self):
        return roster.get_center()

    @cached_property
    def center_url(self):
        return self.center.absolute_url()

    @cached_property
    def userid(self):
        return api.user.get_current().getId()

    @cached_property
    def account_mark(self):
        """By this a form knows its account again; see ``domain.login``. None for nobody."""
        return login.account_mark(self.userid) if self.userid else None

    @cached_property
    def units(self):
        """Units whose cases this person deals with: all for supervisors."""
        return roster.units_in_charge()

    @cached_property
    def is_supervisor(self):
        return roster.is_supervisor()

    @cached_property
    def may_submit(self):
        return submission.may_submit()

    @cached_property
    def mine(self):
        """Brains of this person's own cases, newest first."""
        return listings.of_evaluator(self.userid)

    @cached_property
    def to_rate(self):
        """Own cases whose answer waits for a rating."""
        return [brain for brain in self.mine if brain.state == config.ANSWERED]

    @cached_property
    def to_rate_count(self):
        """How many these are: every page of ours says so, and the entrance. None of nobody's."""
        return listings.to_rate_count(self.userid) if self.userid else 0

    @cached_property
    def pending(self):
        """待处理: brains of the cases that wait for this person's units, due soonest first."""
        return listings.pending([unit.code for unit in self.units])

    def navigation(self):
        """Entries of our own page header: dicts of id, url, title, current, count, count_unit."""
        entries = [("wall", "", _("nav_wall", default="Evaluations"))]
        if self.may_submit:
            entries += [
                ("unit", "/@@evaluate-unit", _("nav_evaluate_unit", default="Evaluate a unit")),
                (
                    "staff",
                    "/@@evaluate-staff",
                    _("nav_evaluate_staff", default="Evaluate a person"),
                ),
            ]
        if self.units:
            entries.append(
                ("manage", "/@@manage-evaluations", _("nav_manage", default="Manage evaluations"))
            )
        if api.user.has_permission(supervision_desk.PERMISSION, obj=self.center):
            entries.append(
                ("supervision", "/@@supervision", _("nav_supervision", default="Supervision"))
            )
        if access.may_see_any():
            entries.append(
                ("statistics", "/@@statistics", _("nav_statistics", default="Statistics"))
            )
        entries.append(("me", "/@@my-evaluations", _("nav_mine", default="My evaluations")))
        counts = {
            "me": (
                self.to_rate_count,
                _("count_to_rate", default="evaluations wait for your rating"),
            ),
            "manage": (
                listings.pending_count([unit.code for unit in self.units]),
                _("count_pending", default="evaluations wait for your answer"),
            ),
        }
        return [
            {
                "id": name,
                "url": self.center_url + path,
                "title": title,
                "current": "page" if name == self.here else None,
                "count": counts.get(name, (0, ""))[0],
                "count_unit": counts.get(name, (0, ""))[1],
            }
            for name, path, title in entries
        ]

    def icon(self, name):
        """Markup of an icon of static/icons.svg: decoration, so hidden from screen readers."""
        use = f'<use href="{self.icons_url}#i-{name}"></use>'
        return f'<svg class="jz-i" aria-hidden="true">{use}</svg>'

    @cached_property
    def icons_url(self):
        # Without the host: a page of twenty cases has a hundred icons.
        return f"{api.portal.get().absolute_url_path()}/++plone++hnu.jgzf/icons.svg"

    def translate(self, message):
        return translate(message, context=self.request)

    @property
    def contact_phone_address(self):
        """The Center's phone number without what a telephone does not dial."""
        return "".join(char for char in self.center.contact_phone if char in "+-0123456789")

    long_date = staticmethod(dates.long_date)
    short_date = staticmethod(dates.short_date)


class Page(PageSupport, BrowserView):
    """A page of ours without a form: set ``index`` in ZCML by ``template``."""

    def __call__(self):
        self.prepare()
        self.update()
        return self.index()

    def update(self):
        """Read what the template shows."""
