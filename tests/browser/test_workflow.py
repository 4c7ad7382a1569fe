"""The State menu's own pages on a case: ``content_status_modify``, history."""

from hnu.jgzf import config
from lxml import html
from tests import factories
from tests.browser.visitor import Answer
from tests.browser.visitor import latest
from tests.browser.visitor import serials
from tests.browser.visitor import Visitor
import pytest
import transaction


@pytest.fixture
def case(site):
    case = factories.submit("teacher")
    transaction.commit()
    return case


def step(site, userid, case, action, token=True, **data):
    """POST the step as the State menu's form of Plone does."""
    visitor = Visitor(site, userid)
    if token:
        page = html.fromstring(visitor.session.get(f"{site.absolute_url()}/@@change-password").text)
        data["_authenticator"] = page.xpath("//input[@name='_authenticator']/@value")[0]
    url = visitor.url(case, "/content_status_modify")
    data["workflow_action"] = action
    return Answer(visitor.session.post(url, data=data, allow_redirects=False))


def test_a_step_that_needs_more_leads_to_its_form(site, case):
    before = serials(case)
    answer = step(site, "clerk", case, "answer")
    assert answer.status == 302
    assert answer.headers["Location"] == f"{case.absolute_url()}/@@answer"
    assert serials(case) == before


def test_a_refused_step_changes_nothing_not_even_the_publication_date(site, case):
    before = serials(case)
    for userid, action in (
        ("student", "answer"),
        ("clerk", "close"),
        ("dean", "answer"),
        ("clerk", "publish"),
    ):
        answer = step(site, userid, case, action, **{"effective_date": "2026/01/01 10:00"})
        assert answer.status == 302
        assert answer.headers["Location"] == case.absolute_url()
    assert serials(case) == before
    assert latest(case).effective_date is None


def test_a_refused_step_says_why(site, case):
    visitor = Visitor(site, "clerk")
    page = visitor.get(case, "/content_status_modify?workflow_action=close")
    assert "只有已反馈或已评价的才能办结，请刷新页面后再操作。" in page.message


def test_close_and_reopen_take_their_comment_as_the_reason(site, case):
    factories.bring_to(case, config.RATED)
    transaction.commit()
    assert step(site, "clerk", case, "close").status == 302
    assert latest(case).state == config.CLOSED
    answer = step(site, "supervisor", case, "reopen", comment="")
    assert answer.headers["Location"] == f"{case.absolute_url()}/@@reopen"
    assert latest(case).state == config.CLOSED
    step(site, "supervisor", case, "reopen", comment="当事人补充了新的材料，需要重新办理。")
    assert latest(case).state == config.SUBMITTED


def test_a_step_is_made_by_post_only_and_with_a_token(site, case):
    factories.bring_to(case, config.RATED)
    transaction.commit()
    before = serials(case)
    clerk = Visitor(site, "clerk")
    clerk.get(case, "/content_status_modify?workflow_action=close")
    assert serials(case) == before
    assert step(site, "clerk", case, "close", token=False).status == 403
    assert serials(case) == before


def test_history_pages_lead_to_the_case(site, case):
    for page in ("content_status_history", "contenthistory", "contenthistorypopup", "historyview"):
        for userid in ("student", "teacher", "clerk", "supervisor", "webmaster"):
            visitor = Visitor(site, userid)
            answer = visitor.get(case, f"/@@{page}", allow_redirects=False)
            assert answer.status == 302, (page, userid)
            assert answer.headers["Location"] == case.absolute_url()
