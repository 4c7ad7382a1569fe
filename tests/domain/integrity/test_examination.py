"""Break each thing on purpose: it is found, and what follows from content is mended."""

from Acquisition import aq_base
from BTrees.IIBTree import IITreeSet
from BTrees.OIBTree import OIBTree
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import bulletins
from hnu.jgzf.content import entries
from hnu.jgzf.content import evaluators
from hnu.jgzf.content import identity
from hnu.jgzf.content import orders
from hnu.jgzf.content import supervision_log
from hnu.jgzf.content import unit_summaries
from hnu.jgzf.content.hiding import Hiding
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import redaction
from hnu.jgzf.domain import reminding
from hnu.jgzf.domain import retention
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.bulletins import register
from hnu.jgzf.domain.integrity import examination
from hnu.jgzf.domain.integrity import mending
from hnu.jgzf.domain.integrity import reading
from persistent import Persistent
from Products.CMFCore.indexing import processQueue
from tests import factories
from ZODB.POSException import POSKeyError
from zope.annotation.interfaces import IAnnotations
import pytest


@pytest.fixture
def cases(university):
    """Every act there is, on cases of two units, of a person and of an outsider."""
    made = [factories.bring_to(factories.submit("teacher"), state) for state in config.STATES]
    bad = factories.submit("student", staff_member="20090417")
    made.append(factories.bring_to(bad, config.RATED, level="dissatisfied", by="student"))
    made.append(factories.enter().case)
    returned = factories.submit("student", unit="hqc")
    factories.answer(returned, by="dean")
    factories.return_answer(returned)
    made.append(returned)
    made.append(factories.transfer(factories.submit("student"), "hqc"))
    with factories.acting_as("supervisor"):
        disclosure.disclose(made[0], factories.REASON)
        hiding.hide(made[0], factories.REASON)
        hiding.show_again(made[0], factories.REASON)
        hiding.hide(made[1], factories.REASON)
        redaction.redact(made[2], "content", "等候一个小时", factories.REASON)
        reminding.remind(made[0])
    order = factories.issue_order(made[0])
    factories.bring_order_to(order, config.ORDER_ENDED)
    with factories.acting_as("supervisor"):
        register.issue(register.make({"period": "year"}))
    factories.dispatch_all()
    return made


def found():
    return [str(finding) for finding in examination.Examination().findings()]


def mended():
    """Do what the findings say; what is found afterwards."""
    # A repair can bring to light what it had hidden.
    for _round in range(2):
        for finding in list(examination.Examination().findings()):
            if finding.repair:
                mending.mend(finding.repair)
    return found()


def stored(case):
    return vars(aq_base(case))


def evaluators_tree():
    return getattr(roster.get_center(), evaluators.ATTRIBUTE)


def log():
    return getattr(roster.get_center(), supervision_log.ATTRIBUTE)


def test_what_went_through_the_rules_agrees(cases):
    assert found() == []


def test_nothing_is_written_by_looking(cases, portal):
    processQueue()
    with factories.nothing_written(portal):
        found()


def test_memory_is_given_back_on_the_way_and_nothing_is_overlooked(cases, monkeypatch):
    forgotten = []
    monkeypatch.setattr(reading, "EVERY", 2)
    monkeypatch.setattr(reading, "forget", lambda center: forgotten.append(center))
    looked_at = examination.Examination()
    assert list(looked_at.findings()) == []
    assert looked_at.cases == len(cases)
    assert len(forgotten) > len(cases) // 2


def test_what_was_forgotten_of_an_evaluator_is_not_missed(cases):
    with dates.at(dates.now() + timedelta(days=800)):
        closed = [case.getId() for case in cases if case.state == config.CLOSED]
        assert retention.anonymise(closed, 1) == len(closed) > 0
        assert found() == []


def test_a_look_at_an_evaluator_who_was_forgotten_since_stands_in_the_log_alone(cases):
    looked_at = factories.bring_to(cases[0], config.CLOSED)
    assert (config.ACT_DISCLOSE, looked_at.getId()) in {
        (entry.act, entry.number) for entry in log().values()
    }
    with dates.at(dates.now() + timedelta(days=800)):
        retention.anonymise([looked_at.getId()], 1)
    assert found() == []


def test_a_case_whose_evaluator_was_forgotten_is_taken_from_her_list(cases):
    case = cases[3]
    with dates.at(dates.now() + timedelta(days=800)):
        retention.anonymise([case.getId()], 1)
    evaluators.remember(roster.get_center(), "teacher", case.getId())
    assert any("somebody finds it among her own who did not" in line for line in found())
    assert mended() == []


# Damage that follows from content again


