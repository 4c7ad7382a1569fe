"""移交 (R25): the case goes on with another unit or person, and nothing of it is lost."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import notices
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import conflicts
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.domain import transfer
from hnu.jgzf.domain.case_file import CaseFile
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications import notice_board
from hnu.jgzf.notifications import recipients
from hnu.jgzf.notifications import templates
from hnu.jgzf.subscribers.guards import keep_what_has_cases
from OFS.CopySupport import CopyError
from plone import api
from tests import factories
from tests.handlers import as_in_production
import pytest
import transaction
import zExceptions


# A Monday without holidays near it
MORNING = datetime(2026, 11, 9, 9, 30, tzinfo=config.TIMEZONE)
DAY = timedelta(days=1)
REASON = "此事由后勤处负责，请后勤处办理。"
REFUSALS = (zExceptions.BadRequest, zExceptions.Unauthorized, CopyError)
LOOK = "需要向评价人核实办理时间和地点。"


def on(n):
    return dates.at(MORNING + n * DAY)


def refused(case, *args, by="supervisor", kind=InvalidInput):
    """The refusal of a transfer that must write nothing."""
    with (
        factories.nothing_written(api.portal.get(), case, *roster.all_units()),
        factories.acting_as(by),
        pytest.raises(kind) as refusal,
    ):
        transfer.transfer(case, *args)
    return refusal.value


def fields_of(refusal):
    return [error.field for error in refusal.errors]


@pytest.fixture
def kept(university):
    """Answered, rated, looked at, reminded of: what a transfer must not lose."""
    with on(0):
        case = factories.submit("teacher", contact_consent=True, contact="13700000000")
    with on(1):
        factories.answer(case)
        factories.rate(case, "dissatisfied")
        with factories.acting_as("clerk"):
            disclosure.disclose(case, LOOK)
        case.reminders = ("due_soon:2026-11-16",)
    return case


# What stays and what changes


def test_the_object_moves_with_all_that_belongs_to_it(kept):
    old, number, base, due = kept.__parent__, kept.getId(), kept.aq_base, kept.due
    identity, history = get_identity(kept), kept.workflow_history
    rid = listings.find(number).getRID()
    with on(2):
        case = factories.transfer(kept, "hqc", reason=REASON)
    assert case.aq_base is base
    assert number not in old
    assert case.getPhysicalPath()[-2:] == ("hqc", number)
    assert case.unit_title == "后勤处"
    assert (case.due, case.state, case.dissatisfied) == (due, config.RATED, True)
    assert [answer.getId() for answer in case.rounds] == ["1"]
    assert case["1"].content == factories.ANSWER
    assert get_identity(case) is identity
    assert [look.userid for look in identity.disclosures] == ["clerk"]
    assert case.workflow_history is history
    assert case.reminders == ("due_soon:2026-11-16",)
    assert case.__ac_local_roles_block__
    assert listings.find(number).getRID() == rid
    assert (listings.find(number).unit, listings.find(number).unit_title) == ("hqc", "后勤处")
    assert catalog_upkeep.check() == []
    assert listings.get_case(number).aq_base is base
    assert [brain.number for brain in listings.of_evaluator("teacher")] == [number]


def test_neither_unit_is_modified_and_the_portals_catalog_is_not_touched(kept, portal):
    units = [roster.get_unit(code) for code in ("jwc", "hqc")]
    with factories.nothing_written_to(portal.portal_catalog):
        case = factories.transfer(kept)
        assert not any(unit._p_changed for unit in units)
    assert list(portal.portal_catalog.unrestrictedSearchResults(getId=case.getId())) == []


def test_it_is_counted_and_listed_where_it_is_now(kept):
    case = factories.transfer(kept)
    assert (listings.count_of_unit("jwc"), listings.count_of_unit("hqc")) == (0, 1)
    assert [brain.number for brain in listings.pending(["hqc"])] == [case.getId()]
    assert listings.pending(["jwc"]) == []
    assert sum(listings.used_descriptions(config.TARGET_UNIT).values()) == 1


def test_a_case_about_a_person_goes_to_a_person(university):
    case = factories.submit("teacher", staff_member="20090417")
    case = factories.transfer(case, "jwc", "20120356")
    assert (case.staff_member, case.staff_member_title) == ("20120356", "姜砚秋")
    case = factories.transfer(case, "hqc", "20100001")
    assert (case.unit_title, case.staff_member_title) == ("后勤处", "温如许")
    assert listings.count_of_unit("jwc", "20090417") == 0
    assert listings.count_of_unit("hqc", "20100001") == 1
    assert [(h.unit, h.unit_title, h.staff_member, h.staff_member_title) for h in case.holders] == [
        ("jwc", "教务处", "20090417", "周允礼"),
        ("jwc", "教务处", "20120356", "姜砚秋"),
    ]


def test_the_consent_was_given_to_the_old_unit(kept):
    with factories.acting_as("clerk"):
        assert disclosure.contact(kept) == "13700000000"
    case = factories.transfer(kept)
    assert not case.contact_consent
    for userid in ("dean", "supervisor"):
        with factories.acting_as(userid):
            assert disclosure.contact(case) == ""
    factories.answer(case, by="dean")
    factories.rate(case, "satisfied", contact_consent=True, contact="13711111111")
    with factories.acting_as("dean"):
        assert disclosure.contact(case) == "13711111111"


@pytest.mark.parametrize("state", [config.SUBMITTED, config.ANSWERED, config.RATED])
def test_in_every_state_but_closed(university, state):
    case = factories.bring_to(factories.submit("teacher"), state)
    assert factories.transfer(case).state == state


def test_the_life_of_the_case_goes_on_with_the_new_unit(kept):
    case = factories.transfer(kept)
    with factories.acting_as("clerk"):
        assert lifecycle.possible(case) == []
        assert not disclosure.may_disclose(case)
        with pytest.raises(NotPermitted):
            lifecycle.answer(case, factories.ANSWER, config.RESOLVED)
    factories.answer(case, by="dean")
    factories.rate(case, "satisfied")
    factories.close(case, by="dean")
    assert case.state == config.CLOSED
    assert catalog_upkeep.check() == []


def test_the_same_form_sent_again_finds_the_case_where_it_is(university):
    case = factories.submit("teacher", token="a-token-of-a-form")
    case = factories.transfer(case)
    again = factories.submit("teacher", token="a-token-of-a-form")
    assert again.aq_base is case.aq_base


# What is refused


def test_a_closed_case_is_not_transferred(university):
    case = factories.bring_to(factories.submit("teacher"), config.CLOSED)
    refused(case, "hqc", "", REASON, kind=NotPossible)


@pytest.mark.parametrize(
    "userid",
    ["teacher", "student", "clerk", "deputy", "dean", "webmaster", "evaluated", "admin", None],
)
def test_only_supervisors_transfer(case, userid):
    refused(case, "hqc", "", REASON, by=userid, kind=NotPermitted)


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (("", "", REASON), ["unit"]),
        ((None, None, REASON), ["unit"]),
        (("nothing", "", REASON), ["unit"]),
        (("jwc", "", REASON), ["unit"]),
        (("old", "", REASON), ["unit"]),
        (("hqc", "20100001", REASON), ["staff_member"]),
        (("hqc", "", ""), ["reason"]),
        (("hqc", "", "太短"), ["reason"]),
        (("hqc", "", "长" * 501), ["reason"]),
        ((["hqc"], {}, 5), ["unit", "staff_member", "reason"]),
        (("", "", ""), ["unit", "reason"]),
    ],
)
def test_a_case_about_a_unit_goes_to_another_active_one(case, values, wrong):
    factories.add_unit("old", "旧单位", active=False)
    assert fields_of(refused(case, *values)) == wrong


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (("jwc", "20090417", REASON), ["staff_member"]),
        (("hqc", "20090417", REASON), ["staff_member"]),
        (("hqc", "", REASON), ["staff_member"]),
        (("hqc", None, REASON), ["staff_member"]),
        (("jwc", "20120356", REASON), ["staff_member"]),
        (("", "20100001", ""), ["unit", "reason"]),
    ],
)
def test_a_case_about_a_person_goes_to_another_one_in_use(university, values, wrong):
    case = factories.submit("teacher", staff_member="20090417")
    roster.get_unit("jwc")["20120356"].active = False
    assert fields_of(refused(case, *values)) == wrong


@pytest.mark.parametrize("code", ["jwc", "hqc"])
@pytest.mark.parametrize("tie", ["head", "administrator", "person"])
def test_nobody_gives_a_case_away_from_or_to_herself(case, code, tie):
    unit = roster.get_unit(code)
    if tie == "head":
        unit.head = "supervisor"
    elif tie == "administrator":
        unit.administrators = [*unit.administrators, factories.administrator("supervisor")]
    else:
        factories.add_person(unit, "20200001", "祁望舒", userid="supervisor")
    refused(case, "hqc", "", REASON, kind=NotPermitted)
    factories.transfer(case, by="supervisor2")


def test_a_supervisor_does_not_transfer_what_she_wrote(university):
    case = factories.submit("supervisor")
    refused(case, "hqc", "", REASON, kind=NotPermitted)


@pytest.mark.parametrize("evaluator", ["dean", "teacher"])
def test_that_she_administers_the_new_unit_makes_no_difference(university, evaluator):
    """A refusal would tell who she is."""
    case = factories.transfer(factories.submit(evaluator))
    assert case.__parent__.getId() == "hqc"
    told = [r.userid for r in recipients.of(case, config.TO_ADMINISTRATORS)]
    assert told == ["dean"]
    with factories.acting_as(evaluator):
        assert lifecycle.possible(case) == []
        assert lifecycle.is_administrator(case) is False
    with factories.acting_as("supervisor"):
        assert "answer" in lifecycle.possible(case)


@pytest.fixture
def guarded(university):
    with as_in_production(keep_what_has_cases):
        yield


@pytest.mark.parametrize(
    "act",
    [
        lambda case: case.__parent__._delObject(case.getId()),
        lambda case: api.content.delete(case, check_linkintegrity=False),
        lambda case: api.content.move(case, roster.get_unit("jwc")),
        lambda case: api.content.rename(case, new_id="other"),
    ],
)
def test_guards_refuse_every_other_move(kept, guarded, act):
    case = factories.transfer(kept)
    transaction.savepoint(optimistic=True)
    with api.env.adopt_user(username="admin"), pytest.raises(REFUSALS):
        act(case)
    assert case.getId() in roster.get_unit("hqc")


# Who was responsible


@pytest.fixture
def handed_on(university):
    """Submitted on the 9th to ``jwc``, since the 18th with ``hqc``: due on the 16th."""
    with on(0):
        case = factories.submit("teacher")
    assert case.due == date(2026, 11, 16)
    with on(9):
        return factories.transfer(case, reason=REASON)


def test_the_case_says_whose_it_was_on_a_day(handed_on):
    assert handed_on.holder_on(date(2026, 11, 1)) == "jwc"
    assert handed_on.holder_on(date(2026, 11, 17)) == "jwc"
    assert handed_on.holder_on(date(2026, 11, 18)) == "hqc", "it is the unit's at the day's end"
    assert handed_on.holder_on(date(2030, 1, 1)) == "hqc"
    moment = MORNING + 9 * DAY
    assert handed_on.holder_at(moment - timedelta(seconds=1)).unit_title == "教务处"
    assert handed_on.holder_at(moment).unit_title == "后勤处"
    (before,) = handed_on.holders
    assert (before.until, before.reason) == (moment, REASON)


def test_a_case_that_was_never_transferred_is_its_units(case):
    assert case.holders == ()
    assert case.holder_on(date(2000, 1, 1)) == "jwc"
    assert case.holder_at(MORNING).unit_title == "教务处"


def test_being_late_is_the_units_whose_it_was_when_it_was_due(handed_on):
    with on(10), factories.acting_as("supervisor"):
        file = CaseFile(handed_on)
        assert file.overdue
        assert file.late_holder(handed_on.due) == "教务处"
        assert [row["userid"] for row in file.responsible(handed_on.due)] == ["clerk", "deputy"]
        assert [row["userid"] for row in file.responsible(date(2026, 11, 19))] == ["dean"]
    for n, late in ((3, None), (12, "教务处")):
        assert file.late_holder(handed_on.due, (MORNING + n * DAY).date()) == late


def test_what_became_late_with_the_new_unit_is_its_own(university):
    with on(0):
        case = factories.submit("teacher")
    with on(2):
        case = factories.transfer(case)
    with on(10), factories.acting_as("supervisor"):
        assert CaseFile(case).late_holder(case.due) is None


def test_the_old_unit_can_be_deleted_and_its_name_stays(handed_on, guarded):
    center = roster.get_center()
    center._delObject("jwc")
    assert handed_on.holder_on(date(2026, 11, 17)) == "jwc"
    with on(10), factories.acting_as("supervisor"):
        file = CaseFile(handed_on)
        assert file.responsible(handed_on.due) == []
        assert file.late_holder(handed_on.due) == "教务处"
        (step,) = file.transfers
        assert (step.holder.unit_title, step.receiver.unit_title) == ("教务处", "后勤处")


def test_the_new_unit_and_person_cannot_be_deleted(guarded):
    case = factories.submit("teacher", staff_member="20090417")
    factories.transfer(case, "hqc", "20100001")
    roster.get_unit("jwc")._delObject("20090417")
    for container, name in ((roster.get_center(), "hqc"), (roster.get_unit("hqc"), "20100001")):
        with pytest.raises(zExceptions.BadRequest):
            container._delObject(name)


# Nobody judges themselves, before a transfer either


def test_whom_it_was_about_never_deals_with_it(university):
    case = factories.submit("teacher", staff_member="20090417")
    roster.get_unit("hqc").administrators = [factories.administrator("evaluated")]
    api.user.grant_roles(username="evaluated", roles=[config.ROLE_SUPERVISOR])
    case = factories.transfer(case, "hqc", "20100001")
    with factories.acting_as("evaluated"):
        assert conflicts.is_evaluated(case, "evaluated")
        assert lifecycle.possible(case) == []
        assert not lifecycle.is_administrator(case)
        assert not lifecycle.is_supervisor(case)
        assert not disclosure.may_disclose(case)
    assert recipients.administrators(case) == []


def test_a_supervisor_of_the_old_unit_still_judges_herself(university):
    roster.get_unit("jwc").head = "supervisor2"
    case = factories.transfer(factories.submit("teacher"), by="supervisor")
    with factories.acting_as("supervisor2"):
        assert not lifecycle.is_supervisor(case)
        ((line,), _total) = supervision_log.read(act=config.ACT_TRANSFER)
        assert line.sealed
    assert "supervisor2" not in [r.userid for r in recipients.of(case, config.TO_SUPERVISORS)]


# What happened, for whom


def test_it_stands_among_the_steps_where_it_happened(university):
    with on(0):
        case = factories.submit("teacher")
    with on(1):
        case = factories.transfer(case, "hqc", reason=REASON)
    with on(2):
        factories.answer(case, by="dean")
        case = factories.transfer(case, "jwc", reason=REASON)
    with on(3):
        factories.rate(case, "dissatisfied")
        factories.answer(case)
    with factories.acting_as("teacher"):
        steps = CaseFile(case).steps
    assert [(step.action, step.holder.unit_title, step.round) for step in steps] == [
        (None, "教务处", 0),
        ("transfer", "教务处", 0),
        ("answer", "后勤处", 1),
        ("transfer", "后勤处", 1),
        ("rate", "教务处", 1),
        ("answer", "教务处", 2),
    ]
    assert [step.receiver.unit_title for step in steps if step.receiver] == ["后勤处", "教务处"]
    assert [step.at for step in steps if step.receiver] == [MORNING + DAY, MORNING + 2 * DAY]


@pytest.mark.parametrize(
    ("userid", "reads"),
    [
        ("teacher", True),
        ("dean", True),
        ("supervisor", True),
        ("clerk", False),
        ("student", False),
        ("webmaster", False),
        (None, False),
    ],
)
def test_why_is_for_the_parties(handed_on, userid, reads):
    with factories.acting_as(userid):
        (step,) = CaseFile(handed_on).transfers
    assert step.reason == (REASON if reads else "")


def test_it_is_on_record_with_from_and_to(university):
    case = factories.submit("teacher", staff_member="20090417")
    case = factories.transfer(case, "hqc", "20100001", reason=REASON)
    with factories.acting_as("supervisor"):
        ((line,), total) = supervision_log.read(act=config.ACT_TRANSFER)
    entry = line.entry
    assert (total, entry.unit, entry.number, entry.reason) == (1, "jwc", case.getId(), REASON)
    assert entry.details == (("from", "jwc/20090417"), ("to", "hqc/20100001"))
    assert supervision_log.broken() is None


# Who is told


def messages(kind):
    found = get_outbox(roster.get_center()).messages.values()
    return [message for message in found if message.kind == kind]


def test_the_new_unit_and_the_evaluator_are_told(case):
    factories.dispatch_all()
    case = factories.transfer(case)
    factories.dispatch_all()
    told = {(m.role, m.channel, m.userid, m.unit) for m in messages(config.FACT_TRANSFERRED)}
    assert told == {
        ("administrators", "sms", "dean", "hqc"),
        ("administrators", "mail", "dean", "hqc"),
        ("evaluator", "mail", "", "hqc"),
    }
    for message in messages(config.FACT_TRANSFERRED):
        words = templates.render(message)
        assert (dates.long_date(case.due) in words) == (message.role == "administrators")
        assert (case.getId() in words) == (message.role == "administrators")


def test_notices_of_the_old_unit_vanish_and_the_evaluators_lead_to_the_new_place(case):
    factories.dispatch_all()
    assert [n.kind for n in notice_board.unread("clerk")] == ["submitted"]
    factories.answer(case)
    factories.rate(case, "dissatisfied")
    factories.dispatch_all()
    case = factories.transfer(case)
    factories.dispatch_all()
    assert notice_board.unread("clerk") == []
    (notice,) = notice_board.unread("dean")
    assert (notice.kind, notice.path) == ("transferred", f"hqc/{case.getId()}")
    own = notice_board.unread("teacher")
    assert {n.path for n in own} == {f"hqc/{case.getId()}"}
    assert "后勤处" in next(n.text for n in own if n.kind == "transferred")
    assert len(notices.unread(roster.get_center(), "clerk")) == 2, "kept until she clears them"


def test_what_waited_for_the_old_unit_is_not_sent_and_the_rest_finds_the_case(case):
    factories.answer(case)
    factories.rate(case, "dissatisfied")
    factories.dispatch_all()
    case = factories.transfer(case)
    outbox = get_outbox(roster.get_center())
    while delivery.claim(outbox) is not None:
        pass
    states = {(m.role, m.state) for m in outbox.messages.values()}
    assert states == {("administrators", "cancelled"), ("evaluator", "waiting")}


def test_news_from_before_the_transfer_do_not_reach_the_new_unit(case):
    case = factories.transfer(case)
    factories.dispatch_all()
    assert messages(config.FACT_SUBMITTED) == []
    assert {m.userid for m in messages(config.FACT_TRANSFERRED)} == {"dean", ""}


def test_links_lead_to_where_the_case_is(case, monkeypatch):
    monkeypatch.setattr(templates.settings, "site_address", lambda: "https://www.example.edu.cn")
    factories.dispatch_all()
    (message, *_more) = messages(config.FACT_SUBMITTED)
    case = factories.transfer(case)
    assert templates.link(message) == f"https://www.example.edu.cn/jgzf/hqc/{case.getId()}"
