"""Accounts are found by what people know of each other, and never by a guess."""

from hnu.jgzf.domain import accounts
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.errors import Refusal
from plone import api
from tests import factories
from zope.i18n import translate
import pytest


def add(userid, fullname, email=None):
    api.user.create(
        username=userid,
        email=email or f"{userid}@example.org",
        password=factories.PASSWORD,
        properties={"fullname": fullname},
    )


def ids(words):
    return [account.userid for account in accounts.find(words)]


def refusal(typed, stored=()):
    with pytest.raises(Refusal) as raised:
        accounts.resolve(typed, stored)
    message = raised.value.message
    return str(message), translate(message, target_language="zh_CN")


@pytest.fixture
def namesakes(university):
    add("fang2", "方晓棠")
    add("fang3", "方晓")


@pytest.mark.parametrize(
    ("words", "userids"),
    [
        ("方晓棠", ["teacher"]),
        ("晓棠", ["teacher"]),
        (" 方 晓棠\u3000", ["teacher"]),
        ("teach", ["teacher"]),
        ("TEACHER", ["teacher"]),
        ("甘", ["webmaster", "supervisor2"]),
        ("祁望舒", ["supervisor"]),
        ("没有此人", []),
        ("", []),
        (" ", []),
        ("·", []),
        ("*", []),
    ],
)
def test_an_account_is_found_by_a_part_of_its_name_or_id(university, words, userids):
    assert sorted(ids(words)) == sorted(userids)


def test_nobody_is_found_by_a_mail_address(university):
    add("shenzx", "沈知行", email="shen@secret.example")
    assert ids("secret") == []
    assert ids("example.org") == []


def test_a_login_that_is_no_id_is_found_and_told_by_the_id(university):
    add("u0815", "沈知行")
    university.acl_users.source_users.updateUser("u0815", "shenzx")
    assert ids("shenz") == ["u0815"]
    assert accounts.resolve("shenzx") == "u0815"


def test_a_login_that_is_a_mail_address_is_not_looked_into(university):
    add("u0815", "沈知行")
    university.acl_users.source_users.updateUser("u0815", "shen@secret.example")
    api.portal.set_registry_record("plone.use_email_as_login", True)
    assert ids("secret") == []


@pytest.mark.parametrize(
    ("typed", "userid"),
    [
        (None, None),
        ("", None),
        (" \u3000", None),
        ("teacher", "teacher"),
        (" teacher ", "teacher"),
        ("方晓棠", "teacher"),
        ("方 晓棠", "teacher"),
    ],
)
def test_what_means_one_account_becomes_its_id(university, typed, userid):
    assert accounts.resolve(typed) == userid


def test_a_name_of_several_accounts_is_refused_with_their_ids(namesakes):
    name, words = refusal("方晓棠")
    assert name == "error_account_several"
    assert "方晓棠（fang2）、方晓棠（teacher）" in words
    assert "fang3" not in words


@pytest.mark.parametrize("typed", ["晓棠", "teach", "tea"])
def test_a_part_is_refused_with_whom_it_could_mean(university, typed):
    name, words = refusal(typed)
    assert name == "error_account_near"
    assert "方晓棠（teacher）" in words


def test_no_more_than_ten_are_told(university):
    for number in range(12):
        add(f"many{number}", f"多人{number:02}")
    _name, words = refusal("多人")
    assert words.count("（many") == 10
    assert "……" in words


@pytest.mark.parametrize("typed", ["没有此人", "Nobody Here", "方晓棠2"])
def test_a_name_that_nobody_has_is_refused(university, typed):
    assert refusal(typed)[0] == "error_account_none"


def test_an_id_that_is_like_nobodys_is_kept_for_single_sign_on(university):
    assert accounts.resolve("20231107") == "20231107"
    assert accounts.unknown(["20231107", "teacher", "", None, "20231107"]) == ["20231107"]


def test_an_id_that_is_stored_stays_even_when_the_account_is_gone(namesakes):
    unit = roster.get_unit("jwc")
    # An account that was deleted
    unit.head = "fang"
    assert refusal("fang")[0] == "error_account_near"
    assert accounts.resolve("fang", accounts.stored_in(unit)) == "fang"
    assert accounts.stored_in(unit) == {"fang", "clerk", "deputy"}
    assert accounts.stored_in(unit["20090417"]) == {"evaluated"}
    assert accounts.stored_in(unit["20120356"]) == set()
    assert accounts.stored_in(roster.get_center()) == set()


def test_a_plugin_that_answers_with_everybody_finds_nobody_else(university, monkeypatch):
    everybody = [{"userid": userid, "login": userid} for userid in factories.ACCOUNTS]
    folder = type(university.acl_users.aq_base)
    monkeypatch.setattr(folder, "searchUsers", lambda self, **criteria: everybody)
    assert ids("方晓棠") == ["teacher"]
