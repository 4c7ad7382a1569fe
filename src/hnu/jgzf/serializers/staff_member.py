from hnu.jgzf.content.staff_member import IStaffMember
from hnu.jgzf.interfaces.layer import IBrowserLayer
from plone import api
from plone.restapi.interfaces import ISerializeToJson
from zope.component import adapter
from zope.interface import implementer


def staff_member_reference(employee_number, name):
    """A person wherever another thing names her."""
    return {"employee_number": employee_number, "name": name}


def list_item(person):
    """A person as members meet her (R5): no account."""
    return {
        **staff_member_reference(person.employee_number, person.title),
        "position": person.position,
        "photo": f"{person.absolute_url()}/@@photo" if person.photo is not None else None,
    }


@implementer(ISerializeToJson)
@adapter(IStaffMember, IBrowserLayer)
class SerializeStaffMember:
    """Her account too, for those who may see that: nobody else gets an answer at all."""

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self, version=None, include_items=True):
        person = self.context
        result = {
            "@id": person.absolute_url(),
            "@type": person.portal_type,
            **list_item(person),
            "active": person.active,
        }
        if api.user.has_permission("View", obj=person):
            result["userid"] = person.userid
        return result
