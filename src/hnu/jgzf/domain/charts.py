"""Charts as SVG: on a page, and the same as a picture in a document.

Each has a title and a description for who does not see it, and stands beside a table with the same
numbers. Colours are written out and letters are 12 px in a picture as wide as a phone, so that
nothing depends on a stylesheet. Words come translated.
"""

from html import escape


WIDTH = 360
INK = "#1f2933"
LINE = "#d3d9df"
EDGE = "#4b5661"
ACCENT = "#005b87"
# 非常满意 … 非常不满意
LEVELS = ("#17633a", "#5f9f7c", "#b9c2ca", "#d98a83", "#a0161c")
FONT = "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
DASHED = 'stroke-dasharray="3 2"'

# Places of columns: of the axis, and of what stands above and below it
LEFT, TOP, BOTTOM = 30, 28, 158
# Half of the last label reaches beyond its column.
RIGHT = 350
# A column is no wider than this, and has this much between it and the next.
WIDEST, GAP = 18, 3
# Two labels of an axis need as much room, in px.
LABEL = 34
# Places of rows: height, where bars begin, and how long the longest is
ROW, BAR, LONGEST = 25, 84, 160


def columns(name, title, description, steps, note=""):
    """Columns side by side, such as cases by week.

    :param name: part of the ids, one for each chart of a page.
    :param steps: (label, number, whether it is complete) from left to right. The columns of those
        that are not are dashed.
    :param note: a line below the axis.
    """
    steps = list(steps)
    most, ticks = _scale(max((number for _label, number, _complete in steps), default=0))
    room = (RIGHT - LEFT) / max(len(steps), 1)
    width = min(WIDEST, room - GAP)
    every = max(1, -(-LABEL // int(room)))
    parts = []
    for tick in ticks:
        height = _round(BOTTOM - tick * (BOTTOM - TOP) / most)
        parts.append(f'<path d="M{LEFT} {height}H{RIGHT}" stroke="{LINE}"/>')
        parts.append(_text(LEFT - 5, height + 4, tick, "end"))
    for place, (label, number, complete) in enumerate(steps):
        middle = _round(LEFT + room * (place + 0.5))
        height = _round(number * (BOTTOM - TOP) / most)
        fill = f'fill="{ACCENT}"' if complete else f'fill="#fff" {DASHED}'
        if number:
            parts.append(
                f'<rect x="{_round(middle - width / 2)}" y="{_round(BOTTOM - height)}" '
                f'width="{_round(width)}" height="{height}" {fill} stroke="{ACCENT}"/>'
            )
        # From 100 on neighbours would touch.
        if room >= 8 * len(str(number)):
            parts.append(_text(middle, _round(BOTTOM - height - 4), number, "middle"))
        if place % every == 0:
            parts.append(_text(middle, BOTTOM + 16, label, "middle"))
    if note:
        parts.append(_text(LEFT, BOTTOM + 38, note))
    return _svg(name, title, description, BOTTOM + (44 if note else 24), parts)


def rows(name, title, description, bars):
    """Rows one below the other, such as cases by rating.

    :param bars: (label, number, words beside it, colour) from above; without a colour dashed.
    """
    bars = list(bars)
    most = max((number for _label, number, _words, _colour in bars), default=0) or 1
    parts = []
    for place, (label, number, words, colour) in enumerate(bars):
        above = 3 + place * ROW
        length = _round(number * LONGEST / most)
        fill = f'fill="{colour}"' if colour else f'fill="#fff" {DASHED}'
        parts.append(_text(BAR - 8, above + 13, label, "end"))
        if number:
            parts.append(
                f'<rect x="{BAR}" y="{above}" width="{length}" height="18" {fill} stroke="{EDGE}"/>'
            )
        parts.append(_text(_round(BAR + length + 6), above + 13, words))
    return _svg(name, title, description, len(bars) * ROW, parts)


def _svg(name, title, description, height, parts):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="jz-svg" role="img" '
        f'viewBox="0 0 {WIDTH} {height}" font-size="12" font-family="{FONT}" fill="{INK}" '
        f'aria-labelledby="{name}-title {name}-description">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-description">{escape(description)}</desc>{"".join(parts)}</svg>'
    )


def _text(x, y, words, anchor="start"):
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x}" y="{y}"{where}>{escape(str(words))}</text>'


def _scale(most):
    """A round number that is no less than ``most``, and the ticks up to it."""
    step = 1
    while step * 5 < most:
        # 1, 2, 5, 10, 20, 50, …
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    top = max(-(-most // step), 1) * step
    return top, range(0, top + 1, step)


def _round(number):
    return round(number, 1)
