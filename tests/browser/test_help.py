"""Help (R37): two guides without a login, the ways to them, and the hints for whoever is new."""

from hnu.jgzf.browser import help as help_pages
from io import BytesIO
from PIL import Image
from plone.browserlayer.utils import unregister_layer
from tests import factories
from tests.browser.visitor import latest
import pytest
import re
import requests
import transaction


EVALUATORS = "/@@help-evaluators"
ADMINISTRATORS = "/@@help-administrators"
GUIDES = {EVALUATORS: "评价人使用说明", ADMINISTRATORS: "单位管理员使用说明"}
VISITORS = (None, "student", "clerk", "supervisor", "webmaster")


def pictures(page):
    return page.ours.xpath(".//figure/img")


def hint(page):
    """The texts of the hint for whoever has not submitted anything; None without."""
    found = [
        details
        for details in page.ours.xpath(".//details")
        if "第一次评价" in details.findtext("summary")
    ]
    return [item.text_content() for item in found[0].xpath(".//li")] if found else None


def steps(page):
    """What 评价管理 tells its newcomers, a details element."""
    (found,) = [
        details
        for details in page.ours.xpath(".//details")
        if details.findtext("summary") == "怎样办理评价"
    ]
    return found


# The guides


@pytest.mark.parametrize("userid", VISITORS)
@pytest.mark.parametrize("guide", GUIDES)
def test_everybody_reads_both_guides_in_chinese(site, visit, guide, userid):
    page = visit(userid).get(site.jgzf, guide)
    assert page.status == 200
    assert not page.is_refusal
    assert page.ours.findtext(".//h1") == GUIDES[guide]
    assert " ".join(page.tree.findtext(".//head/title").split()).startswith(GUIDES[guide])
    assert re.findall("[A-Za-z]{3,}", page.words) == []
    assert page.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("userid", VISITORS)
def test_the_portal_s_header_stands_above_a_guide(site, visit, userid):
    page = visit(userid).get(site.jgzf, EVALUATORS)
    assert page.tree.xpath("//*[@id='portal-globalnav']//a")
    assert bool(page.tree.xpath("//*[@id='personaltools-login']")) is (userid is None)
    # A search engine would take the guide for the front page.
    canonical = page.tree.xpath("//link[@rel='canonical']/@href")
    assert canonical == ([site.jgzf.absolute_url()] if userid else [])


def test_a_member_sees_where_a_guide_stands(site, visit):
    crumbs = (
        visit("student").get(site.jgzf, EVALUATORS).tree.xpath("//*[@id='portal-breadcrumbs']//li")
    )
    words = [crumb.text_content().strip() for crumb in crumbs]
    assert words[1:] == ["机关作风评价", "评价人使用说明"]


@pytest.mark.parametrize(
    ("userid", "guide"),
    [
        (None, EVALUATORS),
        ("student", EVALUATORS),
        ("clerk", ADMINISTRATORS),
        ("supervisor", ADMINISTRATORS),
    ],
)
def test_help_leads_to_the_guide_for_whoever_asks(site, visit, userid, guide):
    page = visit(userid).get(site.jgzf, "/@@help")
    assert page.status == 200
    assert page.url == site.jgzf.absolute_url() + guide
    assert page.history[0].headers["Cache-Control"] == "private, no-store"


def test_each_guide_marks_itself_and_leads_to_the_other(site, visit):
    for guide in GUIDES:
        (tabs,) = visit(None).get(site.jgzf, guide).ours.xpath(".//nav[@aria-label='使用说明']")
        links = {link.text: link.get("href") for link in tabs.iter("a")}
        assert links == {title: site.jgzf.absolute_url() + path for path, title in GUIDES.items()}
        assert [link.text for link in tabs.xpath("./a[@aria-current]")] == [GUIDES[guide]]


@pytest.mark.parametrize("guide", GUIDES)
def test_each_link_of_a_guide_leads_somewhere(site, visit, guide):
    for userid in (None, "clerk"):
        page = visit(userid).get(site.jgzf, guide)
        addresses = {link.get("href") for link in page.ours.xpath(".//a[@href]")}
        assert len(addresses) >= 5
        for address in addresses:
            answer = visit(userid).session.get(address)
            assert answer.status_code == 200, (userid, address)


def test_outsiders_are_told_how_to_reach_the_supervisors(site, visit):
    site.jgzf.contact_phone = "0000-8888211"
    transaction.commit()
    for guide in GUIDES:
        page = visit(None).get(site.jgzf, guide)
        assert "没有门户账号的师生和校外服务对象" in page.words
        assert page.has_link("tel:0000-8888211")


