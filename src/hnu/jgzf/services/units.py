from hnu.jgzf.domain import roster
from hnu.jgzf.serializers.unit import unit_reference
from hnu.jgzf.services.base import Service


class UnitsGet(Service):
    """Units that can be evaluated, for the forms, by the reading of their names."""

    permission = "hnu.jgzf: View evaluations"

    def reply(self):
        return {
            "items": [
                {"@id": unit.absolute_url(), **unit_reference(unit.code, unit.title)}
                for unit in roster.active_units()
            ]
        }
