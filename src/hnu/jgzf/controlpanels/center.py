"""Plone's edit form of the center, in our look."""

from hnu.jgzf.controlpanels.look import LookSupport
from plone.dexterity.browser.edit import DefaultEditForm
from plone.dexterity.interfaces import IDexterityEditForm
from plone.z3cform.layout import FormWrapper
from zope.interface import implementer


class CenterEditForm(LookSupport, DefaultEditForm):
    """Title, summary and contact block (R36)."""


@implementer(IDexterityEditForm)
class CenterEditView(FormWrapper):
    form = CenterEditForm
