"""评价个人入口, steps one and two (R5): the unit, then the photo."""

from dataclasses import dataclass
from hnu.jgzf import _
from hnu.jgzf.browser import choices
from hnu.jgzf.browser.base import Page
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import staff_directory
from hnu.jgzf.domain import staff_search
from hnu.jgzf.interfaces.errors import TooMany


# From so many people on they can be looked for; fewer are seen at a glance.
MANY = 12


@dataclass(frozen=True)
class Card:
    """A person on the page; ``hidden`` where somebody else is looked for.

    ``number`` is the employee number with its label.
    """

    name: str
    number: str
    position: str
    url: str
    has_photo: bool
    key: staff_search.Key
    hidden: str | None


class ChooseStaffPage(Page):
    here = "staff"
    page_title = _("nav_evaluate_staff", default="Evaluate a person")
    # Of the chosen unit; None before
    unit_title = None
    error = None
    cards = ()

    def update(self):
        self.code = self.request.form.get("unit")
        unit = roster.get_unit(self.code) if isinstance(self.code, str) else None
        if unit is not None and unit.active:
            self.show(unit)
        elif self.code is not None:
            self.error = _("error_staff_unit", default="Choose a unit first.")

    def show(self, unit):
        """The people of ``unit``, all of them: the script shows again whom the server hid."""
        try:
            people = staff_directory.people_of(unit)
        except TooMany as refusal:
            self.error = refusal.message
            return
        self.unit_title = unit.title
        url = unit.absolute_url()
        # Translated once, for a unit may have hundreds of people
        label = self.translate(
            _("label_employee_number_of", default="No. ${number}", mapping={"number": "{number}"})
        )
        self.cards = [self.card(url, label, person) for person in people]

    def card(self, unit_url, number_label, person):
        number = person.employee_number
        key = staff_search.key_of(person.title, number)
        return Card(
            person.title,
            number_label.replace("{number}", number),
            person.position,
            f"{unit_url}/{number}",
            person.photo is not None,
            key,
            None if staff_search.is_found(key, self.query) else "hidden",
        )

    @property
    def query(self):
        """Whom somebody looks for: a part of the name, or how number or reading begin."""
        query = self.request.form.get("q", "")
        return query if isinstance(query, str) else ""

    @property
    def may_search(self):
        return len(self.cards) > (0 if self.query else MANY)

    @property
    def found(self):
        return sum(not card.hidden for card in self.cards)

    def count(self, found="{n}"):
        """How many are shown, in words; ``{n}`` is for the script to fill in."""
        return self.translate(
            _(
                "count_people_found",
                default="${n} of ${total} people",
                mapping={"n": found, "total": len(self.cards)},
            )
        )

    def offered_units(self):
        """Active units as options."""
        return choices.units(roster.active_units(), self.code)

    def counted_units(self):
        """Active units as dicts of code, title and the number of people to choose from."""
        return [
            {"code": unit.code, "title": unit.title, "count": roster.count_active_staff(unit)}
            for unit in roster.active_units()
        ]