def lose_the_row(case):
    get_catalog().uncatalog_object(case.getId())
    return f"catalog: {case.getId()}: not indexed. Run with --repair."


def lose_the_number(case):
    catalog = get_catalog()._catalog
    del catalog.paths[catalog.uids[case.getId()]]
    return f"catalog: {case.getId()}: not indexed."


def lose_the_columns(case):
    catalog = get_catalog()._catalog
    del catalog.data[catalog.uids[case.getId()]]
    return f"catalog: {case.getId()}: not indexed."


def give_two_numbers_one_record(case):
    catalog = get_catalog()._catalog
    catalog.uids["20200101-000000"] = catalog.uids[case.getId()]
    return "catalog: 20200101-000000: indexed, but not there."


def index_a_ghost(case):
    catalog = get_catalog()._catalog
    rid = catalog.uids[case.getId()]
    del catalog.uids[case.getId()]
    catalog.uids["20200101-000000"], catalog.paths[rid] = rid, "20200101-000000"
    return "catalog: 20200101-000000: indexed, but not there."


def leave_a_ghost_in_an_index(case):
    get_catalog().index("state")._index["withdrawn"] = IITreeSet([4711])
    return "catalog: index state:"


def let_a_column_go_stale(case):
    catalog = get_catalog()._catalog
    row = list(catalog.data[catalog.uids[case.getId()]])
    row[catalog.schema["topic"]] = "别的"
    catalog.data[catalog.uids[case.getId()]] = tuple(row)
    return f"catalog: {case.getId()}: topic is stale."


def count_wrongly(case):
    catalog = get_catalog()._catalog
    row = list(catalog.data[catalog.uids[case.getId()]])
    figures = list(row[catalog.schema["figures"]])
    figures[5] += 1
    row[catalog.schema["figures"]] = tuple(figures)
    catalog.data[catalog.uids[case.getId()]] = tuple(row)
    return f"statistics: {case.getId()}: counted with another later_in_time."


def lose_the_flag_of_hiding(case):
    case.hidings = (*case.hidings, Hiding(True, dates.now(), factories.REASON))
    record = config.ACT_HIDE
    with factories.acting_as("supervisor"):
        from hnu.jgzf.domain import supervision_log as rule

        rule.record(record, "jwc", case.getId(), factories.REASON)
    return f"catalog: {case.getId()}: hidden is stale."


def forget_her_case(case):
    del evaluators_tree()["teacher"][case.getId()]
    return f"evaluators: {case.getId()}: its evaluator does not find it"


def forget_all_her_cases(case):
    del evaluators_tree()["teacher"]
    return f"evaluators: {case.getId()}: its evaluator does not find it"


def give_it_to_a_stranger(case):
    evaluators.remember(roster.get_center(), "dean", case.getId())
    return f"evaluators: {case.getId()}: somebody finds it among her own who did not write it."


def give_her_a_case_that_is_not_there(case):
    evaluators.remember(roster.get_center(), "teacher", "20200101-000000")
    return "evaluators: 20200101-000000: somebody finds it among her own, and it is not there."


def let_a_form_lead_nowhere(case):
    entries.remember(roster.get_center(), "abc", "20200101-000000")
    return "evaluators: 20200101-000000: a form that was entered"


def miscount_the_folder(case):
    aq_base(case.__parent__)._count.change(3)
    return "folders: jwc: its counter or its index by type"


def lose_the_type(case):
    del aq_base(case.__parent__)._mt_index[case.meta_type][case.getId()]
    return "folders: jwc: its counter or its index by type"


def invent_a_type(case):
    aq_base(roster.get_center())._mt_index["something"] = OIBTree({"jwc": 1})
    return "folders: center: its counter or its index by type"


def miscount_the_answers(case):
    aq_base(case)._count.change(1)
    return f"folders: {case.getId()}: its counter"


def give_a_local_role(case):
    stored(case)["__ac_local_roles__"] = {"dean": ["Unit Administrator"]}
    case._p_changed = True
    return f"roles: {case.getId()}: somebody was given local roles"


def give_an_owner(case):
    answer = case.answers[0]
    vars(aq_base(answer))["_owner"] = (["acl_users"], "dean")
    answer._p_changed = True
    return f"roles: {case.getId()}: somebody was given local roles"


def open_it_to_all(case):
    stored(case)["_hnu_jgzf__Answer_evaluation_Permission"] = ("Authenticated",)
    case._p_changed = True
    return f"permissions: {case.getId()}: the workflow gives “hnu.jgzf: Answer evaluation”"


def acquire_a_permission(case):
    stored(case)["_View_Permission"] = ["Authenticated"]
    case._p_changed = True
    return f"permissions: {case.getId()}: the workflow gives “View” to others"


