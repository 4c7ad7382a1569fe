"""Our script in the head of pages."""

from tests import factories
import pytest
import transaction


@pytest.fixture
def case(site):
    case = factories.submit("teacher")
    transaction.commit()
    return case


def scripts(page):
    return page.tree.xpath("//script[contains(@src, '++plone++hnu.jgzf')]")


def test_it_lets_the_page_be_seen_first_and_is_another_when_it_changes(site, visit, case):
    for answer, part in (
        # Where our entrance is on a page of Plone's, it is deferred; on ours it is the end.
        (visit("student").get(site), "head"),
        (visit("student").get(case), "body"),
        (visit("webmaster").get(site, "/@@jgzf-settings"), "body"),
    ):
        (script,) = scripts(answer)
        assert script.getparent().tag == part
        assert script.get("defer") == ("defer" if part == "head" else None)
        assert "/++webresource++" in script.get("src")
        source = visit(None).session.get(script.get("src"))
        assert source.status_code == 200
        assert "javascript" in source.headers["Content-Type"]


def test_other_pages_have_none(site, visit):
    for path in ("/login", "/sitemap"):
        assert scripts(visit("student").get(site, path)) == []
