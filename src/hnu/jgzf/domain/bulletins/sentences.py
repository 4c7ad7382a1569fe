"""Figures of a bulletin in sentences, as an official document has them: digits without spaces."""

from hnu.jgzf import config
from hnu.jgzf.domain.bulletins.snapshot import share
from hnu.jgzf.domain.statistics.pictures import percent


TARGETS = {config.TARGET_UNIT: "单位", config.TARGET_STAFF: "工作人员"}
# So many categories and units are named in a sentence.
NAMED = 2
UNITS_NAMED = 10


def whole(figures):
    """一、总体情况: paragraphs."""
    counts = figures["counts"]
    if not counts["received"]:
        return ["本期没有收到评价。"]
    received = {target: _received(figures, target) for target in config.TARGETS}
    first = (
        f"本期共收到评价{counts['received']}件，其中对单位{received[config.TARGET_UNIT]}件，"
        f"对工作人员{received[config.TARGET_STAFF]}件{_compared(figures)}。"
        f"{_answers(figures)}"
    )
    return [first, _ratings(figures)]


def units(figures):
    """二、各单位办理情况: paragraphs."""
    found = figures["units"]
    if not found:
        return ["本期各单位均未收到评价。"]
    number = sum(unit["counts"]["received"] > 0 for unit in found)
    lines = [f"本期共有{number}个单位收到评价，办理情况见表1。"]
    best = [unit["title"] for unit in found if share(unit["counts"], "in_time_rate").rate == 1]
    late = [unit for unit in found if unit["counts"]["overdue"]]
    if best:
        lines[0] += f"已到期评价在5件以上且全部按期反馈的单位有{_named(best)}。"
    if late:
        late.sort(key=lambda unit: -unit["counts"]["overdue"])
        names = [f"{unit['title']}（{unit['counts']['overdue']}件）" for unit in late]
        lines[0] += f"有超期未反馈评价的单位有{_named(names)}。"
    return lines


def problems(figures):
    """三、反映较多的问题: paragraphs."""
    parts = []
    for target, name in TARGETS.items():
        categories = [
            category for category in figures["categories"][target] if category["counts"]["received"]
        ]
        if not categories:
            continue
        titles = [
            f"{category['title']}（{category['counts']['received']}件）"
            for category in categories[:NAMED]
        ]
        part = f"对{name}的评价集中在{'和'.join(titles)}"
        rows = [row for category in categories for row in category["descriptions"]]
        most = max(rows, key=lambda row: row["received"], default=None)
        if most is not None and most["received"] > 1:
            part += f"，反映最多的是“{most['title']}”（{most['received']}件）"
        parts.append(part)
    return [f"{'；'.join(parts)}。"] if parts else ["本期没有集中反映的问题。"]


def overdue(figures):
    """What is required of the units that are late, or an empty text."""
    late = [unit for unit in figures["units"] if unit["counts"]["overdue"]]
    if not late:
        return ""
    late.sort(key=lambda unit: -unit["counts"]["overdue"])
    number = sum(unit["counts"]["overdue"] for unit in late)
    names = _named([unit["title"] for unit in late])
    return f"{names}应立即完成{number}件超期评价的反馈，并向机关党委书面说明原因。"


def _received(figures, target):
    return sum(row["counts"]["received"] for row in figures["categories"][target])


def _compared(figures):
    before = figures["before"]["counts"]["received"]
    more = figures["counts"]["received"] - before
    words = figures["before"]["words"]
    if not before:
        return ""
    if not more:
        return f"，与{words}持平"
    return f"，比{words}{'增加' if more > 0 else '减少'}{abs(more)}件"


def _answers(figures):
    counts = figures["counts"]
    words = f"已反馈{counts['answered']}件。"
    if counts["past_due"]:
        words += (
            f"已到期的{counts['past_due']}件中，按期反馈{counts['in_time']}件"
            f"{_rate(counts, 'in_time_rate', '，按期反馈率')}；超期未反馈{counts['overdue']}件。"
        )
    times = figures["times"]
    if times["mean"] is not None:
        words += (
            f"首次反馈平均用时{_days(times['mean'])}个工作日，"
            f"中位数{_days(times['median'])}个工作日。"
        )
    by_clock = counts.get("closed_by_clock", 0)
    apart = f"，其中期满办结{by_clock}件" if by_clock else ""
    return f"{words}已办结{counts['closed']}件{apart}{_rate(counts, 'closing_rate', '，办结率')}。"


def _ratings(figures):
    counts = figures["counts"]
    if not counts["rated"]:
        return "评价人尚未作出满意度评价。"
    neutral = counts["satisfied_widely"] - counts["satisfied"]
    share_of_rated = _rate(counts, "satisfaction_rate", "，满意率")
    words = (
        f"评价人已对{counts['rated']}件反馈作出满意度评价"
        f"{_rate(counts, 'rating_rate', '，参评率')}。"
        f"其中非常满意和满意{counts['satisfied']}件{share_of_rated}；"
        f"一般{neutral}件；不满意和非常不满意{counts['dissatisfied']}件"
    )
    unsettled = counts.get("unsettled", 0)
    return f"{words}，其中{unsettled}件尚待沟通解决。" if unsettled else f"{words}。"


def _rate(counts, name, words):
    found = share(counts, name)
    return f"{words}{percent(found.rate)}" if found.is_shown else ""


def _days(number):
    return f"{number:.1f}".removesuffix(".0")


def _named(names):
    if len(names) > UNITS_NAMED:
        return f"{'、'.join(names[:UNITS_NAMED])}等{len(names)}个单位"
    return "、".join(names)