def take_a_message_out_of_the_queue(case):
    outbox = get_outbox(roster.get_center())
    outbox.queue.clear()
    return "a list has it in another state"


def list_a_message_as_sent(case):
    outbox = get_outbox(roster.get_center())
    key = next(iter(outbox.messages))
    outbox.ids["waiting"].remove(key)
    outbox.ids["sent"].insert(key)
    return f"outbox: {key}: a list has it in another state"


def miscount_messages(case):
    get_outbox(roster.get_center()).lengths["failed"].change(2)
    return "outbox: failed: 0 messages, 0 in the list, and counted as 2."


def queue_a_ghost(case):
    get_outbox(roster.get_center()).queue.insert(("sms", 1, "no-such-message"))
    return "outbox: queue: it has places of messages that do not wait."


def lose_the_register_of_orders(case):
    getattr(roster.get_center(), orders.ATTRIBUTE).clear()
    return "orders: order-"


def let_the_search_find_it(case):
    portal_catalog = case.portal_catalog
    path = "/".join(case.getPhysicalPath())
    portal_catalog._catalog.catalogObject(Shown(), path)
    return f"portal_catalog: {case.getId()}: it can be found by the portal's search."


class Shown:
    portal_type = config.EVALUATION_TYPE


MENDED = [
    lose_the_row,
    lose_the_number,
    lose_the_columns,
    give_two_numbers_one_record,
    index_a_ghost,
    leave_a_ghost_in_an_index,
    let_a_column_go_stale,
    count_wrongly,
    lose_the_flag_of_hiding,
    forget_her_case,
    forget_all_her_cases,
    give_it_to_a_stranger,
    give_her_a_case_that_is_not_there,
    let_a_form_lead_nowhere,
    miscount_the_folder,
    lose_the_type,
    invent_a_type,
    miscount_the_answers,
    give_a_local_role,
    give_an_owner,
    open_it_to_all,
    acquire_a_permission,
    take_a_message_out_of_the_queue,
    list_a_message_as_sent,
    miscount_messages,
    queue_a_ghost,
    lose_the_register_of_orders,
    let_the_search_find_it,
]


@pytest.mark.parametrize("damage", MENDED)
def test_damage_that_follows_from_content_is_found_and_mended(cases, damage):
    expected = damage(cases[2])
    lines = found()
    assert any(expected in line for line in lines), lines
    assert all(line.endswith("Run with --repair.") for line in lines), lines
    assert mended() == []


def test_a_hidden_case_keeps_the_workflows_permissions(cases):
    case = cases[1]
    assert case.hidden
    stored(case)["_View_Permission"] = ("Anonymous",)
    case._p_changed = True
    assert mended() == []
    assert stored(case)["_View_Permission"] == ("Authenticated",)


# Damage that nobody can mend


class LostBlob(Persistent):
    def open(self, mode="r"):
        raise POSKeyError(b"12345678")


def lose_the_author(case):
    del IAnnotations(case)[identity.KEY]
    return f"identity: {case.getId()}: nobody is noted who wrote it."


def blank_the_author(case):
    identity.get_identity(case).evaluator = None
    return f"identity: {case.getId()}: nobody is noted who wrote it."


def lose_the_answers(case):
    tree = aq_base(case)._tree
    for name in list(tree):
        del tree[name]
    return f"states: {case.getId()}: it is rated without an answer."


def lose_the_history(case):
    case.workflow_history[config.WORKFLOW_ID] = ()
    return f"{case.getId()}: its history has a state that there is not, or none at all."


def rate_behind_the_back(case):
    case.rounds[-1].satisfaction = None
    return f"states: {case.getId()}: it is rated, and its last answer is not."


def empty_an_answer(case):
    case.rounds[-1].content = ""
    return f"answers: {case.getId()}: answer 1 has no text or no outcome."


def receive_it_on_another_day(case):
    case.received = case.received.replace(year=2020)
    return f"numbers: {case.getId()}: its number is not that of the day it came in."


def have_it_twice(case):
    other = roster.get_center()["hqc"]
    other._setOb(case.getId(), aq_base(case))
    return f"numbers: {case.getId()}: it is both in"


def hide_it_twice(case):
    twice = Hiding(True, dates.now(), factories.REASON)
    case.hidings = (twice, twice)
    return f"hiding: {case.getId()}: it was hidden, or shown again, twice in succession."


def change_the_log(case):
    log()[2] = log()[2]._replace(reason="别的理由")
    return "log: entry 2: it was changed or is missing."


def lose_an_entry_of_the_log(case):
    del log()[3]
    return "log: entry 3: it was changed or is missing."


def cut_the_log_off(case):
    del log()[log().maxKey()]
    return "log: 2026" if dates.now().year == 2026 else "log: "


