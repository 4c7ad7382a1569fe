from hnu.jgzf import config
from tests import factories


def stored_roles(case):
    """Permissions whose roles are written into the case itself."""
    return {name for name in vars(case) if name.endswith("_Permission")}


def test_a_case_stores_roles_only_where_they_differ_from_those_at_first(case):
    assert stored_roles(case) == set()
    factories.bring_to(case, config.ANSWERED)
    assert stored_roles(case) == {
        "_hnu_jgzf__Answer_evaluation_Permission",
        "_hnu_jgzf__Close_dissatisfied_evaluation_Permission",
        "_hnu_jgzf__Close_evaluation_Permission",
        "_hnu_jgzf__Rate_evaluation_Permission",
        "_hnu_jgzf__Resume_evaluation_Permission",
        "_hnu_jgzf__Return_answer_Permission",
    }


def test_a_case_has_the_roles_of_its_state_again_after_a_second_round(case, portal):
    factories.bring_to(case, config.RATED, level="dissatisfied")
    factories.answer(case)
    state = portal.portal_workflow[config.WORKFLOW_ID].states[config.ANSWERED]
    for permission, roles in state.permission_roles.items():
        found = case.rolesOfPermission(permission)
        assert {role["name"] for role in found if role["selected"]} == set(roles), permission
