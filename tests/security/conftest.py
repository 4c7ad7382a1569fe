"""A running site with everything in it, of which nothing that is sent to it remains."""

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from datetime import timedelta
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import receipts
from hnu.jgzf.domain import staff_directory
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
    # Refusals that would have written something: method, address and status
    written: list = field(default_factory=list)
    # The same of answers that are none, and would have written something
    stored: list = field(default_factory=list)
    clients: dict = field(default_factory=dict)

    def client(self, account):
        if account not in self.clients:
            self.clients[account] = world.client(account)
        return self.clients[account]

    def send(self, account, method, path, **options):
        return self.client(account).request(
            method, self.base + path, allow_redirects=False, timeout=60, **options
        )

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

    @adapter(IPubBeforeCommit)
    def forget_it(event):
        """The answer is as ever, and nothing is stored: everybody meets the same site."""
        request = event.request
        if has_written(request):
            status = request.response.getStatus()
            acts = result.written if status >= 400 else result.stored
            acts.append((request.method, request["URL"], status))
        transaction.doom()

    manager = getGlobalSiteManager()
    manager.registerHandler(forget_it)
    yield result
    manager.unregisterHandler(forget_it)
    for client in result.clients.values():
        client.close()


def has_written(request):
    connection = request["PARENTS"][-1]._p_jar
    return bool(connection._registered_objects or connection._added)
