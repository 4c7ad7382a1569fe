"""Notices in 个人中心 and 评价管理 over HTTP."""

from hnu.jgzf.browser import notices as notices_page
from hnu.jgzf.interfaces.notifications import INotificationSettings
from plone import api
from tests import factories
from tests.browser.visitor import Visitor
import pytest
import transaction


MINE = "/@@my-evaluations"
MANAGE = "/@@manage-evaluations"


@pytest.fixture
def transport(site):
    """``transport("http")``: SMS are sent that way."""

    def choose(name):
        record = {"name": "sms_transport", "interface": INotificationSettings}
        api.portal.set_registry_record(value=name, **record)
        transaction.commit()

    return choose


def notices(page):
    return [" ".join(item.text_content().split()) for item in page.ours.cssselect(".jz-notices>li")]


def test_an_administrator_finds_a_new_evaluation_in_manage_evaluations_and_nowhere_else(site):
    case = factories.submit("teacher")
    factories.tell()
    clerk = Visitor(site, "clerk")
    (notice,) = notices(clerk.get(site.jgzf, MANAGE))
    assert case.getId() in notice
    assert "在线反馈" in notice
    assert notices(clerk.get(site.jgzf, MINE)) == []


def test_an_evaluator_finds_her_answer_in_my_evaluations(site):
    case = factories.bring_to(factories.submit("teacher"), "answered")
    factories.tell()
    teacher = Visitor(site, "teacher")
    (notice,) = notices(teacher.get(site.jgzf, MINE))
    assert f"教务处已反馈评价{case.getId()}" in notice
    assert notices(Visitor(site, "student").get(site.jgzf, MINE)) == []


def test_what_is_read_is_gone_and_the_rest_stays(site):
    first = factories.submit("teacher")
    second = factories.submit("student")
    factories.tell()
    clerk = Visitor(site, "clerk")
    page = clerk.get(site.jgzf, MANAGE)
    assert len(notices(page)) == 2
    assert second.getId() in notices(page)[0]
    form = page.ours.cssselect(".jz-notices form")[0]
    after = clerk.submit(form)
    (left,) = notices(after)
    assert first.getId() in left


def test_all_of_them_can_be_read_at_once(site):
    factories.submit("teacher")
    factories.submit("student")
    factories.tell()
    clerk = Visitor(site, "clerk")
    page = clerk.get(site.jgzf, MANAGE)
    after = clerk.submit(page.ours.cssselect("[aria-labelledby=jz-notices]>form")[0])
    assert notices(after) == []
    assert "@@manage-evaluations" in after.url


def test_only_what_was_shown_is_read_at_once(site, monkeypatch):
    monkeypatch.setattr(notices_page, "SHOWN", 1)
    first = factories.submit("teacher")
    factories.submit("student")
    factories.tell()
    clerk = Visitor(site, "clerk")
    page = clerk.get(site.jgzf, MANAGE)
    assert len(notices(page)) == 1
    assert "另有 1 条较早的通知" in page.words
    (left,) = notices(clerk.submit(page.ours.cssselect("[aria-labelledby=jz-notices]>form")[0]))
    assert first.getId() in left


def test_a_notice_that_asks_for_what_was_done_is_gone(site):
    case = factories.submit("teacher")
    factories.tell()
    factories.answer(case)
    factories.tell()
    deputy, teacher = Visitor(site, "deputy"), Visitor(site, "teacher")
    assert notices(deputy.get(site.jgzf, MANAGE)) == []
    assert len(notices(teacher.get(site.jgzf, MINE))) == 1
    factories.rate(case, "dissatisfied")
    factories.tell()
    assert notices(teacher.get(site.jgzf, MINE)) == []
    page = deputy.get(site.jgzf, MANAGE)
    (again,) = notices(page)
    assert "不满意" in again
    # What it has overtaken does not come back
    assert notices(deputy.submit(page.ours.cssselect(".jz-notices form")[0])) == []


@pytest.mark.parametrize(
    "query", ["page=me&page=manage", "read:int=1", "read:record=1", "page:int=1"]
)
def test_a_forged_query_is_no_error(site, query):
    teacher = Visitor(site, "teacher")
    sent = {"_authenticator": teacher.token()}
    address = teacher.url(site.jgzf, f"/@@read-notices?{query}")
    assert teacher.session.get(address).status_code == 200
    assert teacher.session.post(address, data=sent).status_code == 200


def test_get_reads_nothing(site):
    factories.submit("teacher")
    factories.tell()
    clerk = Visitor(site, "clerk")
    page = clerk.get(site.jgzf, MANAGE)
    key = page.ours.cssselect(".jz-notices [name=read]")[0].get("value")
    clerk.get(site.jgzf, f"/@@read-notices?read={key}&page=manage")
    assert len(notices(clerk.get(site.jgzf, MANAGE))) == 1


def test_without_its_token_the_form_is_refused(site):
    factories.submit("teacher")
    factories.tell()
    clerk = Visitor(site, "clerk")
    key = clerk.get(site.jgzf, MANAGE).ours.cssselect(".jz-notices [name=read]")[0].get("value")
    sent = {"read": key, "page": "manage"}
    assert clerk.session.post(clerk.url(site.jgzf, "/@@read-notices"), data=sent).status_code == 403
    assert len(notices(clerk.get(site.jgzf, MANAGE))) == 1


def test_nobody_reads_away_the_notices_of_others(site):
    factories.submit("teacher")
    factories.tell()
    clerk = Visitor(site, "clerk")
    key = clerk.get(site.jgzf, MANAGE).ours.cssselect(".jz-notices [name=read]")[0].get("value")
    dean = Visitor(site, "dean")
    sent = {"read": key, "page": "manage", "_authenticator": dean.token()}
    answer = dean.session.post(dean.url(site.jgzf, "/@@read-notices"), data=sent)
    assert answer.ok
    assert len(notices(clerk.get(site.jgzf, MANAGE))) == 1


def test_whoever_has_submitted_reads_whether_an_sms_is_under_way(site, transport):
    case = factories.submit("teacher")
    transaction.commit()
    teacher = Visitor(site, "teacher")
    told = "系统正在短信通知该单位管理员。"
    assert told not in teacher.get(case, "/@@thanks").words
    transport("http")
    assert told in teacher.get(case, "/@@thanks").words


def test_an_administrator_for_whom_nothing_waits_reads_where_the_sms_goes(site, transport):
    clerk = Visitor(site, "clerk")
    assert "139****0000" not in clerk.get(site.jgzf, MANAGE).words
    transport("http")
    page = clerk.get(site.jgzf, MANAGE)
    assert "139****0000" in page.words
    assert "13900000000" not in page.text
    assert "139****0000" not in Visitor(site, "supervisor").get(site.jgzf, MANAGE).words
