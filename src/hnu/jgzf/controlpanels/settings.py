"""系统设置: words around a submission (R6, R7), limits, who may submit, and the contact block."""

from hnu.jgzf import _
from hnu.jgzf.content.center import IContactBlock
from hnu.jgzf.controlpanels.look import LookSupport
from hnu.jgzf.controlpanels.look import show_error
from hnu.jgzf.controlpanels.panel import PanelForm
from hnu.jgzf.controlpanels.panel import PanelView
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import settings
from hnu.jgzf.interfaces.settings import ISettings
from plone.app.z3cform.widgets.checkbox import CheckBoxFieldWidget
from plone.base import PloneMessageFactory as plone_message
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class SettingsForm(LookSupport, PanelForm):
    """The rules are those of ``domain.settings``: one button saves all of it or nothing."""

    template = ViewPageTemplateFile("templates/settings.pt")
    schema = ISettings
    # Names of the contact block's fields as they are in REST and on the center
    ignorePrefix = True
    enable_form_tabbing = False
    default_fieldset_label = _("legend_submission", default="Submitting")
    label = _("title_settings", default="Evaluation settings")
    description = _(
        "help_settings",
        default=(
            "Texts that everybody who submits an evaluation sees, and limits for submitting. "
            "Change them with care."
        ),
    )

    @property
    def has_center(self):
        return roster.get_center() is not None

    @property
    def additionalSchemata(self):
        return (IContactBlock,) if self.has_center else ()

    def getContent(self):
        return settings.read()

    def updateFields(self):
        super().updateFields()
        self.fields["submitter_groups"].widgetFactory = CheckBoxFieldWidget

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        for name in ("confirmation_prompt", "thanks_prompt"):
            self.widgets[name].rows = 5

    def save(self, data):
        settings.save({**self.unasked(), **data})
        return [(plone_message("Changes saved."), "info")]

    def unasked(self):
        """The contact block of a form that was opened while there was a center."""
        if self.has_center:
            return {}
        sent = {name: self.request.form.get(f"form.widgets.{name}") for name in settings.CONTACT}
        return {name: value for name, value in sent.items() if value}

    def show(self, errors, data):
        widgets = [self.widgets, *(group.widgets for group in self.groups)]
        for name, message in errors:
            for widget in [found[name] for found in widgets if name in found]:
                show_error(self, widget, message)


class SettingsPanel(PanelView):
    form = SettingsForm
