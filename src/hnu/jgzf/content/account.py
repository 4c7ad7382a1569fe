from hnu.jgzf import config
from hnu.jgzf.interfaces.account import IAccount
from hnu.jgzf.interfaces.texts import printable
from zope import schema
from zope.interface import implementer


@implementer(IAccount)
class Account(schema.TextLine):
    """A person's user id. Forms and REST take her name or login as well (``domain.accounts``)."""

    def __init__(self, **options):
        super().__init__(**{"constraint": printable(config.LINE_MAX_LENGTH), **options})
