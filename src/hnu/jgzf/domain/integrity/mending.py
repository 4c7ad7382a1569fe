"""What can be derived from content, made anew. Each repair can be done twice.

Never the supervisors' log, and never who wrote a case.
"""

from hnu.jgzf.content import entries
from hnu.jgzf.content import stores
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import photos
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import undo_log
from hnu.jgzf.domain.integrity import cases
from hnu.jgzf.domain.integrity import evaluators
from hnu.jgzf.domain.integrity import folders
from hnu.jgzf.domain.integrity import registers
from hnu.jgzf.domain.integrity import security
from plone import api
from zope.annotation.interfaces import IAnnotations


def mend(repair):
    """Do one repair in the current transaction.

    :param repair: of a ``Finding``: name and arguments.
    """
    name, *arguments = repair
    undo_log.forget_user()
    REPAIRS[name](*arguments)


def _place(*path):
    place = roster.get_center()
    for name in path:
        place = place[name]
    return place


def _folder(*path):
    folders.mend(_place(*path))


def _local_roles(unit, number):
    cases.forget_local_roles(_place(unit, number))


def _permissions(unit, number):
    security.mend(_place(unit, number))


def _evaluator(unit, number):
    evaluators.enter(roster.get_center(), _place(unit, number))


def _strangers(number, unit):
    case = _place(unit, number) if unit else None
    evaluators.forget_strangers(roster.get_center(), number, case)


def _form(number):
    entries.forget(roster.get_center(), {number})


def _row(unit, number):
    # Out of each index first: what has the right value in one direction is left alone otherwise.
    _surplus_row(number)
    get_catalog().catalog_object(_place(unit, number))


def _surplus_row(number):
    catalog_upkeep.forget(number)


def _catalog():
    catalog_upkeep.rebuild()


def _search(path):
    api.portal.get_tool("portal_catalog").uncatalog_object(path)


def _outbox():
    get_outbox(roster.get_center()).sort_anew()


def _stores():
    stores.prepare(roster.get_center())


def _order(unit, name):
    registers.enter(roster.get_center(), _place(unit, name))


def _picture(unit, name):
    person = _place(unit, name)
    IAnnotations(person).pop(photos.SCALES, None)
    photos.make_thumbnail(person)


REPAIRS = {
    "folder": _folder,
    "local roles": _local_roles,
    "permissions": _permissions,
    "evaluator": _evaluator,
    "strangers": _strangers,
    "form": _form,
    "row": _row,
    "surplus row": _surplus_row,
    "catalog": _catalog,
    "search": _search,
    "outbox": _outbox,
    "stores": _stores,
    "order": _order,
    "picture": _picture,
}
