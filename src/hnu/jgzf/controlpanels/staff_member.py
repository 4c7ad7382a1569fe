"""Plone's add and edit forms of a staff member."""

from hnu.jgzf.content.staff_member import IStaffMember
from hnu.jgzf.controlpanels.account import AccountSupport
from hnu.jgzf.controlpanels.codes import CodeValidator
from hnu.jgzf.controlpanels.look import LookSupport
from hnu.jgzf.controlpanels.photo import PhotoFieldWidget
from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.add import DefaultAddView
from plone.dexterity.browser.edit import DefaultEditForm
from plone.dexterity.interfaces import IDexterityEditForm
from plone.z3cform.layout import FormWrapper
from z3c.form import validator
from zope.interface import implementer


class StaffMemberFormSupport(AccountSupport, LookSupport):
    files = ("form.widgets.photo",)

    def updateFields(self):
        super().updateFields()
        self.fields["photo"].widgetFactory = PhotoFieldWidget


class StaffMemberAddForm(StaffMemberFormSupport, DefaultAddForm):
    """The employee number becomes the id."""


class StaffMemberAddView(DefaultAddView):
    form = StaffMemberAddForm


class StaffMemberEditForm(StaffMemberFormSupport, DefaultEditForm):
    """The employee number is shown, not asked for."""


@implementer(IDexterityEditForm)
class StaffMemberEditView(FormWrapper):
    form = StaffMemberEditForm


class EmployeeNumberValidator(CodeValidator):
    """Of the employee number in the add form."""


validator.WidgetValidatorDiscriminators(
    EmployeeNumberValidator, view=StaffMemberAddForm, field=IStaffMember["employee_number"]
)
