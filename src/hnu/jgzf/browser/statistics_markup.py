"""Numbers, rates and cells of statistics as markup.

Made here and not in a template: a page of sixty units has thousands of them, and a macro for each
takes a template several times as long as all the rest of the page. As few elements and attributes
as will do, for the theme goes through each of them: what all cells have in common is said in the
style sheet of their table (``jz-cells``), and what those of a column have, in its ``labels``.
"""

from functools import cached_property
from hnu.jgzf import _
from html import escape
import re


FEW = _("few_cases", default="fewer than 5")
_SELECTED = ' selected="selected"'


class Markup:
    """For one page; ``view`` translates and has the icons."""

    def __init__(self, view):
        self._view = view
        self._words = {}

    def words(self, message):
        """A text, number or i18n message, as it stands in markup."""
        if not isinstance(message, str):
            return str(message)
        # Messages are equal by their ids, whatever numbers are put into them.
        if getattr(message, "mapping", None):
            return escape(self._view.translate(message))
        if message not in self._words:
            self._words[message] = escape(self._view.translate(message))
        return self._words[message]

    def options(self, options):
        """Options of a select: dicts of token, title, selected."""
        return "".join(
            f'<option value="{escape(option["token"])}"'
            f"{_SELECTED if option['selected'] else ''}>"
            f"{self.words(option['title'])}</option>"
            for option in options
        )

    def groups(self, groups):
        """Groups of options: dicts of title and options."""
        return "".join(
            f'<optgroup label="{self.words(group["title"])}">'
            f"{self.options(group['options'])}</optgroup>"
            for group in groups
        )

    def number(self, number):
        """A ``statistics_cells.Number``: a link where there is somewhere to go."""
        words = self.words(number.number)
        return f'<a href="{escape(number.url)}">{words}</a>' if number.url else words

    def cell(self, cell):
        """What stands in a ``statistics_cells.Cell``."""
        if cell.number is not None:
            return f"{self._alert if cell.tone else ''}{self.number(cell.number)}"
        return self._rate(cell.rate) if cell.rate is not None else self.words(cell.words)

    def labels(self, headings):
        """The style of a table that names its cells where there is no room for headings.

        :param headings: of its columns but the first, nine at most (``jgzf.css``).
        """
        labels = (_quoted(self._view.translate(heading)) for heading in headings)
        return ";".join(f"--jz-label{column}:{label}" for column, label in enumerate(labels, 2))

    def cells(self, cells):
        """Cells of a row of a table."""
        return "".join(f"<td>{self.cell(cell)}</td>" for cell in cells)

    def rows(self, rows, wide=False):
        """Rows of a table (``statistics_tables.Row``); ``wide``: titles are long."""
        return "".join(self._row(row, wide) for row in rows)

    def _row(self, row, wide):
        tone = f' class="is-{row.tone}"' if row.tone else ""
        name = f' id="{row.id}"' if row.id else ""
        wrap = ' class="jz-wrap"' if wide else ""
        title = self.words(row.title)
        if row.url:
            title = f'<a class="jz-tap" href="{escape(row.url)}">{title}</a>'
        if row.place:
            place = self.words(_("label_place", default="No. ${n}", mapping={"n": row.place}))
            title = f'<span class="jz-small jz-num">{place}</span> {title}'
        if row.note:
            title += f"<small>{self.words(row.note)}</small>"
        head = f'<th{wrap} scope="row">{title}</th>'
        return f"<tr{tone}{name}>{head}{self.cells(row.cells)}</tr>"

    def heat(self, rows):
        """Rows of the heat table: dicts of title and cells, these of level, label and number."""
        parts = []
        for row in rows:
            parts.append(f'<tr><th scope="row">{self.words(row["title"])}</th>')
            parts += [
                f'<td data-h="{cell["level"]}" data-label="{self.words(cell["label"])}">'
                f"{self.number(cell['number'])}</td>"
                for cell in row["cells"]
            ]
            parts.append("</tr>")
        return "".join(parts)

    def brief(self, cell):
        """A cell without what a rate is made of."""
        if cell.rate is not None:
            return self.words(cell.rate.words or FEW)
        return self.cell(cell._replace(tone=""))

    def _rate(self, rate):
        words = self.words(rate.words) if rate.words else self._few
        if not rate.whole.number:
            return words
        numbers = f"{self.number(rate.part)}/{self.number(rate.whole)}"
        # The style sheet breaks the line there.
        return f"{words} <small>{numbers}\n{rate.interval}</small>"

    @cached_property
    def _few(self):
        return f'<span class="jz-small">{self.words(FEW)}</span>'

    @cached_property
    def _alert(self):
        return f"{self._view.icon('alert')} "


def _quoted(text):
    """As a string of CSS."""
    return '"' + re.sub(r'["\\\n]', lambda found: f"\\{ord(found[0]):x} ", text) + '"'
