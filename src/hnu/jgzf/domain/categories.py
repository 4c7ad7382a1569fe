"""The category tables (R8): what may be chosen, and what may be done to a table.

A row is a category with one description. Its ``token`` and the token of its category are made
here, at random, never from a title; a row that was used can be deactivated or reworded, never
removed. An evaluation keeps the words it was made with.
"""

from collections import Counter
from hnu.jgzf import _
from hnu.jgzf.domain import listings
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.settings import ICategoryTables
from plone import api
from typing import NamedTuple
import secrets


ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


class Description(NamedTuple):
    token: str
    title: str


class Category(NamedTuple):
    """``descriptions`` are in the order of the table."""

    token: str
    title: str
    descriptions: list


class Choice(NamedTuple):
    """One row with the words it has now."""

    category: str
    category_title: str
    description: str
    description_title: str


def rows(target):
    """The table for ``target`` (one of ``config.TARGETS``), a list of dicts as in the registry."""
    return api.portal.get_registry_record(target, interface=ICategoryTables, default=None) or []


def active_categories(target):
    """What an evaluator can choose: categories in the order of the table."""
    categories = {}
    for row in rows(target):
        if row["active"]:
            token = row["category_token"]
            category = categories.setdefault(token, Category(token, row["category"], []))
            category.descriptions.append(Description(row["token"], row["description"]))
    return list(categories.values())


def find(target, description):
    """The active row of the token ``description`` in that table, or None."""
    for row in rows(target):
        if row["token"] == description and row["active"]:
            return Choice(row["category_token"], row["category"], row["token"], row["description"])
    return None


def with_tokens(target, new_rows):
    """``new_rows`` with the tokens they need: known ones stay, new ones are drawn.

    A category that is renamed in all its rows keeps its token; rows that move to another title
    take that title's token.
    """
    old_tokens = {row["token"] for row in rows(target)}
    old_titles = {row["category"]: row["category_token"] for row in rows(target)}
    taken = old_tokens | set(old_titles.values())
    titles = {}
    for row in new_rows:
        titles.setdefault(row["category"], []).append(row.get("category_token"))

    category_tokens = {}
    for title, candidates in titles.items():
        token = old_titles.get(title)
        if token is None:
            token = next(
                (
                    candidate
                    for candidate in candidates
                    if candidate in old_titles.values()
                    and not any(t in titles for t, o in old_titles.items() if o == candidate)
                    and candidate not in category_tokens.values()
                ),
                None,
            )
        category_tokens[title] = token or _draw(taken)

    result, seen = [], set()
    for row in new_rows:
        token = row.get("token")
        if token not in old_tokens or token in seen:
            token = _draw(taken)
        seen.add(token)
        result.append(
            {
                "token": token,
                "category_token": category_tokens[row["category"]],
                "category": row["category"],
                "description": row["description"],
                "active": bool(row.get("active")),
            }
        )
    return result


def check_table(target, old_rows, new_rows):
    """Whether ``new_rows`` may take the place of ``old_rows``.

    :raises InvalidInput: for an empty cell, a duplicate line, a missing or repeated token, or a
        row that is gone although evaluations were made with it. The message names the line.
    """
    errors = []
    lines = {}
    tokens = Counter(row.get("token") for row in new_rows)
    for number, row in enumerate(new_rows, 1):
        category = (row.get("category") or "").strip()
        description = (row.get("description") or "").strip()
        if not category:
            errors.append(
                _row_error(number, _("error_row_category", default="Row ${n}: enter the category."))
            )
        if not description:
            errors.append(
                _row_error(
                    number, _("error_row_description", default="Row ${n}: enter the description.")
                )
            )
        if not row.get("token") or not row.get("category_token") or tokens[row["token"]] > 1:
            errors.append(
                _row_error(
                    number, _("error_row_token", default="Row ${n}: its token is not valid.")
                )
            )
        first = lines.setdefault((category, description), number)
        if first != number and category and description:
            message = _(
                "error_row_duplicate",
                default="Row ${n} is the same as row ${m}. Delete one of them.",
                mapping={"n": number, "m": first},
            )
            errors.append(FieldError(target, message))
    for row in old_rows:
        if row["token"] not in tokens:
            used = listings.count_with_description(row["token"])
            if used:
                message = _(
                    "error_row_used",
                    default=(
                        "“${description}” was used in ${n} evaluations and cannot be deleted. "
                        "Deactivate it instead."
                    ),
                    mapping={"description": row["description"], "n": used},
                )
                errors.append(FieldError(target, message))
    if errors:
        raise InvalidInput(tuple(errors))


def _row_error(number, message):
    return FieldError(f"row-{number}", _(message, default=message.default, mapping={"n": number}))


def _draw(taken):
    while True:
        token = "".join(secrets.choice(ALPHABET) for _i in range(8))
        if token not in taken:
            taken.add(token)
            return token
