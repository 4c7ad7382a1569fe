"""Asks for every view and every method there is, whether somebody thought of it or not.

Asked by one who has every role that sees something of a case, short of disclosing the identity.
"""

from Acquisition import aq_base
from hnu.jgzf import config
from plone import api
from tests import factories
from tests.privacy import asking
from tests.privacy import discovery
from tests.privacy import evidence
from tests.privacy import world
from zope.interface import providedBy
from zope.publisher.interfaces.browser import IBrowserRequest
import transaction


CURIOUS = "curious"
ROLES = (
    "Member",
    "Reviewer",
    "Editor",
    "Reader",
    "Contributor",
    "Site Administrator",
    config.ROLE_SUPERVISOR,
)


def add_curious(target_world):
    """An account that administers the unit and has nearly every role in the site."""
    portal = target_world.portal
    api.user.create(username=CURIOUS, email=f"{CURIOUS}@example.org", password=factories.PASSWORD)
    roles = portal.acl_users.portal_role_manager
    for role in ROLES:
        roles.assignRoleToPrincipal(role, CURIOUS)
    unit = portal.jgzf.jwc
    unit.administrators = [*unit.administrators, factories.administrator(CURIOUS, "好奇")]
    transaction.commit()


def views_of(item):
    """Names of all views and services, of whatever package, for ``item`` in a browser."""
    interfaces = set(providedBy(item).flattened())
    return sorted(
        name
        for name, required in discovery.all_views()
        if required[0] in interfaces and required[1].isOrExtends(IBrowserRequest)
    )


def names_of(item):
    """Names of all attributes and methods that an address could end with."""
    return sorted(name for name in dir(aq_base(item)) if not name.startswith("_"))


def by_address(target_world, urls):
    """Which addresses give the author away, and how many were answered with 200."""
    return _sift((url, target_world.ask(CURIOUS, "GET", url)) for url in urls)


def by_xmlrpc(target_world, names):
    """The same for methods of the item called by XML-RPC."""
    return _sift(
        (name, asking.call(name)(target_world, CURIOUS, world.AUTHOR)[0]) for name in names
    )


def _sift(answers):
    found = {}
    answered = 0
    for asked, answer in answers:
        answered += answer.status_code == 200
        text = evidence.text_of(answer)
        kind = evidence.identity_in(text)
        # A list of all accounts says nothing about a case.
        if kind and world.BYSTANDER.userid not in text:
            found[asked] = kind
    return found, answered
