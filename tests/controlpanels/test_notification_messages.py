"""The table of messages: a switch for each."""

from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.notifications import kinds
from hnu.jgzf.notifications import panel
from hnu.jgzf.notifications import settings
from plone import api
from tests.browser.visitor import Answer
from tests.browser.visitor import even
from tests.browser.visitor import latest
from tests.controlpanels.grid import forget_registry
import pytest
import transaction


PAGE = "/@@jgzf-notification-messages"


@pytest.fixture
def page(site, webmaster):
    return webmaster.get(site, PAGE)


def stored(site, name="switches"):
    latest(site)
    forget_registry()
    return settings.get(name)


def send(webmaster, page, told):
    form = page.form("save")
    sent = [(name, value) for name, value in form.form_values() if name != "told:list"]
    sent += [("told:list", key) for key in told]
    sent.append(("form.buttons.save", "1"))
    return Answer(webmaster.session.post(form.action, data=sent))


def boxes(page):
    """Whether a box is ticked, by the message's key."""
    found = page.tree.xpath("//input[@name='told:list']")
    return {box.get("value"): box.get("checked") is not None for box in found}


def test_there_is_a_box_and_a_way_to_the_text_for_each_message(page):
    assert sorted(boxes(page)) == sorted(panel.MESSAGES)
    for key in panel.MESSAGES:
        assert page.has_link(f"/@@jgzf-notification-text?message={key}")


def test_each_box_says_what_it_is_for(page):
    labels = [even(label) for label in page.tree.xpath("//label[starts-with(@for, 'told-')]")]
    assert len(set(labels)) == len(panel.MESSAGES)
    assert "发送：新的评价，单位管理员，短信" in labels


def test_evaluators_get_no_sms_unless_somebody_wants_it(page):
    ticked = boxes(page)
    assert ticked["submitted.administrators.sms"]
    assert ticked["answered.evaluator.mail"]
    assert not any(on for key, on in ticked.items() if key.endswith("evaluator.sms"))


def test_only_what_differs_from_the_default_is_stored(site, webmaster, page):
    ticked = {key for key, on in boxes(page).items() if on}
    told = ticked - {"submitted.administrators.mail"} | {"answered.evaluator.sms"}
    assert send(webmaster, page, told).status == 200
    assert stored(site) == {
        "submitted.administrators.mail": False,
        "answered.evaluator.sms": True,
    }
    assert not settings.is_on("submitted", "administrators", "mail")
    page = webmaster.get(site, PAGE)
    assert {key for key, on in boxes(page).items() if on} == told
    send(webmaster, page, ticked)
    assert stored(site) == {}


def test_everything_can_be_switched_off(site, webmaster, page):
    send(webmaster, page, [])
    assert not any(settings.is_on(*message) for message in kinds.messages() if stored(site))
    assert not any(boxes(webmaster.get(site, PAGE)).values())


def test_a_message_that_does_not_exist_is_not_stored(site, webmaster, page):
    send(webmaster, page, [*(k for k, on in boxes(page).items() if on), "submitted.head.sms"])
    assert stored(site) == {}


def test_a_post_without_a_token_against_forgery_changes_nothing(site, webmaster, page):
    page.form("save").fields["_authenticator"] = "forged"
    assert send(webmaster, page, []).status == 403
    assert stored(site) == {}


def test_texts_of_ones_own_are_marked(site, webmaster):
    texts = {"closed.evaluator.notice": "已办结。"}
    api.portal.set_registry_record("texts", texts, interface=INotificationSettings)
    transaction.commit()
    words = webmaster.get(site, PAGE).words
    assert words.count("（已修改）") == 1
