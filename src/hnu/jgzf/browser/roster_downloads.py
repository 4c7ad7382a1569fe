"""Files of master data to take along: the template, exports, all changes of a preview."""

from hnu.jgzf import _
from hnu.jgzf.browser.base import PageSupport
from hnu.jgzf.domain.dates import today
from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.domain.roster_files import writing
from hnu.jgzf.domain.roster_import import exporting
from hnu.jgzf.domain.roster_import import uploads
from plone import api
from Products.Five.browser import BrowserView
from urllib.parse import quote


WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLE = "text/csv; charset=utf-8"


class Download(PageSupport, BrowserView):
    """A file with a Chinese name, for the one who asks and no cache."""

    def send(self, data, content_type, name, ending):
        self.keep_private()
        response = self.request.response
        response.setHeader("Content-Type", content_type)
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader(
            "Content-Disposition",
            f"attachment; filename=roster.{ending}; filename*=UTF-8''{quote(name)}.{ending}",
        )
        return data


class RosterTemplate(Download):
    def __call__(self):
        return self.send(writing.template(), WORKBOOK, "名册模板", "xlsx")


class RosterExport(Download):
    """``?sheet=`` one of ``sheets.SHEETS`` as a table of text; without it the whole workbook."""

    def __call__(self):
        name = self.request.form.get("sheet")
        day = today().strftime("%Y%m%d")
        if isinstance(name, str) and name in sheets.SHEETS:
            title = f"{sheets.SHEETS[name].title}{day}"
            return self.send(exporting.table_of_text(name), TABLE, title, "csv")
        return self.send(exporting.workbook(), WORKBOOK, f"名册{day}", "xlsx")


class RosterChanges(Download):
    """All that the file would change which waits for this person's click."""

    def __call__(self):
        upload = uploads.waiting(self.userid)
        if upload is None:
            message = _(
                "error_roster_gone",
                default="This preview is no longer there. Choose the file again.",
            )
            api.portal.show_message(message, self.request, "error")
            self.request.response.redirect(f"{self.center_url}/@@roster")
            return ""
        data = exporting.changes(uploads.plan_of(upload), self.translate)
        return self.send(data, TABLE, "导入清单", "csv")
