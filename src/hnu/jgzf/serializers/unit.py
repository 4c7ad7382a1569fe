from hnu.jgzf import config
from hnu.jgzf.content.unit import IUnit
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.layer import IBrowserLayer
from hnu.jgzf.serializers.dates import serialize_moment
from plone import api
from plone.restapi.interfaces import ISerializeToJson
from zope.component import adapter
from zope.interface import implementer


def unit_reference(code, title):
    """A unit wherever another thing names it."""
    return {"code": code, "title": title}


@implementer(ISerializeToJson)
@adapter(IUnit, IBrowserLayer)
class SerializeUnit:
    """Accounts, mobile and QQ numbers only for those who may see the administrators."""

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self, version=None, include_items=True):
        unit = self.context
        host = roster.get_unit(unit.host_unit)
        result = {
            "@id": unit.absolute_url(),
            "@type": unit.portal_type,
            **unit_reference(unit.code, unit.title),
            "active": unit.active,
            "party_branch": unit.party_branch,
            "host_unit": unit_reference(host.code, host.title) if host is not None else None,
        }
        if api.user.has_permission(config.VIEW_ADMINISTRATORS, obj=unit):
            result["head"] = unit.head
            result["administrators"] = [
                {
                    **row,
                    "from": serialize_moment(row.get("from")),
                    "until": serialize_moment(row.get("until")),
                }
                for row in unit.administrators or ()
            ]
            result["people_without_account"] = len(conflicts.without_account(unit))
        return result
