"""Texts of a bulletin: those that every new one begins with, and those of a draft."""

from hnu.jgzf.domain import fields
from hnu.jgzf.domain.bulletins import sentences
from hnu.jgzf.interfaces.bulletins import IBulletinTexts
from hnu.jgzf.interfaces.bulletins import PERIOD
from hnu.jgzf.interfaces.bulletins import UNIVERSITY
from hnu.jgzf.interfaces.errors import InvalidInput
from plone import api
from zope import schema


SETTINGS = dict(schema.getFieldsInOrder(IBulletinTexts))
# What a draft has of its own
NAMES = ("title", "recipients", "requirements", "signature")
# Who signs where nobody has entered what the university is called
SIGNATURE = "机关党委"


def read():
    """The settings: texts by name."""
    return {
        name: api.portal.get_registry_record(name, interface=IBulletinTexts, default=field.default)
        or ""
        for name, field in SETTINGS.items()
    }


def save(values):
    """Store some or all of the settings.

    :raises InvalidInput: one error for each that is not right; nothing is stored then.
    """
    for name, value in checked(values, SETTINGS).items():
        api.portal.set_registry_record(name, value, interface=IBulletinTexts)


def checked(values, names):
    """Those of ``values`` that ``names`` has, as they can be stored.

    :raises InvalidInput: one error for each that is not right.
    """
    found = []
    result = {
        name: fields.checked(name, SETTINGS[name], values[name], found)
        for name in names
        if name in values
    }
    if found:
        raise InvalidInput(tuple(found))
    return {name: value or "" for name, value in result.items()}


def of_draft(figures):
    """The texts that a new draft begins with, by ``NAMES``.

    :param figures: as of ``snapshot.take``.
    """
    settings = read()
    period = figures["period"]
    university = settings["university"]
    lines = [sentences.overdue(figures), *settings["requirements"].splitlines()]
    signature = settings["signature"].replace(UNIVERSITY, university)
    return {
        "title": settings["title"].replace(PERIOD, period["name"] or period["words"]),
        "recipients": settings["recipients"],
        "requirements": "\n".join(line for line in lines if line.strip()),
        "signature": signature if university else SIGNATURE,
    }
