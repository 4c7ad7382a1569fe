from hnu.jgzf.content.center import ICenter
from hnu.jgzf.interfaces.layer import IBrowserLayer
from plone.restapi.interfaces import ISerializeToJson
from zope.component import adapter
from zope.interface import implementer


@implementer(ISerializeToJson)
@adapter(ICenter, IBrowserLayer)
class SerializeCenter:
    """Title and contact block (R36); units are listed by ``@units``."""

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self, version=None, include_items=True):
        center = self.context
        return {
            "@id": center.absolute_url(),
            "@type": center.portal_type,
            "title": center.title,
            "description": center.description,
            "contact": {
                "office": center.contact_office,
                "phone": center.contact_phone,
                "mail": center.contact_mail,
                "note": center.contact_note,
            },
        }
