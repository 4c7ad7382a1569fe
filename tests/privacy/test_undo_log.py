"""Rule 7: the database does not note who wrote to a case.

Every way of writing, and a look into the file for what was noted.
"""

from hnu.jgzf import config
from hnu.jgzf.content import evaluators
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import submission
from lxml import html
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from tests import factories
from tests.privacy.layer import PRIVACY_TESTING
from tests.privacy.world import AUTHOR
from tests.privacy.world import JSON
from unittest import mock
from ZODB.POSException import ConflictError
import pytest
import requests
import transaction


@pytest.fixture
def noted(used_world):
    """A function: what was noted of each transaction since the last call."""
    storage = PRIVACY_TESTING.changes
    position = [storage.lastTransaction()]

    def since():
        records = [
            (record.user, record.description, tuple(record.extension.items()))
            for record in storage.iterator(position[0])
        ][1:]
        position[0] = storage.lastTransaction()
        return records

    return since


NOTHING = (b"", b"", ())


def press(used_world, userid, path, button, **values):
    """Fill in a form of ours as a browser does, and press the button."""
    session = used_world.client(userid)
    page = html.fromstring(session.get(f"{used_world.base}{path}").text)
    form = page.xpath(f"//form[@method='post'][.//button[@name='form.buttons.{button}']]")[0]
    sent = {
        **dict(form.form_values()),
        **{f"form.widgets.{name}": value for name, value in values.items()},
        f"form.buttons.{button}": "1",
        "confirmed": "1",
    }
    url = form.action.partition("#")[0] or f"{used_world.base}{path}"
    answer = session.post(url, data=sent, allow_redirects=False)
    # A disclosure and a receipt are shown in the answer itself, and in no other.
    shown = button == "disclose" or path.endswith("@@enter-evaluation")
    assert answer.status_code == (200 if shown else 302)
    return answer


def call(used_world, userid, url, body):
    answer = used_world.client(userid).post(url, json=body, headers=JSON)
    assert answer.status_code in (200, 201), answer.text
    return answer


def submit_by_browser(used_world):
    press(
        used_world,
        AUTHOR.userid,
        "/jgzf/@@evaluate-unit",
        "submit",
        **{name: value for name, value in factories.fields().items() if name != "staff_member"},
    )


def submit_by_rest(used_world):
    fields = factories.fields()
    del fields["staff_member"]
    call(used_world, AUTHOR.userid, f"{used_world.base}/jgzf/@evaluations", fields)


def submit_by_script(used_world):
    transaction.begin()
    with api.env.adopt_user(user=api.user.get(userid=AUTHOR.userid)):
        submission.submit(submission.Submission(**factories.fields()))
        # A script that notes things as Zope and Plone do.
        transaction.get().setUser(AUTHOR.userid)
        transaction.get().note(f"submitted by {AUTHOR.userid}")
        transaction.get().setExtendedInfo("who", AUTHOR.userid)
        transaction.commit()


@pytest.mark.parametrize("submit", [submit_by_browser, submit_by_rest, submit_by_script])
def test_who_submits_is_not_noted(used_world, noted, submit):
    before = set(evaluators.numbers_of(used_world.case().aq_parent.aq_parent, AUTHOR.userid))
    submit(used_world)
    assert set(noted()) == {NOTHING}
    center = used_world.case().aq_parent.aq_parent
    assert len(set(evaluators.numbers_of(center, AUTHOR.userid)) - before) == 1


def test_who_answers_and_rates_is_not_noted_by_browser(used_world, noted):
    path = used_world.target.url.removeprefix(used_world.base)
    press(
        used_world,
        "clerk",
        f"{path}/@@answer",
        "answer",
        content=factories.ANSWER,
        outcome=config.RESOLVED,
    )
    press(used_world, AUTHOR.userid, path, "rate", level="satisfied")
    press(used_world, "clerk", f"{path}/@@close", "close")
    press(used_world, "supervisor", f"{path}/@@reopen", "reopen", reason=factories.CONTENT)
    press(used_world, "clerk", path, "disclose", reason=factories.CONTENT)
    press(used_world, "supervisor", f"{path}/@@hide", "hide", reason=factories.CONTENT)
    press(used_world, "supervisor", f"{path}/@@show-again", "show", reason=factories.CONTENT)
    press(
        used_world,
        "supervisor",
        f"{path}/@@redact",
        "redact",
        field="content",
        passage=used_world.case().content[:3],
        reason=factories.ANSWER,
    )
    records = noted()
    assert len(records) >= 8
    assert set(records) == {NOTHING}
    assert used_world.case().state == config.SUBMITTED


