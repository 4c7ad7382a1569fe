"""Scripts as an administrator calls them, in this process."""

from pathlib import Path
from zope.component.hooks import setSite
import pytest
import runpy
import transaction


SCRIPTS = Path(__file__).parents[2] / "scripts"


def load(name):
    """The globals of a script, which does nothing yet."""
    return runpy.run_path(str(SCRIPTS / name))


@pytest.fixture
def caller(capsys):
    """``caller(script, portal)``: a function that calls a loaded script for that site.

    It takes the script's arguments, and returns its status and what it said. What the test has
    changed is committed before.
    """

    def make(script, portal):
        app = portal.getPhysicalRoot()

        def call(*arguments):
            argv = ["run", script["__file__"], "--site", portal.getId(), *map(str, arguments)]
            status = 0
            transaction.commit()
            try:
                script["main"](app, script["parse"](argv))
            except SystemExit as end:
                status = end.code
            setSite(portal)
            return status, capsys.readouterr().out

        return call

    return make
