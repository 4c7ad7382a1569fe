"""What can be made of the figures that a page of statistics shows."""

from hnu.jgzf import _
from hnu.jgzf.domain import dates
from hnu.jgzf.domain.bulletins import register
from hnu.jgzf.domain.documents import appraisal
from urllib.parse import urlencode


class DocumentLinks:
    """Mix-in for a ``statistics_base.StatisticsPage``."""

    def documents(self):
        """Dicts of url and title: files of what is shown, the bulletin, the appraisal sheet."""
        parameters = list(self.query.parameters)
        exports = (
            ("xlsx", _("link_export_xlsx", default="Export to Excel")),
            ("csv", _("link_export_csv", default="Export as CSV")),
        )
        found = [
            self._document("statistics-export", [("format", ending), *parameters], title)
            for ending, title in exports
        ]
        if register.may_make():
            of_period = [pair for pair in parameters if pair[0] in register.CHOSEN]
            title = _("button_make_bulletin", default="Make a bulletin")
            found.append(self._document("bulletins", of_period, title))
        about = [pair for pair in parameters if pair[0] in ("unit", "staff_member")]
        if self.period.first.year in appraisal.years(dates.today()):
            about.append(("year", self.period.first.year))
        title = _("title_appraisal", default="Appraisal sheet")
        return [*found, self._document("appraisal", about, title)]

    def _document(self, page, parameters, title):
        return {"url": f"{self.center_url}/@@{page}?{urlencode(parameters)}", "title": title}
