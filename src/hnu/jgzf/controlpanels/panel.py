from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class PanelView(ControlPanelFormWrapper):
    """A page among Plone's control panels, all of it in our look."""

    index = ViewPageTemplateFile("templates/panel.pt")
