"""Says in the add form what would be said when the item is added: the rest of the form stays."""

from hnu.jgzf.content import names
from z3c.form.validator import SimpleFieldValidator
from zope.interface import Invalid


class CodeValidator(SimpleFieldValidator):
    """The value can be the id of something new in the folder."""

    def validate(self, value, force=False):
        super().validate(value, force)
        message = names.why_not(self.context, value)
        if message:
            raise Invalid(message)
