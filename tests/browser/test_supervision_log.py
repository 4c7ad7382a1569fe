"""督办记录 over HTTP."""

from hnu.jgzf import config
from hnu.jgzf.browser.supervision_log import ACT_TITLES
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import reminding
from hnu.jgzf.domain import supervision_log
from tests import factories
from tests.browser.visitor import even
from tests.browser.visitor import last_write
from zope.i18n import translate
import pytest
import transaction


PAGE = "/@@supervision-log"
REASON = "需要向评价人核实办理时间和地点。"


@pytest.fixture
def acts(site):
    """A look at a case of ``jwc``, then a reminder of it and of one of ``hqc``."""
    first, second = factories.submit(), factories.submit(unit="hqc")
    with factories.acting_as("clerk"):
        disclosure.disclose(first, REASON)
    with factories.acting_as("supervisor"):
        reminding.remind(first)
        reminding.remind(second)
    transaction.commit()
    return first, second


def rows(page):
    return [even(row) for row in page.ours.xpath(".//tbody/tr")]


def record(count):
    with factories.acting_as("supervisor"):
        for number in range(count):
            supervision_log.record(config.ACT_REMIND, "jwc", f"20261124-00{number:04d}")
    transaction.commit()


@pytest.mark.parametrize(
    "userid", [None, "student", "evaluated", "clerk", "webmaster", "reviewer", "editor"]
)
def test_only_supervisors_open_it(site, visit, acts, userid):
    page = visit(userid).get(site.jgzf, PAGE)
    assert page.is_refusal
    assert REASON not in page.text


def test_it_says_who_did_what_when_and_why_newest_first(site, visit, acts):
    first, second = acts
    page = visit("supervisor").get(site.jgzf, PAGE)
    assert page.status == 200
    assert page.headers["Cache-Control"] == "private, no-store"
    newest, middle, oldest = rows(page)
    day = dates.today().isoformat()
    for text in ("催办", "祁望舒", "机关党委", "后勤处", second.getId(), day):
        assert text in newest
    assert first.getId() in middle
    for text in ("查看评价人身份", "柳明溪", "单位管理员", "教务处", first.getId(), REASON):
        assert text in oldest
    assert page.has_link(f"/jgzf/jwc/{first.getId()}")
    with factories.acting_as("supervisor"):
        head = supervision_log.head()
    assert f"最新一条：序号 3，校验码 {head.seal[:12]}" in page.words
    assert newest.startswith(f"3 {head.seal[:12]}") or newest.startswith(f"3{head.seal[:12]}")
    assert head.seal not in page.text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("act=remind", 2),
        ("act=close", 0),
        ("unit=jwc", 2),
        ("unit=hqc&act=disclose", 0),
        ("number={number}", 2),
        ("number=%20{number}%20&act=disclose", 1),
        ("act=&unit=&number=", 3),
    ],
)
def test_it_is_narrowed_in_the_address(site, visit, acts, query, count):
    query = query.format(number=acts[0].getId())
    page = visit("supervisor").get(site.jgzf, f"{PAGE}?{query}")
    assert len(rows(page)) == count
    assert "没有采用" not in page.words


@pytest.mark.parametrize("query", ["act=gossip", "unit=nowhere", "number=" + "9" * 41])
def test_a_filter_that_means_nothing_is_left_out_and_said(site, visit, acts, query):
    page = visit("supervisor").get(site.jgzf, f"{PAGE}?{query}")
    assert len(rows(page)) == 3
    assert "有的筛选条件不存在，没有采用。" in page.words


def test_it_comes_in_pages_that_keep_the_filter(site, visit):
    record(45)
    supervisor = visit("supervisor")
    page = supervisor.get(site.jgzf, PAGE)
    assert len(rows(page)) == 20
    assert "共 45 条" in page.words
    assert len(rows(supervisor.get(site.jgzf, f"{PAGE}?b_start=40"))) == 5
    page = supervisor.get(site.jgzf, f"{PAGE}?act=remind&unit=jwc")
    assert page.has_link(f"{PAGE}?act=remind&unit=jwc&b_start=20")


def test_who_would_judge_herself_reads_no_reason(site, visit, acts):
    site.jgzf.jwc.head = "supervisor2"
    transaction.commit()
    page = visit("supervisor2").get(site.jgzf, PAGE)
    assert REASON not in page.text
    assert ["回避" in row for row in rows(page)] == [False, True, True]


def test_an_empty_log_says_so(site, visit):
    page = visit("supervisor").get(site.jgzf, PAGE)
    assert "没有记录" in page.words
    assert "最新一条" not in page.words


def test_every_act_has_a_chinese_title(site):
    titles = [translate(ACT_TITLES[act], target_language="zh_CN") for act in config.ACTS]
    assert len(set(titles)) == len(config.ACTS)
    assert all("一" <= title[0] <= "鿿" for title in titles)


def test_somebody_without_an_account_has_no_name_there(site, visit, acts):
    with factories.acting_as("teacher"):
        supervision_log.record(config.ACT_RATE, "jwc", acts[0].getId(), role="")
    transaction.commit()
    page = visit("supervisor").get(site.jgzf, f"{PAGE}?act=rate")
    (row,) = rows(page)
    assert "凭回执评价满意度" in row
    assert "校外评价人" in row
    assert "方晓棠" not in page.text


def test_the_page_writes_nothing(site, visit, acts):
    supervisor = visit("supervisor")
    supervisor.get(site.jgzf, PAGE)
    before = last_write(site)
    supervisor.get(site.jgzf, PAGE)
    assert last_write(site) == before
