from hnu.jgzf import config
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import clock
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import filters
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from plone import api
from plone.app.testing import applyProfile
from tests import factories
import datetime
import pytest
import transaction


REASON = "内容含有他人的身份证号码和住址。"
BACK = "个人信息已经隐去，可以恢复展示。"

PARTIES = {"teacher", "clerk", "deputy", "supervisor", "supervisor2"}
OTHERS = {"student", "dean", "evaluated", "webmaster", "reviewer", "editor", None}
SEEING = ("View", "Access contents information")


def hide(case, by="supervisor", reason=REASON):
    with factories.acting_as(by):
        hiding.hide(case, reason)


def show(case, by="supervisor", reason=BACK):
    with factories.acting_as(by):
        hiding.show_again(case, reason)


def seers(item):
    """Accounts that have both permissions to see ``item``."""
    found = set()
    for userid in PARTIES | OTHERS:
        with factories.acting_as(userid):
            allowed = {api.user.has_permission(name, obj=item) for name in SEEING}
        assert len(allowed) == 1, userid
        if allowed == {True}:
            found.add(userid)
    return found


@pytest.fixture
def case(university):
    return factories.submit("teacher", staff_member="20090417")


@pytest.fixture
def hidden(case):
    hide(case)
    return case


# Who sees it


def test_a_hidden_case_is_seen_by_its_parties_alone(case):
    everybody = PARTIES | OTHERS - {None}
    assert seers(case) == everybody
    hide(case)
    assert seers(case) == PARTIES
    show(case)
    assert seers(case) == everybody


def test_an_answer_is_hidden_with_its_case(hidden):
    factories.answer(hidden)
    assert seers(hidden["1"]) == PARTIES


def test_the_person_it_is_about_does_not_see_it_as_administrator_either(hidden):
    unit = roster.get_unit("jwc")
    unit.administrators = [*unit.administrators, factories.administrator("evaluated")]
    assert seers(hidden) == PARTIES


def test_it_stays_hidden_at_every_step_of_its_life(hidden):
    factories.answer(hidden)
    assert seers(hidden) == PARTIES
    factories.rate(hidden, "dissatisfied")
    assert seers(hidden) == PARTIES
    factories.answer(hidden)
    factories.rate(hidden, "satisfied")
    factories.close(hidden)
    assert seers(hidden) == PARTIES
    with factories.acting_as("supervisor"):
        lifecycle.reopen(hidden, REASON)
    assert seers(hidden) == PARTIES


def test_it_stays_hidden_when_security_settings_are_updated(portal, hidden):
    api.portal.get_tool("portal_workflow").updateRoleMappings()
    assert seers(hidden) == PARTIES
    show(hidden)
    assert seers(hidden) == PARTIES | OTHERS - {None}


def test_it_stays_hidden_when_the_add_on_is_installed_again(portal, hidden):
    for profile in ("uninstall", "default"):
        applyProfile(portal, f"hnu.jgzf:{profile}")
    for userid in ("supervisor", "supervisor2"):
        api.user.grant_roles(username=userid, roles=[config.ROLE_SUPERVISOR])
    case = roster.get_unit("jwc")[hidden.getId()]
    assert seers(case) == PARTIES
    assert listings.wall().total == 0


def test_what_the_workflow_says_is_in_force_again_once_it_is_shown(hidden):
    workflow = api.portal.get_tool("portal_workflow")[config.WORKFLOW_ID]
    state = workflow.states[config.SUBMITTED]
    before = state.permission_roles
    try:
        state.setPermission("View", 0, ("Manager",))
        transaction.savepoint()
        workflow.updateRoleMappingsFor(hidden)
        assert hidden._p_changed
        assert seers_of_view(hidden) == PARTIES
        show(hidden)
        assert seers_of_view(hidden) == set()
    finally:
        state.permission_roles = before


def seers_of_view(case):
    found = set()
    for userid in PARTIES | OTHERS:
        with factories.acting_as(userid):
            if api.user.has_permission("View", obj=case):
                found.add(userid)
    return found


def test_the_clock_goes_on_with_a_hidden_case(hidden):
    factories.answer(hidden)
    later = dates.now() + datetime.timedelta(days=60)
    with dates.at(later):
        clock.run()
    with dates.at(later + datetime.timedelta(days=10)):
        clock.run()
    assert hidden.state == config.CLOSED
    assert seers(hidden) == PARTIES


# Who may hide, and what it needs


@pytest.mark.parametrize("state", config.STATES)
def test_a_case_is_hidden_and_shown_again_in_any_state(case, state):
    factories.bring_to(case, state)
    hide(case)
    assert case.hidden
    assert case.state == state
    show(case)
    assert not case.hidden


