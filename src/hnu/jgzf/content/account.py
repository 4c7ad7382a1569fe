from hnu.jgzf.interfaces.account import IAccount
from zope import schema
from zope.interface import implementer


@implementer(IAccount)
class Account(schema.TextLine):
    """A person's user id. Forms and REST take her name or login as well (``domain.accounts``)."""
