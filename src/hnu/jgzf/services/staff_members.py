from hnu.jgzf import _
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import staff_directory
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.serializers.staff_member import list_item
from hnu.jgzf.services.base import Service


class StaffMembersGet(Service):
    """R5: the people of one unit. Members see them here and on our pages only."""

    permission = "hnu.jgzf: Submit evaluation"

    def reply(self):
        people = staff_directory.people_of(self.unit())
        return {"items": [list_item(person) for person in people]}

    def unit(self):
        code = self.request.form.get("unit") or ""
        unit = roster.get_unit(code) if isinstance(code, str) else None
        if not code:
            message = _("error_unit", default="Choose a unit.")
        elif unit is None:
            message = _("error_unit_unknown", default="There is no such unit.")
        elif not unit.active:
            message = _(
                "error_unit_inactive",
                default="This unit is no longer in use. Choose another one.",
            )
        else:
            return unit
        raise InvalidInput((FieldError("unit", message),))
