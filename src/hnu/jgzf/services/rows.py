"""Rows of a table in what somebody sends: what is none is refused in words."""

from collective.z3cform.datagridfield.deserializer import DatagridRowDeserializer
from collective.z3cform.datagridfield.interfaces import IRow
from hnu.jgzf import _
from hnu.jgzf.interfaces.layer import IBrowserLayer
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.interfaces import IFieldDeserializer
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer


@implementer(IFieldDeserializer)
@adapter(IRow, IDexterityContent, IBrowserLayer)
class DeserializeRow(DatagridRowDeserializer):
    """A unit's administrators: the add-on's own takes every row for an object of right types."""

    def __call__(self, value):
        try:
            return super().__call__(value)
        except (AttributeError, TypeError):
            message = _("error_rows", default="Send a list of rows.")
            raise ValueError(translate(message, context=self.request)) from None
