"""What a bulletin says, block by block: the same on the page and in the Word file.

A block is a dict with ``kind`` and ``text``; a ``TABLE`` has ``head`` and ``rows`` (lists of texts,
the last of them the sum if ``has_sum``), a ``CHART`` has ``svg``, and ``text`` is the caption.
"""

from datetime import date
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain.bulletins import sentences
from hnu.jgzf.domain.bulletins.snapshot import share
from hnu.jgzf.domain.statistics.pictures import percent


MASTHEAD = "masthead"
ISSUE = "issue"
TITLE = "title"
RECIPIENTS = "recipients"
PARAGRAPH = "paragraph"
HEADING = "heading"
TABLE = "table"
CHART = "chart"
SIGNATURE = "signature"
DAY = "day"
NOTE = "note"

DIGITS = "一二三四五六七八九十"
RATES = {
    "in_time_rate": "按期反馈率",
    "closing_rate": "办结率",
    "rating_rate": "参评率",
    "satisfaction_rate": "满意率",
}
# In place of a rate of too few cases
NO_RATE = "—"


def compose(figures, texts, number=None, day=None, head=None):
    """Blocks of a bulletin, a list.

    :param figures: as of ``snapshot.take``; ``texts`` by ``texts.NAMES``.
    :param number: year and number; None is a draft.
    :param day: the ``date`` of issue, of a draft the day that is printed for the time being.
    :param head: serial number and seal of the supervisors' log, or None.
    """
    issue = f"{number[0]}年第{number[1]}期" if number else "草稿"
    return [
        _block(MASTHEAD, "机关作风评价通报"),
        _block(ISSUE, issue),
        _block(TITLE, texts["title"]),
        _block(RECIPIENTS, texts["recipients"]),
        _block(PARAGRAPH, f"现将{figures['period']['words']}机关作风网上评价情况通报如下。"),
        _block(HEADING, "一、总体情况"),
        *_paragraphs(sentences.whole(figures)),
        *_charts(figures),
        _block(HEADING, "二、各单位办理情况"),
        *_paragraphs(sentences.units(figures)),
        *_units_table(figures),
        _block(HEADING, "三、反映较多的问题"),
        *_paragraphs(sentences.problems(figures)),
        *_categories_table(figures),
        _block(HEADING, "四、工作要求"),
        *_paragraphs(_numbered(texts["requirements"].splitlines())),
        _block(SIGNATURE, texts["signature"]),
        _block(DAY, dates.long_date(day)),
        *_notes(figures, head),
    ]


def _block(kind, text, **values):
    return {"kind": kind, "text": text, **values}


def _paragraphs(lines):
    return [_block(PARAGRAPH, line) for line in lines]


def _charts(figures):
    return [
        _block(CHART, f"图{number}　{chart['title']}", svg=chart["svg"])
        for number, chart in enumerate(figures["charts"], 1)
    ]


def _units_table(figures):
    units = figures["units"]
    if not units:
        return []
    rows = [[unit["title"], *_cells(unit["counts"])] for unit in units]
    rows.append(["合计", *_cells(figures["counts"])])
    head = ["单位", "收到", "已反馈", "按期反馈率", "超期未反馈", "已办结", "满意率"]
    return [_block(TABLE, "表1　各单位办理情况（单位：件）", head=head, rows=rows, has_sum=True)]


def _cells(counts):
    return [
        str(counts["received"]),
        str(counts["answered"]),
        _rate(counts, "in_time_rate"),
        str(counts["overdue"]),
        str(counts["closed"]),
        _rate(counts, "satisfaction_rate"),
    ]


def _categories_table(figures):
    rows = [
        [
            category["title"],
            sentences.TARGETS[target],
            str(category["counts"]["received"]),
            _rate(category["counts"], "satisfaction_rate"),
        ]
        for target in config.TARGETS
        for category in figures["categories"][target]
    ]
    if not rows:
        return []
    head = ["评价类别", "评价对象", "收到", "满意率"]
    return [_block(TABLE, "表2　各类别评价情况（单位：件）", head=head, rows=rows, has_sum=False)]


def _rate(counts, name):
    found = share(counts, name)
    return percent(found.rate) if found.is_shown else NO_RATE


def _numbered(lines):
    """（一）… before each line that has something in it."""
    lines = [line.strip() for line in lines if line.strip()]
    return [f"（{_chinese_number(number)}）{line}" for number, line in enumerate(lines, 1)]


def _chinese_number(number):
    """``十二`` for 12; up to 99."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones - 1]
    return f"{DIGITS[tens - 1] if tens > 1 else ''}十{DIGITS[ones - 1] if ones else ''}"


def _notes(figures, head):
    as_of = dates.long_date(date.fromisoformat(figures["as_of"]))
    lines = [
        f"口径：统计截至{as_of}，按收到日期计入时段。按期反馈率＝按期反馈件数÷已到期件数，未到期的不计入；"
        "满意率＝（非常满意＋满意）÷已评价满意度件数，未评价的不计入。"
        "移交的评价计入目前承办的单位，是否按期计入反馈期限最后一天承办的单位。"
        f"不足5件的不计算比率，以“{NO_RATE}”表示。"
    ]
    intervals = _intervals(figures["counts"])
    if intervals:
        lines.append(f"95%置信区间（Wilson法）：{'，'.join(intervals)}。")
    if head is not None:
        serial, seal = head
        lines.append(f"督办记录截至第{serial}条，校验码{seal[:12]}。")
    return [_block(NOTE, line) for line in lines]


def _intervals(counts):
    """Of each rate of the whole that stands in the sentences."""
    found = [(title, share(counts, name).interval) for name, title in RATES.items()]
    return [
        f"{title}{'—'.join(map(percent, interval))}"
        for title, interval in found
        if interval is not None
    ]
