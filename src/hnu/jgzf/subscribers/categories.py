"""A category row that was used stays, whichever way the table is changed."""

from hnu.jgzf.domain import categories
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.settings import ICategoryTables
from hnu.jgzf.subscribers import records
from plone.registry.interfaces import IRecordModifiedEvent
from zope.component import adapter
import transaction


@adapter(ICategoryTables, IRecordModifiedEvent)
def check_table(tables, event):
    target = event.record.fieldName
    old_rows = event.oldValue or []
    try:
        categories.check_table(target, old_rows, event.newValue or [])
    except InvalidInput as refusal:
        _put_back(event.record, target, old_rows)
        raise records.bad_request(refusal)


def _put_back(record, target, old_rows):
    records.put_back(record, old_rows)
    try:
        categories.check_table(target, old_rows, old_rows)
    except InvalidInput:
        # Somebody changed the stored list itself and there is nothing to put back.
        transaction.doom()
