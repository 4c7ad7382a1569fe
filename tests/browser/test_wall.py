"""The system's home over HTTP: wall, filters, pages, entrances, contact block."""

from datetime import timedelta
from hnu.jgzf.content.site_catalog import get_catalog
from tests import factories
from tests.browser.visitor import latest
from tests.browser.visitor import Visitor
import pytest
import re
import transaction


@pytest.fixture
def student(site):
    return Visitor(site, "student")


def submit(n=1, by="teacher", **values):
    cases = [factories.submit(by, **values) for _n in range(n)]
    transaction.commit()
    return cases


def numbers(page):
    return [number.text_content() for number in page.ours.xpath(".//li//span[@class='jz-num']")]


def chosen(page):
    """What the filter form would send as it stands."""
    form = page.ours.xpath(".//form[@role='search']")[0]
    return {name: value for name, value in form.form_values() if value}


def hint(page):
    notes = page.ours.xpath(".//div[contains(@class, 'is-warn')][@role='status']//li")
    return [note.text_content().strip() for note in notes]


def test_a_case_is_on_the_wall_at_once_with_days_and_without_a_name(site, student):
    (case,) = submit(topic="<b>盖章</b>要跑三个办公室", staff_member="20090417")
    page = student.get(site.jgzf)
    assert page.status == 200
    (card,) = page.ours.xpath(".//li[contains(@class, 'jz-case')]")
    (link,) = card.xpath(".//h3/a")
    assert link.text_content() == "<b>盖章</b>要跑三个办公室"
    assert link.get("href") == case.absolute_url()
    words = " ".join(card.text_content().split())
    for word in ("教务处", "周允礼", case.getId(), "匿名展示", "待反馈"):
        assert word in words
    assert not re.search(r"\d:\d\d", words)
    assert page.headers["Cache-Control"] == "private, no-store"


def test_the_wall_shows_nothing_of_the_evaluator_to_anybody(site):
    submit(contact_consent=True, contact="13912345678")
    for userid in ("student", "reviewer", "editor", "dean", "clerk", "evaluated", "supervisor"):
        text = Visitor(site, userid).get(site.jgzf).text
        for trace in ("teacher", "方晓棠", "13912345678", "本人"):
            assert trace not in text, (userid, trace)


def test_the_own_case_looks_like_anybodys_on_the_wall(site):
    submit()
    page = Visitor(site, "teacher").get(site.jgzf)
    (card,) = page.ours.xpath(".//li[contains(@class, 'jz-case')]")
    assert "匿名展示" in card.text_content()
    assert "本人" not in card.text_content()


def test_who_is_not_logged_in_is_asked_to(site):
    assert Visitor(site, None).get(site.jgzf).is_refusal


def test_everything_is_filtered_by_url(site, student):
    (waiting,) = submit()
    (person,) = submit(staff_member="20090417")
    (other,) = submit(unit="hqc", **factories.choice(category=1))
    (rated,) = submit()
    (answered,) = submit()
    factories.bring_to(rated, "rated", level="neutral")
    factories.bring_to(answered, "answered")
    rated.received -= timedelta(days=40)
    get_catalog().catalog_object(rated)
    transaction.commit()
    today = waiting.received.date().isoformat()
    old = rated.received.date().isoformat()
    category = factories.choice(category=1)["category"]
    for query, found in (
        ("unit=hqc", {other}),
        ("staff_member=20090417", {person}),
        ("staff_member=00000000", set()),
        ("target=staff", {person}),
        ("target=unit&unit=jwc", {waiting, rated, answered}),
        (f"category={category}", {other}),
        ("state=rated", {rated}),
        ("satisfaction=neutral", {rated}),
        ("satisfaction=unrated", {answered}),
        (f"to={old}", {rated}),
        (f"from={old}&to={old}", {rated}),
        (f"from={today}&unit=jwc&state=submitted&target=unit", {waiting}),
        ("unknown=1&SearchableText=x&Creator=teacher&sort_on=Creator", None),
    ):
        page = student.get(site.jgzf, f"?{query}")
        everything = {waiting, person, other, rated, answered}
        expected = everything if found is None else found
        assert set(numbers(page)) == {case.getId() for case in expected}, query
        assert hint(page) == []


def test_the_form_shows_what_is_chosen_and_says_it(site, student):
    submit()
    category = factories.choice()["category"]
    query = (
        f"?unit=jwc&state=submitted&target=unit&category={category}&satisfaction=&from=2026-01-02"
    )
    page = student.get(site.jgzf, query)
    assert chosen(page) == {
        "unit": "jwc",
        "state": "submitted",
        "target": "unit",
        "category": category,
        "from": "2026-01-02",
    }
    assert "筛选条件：教务处、待反馈、只看单位、执行能力、2026年1月2日起。共 1 件。" in page.words


def test_no_token_stands_in_the_address_of_a_filtered_wall(site, student):
    # It is made from the user's name: the addresses that a person passes on could be told apart.
    (form,) = student.get(site.jgzf).ours.xpath(".//form[@role='search']")
    assert "_authenticator" not in dict(form.form_values())


