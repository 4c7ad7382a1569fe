"""Category tables as a form or a client sends them; the rules of a table are in ``categories``."""

from hnu.jgzf import _
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import text
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.settings import ICategoryTables
from plone import api


def replace(tables):
    """Put ``tables``, lists of rows by target as a form or client sent them, in place of the old.

    :raises InvalidInput: as :func:`prepare` for each; no table is changed then. Fields begin with
        the table's target: ``unit-row-3-category``.
    """
    prepared, errors = {}, []
    for target, new_rows in tables.items():
        try:
            prepared[target] = prepare(target, new_rows)
        except InvalidInput as refusal:
            errors += [
                FieldError(field if field == target else f"{target}-{field}", message)
                for field, message in refusal.errors
            ]
    if errors:
        raise InvalidInput(tuple(errors))
    for target, new_rows in prepared.items():
        api.portal.set_registry_record(target, new_rows, interface=ICategoryTables)


def prepare(target, new_rows):
    """The table that ``new_rows`` make: each text on one line, with the tokens they need.

    :param new_rows: dicts of category, description, and maybe token and active; anything else, as
        JSON may bring, is an error.
    :raises InvalidInput: for that, and see ``categories.check_table``.
    """
    errors = []
    if not isinstance(new_rows, list):
        errors.append(FieldError(target, _("error_table", default="Send a list of rows.")))
        new_rows = []
    for number, row in enumerate(new_rows, 1):
        if not isinstance(row, dict):
            message = _("error_row", default="Row ${n} is not valid.", mapping={"n": number})
            errors.append(FieldError(f"row-{number}", message))
            continue
        for name in ("token", "category", "description"):
            text.is_text(f"row-{number}-{name}", row.get(name), errors)
        if not isinstance(row.get("active", True), bool):
            message = _("error_flag", default="Answer with true or false.")
            errors.append(FieldError(f"row-{number}-active", message))
    if errors:
        raise InvalidInput(tuple(errors))
    table = categories.with_tokens(target, [_cleaned(row) for row in new_rows])
    categories.check_table(target, categories.rows(target), table)
    return table


def not_offered(table):
    """Titles of the categories that no active row of ``table`` has: evaluators do not see them."""
    active = {row["category"] for row in table if row["active"]}
    return list(dict.fromkeys(row["category"] for row in table if row["category"] not in active))


def _cleaned(row):
    """``row`` with each text on one line (R8), active unless it says that it is not."""
    return {
        **row,
        "category": text.clean(row.get("category"), newlines=False),
        "description": text.clean(row.get("description"), newlines=False),
        "active": row.get("active", True),
    }
