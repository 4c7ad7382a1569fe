"""A field for an account: an id, or what one knows of the person.

What was typed becomes the id where it means one account. It stays as it is otherwise, and the
validator says why: a table gives up what its converters refuse.
"""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.controlpanels.look import ILookLayer
from hnu.jgzf.domain import accounts
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.account import IAccount
from hnu.jgzf.interfaces.errors import Refusal
from hnu.jgzf.interfaces.texts import InvalidText
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.browser.text import TextWidget
from z3c.form.converter import FieldDataConverter
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import ITextWidget
from z3c.form.validator import SimpleFieldValidator
from z3c.form.widget import FieldWidget
from zope.component import adapter
from zope.interface import implementer
from zope.interface import implementer_only


class IAccountWidget(ITextWidget):
    """Asks for an account."""


@implementer_only(IAccountWidget)
class AccountWidget(TextWidget):
    template = ViewPageTemplateFile("templates/account.pt")

    @property
    def search_url(self):
        """Where the script finds accounts as one types; None for those who may not ask there."""
        center = roster.get_center()
        if center is None or not api.user.has_permission(config.SEARCH_ACCOUNTS, obj=center):
            return None
        return f"{center.absolute_url()}/@accounts"


@implementer(IFieldWidget)
@adapter(IAccount, ILookLayer)
def AccountFieldWidget(field, request):
    return FieldWidget(field, AccountWidget(request))


@adapter(IAccount, IAccountWidget)
class AccountConverter(FieldDataConverter):
    def toFieldValue(self, value):
        value = super().toFieldValue(value)
        try:
            return accounts.resolve(value)
        except Refusal:
            return value


class AccountValidator(SimpleFieldValidator):
    def validate(self, value, force=False):
        super().validate(value, force)
        try:
            # Of a cell of a table the context is its row.
            accounts.resolve(value, accounts.stored_in(self.view.context))
        except Refusal as refusal:
            raise InvalidText(refusal.message)


class AccountSupport:
    """Mix-in for forms that ask for accounts: saves those the portal does not know, and says so."""

    def applyChanges(self, data):
        self.warn(data)
        return super().applyChanges(data)

    def create(self, data):
        self.warn(data)
        return super().create(data)

    def warn(self, data):
        unknown = accounts.unknown(self.accounts_in(data))
        if unknown:
            message = _(
                "status_accounts_unknown",
                default=(
                    "The portal knows no such account yet: ${accounts}. Make sure that it is "
                    "written as for logging in."
                ),
                mapping={"accounts": "、".join(unknown)},
            )
            api.portal.show_message(message, self.request, "warning")

    def accounts_in(self, data):
        """User ids in the values of the form."""
        rows = data.get("administrators") or ()
        return [data.get("head"), data.get("userid"), *(row.get("userid") for row in rows)]
