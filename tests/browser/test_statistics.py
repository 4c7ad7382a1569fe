"""统计分析 over HTTP, without scripts."""

from lxml import html
from tests import factories
from tests import statistics_cases
from tests.browser.visitor import Answer
from tests.browser.visitor import even
from urllib.parse import parse_qs
from urllib.parse import urlencode
from urllib.parse import urlsplit
import pytest
import re
import transaction


PAGE = "/@@statistics"
CASES = "/@@statistics-cases"


@pytest.fixture
def some(site):
    cases = statistics_cases.make()
    transaction.commit()
    return cases


@pytest.fixture
def see(site, visit):
    """``see("clerk", unit="jwc")``: the page of these cases' period."""

    def look(userid, view=PAGE, **parameters):
        query = urlencode({**statistics_cases.period(), **parameters})
        return visit(userid).get(site.jgzf, f"{view}?{query}")

    return look


def card(page, title):
    (found,) = [part for part in page.ours.xpath(".//dl/div") if even(part.xpath("dt")[0]) == title]
    return even(found.xpath("dd")[0])


def table(page, heading):
    """Rows of the table below a heading: the words of their cells by the first one."""
    rows = page.heading(heading).xpath(".//tbody/tr")
    return {even(row.xpath("th")[0]): [even(cell) for cell in row.xpath("td")] for row in rows}


def test_a_supervisor_sees_all_units(see, some):
    page = see("supervisor")
    assert page.status == 200
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "全部单位。数据截至" in page.words
    assert card(page, "收到评价").startswith("11 评价单位 9 评价个人 2")
    assert card(page, "按期反馈率").startswith("90.0% 9/10 ")
    assert card(page, "满意率").startswith("66.7% 4/6 ")
    rows = table(page, "各单位情况")
    assert rows["合计"][0] == "11"
    assert [name for name in rows if name not in ("合计", "全校各单位平均")] == ["教务处", "后勤处"]
    assert "不足 5 件" in rows["后勤处"][3]
    assert rows["教务处"][1] == "450.0"
    assert page.tree.xpath("//nav/a[@aria-current='page'][normalize-space()='统计分析']")


def test_an_administrator_and_a_head_see_their_own_units(see, some, site):
    site.jgzf.hqc.head = "editor"
    transaction.commit()
    for userid, about, other in (
        ("clerk", "教务处", "后勤处"),
        ("editor", "后勤处", "教务处"),
    ):
        page = see(userid)
        assert page.status == 200, userid
        assert f"，{about}。" in page.words
        assert other not in page.words


@pytest.mark.parametrize("userid", ["teacher", "evaluated", "reviewer", "webmaster"])
def test_others_are_refused_and_see_no_way_there(see, some, visit, site, userid):
    for view in (PAGE, CASES):
        page = see(userid, view)
        assert page.status == 403
        assert "您不能查看本页" in page.words or "教务处" not in page.words
    assert "统计分析" not in visit(userid).get(site.jgzf).words


def test_nobody_sees_it_without_a_login(see, some):
    assert see(None).is_refusal
    assert see(None, CASES).is_refusal


def test_figures_of_another_unit_are_refused(see, some):
    assert see("clerk", unit="hqc").status == 403
    assert see("clerk", CASES, unit="hqc").status == 403


def test_people_are_for_supervisors_and_the_units_administrators(see, some, site):
    site.jgzf.jwc.head = "editor"
    transaction.commit()
    for userid in ("supervisor", "clerk"):
        rows = table(see(userid, unit="jwc"), "各工作人员情况")
        assert rows["姜砚秋20120356"][0] == "2"
        page = see(userid, unit="jwc", staff_member="20120356")
        assert "，姜砚秋（教务处）。" in page.words
        assert card(page, "收到评价").startswith("2 ")
    page = see("editor", unit="jwc")
    assert page.status == 200
    assert "姜砚秋" not in page.words
    for view in (PAGE, CASES):
        assert see("editor", view, unit="jwc", staff_member="20120356").status == 403


def numbers(page):
    """Every number of the page that leads to cases, with its address."""
    for link in page.ours.xpath(".//a[contains(@href, 'statistics-cases')]"):
        words = even(link)
        if re.fullmatch(r"\d+", words):
            yield int(words), link.get("href")


