"""A category row that was used stays, whichever way the table is changed."""

from hnu.jgzf.domain import categories
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.settings import ICategoryTables
from plone.registry.interfaces import IRecordModifiedEvent
from zope.component import adapter


@adapter(ICategoryTables, IRecordModifiedEvent)
def check_table(tables, event):
    record = event.record
    try:
        categories.check_table(record.fieldName, event.oldValue or [], event.newValue or [])
    except InvalidInput:
        # The registry has stored the value already; a script may go on and commit.
        record.__registry__._records._values[record.__name__] = event.oldValue
        raise
