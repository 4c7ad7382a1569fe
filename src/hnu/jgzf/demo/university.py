"""Units, their administrators and people, and how to reach 机关党委."""

from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.demo import files
from hnu.jgzf.demo.accounts import full_names
from hnu.jgzf.demo.portraits import portrait
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.dates import today
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobImage


WEBMASTER = "webmaster"

# Employee numbers begin with the year: hair of those who came before is grey.
GREY_BEFORE = "1997"


def add_university():
    """Fill the center as the webmaster would: contact block, units, people."""
    with api.env.adopt_user(username=WEBMASTER):
        add_contact_block(roster.get_center())
        add_units(roster.get_center())
        for row in files.rows("people.csv"):
            add_person(row)


def add_contact_block(center):
    center.contact_office = "办公楼 211 室"
    center.contact_phone = "0000-8888211"
    center.contact_mail = "jgdw@daxue.example"


def add_units(center):
    """Units in the order of the file: a host before the units attached to it."""
    names = full_names()
    for values in files.tree("units.json"):
        administrators = [administrator(row, names) for row in values.pop("administrators")]
        createContentInContainer(center, config.UNIT_TYPE, administrators=administrators, **values)


def administrator(row, names):
    """A row of the unit's datagrid; ``from`` and ``until`` are days relative to today."""
    return {
        "userid": row["userid"],
        "name": names[row["userid"]],
        "mobile": row["mobile"],
        "qq": row["qq"],
        "from": _day(row["from"]),
        "until": _day(row["until"]) if "until" in row else None,
        "deputy": row.get("deputy", False),
    }


def add_person(row):
    number = row["number"]
    photo = None
    if row["portrait"]:
        photo = NamedBlobImage(
            data=portrait(number, row["portrait"], grey=number < GREY_BEFORE),
            filename=f"{number}.jpg",
            contentType="image/jpeg",
        )
    createContentInContainer(
        roster.get_unit(row["unit"]),
        config.STAFF_MEMBER_TYPE,
        employee_number=number,
        title=row["name"],
        position=row["position"],
        userid=row["userid"] or None,
        photo=photo,
    )


def _day(offset):
    return today() + timedelta(days=offset)
