"""A running site with everything in it, of which nothing that is sent to it remains."""

from Acquisition import aq_base
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from datetime import timedelta
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import receipts
from hnu.jgzf.domain import staff_directory
from tests import clients
from tests.security import world
from zope.component import adapter
from zope.component import getGlobalSiteManager
from ZPublisher.interfaces import IPubBeforeCommit
import pytest
import transaction


@dataclass
class Town:
    """``names``: of what ``world.furnish`` has made; ``base``: the address of the site."""

    base: str
    names: dict
    # Refusals, and reads, that would have written something: method, address, status and classes
    written: list = field(default_factory=list)
    # The same of other answers
    stored: list = field(default_factory=list)
    clients: dict = field(default_factory=dict)

    def client(self, account):
        if account not in self.clients:
            self.clients[account] = clients.client(account)
        return self.clients[account]

    def send(self, account, method, path, **options):
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
        """Nothing has failed, and neither a read nor a refusal would have written something."""
        written, self.written = self.written, []
        request = answer.request
        said = (request.method, request.url[:300], str(sent)[:500], answer.status_code)
        assert answer.status_code < 500, (*said, answer.text[:300])
        assert "Traceback (most recent call last)" not in answer.text, said
        assert written == [], (*said, written)

    def fill(self, value):
        """Names in texts of ``value``, JSON, by what they stand for."""
        if isinstance(value, dict):
            return {key: self.fill(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.fill(each) for each in value]
        return value.format(**self.names) if isinstance(value, str) else value


@pytest.fixture
def town(site, monkeypatch):
    receipts.wrong_tries.clear()
    monkeypatch.setattr(staff_directory, "_listed", defaultdict(dict))
    names = world.furnish()
    names["tomorrow"] = (dates.today() + timedelta(days=1)).isoformat()
    result = Town(site.absolute_url(), names)
    for account in (None, *world.MOST_FIRST):
        # What Plone stores when something of it is first shown, to anybody or to this account
        for path in ("/", "/jgzf", "/jgzf/jwc", names["submitted"]):
            result.send(account, "GET", path, headers={"Accept": "text/html"})

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

    manager = getGlobalSiteManager()
    manager.registerHandler(forget_it)
    yield result
    manager.unregisterHandler(forget_it)
    for client in result.clients.values():
        client.close()


def written_by(request):
    """Names of the classes of what the transaction would store."""
    connection = request["PARENTS"][-1]._p_jar
    things = [*connection._registered_objects, *connection._added.values()]
    return sorted({type(aq_base(thing)).__name__ for thing in things})
