"""Plone's own ways to delete units and people say why they do not."""

from tests import factories
from tests.browser.visitor import Answer
from tests.browser.visitor import latest
import json
import pytest
import transaction


@pytest.fixture
def case(site):
    case = factories.submit("teacher", staff_member="20090417")
    transaction.commit()
    return case


def press_delete(webmaster, item):
    form = webmaster.get(item, "/delete_confirmation").tree.xpath(
        "//form[.//*[@name='form.buttons.Delete']]"
    )[0]
    sent = {**dict(form.form_values()), "form.buttons.Delete": "1"}
    return Answer(webmaster.session.post(form.action, data=sent))


@pytest.mark.parametrize("path", ["jgzf", "jgzf/jwc", "jgzf/jwc/20090417"])
def test_what_has_cases_stays_and_the_page_says_why(site, webmaster, case, path):
    item = site.unrestrictedTraverse(path)
    answer = press_delete(webmaster, item)
    assert f"{item.title}已有 1 件评价，不能删除或改名。请改为停用。" in answer.message
    latest(site)
    assert site.unrestrictedTraverse(path, None) is not None
    assert site.unrestrictedTraverse(case.getPhysicalPath()[2:], None) is not None


def test_what_has_no_cases_goes(site, webmaster, case):
    assert press_delete(webmaster, site.jgzf.jwc["20120356"]).status == 200
    assert press_delete(webmaster, site.jgzf.hqc).status == 200
    latest(site)
    assert "20120356" not in site.jgzf.jwc
    assert "hqc" not in site.jgzf


def test_the_contents_page_deletes_what_can_go_and_names_the_rest(site, webmaster, case):
    token = webmaster.get(site.jgzf.jwc, "/edit").form("save").fields["_authenticator"]
    units = [site.jgzf.jwc, site.jgzf.hqc]
    answer = webmaster.session.post(
        webmaster.url(site.jgzf, "/@@fc-delete"),
        data={
            "_authenticator": token,
            "folder": "/jgzf",
            "selection": json.dumps([unit.UID() for unit in units]),
        },
    ).json()
    assert answer["status"] == "warning"
    assert "教务处已有 1 件评价，不能删除或改名。请改为停用。" in answer["msg"]
    latest(site)
    assert list(site.jgzf.objectIds()) == ["jwc"]


def test_only_those_who_may_delete_see_the_question(site, visit):
    for userid in (None, "teacher", "clerk", "supervisor"):
        assert visit(userid).get(site.jgzf.jwc, "/delete_confirmation").is_refusal, userid
