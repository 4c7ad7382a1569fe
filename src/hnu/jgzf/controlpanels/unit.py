"""Plone's add and edit forms of a unit, with its administrators in a table (R32)."""

from hnu.jgzf.content.unit import IUnit
from hnu.jgzf.controlpanels.account import AccountSupport
from hnu.jgzf.controlpanels.codes import CodeValidator
from hnu.jgzf.controlpanels.look import GridFieldWidget
from hnu.jgzf.controlpanels.look import GridSupport
from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.add import DefaultAddView
from plone.dexterity.browser.edit import DefaultEditForm
from plone.dexterity.interfaces import IDexterityEditForm
from plone.z3cform.layout import FormWrapper
from z3c.form import validator
from zope.interface import implementer


class UnitFormSupport(AccountSupport, GridSupport):
    def updateFields(self):
        super().updateFields()
        if "administrators" in self.fields:
            self.fields["administrators"].widgetFactory = GridFieldWidget


class UnitAddForm(UnitFormSupport, DefaultAddForm):
    """The unit's code becomes its id."""


class UnitAddView(DefaultAddView):
    form = UnitAddForm


class UnitEditForm(UnitFormSupport, DefaultEditForm):
    """The code is shown, not asked for."""


@implementer(IDexterityEditForm)
class UnitEditView(FormWrapper):
    form = UnitEditForm


class UnitCodeValidator(CodeValidator):
    """Of the code in the add form."""


validator.WidgetValidatorDiscriminators(UnitCodeValidator, view=UnitAddForm, field=IUnit["code"])
