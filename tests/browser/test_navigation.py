"""The ways into the system that Plone's own page offers (R2)."""

from tests.browser.visitor import Visitor
import transaction


def tabs(page):
    links = page.tree.xpath("//*[@id='portal-globalnav']//a")
    return {link.text_content().strip(): link.get("href") for link in links}


def user_menu(page):
    links = page.tree.xpath("//*[@id='portal-membertools']//ul//a[@href]")
    return [(link.text_content().strip(), link.get("href")) for link in links]


def test_the_center_has_a_tab_of_its_own_for_members(site):
    page = Visitor(site, "student").get(site)
    assert tabs(page)["机关作风评价"] == site.jgzf.absolute_url()


def test_nobody_else_sees_the_tab(site):
    assert "机关作风评价" not in tabs(Visitor(site, None).get(site))


def test_a_webmaster_can_take_the_tab_away(site):
    site.jgzf.exclude_from_nav = True
    site.jgzf.reindexObject()
    transaction.commit()
    assert "机关作风评价" not in tabs(Visitor(site, "student").get(site))


def test_the_system_stands_first_in_the_menu_below_ones_name(site):
    page = Visitor(site, "student").get(site.jgzf)
    assert user_menu(page)[0] == ("机关作风评价", site.jgzf.absolute_url())


def test_the_path_names_the_page_and_leads_back_to_the_wall(site):
    clerk = Visitor(site, "clerk")
    for page, title in (("/@@my-evaluations", "个人中心"), ("/@@manage-evaluations", "评价管理")):
        crumbs = clerk.get(site.jgzf, page).tree.xpath("//*[@id='portal-breadcrumbs']//li")
        assert [crumb.text_content().strip() for crumb in crumbs[1:]] == ["机关作风评价", title]
        assert crumbs[1].find("a").get("href") == site.jgzf.absolute_url()
    crumbs = clerk.get(site.jgzf).tree.xpath("//*[@id='portal-breadcrumbs']//li")
    assert [crumb.text_content().strip() for crumb in crumbs[1:]] == ["机关作风评价"]
