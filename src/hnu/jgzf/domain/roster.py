"""The center, its units, their people and administrators, read unrestricted."""

from functools import lru_cache
from hnu.jgzf import config
from hnu.jgzf.content.staff_member import StaffMember
from hnu.jgzf.content.unit import is_administrator
from hnu.jgzf.domain.dates import today
from plone import api
from pypinyin import lazy_pinyin


# Family names that a dictionary of words reads wrongly.
SURNAMES = {
    "曾": "zeng",
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "区": "ou",
    "查": "zha",
    "任": "ren",
    "华": "hua",
    "朴": "piao",
    "盖": "ge",
    "缪": "miao",
    "覃": "qin",
    "翟": "zhai",
    "尉": "wei",
    "乐": "yue",
    "员": "yun",
    "冼": "xian",
    "折": "she",
    "万": "wan",
    "阚": "kan",
    "薄": "bo",
    "种": "chong",
    "繁": "po",
    "黑": "he",
    "秘": "bi",
    "召": "shao",
    "都": "du",
    "隗": "wei",
    "洗": "xian",
    "么": "yao",
    "祭": "zhai",
    "句": "gou",
}
# Of two characters, beginning with one of the above, and read rightly.
COMPOUND_SURNAMES = ("尉迟", "万俟", "单于")


def pinyin_key(name):
    """Sort key of a person's name by its reading, family name first."""
    name = name.strip()
    surname = SURNAMES.get(name[:1])
    if surname and not name.startswith(COMPOUND_SURNAMES):
        return (surname, *_reading(name[1:]))
    return _reading(name)


# Every page with our navigation sorts the units, and the dictionary is slow.
@lru_cache(maxsize=10_000)
def _reading(words):
    return tuple(syllable.lower() for syllable in lazy_pinyin(words))


def get_center():
    """The site's center, or None before it was made."""
    return api.portal.get().get(config.CENTER_ID)


def all_units():
    """Units in the order of their names' reading, inactive ones included."""
    return units_where(lambda _unit: True)


def active_units():
    """Units that can be evaluated."""
    return units_where(lambda unit: unit.active)


def units_where(condition):
    """Units that ``condition``, a function, holds for, in the order of their names' reading."""
    center = get_center()
    if center is None:
        return []
    # Chosen first: every page asks for the units of one person, who has one or none.
    chosen = [unit for unit in center.objectValues() if condition(unit)]
    return sorted(chosen, key=lambda unit: (_reading(unit.title), unit.code))


def get_unit(code):
    """The unit of that code, inactive ones included, or None."""
    center = get_center()
    unit = center.get(code) if center is not None and code else None
    return unit if unit is not None and unit.portal_type == config.UNIT_TYPE else None


def active_staff(unit):
    """The unit's people who can be evaluated, in the order of their names' reading."""
    return sorted(
        (person for person in all_staff(unit) if person.active),
        key=lambda person: (pinyin_key(person.title), person.employee_number),
    )


def count_active_staff(unit):
    """How many of the unit's people can be evaluated."""
    return sum(person.active for person in all_staff(unit))


def get_staff_member(unit, employee_number):
    """The person of that number in ``unit``, inactive ones included, or None."""
    person = unit.get(employee_number) if employee_number else None
    is_person = person is not None and person.portal_type == config.STAFF_MEMBER_TYPE
    return person if is_person else None


def administered_units(userid):
    """Units for which the account answers today."""
    day = today()
    return units_where(lambda unit: is_administrator(unit, userid, day))


def is_supervisor():
    """Whether the current user supervises all units (机关党委)."""
    # api.user.get_roles() would look the account up again, on every page several times.
    return config.ROLE_SUPERVISOR in api.user.get_current().getRoles()


def units_in_charge():
    """Units whose cases the current user deals with: all of them for supervisors."""
    if is_supervisor():
        return all_units()
    return administered_units(api.user.get_current().getId())


def all_staff(unit):
    """The unit's people, inactive ones included, in no particular order."""
    # By meta type, in time that does not grow with the unit's cases.
    return [unit[name] for name in unit.objectIds(StaffMember.meta_type, ordered=False)]
