"""运行状况: whether people are told, as a page, and as JSON and Prometheus text for monitoring."""

from hnu.jgzf import _
from hnu.jgzf.browser.cards import Mark
from hnu.jgzf.browser.notifications import NotificationsPage
from hnu.jgzf.domain import dates
from hnu.jgzf.notifications import health
from hnu.jgzf.notifications import prometheus
import json


STATUS_MARKS = {
    health.OK: Mark("ok", "done", _("health_ok", default="In order")),
    health.WARNING: Mark("warn", "alert", _("health_warning", default="To be looked at")),
    health.ERROR: Mark("bad", "alert", _("health_error", default="Wrong")),
}
SUMMARIES = {
    health.OK: _("health_all_ok", default="Everything is in order."),
    health.WARNING: _("health_some_warning", default="Messages are sent; look at what is marked."),
    health.ERROR: _(
        "health_some_error",
        default="Something is wrong: people may not be told. What to do is said below.",
    ),
}


class Health(NotificationsPage):
    """JSON for ``?format=json`` and for whoever accepts that: 200, or 503 where something is wrong.

    Prometheus text for ``?format=prometheus`` and whoever accepts that: always 200, since a scraper
    reads no other answer. So has the page itself: a proxy may put one of its own in place of a 503.
    """

    here = "jgzf-health"
    page_title = _("title_health", default="State of operation")

    def __call__(self):
        self.findings = health.check()
        self.status = health.worst(self.findings)
        answers = {"json": self.json, "prometheus": self.prometheus}
        return answers.get(self.wanted, super().__call__)()

    @property
    def wanted(self):
        """``json``, ``prometheus``, or None for the page: as ``format`` says, else ``Accept``."""
        named = self.request.form.get("format")
        if named in ("json", "prometheus"):
            return named
        accepted = self.request.getHeader("Accept", "").replace(" ", "")
        if "application/json" in accepted:
            return "json"
        # As every scraper says; text alone is asked for by others, too.
        return "prometheus" if "text/plain;version=0.0.4" in accepted else None

    def prometheus(self):
        self.keep_private()
        self.request.response.setHeader("Content-Type", prometheus.CONTENT_TYPE)
        return prometheus.exposition(self.findings)

    def json(self):
        self.keep_private()
        response = self.request.response
        response.setHeader("Content-Type", "application/json; charset=utf-8")
        # Locked: the publisher would set it anew
        response.setStatus(503 if self.status == health.ERROR else 200, lock=1)
        parts = {
            finding.name: {"status": finding.status, **finding.values} for finding in self.findings
        }
        problems = [
            {
                "check": finding.name,
                "status": finding.status,
                "message": self.translate(finding.message),
                "advice": self.translate(finding.advice),
            }
            for finding in self.problems
        ]
        checked = dates.now().isoformat(timespec="seconds")
        answer = {"status": self.status, "checked": checked, **parts, "problems": problems}
        return json.dumps(answer, ensure_ascii=False, indent=2)

    @property
    def problems(self):
        return [finding for finding in self.findings if finding.status != health.OK]

    @property
    def rows(self):
        """Findings beside their marks."""
        return [(finding, STATUS_MARKS[finding.status]) for finding in self.findings]

    @property
    def mark(self):
        return STATUS_MARKS[self.status]

    @property
    def summary(self):
        return SUMMARIES[self.status]
