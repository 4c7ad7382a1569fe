"""Reading and filling in the tables of forms, as the grid's script does: rows by number."""

from tests.browser.visitor import Answer
from zope.globalrequest import getRequest
import re


def fields(answer, button="save"):
    """What a browser would send of the form with that button."""
    return dict(answer.form(button).form_values())


def rows(answer, name):
    """The table ``name`` of a page as a list of dicts of what stands in its cells."""
    found = {}
    for field, value in fields(answer).items():
        match = re.fullmatch(rf"form\.widgets\.{name}\.(\d+)\.widgets\.(\w+)(:list)?", field)
        if match:
            found.setdefault(int(match[1]), {})[match[2]] = value
    return [found[number] for number in sorted(found)]


def send(visitor, answer, name=None, table=(), files=None, button="save", **values):
    """Press the button with ``table`` in place of the rows of the table ``name``."""
    sent = fields(answer, button)
    if name is not None:
        prefix = f"form.widgets.{name}"
        sent = {
            field: value for field, value in sent.items() if not re.match(rf"{prefix}\.\d", field)
        }
        sent[f"{prefix}.count"] = str(len(table))
        for number, row in enumerate(table):
            for column, value in row.items():
                suffix = ":list" if column in ("active", "deputy") else ""
                if value is not None:
                    sent[f"{prefix}.{number}.widgets.{column}{suffix}"] = value
                chosen, _colon, is_list = column.partition(":")
                if is_list:
                    sent[f"{prefix}.{number}.widgets.{chosen}-empty-marker"] = "1"
            sent[f"{prefix}.{number}-empty-marker"] = "1"
            for column in ("active", "deputy"):
                sent[f"{prefix}.{number}.widgets.{column}-empty-marker"] = "1"
    sent.update({f"form.widgets.{name}": value for name, value in values.items()})
    sent[f"form.buttons.{button}"] = "1"
    action = answer.form(button).action
    return Answer(visitor.session.post(action, data=sent, files=files))


def forget_registry():
    """The registry keeps what was read for the length of a request; a test is a long one."""
    getRequest().other.pop("_plone_registry_cache", None)
