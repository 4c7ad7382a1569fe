"""What can be chosen in a drop-down: options as templates write them."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import categories


TARGET_TITLES = {
    config.TARGET_UNIT: _("target_unit", default="Units only"),
    config.TARGET_STAFF: _("target_staff", default="People only"),
}
TABLE_TITLES = {
    config.TARGET_UNIT: _("label_unit_categories", default="Categories for units"),
    config.TARGET_STAFF: _("label_staff_categories", default="Categories for staff members"),
}


def options(pairs, chosen):
    """``pairs`` of token and title as dicts of token, title and selected, as HTML wants it."""
    return [
        {"token": token, "title": title, "selected": "selected" if token == chosen else None}
        for token, title in pairs
    ]


def units(found, chosen):
    """Options for ``found``, units of the roster, with their codes as tokens."""
    return options([(unit.code, unit.title) for unit in found], chosen)


def category_groups(chosen):
    """Dicts of title and options, one for each table of categories.

    One that is no longer offered may have cases, so it can be chosen.
    """
    groups = []
    for target in config.TARGETS:
        titles = {row["category_token"]: row["category"] for row in categories.rows(target)}
        groups.append({"title": TABLE_TITLES[target], "options": options(titles.items(), chosen)})
    return groups
