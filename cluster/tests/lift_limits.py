"""Let two accounts submit as much as hundreds would."""

from cluster.cluster import SITE
from hnu.jgzf.interfaces.settings import ISettings
from plone import api
from zope.component.hooks import setSite
import transaction


def main(app):
    setSite(app[SITE])
    for name in ("evaluations_per_day", "evaluations_per_target"):
        api.portal.set_registry_record(name, 0, interface=ISettings)
    transaction.commit()


if __name__ == "__main__":
    main(app)  # noqa: F821 - `run` gives the root of the database
