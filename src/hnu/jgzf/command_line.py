"""What scripts for a server's administrator have in common: options, and the site that they serve.

They stand in the folder ``scripts`` of the sources. Run as ``bin/instance run scripts/NAME`` they
belong to no package, and import nothing of each other.
"""

from contextlib import contextmanager
from hnu.jgzf.domain import roster
from pathlib import Path
from zope.component.hooks import setSite
import argparse
import sys
import transaction


class Parser(argparse.ArgumentParser):
    """Of the script ``name``, with its docstring as the help."""

    def __init__(self, name, description):
        super().__init__(
            prog=f"bin/instance run scripts/{name}",
            description=description,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        self.name = name

    def add_site(self):
        """Let it be said which site it is for."""
        self.add_argument("--site", default="Plone", help="id of the site (default: %(default)s)")

    def parse(self, argv):
        """Options of ``argv``; ``run`` puts arguments of its own before the script's name."""
        position = [Path(argument).name for argument in argv].index(self.name)
        return self.parse_args(argv[position + 1 :])


@contextmanager
def center_of(app, site_id):
    """The body has the site of that id as the current one, and its center.

    What it has not committed is forgotten at the end.

    :param app: root of the database.
    :raises SystemExit: where there is no such site, or the add-on is not installed in it.
    """
    if site_id not in app.objectIds():
        sys.exit(f"there is no site /{site_id}")
    setSite(app[site_id])
    try:
        center = roster.get_center()
        if center is None:
            sys.exit(f"hnu.jgzf is not installed in /{site_id}")
        yield center
    finally:
        transaction.abort()
        setSite(None)
