"""Who is told does not depend on who wrote a case: somebody without an account is no exception."""

from hnu.jgzf import config
from hnu.jgzf.content import notices
from hnu.jgzf.domain import roster
from hnu.jgzf.notifications import delivery
from plone import api
from tests import factories


def made_of(case, outbox, dispatched):
    """What is in the outbox about a case: facts, messages, and readers of notices."""
    facts = sorted(f.kind for f in outbox.all_facts() if f.number == case.getId())
    messages = sorted(
        (m.kind, m.role, m.channel, m.userid, m.name, m.mobile)
        for m in dispatched()
        if m.number == case.getId()
    )
    unread = sorted(
        (userid, notice.kind, notice.role)
        for userid in factories.ACCOUNTS
        for notice in notices.unread(roster.get_center(), userid)
        if notice.number == case.getId() and notice.role != config.TO_EVALUATOR
    )
    return facts, messages, unread


def test_a_case_makes_the_same_facts_messages_and_notices(outbox, dispatched):
    entered = factories.enter()
    factories.answer(entered.case)
    factories.open_receipt(entered).rate("dissatisfied")
    member = factories.submit("teacher")
    factories.answer(member)
    factories.rate(member, "dissatisfied")
    told = made_of(entered.case, outbox, dispatched)
    assert told == made_of(member, outbox, dispatched)
    assert told[0] == ["answered", "dissatisfied", "submitted"]
    assert ("answered", "evaluator", "mail", "", "", "") in told[1]


def test_nobody_gets_the_notice_of_an_outsider(outbox, dispatched):
    entered = factories.enter()
    factories.answer(entered.case)
    dispatched()
    readers = [
        userid
        for userid in factories.ACCOUNTS
        for notice in notices.unread(roster.get_center(), userid)
        if notice.role == config.TO_EVALUATOR
    ]
    assert readers == []


def test_a_mail_to_an_outsider_ends_as_one_to_a_member_without_an_address(outbox, dispatched):
    """Also where she left a mail address: it is for the unit, not for the system."""
    api.user.get(userid="teacher").setMemberProperties({"email": ""})
    entered = factories.enter(person={"contact": "zms@example.org"}, contact_consent=True)
    cases = [entered.case, factories.submit("teacher")]
    for case in cases:
        factories.answer(case)
    dispatched()
    while (claimed := delivery.claim(outbox, [config.MAIL])) is not None:
        assert claimed.outgoing.address != "zms@example.org"
        delivery.record(outbox, claimed.id, None)
    ends = [
        [
            (m.state, str(m.reason))
            for m in outbox.messages.values()
            if m.number == case.getId() and m.role == config.TO_EVALUATOR
        ]
        for case in cases
    ]
    assert ends[0] == ends[1] == [("cancelled", str(delivery.NOT_REACHED))]
