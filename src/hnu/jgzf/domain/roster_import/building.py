"""Makes the plan of a file: units first, then who answers for them, then the people."""

from hnu.jgzf import _
from hnu.jgzf.domain import accounts
from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.domain.roster_files.tables import Problem
from hnu.jgzf.domain.roster_import.administrators import compare_administrators
from hnu.jgzf.domain.roster_import.plan import DEACTIVATE
from hnu.jgzf.domain.roster_import.plan import Plan
from hnu.jgzf.domain.roster_import.staff import compare_staff
from hnu.jgzf.domain.roster_import.units import compare_units
from hnu.jgzf.interfaces.errors import Refusal


# Looking for an account by the person's name asks everybody's; a file of ids does not need it.
MOST_SEARCHES = 200
MOST_UNKNOWN_NAMED = 20


def build(book, now, full=False):
    """The :class:`Plan` of a file for a :class:`snapshot.Roster`.

    :param full: the file is all there is, so that what it does not name is deactivated.
    """
    plan = Plan(problems=list(book.problems), notes=list(book.notes))
    found = Accounts()
    codes = compare_units(plan, book.tables.get(sheets.UNITS), now, full, found)
    compare_administrators(plan, book.tables.get(sheets.ADMINISTRATORS), now, full, found, codes)
    compare_staff(plan, book.tables.get(sheets.STAFF), now, full, found, codes)
    _warn(plan, now, found)
    return plan


class Accounts:
    """Accounts by what stands in the file, each looked up once."""

    def __init__(self):
        self._known = {}
        self._searches = 0
        self.unknown = []

    def resolve(self, typed, stored):
        """The id of the account; None for nothing.

        :raises Refusal: where several could be meant, or none.
        """
        if not typed or typed == stored:
            return typed or None
        if typed not in self._known:
            self._known[typed] = self._look_up(typed)
        result = self._known[typed]
        if isinstance(result, Refusal):
            raise result
        return result

    def _look_up(self, typed):
        if accounts.LOOKS_LIKE_ID.fullmatch(typed):
            userid = accounts.known(typed)
            if userid is None:
                self.unknown.append(typed)
            return userid or typed
        self._searches += 1
        if self._searches > MOST_SEARCHES:
            return Refusal(
                _(
                    "error_roster_searches",
                    default="More than ${n} accounts are given by name. Enter their ids.",
                    mapping={"n": MOST_SEARCHES},
                )
            )
        try:
            return accounts.resolve(typed)
        except Refusal as refusal:
            return refusal


def _warn(plan, now, found):
    if found.unknown:
        named = "、".join(found.unknown[:MOST_UNKNOWN_NAMED])
        if len(found.unknown) > MOST_UNKNOWN_NAMED:
            named += "……"
        message = _(
            "note_roster_unknown",
            default=(
                "The portal knows no such account yet (${n}): ${accounts}. Make sure that they "
                "are written as for logging in."
            ),
            mapping={"n": len(found.unknown), "accounts": named},
        )
        plan.notes.append(Problem("", 0, "", message))
    before = {
        sheets.UNITS: sum(unit["active"] for unit in now.units.values()),
        sheets.STAFF: sum(person["active"] for person in now.staff.values()),
    }
    for name, count in before.items():
        leaving = len(plan.of(name, DEACTIVATE))
        if leaving > 1 and leaving * 2 > count:
            message = _(
                "note_roster_many",
                default=("${n} of ${all} in use would be deactivated. Is this really a full file?"),
                mapping={"n": leaving, "all": count},
            )
            plan.notes.append(Problem(sheets.SHEETS[name].title, 0, "", message))
