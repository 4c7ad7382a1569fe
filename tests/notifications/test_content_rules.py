"""Rules of the portal that a webmaster has made for events of ours, run by the worker."""

from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf import setuphandlers
from hnu.jgzf.content import outbox as box
from hnu.jgzf.domain import clock
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import reminding
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces import rules
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.notifications import content_rules
from hnu.jgzf.notifications import dispatch
from plone import api
from plone.app.contentrules import handlers
from plone.app.contentrules.actions.copy import CopyAction
from plone.app.contentrules.actions.delete import DeleteAction
from plone.app.contentrules.actions.move import MoveAction
from plone.app.contentrules.actions.workflow import WorkflowAction
from plone.app.contentrules.conditions.portaltype import PortalTypeCondition
from plone.app.contentrules.conditions.talesexpression import TalesExpressionCondition
from plone.contentrules.engine.interfaces import IRuleStorage
from plone.contentrules.rule.interfaces import IRuleEventType
from plone.stringinterp.browser import SubstitutionInfo
from tests import factories
from tests import portal_rules
from unittest import mock
from ZODB.POSException import ConflictError
from zope.component import getUtilitiesFor
from zope.component import getUtility
from zope.i18n import translate
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.schema.interfaces import IVocabularyFactory
import email
import email.policy
import logging
import pytest


ADDRESS = "https://portal.example.edu"
# A Monday at noon, and the deadline five working days later
MONDAY = datetime(2026, 11, 16, 12, tzinfo=config.TIMEZONE)


@pytest.fixture
def mails(university):
    api.portal.set_registry_record("site_address", ADDRESS, interface=INotificationSettings)
    with portal_rules.mails() as messages:
        yield messages


@pytest.fixture
def install(university):
    """``install("jwc", rules.ICaseOverdue)``: rules at the unit, at the site for an empty code."""

    def make(code, *events, message=portal_rules.OURS):
        place = roster.get_unit(code) if code else university
        portal_rules.install(university, [place], events, message)
        return [getUtility(IRuleStorage)[event.__name__] for event in events]

    return make


@pytest.fixture
def work(university):
    """What the worker does with facts and rules, and how often a step was made."""
    outbox = box.get_outbox(roster.get_center())

    def run():
        for fact in outbox.undispatched():
            dispatch.dispatch(outbox, fact)
            fact.awaits_rules = content_rules.is_wanted(fact)
        content_rules.work(outbox, lambda act: act() or True)

    return run


def texts(mails):
    found = [email.message_from_bytes(_bytes(mail), policy=email.policy.default) for mail in mails]
    return [message.get_content().strip() for message in found]


def _bytes(mail):
    return mail if isinstance(mail, bytes) else str(mail).encode()


def test_a_rule_at_a_unit_tells_what_is_known_of_its_overdue_cases(install, work, mails):
    install("jwc", rules.ICaseOverdue)
    with dates.at(MONDAY):
        late, other = factories.submit("teacher"), factories.submit("teacher", unit="hqc")
    with dates.at(MONDAY + timedelta(days=8)):
        clock.run()
        work()
    assert (late.due, other.due) == (late.due, late.due)
    assert texts(mails) == [
        f"{late.getId()}|教务处|{late.category_title}|{late.description_title}|待反馈|"
        f"2026年11月23日|1|{ADDRESS}/jgzf/jwc/{late.getId()}"
    ]


def test_a_rule_at_the_root_hears_of_all_units_and_one_at_a_unit_once(install, work, mails):
    install("", rules.ICaseSubmitted)
    for unit in ("jwc", "hqc"):
        factories.submit("teacher", unit=unit)
    work()
    work()
    assert len(mails) == 2


