"""Our panels in plone.restapi's ``@controlpanels``, in which the portal lists its own.

``@controlpanels`` belongs to the portal: it asks for "plone.restapi: Use REST API" and "Plone Site
Setup: Overview" there, and answers 401 to those who lack them. The panel's own permission is asked
for here. Adapters of our layer answer for our names and for no other.
"""

from hnu.jgzf import config
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import category_tables
from hnu.jgzf.domain import settings
from hnu.jgzf.domain import working_days
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import Refusal
from hnu.jgzf.interfaces.layer import IBrowserLayer
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.interfaces.settings import ICategoryTables
from hnu.jgzf.interfaces.settings import ISettings
from hnu.jgzf.interfaces.working_days import IWorkingDays
from hnu.jgzf.notifications import panel as notifications
from hnu.jgzf.services import body
from hnu.jgzf.services import errors
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.controlpanels import IControlpanel
from plone.restapi.controlpanels import RegistryConfigletPanel
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import ISerializeToJson
from Products.Five.browser import BrowserView
from zExceptions import BadRequest
from zope.component import adapter
from zope.interface import alsoProvides
from zope.interface import implementer


class PanelRefusal(BadRequest):
    """Carries a Refusal out of plone.restapi's service, which knows no way to refuse."""

    def __init__(self, refusal):
        super().__init__(refusal)
        self.refusal = refusal


@adapter(PanelRefusal, IBrowserLayer)
class PanelRefusalView(BrowserView):
    """Our form of an error, as at the center."""

    def __call__(self):
        response = self.request.response
        content = errors.describe_refusal(self.context.refusal, self.request)
        errors.set_headers(response)
        response.setBody(errors.to_json(content), lock=1)
        response.setStatus(response.getStatus(), lock=1)


class IPanel(IControlpanel):
    """One of our panels."""


@implementer(IPanel)
@adapter(IPloneSiteRoot, IBrowserLayer)
class Panel(RegistryConfigletPanel):
    """``permission`` is the title of the panel's own."""

    configlet_category_id = "Products"
    permission = None
    # For those to whom the portal does not show the panel
    title = group = ""

    def read(self):
        """The values by name."""

    def save(self, sent):
        """Store those of ``sent`` that there are here; raises a Refusal."""


class SettingsPanel(Panel):
    schema = ISettings
    configlet_id = "jgzf-settings"
    permission = "hnu.jgzf: Manage settings"

    def read(self):
        values = settings.read()
        return {**values, "submitter_groups": list(values["submitter_groups"] or ())}

    def save(self, sent):
        settings.save({name: value for name, value in sent.items() if name in settings.FIELDS})


class CategoriesPanel(Panel):
    schema = ICategoryTables
    configlet_id = "jgzf-categories"
    permission = "hnu.jgzf: Manage categories"

    def read(self):
        return {target: categories.complete(target) for target in config.TARGETS}

    def save(self, sent):
        tables = {target: sent[target] for target in config.TARGETS if target in sent}
        category_tables.replace(tables)


class WorkingDaysPanel(Panel):
    schema = IWorkingDays
    configlet_id = "jgzf-working-days"
    permission = "hnu.jgzf: Manage working days"

    def read(self):
        values = working_days.read()
        tables = {
            name: [
                {**row, "from": row["from"].isoformat(), "until": row["until"].isoformat()}
                for row in values[name] or ()
            ]
            for name in ("days", "terms")
        }
        return {**values, **tables, "complete_years": list(values["complete_years"] or ())}

    def save(self, sent):
        working_days.save({name: sent[name] for name in working_days.FIELDS if name in sent})


class NotificationsPanel(Panel):
    """Without the gateways' secrets, which no program reads or writes."""

    schema = INotificationSettings
    configlet_id = "jgzf-notifications"
    permission = "hnu.jgzf: Manage notifications"

    def read(self):
        return notifications.read()

    def save(self, sent):
        known = {name: value for name, value in sent.items() if name in notifications.FIELDS}
        notifications.save(known)


def obey(panel, act):
    """What ``act()`` answers, for those who may use ``panel``; refusals in our form."""
    try:
        if not api.user.has_permission(panel.permission):
            raise NotPermitted(errors.FORBIDDEN)
        return act()
    except Refusal as refusal:
        raise PanelRefusal(refusal)


@implementer(ISerializeToJson)
@adapter(IPanel)
class SerializePanel:
    def __init__(self, panel):
        self.panel = panel

    def __call__(self):
        panel = self.panel
        errors.set_headers(panel.request.response)
        return {
            "@id": f"{panel.context.absolute_url()}/@controlpanels/{panel.configlet_id}",
            "title": panel.title,
            "group": panel.group,
            "data": obey(panel, panel.read),
        }


@implementer(IDeserializeFromJson)
@adapter(IPanel)
class DeserializePanel:
    def __init__(self, panel):
        self.panel = panel

    def __call__(self):
        obey(self.panel, self.save)

    def save(self):
        request = self.panel.request
        body.check_content_type(request)
        body.check_size(request)
        alsoProvides(request, IDisableCSRFProtection)
        self.panel.save(body.read_object(request))
