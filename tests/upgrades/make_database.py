"""Makes what ``data`` holds, with the code of the version before: see README.md."""

from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import party_branches
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import redaction
from hnu.jgzf.domain import reminding
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import unit_summary
from hnu.jgzf.domain.branch_reports import reporting
from hnu.jgzf.domain.bulletins import register
from scripts.create_site import create_site
from tests import factories
from zope.component.hooks import setSite
import transaction


def supervise():
    """What supervisors, branches and heads leave behind, since version 1001."""
    reason = factories.REASON
    hidden, redacted, reminded = (factories.submit("student", unit="jwc") for _n in range(3))
    with factories.acting_as("supervisor"):
        hiding.hide(hidden, reason)
        redaction.redact(redacted, "content", factories.CONTENT[:5], reason)
        with dates.at(dates.now() + timedelta(days=1)):
            reminding.remind(reminded)
    returned = factories.submit("student")
    factories.answer(returned)
    factories.return_answer(returned)
    factories.transfer(factories.submit("student"))
    entered = factories.enter(token="a form")
    factories.answer(entered.case)
    factories.open_receipt(entered).rate("satisfied")
    factories.bring_order_to(factories.issue_order(reminded), config.ORDER_ENDED)
    jwc = roster.get_unit("jwc")
    jwc.party_branch = "教务处党支部"
    party_branches.set_secretaries(roster.get_center(), jwc.party_branch, ("teacher",))
    with factories.acting_as("teacher"):
        reporting.submit(
            "", {"jwc": [{"userid": "clerk", "name": "柳明溪", "mobile": "13911111111"}]}
        )
    with factories.acting_as("clerk"):
        period = unit_summary.default_period(dates.today())
        unit_summary.save(jwc, period, factories.CONTENT)
    with factories.acting_as("supervisor"):
        issued = register.make({"period": "year"})
        register.issue(issued)
        register.make({"period": "term"})
    # Notices that were not read, messages that wait
    factories.dispatch_all()


def main(app):
    site = create_site(app, "Plone", "示例大学信息门户", with_demo=False)
    setSite(site)
    factories.university(site)
    for state in config.STATES:
        factories.submit("teacher", unit="hqc")
        factories.bring_to(factories.submit("teacher"), state)
    about_a_person = factories.submit("student", staff_member="20120356")
    factories.bring_to(about_a_person, config.RATED, "dissatisfied", by="student")
    factories.answer(factories.submit("student"), outcome=config.DEFERRED)
    supervise()
    transaction.commit()
    app._p_jar.db().pack()


if __name__ == "__main__":
    main(app)  # noqa: F821 - `run` gives the root of the database