def life():
    """Every public step that there is."""
    with dates.at(MONDAY):
        case = factories.submit("teacher")
    for days in (4, 8, 10):
        with dates.at(MONDAY + timedelta(days=days)):
            clock.run()
            yield
    with dates.at(MONDAY + timedelta(days=12)):
        factories.answer(case)
        factories.return_answer(case)
        yield
        planned = dates.today() + timedelta(days=3)
        factories.answer(case, outcome=config.DEFERRED, planned=planned)
    with dates.at(MONDAY + timedelta(days=15)):
        clock.run()
        yield
        case = factories.transfer(case)
        yield
        factories.answer(case, by="dean")
        factories.rate(case, "dissatisfied")
        yield
        factories.answer(case, by="dean")
        factories.rate(case, "satisfied")
        factories.close(case, by="dean")
        yield
        with factories.acting_as("supervisor"):
            lifecycle.reopen(case, factories.REASON)
        yield


def test_there_is_an_event_for_every_step_that_everybody_can_see(install, work, mails, caplog):
    caplog.set_level(logging.INFO, portal_rules.LOGGER)
    install("", *content_rules.EVENTS.values(), message="${title}")
    for _step in life():
        work()
    heard = [record.getMessage() for record in caplog.records]
    assert len(heard) == len(mails) > len(content_rules.EVENTS)
    assert {*content_rules.EVENTS} == {
        fact.kind
        for fact in box.get_outbox(roster.get_center()).all_facts()
        if fact.kind in content_rules.EVENTS
    }


def test_what_parties_alone_are_told_is_no_event(university, install, work, mails):
    install("", rules.ICaseEvent)
    case = factories.submit("teacher")
    work()
    mails.clear()
    with factories.acting_as("supervisor"):
        reminding.remind(case)
        hiding.hide(case, factories.REASON)
        hiding.show_again(case, factories.REASON)
    factories.issue_order(case)
    work()
    assert mails == []


def test_of_a_hidden_case_no_rule_hears(install, work, mails):
    install("", rules.ICaseEvent)
    case = factories.submit("teacher")
    with factories.acting_as("supervisor"):
        hiding.hide(case, factories.REASON)
    factories.answer(case)
    work()
    assert mails == []


def test_a_reminder_that_was_overtaken_is_none(install, work, mails):
    install("", rules.ICaseOverdue)
    with dates.at(MONDAY):
        case = factories.submit("teacher")
    with dates.at(MONDAY + timedelta(days=8)):
        clock.run()
        factories.answer(case)
        work()
    assert mails == []


def test_without_an_address_of_the_portal_the_link_is_words(install, work, mails):
    api.portal.set_registry_record("site_address", "", interface=INotificationSettings)
    install("", rules.ICaseSubmitted, message="${evaluation_link}")
    factories.submit("teacher")
    work()
    assert texts(mails) == ["请登录学校门户，进入“机关作风评价”"]


def test_no_rule_no_work(university, work):
    factories.submit("teacher")
    work()
    outbox = box.get_outbox(roster.get_center())
    assert [fact.awaits_rules for fact in outbox.all_facts()] == [False]
    outbox.forget_dispatched()
    assert outbox.all_facts() == []


@pytest.mark.parametrize("switch", ["rule", "all"])
def test_a_rule_that_is_switched_off_hears_nothing(install, work, mails, switch):
    (rule,) = install("", rules.ICaseSubmitted)
    if switch == "rule":
        rule.enabled = False
    else:
        getUtility(IRuleStorage).active = False
    factories.submit("teacher")
    work()
    assert mails == []


def test_a_fact_that_waits_for_rules_is_not_forgotten(install, university):
    install("", rules.ICaseSubmitted)
    factories.submit("teacher")
    outbox = box.get_outbox(roster.get_center())
    (fact,) = outbox.undispatched()
    dispatch.dispatch(outbox, fact)
    fact.awaits_rules = content_rules.is_wanted(fact)
    outbox.forget_dispatched()
    assert outbox.awaiting_rules() == [fact]


