from hnu.jgzf import config
from hnu.jgzf.domain import lifecycle
from itertools import product
from tests.workflow import table
import pytest


def test_the_document_says_yes_or_no_to_everybody_in_every_state():
    found = [(cell.state, cell.who, cell.transition) for cell in table.CELLS]
    assert sorted(found) == sorted(product(table.STATES, table.ACCOUNTS, lifecycle.TRANSITIONS))


def test_the_document_speaks_of_every_state_and_of_every_transition_that_leaves_it():
    assert {state for state, _level in table.STATES.values()} == set(config.STATES)
    possible = {
        (table.STATES[cell.state][0], cell.transition) for cell in table.CELLS if cell.allowed
    }
    starts = {(state, name) for name, states in lifecycle.STARTS.items() for state in states}
    assert possible == starts


def test_a_word_that_means_nothing_is_no_cell():
    text = table.OF_CASES
    with pytest.raises(ValueError, match="submitted, member, answer: maybe"):
        table.read(text.replace("| member | no |", "| member | maybe |", 1))