def test_the_entrances_ask_a_reader_without_a_login_to_log_in(site, visit):
    nobody = visit(None)
    assert nobody.get(site.jgzf, EVALUATORS).has_link("/jgzf/@@evaluate-unit")
    assert nobody.get(site.jgzf, "/@@evaluate-unit").is_refusal


# Pictures


def test_each_picture_of_a_guide_is_there_in_the_size_that_is_said(site, visit):
    shown = set()
    for guide in GUIDES:
        for image in pictures(visit(None).get(site.jgzf, guide)):
            assert re.fullmatch("[一-鿿].*。|“.*。", image.get("alt"))
            answer = requests.get(image.get("src"))
            assert answer.status_code == 200
            assert len(answer.content) <= 60_000
            with Image.open(BytesIO(answer.content)) as stored:
                sizes = [round(side / help_pages.SHARPNESS) for side in stored.size]
            assert [int(image.get("width")), int(image.get("height"))] == sizes
            # The phone's is hidden at a desk, the desk's on a phone.
            hidden = "d-md-none" if "-390" in image.get("src") else "d-none"
            assert hidden in image.get("class").split()
            shown.add(image.get("src").rpartition("/")[2])
    # And none is left over.
    assert shown == {path.name for path in help_pages.FOLDER.iterdir()}
    assert {name.removesuffix("-390.png").removesuffix(".png") for name in shown} == set(
        help_pages.PICTURES
    )


# Who may


def test_without_the_permission_there_is_no_help(site, visit):
    site.manage_permission("hnu.jgzf: View help", ["Manager"], 0)
    transaction.commit()
    for page in ("/@@help", *GUIDES):
        assert visit(None).get(site.jgzf, page).is_refusal
        assert visit("student").get(site.jgzf, page).is_refusal


def test_without_the_layer_there_is_no_help(site, visit):
    unregister_layer("hnu.jgzf")
    transaction.commit()
    for page in ("/@@help", *GUIDES):
        assert visit("student").get(site.jgzf, page).status == 404


# Ways to the guides


def test_the_wall_leads_to_both_guides(site, visit):
    (box,) = visit("student").get(site.jgzf).ours.xpath(".//nav[@aria-labelledby='jz-help']")
    assert {link.get("href") for link in box.iter("a")} == {
        site.jgzf.absolute_url() + guide for guide in GUIDES
    }


def test_the_front_page_leads_to_the_help(site, visit):
    for userid in (None, "student"):
        assert visit(userid).get(site).has_link("/jgzf/@@help")


def test_the_list_of_what_waits_leads_to_the_guide(site, visit):
    assert visit("clerk").get(site.jgzf, "/@@manage-evaluations").has_link(ADMINISTRATORS)


# Hints


@pytest.mark.parametrize("page", ["/@@evaluate-unit", "/@@evaluate-staff"])
def test_each_entrance_says_what_happens_next_until_one_has_submitted(site, visit, page):
    teacher = visit("teacher")
    first = teacher.get(site.jgzf, page)
    assert len(hint(first)) == 3
    assert first.has_link(EVALUATORS)
    factories.submit("student")
    transaction.commit()
    assert len(hint(teacher.get(site.jgzf, page))) == 3
    factories.submit("teacher")
    transaction.commit()
    assert hint(teacher.get(site.jgzf, page)) is None


def test_the_hint_can_be_folded_away_without_javascript(site, visit):
    page = visit("teacher").get(site.jgzf, "/@@evaluate-unit")
    (details,) = page.ours.xpath(".//details[summary]")
    assert "open" in details.attrib


def test_the_hint_does_not_stand_in_the_way_of_errors_or_of_photos(site, visit):
    teacher = visit("teacher")
    form = teacher.get(site.jgzf, "/@@evaluate-unit")
    refused = teacher.send(form, "submit", topic="")
    assert refused.status == 400
    assert hint(refused) is None
    assert hint(teacher.get(site.jgzf, "/@@evaluate-staff?unit=jwc")) is None


def test_the_steps_are_unfolded_until_a_unit_has_answered(site, visit):
    clerk = visit("clerk")
    case = factories.submit()
    transaction.commit()
    unfolded = steps(clerk.get(site.jgzf, "/@@manage-evaluations"))
    assert "open" in unfolded.attrib
    assert len(unfolded.findall(".//li")) == 3
    factories.answer(latest(case))
    transaction.commit()
    assert "open" not in steps(clerk.get(site.jgzf, "/@@manage-evaluations")).attrib