def test_more_filters_unfold_when_one_of_them_is_set(site, student):
    for query, is_open in (
        ("", False),
        ("?unit=jwc", False),
        ("?satisfaction=unrated", True),
        ("?to=2026-13-01", True),
    ):
        (details,) = student.get(site.jgzf, query).ours.xpath(".//details")
        assert ("open" in details.attrib) is is_open, query


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("unit=nope", ["单位：没有这个选项。"]),
        ("state=<script>", ["办理状态：没有这个选项。"]),
        ("target=x&category=y", ["评价对象：没有这个选项。", "评价类别：没有这个选项。"]),
        ("satisfaction=6", ["满意度：没有这个选项。"]),
        ("from=24.11.2026", ["提交日期从：请按 2026-11-24 的格式填写日期。"]),
        ("to=9999-12-31", ["提交日期到：请按 2026-11-24 的格式填写日期。"]),
        ("from=2026-11-02&to=2026-11-01", ["提交日期到：结束日期早于开始日期。"]),
        ("staff_member=a'b", ["工号：没有这个选项。"]),
        ("unit=jwc&unit=hqc", ["单位：没有这个选项。"]),
        ("unit:int=7&state:list=rated", ["单位：没有这个选项。", "办理状态：没有这个选项。"]),
    ],
)
def test_what_cannot_be_filtered_by_is_named_and_left_out(site, student, query, named):
    (case,) = submit()
    page = student.get(site.jgzf, f"?{query}")
    assert page.status == 200
    assert hint(page) == named
    assert numbers(page) == [case.getId()]


def test_twenty_on_a_page_newest_first(site, student):
    cases = submit(n=45)
    found = []
    for start, last in ((0, 20), (20, 40), (40, 45)):
        page = student.get(site.jgzf, f"?b_start={start}")
        assert f"共 45 件，按提交时间从新到旧排列，本页第 {start + 1}–{last} 件。" in page.words
        found += numbers(page)
    assert found == [case.getId() for case in reversed(cases)]
    first = student.get(site.jgzf, "?unit=jwc")
    (following,) = first.ours.xpath(".//a[@rel='next']")
    assert following.text_content().strip() == "下 20 件"
    assert following.get("href").endswith("/jgzf?unit=jwc&b_start=20")
    for query, length in (("b_size=10", 10), ("b_start=9999", 5), ("b_size=x&b_start=-3", 20)):
        assert len(numbers(student.get(site.jgzf, f"?{query}"))) == length


def test_an_empty_wall_and_an_empty_result_say_so(site, student):
    page = student.get(site.jgzf)
    assert "还没有评价" in page.words
    submit()
    page = student.get(site.jgzf, "?state=closed")
    assert "筛选条件：已办结。共 0 件。" in page.words
    assert "没有符合条件的评价" in page.words
    (clear,) = page.ours.xpath(".//a[normalize-space()='清除筛选']")
    assert clear.get("href") == site.jgzf.absolute_url()


def test_both_entrances_are_offered_to_who_may_submit(site, student):
    doors = student.get(site.jgzf).ours.xpath(".//a[contains(@class, 'jz-door')]")
    center = site.jgzf.absolute_url()
    assert [(door.find(".//strong").text, door.get("href")) for door in doors] == [
        ("评价单位入口", f"{center}/@@evaluate-unit"),
        ("评价个人入口", f"{center}/@@evaluate-staff"),
    ]
    site.jgzf.manage_permission("hnu.jgzf: Submit evaluation", ["Manager"], 0)
    transaction.commit()
    assert student.get(site.jgzf).ours.xpath(".//a[contains(@class, 'jz-door')]") == []


def test_the_contact_block_says_what_the_webmaster_entered(site, student):
    assert student.get(site.jgzf).ours.xpath(".//aside") == []
    center = site.jgzf
    center.contact_phone = "0000-8888 211 转 3"
    center.contact_mail = "jgdw@daxue.example"
    transaction.commit()
    (block,) = student.get(site.jgzf).ours.xpath(".//aside")
    assert block.xpath(".//a/@href") == [
        "tel:0000-88882113",
        "mailto:jgdw@daxue.example",
        f"{center.absolute_url()}/@@receipt",
    ]
    assert "办公地点" not in block.text_content()
    assert "由机关党委代为录入。" in block.text_content()
    center.contact_note = "来访请先预约。\n<i>周五</i>不接待。"
    transaction.commit()
    (block,) = student.get(site.jgzf).ours.xpath(".//aside")
    assert [line.text_content() for line in block.xpath("./p")] == [
        "来访请先预约。",
        "<i>周五</i>不接待。",
        "凭回执查询",
    ]
    assert "由机关党委代为录入。" not in block.text_content()


def test_an_inactive_unit_can_be_filtered_by_while_it_has_cases(site, student):
    (case,) = submit()
    latest(site.jgzf).jwc.active = False
    site.jgzf.hqc.active = False
    transaction.commit()
    page = student.get(site.jgzf)
    options = page.ours.xpath(".//select[@name='unit']/option/@value")
    assert options == ["", "jwc"]
    assert numbers(student.get(site.jgzf, "?unit=jwc")) == [case.getId()]


def test_the_window_is_named_after_the_page(site, student):
    title = " ".join(student.get(site.jgzf).tree.findtext(".//head/title").split())
    assert title.startswith("机关作风评价 — ")
