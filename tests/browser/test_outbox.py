"""发件箱: a page for webmasters that shows what is sent, to whom in which role, and sends again."""

from hnu.jgzf import config
from hnu.jgzf.content import outbox as box
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.interfaces.notifications import TransportError
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications import dispatch
from hnu.jgzf.notifications import wakeup
from plone import api
from tests import factories
from tests.browser.visitor import even
from tests.browser.visitor import last_write
from tests.browser.visitor import latest
from unittest import mock
import pytest
import re
import transaction


PAGE = "/@@jgzf-outbox"


@pytest.fixture
def outbox(site):
    return box.get_outbox(roster.get_center())


@pytest.fixture
def told(outbox, submitted):
    """A case that was answered: messages to two administrators by SMS and mail, one to its
    evaluator by mail; nothing is sent yet."""
    case = submitted(state="answered")
    for fact in outbox.undispatched():
        dispatch.dispatch(outbox, fact)
    transaction.commit()
    return case


def fail(outbox, messages, reason="no gateway"):
    for message in messages:
        delivery.record(outbox, message.id, TransportError(reason, permanent=True))
    transaction.commit()


def deliver(outbox):
    """Send what is due."""
    while (claimed := delivery.claim(outbox)) is not None:
        delivery.record(outbox, claimed.id, delivery.send(claimed))
    transaction.commit()


def rows(page):
    return [even(row) for row in page.ours.xpath(".//tbody/tr")]


def counts(page):
    """The numbers beside the names of the states."""
    return [int(re.search(r"\d+", even(a)).group()) for a in page.ours.xpath(".//nav[2]/a")]


@pytest.mark.parametrize("userid", [None, "student", "clerk", "supervisor"])
def test_only_webmasters_see_the_outbox(site, visit, told, userid):
    page = visit(userid).get(site, PAGE)
    assert page.is_refusal
    assert told.getId() not in page.text


def test_it_shows_whom_a_message_is_for_and_why_it_waits(site, visit, outbox, told):
    page = visit("webmaster").get(site, PAGE)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.tree.findtext(".//head/title").strip().startswith("发件箱")
    assert counts(page) == [5, 5, 0, 0, 0]
    to_evaluator = [row for row in rows(page) if "评价人邮件 待发送" in row]
    others = [row for row in rows(page) if row not in to_evaluator]
    assert len(to_evaluator) == 1
    assert all("下次尝试" in row for row in rows(page))
    assert all("单位管理员" in row and "教务处" in row for row in others)
    assert {name for row in others for name in ("柳明溪", "庄亦诚") if name in row} == {
        "柳明溪",
        "庄亦诚",
    }


def test_a_message_that_waits_shows_what_would_be_sent(site, visit, told):
    words = visit("webmaster").get(site, PAGE).words
    assert "柳明溪老师：您好！您所在单位于" in words
    assert "收到了服务对象给出的机关工作作风评价信息" in words


def test_nobody_s_number_address_or_account_stands_on_it(site, visit, outbox, told):
    fail(outbox, [m for m in outbox.messages.values() if m.channel == config.MAIL])
    deliver(outbox)
    page = visit("webmaster").get(site, PAGE)
    assert len(rows(page)) == 5
    text = page.text
    assert "13900000000" not in text
    assert "@example.org" not in text
    for secret in ("teacher", "方晓棠", factories.CONTENT, factories.ANSWER, told.topic):
        assert secret not in text


def test_with_the_log_transport_it_says_that_nothing_left_the_house(site, visit, outbox, told):
    deliver(outbox)
    page = visit("webmaster").get(site, f"{PAGE}?state=sent")
    assert "短信目前只在这里记录内容，并不真正发出" in page.words
    assert len([row for row in rows(page) if "短信 仅记录，未发出" in row]) == 2


def test_messages_are_chosen_by_state_and_come_in_pages(site, visit, outbox, told):
    fact = box.Fact(config.FACT_ANSWERED, "jwc", told.getId(), told.received, told.due)
    for _n in range(30):
        outbox.add(box.Message(fact, config.TO_EVALUATOR, config.MAIL, told.received))
    fail(outbox, outbox.newest(size=25))
    webmaster = visit("webmaster")
    assert counts(webmaster.get(site, PAGE)) == [35, 10, 0, 25, 0]
    first = webmaster.get(site, f"{PAGE}?state=failed")
    assert len(rows(first)) == 20
    assert all("发送失败" in row for row in rows(first))
    second = webmaster.get(site, f"{PAGE}?state=failed&b_start=20")
    assert len(rows(second)) == 5
    assert len(rows(webmaster.get(site, f"{PAGE}?state=nonsense"))) == 20
    assert len(rows(webmaster.get(site, f"{PAGE}?state=failed&b_start=999"))) == 5


