from zope.schema.interfaces import ITextLine


class IAccount(ITextLine):
    """A field that holds a user id."""
