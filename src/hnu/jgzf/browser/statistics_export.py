"""导出 of statistics: for who sees the figures, as a workbook or a table of text."""

from hnu.jgzf import _
from hnu.jgzf.browser.base import PageSupport
from hnu.jgzf.domain import dates
from hnu.jgzf.domain.documents import exporting
from hnu.jgzf.domain.statistics import access
from hnu.jgzf.domain.statistics import query
from hnu.jgzf.interfaces.errors import NotPermitted
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import quote
from urllib.parse import urlencode
from ZPublisher.Iterators import filestream_iterator


CONTENT_TYPES = {
    exporting.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    exporting.CSV: "text/csv; charset=utf-8",
}


def name_file(response, content_type, name, plain, ending):
    """Headers of a download with a Chinese name; ``plain`` is for programs that know ASCII."""
    response.setHeader("Content-Type", content_type)
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader(
        "Content-Disposition",
        f"attachment; filename={plain}.{ending}; filename*=UTF-8''{quote(name)}.{ending}",
    )


class StatisticsExport(PageSupport, BrowserView):
    """``?format=`` is ``xlsx`` or ``csv``; the other parameters are those of the page.

    Filters that mean nothing lead to the page, which says so: nobody gets more than she asked for.
    """

    here = "statistics"
    forbidden = ViewPageTemplateFile("templates/forbidden.pt")
    page_title = _("nav_statistics", default="Statistics")

    def __call__(self):
        form = self.request.form
        try:
            units = access.units_seen()
            access.check(form, units)
        except NotPermitted:
            self.prepare()
            self.request.response.setStatus(403)
            return self.forbidden()
        self.keep_private()
        asked, errors = query.read(form, units)
        ending = form.get("format", exporting.XLSX)
        if errors or not isinstance(ending, str) or ending not in exporting.FORMATS:
            sent = [(name, form[name]) for name in query.NAMES if isinstance(form.get(name), str)]
            self.request.response.redirect(f"{self.center_url}/@@statistics?{urlencode(sent)}")
            return ""
        with exporting.exported(asked, units, dates.today(), ending) as path:
            file = filestream_iterator(path)
        response = self.request.response
        name_file(response, CONTENT_TYPES[ending], exporting.file_name(asked), "statistics", ending)
        response.setHeader("Content-Length", str(len(file)))
        return file