@pytest.mark.parametrize(
    "userid", sorted(PARTIES - {"supervisor", "supervisor2"}) + ["student", "evaluated", "dean"]
)
def test_only_a_supervisor_hides_and_shows(case, userid):
    with pytest.raises(NotPermitted):
        hide(case, by=userid)
    hide(case)
    with pytest.raises(NotPermitted):
        show(case, by=userid)


@pytest.mark.parametrize("reason", ["", "太短", None, 5, "字" * 501])
def test_a_refused_act_writes_nothing(portal, case, reason):
    with (
        factories.nothing_written(portal, case),
        pytest.raises(InvalidInput) as refused,
    ):
        hide(case, reason=reason)
    assert [error.field for error in refused.value.errors] == ["reason"]


def test_nobody_hides_what_is_hidden_or_shows_what_is_shown(case):
    with pytest.raises(NotPossible):
        show(case)
    hide(case)
    with pytest.raises(NotPossible):
        hide(case)


def test_reason_and_moment_of_each_act_are_kept_and_logged(case):
    hide(case)
    show(case)
    assert [(act.hidden, act.reason) for act in case.hidings] == [(True, REASON), (False, BACK)]
    assert all(act.at.date() == dates.today() for act in case.hidings)
    with factories.acting_as("supervisor"):
        lines, _total = supervision_log.read()
    assert [(line.entry.act, line.entry.reason) for line in lines] == [
        (config.ACT_SHOW, BACK),
        (config.ACT_HIDE, REASON),
    ]


# Lists


def numbers(page):
    return [brain.number for brain in page]


def test_the_wall_leaves_it_out_for_everybody_and_does_not_count_it(case):
    others = [factories.submit("student").getId(), factories.submit("teacher").getId()]
    hide(case)
    for userid in ("student", "teacher", "supervisor", "clerk"):
        with factories.acting_as(userid):
            page = listings.wall()
            assert numbers(page) == others[::-1]
            assert page.total == 2
    show(case)
    assert listings.wall().total == 3


@pytest.mark.parametrize(
    "query",
    [
        {"unit": "jwc"},
        {"staff_member": "20090417"},
        {"target": "staff"},
        {"state": "submitted"},
        {"from": "2020-01-01"},
        {"unit": "jwc", "state": "submitted", "to": "2999-01-01"},
    ],
)
def test_no_filter_finds_it_or_counts_it(case, query):
    narrowed, errors = filters.read(query)
    assert errors == []
    found = listings.wall(narrowed)
    assert case.getId() in numbers(found)
    hide(case)
    left = listings.wall(narrowed)
    assert case.getId() not in numbers(left)
    assert left.total == found.total - 1


def test_pages_of_a_long_wall_have_no_gaps(university):
    cases = [factories.submit("teacher") for _n in range(7)]
    for case in cases[::3]:
        hide(case)
    shown = [case.getId() for case in cases if not case.hidden][::-1]
    pages = [numbers(listings.wall(start=start, size=2)) for start in (0, 2)]
    assert pages == [shown[:2], shown[2:]]


def test_its_parties_find_it_in_their_own_lists(hidden):
    (brain,) = listings.of_evaluator("teacher")
    assert brain.hidden
    for userid in ("clerk", "supervisor"):
        with factories.acting_as(userid):
            assert numbers(listings.queue("pending", ["jwc"])) == [hidden.getId()]
            assert listings.pending_count(["jwc"]) == 1
    assert listings.count_of_unit("jwc") == 1


def test_whom_it_is_about_does_not_find_it_in_her_office(hidden):
    other = factories.submit("student").getId()
    with factories.acting_as("evaluated"):
        assert numbers(listings.queue("pending", ["jwc"])) == [other]
        assert listings.queue_lengths(["jwc"])["pending"] == 1
    show(hidden)
    with factories.acting_as("evaluated"):
        assert listings.pending_count(["jwc"]) == 2


def test_a_unit_whose_cases_are_all_hidden_has_none_on_the_wall(case):
    assert listings.has_on_wall("jwc")
    hide(case)
    assert not listings.has_on_wall("jwc")


def test_only_hidden_cases_stand_in_their_index(case):
    index = get_catalog().index("concealed")
    factories.submit("student")
    assert len(index.documentToKeyMap()) == 0
    hide(case)
    assert len(index.documentToKeyMap()) == 1
    assert catalog_upkeep.check() == []
    show(case)
    assert len(index.documentToKeyMap()) == 0
    assert catalog_upkeep.check() == []
