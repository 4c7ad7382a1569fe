"""What a failing request leaves in the error log, which webmasters read."""

from hnu.jgzf.domain import roster
from hnu.jgzf.subscribers.error_log import forget_request
from Products.SiteErrorLog.SiteErrorLog import IPubFailureSubscriber
from tests import factories
from tests.browser.visitor import Visitor
from zope.component import getGlobalSiteManager
import pytest
import requests
import transaction


SECRET = "只有评价人知道的一句话，共十个字以上。"


@pytest.fixture
def site(functional_portal, as_in_production):
    factories.university(functional_portal)
    transaction.commit()
    functional_portal.error_log._getLog().clear()
    registry = getGlobalSiteManager()
    # No test layer loads what a server does
    registry.registerHandler(IPubFailureSubscriber)
    with as_in_production(forget_request):
        yield functional_portal
    registry.unregisterHandler(IPubFailureSubscriber)
    functional_portal.error_log._getLog().clear()


def fail(*_args, **_values):
    raise RuntimeError("out of order")


def entries(site):
    return [dict(entry) for entry in site.error_log._getLog()]


def post(url, userid, **form):
    answer = requests.post(
        url,
        json=form,
        auth=(userid, factories.PASSWORD),
        headers={"Accept": "application/json", "Referer": f"http://localhost/{SECRET}".encode()},
        cookies={"mark": "cookie-of-hers"},
        timeout=60,
    )
    assert answer.status_code == 500
    return answer


def test_a_failing_request_elsewhere_leaves_its_user(site, monkeypatch):
    """The control: without it the test below could not fail."""
    monkeypatch.setattr("Products.CMFPlone.browser.search.Search.results", fail)
    answer = requests.get(
        f"{site.absolute_url()}/@@search?SearchableText=x",
        auth=("webmaster", factories.PASSWORD),
        timeout=60,
    )
    assert answer.status_code == 500
    (entry,) = entries(site)
    assert entry["userid"] == "webmaster"
    assert "webmaster" in repr(entry)


def test_a_failing_request_to_a_case_leaves_neither_user_nor_what_was_sent(site, monkeypatch):
    case = factories.bring_to(factories.submit("teacher"), "answered")
    transaction.commit()
    monkeypatch.setattr("hnu.jgzf.domain.rounds.store_rating", fail)
    url = f"{case.absolute_url()}/@satisfaction?note=a-word-of-hers"
    post(url, "teacher", level="satisfied", comment=SECRET)
    (entry,) = entries(site)
    assert entry["type"] == "RuntimeError"
    assert entry["userid"] is None
    for word in ("teacher", SECRET, "cookie-of-hers", "a-word-of-hers", "Basic "):
        assert word not in repr(entry)


def test_a_failing_submission_leaves_neither_user_nor_what_was_sent(site, monkeypatch):
    monkeypatch.setattr("hnu.jgzf.domain.submission._draw_number", fail)
    url = f"{roster.get_center().absolute_url()}/@evaluations"
    values = factories.fields(content=SECRET)
    values.pop("staff_member")
    post(url, "teacher", **values)
    (entry,) = entries(site)
    assert entry["userid"] is None
    for word in ("teacher", SECRET, "cookie-of-hers", "Basic "):
        assert word not in repr(entry)


@pytest.mark.parametrize(
    ("page", "button", "function"),
    [
        ("@@jgzf-notifications", "save", "hnu.jgzf.notifications.panel.save"),
        ("@@jgzf-notification-test", "test", "hnu.jgzf.notifications.trial.prepare"),
    ],
)
def test_a_failing_page_for_messages_leaves_neither_secret_nor_number(
    site, monkeypatch, page, button, function
):
    visitor = Visitor(site, "webmaster")
    form = visitor.get(site, f"/{page}")
    monkeypatch.setattr(function, fail)
    answer = visitor.send(form, button, http_secret="geheim4711", mobile="13912345678")
    assert answer.status == 500
    (entry,) = entries(site)
    assert entry["type"] == "RuntimeError"
    for word in ("geheim4711", "13912345678", "Basic "):
        assert word not in repr(entry)
