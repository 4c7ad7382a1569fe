"""The rules of the settings hold for scripts and the portal's own registry pages alike."""

from hnu.jgzf.interfaces.errors import BadRequest
from hnu.jgzf.interfaces.settings import ISettings
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
import pytest


NAME = f"{ISettings.__identifier__}.thanks_prompt"


@pytest.mark.parametrize("value", [" ", "\u3000\n", "谢" * 501])
def test_a_script_cannot_store_a_prompt_that_is_not_right_even_if_it_swallows_the_error(
    portal, value
):
    registry = getUtility(IRegistry)
    before = registry[NAME]
    with pytest.raises(BadRequest):
        registry[NAME] = value
    assert registry.records[NAME].value == before
    with pytest.raises(BadRequest):
        api.portal.set_registry_record("thanks_prompt", value, interface=ISettings)
    assert registry.records[NAME].value == before


def test_a_script_can_store_what_is_right(portal):
    registry = getUtility(IRegistry)
    registry[NAME] = "谢谢。"
    assert registry.records[NAME].value == "谢谢。"
