"""The tables of docs/workflow.md as data, and the cases and people they speak of.

A door (script, form, REST …) is tested by trying every cell through it::

    @pytest.mark.parametrize("cell", table.CELLS, ids=str)
"""

from dataclasses import dataclass
from hnu.jgzf import config
from hnu.jgzf.domain import roster
from pathlib import Path
from tests import factories
import re


DOCUMENT = Path(__file__).parents[2] / "docs" / "workflow.md"

# who -> user id; None is nobody, "admin" the owner of the site, in Zope's own user folder
ACCOUNTS = {
    "member": "student",
    "evaluator": "teacher",
    "evaluated person": "evaluated",
    "administrator": "clerk",
    "deputy": "deputy",
    "administrator of another unit": "dean",
    "supervisor": "supervisor",
    "supervisor of the unit": "supervisor2",
    "webmaster": "webmaster",
    "Manager": "admin",
    "Anonymous": None,
    "Reviewer": "reviewer",
    "Editor": "editor",
}

# state -> workflow state, and the rating on the way there
STATES = {
    "submitted": (config.SUBMITTED, ""),
    "answered": (config.ANSWERED, ""),
    "rated 一般 or better": (config.RATED, "neutral"),
    "rated 不满意 or worse": (config.RATED, "dissatisfied"),
    "closed": (config.CLOSED, "neutral"),
}

# transition -> workflow state it leads to
TARGETS = {
    "answer": config.ANSWERED,
    "rate": config.RATED,
    "return": config.SUBMITTED,
    "close": config.CLOSED,
    "reopen": config.SUBMITTED,
}

REASON = "事项已经多次沟通，双方同意办结。"

# transition -> what it needs, as keyword arguments of doActionFor
PAYLOADS = {
    "answer": {"feedback": {"content": factories.ANSWER, "outcome": config.EXPLAINED}},
    "rate": {"satisfaction": {"level": "satisfied"}},
    "return": {"comment": REASON},
    "close": {"comment": REASON},
    "reopen": {"comment": REASON},
}


# transition -> name of its form, where that is another one
FORMS = {"return": "return-answer"}


@dataclass(frozen=True)
class Cell:
    """Whether ``who`` can make ``transition`` in ``state``, and whether only with a reason."""

    state: str
    who: str
    transition: str
    allowed: bool
    needs_reason: bool

    def __str__(self):
        return f"{self.state}, {self.who}, {self.transition}"

    @property
    def account(self):
        return ACCOUNTS[self.who]

    @property
    def form(self):
        """Name of the page with the transition's form."""
        return FORMS.get(self.transition, self.transition)


def _rows(lines):
    for line in lines:
        if line.startswith("|") and not line.startswith("|--"):
            yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def read(text):
    """Every cell of the tables below the headings that name a state.

    :raises ValueError: for a word that is neither yes, reason nor no.
    """
    cells = []
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        state, *lines = section.splitlines()
        (_who, *transitions), *rows = _rows(lines)
        for who, *words in rows:
            for transition, word in zip(transitions, words, strict=True):
                if word not in ("yes", "reason", "no"):
                    raise ValueError(f"{state}, {who}, {transition}: {word}")
                cells.append(Cell(state, who, transition, word != "no", word == "reason"))
    return cells


# What follows are tables of their own: ``order_table``
OF_CASES, _heading, OF_ORDERS = DOCUMENT.read_text(encoding="utf-8").partition(
    "\n## Supervision orders\n"
)
CELLS = read(OF_CASES)


def case(name):
    """A new case about a person of ``jwc`` in that one of ``STATES``.

    The university of ``factories`` must be there.
    """
    state, level = STATES[name]
    submitted = factories.submit(ACCOUNTS["evaluator"], staff_member="20090417")
    return factories.bring_to(submitted, state, level or "satisfied")


def cases():
    """Such a case in each of ``STATES``, by name, and the head of its unit."""
    roster.get_unit("jwc").head = ACCOUNTS["supervisor of the unit"]
    return {name: case(name) for name in STATES}
