"""A setting keeps the rule of its field, whichever way it is changed."""

from hnu.jgzf.domain import settings
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.settings import ISettings
from hnu.jgzf.subscribers import records
from plone.registry.interfaces import IRecordModifiedEvent
from zope.component import adapter


@adapter(ISettings, IRecordModifiedEvent)
def check_setting(settings_records, event):
    try:
        settings.check({event.record.fieldName: event.newValue})
    except InvalidInput as refusal:
        records.put_back(event.record, event.oldValue)
        raise records.bad_request(refusal)
