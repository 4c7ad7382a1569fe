from hnu.jgzf.domain import login
from plone.keyring.interfaces import IKeyManager
from zope.component import getUtility


def test_a_mark_is_of_one_account_and_does_not_name_it(portal):
    mark = login.account_mark("teacher")
    assert login.is_mark_of(mark, "teacher")
    assert mark == login.account_mark("teacher")
    assert not login.is_mark_of(mark, "student")
    assert not login.is_mark_of(mark, "")
    assert not login.is_mark_of("", "teacher")
    assert not login.is_mark_of(mark[:-1], "teacher")
    assert "teacher" not in mark


def test_a_mark_is_of_this_site_only_and_lives_as_long_as_the_secret(portal):
    mark = login.account_mark("teacher")
    keys = getUtility(IKeyManager)
    keys.rotate()
    assert login.account_mark("teacher") != mark
    assert login.is_mark_of(mark, "teacher")
    for _time in keys["_system"]:
        keys.rotate()
    assert not login.is_mark_of(mark, "teacher")
