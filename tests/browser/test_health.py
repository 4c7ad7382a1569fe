"""运行状况: a page in plain words, and JSON with stable keys for monitoring."""

from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.content import outbox as box
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from tests import factories
from tests.browser.visitor import last_write
from tests.notifications import exposition
import json
import pytest
import transaction


PAGE = "/@@jgzf-health"


@pytest.fixture
def outbox(site):
    return box.get_outbox(roster.get_center())


@pytest.fixture
def beating(outbox):
    """The worker has just done its round."""
    for name in ("worker", "clock"):
        outbox.beats[name] = dates.now()
    transaction.commit()


def ask(visit, site, query="?format=json", userid="supervisor", **options):
    return visit(userid).get(site, f"{PAGE}{query}", **options)


@pytest.mark.parametrize("userid", [None, "student", "clerk"])
@pytest.mark.parametrize("query", ["", "?format=json", "?format=prometheus"])
def test_members_and_administrators_do_not_see_it(site, visit, userid, query):
    assert ask(visit, site, query, userid).is_refusal


@pytest.mark.parametrize("userid", ["supervisor", "webmaster"])
def test_who_has_the_permission_reads_what_is_wrong_and_what_to_do(site, visit, userid):
    page = ask(visit, site, "", userid)
    assert page.status == 200
    assert page.tree.findtext(".//head/title").strip().startswith("运行状况")
    assert "有异常，消息可能没有送达" in page.words
    assert "尚未运行过" in page.words
    assert "请重启 Zope" in page.words
    assert page.headers["Cache-Control"] == "private, no-store"


def test_all_in_order_is_said_in_one_line(site, visit, beating):
    page = ask(visit, site, "")
    assert "一切正常" in page.words or "需要关注" in page.words
    assert "异常" not in page.words


def test_machines_get_stable_keys(site, visit, beating):
    page = ask(visit, site)
    assert page.status == 200
    assert page.headers["Content-Type"] == "application/json; charset=utf-8"
    assert "no-store" in page.headers["Cache-Control"]
    answer = json.loads(page.text)
    assert {name: sorted(part) for name, part in answer.items() if isinstance(part, dict)} == {
        "installed": ["status"],
        "worker": ["last", "seconds", "status"],
        "clock": ["last", "seconds", "status"],
        "queue": ["oldest_seconds", "status", "waiting"],
        "failed": ["failed", "failed_lately", "status"],
        "facts": ["oldest_seconds", "status", "undispatched"],
        "calendar": ["missing_years", "provisional_deadlines", "status"],
    }
    assert set(answer) == {
        *("status", "checked", "installed", "worker", "clock", "queue", "failed", "facts"),
        *("calendar", "problems"),
    }
    assert answer["status"] in ("ok", "warning")
    assert datetime.fromisoformat(answer["worker"]["last"]).utcoffset() == (
        config.TIMEZONE.utcoffset(None)
    )


def test_machines_get_503_when_something_is_wrong(site, visit):
    page = ask(visit, site)
    assert page.status == 503
    answer = json.loads(page.text)
    assert answer["status"] == "error"
    assert {problem["check"] for problem in answer["problems"]} >= {"worker", "clock"}
    assert all(problem["message"] and problem["advice"] for problem in answer["problems"])


@pytest.mark.parametrize("name", ["/@@jgzf-health", "/jgzf-health"])
def test_whoever_accepts_json_gets_it(site, visit, beating, name):
    page = visit("supervisor").get(site, name, headers={"Accept": "application/json"})
    assert page.status == 200
    assert json.loads(page.text)["worker"]["status"] == "ok"


PROMETHEUS = (
    "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1"
)


@pytest.mark.parametrize(
    ("query", "accepted"),
    [("?format=prometheus", "*/*"), ("", PROMETHEUS), ("", "text/plain; version=0.0.4")],
)
def test_a_scraper_gets_text_with_200_whatever_is_wrong(site, visit, query, accepted):
    response = visit("supervisor").session.get(
        f"{site.absolute_url()}{PAGE}{query}", headers={"Accept": accepted}
    )
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]
    families = exposition.parse(response.text)
    assert families["jgzf_health_status"][(("check", "all"),)] == 2


@pytest.mark.parametrize(
    ("query", "accepted", "kind"),
    [
        ("", "text/plain", "text/html"),
        ("", "text/html,*/*", "text/html"),
        ("?format=xml", "*/*", "text/html"),
        ("?format=json", PROMETHEUS, "application/json"),
        ("?format=prometheus", "application/json", "text/plain"),
    ],
)
def test_what_is_named_counts_more_than_what_is_accepted(site, visit, query, accepted, kind):
    response = visit("supervisor").session.get(
        f"{site.absolute_url()}{PAGE}{query}", headers={"Accept": accepted}
    )
    assert response.headers["Content-Type"].partition(";")[0] == kind


def test_an_account_with_that_permission_alone_can_scrape_and_read_nothing_else(site, visit):
    """As docs/operations.md says: a role of its own, by Basic authentication."""
    site._addRole("Monitor")
    site.manage_permission(
        "hnu.jgzf: View health", ("Evaluation Supervisor", "Site Administrator", "Monitor"), 1
    )
    site.acl_users.source_users.addUser("monitor", "monitor", factories.PASSWORD)
    site.acl_users.portal_role_manager.assignRolesToPrincipal(["Monitor"], "monitor")
    transaction.commit()
    assert ask(visit, site, "?format=prometheus", "monitor").status == 200
    for page in ("/@@jgzf-outbox", "/@@jgzf-settings", "/jgzf/@@supervision"):
        assert visit("monitor").get(site, page).is_refusal


def test_a_wrong_password_is_no_answer_that_a_scraper_takes(site, visit):
    visitor = visit("supervisor")
    visitor.session.auth = ("supervisor", "wrong")
    response = visitor.session.get(
        f"{site.absolute_url()}{PAGE}?format=prometheus", allow_redirects=False
    )
    assert response.status_code in (302, 401)
    assert "jgzf_" not in response.text


def test_asking_writes_nothing(site, visit, outbox):
    # Plone writes when it sees somebody for the first time.
    ask(visit, site, "")
    before = last_write(site)
    for query in ("", "?format=json", "?format=prometheus"):
        ask(visit, site, query)
    assert last_write(site) == before


def test_no_case_stands_in_the_answer(site, visit, submitted):
    case = submitted()
    for query in ("", "?format=json", "?format=prometheus"):
        text = ask(visit, site, query, "webmaster").text
        assert case.getId() not in text
        assert "jwc" not in text