@pytest.mark.parametrize("userid", ["supervisor", "clerk"])
def test_every_number_leads_to_exactly_its_cases(see, some, visit, userid):
    visitor = visit(userid)
    seen = {}
    for number, url in numbers(see(userid, unit="jwc", categories="1")):
        seen.setdefault(url, number)
        assert seen[url] == number, url
    assert len(seen) > 60
    for url, number in seen.items():
        page = Answer(visitor.session.get(url))
        assert page.status == 200
        measure = parse_qs(urlsplit(url).query)["measure"][0]
        if not measure.startswith("later_"):
            assert f"共 {number} 件" in page.words, url


def test_an_administrator_of_one_unit_need_not_choose_it(see, some):
    page = see("clerk")
    assert page.words == see("clerk", unit="jwc").words
    assert "姜砚秋20120356" in table(page, "各工作人员情况")


def test_what_a_unit_was_late_with_before_it_gave_it_away_is_shown(see, some):
    factories.transfer(some[9], "jwc")
    factories.transfer(some[10], "jwc")
    transaction.commit()
    page = see("supervisor", unit="hqc")
    assert card(page, "收到评价").startswith("0 ")
    assert card(page, "超期未反馈").startswith("1 ")
    assert see("supervisor", CASES, unit="hqc", measure="overdue").words.count(some[9].topic) == 1


def test_the_list_behind_a_number_says_what_is_counted(see, some):
    page = see("supervisor", CASES, measure="overdue", unit="hqc")
    assert page.tree.xpath("//h1")[0].text_content() == "超期未反馈"
    assert "已到期的评价中，没有任何反馈的件数" in page.words
    assert [link.text_content() for link in page.ours.xpath(".//h3/a")] == [some[9].topic]
    assert page.has_link("&unit=hqc")


def test_the_list_comes_in_pages_newest_first(see, some):
    page = see("supervisor", CASES, b_size="4", b_start="4")
    assert "共 11 件，按提交时间从新到旧排列，本页第 5–8 件" in page.words
    assert page.ours.xpath(".//nav//a[@rel='next']")
    first = see("supervisor", CASES, b_size="1")
    assert some[10].getId() in first.words


def test_filters_that_mean_nothing_are_named_and_left_out(see, some):
    page = see("supervisor", category="no", target="x")
    assert page.status == 200
    assert "评价类别：没有这个选项" in page.words
    assert card(page, "收到评价").startswith("11 ")
    page = see("supervisor", CASES, measure="no")
    assert page.tree.xpath("//h1")[0].text_content() == "收到评价"
    assert "指标：没有这个选项" in page.words


def test_the_form_brings_the_same_page_again(see, some):
    page = see("supervisor", unit="jwc", target="staff")
    (form,) = page.ours.xpath(".//form[@method='get']")
    sent = dict(form.form_values())
    assert {name: value for name, value in sent.items() if value} == {
        **statistics_cases.period(),
        "unit": "jwc",
        "target": "staff",
    }


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("received", ["教务处", "后勤处"]),
        ("-received", ["后勤处", "教务处"]),
        ("name", ["后勤处", "教务处"]),
        ("-name", ["教务处", "后勤处"]),
        ("overdue", ["后勤处", "教务处"]),
        # Who has no rate comes last, whichever way.
        ("satisfaction_rate", ["第 1 位 教务处", "后勤处"]),
        ("-satisfaction_rate", ["第 1 位 教务处", "后勤处"]),
        # Who has too few cases, too: hqc has received two and answered none.
        ("per_100_staff", ["教务处", "后勤处"]),
        ("-per_100_staff", ["教务处", "后勤处"]),
        ("-time_mean", ["教务处", "后勤处"]),
    ],
)
def test_units_can_be_sorted_by_each_column(see, some, sort, names):
    page = see("supervisor", sort=sort)
    assert list(table(page, "各单位情况"))[2:] == names
    (current,) = page.ours.xpath(".//th[@aria-sort]")
    turned = not sort.startswith("-")
    assert (f"sort=-{sort}" in current.xpath("a")[0].get("href")) == turned


def headings(page):
    return [even(part) for part in page.ours.xpath(".//h2")]


def link(page, words):
    """The address behind these words."""
    (found,) = [a.get("href") for a in page.ours.xpath(".//a") if even(a) == words]
    return found


