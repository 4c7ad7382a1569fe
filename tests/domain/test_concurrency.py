"""What people do at the same moment, on a real database: two connections, two threads."""

from concurrent.futures import ThreadPoolExecutor
from hnu.jgzf import config
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.interfaces.errors import TooMany
from Testing.makerequest import makerequest
from tests import factories
from threading import Barrier
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite
from zope.globalrequest import clearRequest
from zope.globalrequest import setRequest
import pytest
import transaction


REASON = "需要向评价人核实办理时间和地点。"


@pytest.fixture
def database(functional_portal):
    """The university with a case of each unit by each member, committed."""
    factories.university(functional_portal)
    for unit in ("jwc", "hqc"):
        for userid in ("teacher", "student"):
            factories.submit(userid, unit=unit)
    transaction.commit()
    return functional_portal._p_jar.db()


def in_one_moment(database, *acts):
    """Run each of ``acts`` in a thread and connection of its own; all begin before any commits.

    :return: for each of them the ConflictError of its commit, or None.
    """
    barrier = Barrier(len(acts), timeout=60)

    def run(act):
        transaction.begin()
        connection = database.open()
        try:
            app = makerequest(connection.root()["Application"])
            setRequest(app.REQUEST)
            setSite(app["plone"])
            act()
            barrier.wait()
            transaction.commit()
        except ConflictError as conflict:
            return conflict
        finally:
            transaction.abort()
            setSite(None)
            clearRequest()
            connection.close()
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        outcomes = list(pool.map(run, acts))
    transaction.begin()
    return outcomes


def test_two_submissions_about_a_unit_and_its_person_do_not_wait_for_each_other(database):
    for _round in range(3):
        conflicts = in_one_moment(
            database,
            lambda: factories.submit("teacher"),
            lambda: factories.submit("student", staff_member="20090417"),
            lambda: factories.submit("evaluated"),
        )
        assert conflicts == [None, None, None]
    assert listings.wall().total == 4 + 3 * 3
    assert len(listings.of_evaluator("teacher")) == 2 + 3
    assert catalog_upkeep.check() == []


def test_a_submission_an_answer_and_a_rating_do_not_wait_for_each_other(database):
    """Once there are some cases in each state: the first and the last of a state may have to."""
    for state in (config.ANSWERED, config.RATED):
        for _n in range(3):
            factories.bring_to(factories.submit("teacher"), state)
    transaction.commit()
    waiting = listings.pending(["jwc"])[0].number
    answered = listings.queue("answered", ["jwc"])[1].number
    conflicts = in_one_moment(
        database,
        lambda: factories.submit("evaluated", unit="hqc"),
        lambda: factories.answer(roster.get_unit("jwc")[waiting]),
        lambda: factories.rate(roster.get_unit("jwc")[answered], "satisfied"),
    )
    assert [str(conflict) for conflict in conflicts] == ["None"] * 3
    assert catalog_upkeep.check() == []


def test_of_two_administrators_who_answer_at_once_one_is_told_to_reload(database):
    number = listings.pending(["jwc"])[0].number
    answers = [
        lambda by=by: factories.answer(roster.get_unit("jwc")[number], by=by)
        for by in ("clerk", "deputy")
    ]
    conflicts = in_one_moment(database, *answers)
    assert len([conflict for conflict in conflicts if conflict is not None]) == 1
    case = roster.get_unit("jwc")[number]
    assert [feedback.getId() for feedback in case.rounds] == ["1"]
    # Zope runs the loser's request again
    with pytest.raises(NotPossible):
        factories.answer(case, by="deputy")


def test_looks_in_one_moment_do_not_get_around_the_limit(database):
    numbers = [brain.number for brain in listings.pending(["jwc"])]

    def look(number):
        with factories.acting_as("clerk"):
            disclosure.disclose(roster.get_unit("jwc")[number], REASON)

    for _n in range(config.DISCLOSURES_PER_WEEK - 1):
        look(numbers[0])
    transaction.commit()
    conflicts = in_one_moment(database, *(lambda n=number: look(n) for number in numbers))
    assert len([conflict for conflict in conflicts if conflict is not None]) == 1
    with pytest.raises(TooMany):
        look(numbers[0])


def test_of_two_transfers_at_once_one_has_to_be_done_again(database):
    number = listings.pending(["jwc"])[0].number

    def give(by):
        factories.transfer(roster.get_unit("jwc")[number], "hqc", by=by)

    conflicts = in_one_moment(database, lambda: give("supervisor"), lambda: give("supervisor2"))
    assert len([conflict for conflict in conflicts if conflict is not None]) == 1
    case = listings.get_case(number)
    assert [holder.unit for holder in case.holders] == ["jwc"]
    assert number not in roster.get_unit("jwc")
    assert catalog_upkeep.check() == []


def test_a_transfer_and_submissions_to_both_units_do_not_wait_for_each_other(database):
    """Unless it is the first of a bucket, by its number or its place in the catalog: when that went
    while another came, BTrees cannot say whether the bucket's parent still knows it."""
    for _n in range(3):
        factories.submit("teacher")
        factories.submit("teacher", unit="hqc")
    transaction.commit()
    waiting = listings.pending(["jwc"])
    firsts = {
        min(waiting, key=lambda brain: brain.number).number,
        min(waiting, key=lambda brain: brain.getRID()).number,
    }
    number = next(brain.number for brain in waiting if brain.number not in firsts)
    conflicts = in_one_moment(
        database,
        lambda: factories.transfer(roster.get_unit("jwc")[number], "hqc"),
        lambda: factories.submit("student"),
        lambda: factories.submit("evaluated", unit="hqc"),
    )
    assert [str(conflict) for conflict in conflicts] == ["None"] * 3
    assert listings.get_case(number).__parent__.getId() == "hqc"
    assert catalog_upkeep.check() == []


def test_two_orders_at_once_do_not_get_the_same_number(database):
    def issue(userid):
        def act():
            factories.issue_order(next(iter(catalog_upkeep.all_cases())), by=userid)

        return act

    conflicts = in_one_moment(database, issue("supervisor"), issue("supervisor2"))
    # One of them is tried again, and finds the next number.
    assert sum(conflict is not None for conflict in conflicts) == 1
