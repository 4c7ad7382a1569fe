"""Channel 23: the portal's own content rules do not run for cases and answers.

Their ``${user_fullname}`` would be the evaluator, and their mail would go to whom a rule names. The
worker runs rules for events of ours afterwards: nobody is logged in then, and they get no case.
"""

from hnu.jgzf import config
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.notifications import content_rules
from hnu.jgzf.notifications.worker import Worker
from plone import api
from tests import factories
from tests import portal_rules
from tests.privacy import evidence
from tests.privacy.world import AUTHOR
import email
import email.policy
import logging
import pytest
import threading
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


@pytest.fixture
def rules_of_ours(used_world):
    """Rules at root, center and unit that tell everything a rule can, of every event of ours."""
    portal = used_world.portal
    places = (portal, portal.jgzf, portal.jgzf.jwc)
    message = f"{portal_rules.VARIABLES} {EVERYTHING} {portal_rules.OURS}"
    transaction.begin()
    # The worker's own mails are another test's.
    for name in ("sms_transport", "mail_transport"):
        api.portal.set_registry_record(name, "log", interface=INotificationSettings)
    portal_rules.install(portal, places, content_rules.EVENTS.values(), message)
    transaction.commit()
    with portal_rules.mails() as messages:
        yield messages


# What Plone's own substitutions could make of a case; not ``member_emails``, for she is a member
EVERYTHING = " ".join(
    f"${{{name}}}"
    for name in (
        *("id", "url", "absolute_url", "parent_title", "parent_url", "description", "contributors"),
        *("contributors_emails", "creators_emails", "user_emails", "identifier"),
        *(
            "reader_emails",
            "editor_emails",
            "reviewer_emails",
            "contributor_emails",
            "manager_emails",
        ),
        *("change_title", "change_type", "created", "modified", "review_state", "comment-id"),
    )
)


def test_rules_of_ours_tell_what_everybody_sees_and_nobody(used_world, rules_of_ours, caplog):
    caplog.set_level(logging.DEBUG)
    live_a_life()
    transaction.commit()
    # In her own requests nothing was told.
    assert rules_of_ours == []
    thread = threading.Thread(target=Worker().work)
    thread.start()
    thread.join(120)
    transaction.begin()
    assert len(rules_of_ours) >= 6
    for mail in rules_of_ours:
        message = email.message_from_bytes(mail, policy=email.policy.default)
        text = f"{message} {message.get_content()}"
        assert "教务处" in text
        assert evidence.identity_in(text) is None
        assert not [words for words in TEXTS if words in text]
    noted = [record.getMessage() for record in caplog.records if record.name == portal_rules.LOGGER]
    assert noted
    assert {message.split(" did ")[0] for message in noted} == {"Caught: Anonymous User"}
    assert evidence.identity_in(caplog.text) is None


# What she wrote, and what was written to her
TEXTS = ("缓考申请要跑三个办公室盖章", factories.CONTENT, factories.ANSWER)


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
