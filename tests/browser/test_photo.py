"""The photos of people: private, and not sent again while they are the same."""

from hnu.jgzf.domain import roster
from tests import factories
import pytest
import requests
import transaction


@pytest.fixture
def photo(site):
    """``photo(userid, **headers)``: the answer to somebody who asks for the photo."""

    def ask(userid, **headers):
        return requests.get(
            f"{site.absolute_url()}/jgzf/jwc/20090417/@@photo",
            auth=(userid, factories.PASSWORD) if userid else None,
            headers={name.replace("_", "-"): value for name, value in headers.items()},
            allow_redirects=False,
            timeout=60,
        )

    return ask


def test_a_photo_is_kept_by_the_own_browser_only_and_for_an_hour(photo):
    answer = photo("student")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, max-age=3600"
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert len(answer.content) == int(answer.headers["Content-Length"]) > 0


def test_the_same_photo_is_not_sent_again(photo):
    tag = photo("student").headers["ETag"]
    # Nothing in it depends on the viewer.
    assert photo("teacher").headers["ETag"] == tag
    for known in (tag, f'"other", {tag}', f"W/{tag}"):
        answer = photo("student", If_None_Match=known)
        assert answer.status_code == 304
        assert answer.content == b""
        assert answer.headers["ETag"] == tag
        assert answer.headers["Cache-Control"] == "private, max-age=3600"
    assert photo("student", If_None_Match='"other"').status_code == 200


def test_another_photo_has_another_tag(photo):
    tag = photo("student").headers["ETag"]
    roster.get_unit("jwc")["20090417"].photo = factories.portrait()
    transaction.commit()
    answer = photo("student", If_None_Match=tag)
    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag


def test_who_may_not_see_it_does_not_learn_that_it_is_the_same(photo):
    tag = photo("student").headers["ETag"]
    assert photo(None, If_None_Match=tag).status_code == 302
    roster.get_unit("jwc")["20090417"].active = False
    transaction.commit()
    assert photo("student", If_None_Match=tag).status_code == 404
    assert photo("clerk", If_None_Match=tag).status_code == 304
