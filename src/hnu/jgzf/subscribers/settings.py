"""A setting keeps the rule of its field, whichever way it is changed."""

from hnu.jgzf.domain import settings
from hnu.jgzf.interfaces.errors import BadRequest
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.settings import ISettings
from plone.registry.interfaces import IRecordModifiedEvent
from zope.component import adapter


@adapter(ISettings, IRecordModifiedEvent)
def check_setting(records, event):
    record = event.record
    try:
        settings.check({record.fieldName: event.newValue})
    except InvalidInput as refusal:
        # The registry has stored it already, and a script may go on and commit.
        record.__parent__.records._values[record.__name__] = event.oldValue
        raise BadRequest(refusal.message)
