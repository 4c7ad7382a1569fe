"""评价个人入口: the people of a unit, however many, and how one of them is found."""

from hnu.jgzf.browser.choose_staff import MANY
from hnu.jgzf.domain import roster
from Products.CMFDynamicViewFTI.browserdefault import BrowserDefaultMixin
from tests import factories
import pytest
import transaction


@pytest.fixture
def crowd(site):
    """The unit ``jwc`` with more people than are seen at a glance."""
    unit = roster.get_unit("jwc")
    for number in range(MANY):
        factories.add_person(unit, f"3000{number:02d}", f"李{'一二三四五六七八九十'[number % 10]}")
    factories.add_person(unit, "400000", "周游", active=False)
    transaction.commit()
    return unit


@pytest.fixture
def look(visit):
    """``look("unit=jwc&q=zyl")``: the page for a member."""
    return lambda query: visit("student").get(roster.get_center(), f"/@@evaluate-staff?{query}")


def people(page):
    """Names of those who are shown."""
    return page.ours.xpath(".//ul[@id='jz-people']/li[not(@hidden)]//strong/text()")


def test_everybody_who_can_be_evaluated_is_shown_with_name_number_and_photo(look):
    page = look("unit=jwc")
    assert people(page) == ["姜砚秋", "周允礼"]
    assert "教务处 共 2 人" in page.words
    assert "工号 20120356 考试中心" in page.words
    (photo,) = page.ours.xpath(".//ul[@id='jz-people']//img")
    assert photo.get("src").endswith("/jgzf/jwc/20090417/@@photo")
    assert dict(photo.attrib) | {"src": ""} == {
        "alt": "",
        "class": "jz-photo",
        "height": "320",
        "loading": "lazy",
        "src": "",
        "width": "240",
    }
    # A tile in place of a photo
    assert page.ours.xpath(".//span[@aria-hidden='true']/span/text()") == ["姜"]


def test_few_people_are_seen_at_a_glance(look):
    assert not look("unit=jwc").ours.xpath(".//form[@role='search']")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("zyl", ["周允礼"]),
        ("周允", ["周允礼"]),
        ("20090417", ["周允礼"]),
        ("zhouyun", ["周允礼"]),
        ("  Z Y ", ["周允礼"]),
        ("300003", ["李四"]),
    ],
)
def test_without_javascript_the_server_finds_people_by_the_same_rule(crowd, look, query, names):
    page = look(f"unit=jwc&q={query}")
    assert people(page) == names
    assert f"找到 1 人，共 {MANY + 2} 人" in page.words
    (field,) = page.ours.xpath(".//input[@name='q']")
    assert field.get("value") == query.strip() or field.get("value") == query
    (nobody,) = page.ours.xpath(".//*[@data-jz-nobody]")
    assert nobody.get("hidden")


def test_nobody_is_found_by_what_fits_nobody(crowd, look):
    page = look("unit=jwc&q=<b>nobody</b>")
    assert people(page) == []
    assert f"找到 0 人，共 {MANY + 2} 人" in page.words
    (nobody,) = page.ours.xpath(".//*[@data-jz-nobody]")
    assert nobody.get("hidden") is None
    assert not page.ours.xpath(".//b")


def test_where_nobody_is_there_is_nobody_to_look_for(site, look):
    factories.add_unit("new", "新单位")
    transaction.commit()
    page = look("unit=new&q=zyl")
    assert "该单位尚未录入工作人员" in page.words
    assert "没有找到符合的人员" not in page.words
    assert not page.ours.xpath(".//form[@role='search']")


def test_who_cannot_be_evaluated_is_not_found(crowd, look):
    page = look("unit=jwc&q=周")
    assert people(page) == ["周允礼"]
    assert "周游" not in page.text


def test_looking_for_somebody_is_a_get_that_carries_the_unit_and_no_token(crowd, look):
    (form,) = look("unit=jwc").ours.xpath(".//form[@role='search']")
    assert form.get("method") == "get"
    assert form.action.endswith("/jgzf/@@evaluate-staff")
    assert dict(form.form_values()) == {"unit": "jwc", "q": ""}


@pytest.mark.parametrize(
    "query", ["unit=jwc&q=a&q=b", "unit=jwc&q:list=a", "unit=jwc&q.x:record=a"]
)
def test_what_is_no_text_finds_everybody(look, query):
    assert people(look(query)) == ["姜砚秋", "周允礼"]


@pytest.mark.parametrize("query", ["unit=", "unit=nowhere", "unit=jwc&unit=hqc", "unit=old&q=a"])
def test_without_a_unit_there_is_nobody_to_look_for(site, look, query):
    factories.add_unit("old", "旧单位", active=False)
    transaction.commit()
    page = look(query)
    assert "请先选择单位。" in page.words
    assert not page.ours.xpath(".//ul[@id='jz-people'] | .//form[@role='search']")


def test_units_are_offered_with_the_number_of_people_to_choose_from(crowd, look):
    links = look("").ours.xpath(".//ul[contains(@class, 'jz-units')]//a")
    words = [" ".join(link.text_content().split()) for link in links]
    assert words == ["后勤处 1 人", f"教务处 {MANY + 2} 人"]


def test_the_page_is_drawn_once(crowd, look, monkeypatch):
    """A path in a template calls what it leads to, and a unit called is the unit's whole page."""
    drawn = []
    call = BrowserDefaultMixin.__call__
    monkeypatch.setattr(
        BrowserDefaultMixin, "__call__", lambda self: drawn.append(self) or call(self)
    )
    assert look("unit=jwc").status == 200
    look("")
    assert drawn == []


def test_the_key_of_a_person_is_what_the_page_shows_of_her(crowd, look):
    (item,) = look("unit=jwc&q=zyl").ours.xpath(".//li[@data-jz-key][not(@hidden)]")
    assert item.get("data-jz-key") == "周允礼 20090417 zyl zhouyunli"
