"""What a Zope process of ``instance`` does: ``zconsole run zope.conf steps.py STEP …``."""

from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import clock
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications import dispatch
from hnu.jgzf.notifications import templates
from hnu.jgzf.notifications import worker
from plone import api
from scripts import worker as worker_script
from scripts.create_site import create_site
from tests import factories
from zope.component.hooks import setSite
import json
import sys
import time
import transaction


# Before midnight in Shanghai, when it is another day in London than in New York's evening
EVENING = datetime(2026, 9, 29, 23, 30, tzinfo=config.TIMEZONE)
MORNING = datetime(2026, 9, 30, 7, 15, tzinfo=config.TIMEZONE)


def say(**values):
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def build(app):
    """A site with the small university; nobody is told by mail."""
    site = create_site(app, "Plone", "门户", with_demo=False)
    factories.university(site)
    for name, value in {"sms_transport": "http", "mail_transport": "log"}.items():
        api.portal.set_registry_record(name, value, interface=INotificationSettings)
    transaction.commit()


def use(app, url):
    """Let SMS go to the gateway at that address."""
    values = {"http_url": url, "http_timeout": 20}
    for name, value in values.items():
        api.portal.set_registry_record(name, value, interface=INotificationSettings)
    transaction.commit()


def submit(number):
    for _n in range(number):
        factories.submit("teacher")
        transaction.commit()


def submit_and_wait(app, url, before, after):
    """Submit, let the worker of this process begin, submit some more; then wait to be killed.

    The gateway keeps the worker waiting, so what comes last is not looked at in this process.
    """
    use(app, url)
    submit(int(before))
    # Else the test would have to wait for minutes until another one may take what this one had.
    delivery.LEASE = timedelta(seconds=1)
    worker.run_in_thread()
    say(submitted=int(before))
    sys.stdin.readline()
    submit(int(after))
    say(submitted=int(before) + int(after))
    time.sleep(600)


def submit_only(app, url, number):
    use(app, url)
    submit(int(number))


def work(app):
    """As ``scripts/worker.py``."""
    worker_script.main(app)


def tell_time(app):
    """Deadlines and texts of a case that came late in the evening, as JSON."""
    with dates.at(EVENING):
        case = factories.submit("teacher")
        submitted_at = repr(case.received)
    outbox = get_outbox(roster.get_center())
    for days in (1, 11, 12, 13, 15, 20):
        with dates.at(MORNING + timedelta(days=days)):
            clock.run()
    for fact in outbox.undispatched():
        with dates.at(EVENING):
            dispatch.dispatch(outbox, fact)
    texts = [
        (
            *(message.kind, message.role, message.channel, message.name),
            templates.render(message).replace(case.getId(), "NUMBER"),
            *(str(message.next_try), str(message.due)),
        )
        for message in outbox.messages.values()
    ]
    history = [str(entry["time"]) for entry in case.workflow_history[config.WORKFLOW_ID]]
    say(
        received=submitted_at,
        due=str(case.due),
        number=case.getId()[:8],
        history=history,
        texts=sorted(texts),
    )


def main(app, name, *arguments):
    if name != "build":
        setSite(app["Plone"])
    {
        "build": build,
        "submit_and_wait": submit_and_wait,
        "submit_only": submit_only,
        "work": work,
        "tell_time": tell_time,
    }[name](app, *arguments)


if __name__ == "__main__":
    main(app, *sys.argv[sys.argv.index("--") + 1 :])  # noqa: F821 - `run` gives the root
