"""Tokens of category tables, whatever a webmaster does to a table."""

from hnu.jgzf import config
from hnu.jgzf.domain import categories
from hnu.jgzf.interfaces.errors import InvalidInput
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies
from tests import factories
import copy
import pytest


UNIT = config.TARGET_UNIT
TITLES = ("执行能力", "工作规范", "会风文风", "新类别", "另一类别")

words = strategies.sampled_from(TITLES)
new_row = strategies.fixed_dictionaries(
    {
        "token": strategies.none() | strategies.sampled_from(["", "u01", "u02", "s01", "forged"]),
        "category_token": strategies.none() | strategies.sampled_from(["", "uc1", "forged"]),
        "category": words,
        "description": strategies.text(min_size=1, max_size=5),
        "active": strategies.sampled_from([True, False, None]),
    }
)


@strategies.composite
def edited(draw, rows):
    """A table as it comes from a form: rows renamed, moved, removed, added, in another order."""
    rows = [dict(row) for row in rows[: draw(strategies.integers(0, 8))]]
    for row in rows:
        if draw(strategies.booleans()):
            row["category"] = draw(words)
        if draw(strategies.booleans()):
            row["description"] = draw(strategies.text(min_size=1, max_size=5))
    rows += draw(strategies.lists(new_row, max_size=4))
    return draw(strategies.permutations(rows))


class TestTables:
    @pytest.fixture(scope="class")
    def table(self, portal_class):
        return copy.deepcopy(categories.rows(UNIT))

    @settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(data=strategies.data())
    def test_tokens_are_made_by_the_server_and_stay(self, table, data):
        new_rows = data.draw(edited(table))
        before = copy.deepcopy(new_rows)
        result = categories.with_tokens(UNIT, new_rows)

        assert new_rows == before, "what came from the form is not changed"
        known = {row["token"]: row for row in table}
        old_titles = {row["category"]: row["category_token"] for row in table}
        foreign = {row["token"] for row in categories.rows("staff")}
        assert [(row["category"], row["description"]) for row in result] == [
            (row["category"], row["description"]) for row in new_rows
        ]
        for sent, row in zip(new_rows, result, strict=True):
            if sent["token"] in known:
                assert row["token"] == sent["token"]
            else:
                assert row["token"] not in {*known, *foreign, "", None, "forged"}
            if row["category"] in old_titles:
                assert row["category_token"] == old_titles[row["category"]]
            assert row["category_token"] not in ("", None, "forged")
            assert isinstance(row["active"], bool)
        # a category is one title with one token
        pairs = {(row["category"], row["category_token"]) for row in result}
        assert len(pairs) == len({title for title, _t in pairs}) == len({t for _t, t in pairs})

    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(data=strategies.data())
    def test_a_table_that_passes_has_neither_gaps_nor_doubles(self, table, data):
        result = categories.with_tokens(UNIT, data.draw(edited(table)))
        try:
            categories.check_table(UNIT, table, result)
        except InvalidInput:
            return
        tokens = [row["token"] for row in result]
        assert len(tokens) == len(set(tokens))
        lines = [(row["category"].strip(), row["description"].strip()) for row in result]
        assert len(lines) == len(set(lines))
        assert all(category and description for category, description in lines)

    def test_used_rows_cannot_leave_by_whatever_edit(self, table, portal_class):
        factories.university(portal_class)
        case = factories.submit("teacher")
        without = [row for row in table if row["token"] != case.description_token]
        renamed = [{**row, "description": "改"} if row in table[:1] else row for row in table]
        for rows, allowed in ((without, False), ([], False), (table[::-1], True), (renamed, True)):
            if allowed:
                categories.check_table(UNIT, table, rows)
            else:
                with pytest.raises(InvalidInput) as refusal:
                    categories.check_table(UNIT, table, rows)
                assert "error_row_used" in [str(e.message) for e in refusal.value.errors]
