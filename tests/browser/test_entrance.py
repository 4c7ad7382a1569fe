"""The viewlet on the portal's front page, and nothing on any other page."""

from datetime import timedelta
from hnu.jgzf.content.site_catalog import get_catalog
from hnu.jgzf.domain import dates
from plone import api
from tests import factories
from tests.browser.visitor import Answer
from tests.browser.visitor import Visitor
import pytest
import transaction


@pytest.fixture
def site(functional_portal):
    factories.university(functional_portal)
    with api.env.adopt_roles(["Manager"]):
        for name in ("front-page", "other"):
            page = api.content.create(functional_portal, "Document", name, title=name)
            api.content.transition(page, "publish")
    transaction.commit()
    return functional_portal


def block(page):
    """The viewlet, or None."""
    found = page.tree.xpath("//section[@aria-labelledby='jz-entrance']")
    return found[0] if found else None


def words(page):
    return " ".join(block(page).text_content().split())


def links(page):
    return [link.get("href") for link in block(page).xpath(".//a")]


def has_bundle(page):
    return any("jgzf.css" in href for href in page.tree.xpath("//link/@href"))


def test_everybody_finds_the_entrances_on_the_front_page(site):
    center = site.jgzf.absolute_url()
    for userid in (None, "student", "clerk"):
        page = Visitor(site, userid).get(site)
        assert links(page) == [
            f"{center}/@@evaluate-unit",
            f"{center}/@@evaluate-staff",
            center,
            f"{center}/@@help",
        ]
        assert has_bundle(page)


def test_an_entrance_asks_who_is_not_logged_in_to_do_so(site):
    visitor = Visitor(site, None)
    entrances = [address for address in links(visitor.get(site)) if "@@evaluate-" in address]
    assert len(entrances) == 2
    for address in (*entrances, site.jgzf.absolute_url()):
        assert Answer(visitor.session.get(address)).is_refusal


def test_it_stands_on_the_default_page_too(site):
    site.setDefaultPage("front-page")
    transaction.commit()
    student = Visitor(site, "student")
    assert block(student.get(site)) is not None
    assert block(student.get(site["front-page"])) is not None


def test_it_stands_on_no_other_page_and_brings_no_style_there(site):
    webmaster = Visitor(site, "webmaster")
    for item, path in (
        (site.other, ""),
        (site["front-page"], ""),
        (site, "/@@search"),
        (site, "/@@overview-controlpanel"),
        (site.other, "/edit"),
        (site, "/folder_contents"),
    ):
        page = webmaster.get(item, path)
        assert page.status == 200
        assert block(page) is None, path
        assert not has_bundle(page), path


def test_the_center_as_front_page_is_shown_once(site):
    site.setDefaultPage("jgzf")
    transaction.commit()
    page = Visitor(site, "student").get(site)
    assert page.status == 200
    assert len(page.ours.xpath("//*[contains(@class, 'jz-doors')]")) == 1


def test_a_member_reads_how_many_answers_wait_for_her(site):
    for _n in range(2):
        factories.bring_to(factories.submit("teacher"), "answered")
    transaction.commit()
    page = Visitor(site, "teacher").get(site)
    assert "您有 2 件评价已收到反馈，请作满意度评价。 进入个人中心" in words(page)
    assert f"{site.jgzf.absolute_url()}/@@my-evaluations" in links(page)
    assert page.headers["Cache-Control"] == "private, no-store"
    for userid in ("student", None):
        assert "满意度评价" not in words(Visitor(site, userid).get(site))


def test_an_administrator_reads_what_waits_for_her_unit(site):
    for days in (-9, -8, 0, 7):
        case = factories.submit("teacher")
        case.due = dates.today() + timedelta(days=days)
        get_catalog().catalog_object(case)
    transaction.commit()
    page = Visitor(site, "clerk").get(site)
    assert "您管理的单位有 4 件待处理评价，其中 2 件已超期、1 件今天到期。 进入评价管理" in words(
        page
    )
    assert f"{site.jgzf.absolute_url()}/@@manage-evaluations" in links(page)
    for userid in ("dean", "student", None):
        assert "待处理" not in words(Visitor(site, userid).get(site))


def test_what_is_neither_late_nor_due_today_is_only_counted(site):
    factories.submit("teacher")
    transaction.commit()
    assert "您管理的单位有 1 件待处理评价。" in words(Visitor(site, "clerk").get(site))


def test_the_front_page_of_nobody_may_be_cached(site):
    assert "no-store" not in Visitor(site, None).get(site).headers.get("Cache-Control", "")


def test_a_portal_without_the_center_has_no_entrance(site):
    with api.env.adopt_roles(["Manager"]):
        site.manage_delObjects(["jgzf"])
    transaction.commit()
    page = Visitor(site, "student").get(site)
    assert page.status == 200
    assert block(page) is None