def act_without_the_log(case):
    case.reminded = (dates.now(),)
    return f"log: {case.getId()}: “remind” happened 1 times, and the log tells of 0."


def log_what_did_not_happen(case):
    with factories.acting_as("supervisor"):
        from hnu.jgzf.domain import supervision_log as rule

        rule.record(config.ACT_TRANSFER, "jwc", case.getId(), factories.REASON)
    return f"log: {case.getId()}: “transfer” happened 0 times, and the log tells of 1."


def lose_a_case_that_was_told_of(case):
    unit, number = aq_base(case.__parent__), case.getId()
    del unit._tree[number]
    return f"outbox: {number}: something is told about it, and it is not there."


def lose_a_bulletin(case):
    getattr(roster.get_center(), bulletins.ATTRIBUTE).clear()
    return "the log tells 1 times of “issue_bulletin”, and it is not there."


def change_the_file_of_a_bulletin(case):
    (bulletin,) = bulletins.get_all(roster.get_center())
    bulletin.file = b"something else"
    return "the file is another than the one the log has sealed."


def lose_the_file_of_a_bulletin(case):
    (bulletin,) = bulletins.get_all(roster.get_center())
    bulletin.blob = LostBlob()
    return "the file of this bulletin cannot be read. Restore the blobs"


def lose_a_bulletin_before_others(case):
    with factories.acting_as("supervisor"):
        register.issue(register.make({"period": "year"}))
    tree = getattr(roster.get_center(), bulletins.ATTRIBUTE)
    del tree[min(tree)]
    return "-1: later ones are there, and it is not."


def lose_a_summary(case):
    tree = unit_summaries.add(
        roster.get_center(),
        "jwc",
        unit_title="教务处",
        first=dates.today(),
        last=dates.today(),
        figures={},
        proposals="",
        userid="clerk",
        name="",
        day=dates.today(),
    )
    assert tree.number == 1
    records = getattr(roster.get_center(), unit_summaries.ATTRIBUTE)["jwc"]
    records[3] = records.pop(1)
    return "summaries: jwc: its summaries are not numbered"


def lose_an_order(case):
    (entry,) = orders.entries(roster.get_center())
    unit = aq_base(roster.get_center()[entry.unit])
    unit._delOb(entry.id)
    return f"orders: {entry.id}: it is in the register, and not there."


def lose_a_photo(case):
    person = roster.get_center()["jwc"]["20090417"]
    person.photo._blob = LostBlob()
    return "files: jwc/20090417: the photo cannot be read. Restore the blobs"


LOST = [
    lose_the_author,
    blank_the_author,
    lose_the_answers,
    lose_the_history,
    rate_behind_the_back,
    empty_an_answer,
    receive_it_on_another_day,
    have_it_twice,
    hide_it_twice,
    change_the_log,
    lose_an_entry_of_the_log,
    cut_the_log_off,
    act_without_the_log,
    log_what_did_not_happen,
    lose_a_case_that_was_told_of,
    lose_a_bulletin,
    change_the_file_of_a_bulletin,
    lose_the_file_of_a_bulletin,
    lose_a_bulletin_before_others,
    lose_a_summary,
    lose_an_order,
    lose_a_photo,
]


@pytest.mark.parametrize("damage", LOST)
def test_damage_that_nobody_can_mend_is_found_and_stays(cases, damage):
    case = cases[2]
    expected = damage(case)
    lines = found()
    assert any(expected in line for line in lines), lines
    before = list(log().items())
    left = mended()
    assert any(expected in line for line in left), left
    assert list(log().items()) == before


def test_an_author_is_never_made_up(cases):
    case = cases[2]
    lose_the_author(case)
    mended()
    assert identity.KEY not in IAnnotations(case)
    assert case.getId() in evaluators_tree()["teacher"]


@pytest.mark.parametrize("damage", [forget_her_case, give_it_to_a_stranger, lose_the_author])
def test_no_line_names_anybody(cases, damage):
    damage(cases[2])
    for line in found():
        assert not any(userid in line for userid in factories.ACCOUNTS), line


def test_what_cannot_be_looked_at_stops_no_check(cases, monkeypatch):
    case = cases[2]
    lose_the_history(case)
    lose_the_row(cases[0])
    lines = found()
    assert any(line.startswith(f"unreadable: {case.getId()}: it cannot be") for line in lines)
    assert any(line.startswith(f"catalog: {cases[0].getId()}: not indexed") for line in lines)


def test_acts_from_before_there_was_a_log_are_no_findings(university):
    case = factories.submit("teacher")
    with factories.acting_as("supervisor"):
        disclosure.disclose(case, factories.REASON)
    log().clear()
    assert found() == []
