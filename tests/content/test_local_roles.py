from AccessControl import getSecurityManager
from borg.localrole.interfaces import ILocalRoleProvider
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hnu.jgzf import config
from hnu.jgzf.content import clock
from hnu.jgzf.content.local_roles import EvaluationRoles
from hnu.jgzf.content.local_roles import UnitRoles
from hnu.jgzf.domain import roster
from tests import factories
from zope.component import getAdapters
import pytest


ADMINISTRATOR = (config.ROLE_UNIT_ADMINISTRATOR,)
EVALUATOR = (config.ROLE_EVALUATOR,)
NOVEMBER_24 = date(2026, 11, 24)
DAY = timedelta(days=1)


def roles_of(userid, item):
    """Our roles of ``userid`` in the context of ``item``, as every permission check sees them."""
    with factories.acting_as(userid):
        user = getSecurityManager().getUser()
        return set(user.getRolesInContext(item)) & set(config.ROLES)


@pytest.fixture
def jwc(university):
    return roster.get_unit("jwc")


# By date


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (None, None, (-1, 0, 1)),
        (NOVEMBER_24, None, (0, 1)),
        (None, NOVEMBER_24, (-1, 0)),
        (NOVEMBER_24, NOVEMBER_24, (0,)),
        (NOVEMBER_24 + DAY, None, (1,)),
        (None, NOVEMBER_24 - DAY, (-1,)),
    ],
)
@pytest.mark.parametrize("deputy", [False, True])
def test_a_row_is_in_force_from_its_first_to_its_last_day_deputies_too(
    jwc, case, first, last, days, deputy
):
    row = factories.administrator("dean", deputy=deputy, **{"from": first, "until": last})
    jwc.administrators = [row]
    for offset in (-1, 0, 1):
        noon = datetime(2026, 11, 24, 12, tzinfo=config.TIMEZONE) + offset * DAY
        with clock.at(noon):
            expected = ADMINISTRATOR if offset in days else ()
            assert UnitRoles(jwc).getRoles("dean") == expected
            assert EvaluationRoles(case).getRoles("dean") == expected


@pytest.mark.parametrize(
    ("moment", "in_force"),
    [
        (datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 16, 0, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 15, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 16, 0, 0, tzinfo=UTC), False),
    ],
)
def test_a_day_begins_at_midnight_in_shanghai(jwc, moment, in_force):
    jwc.administrators = [
        factories.administrator("dean", **{"from": NOVEMBER_24, "until": NOVEMBER_24})
    ]
    with clock.at(moment):
        assert UnitRoles(jwc).getRoles("dean") == (ADMINISTRATOR if in_force else ())
        assert roles_of("dean", jwc) == (set(ADMINISTRATOR) if in_force else set())


def test_the_successor_takes_over_at_once_without_anything_being_indexed(jwc, case, portal):
    jwc.administrators = [factories.administrator("dean")]
    assert roles_of("clerk", case) == set()
    assert roles_of("dean", case) == set(ADMINISTRATOR)


def test_somebody_in_two_rows_is_administrator_when_one_of_them_is_in_force(jwc):
    jwc.administrators = [
        factories.administrator("dean", until=date(2020, 1, 1)),
        factories.administrator("dean", deputy=True),
    ]
    assert UnitRoles(jwc).getRoles("dean") == ADMINISTRATOR


# In which place


def test_a_role_holds_in_the_own_unit_alone(university, case):
    jwc, hqc = roster.get_unit("jwc"), roster.get_unit("hqc")
    other = factories.submit("student", unit="hqc")
    for userid, unit, own, foreign, foreign_case in (
        ("clerk", jwc, case, hqc, other),
        ("deputy", jwc, case, hqc, other),
        ("dean", hqc, other, jwc, case),
    ):
        assert roles_of(userid, unit) == roles_of(userid, own) == set(ADMINISTRATOR)
        assert roles_of(userid, roster.all_staff(unit)[0]) == set(ADMINISTRATOR)
        assert roles_of(userid, foreign) == roles_of(userid, foreign_case) == set()
        assert roles_of(userid, roster.get_center()) == set()


def test_the_evaluator_has_her_role_in_her_own_case_and_its_answers_alone(university):
    mine, other = factories.submit("teacher"), factories.submit("student")
    factories.answer(mine)
    assert roles_of("teacher", mine) == set(EVALUATOR)
    assert roles_of("teacher", mine["1"]) == set(EVALUATOR)
    assert roles_of("teacher", other) == set()
    assert roles_of("teacher", roster.get_unit("jwc")) == set()
    assert roles_of("student", mine) == set()


# Nobody judges themselves


def test_whoever_wrote_the_case_does_not_administer_it(jwc):
    case = factories.submit("teacher")
    jwc.administrators = [factories.administrator("teacher")]
    assert roles_of("teacher", jwc) == set(ADMINISTRATOR)
    assert roles_of("teacher", case) == set(EVALUATOR)


def test_whom_the_case_is_about_does_not_administer_it_even_after_leaving(jwc):
    case = factories.submit("teacher", staff_member="20090417")
    jwc["20090417"].userid = "clerk"
    assert roles_of("clerk", case) == set()
    jwc["20090417"].active = False
    assert roles_of("clerk", case) == set()
    assert roles_of("deputy", case) == set(ADMINISTRATOR)


def test_a_person_without_a_known_account_hinders_nobody(jwc):
    case = factories.submit("teacher", staff_member="20120356")
    assert jwc["20120356"].userid is None
    assert roles_of("clerk", case) == set(ADMINISTRATOR)


def test_roles_granted_on_the_unit_do_not_reach_a_case(jwc, case):
    for role in (*config.ROLES, "Owner", "Reviewer", "Editor", "Manager"):
        jwc.manage_setLocalRoles("student", [role])
        with factories.acting_as("student"):
            user = getSecurityManager().getUser()
            assert role not in user.getRolesInContext(case)


def test_no_role_is_kept_on_a_case_or_an_answer(case):
    factories.answer(case)
    for item in (case, case["1"]):
        item.manage_setLocalRoles("student", ["Owner"])
        item.manage_addLocalRoles("student", [config.ROLE_EVALUATOR])
        assert item.get_local_roles() == ()
        assert item.getOwner() is None
        assert roles_of("student", item) == set()


# What they tell


def test_no_provider_of_ours_lists_anybody(university, case):
    """What it listed would become an index that anybody may sort by."""
    factories.answer(case)
    for item in (case, case["1"], case.__parent__, case.__parent__["20090417"]):
        for _name, provider in getAdapters((item,), ILocalRoleProvider):
            if type(provider).__module__.startswith("hnu.jgzf"):
                assert tuple(provider.getAllRoles()) == ()


@pytest.mark.parametrize("userid", [None, "", "nobody", "teacher2", "Teacher", "jwc"])
def test_unknown_accounts_have_no_role(case, userid):
    assert EvaluationRoles(case).getRoles(userid) == ()
    assert UnitRoles(case.__parent__).getRoles(userid) == ()
