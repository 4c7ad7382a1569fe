"""What a bulletin says: figures in sentences, rates of enough cases only."""

from hnu.jgzf import config
from hnu.jgzf.domain.bulletins import composing
from hnu.jgzf.domain.bulletins import sentences
from hnu.jgzf.domain.statistics.measures import MEASURES
import pytest


def counts(**values):
    return {**dict.fromkeys(MEASURES, 0), **values}


def category(title, received, *descriptions):
    rows = [{"title": words, "received": number} for words, number in descriptions]
    return {"title": title, "counts": counts(received=received), "descriptions": rows}


def unit(title, **values):
    return {"code": title, "title": title, "counts": counts(**values)}


def figures(**values):
    found = {
        "period": {
            "name": "",
            "words": "2026年9月1日至11月24日",
            "first": "2026-09-01",
            "last": "2026-11-24",
        },
        "as_of": "2026-11-24",
        "counts": counts(),
        "times": {"mean": None, "median": None, "percentile_90": None, "oldest_open": None},
        "before": {"words": "2026年2月1日至5月1日", "counts": counts()},
        "units": [],
        "categories": {target: [] for target in config.TARGETS},
        "ratings": [0] * 6,
        "charts": [],
    }
    return {**found, **values}


MANY = counts(
    received=186,
    answered=173,
    past_due=177,
    due_there=177,
    in_time=164,
    overdue=4,
    closed=120,
    rated=139,
    satisfied=105,
    satisfied_widely=124,
    dissatisfied=15,
    unsettled=6,
)


def test_the_whole_is_told_as_in_the_pattern():
    found = figures(
        counts=MANY,
        times={"mean": 2.54, "median": 2.0, "percentile_90": 5.0, "oldest_open": 9},
        before={"words": "2025年9月1日至11月24日", "counts": counts(received=200)},
        categories={"unit": [category("执行能力", 145)], "staff": [category("服务质量", 41)]},
    )
    assert sentences.whole(found) == [
        "本期共收到评价186件，其中对单位145件，对工作人员41件，比2025年9月1日至11月24日减少14件。"
        "已反馈173件。已到期的177件中，按期反馈164件，按期反馈率92.7%；超期未反馈4件。"
        "首次反馈平均用时2.5个工作日，中位数2个工作日。已办结120件，办结率64.5%。",
        "评价人已对139件反馈作出满意度评价，参评率80.3%。其中非常满意和满意105件，满意率75.5%；"
        "一般19件；不满意和非常不满意15件，其中6件尚待沟通解决。",
    ]


def test_few_cases_have_counts_and_no_rates():
    few = counts(received=3, answered=3, past_due=3, due_there=3, in_time=2, rated=2, satisfied=2)
    text = "".join(sentences.whole(figures(counts=few)))
    assert "%" not in text
    assert "按期反馈2件；" in text


def test_what_the_clock_has_closed_is_said_apart():
    found = figures(counts={**MANY, "closed_by_clock": 7})
    assert "已办结120件，其中期满办结7件，办结率64.5%。" in sentences.whole(found)[0]


def notes(found):
    blocks = composing.compose(found, _texts(), None, _day())
    return [block["text"] for block in blocks if block["kind"] == composing.NOTE]


def test_rates_of_the_whole_have_their_interval_and_lateness_its_unit_below_the_text():
    words, intervals = notes(figures(counts=MANY))
    assert "是否按期计入反馈期限最后一天承办的单位" in words
    assert intervals == (
        "95%置信区间（Wilson法）：按期反馈率87.8%—95.7%，办结率57.4%—71.0%，"
        "参评率73.8%—85.6%，满意率67.8%—81.9%。"
    )
    assert len(notes(figures(counts=counts(received=4, closed=4)))) == 1


def test_nothing_received_is_said_in_words():
    blocks = composing.compose(figures(), _texts(), None, _day())
    text = "\n".join(block["text"] for block in blocks)
    assert "本期没有收到评价。" in text
    assert "本期各单位均未收到评价。" in text
    assert "本期没有集中反映的问题。" in text
    assert composing.TABLE not in {block["kind"] for block in blocks}


def test_units_are_praised_for_enough_cases_only_and_named_when_late():
    found = figures(
        units=[
            unit("后勤处", received=9, due_there=9, in_time=7, overdue=2),
            unit("教务处", received=8, due_there=8, in_time=8),
            unit("人事处", received=2, due_there=2, in_time=2),
            unit("财务处", received=1, due_there=5, in_time=2, overdue=3),
        ]
    )
    assert sentences.units(found) == [
        "本期共有4个单位收到评价，办理情况见表1。"
        "已到期评价在5件以上且全部按期反馈的单位有教务处。"
        "有超期未反馈评价的单位有财务处（3件）、后勤处（2件）。"
    ]
    assert sentences.overdue(found) == (
        "财务处、后勤处应立即完成5件超期评价的反馈，并向机关党委书面说明原因。"
    )
    assert sentences.overdue(figures()) == ""


def test_most_frequent_problems_are_named():
    found = figures(
        categories={
            "unit": [
                category("执行能力", 51, ("推诿扯皮", 20), ("首问责任", 10)),
                category("工作规范", 46, ("流程复杂", 30)),
                category("其他", 3),
            ],
            "staff": [category("服务质量", 1, ("态度生硬", 1))],
        }
    )
    assert sentences.problems(found) == [
        "对单位的评价集中在执行能力（51件）和工作规范（46件），反映最多的是“流程复杂”（30件）；"
        "对工作人员的评价集中在服务质量（1件）。"
    ]


def test_the_table_of_units_ends_with_the_sum():
    found = figures(
        counts=MANY,
        units=[unit("后勤处", received=33, answered=29, due_there=31, in_time=25, overdue=2)],
    )
    (table,) = composing._units_table(found)
    assert table["rows"] == [
        ["后勤处", "33", "29", "80.6%", "2", "0", "—"],
        ["合计", "186", "173", "92.7%", "4", "120", "75.5%"],
    ]
    assert len(table["head"]) == len(table["rows"][0])


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (34, "三十四")]
)
def test_numbers_are_written_in_chinese(number, words):
    assert composing._chinese_number(number) == words


def test_many_names_are_cut_short():
    names = [str(number) for number in range(12)]
    assert sentences._named(names) == "0、1、2、3、4、5、6、7、8、9等12个单位"


def _texts():
    return {"title": "通报", "recipients": "各单位：", "requirements": "", "signature": "机关党委"}


def _day():
    from datetime import date

    return date(2026, 11, 24)
