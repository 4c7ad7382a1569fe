"""A running site, and its people as REST clients."""

from tests import factories
from tests.services.client import Client
import pytest
import transaction


USE_REST_API = "plone.restapi: Use REST API"
WEBMASTERS = ["Manager", "Site Administrator"]


@pytest.fixture
def rest(site):
    """``rest("teacher")``: a client with that account; ``rest(None)`` is Anonymous."""
    clients = []

    def connect(userid):
        clients.append(Client(f"{site.absolute_url()}/jgzf", userid))
        return clients[-1]

    yield connect
    for client in clients:
        client.close()


@pytest.fixture
def submitted(site):
    """Path below the center of a case by ``teacher`` about ``jwc``, just submitted."""
    return store(factories.submit("teacher"))


@pytest.fixture
def case_in(site):
    """``case_in("rated", level="neutral", …)``: the path of a case in that state."""

    def make(state, level="satisfied", by="teacher", **values):
        case = factories.submit(by, **values)
        return store(factories.bring_to(case, state, level, by=by))

    return make


def store(case):
    transaction.commit()
    return f"{case.__parent__.getId()}/{case.getId()}"


@pytest.fixture
def biased(site):
    """``supervisor2`` is now head of ``jwc``: in cases about it she would judge her own unit."""
    site.jgzf.jwc.head = "supervisor2"
    transaction.commit()
    return "supervisor2"


@pytest.fixture
def portal_rest(site):
    """The portal has opened REST to those who set it up; our profile alone opens nothing."""
    site.manage_permission(USE_REST_API, WEBMASTERS, 0)
    transaction.commit()


@pytest.fixture
def panel(site, rest, portal_rest):
    """``panel(name, userid)``: a client, and the panel's address."""

    def connect(name, userid="webmaster"):
        return rest(userid), f"{site.absolute_url()}/@controlpanels/{name}"

    return connect


@pytest.fixture
def get(request, panel):
    """Reads the panel that the test's module names, as an account."""

    def read(userid="webmaster"):
        client, url = panel(request.module.NAME, userid)
        return client.get(url)

    return read


@pytest.fixture
def patch(request, panel):
    """Changes values of that panel."""

    def write(userid="webmaster", **values):
        client, url = panel(request.module.NAME, userid)
        return client.patch(url, json=values)

    return write
