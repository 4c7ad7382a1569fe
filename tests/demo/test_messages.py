from hnu.jgzf.content import notices
from hnu.jgzf.content import outbox as box
from hnu.jgzf.demo import messages
from hnu.jgzf.demo.accounts import full_names
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications import settings
from tests.demo.conftest import PRESENT


def test_nothing_leaves_a_demonstration(demo):
    assert (settings.get("sms_transport"), settings.get("mail_transport")) == ("log", "log")


def test_every_message_was_sent_when_it_happened(demo):
    outbox = box.get_outbox(demo.jgzf)
    made = list(outbox.messages.values())
    sent = [message for message in made if message.state == box.SENT]
    assert len(sent) > 50
    # Some in office have no number, and an evaluator without an account has no address.
    reasons = {(message.reason, message.role) for message in made if message not in sent}
    assert {reason for reason, role in reasons if role != "evaluator"} <= {delivery.NO_ADDRESS}
    assert {reason for reason, role in reasons if role == "evaluator"} == {delivery.NOT_REACHED}
    assert all(message.sent == message.at for message in sent)
    assert list(outbox.queue) == []
    assert outbox.all_facts() == []
    assert {message.kind for message in sent} >= {"submitted", "answered", "dissatisfied", "closed"}


def test_notices_of_the_last_days_are_unread_and_older_ones_are_gone(demo):
    found = [notice for userid in full_names() for notice in notices.unread(demo.jgzf, userid)]
    assert found
    assert min(notice.at for notice in found) >= PRESENT - messages.UNREAD_FOR
