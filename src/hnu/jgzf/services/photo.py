"""A photo in what somebody sends: base64, and no other encoding that there is a codec for."""

from hnu.jgzf import _
from hnu.jgzf.content.staff_member import IStaffMember
from hnu.jgzf.interfaces.layer import IBrowserLayer
from plone.namedfile.interfaces import INamedBlobImageField
from plone.restapi.deserializer.dxfields import NamedFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer


ENCODING = "base64"
# Of plone.restapi; "download" stands in what it serializes, and leaves the photo as it is.
TEXTS = ("data", "encoding", "filename", "content-type", "download")


@implementer(IFieldDeserializer)
@adapter(INamedBlobImageField, IStaffMember, IBrowserLayer)
class DeserializePhoto(NamedFieldDeserializer):
    """``{"data", "encoding": "base64"}``, or null for no photo.

    plone.restapi's own decodes by any codec of Python, those included that make much out of
    little, and fails with what is no text.
    """

    def __call__(self, value):
        if value is not None and not is_photo(value):
            message = _("error_photo_sent", default="Send the photo as base64, or null.")
            raise ValueError(translate(message, context=self.request))
        return super().__call__(value)


def is_photo(value):
    if not isinstance(value, dict) or value.keys() - set(TEXTS):
        return False
    if not all(part is None or isinstance(part, str) for part in value.values()):
        return False
    return "data" not in value or (
        isinstance(value["data"], str) and value.get("encoding") == ENCODING
    )
