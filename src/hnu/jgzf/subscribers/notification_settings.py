"""A setting of messages keeps its rule, whichever way it is changed."""

from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.notifications import panel
from hnu.jgzf.subscribers import records
from plone.registry.interfaces import IRecordModifiedEvent
from zope.component import adapter


@adapter(INotificationSettings, IRecordModifiedEvent)
def check_setting(settings, event):
    try:
        panel.check({event.record.fieldName: event.newValue})
    except InvalidInput as refusal:
        records.put_back(event.record, event.oldValue)
        raise records.bad_request(refusal)
