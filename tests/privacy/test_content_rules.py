"""Channel 23: the portal's own content rules do not run for cases and answers.

Their ``${user_fullname}`` would be the evaluator, and their mail would go to whom a rule names.
"""

from hnu.jgzf import config
from plone import api
from tests import factories
from tests import portal_rules
from tests.privacy import evidence
from tests.privacy.world import AUTHOR
import logging
import pytest
import transaction


@pytest.fixture
def mails(used_world):
    """Rules at the site's root, at the center and at the unit, for all below, that send mail."""
    portal = used_world.portal
    transaction.begin()
    portal_rules.install(portal, (portal, portal.jgzf, portal.jgzf.jwc, portal.shared))
    transaction.commit()
    with portal_rules.mails() as messages:
        yield messages


def live_a_life():
    """A case by the author, from its submission to its end and beyond."""
    case = factories.submit(AUTHOR.userid)
    factories.answer(case)
    factories.rate(case, "dissatisfied", by=AUTHOR.userid)
    factories.answer(case)
    factories.rate(case, "satisfied", by=AUTHOR.userid)
    factories.close(case)
    with factories.acting_as("supervisor"):
        api.portal.get_tool("portal_workflow").doActionFor(
            case, "reopen", comment=factories.CONTENT
        )
    assert case.state == config.SUBMITTED


def test_no_rule_of_the_portal_runs_for_cases_and_answers(used_world, mails, caplog):
    caplog.set_level(logging.INFO)
    live_a_life()
    transaction.commit()
    assert mails == []
    assert not [record for record in caplog.records if record.name == portal_rules.LOGGER]


def test_the_same_rules_name_the_author_of_other_content(used_world, mails, caplog):
    """The control."""
    caplog.set_level(logging.INFO)
    with api.env.adopt_user(user=api.user.get(userid=AUTHOR.userid)):
        api.content.create(used_world.portal.shared, "Document", "page", title="Page")
    transaction.commit()
    assert len(mails) >= 1
    assert evidence.identity_in(str(mails[0]))
    noted = [record.getMessage() for record in caplog.records if record.name == portal_rules.LOGGER]
    assert any(AUTHOR.userid in message or AUTHOR.login in message for message in noted)


def test_rules_still_run_for_units_and_people(used_world, mails):
    """That a unit was added is a webmaster's business."""
    with api.env.adopt_user(username="webmaster"):
        factories.add_unit("xgb", "学生工作部")
        factories.add_person(used_world.portal.jgzf.jwc, "20130001", "林知夏")
    transaction.commit()
    assert len(mails) >= 2
