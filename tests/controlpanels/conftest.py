"""The webmaster at a browser without JavaScript."""

import pytest


@pytest.fixture
def webmaster(visit):
    return visit("webmaster")