def test_who_answers_and_rates_is_not_noted_by_rest(used_world, noted):
    url = used_world.target.url
    call(
        used_world,
        "clerk",
        f"{url}/@feedback",
        {"content": factories.ANSWER, "outcome": config.RESOLVED},
    )
    call(used_world, AUTHOR.userid, f"{url}/@satisfaction", {"level": "satisfied"})
    call(used_world, "clerk", f"{url}/@workflow/close", {})
    call(used_world, "supervisor", f"{url}/@workflow/reopen", {"comment": factories.CONTENT})
    call(used_world, "clerk", f"{url}/@identity-disclosures", {"reason": factories.CONTENT})
    hiding = {"hidden": True, "reason": factories.CONTENT}
    call(used_world, "supervisor", f"{url}/@hiding", hiding)
    call(used_world, "supervisor", f"{url}/@hiding", {**hiding, "hidden": False})
    passage = {"field": "content", "passage": used_world.case().content[:3]}
    passage["reason"] = factories.ANSWER
    call(used_world, "supervisor", f"{url}/@redactions", passage)
    records = noted()
    assert len(records) >= 8
    assert set(records) == {NOTHING}


def test_who_answers_and_rates_is_not_noted_by_script(used_world, noted):
    for userid, step in (
        ("clerk", lambda case: lifecycle.answer(case, factories.ANSWER, config.RESOLVED)),
        (AUTHOR.userid, lambda case: lifecycle.rate(case, "satisfied")),
        ("clerk", lifecycle.close),
        ("supervisor", lambda case: lifecycle.reopen(case, factories.CONTENT)),
    ):
        case = used_world.case()
        with factories.acting_as(userid):
            step(case)
            transaction.get().setUser(userid)
            transaction.get().note(f"{userid} did it")
            transaction.commit()
    assert set(noted()) == {NOTHING}


def remind_by_browser(used_world):
    path = used_world.target.url.removeprefix(used_world.base)
    press(used_world, "supervisor", f"{path}/@@remind", "remind")


def remind_by_rest(used_world):
    call(used_world, "supervisor", f"{used_world.target.url}/@reminders", {})


def remind_of_many_by_rest(used_world):
    numbers = [used_world.target.url.rpartition("/")[2]]
    url = f"{used_world.base}/jgzf/@reminders"
    call(used_world, "supervisor", url, {"numbers": numbers})


@pytest.mark.parametrize("remind", [remind_by_browser, remind_by_rest, remind_of_many_by_rest])
def test_who_reminds_is_not_noted(used_world, noted, remind):
    remind(used_world)
    assert set(noted()) == {NOTHING}
    assert len(used_world.case().reminded) == 1


def test_who_takes_a_step_in_plones_own_way_is_not_noted(used_world, noted):
    """content_status_modify and folder_publish: Plone notes the item's address itself."""
    case = used_world.case()
    factories.bring_to(case, config.RATED, by=AUTHOR.userid)
    transaction.commit()
    session = used_world.client("clerk")
    form = html.fromstring(session.get(f"{used_world.base}/@@change-password").text)
    token = form.xpath("//input[@name='_authenticator']/@value")[0]
    noted()
    answer = session.post(
        f"{used_world.target.url}/content_status_modify",
        data={"workflow_action": "close", "_authenticator": token},
    )
    assert answer.status_code == 200
    assert used_world.case().state == config.CLOSED
    assert set(noted()) == {NOTHING}


@pytest.mark.parametrize("submit", [submit_by_browser, submit_by_rest])
def test_a_request_that_is_tried_again_is_not_noted_either(used_world, noted, submit):
    remember = evaluators.remember
    calls = []

    def conflict_at_first(*args):
        calls.append(args)
        remember(*args)
        if len(calls) == 1:
            raise ConflictError

    with mock.patch.object(evaluators, "remember", conflict_at_first):
        submit(used_world)
    assert len(calls) == 2
    assert set(noted()) == {NOTHING}


def test_looking_at_a_case_notes_nobody_even_if_something_writes(used_world, noted):
    """Plone and add-ons write on GET at times: a portlet's assignment, an annotation."""
    from hnu.jgzf.browser.case import CasePage

    update = CasePage.update

    def write_something(page):
        page.context.__annotations__["seen"] = True
        page.request.environ["plone.protect.safe_oids"] = []
        from plone.protect.interfaces import IDisableCSRFProtection
        from zope.interface import alsoProvides

        alsoProvides(page.request, IDisableCSRFProtection)
        update(page)

    with mock.patch.object(CasePage, "update", write_something):
        answer = used_world.client(AUTHOR.userid).get(used_world.target.url)
    assert answer.status_code == 200
    assert noted() == [NOTHING]


def test_a_webmasters_work_keeps_her_name(used_world, noted):
    """Only what touches cases is nameless: the rest of the log stays useful."""
    press(used_world, "webmaster", "/jgzf/jwc/edit", "save", title="教务处（新）")
    assert any(b"webmaster" in user for user, _description, _extension in noted())


def test_members_do_not_get_the_log_of_transactions(used_world):
    """A named login followed by a nameless write would give the writer away."""
    url = f"{used_world.base}/@transactions"
    for userid in ("student", "clerk", "reviewer", "editor", "supervisor", "webmaster", None):
        answer = used_world.client(userid).get(url, headers=JSON)
        assert answer.status_code in (401, 403), userid
    manager = requests.get(url, headers=JSON, auth=(SITE_OWNER_NAME, SITE_OWNER_PASSWORD))
    assert manager.status_code == 200
