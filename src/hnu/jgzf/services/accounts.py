"""Accounts by name, for those who keep the roster; and names in what they send."""

from hnu.jgzf import config
from hnu.jgzf.domain import accounts
from hnu.jgzf.interfaces.account import IAccount
from hnu.jgzf.interfaces.errors import Refusal
from hnu.jgzf.interfaces.layer import IBrowserLayer
from hnu.jgzf.services.base import Service
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.deserializer.dxfields import TextLineFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer


class AccountsGet(Service):
    """Ids and names of accounts by a part of either: a few, never all, and no mail address.

    Static/jgzf.js asks it as somebody types.
    """

    permission = config.SEARCH_ACCOUNTS

    def reply(self):
        words = self.request.form.get("q") or ""
        found, complete = accounts.suggest(words if isinstance(words, str) else "")
        return {"items": [account._asdict() for account in found], "complete": complete}


@implementer(IFieldDeserializer)
@adapter(IAccount, IDexterityContent, IBrowserLayer)
class DeserializeAccount(TextLineFieldDeserializer):
    """A name or login becomes the user id, as in the form."""

    def __call__(self, value):
        if isinstance(value, str):
            try:
                value = accounts.resolve(value, accounts.stored_in(self.context))
            except Refusal as refusal:
                raise ValueError(translate(refusal.message, context=self.request))
        return super().__call__(value)
