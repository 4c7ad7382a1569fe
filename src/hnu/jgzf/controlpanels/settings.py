"""系统设置: the words around a submission (R6, R7), limits, and who may submit."""

from hnu.jgzf import _
from hnu.jgzf.controlpanels.look import LookSupport
from hnu.jgzf.controlpanels.panel import PanelView
from hnu.jgzf.interfaces.settings import ISettings
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.app.z3cform.widgets.checkbox import CheckBoxFieldWidget


class SettingsForm(LookSupport, RegistryEditForm):
    schema = ISettings
    label = _("title_settings", default="Evaluation settings")
    description = _(
        "help_settings",
        default=(
            "Texts that everybody who submits an evaluation sees, and limits for submitting. "
            "Change them with care."
        ),
    )

    def updateFields(self):
        super().updateFields()
        self.fields["submitter_groups"].widgetFactory = CheckBoxFieldWidget

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        for name in ("confirmation_prompt", "thanks_prompt"):
            self.widgets[name].rows = 5


class SettingsPanel(PanelView):
    form = SettingsForm
