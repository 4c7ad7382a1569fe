"""The university's days make sense, whichever way they are changed."""

from hnu.jgzf.domain import university_days
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.working_days import IWorkingDays
from hnu.jgzf.subscribers import records
from plone.registry.interfaces import IRecordModifiedEvent
from zope.component import adapter


@adapter(IWorkingDays, IRecordModifiedEvent)
def check_days(settings, event):
    if event.record.fieldName != "days":
        return
    try:
        university_days.check(event.newValue or [])
    except InvalidInput as refusal:
        records.put_back(event.record, event.oldValue or [])
        raise records.bad_request(refusal)
