"""Nobody's name in the database's own log, over HTTP and in scripts."""

from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import deadlines
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import undo_log
from tests import factories
from tests.domain.calendars import know_years
import requests
import transaction


REASON = "需要向评价人核实办理时间和地点。"


def last_entry(site):
    """User, description and extension of the last transaction in the database."""
    transaction.begin()
    *_others, entry = site._p_jar.db().storage.iterator()
    return entry.user, entry.description, entry.extension


def run(act, userid):
    """A script's transaction that says who runs it, as Zope's does."""
    transaction.begin()
    transaction.get().setUser(userid)
    transaction.get().note(f"/plone/jgzf by {userid}")
    transaction.get().setExtendedInfo("who", userid)
    act()
    transaction.commit()


def test_the_log_names_who_writes_something_else(site):
    """The control: without it the tests below could not fail."""
    run(lambda: setattr(roster.get_unit("jwc"), "title", "教务部"), "webmaster")
    user, description, extension = last_entry(site)
    assert b"webmaster" in user
    assert b"webmaster" in description
    assert extension == {"who": "webmaster"}


def test_no_act_leaves_a_name_in_the_log(site):
    case = []
    acts = (
        ("teacher", lambda: case.append(factories.submit("teacher"))),
        ("clerk", lambda: factories.answer(case[0])),
        ("clerk", lambda: _look(case[0])),
        ("teacher", lambda: factories.rate(case[0], "dissatisfied")),
        ("supervisor", lambda: factories.close(case[0], by="supervisor", reason=REASON)),
        ("supervisor", lambda: _reopen(case[0])),
    )
    for userid, act in acts:
        run(act, userid)
        assert last_entry(site) == (b"", b"", {})


def _look(case):
    with factories.acting_as("clerk"):
        disclosure.disclose(case, REASON)


def _reopen(case):
    with factories.acting_as("supervisor"):
        lifecycle.reopen(case, REASON)


def test_settling_deadlines_leaves_no_name_in_the_log(site, monkeypatch):
    know_years(monkeypatch, *range(2001, 2060))
    with dates.at(datetime(2059, 12, 29, 10, tzinfo=config.TIMEZONE)):
        factories.submit("teacher")
    transaction.commit()
    know_years(monkeypatch, *range(2001, 2061))
    run(lambda: deadlines.settle_provisional()[0], "webmaster")
    assert last_entry(site) == (b"", b"", {})


def test_a_transaction_that_is_run_again_forgets_again(site):
    for _attempt in range(2):
        transaction.begin()
        transaction.get().setUser("teacher")
        factories.submit("teacher")
        transaction.abort()
    run(lambda: factories.submit("teacher"), "teacher")
    assert last_entry(site) == (b"", b"", {})
    run(lambda: setattr(roster.get_unit("jwc"), "title", "教务部"), "webmaster")
    assert b"webmaster" in last_entry(site)[0]


def test_a_name_that_is_set_later_is_forgotten_too(site):
    def act():
        undo_log.forget_user()
        transaction.get().setUser("teacher")
        roster.get_unit("jwc").title = "教务部"

    run(act, "teacher")
    assert last_entry(site)[0] == b""


def test_a_request_that_answers_a_case_leaves_no_name_and_one_that_edits_a_unit_does(site):
    case = factories.submit("teacher")
    transaction.commit()
    answer = requests.post(
        f"{case.absolute_url()}/@feedback",
        json={"content": factories.ANSWER, "outcome": "resolved"},
        auth=("clerk", factories.PASSWORD),
        headers={"Accept": "application/json"},
        timeout=60,
    )
    assert answer.ok, answer.text
    assert last_entry(site) == (b"", b"", {})
    answer = requests.patch(
        roster.get_unit("jwc").absolute_url(),
        json={"title": "教务部"},
        auth=("webmaster", factories.PASSWORD),
        headers={"Accept": "application/json"},
        timeout=60,
    )
    assert answer.ok, answer.text
    assert b"webmaster" in last_entry(site)[0]
