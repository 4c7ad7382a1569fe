"""What a browser can send of the webmaster's forms: Plone's widgets fail at anything else.

Zope makes lists, numbers and records of a parameter whose name says so, and files of parts that
have a file's name; whoever writes a request by hand can have them in the place of any text.
"""

from hnu.jgzf import _
from hnu.jgzf.interfaces.errors import BadRequest
import re


PREFIX = "form.widgets."
# How many rows a table has
COUNT = ".count"
NUMBER = re.compile(r"[0-9]{1,3}")


def check(form, files=()):
    """Refuse what the form cannot have sent.

    :param form: what was sent, ``request.form``.
    :param files: names of the fields that are files.
    :raises BadRequest: for a list where there is no choice, for a file where there is a text, for
        any other thing that is no text, and for a table of more than 999 rows.
    """
    for name, value in form.items():
        if name.startswith(PREFIX) and name not in files and not _is_possible(form, name, value):
            raise BadRequest(
                _(
                    "error_not_of_this_form",
                    default="The form cannot have sent this. Open it again and fill it in.",
                )
            )


def _is_possible(form, name, value):
    if isinstance(value, str):
        return not name.endswith(COUNT) or NUMBER.fullmatch(value) is not None
    # Whatever can be chosen has this beside it, chosen or not.
    has_choice = f"{name}-empty-marker" in form
    return has_choice and isinstance(value, list) and all(isinstance(each, str) for each in value)
