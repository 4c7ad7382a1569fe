from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import categories
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.services.base import Service


class CategoriesGet(Service):
    """R8: categories with their descriptions, by kind of target, in the order of the table."""

    permission = "hnu.jgzf: View evaluations"

    def reply(self):
        target = self.request.form.get("target")
        if target not in config.TARGETS:
            message = _("error_target", default="Send “unit” or “staff”.")
            raise InvalidInput((FieldError("target", message),))
        return {
            "items": [
                {
                    "token": category.token,
                    "title": category.title,
                    "descriptions": [row._asdict() for row in category.descriptions],
                }
                for category in categories.active_categories(target)
            ]
        }
