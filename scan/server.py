"""A Zope of its own for the scanner: the demonstration, and beside it a Plone without the add-on.

``python -m scan.server FOLDER PORT`` makes both in an empty folder and serves them on 127.0.0.1.
"""

from benchmarks.instance import Instance
from hnu.jgzf.demo import accounts
from pathlib import Path
from plone import api
from scripts.create_site import create_plone
from scripts.create_site import create_site
from zope.component.hooks import setSite
import sys
import transaction
import waitress


OURS, BARE = "Plone", "Bare"
# In the bare site; the second one may add and publish.
MEMBER, EDITOR = "teacher", "webmaster"


def make_bare(app):
    """A Plone of the same release with two accounts and some pages."""
    site = create_plone(app, BARE, "Bare")
    setSite(site)
    for name in (MEMBER, EDITOR):
        api.user.create(username=name, email=f"{name}@example.org", password=accounts.password())
    api.user.grant_roles(username=EDITOR, roles=["Site Administrator"])
    folder = api.content.create(site, "Folder", "jgzf", title="Folder")
    api.content.transition(folder, "publish")
    for number in range(5):
        page = api.content.create(folder, "Document", f"page-{number}", title=f"Page {number}")
        api.content.transition(page, "publish")


def main(folder, port):
    instance = Instance(Path(folder))
    with instance.session() as app:
        create_site(app, OURS, "示例大学信息门户", with_demo=True)
        transaction.commit()
    with instance.session() as app:
        make_bare(app)
        transaction.commit()
    # One thread: two that compile a template at once can fail in Python before 3.11.8 (gh-106905).
    waitress.serve(instance.application, host="127.0.0.1", port=int(port), threads=1)


if __name__ == "__main__":
    main(*sys.argv[1:3])
