"""The category tables (R8): what may be chosen, and what may be done to a table.

A row is a category with one description. Its ``token`` and the token of its category are made
here, at random, never from a title; a row that was used can be deactivated or reworded, never
removed. An evaluation keeps the words it was made with.
"""

from collections import Counter
from hnu.jgzf import _
from hnu.jgzf import config
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


def complete(target):
    """The table, and at its end, inactive, the rows that evaluations were made with and it lacks.

    It can lack some after a reinstallation, which brings the default table back, or when a row
    is deleted in the moment in which somebody uses it for the first time.
    """
    table = list(rows(target))
    known = {row["token"] for row in table}
    titles = {row["category_token"]: row["category"] for row in table}
    tokens = {row["category"]: row["category_token"] for row in table}
    for token in sorted(set(listings.used_descriptions(target)) - known):
        case = listings.case_with_description(token)
        title = titles.get(case.category, case.category_title)
        tokens.setdefault(title, case.category)
        titles.setdefault(case.category, title)
        table.append(
            {
                "token": token,
                "category_token": tokens[title],
                "category": title,
                "description": case.description_title,
                "active": False,
            }
        )
    return table


def take_back():
    """Put rows that evaluations were made with back into the tables (:func:`complete`)."""
    for target in config.TARGETS:
        table = complete(target)
        if table != rows(target):
            api.portal.set_registry_record(target, table, interface=ICategoryTables)


def with_tokens(target, new_rows):
    """``new_rows`` with the tokens they need: those of the table stay, others are drawn.

    Only the token of a row is believed, not that of its category: a category that is renamed in
    all its rows keeps its token; rows that move to another title take that title's token.
    """
    old_rows = {row["token"]: row for row in complete(target)}
    old_titles = {row["category"]: row["category_token"] for row in old_rows.values()}
    taken = _tokens(*config.TARGETS) | set(old_rows)
    titles = {}
    for row in new_rows:
        old_row = old_rows.get(row.get("token"))
        titles.setdefault(row["category"], []).append(old_row and old_row["category_token"])
    kept = {token for title, token in old_titles.items() if title in titles}

    category_tokens = {}
    for title, candidates in titles.items():
        token = old_titles.get(title)
        if token is None:
            free = (token for token in candidates if token and token not in kept)
            token = next(free, None) or _draw(taken)
            kept.add(token)
        category_tokens[title] = token

    return [
        {
            "token": row["token"] if row.get("token") in old_rows else _draw(taken),
            "category_token": category_tokens[row["category"]],
            "category": row["category"],
            "description": row["description"],
            "active": bool(row.get("active")),
        }
        for row in new_rows
    ]


def check_table(target, old_rows, new_rows):
    """Whether ``new_rows`` may take the place of ``old_rows``.

    :raises InvalidInput: for an empty or too long cell, a line that stands there twice, a token
        that is missing, repeated or another table's, a category of two tokens or a token of two
        categories, a table without an active row, by which nobody could submit any more, and a
        row that is gone although evaluations were made with it. Fields are
        ``row-N``, ``row-N-category`` or ``row-N-description``, counted from 1, or ``target``; the
        message names the line.
    """
    errors = []
    lines, category_tokens, categories = {}, {}, {}
    tokens = Counter(row.get("token") for row in new_rows)
    foreign = _tokens(*(other for other in config.TARGETS if other != target))
    for number, row in enumerate(new_rows, 1):
        category = (row.get("category") or "").strip()
        description = (row.get("description") or "").strip()
        token, category_token = row.get("token"), row.get("category_token")
        if not category:
            _add(
                errors,
                f"row-{number}-category",
                _("error_row_category", default="Row ${n}: enter the category."),
                n=number,
            )
        if not description:
            _add(
                errors,
                f"row-{number}-description",
                _("error_row_description", default="Row ${n}: enter the description."),
                n=number,
            )
        for name, value, most in (
            ("category", category, config.CATEGORY_MAX_LENGTH),
            ("description", description, config.DESCRIPTION_MAX_LENGTH),
        ):
            if len(value) > most:
                _add(
                    errors,
                    f"row-{number}-{name}",
                    _(
                        "error_row_long",
                        default="Row ${n}: at most ${most} characters, ${surplus} too many.",
                    ),
                    n=number,
                    most=most,
                    surplus=len(value) - most,
                )
        if (
            not token
            or not category_token
            or tokens[token] > 1
            or token in foreign
            or category_token in foreign
            or category_tokens.setdefault(category, category_token) != category_token
            or categories.setdefault(category_token, category) != category
        ):
            _add(
                errors,
                f"row-{number}",
                _("error_row_token", default="Row ${n}: its token is not valid."),
                n=number,
            )
        first = lines.setdefault((category, description), number)
        if first != number and category and description:
            _add(
                errors,
                f"row-{number}",
                _(
                    "error_row_duplicate",
                    default="Row ${n} is the same as row ${m}. Delete one of them.",
                ),
                n=number,
                m=first,
            )
    if not any(row.get("active") for row in new_rows):
        _add(
            errors,
            target,
            _(
                "error_no_row_active",
                default="Leave at least one row active, or nobody can submit an evaluation.",
            ),
        )
    words = {row["token"]: row["description"] for row in old_rows}
    for token, count in listings.used_descriptions(target).items():
        if token not in tokens:
            _add(
                errors,
                target,
                _(
                    "error_row_used",
                    default=(
                        "“${description}” was used in ${n} evaluations and cannot be deleted. "
                        "Deactivate it instead."
                    ),
                ),
                description=words.get(token)
                or listings.case_with_description(token).description_title,
                n=count,
            )
    if errors:
        raise InvalidInput(tuple(errors))


def _tokens(*targets):
    """Tokens of the rows and of the categories in the tables of ``targets``, a set."""
    return {
        token
        for target in targets
        for row in rows(target)
        for token in (row["token"], row["category_token"])
    }


def _add(errors, field, message, **mapping):
    errors.append(FieldError(field, _(message, default=message.default, mapping=mapping)))


def _draw(taken):
    while True:
        token = "".join(secrets.choice(ALPHABET) for _i in range(8))
        if token not in taken:
            taken.add(token)
            return token
