"""Makes what ``data`` holds, with the code of the version before: see README.md."""

from hnu.jgzf import config
from pathlib import Path
from scripts.create_site import create_site
from tests import factories
from zope.component.hooks import setSite
import sys
import transaction


sys.path[:0] = [str(Path(__file__).parents[2])]


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
    transaction.commit()
    app._p_jar.db().pack()


if __name__ == "__main__":
    main(app)  # noqa: F821 - `run` gives the root of the database