def test_categories_and_descriptions_are_shown_when_asked_for_and_when_one_is_chosen(see, some):
    """Of descriptions there are dozens."""
    page = see("supervisor")
    assert not {"各评价类别情况", "各类别说明情况"} & set(headings(page))
    assert "categories=1#jz-categories" in link(page, "查看各评价类别及类别说明情况")
    asked = see("supervisor", categories="1")
    for heading in ("各评价类别情况", "各类别说明情况"):
        assert sum(int(cells[0]) for cells in table(asked, heading).values()) == 11
    category = factories.choice()["category"]
    narrowed = table(see("supervisor", category=category), "各类别说明情况")
    assert narrowed
    assert len(narrowed) < len(table(asked, "各类别说明情况"))


def test_of_one_unit_the_categories_stand_there_and_the_descriptions_when_asked_for(see, some):
    page = see("clerk")
    assert "各评价类别情况" in headings(page)
    assert "各类别说明情况" not in headings(page)
    assert "categories=1#jz-descriptions" in link(page, "查看各类别说明情况")


def test_definitions_are_a_click_away_where_there_is_a_table_of_units(see, some):
    page = see("supervisor", period="year")
    assert "全部指标与口径说明" not in headings(page)
    address = link(page, "全部指标与口径说明")
    assert "&figures=1#jz-figures" in address
    cards = page.ours.xpath(".//dl[@class='jz-stats']//dt/a/@href")
    assert len(cards) == 5
    assert all("figures=1#figure-" in card for card in cards)
    asked = see("supervisor", figures="1")
    assert len(table(asked, "全部指标与口径说明")) > 20
    for card in asked.ours.xpath(".//dl[@class='jz-stats']//dt/a/@href"):
        assert asked.tree.xpath("//*[@id=$id]", id=card.removeprefix("#"))


def test_sorting_keeps_the_parts_that_were_asked_for(see, some):
    page = see("supervisor", categories="1", figures="1")
    links = page.heading("各单位情况").xpath(".//thead//a/@href")
    assert links
    assert all("categories=1&figures=1" in address for address in links)


def test_charts_have_words_and_a_table_beside_them(see, some):
    page = see("supervisor")
    for svg in page.ours.xpath(".//*[local-name()='svg'][@role='img']"):
        ids = svg.get("aria-labelledby").split()
        assert len(ids) == 2
        for name in ids:
            (words,) = page.tree.xpath(f"//*[@id='{name}']")
            assert words.text_content().strip()
    assert table(page, "满意度分布")["满意"] == ["3", "3 件（50.0%）"]
    assert sum(int(cells[0]) for cells in table(page, "每周收到评价").values()) == 11


def test_a_figure_stands_beside_its_definition_and_the_period_before(see, some):
    page = see("clerk")
    rows = page.heading("全部指标与口径说明").xpath(".//tr[@id='figure-satisfaction_rate']")
    assert "未评价的不计入，也不视为满意" in even(rows[0])
    heads = [even(head) for head in page.heading("全部指标与口径说明").xpath(".//thead//th")]
    assert heads == ["指标", "本期", "上期", "全校"]


def test_for_each_100_people_stands_with_its_definition_of_units_alone(see, some):
    rows = table(see("clerk"), "全部指标与口径说明")
    (name,) = [name for name in rows if name.startswith("每百人件数")]
    assert "收到件数 × 100 ÷ 该单位目前可被评价的人数" in name
    assert rows[name] == ["450.0", "0.0", "—"]
    page = see("supervisor", unit="jwc", staff_member="20120356")
    assert not [row for row in table(page, "全部指标与口径说明") if row.startswith("每百人件数")]


def test_a_unit_that_was_late_and_has_no_case_any_more_is_not_without_figures(see, site):
    with statistics_cases.ago(30):
        case = factories.submit()
    factories.transfer(case, "hqc")
    transaction.commit()
    page = see("supervisor", unit="jwc")
    assert card(page, "超期未反馈").startswith("1 ")
    assert "所选时段没有评价" not in page.words


def test_without_cases_it_says_so(see, site):
    page = see("supervisor")
    assert "所选时段没有评价" in page.words
    assert page.ours.xpath(".//table") == []


def test_nothing_on_it_tells_of_an_evaluator(see, some):
    text = see("supervisor").text + see("supervisor", CASES).text
    ours = html.fromstring(text).xpath("//div[@class='jgzf']")
    for userid, (name, _roles) in factories.ACCOUNTS.items():
        if userid in ("teacher", "student"):
            assert all(name not in even(part) for part in ours)
