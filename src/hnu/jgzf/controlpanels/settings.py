"""系统设置: the words of the notice that evaluators see around a submission (R6, R7)."""

from hnu.jgzf import _
from hnu.jgzf.controlpanels.look import LookSupport
from hnu.jgzf.controlpanels.panel import PanelView
from hnu.jgzf.interfaces.settings import ISettings
from plone.app.registry.browser.controlpanel import RegistryEditForm


class SettingsForm(LookSupport, RegistryEditForm):
    schema = ISettings
    label = _("title_settings", default="Evaluation settings")
    description = _(
        "help_settings",
        default="Texts that everybody who submits an evaluation sees. Change them with care.",
    )


class SettingsPanel(PanelView):
    form = SettingsForm
