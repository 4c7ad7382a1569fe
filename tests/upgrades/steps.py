"""What a Zope process does with a database of an earlier version: ``… steps.py STEP``."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SpecialUsers import system
from datetime import timedelta
from hnu.jgzf.content import supervision_log
from hnu.jgzf.content.identity import evaluator_of
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import retention
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import settings
from plone import api
from scripts.create_site import create_site
from tests import factories
from tests.setup import snapshot
from zope.component.hooks import setSite
import json
import sys
import transaction


PROFILE = "hnu.jgzf:default"


def say(**values):
    sys.stdout.write(json.dumps(values) + "\n")


def cases():
    """By number: state, evaluator, texts, and which transitions each of some people may make."""
    result = {}
    for case in catalog_upkeep.all_cases():
        possible = {}
        for userid in ("teacher", "student", "clerk", "dean", "supervisor"):
            with factories.acting_as(userid):
                possible[userid] = lifecycle.possible(case)
        result[case.getId()] = {
            "state": case.state,
            "evaluator": evaluator_of(case),
            "content": case.content,
            "answers": [each.content for each in case.rounds],
            "possible": possible,
        }
    return result


def places():
    """Who may ask for a branch's report at the center, and for the summary of each unit."""
    found = {}
    for userid in ("clerk", "teacher"):
        with factories.acting_as(userid):
            center = roster.get_center()
            found[userid] = [
                api.user.has_permission("hnu.jgzf: Report administrators", obj=center),
                *(
                    api.user.has_permission("hnu.jgzf: Sum up unit", obj=unit)
                    for unit in roster.all_units()
                ),
            ]
    return found


def forgotten():
    """How many cases are anonymised a year from now, and who is still known; not committed."""
    with dates.at(dates.now() + timedelta(days=400)):
        count = retention.anonymise(list(retention.due(1)), 1)
    known = [evaluator_of(case) for case in catalog_upkeep.all_cases()]
    found = {
        "count": count,
        "known": len([userid for userid in known if userid is not None]),
        "wrong": [*catalog_upkeep.check(), supervision_log.broken(roster.get_center())],
    }
    transaction.abort()
    return found


def upgrade(app):
    """Upgrade, and tell what the site was before and is then."""
    newSecurityManager(None, system.__of__(app.acl_users))
    portal = app["Plone"]
    setSite(portal)
    setup = api.portal.get_tool("portal_setup")
    before = {
        "version": setup.getLastVersionForProfile(PROFILE),
        "wall": [brain.number for brain in listings.wall()],
        "numbers": sorted(case.getId() for case in catalog_upkeep.all_cases()),
    }
    setup.upgradeProfile(PROFILE)
    transaction.commit()
    after = {
        "version": setup.getLastVersionForProfile(PROFILE),
        "newest": setup.getVersionForProfile(PROFILE),
        "wall": [brain.number for brain in listings.wall()],
        "wrong": catalog_upkeep.check(),
        "cases": cases(),
        "places": places(),
        "settings": settings.read(),
        "forgotten": forgotten(),
        "mine": {userid: len(listings.of_evaluator(userid)) for userid in ("teacher", "student")},
    }
    say(before=before, after=after, differences=differences(app, portal))


def differences(app, portal):
    """Lines of our configuration that the site and a fresh one do not have in common."""
    fresh = create_site(app, "Fresh", portal.title, with_demo=False)
    setSite(fresh)
    factories.university(fresh)
    theirs = ours(fresh)
    setSite(portal)
    mine = ours(portal)
    transaction.abort()
    return {"missing": sorted(theirs - mine), "too many": sorted(mine - theirs)}


def ours(portal):
    lines = snapshot.take(portal)
    return {line.replace("/Fresh", "/Plone") for line in lines - set(snapshot.foreign(lines))}


def main(app, name):
    {"upgrade": upgrade}[name](app)


if __name__ == "__main__":
    main(app, *sys.argv[sys.argv.index("--") + 1 :])  # noqa: F821 - `run` gives the root
