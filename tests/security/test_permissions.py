"""docs/permissions.md: who gets what, asked of every page and service of ours, one by one.

``JGZF_RECORD=1 .venv/bin/pytest tests/security/test_permissions.py`` writes the table anew.
"""

from pathlib import Path
from tests.privacy.test_discovery import covered_by_pages
from tests.privacy.test_discovery import shown
from tests.security import world
from tests.security.rows import PARTS
from tests.security.rows import ROWS
import os
import pytest
import re


PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"
TABLE = re.compile(r"(?<=<!-- recorded -->\n).*?(?=<!-- end -->)", re.DOTALL)
LOGIN = re.compile(r"/require_login\?|/login\?|/insufficient-privileges")

# To whom nobody has given anything
NOBODY, MEMBER = "anonymous", "member"
# What everybody gets without a login
PUBLIC = {
    "@@help",
    "@@help-evaluators",
    "@@help-administrators",
    "@@receipt",
    "front page",
    "/@@plonejsi18n",
}


def keys():
    return {key for key in shown() if not covered_by_pages(key) and not key.startswith(PARTS)}


def rows():
    return [ask for asks in ROWS.values() for ask in asks]


def test_everything_of_ours_has_a_row(integration):
    assert keys() - set(ROWS) == set()


def test_no_two_rows_have_the_same_title():
    titles = [ask.title for ask in rows()]
    assert sorted(set(titles)) == sorted(titles)


# Those to whom nobody has given a role: where they get more, or less, than any member
OWN = {
    "evaluator": re.compile(r".*\bCASE"),
    "evaluated": re.compile(r"$"),
    "secretary": re.compile(r".*@branch-report$"),
    "editor": re.compile(r"$"),
}


@pytest.fixture
def found(town):
    """The cells: a dict of titles of rows, of dicts by the titles of people."""
    return {
        ask.title: {person.title: cell(send(town, person.account, ask)) for person in world.PEOPLE}
        for ask in rows()
    }


def send(town, account, ask):
    options = {"headers": {"Accept": "application/json" if ask.is_rest else "text/html"}}
    if ask.json is not None:
        options["json"] = town.fill(ask.json() if callable(ask.json) else ask.json)
    return town.send(account, ask.method, town.fill(ask.path), **options)


def cell(answer):
    if answer.status_code in (301, 302, 303):
        return "login" if LOGIN.search(answer.headers["Location"]) else "leads on"
    return str(answer.status_code)


def table(cells):
    people = [person.title for person in world.PEOPLE]
    lines = [
        f"| | {' | '.join(people)} |",
        "|---|" + "---|" * len(people),
        *(
            f"| `{title}` | {' | '.join(row[person] for person in people)} |"
            for title, row in cells.items()
        ),
    ]
    explained = [f"- **{person.title}**: {person.explained}." for person in world.PEOPLE]
    return "\n".join([*lines, "", *explained, ""])


def test_everybody_gets_what_the_documentation_says(found):
    page = PAGE.read_text("utf-8")
    made = table(found)
    if os.environ.get("JGZF_RECORD"):
        page = TABLE.sub(lambda match: made, page)
        PAGE.write_text(page, "utf-8")
    assert TABLE.search(page)[0].splitlines() == made.splitlines()

    # Whatever is recorded, this must hold.
    cells = [(title, who, cell) for title, row in found.items() for who, cell in row.items()]
    assert [each for each in cells if each[2].startswith("5")] == []
    opened = {title for title, who, cell in cells if who == NOBODY and not is_shut(cell)}
    assert opened == PUBLIC
    members = {title: row[MEMBER] for title, row in found.items()}
    more = [
        (title, who)
        for title, who, cell in cells
        if who in OWN and cell != members[title] and not OWN[who].match(title)
    ]
    assert more == []


def is_shut(cell):
    return cell == "login" or cell.startswith("4")
