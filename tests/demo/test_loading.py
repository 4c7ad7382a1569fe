"""How the demonstration comes into a site, and into which."""

from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.demo import accounts
from hnu.jgzf.demo.portraits import portrait
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from plone import api
from plone.app.testing import applyProfile
from Products.CMFPlone.interfaces import INonInstallable
from Products.GenericSetup.interfaces import EXTENSION
from tests import factories
from zope.component import getAllUtilitiesRegisteredFor
import pytest


def authenticates(portal, password):
    credentials = {"login": "teacher", "password": password}
    return portal.acl_users.source_users.authenticateCredentials(credentials) is not None


def test_the_add_on_alone_brings_neither_accounts_nor_units(portal):
    assert roster.all_units() == []
    assert api.user.get(userid="teacher") is None


def test_the_profile_depends_on_the_add_on_and_is_not_offered_to_webmasters(portal):
    setup = api.portal.get_tool("portal_setup")
    assert setup.getProfileInfo("hnu.jgzf:demo")["type"] == EXTENSION
    assert setup.getDependenciesForProfile("hnu.jgzf:demo") == ("profile-hnu.jgzf:default",)
    assert setup.getDependenciesForProfile("hnu.jgzf:default") == ()
    hidden = [
        profile
        for utility in getAllUtilitiesRegisteredFor(INonInstallable)
        for profile in getattr(utility, "getNonInstallableProfiles", tuple)()
    ]
    assert "hnu.jgzf:demo" in hidden
    assert "hnu.jgzf:default" not in hidden


def test_a_second_application_changes_nothing(portal):
    applyProfile(portal, "hnu.jgzf:demo")
    numbers = {brain.number for brain in listings.wall(size=1000)}
    people = len(api.user.get_users())
    portal.acl_users.source_users.updateUserPassword("teacher", factories.PASSWORD)
    applyProfile(portal, "hnu.jgzf:demo")
    assert {brain.number for brain in listings.wall(size=1000)} == numbers
    assert len(api.user.get_users()) == people
    assert authenticates(portal, factories.PASSWORD)


def test_a_site_with_units_of_its_own_is_left_alone(portal):
    factories.add_unit("jwc", "教务处")
    applyProfile(portal, "hnu.jgzf:demo")
    assert [unit.code for unit in roster.all_units()] == ["jwc"]
    assert api.user.get(userid="webmaster") is None


def test_the_password_comes_from_the_environment(portal, monkeypatch):
    monkeypatch.setenv("JGZF_DEMO_PASSWORD", "Another-password-9")
    accounts.add_accounts()
    assert authenticates(portal, "Another-password-9")
    assert not authenticates(portal, accounts.PASSWORD)


def test_an_empty_password_in_the_environment_counts_as_none(monkeypatch):
    monkeypatch.setenv("JGZF_DEMO_PASSWORD", "")
    assert accounts.password() == accounts.PASSWORD


def test_a_password_that_the_site_refuses_stops_the_loading(portal, monkeypatch):
    monkeypatch.setenv("JGZF_DEMO_PASSWORD", "short")
    with pytest.raises(ValueError, match=" 8 "):
        applyProfile(portal, "hnu.jgzf:demo")


def test_an_account_of_somebody_else_is_not_taken_over(portal):
    api.user.create(username="teacher", email="a@example.org", password=factories.PASSWORD)
    with pytest.raises(ValueError):  # noqa: PT011 - Plone's words, in any language
        accounts.add_accounts()
    assert authenticates(portal, factories.PASSWORD)


@pytest.mark.parametrize(
    "present",
    [
        datetime(2026, 11, 28, 0, 5, tzinfo=config.TIMEZONE),  # a Saturday, just after midnight
        datetime(2027, 1, 4, 7, tzinfo=config.TIMEZONE),  # a Monday before work, a new year
    ],
    ids=str,
)
def test_it_can_be_loaded_at_any_hour_and_nothing_lies_in_the_future(portal, monkeypatch, present):
    # Pictures have nothing to do with time: one is enough.
    picture = portrait("20090417", "m")
    monkeypatch.setattr("hnu.jgzf.demo.university.portrait", lambda *_args, **_values: picture)
    with dates.at(present):
        applyProfile(portal, "hnu.jgzf:demo")
        wall = listings.wall(size=1000)
        assert len(wall) > 40
        assert {brain.state for brain in wall} == set(config.STATES)
        assert max(brain.received for brain in wall) <= present.date()
