"""通报: who makes one, what stays as it was, and in which order they are numbered."""

from datetime import date
from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.content import supervision_log
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.bulletins import register
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from tests import factories
import hashlib
import json
import pytest


TERM = {"period": "term"}


@pytest.fixture
def supervisor(cases, today):
    with factories.acting_as("supervisor"):
        yield cases


@pytest.fixture
def draft(supervisor):
    return register.make(TERM)


def words(bulletin):
    return "\n".join(block["text"] for block in register.blocks(bulletin))


def test_a_draft_has_figures_texts_and_who_made_it(draft):
    assert draft.figures["counts"]["received"] == 5
    assert draft.figures["period"] == {
        "name": "2026—2027学年第一学期",
        "words": "2026年9月1日至11月24日",
        "first": "2026-09-01",
        "last": "2026-11-24",
    }
    assert dict(draft.parameters) == {"period": "term-2026-09-01"}
    assert (draft.made_on, draft.made_by, draft.is_issued) == (date(2026, 11, 24), "祁望舒", False)
    assert draft.texts["title"] == "2026—2027学年第一学期机关作风评价情况通报"
    assert draft.texts["signature"] == "机关党委"
    assert "草稿" in words(draft)


def test_the_snapshot_is_plain_data_about_nobody_who_evaluated(draft):
    text = json.dumps(draft.figures, ensure_ascii=False)
    assert json.loads(text) == draft.figures
    for userid in ("teacher", "student"):
        assert userid not in text
        assert factories.ACCOUNTS[userid][0] not in text
    assert "姜砚秋" not in text


def test_numbers_follow_each_other_without_a_gap(supervisor):
    first, second, third = register.make(TERM), register.make(TERM), register.make(TERM)
    register.issue(second)
    register.discard(first)
    register.issue(third)
    assert [each.id for each in register.issued()] == ["2026-2", "2026-1"]
    assert register.find("2026-1") is second
    assert register.find(first.id) is None
    assert register.drafts() == []
    assert "2026年第1期" in words(second)


def test_each_year_begins_anew(supervisor):
    register.issue(register.make(TERM))
    new_year = datetime(2027, 1, 4, 10, tzinfo=config.TIMEZONE)
    with dates.at(new_year):
        bulletin = register.make(TERM)
        register.issue(bulletin)
    assert bulletin.id == "2027-1"
    assert [each.id for each in register.issued()] == ["2027-1", "2026-1"]


def test_what_was_issued_stays_as_it_was_when_cases_change(supervisor):
    bulletin = register.make(TERM)
    register.issue(bulletin)
    file, text = register.word_file(bulletin), words(bulletin)
    figures = json.dumps(bulletin.figures)
    factories.answer(supervisor["waiting"])
    factories.submit("student")
    assert register.word_file(bulletin) == file
    assert words(bulletin) == text
    assert json.dumps(bulletin.figures) == figures
    assert register.make(TERM).figures["counts"]["received"] == 6


def test_a_draft_keeps_its_figures_too(supervisor, draft):
    text = words(draft)
    factories.submit("student")
    assert words(draft) == text


def test_what_was_issued_cannot_be_changed_thrown_away_or_issued_again(draft):
    register.issue(draft)
    for act in (register.issue, register.discard):
        with pytest.raises(NotPossible):
            act(draft)
    with pytest.raises(NotPossible):
        register.change(draft, {"title": "别的"})
    assert register.find("2026-1").texts["title"].startswith("2026—2027学年")


def test_texts_of_a_draft_can_be_changed_and_stand_in_the_document(draft):
    register.change(draft, {"title": "情况通报", "requirements": "第一条\n\n 第二条 \n"})
    text = words(draft)
    for line in ("情况通报", "（一）第一条", "（二）第二条", "各党总支、党支部，机关各单位："):
        assert line in text.splitlines()


@pytest.mark.parametrize("name", ["title", "recipients", "signature"])
def test_a_text_that_is_needed_cannot_be_empty(draft, name):
    before = dict(draft.texts)
    with pytest.raises(InvalidInput) as refusal:
        register.change(draft, {"requirements": "别的", name: " "})
    assert [error.field for error in refusal.value.errors] == [name]
    assert draft.texts == before


def test_the_log_and_the_document_vouch_for_each_other(draft):
    register.issue(draft)
    entry = supervision_log.head(roster.get_center())
    assert entry.act == config.ACT_ISSUE_BULLETIN
    assert entry.number == "2026-1"
    assert dict(entry.details)["sha256"] == hashlib.sha256(draft.file).hexdigest()
    assert "督办记录" not in words(draft)
    second = register.make(TERM)
    register.issue(second)
    assert second.head == (entry.serial, entry.seal)
    assert f"督办记录截至第{entry.serial}条，校验码{entry.seal[:12]}。" in words(second)


@pytest.mark.parametrize(
    "values",
    [
        {"period": "moon"},
        {"period": "custom"},
        {"period": "custom", "from": "2026-11-30", "to": "2026-11-01"},
        {"period": "month-2027-03-01"},
        {"period": 5},
    ],
)
def test_a_period_that_means_nothing_makes_no_draft(supervisor, values):
    with pytest.raises(InvalidInput):
        register.make(values)
    assert register.drafts() == []


def test_a_bulletin_is_about_all_units_whatever_is_sent(supervisor):
    found = register.make({**TERM, "unit": "hqc", "category": "uc1"})
    assert found.figures["counts"]["received"] == 5


def test_drafts_are_not_piled_up(supervisor, monkeypatch):
    monkeypatch.setattr(register, "MOST_DRAFTS", 2)
    register.make(TERM)
    register.make(TERM)
    with pytest.raises(NotPossible):
        register.make(TERM)


@pytest.mark.parametrize("userid", ["teacher", "clerk", "webmaster", "reviewer"])
def test_others_neither_make_nor_read_any(cases, today, userid):
    with factories.acting_as("supervisor"):
        draft = register.make(TERM)
    with factories.acting_as(userid):
        for act in (
            register.issued,
            register.drafts,
            lambda: register.make(TERM),
            lambda: register.find(draft.id),
            lambda: register.issue(draft),
            lambda: register.discard(draft),
            lambda: register.change(draft, {"title": "别的"}),
        ):
            with pytest.raises(NotPermitted):
                act()
