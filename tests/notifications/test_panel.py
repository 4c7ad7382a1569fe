"""What is stored of the settings of messages, and what is refused."""

from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.notifications import kinds
from hnu.jgzf.notifications import panel
from hnu.jgzf.notifications import settings as stored
from hnu.jgzf.notifications import templates
from plone import api
from tests import factories
from zExceptions import BadRequest
import pytest


SMS = "submitted.administrators.sms"


def refused(**values):
    before = panel.read()
    with pytest.raises(InvalidInput) as caught:
        panel.save(values)
    assert panel.read() == before
    return {error.field: str(error.message) for error in caught.value.errors}


def test_only_what_differs_from_the_default_is_kept(university):
    everything = {key: (role, channel) not in kinds.KINDS[kind].off
                  for key, (kind, role, channel) in panel.MESSAGES.items()}  # fmt: skip
    texts = {key: kinds.KINDS[kind].recipients[role][channel]
             for key, (kind, role, channel) in panel.MESSAGES.items()}  # fmt: skip
    panel.save({"switches": everything, "texts": texts})
    assert (stored.get("switches"), stored.get("texts")) == ({}, {})
    panel.save({"switches": {**everything, SMS: False}, "texts": {**texts, SMS: "新的${due}"}})
    assert stored.get("switches") == {SMS: False}
    assert stored.get("texts") == {SMS: "新的${due}"}


def test_every_default_text_passes_the_check(university):
    for key, (kind, role, channel) in panel.MESSAGES.items():
        panel.save_text(key, f"{kinds.KINDS[kind].recipients[role][channel]} ")


def test_one_wrong_value_and_nothing_is_stored(university):
    assert refused(quiet_from=20, quiet_until=24) == {"quiet_until": "error_number"}
    assert refused(quiet_from=20, mail_transport="pigeon") == {"mail_transport": "error_choice"}
    assert refused(quiet_from=20, http_url="x", site_address=5) == {
        "http_url": "error_address",
        "site_address": "error_not_text",
    }
    assert refused(texts={SMS: "${content}", "x": "y"}, switches={SMS: 1}) == {
        f"texts-{SMS}": "error_template_unknown",
        "texts-x": "error_no_message",
        f"switches-{SMS}": "error_flag",
    }
    assert refused(texts=[], switches="no") == {
        "texts": "error_not_by_message",
        "switches": "error_not_by_message",
    }


def test_settings_that_are_stored_one_after_the_other_must_make_sense_together(university):
    assert refused(sms_transport="http") == {"http_url": "error_gateway_url"}
    panel.save({"http_url": "https://sms.example.edu"})
    panel.save({"sms_transport": "http"})
    assert refused(http_url="") == {"http_url": "error_gateway_url"}
    assert refused(http_format="form") == {"http_body": "error_gateway_fields"}


def test_a_text_is_checked_whichever_way_it_is_stored(university):
    for name, value in (("texts", {SMS: "${content}"}), ("switches", {"x": True})):
        with pytest.raises(BadRequest):
            api.portal.set_registry_record(name, value, interface=INotificationSettings)
        assert stored.get(name) == {}


def test_the_text_that_is_restored_is_the_default(university):
    panel.save_text(SMS, "新的${due}")
    panel.save_text("closed.evaluator.notice", "办结")
    panel.restore_text(SMS)
    assert stored.text(*panel.MESSAGES[SMS]) == kinds.SUBMITTED_SMS
    assert list(stored.get("texts")) == ["closed.evaluator.notice"]


def test_evaluators_messages_have_no_values_that_their_texts_may_not_use(university, dispatched):
    factories.answer(factories.submit("teacher"))
    mails = [m for m in dispatched("mail") if m.role == "evaluator"]
    assert mails
    for message in mails:
        assert {"unit", "number", "name", "hour"}.isdisjoint(templates.values(message))
