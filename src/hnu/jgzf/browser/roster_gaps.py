"""名册缺漏: what the roster lacks, for supervisors all of it, for administrators theirs."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf.browser.base import Page
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster_gaps
from hnu.jgzf.interfaces.errors import NotPermitted
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


# kind -> heading, what it means and what to do, tone
GROUPS = {
    roster_gaps.NO_ADMINISTRATOR: (
        _("gaps_no_administrator", default="Units without administrator"),
        _(
            "gaps_no_administrator_help",
            default="Nobody answers for them today; new evaluations go to the supervisors.",
        ),
        "bad",
    ),
    roster_gaps.ENDING: (
        _("gaps_ending", default="Ends within ${n} days, no successor"),
        _("gaps_ending_help", default="Report the successor before the last day."),
        "warn",
    ),
    roster_gaps.ACCOUNT_MISSING: (
        _("gaps_account_missing", default="Administrators whose account is missing"),
        _("gaps_account_missing_help", default="They cannot log in and answer."),
        "bad",
    ),
    roster_gaps.NO_MOBILE: (
        _("gaps_no_mobile", default="Administrators without mobile number"),
        _("gaps_no_mobile_help", default="They get no SMS about new evaluations."),
        "warn",
    ),
    roster_gaps.NO_DEPUTY: (
        _("gaps_no_deputy", default="Units without deputy"),
        _(
            "gaps_no_deputy_help",
            default="Nobody stands in when the administrator is away or concerned herself.",
        ),
        "warn",
    ),
    roster_gaps.NO_HEAD: (
        _("gaps_no_head", default="Units without head"),
        _("gaps_no_head_help", default="Nobody is told when an answer is long overdue."),
        "warn",
    ),
    roster_gaps.HEAD_ACCOUNT_MISSING: (
        _("gaps_head_account_missing", default="Heads whose account is missing"),
        _("gaps_head_account_missing_help", default="They are not told anything."),
        "warn",
    ),
    roster_gaps.STAFF_WITHOUT_ACCOUNT: (
        _("gaps_staff_without_account", default="People without account"),
        _(
            "gaps_staff_without_account_help",
            default="The system cannot tell when they deal with an evaluation about themselves.",
        ),
        "warn",
    ),
}


class RosterGapsPage(Page):
    """To who answers for no unit and does not keep the roster it says no, with status 403."""

    here = "manage"
    forbidden = ViewPageTemplateFile("templates/forbidden.pt")
    page_title = _("title_roster_gaps", default="What the roster lacks")

    def __call__(self):
        try:
            self.report = roster_gaps.report()
        except NotPermitted:
            self.prepare()
            self.request.response.setStatus(403)
            return self.forbidden()
        return super().__call__()

    @cached_property
    def sees_all(self):
        return roster_gaps.sees_all()

    @property
    def day(self):
        return self.long_date(dates.today())

    @cached_property
    def groups(self):
        """Dicts of id, title, help, tone, count, rows, details; only those with something in them.

        ``details``: whether there is more to say of any row than the unit.
        """
        result = []
        for kind, found in self.report.items():
            title, advice, tone = GROUPS[kind]
            if kind == roster_gaps.ENDING:
                days = {"n": roster_gaps.ENDS_WITHIN_DAYS}
                title = _(title, default=title.default, mapping=days)
            rows = [self._row(gap) for gap in found]
            result.append(
                {
                    "id": kind.replace("_", "-"),
                    "title": title,
                    "help": advice,
                    "tone": tone,
                    "count": sum(gap.count or 1 for gap in found),
                    "rows": rows,
                    "details": any(row["note"] for row in rows),
                }
            )
        return result

    def _row(self, gap):
        unit = gap.unit
        may_edit = api.user.has_permission("Modify portal content", obj=unit)
        # People are corrected on their own pages, to which the unit's leads.
        to_form = may_edit and gap.kind != roster_gaps.STAFF_WITHOUT_ACCOUNT
        url = unit.absolute_url()
        return {
            "title": unit.title,
            "url": f"{url}/edit" if to_form else url,
            "note": "；".join(self.translate(note) for note in self._notes(gap)),
        }

    def _notes(self, gap):
        # Account ids are for the unit's own administrators and who keeps the roster.
        userid = gap.userid if roster_gaps.may_see_accounts(gap.unit) else ""
        day = self.long_date(gap.day) if gap.day else ""
        if gap.kind == roster_gaps.NO_ADMINISTRATOR:
            if gap.name:
                values = {"name": gap.name, "day": day}
                yield _("gap_last", default="${name} until ${day}", mapping=values)
            if gap.branch:
                yield _(
                    "gap_joint_branch",
                    default="Joint branch “${branch}”: each of its units needs an administrator",
                    mapping={"branch": gap.branch},
                )
        elif gap.kind == roster_gaps.ENDING:
            values = {"name": gap.name, "day": day}
            yield _("gap_ending", default="${name}, last day ${day}", mapping=values)
        elif gap.kind == roster_gaps.ACCOUNT_MISSING:
            yield gap.name
            if not gap.userid:
                yield _("gap_no_account", default="no account entered")
            elif userid:
                values = {"account": userid}
                yield _("gap_account", default="no such account: ${account}", mapping=values)
            else:
                yield _("status_account_unknown", default="no such account")
        elif gap.kind == roster_gaps.HEAD_ACCOUNT_MISSING:
            if userid:
                values = {"account": userid}
                yield _("gap_account", default="no such account: ${account}", mapping=values)
        elif gap.kind == roster_gaps.NO_MOBILE:
            yield gap.name
        elif gap.kind == roster_gaps.STAFF_WITHOUT_ACCOUNT:
            yield _("gap_people", default="${n} people", mapping={"n": gap.count})