def press(webmaster, page, button, message=None):
    form = page.form(button)
    sent = dict(form.form_values())
    values = form.xpath(f".//button[@name='form.buttons.{button}']/@value")
    sent[f"form.buttons.{button}"] = message.id if message is not None else values[0]
    assert sent[f"form.buttons.{button}"] in values
    return webmaster.session.post(form.action, data=sent)


def test_what_failed_is_sent_again_at_once(site, visit, outbox, told):
    failed, other = [m for m in outbox.messages.values() if m.channel == config.SMS]
    fail(outbox, [failed])
    fail(outbox, [other], "no such number")
    webmaster = visit("webmaster")
    page = webmaster.get(site, f"{PAGE}?state=failed")
    assert len([row for row in rows(page) if "no gateway" in row]) == 1
    with mock.patch.object(wakeup, "_wake") as wake:
        answer = press(webmaster, page, "again", failed)
    assert wake.call_args.args == (True,)
    assert answer.history[0].status_code == 302
    assert "正在重新发送" in answer.text
    latest(site)
    assert (failed.state, failed.tries, failed.reason) == (box.WAITING, 0, "")
    assert other.state == box.FAILED
    deliver(outbox)
    assert failed.state == box.SENT


def test_all_that_failed_is_sent_again(site, visit, outbox, told):
    failed = outbox.newest(size=3)
    fail(outbox, failed)
    webmaster = visit("webmaster")
    answer = press(webmaster, webmaster.get(site, f"{PAGE}?state=failed"), "all")
    assert "正在重新发送3条消息" in answer.text
    latest(site)
    assert {message.state for message in failed} == {box.WAITING}


def test_what_was_sent_is_never_sent_a_second_time_by_it(site, visit, outbox, told):
    deliver(outbox)
    sent = outbox.newest([box.SENT])[0]
    fail_one = outbox.newest(size=1)
    webmaster = visit("webmaster")
    token = webmaster.token()
    before = last_write(site)
    for key in (sent.id, fail_one[0].id, "nonsense", ""):
        answer = webmaster.session.post(
            webmaster.url(site, PAGE), data={"form.buttons.again": key, "_authenticator": token}
        )
        assert "不是发送失败状态" in answer.text
    latest(site)
    assert sent.state == box.SENT
    assert last_write(site) == before


def test_sending_again_needs_a_token_of_ours(site, visit, outbox, told):
    failed = outbox.newest(size=1)
    fail(outbox, failed)
    webmaster = visit("webmaster")
    for data in ({"form.buttons.again": failed[0].id}, {"form.buttons.all": "1"}):
        assert webmaster.session.post(webmaster.url(site, PAGE), data=data).status_code == 403
    latest(site)
    assert failed[0].state == box.FAILED


def test_looking_writes_nothing(site, visit, outbox, told):
    webmaster = visit("webmaster")
    webmaster.get(site, PAGE)
    before = last_write(site)
    for query in ("", "?state=failed", "?form.buttons.all=1", "?form.buttons.again=1"):
        assert webmaster.get(site, f"{PAGE}{query}").status == 200
    assert last_write(site) == before


def test_a_page_wakes_only_the_messages_that_it_shows(site, outbox, told):
    fact = box.Fact(config.FACT_ANSWERED, "jwc", told.getId(), told.received, told.due)
    for _n in range(200):
        outbox.add(box.Message(fact, config.TO_EVALUATOR, config.MAIL, told.received))
    transaction.commit()
    outbox._p_jar.cacheMinimize()
    found = outbox.newest(size=20)
    assert len([message for message in found if message.made]) == 20
    awake = [m for m in outbox.messages.values() if m._p_state != -1]
    assert len(awake) == 20


def test_the_pages_about_messages_lead_to_each_other(site, visit, outbox):
    webmaster = visit("webmaster")
    page = webmaster.get(site, PAGE)
    for name in ("jgzf-notifications", "jgzf-outbox", "jgzf-health"):
        assert page.has_link(f"/@@{name}")
    supervisor = visit("supervisor").get(site, "/@@jgzf-health")
    assert not supervisor.has_link(PAGE)


def test_without_a_center_the_outbox_is_empty(site, visit, outbox):
    with api.env.adopt_roles(["Manager"]):
        site._delObject("jgzf")
    transaction.commit()
    page = visit("webmaster").get(site, PAGE)
    assert page.status == 200
    assert counts(page) == [0] * 5


def test_a_gateway_that_is_set_is_not_called_a_record(site, visit, outbox, told):
    api.portal.set_registry_record("sms_transport", "http", interface=INotificationSettings)
    transaction.commit()
    assert "只在这里记录内容" not in visit("webmaster").get(site, PAGE).words
