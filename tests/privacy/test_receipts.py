"""Entering for somebody and rating with a receipt leave no name, no code and no address behind."""

from hnu.jgzf.domain import dates
from hnu.jgzf.domain import receipts
from tests import factories
from tests.privacy.test_error_log import fail
from tests.privacy.test_error_log import logged
from tests.privacy.test_undo_log import call
from tests.privacy.test_undo_log import noted
from tests.privacy.test_undo_log import NOTHING
from tests.privacy.test_undo_log import press
from unittest import mock
from ZPublisher import HTTPRequest
import pytest
import transaction


__all__ = ["logged", "noted"]

ADDRESS = "203.0.113.77"


@pytest.fixture(autouse=True)
def _behind_a_proxy(monkeypatch):
    monkeypatch.setattr(HTTPRequest, "trusted_proxies", ["127.0.0.1"])


def from_outside(used_world):
    """The browser of somebody without an account, at that address."""
    session = used_world.client(None)
    session.headers["X-Forwarded-For"] = ADDRESS
    return session


def receipt_of(entered):
    return {
        "form.widgets.number": entered.case.getId(),
        "form.widgets.code": entered.code,
        "form.widgets.level": "satisfied",
        "form.widgets.comment": "只有反映人知道的一句话",
    }


@pytest.fixture
def answered(used_world):
    receipts.wrong_tries.clear()
    entered = factories.enter(by="supervisor2")
    factories.answer(entered.case)
    transaction.commit()
    return entered


def test_who_enters_and_rates_is_not_noted_by_browser(used_world, noted, answered):
    url = f"{used_world.base}/jgzf/@@receipt"
    noted()
    answer = from_outside(used_world).post(
        url, data={**receipt_of(answered), "form.buttons.rate": "1"}
    )
    assert answer.status_code == 200
    assert noted() == [NOTHING]
    fields = {name: value for name, value in factories.fields().items() if name != "staff_member"}
    heard = {**factories.OUTSIDER, "received": dates.today().isoformat()}
    press(used_world, "supervisor", "/jgzf/@@enter-evaluation", "submit", **{**fields, **heard})
    records = noted()
    assert records
    assert set(records) == {NOTHING}


def test_who_enters_is_not_noted_by_rest(used_world, noted):
    heard = {**factories.OUTSIDER, "received": dates.today().isoformat()}
    fields = factories.fields(on_behalf=heard)
    call(used_world, "supervisor", f"{used_world.base}/jgzf/@evaluations", fields)
    assert set(noted()) == {NOTHING}


@pytest.mark.parametrize("button", ["look", "rate"])
@pytest.mark.parametrize("broken", ["open_case", "Opened.rate", "Opened.file"])
def test_a_failure_leaves_neither_number_code_nor_address(
    used_world, logged, answered, button, broken
):
    sent = {**receipt_of(answered), f"form.buttons.{button}": "1"}
    owner, _dot, name = broken.rpartition(".")
    owner = getattr(receipts, owner) if owner else receipts
    replaced = property(fail) if name == "file" else fail
    with mock.patch.object(owner, name, replaced):
        answer = from_outside(used_world).post(f"{used_world.base}/jgzf/@@receipt", data=sent)
    entries, event_log = logged()
    if (button, broken) == ("look", "Opened.rate"):
        assert answer.status_code == 200
    else:
        assert answer.status_code == 500
        assert len(entries) == 1
        assert "Failure" in entries[0]
    for text in (*entries, event_log):
        for secret in (answered.code, answered.case.getId(), ADDRESS, "只有反映人"):
            assert secret not in text, secret


def test_looking_leaves_no_address_in_database_and_log(used_world, logged, noted, answered):
    # Plone itself writes at the first page after a change of the portal.
    used_world.client(None).get(f"{used_world.base}/jgzf/@@receipt")
    noted()
    for code in (answered.code, "0123-4567-89AB"):
        sent = {**receipt_of(answered), "form.widgets.code": code, "form.buttons.look": "1"}
        from_outside(used_world).post(f"{used_world.base}/jgzf/@@receipt", data=sent)
    entries, event_log = logged()
    assert entries == []
    assert ADDRESS not in event_log
    assert answered.case.getId() not in event_log
    assert noted() == []


def test_wrong_tries_count_by_the_address_that_a_trusted_proxy_names(used_world, answered):
    for _i in range(receipts.wrong_tries.most):
        receipts.wrong_tries.begin(ADDRESS)
    sent = {**receipt_of(answered), "form.buttons.look": "1"}
    url = f"{used_world.base}/jgzf/@@receipt"
    assert from_outside(used_world).post(url, data=sent).status_code == 429
    used_world.client("student").headers["X-Forwarded-For"] = "203.0.113.78"
    assert used_world.client("student").post(url, data=sent).status_code == 200
