"""Tables in our own forms, as plain fields: what was sent is kept, errors stand at their cell."""

from hnu.jgzf import _
from hnu.jgzf.domain.branch_reports import rows as report_rows


TITLES = {
    "name": _("label_name", default="Name"),
    "userid": _("label_userid", default="Account"),
    "mobile": _("label_mobile", default="Mobile"),
    "qq": _("label_qq", default="QQ"),
    "from": _("label_from", default="From"),
    "until": _("label_until", default="Until"),
    "deputy": _("label_deputy", default="Deputy"),
}
DAYS = ("from", "until")
FLAG = "deputy"
PREFIX = "form.widgets."


# On a phone the keys are those of a telephone where a number is asked for.
TYPES = {FLAG: "checkbox", "mobile": "tel"}


class Cell:
    """One field: ``name`` in the form, ``id`` on the page; ``error`` is a translated text."""

    error = None

    def __init__(self, code, number, key, value):
        self.key = key
        self.field = report_rows.field(code, number, key)
        self.name = f"{PREFIX}{self.field}"
        self.id = f"jz-{self.field.replace('.', '-')}"
        self.title = TITLES[key]
        self.type = TYPES.get(key, "date" if key in DAYS else "text")
        self.is_tick = key == FLAG
        self.value = value
        self.needed = key == "name"


class Row:
    """``number`` counts from 0."""

    def __init__(self, code, number, values):
        self.number = number
        self.cells = [Cell(code, number, key, _shown(values.get(key))) for key in TITLES]

    @property
    def is_empty(self):
        return not any(cell.value for cell in self.cells)


def _shown(value):
    if isinstance(value, bool):
        return "on" if value else ""
    return value.isoformat() if hasattr(value, "isoformat") else value or ""


def sent_rows(form, code):
    """The rows of a unit as they were sent, dicts of texts in the order of their numbers.

    What has no number stays away; so does what nobody would send in a page.
    """
    found = {}
    for name, value in form.items():
        place = name.removeprefix(f"{PREFIX}{code}.")
        if place == name or not isinstance(value, str):
            continue
        number, _dot, key = place.partition(".")
        if key in TITLES and number.isascii() and number.isdigit() and len(number) < 3:
            found.setdefault(int(number), {})[key] = value
    last = max(found, default=-1)
    return [found.get(number, {}) for number in range(last + 1)]


def as_sent(row):
    """What the rules take: a tick as a flag."""
    return {**row, FLAG: row.get(FLAG) == "on"}
