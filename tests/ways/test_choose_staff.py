"""One of three hundred people is found: with the keys alone, on a phone, and without a script."""

from hnu.jgzf.domain import roster
from hnu.jgzf.domain import staff_search
from playwright.sync_api import expect
from tests import factories
from tests.ways.axe import violations
import pytest
import re
import transaction


pytestmark = pytest.mark.browser

SURNAMES = "王李张刘陈杨赵黄吴徐孙胡朱高林何郭马罗梁"
GIVEN = (
    "建国",
    "秀英",
    "志强",
    "若谷",
    "明溪",
    "昕澜",
    "望舒",
    "时雨",
    "子涵",
    "浩然",
    "文博",
    "一",
)
TOTAL = 300


@pytest.fixture
def crowd(site):
    """``jwc`` with 300 people, the two of the small university among them."""
    unit = roster.get_unit("jwc")
    names = [surname + given for given in GIVEN for surname in SURNAMES]
    for number in range(TOTAL - 2):
        factories.add_person(
            unit,
            f"1999{number:04d}",
            names[number % len(names)],
            photo=number % 10 == 0,
            position="综合科" if number % 3 else "",
        )
    transaction.commit()
    return unit


def cards(page):
    return page.locator("#jz-people > li:visible")


@pytest.mark.parametrize("width", [1280, 390])
def test_as_one_types_fewer_people_are_left(at_browser, crowd, width):
    student = at_browser("student", width)
    page = student.go("/jgzf/@@evaluate-staff?unit=jwc")
    expect(cards(page)).to_have_count(TOTAL)
    student.see("everybody")
    assert violations(page) == []
    status = page.locator("form[role=search]").get_by_role("status")
    expect(status).to_have_text("")
    # What looks like a button to press is not needed.
    expect(page.get_by_role("button", name="查找", exact=True)).to_be_hidden()

    field = page.get_by_label("查找人员")
    field.press_sequentially("zyl")
    expect(cards(page)).to_have_count(1)
    expect(cards(page)).to_contain_text("周允礼")
    expect(status).to_have_text(f"找到 1 人，共 {TOTAL} 人")
    student.see("one")
    assert violations(page) == []

    field.fill("没有此人")
    expect(cards(page)).to_have_count(0)
    expect(page.get_by_text("没有找到符合的人员")).to_be_visible()
    expect(status).to_have_text(f"找到 0 人，共 {TOTAL} 人")
    student.see("nobody")
    assert violations(page) == []

    field.fill("")
    expect(cards(page)).to_have_count(TOTAL)
    expect(page.get_by_text("没有找到符合的人员")).to_be_hidden()
    expect(status).to_have_text("")


def test_with_the_keys_alone_one_comes_to_the_form_of_a_person(at_browser, crowd):
    student = at_browser("student")
    page = student.go("/jgzf/@@evaluate-staff?unit=jwc")
    focused = "document.activeElement.id || document.activeElement.textContent.trim()"
    page.locator("#unit").focus()
    for _key in range(10):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == "q":
            break
    assert page.evaluate(focused) == "q"
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    page.keyboard.type("zyl")
    page.keyboard.press("Enter")
    # Enter sends nothing, opens nothing, and leaves one where one is.
    expect(cards(page)).to_have_count(1)
    assert page.url.endswith("/jgzf/@@evaluate-staff?unit=jwc")
    assert [url for url in sent if "@@photo" not in url] == []
    assert page.evaluate(focused) == "q"
    page.keyboard.press("Tab")
    assert "周允礼" in page.evaluate(focused)
    page.keyboard.press("Enter")
    page.wait_for_url("**/jwc/20090417/@@evaluate")
    expect(page.get_by_role("heading", level=1)).to_contain_text("周允礼")


def test_photos_are_loaded_when_they_come_into_view_and_once(at_browser, crowd):
    student = at_browser("student", 390)
    asked = []
    student.page.on("requestfinished", lambda request: asked.append(request.url))
    page = student.go("/jgzf/@@evaluate-staff?unit=jwc")
    page.wait_for_load_state("networkidle")
    photos = page.locator("#jz-people img")
    assert photos.count() > 30

    def loaded():
        return [url for url in asked if url.endswith("/@@photo")]

    assert len(loaded()) < photos.count() / 2
    last = photos.last.get_attribute("src")
    assert last not in loaded()
    see(photos.last)
    assert last in loaded()
    # Within the hour, the browser's own copy
    page.reload()
    see(photos.last)
    entries = "performance.getEntriesByType('resource').filter(e => e.name.endsWith('/@@photo'))"
    sizes = page.evaluate(f"{entries}.map(e => e.transferSize)")
    assert sizes
    assert sum(sizes) == 0


def see(photo):
    photo.scroll_into_view_if_needed()
    seen = "photo => photo.complete && photo.naturalWidth > 0"
    photo.page.wait_for_function(seen, arg=photo.element_handle())


def test_without_javascript_the_button_finds_the_same_people(at_browser, crowd):
    student = at_browser("student", javascript=False)
    page = student.go("/jgzf/@@evaluate-staff?unit=jwc")
    expect(cards(page)).to_have_count(TOTAL)
    page.get_by_label("查找人员").fill("zyl")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"unit=jwc&q=zyl$"))
    expect(cards(page)).to_have_count(1)
    student.see("one")
    page.get_by_label("查找人员").fill("")
    page.get_by_role("button", name="查找", exact=True).click()
    expect(cards(page)).to_have_count(TOTAL)


def test_the_script_opens_what_the_server_had_found(at_browser, crowd):
    student = at_browser("student")
    page = student.go("/jgzf/@@evaluate-staff?unit=jwc&q=zyl")
    expect(cards(page)).to_have_count(1)
    page.get_by_label("查找人员").fill("")
    expect(cards(page)).to_have_count(TOTAL)


def test_script_and_server_find_the_same_people(at_browser, crowd):
    for number, name in {"A1": "买买提·艾力", "A2": "单于明", "A3": "吕绿", "A4": "Zoë Ö"}.items():
        factories.add_person(crowd, number, name)
    transaction.commit()
    student = at_browser("student")
    page = student.go("/jgzf/@@evaluate-staff?unit=jwc")
    people = [(person.title, person.getId()) for person in roster.active_staff(crowd)]
    field = page.get_by_label("查找人员")
    different = {}
    for query in (
        *("z", "zyl", "ZYL", "zhou", "zhou yun", "zhou'yun", "ｚｙｌ", "周", " 周 允礼　", "允"),
        *("1999", "１９９９０", "0417", "a1", "A", "mmt", "买买提艾力", "·", "lv", "lü", "LÜ"),
        *("zoë", "zoe", "chanyu", "danyu", "[", "(", "\\", ".*", "<b>", "", " ", "李若", "lrg"),
    ):
        field.fill(query)
        script = {
            name.strip()
            for name in page.locator("#jz-people > li:not([hidden]) strong").all_text_contents()
        }
        server = {
            name
            for name, number in people
            if staff_search.is_found(staff_search.key_of(name, number), query)
        }
        if script != server:
            different[query] = script ^ server
    assert different == {}
