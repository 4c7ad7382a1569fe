from hnu.jgzf.domain import party_branches
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from tests import factories
import pytest


@pytest.fixture
def branches(university):
    """``jwc`` and ``hqc`` are a joint branch; ``below`` is attached to ``jwc``."""
    for code in ("jwc", "hqc"):
        roster.get_unit(code).party_branch = " 联合支部 "
    factories.add_unit("below", "考试中心", host_unit="jwc", administrators=[])
    return university


def save(entered, by="supervisor"):
    with factories.acting_as(by):
        return party_branches.save(entered)


def test_a_branch_is_what_its_units_say(branches):
    (branch,) = party_branches.branches()
    assert (branch.name, branch.is_joint, branch.secretaries) == ("联合支部", True, ())
    assert [unit.code for unit in branch.units] == ["hqc", "jwc"]
    # R30
    assert [unit.code for unit in branch.attached] == ["below"]
    assert [unit.code for unit in party_branches.units_without_branch()] == ["below"]


def test_a_unit_that_is_not_in_use_counts_for_no_branch(branches):
    roster.get_unit("hqc").active = False
    roster.get_unit("below").active = False
    (branch,) = party_branches.branches()
    assert [unit.code for unit in branch.all_units] == ["jwc"]


def test_accounts_are_found_by_id_and_name(branches):
    assert save({"联合支部": "student、方晓棠，student"}) == []
    assert party_branches.find("联合支部").secretaries == ("student", "teacher")
    assert [b.name for b in party_branches.of_secretary("teacher")] == ["联合支部"]
    assert party_branches.of_secretary("clerk") == []
    assert party_branches.of_secretary(None) == []


def test_an_account_that_is_not_there_yet_is_kept_and_told(branches):
    assert save({"联合支部": ["20990001"]}) == ["20990001"]
    assert party_branches.find("联合支部").unknown == ["20990001"]


def test_what_means_nobody_is_refused_and_nothing_is_kept(branches):
    roster.get_unit("below").party_branch = "乙支部"
    save({"乙支部": "dean"})
    entered = {"联合支部": "student", "乙支部": "没有此人", "丙支部": "teacher"}
    with factories.nothing_written_to(roster.get_center()), pytest.raises(InvalidInput) as refused:
        save(entered)
    assert [error.field for error in refused.value.errors] == ["乙支部", "丙支部"]


@pytest.mark.parametrize("typed", [5, None, {"a": 1}, [5]])
def test_only_a_text_or_a_list_of_texts_is_understood(branches, typed):
    with pytest.raises(InvalidInput):
        save({"联合支部": typed})


def test_a_branch_without_units_is_shown_until_its_secretaries_are_taken_away(branches):
    save({"联合支部": "student"})
    for unit in roster.all_units():
        unit.party_branch = "新支部"
    orphan = next(b for b in party_branches.branches() if b.name == "联合支部")
    assert (orphan.units, party_branches.find("联合支部")) == ((), None)
    assert party_branches.of_secretary("student") == []
    with pytest.raises(InvalidInput):
        save({"联合支部": "student、teacher"})
    save({"联合支部": ""})
    assert [b.name for b in party_branches.branches()] == ["新支部"]


@pytest.mark.parametrize("userid", ["teacher", "clerk", "student", "reviewer"])
def test_only_who_keeps_the_roster_says_who_is_secretary(branches, userid):
    with pytest.raises(NotPermitted):
        save({"联合支部": userid}, by=userid)


def test_nobody_else_speaks_for_a_branch_and_nobody_learns_which_there_are(branches):
    save({"联合支部": "student"})
    words = set()
    for name in ("联合支部", "没有的支部", ""):
        with factories.acting_as("clerk"), pytest.raises(NotPermitted) as refused:
            party_branches.own(name)
        words.add(str(refused.value.message))
    assert len(words) == 1
    with factories.acting_as("student"):
        assert party_branches.own().name == party_branches.own("联合支部").name
