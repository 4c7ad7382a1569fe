"""A running site with everything in it, of which nothing that is sent to it remains."""

from Acquisition import aq_base
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from datetime import timedelta
from hnu.jgzf.domain import accounts
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import receipts
from hnu.jgzf.domain import staff_directory
from hnu.jgzf.testing import FUNCTIONAL_TESTING
from tests import clients
from tests import factories
from tests.security import world
from zope.component import adapter
from zope.component import getGlobalSiteManager
from ZPublisher.interfaces import IPubBeforeCommit
from ZPublisher.interfaces import IPubFailure
import requests
import traceback
import transaction


# Where Zope's publisher makes parameters of what was sent
IN_FRONT = "processInputs"


@dataclass
class Town:
    """``names``: of what ``world.furnish`` has made; ``base``: the address of the site."""

    base: str
    names: dict
    # Refusals, and reads, that would have written something: method, address, status and classes
    written: list = field(default_factory=list)
    # The same of other answers
    stored: list = field(default_factory=list)
    # The last lines of tracebacks of what has failed behind Zope's publisher
    failures: list = field(default_factory=list)
    # Whether the publisher itself has failed
    in_front: bool = False
    clients: dict = field(default_factory=dict)

    def client(self, account):
        if account not in self.clients:
            self.clients[account] = clients.client(account)
        return self.clients[account]

    def send(self, account, method, path, **options):
        """The answer, in which no limit of so many in an hour is reached."""
        accounts.questions.clear()
        receipts.wrong_tries.clear()
        staff_directory._listed.clear()
        return self.client(account).request(
            method, self.base + path, allow_redirects=False, timeout=60, **options
        )

    def whoever_may(self, accounts, method, path, check, **options):
        """The first of ``accounts`` who is not refused, or the last one."""
        for account in accounts:
            answer = self.send(account, method, path, **options)
            check(answer, options.get("data"))
            if answer.status_code < 300:
                break
        return account

    def check(self, answer, sent):
        """Nothing has failed, and neither a read nor a refusal would have written something.

        :return: whether the answer is one of the site at all.
        """
        written, self.written = self.written, []
        failures, self.failures = self.failures, []
        in_front, self.in_front = self.in_front, False
        request = answer.request
        said = (request.method, request.url[:300], str(sent)[:500], answer.status_code)
        if in_front or answer.status_code == requests.codes.header_fields_too_large:
            # As on any page of any Zope: test_zope_fails_in_front_of_any_page.
            return False
        assert answer.status_code < 500, f"{said}\n{''.join(failures)}"
        assert "Traceback (most recent call last)" not in answer.text, said
        assert written == [], f"{said} {written}"
        return True

    def fill(self, value):
        """Names in texts of ``value``, JSON, by what they stand for."""
        if isinstance(value, dict):
            return {key: self.fill(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.fill(each) for each in value]
        return value.format(**self.names) if isinstance(value, str) else value


@contextmanager
def town():
    FUNCTIONAL_TESTING.testSetUp()
    try:
        portal = FUNCTIONAL_TESTING["portal"]
        factories.university(portal)
        names = world.furnish()
        names["tomorrow"] = (dates.today() + timedelta(days=1)).isoformat()
        result = Town(portal.absolute_url(), names)
        for account in (None, *world.MOST_FIRST):
            # What Plone stores when something is first shown, to anybody or to this account
            for path in ("/", "/jgzf", "/jgzf/jwc", names["submitted"]):
                result.send(account, "GET", path, headers={"Accept": "text/html"})
        with watched(result):
            yield result
        for client in result.clients.values():
            client.close()
    finally:
        FUNCTIONAL_TESTING.testTearDown()


@contextmanager
def watched(result):
    @adapter(IPubBeforeCommit)
    def forget_it(event):
        """The answer is as ever, and nothing is stored: everybody meets the same site."""
        request = event.request
        things = written_by(request)
        if things:
            status = request.response.getStatus()
            is_wrong = status >= 400 or request.method in ("GET", "HEAD")
            acts = result.written if is_wrong else result.stored
            acts.append((request.method, request["URL"], status, things))
        transaction.doom()

    @adapter(IPubFailure)
    def note_it(event):
        frames = traceback.extract_tb(event.exc_info[2])
        if IN_FRONT in {frame.name for frame in frames}:
            result.in_front = True
        else:
            result.failures.extend(traceback.format_exception(*event.exc_info)[-3:])

    manager = getGlobalSiteManager()
    manager.registerHandler(forget_it)
    manager.registerHandler(note_it)
    try:
        yield
    finally:
        manager.unregisterHandler(forget_it)
        manager.unregisterHandler(note_it)


def written_by(request):
    """Names of the classes of what the transaction would store."""
    connection = request["PARENTS"][-1]._p_jar
    things = [*connection._registered_objects, *connection._added.values()]
    return sorted({type(aq_base(thing)).__name__ for thing in things})
