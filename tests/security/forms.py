"""Every form of ours that somebody finds on a page: those of the table of permissions, and a few.

A form is what a browser would send: fields with their values, files left empty.
"""

from lxml import html
from tests.security.rows import ROWS
from tests.security.rows import UNIT
from tests.security.world import MOST_FIRST
from typing import NamedTuple


HTML = {"Accept": "text/html"}
# Pages with forms besides those of the table
MORE = (
    "/jgzf/@@branch-reports",
    "/jgzf/@@bulletin?id={draft}",
    "/jgzf/@@enter-evaluation?target=staff",
    "/jgzf/@@my-evaluations",
    "/jgzf/@@manage-evaluations",
    f"{UNIT}/@@summary?from=2026-01-01",
    "/@@jgzf-categories?table=staff",
    "/@@jgzf-notification-text?message=answered.evaluator.mail",
    "/@@jgzf-outbox",
)


class Form(NamedTuple):
    """``fields`` are pairs of name and value, ``buttons`` the same of what can be pressed."""

    account: str | None
    page: str
    action: str
    fields: tuple
    buttons: tuple
    files: tuple

    def __str__(self):
        return f"{self.account} {self.page} {[name for name, _value in self.buttons]}"


def paths():
    """Pages, in the order of the table."""
    found = [ask.path for asks in ROWS.values() for ask in asks if not ask.is_rest]
    return [*dict.fromkeys((*found, *MORE))]


def all_forms(town):
    """Each form once, whoever meets it first; without a login those of ``@@receipt``."""
    seen = set()
    for path in paths():
        for account in (None,) if path.endswith("@@receipt") else MOST_FIRST:
            answer = town.send(account, "GET", town.fill(path), headers=HTML)
            town.check(answer, None)
            if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
                continue
            for form in forms_of(town, account, path, answer.text):
                key = (form.action, *(name for name, _value in (*form.fields, *form.buttons)))
                if key not in seen:
                    seen.add(key)
                    yield form


def forms_of(town, account, path, text):
    tree = html.fromstring(text, base_url=town.base)
    for form in tree.xpath("//form[translate(@method, 'POST', 'post') = 'post']"):
        action = form.get("action") or town.base + town.fill(path)
        if not is_ours(action.removeprefix(town.base)):
            continue
        buttons = form.xpath(".//button[@name] | .//input[@type='submit'][@name]")
        files = form.xpath(".//input[@type='file']/@name")
        pairs = [(name, value or "") for name, value in form.form_values() if name not in files]
        yield Form(
            account,
            path,
            action.removeprefix(town.base),
            tuple(pairs),
            tuple((button.get("name"), button.get("value") or "1") for button in buttons)
            or (("", ""),),
            tuple(files),
        )


def is_ours(path):
    return path.startswith(("/jgzf", "/@@jgzf")) and "delete_confirmation" not in path
