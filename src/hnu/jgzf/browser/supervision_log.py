"""督办记录: every act in an office that somebody may have to account for, newest first (R25)."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import choices
from hnu.jgzf.browser import paging
from hnu.jgzf.browser.base import Page
from hnu.jgzf.browser.supervision_log_row import LogRow
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log


ACT_TITLES = {
    config.ACT_DISCLOSE: _("act_disclose", default="Looked at an identity"),
    config.ACT_CLOSE: _("act_close", default="Closed"),
    config.ACT_REOPEN: _("act_reopen", default="Taken up again"),
    config.ACT_ENTER: _("act_enter", default="Entered for somebody else"),
    config.ACT_RATE: _("act_rate", default="Rated with a receipt"),
    config.ACT_REMIND: _("act_remind", default="Reminded"),
    config.ACT_RETURN: _("act_return", default="Answer returned"),
    config.ACT_TRANSFER: _("act_transfer", default="Transferred"),
    config.ACT_HIDE: _("act_hide", default="Hidden"),
    config.ACT_SHOW: _("act_show", default="Shown again"),
    config.ACT_REDACT: _("act_redact", default="Passage redacted"),
    config.ACT_ISSUE_ORDER: _("act_issue_order", default="Order issued"),
    config.ACT_ACKNOWLEDGE_ORDER: _("act_acknowledge_order", default="Order acknowledged"),
    config.ACT_ANSWER_ORDER: _("act_answer_order", default="Order answered"),
    config.ACT_RETURN_ORDER: _("act_return_order", default="Answer to an order sent back"),
    config.ACT_END_ORDER: _("act_end_order", default="Order ended"),
    config.ACT_ISSUE_BULLETIN: _("act_issue_bulletin", default="Bulletin issued"),
    config.ACT_ACCEPT_REPORT: _("act_accept_report", default="Report of a branch accepted"),
    config.ACT_DECLINE_REPORT: _("act_decline_report", default="Report of a branch declined"),
    config.ACT_ANONYMISE: _("act_anonymise", default="Evaluators made unknown"),
}


class SupervisionLogPage(Page):
    """``?act=``, ``?unit=`` and ``?number=`` narrow it; what means nothing counts as not said."""

    here = "supervision"
    page_title = _("title_supervision_log", default="Supervision log")

    @cached_property
    def filters(self):
        """What the log is narrowed to, a dict."""
        return supervision_log.read_filters(self.request.form)[0]

    @property
    def unknown(self):
        """Whether a filter meant nothing and was left out."""
        return bool(supervision_log.read_filters(self.request.form)[1])

    @cached_property
    def url(self):
        return f"{self.center_url}/@@supervision-log"

    def update(self):
        page = paging.within(self.read, *paging.requested(self.request.form))
        self.rows = [LogRow(line, self) for line in page]
        self.count = page.total
        query = [
            (name, self.filters[name]) for name in supervision_log.NAMES if name in self.filters
        ]
        self.paging = paging.Paging(page, self.url, query)

    def read(self, start, size):
        lines, total = supervision_log.read(**self.filters, start=start, size=size)
        return listings.Page(lines, total, start, size)

    @cached_property
    def head(self):
        """The newest entry, or None: its number and seal stand for the whole log."""
        return supervision_log.head()

    def act_title(self, act):
        return ACT_TITLES.get(act, act)

    @property
    def act_options(self):
        return choices.options(ACT_TITLES.items(), self.filters.get("act"))

    @property
    def unit_options(self):
        return choices.units(roster.all_units(), self.filters.get("unit"))
