"""Plone's own parts of a page, where the content is ours."""

from tests import factories
from tests.browser.visitor import Visitor
import pytest
import transaction


@pytest.fixture
def site(functional_portal):
    factories.university(functional_portal)
    functional_portal.portal_registry["plone.exposeDCMetaTags"] = True
    transaction.commit()
    return functional_portal


@pytest.fixture
def case(site):
    case = factories.submit("teacher", topic="<b>盖章</b>要跑三个办公室")
    factories.answer(case)
    transaction.commit()
    return case


def title(answer):
    return " ".join(answer.tree.findtext(".//head/title").split())


def test_the_title_of_a_case_is_its_topic(site, case):
    page = Visitor(site, "student").get(case)
    assert title(page).startswith("<b>盖章</b>要跑三个办公室 — ")


def test_a_page_of_ours_gives_its_own_title(site, case):
    page = Visitor(site, "student").get(site.jgzf, "/@@evaluate-unit")
    assert title(page).partition(" — ")[0] == page.ours.findtext(".//h1").strip()


def test_a_page_of_ours_names_no_author_and_tells_no_dates_in_plones_words(site, case):
    for item in (site.jgzf, case):
        page = Visitor(site, "student").get(item)
        assert page.tree.xpath("//link[@rel='author']") == []
        assert page.tree.xpath("//meta[starts-with(@name, 'DC.')]") == []
        assert page.tree.xpath("//*[@id='section-byline']") == []


def test_other_content_keeps_all_that(site):
    page = Visitor(site, "webmaster").get(site.news if "news" in site else site)
    assert page.tree.xpath("//meta[starts-with(@name, 'DC.')]")


def test_pages_of_ours_describe_the_center_and_nothing_of_the_case(site, case):
    site.jgzf.description = "评价机关 & 工作人员"
    transaction.commit()
    visitor = Visitor(site, "student")
    pages = {
        "wall": visitor.get(site.jgzf),
        "case": visitor.get(case),
        "unit": visitor.get(case.__parent__),
        "help": visitor.get(site.jgzf, "/@@help-evaluators"),
    }
    described = {
        name: page.tree.xpath("//head/meta[@name='description']/@content")
        for name, page in pages.items()
    }
    assert described == dict.fromkeys(pages, ["评价机关 & 工作人员"])


def test_a_center_without_a_description_describes_nothing(site):
    site.jgzf.description = ""
    transaction.commit()
    page = Visitor(site, "student").get(site.jgzf)
    assert page.tree.xpath("//head/meta[@name='description']") == []