def test_a_rule_that_fails_is_logged_without_words_and_not_tried_again(
    install, work, mails, caplog
):
    (rule,) = install("", rules.ICaseSubmitted)
    case = factories.submit("teacher")
    with mock.patch.object(content_rules, "notify", side_effect=RuntimeError("方晓棠")):
        work()
    assert "A content rule failed (submitted): RuntimeError" in caplog.text
    assert "方晓棠" not in caplog.text
    work()
    assert mails == []
    assert case.getId() in roster.get_unit("jwc")


def test_a_conflict_is_for_the_worker(install, university):
    install("", rules.ICaseSubmitted)
    factories.submit("teacher")
    (fact,) = box.get_outbox(roster.get_center()).undispatched()
    with (
        mock.patch.object(content_rules, "notify", side_effect=ConflictError),
        pytest.raises(ConflictError),
    ):
        content_rules.run(fact)


def copy_to_root():
    action = CopyAction()
    action.target_folder = "/"
    return action


def move_to_root():
    action = MoveAction()
    action.target_folder = "/"
    return action


def transition(name):
    action = WorkflowAction()
    action.transition = name
    return action


@pytest.mark.parametrize(
    "action",
    [copy_to_root, move_to_root, DeleteAction, lambda: transition("close")],
    ids=["copy", "move", "delete", "transition"],
)
def test_no_action_of_plone_reaches_the_case(portal, install, work, mails, action):
    (rule,) = install("", rules.ICaseAnswered)
    rule.actions = [action()]
    case = factories.submit("teacher")
    work()
    factories.answer(case)
    before = set(portal.objectIds())
    with factories.nothing_written_to(case, case.workflow_history, portal):
        work()
    assert set(portal.objectIds()) == before
    assert case.state == config.ANSWERED
    assert case.getId() in roster.get_unit("jwc")


def test_rules_can_be_narrowed_by_expression_and_type(install, work, mails):
    (rule,) = install("", rules.ICaseSubmitted, message="${evaluation_unit}")
    condition = TalesExpressionCondition()
    condition.tales_expression = "python: object.unit == 'hqc' and object.state == 'submitted'"
    kind = PortalTypeCondition()
    kind.check_types = {config.EVALUATION_TYPE}
    rule.conditions = [condition, kind]
    for unit in ("jwc", "hqc"):
        factories.submit("teacher", unit=unit)
    work()
    assert texts(mails) == ["后勤处"]


def test_a_unit_without_rules_of_its_own_is_not_written(install, work, mails):
    install("", rules.ICaseSubmitted)
    factories.submit("teacher")
    with factories.nothing_written_to(roster.get_unit("jwc")):
        work()
    assert len(mails) == 1


def test_the_webmaster_finds_events_and_substitutions_in_chinese(university):
    ours = {name for name, event in getUtilitiesFor(IRuleEventType) if _is_ours(event)}
    assert len(ours) == len(content_rules.EVENTS)
    terms = getUtility(IVocabularyFactory, name="plone.contentrules.events")(university)
    titles = [
        translate(term.title, target_language="zh_CN") for term in terms if term.token in ours
    ]
    assert len(titles) == len(ours)
    assert all(title.startswith("评价：") for title in titles)
    listed = SubstitutionInfo(university, university.REQUEST).substitutionList()
    (group,) = [
        group for group in listed if translate(group["category"], target_language="zh_CN") == "评价"
    ]
    assert [item["id"] for item in group["items"]] == sorted(
        name.strip("${}") for name in portal_rules.OURS.split("|")
    )


def test_rules_for_events_of_ours_go_with_the_add_on_and_others_stay(university, install, mails):
    """Where the package is removed afterwards, Plone would fail at each event that meets them."""
    install("jwc", rules.ICaseSubmitted, IObjectAddedEvent)
    setuphandlers.remove_rules()
    assert list(getUtility(IRuleStorage)) == ["IObjectAddedEvent"]
    handlers.close(None)
    with factories.acting_as("webmaster"):
        factories.add_person(roster.get_unit("jwc"), "20200001", "甘棠")
    assert len(mails) == 1


def _is_ours(event):
    return event.isOrExtends(rules.ICaseEvent)
