"""Finding accounts by name over REST, and names in the units and people that are sent."""

from hnu.jgzf.domain import accounts
from plone import api
from tests import factories
from tests.browser.visitor import latest
from tests.services.client import error
import pytest
import transaction


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet():
    accounts.questions.clear()


def test_an_account_is_found_by_a_part_of_its_name(rest):
    answer = rest("supervisor").get("@accounts", params={"q": "晓"})
    assert answer.json() == {
        "items": [{"userid": "teacher", "fullname": "方晓棠"}],
        "complete": True,
    }
    assert "no-store" in answer.headers["Cache-Control"]


def test_ten_at_most_are_told_and_nobody_without_a_question(site, rest):
    for number in range(12):
        api.user.create(
            username=f"many{number}",
            email=f"many{number}@example.org",
            password=factories.PASSWORD,
            properties={"fullname": f"多人{number:02}"},
        )
    transaction.commit()
    webmaster = rest("webmaster")
    answer = webmaster.get("@accounts?q=many").json()
    assert len(answer["items"]) == 10
    assert answer["complete"] is False
    for query in ("", "?q=", "?q=%20", "?q:list=a&q:list=b", "?q=nobody-there", "?q=m"):
        assert webmaster.get(f"@accounts{query}").json()["items"] == [], query


def test_nobody_reads_all_accounts_by_asking_again_and_again(rest, monkeypatch):
    monkeypatch.setattr(accounts.questions, "most", 3)
    supervisor = rest("supervisor")
    for _time in range(3):
        assert supervisor.get("@accounts?q=teacher").status_code == 200
    assert error(supervisor.get("@accounts?q=teacher")) == (429, None)
    assert rest("webmaster").get("@accounts?q=teacher").status_code == 200


def test_no_mail_address_is_told(rest):
    text = rest("webmaster").get("@accounts?q=te").text
    assert "teacher" in text
    assert "@example" not in text


def test_only_those_who_keep_the_roster_find_accounts(rest):
    for userid in ("teacher", "clerk", "reviewer", "editor"):
        assert error(rest(userid).get("@accounts?q=teacher")) == (403, None), userid
    assert error(rest(None).get("@accounts?q=teacher")) == (401, None)
    for userid in ("webmaster", "supervisor"):
        assert rest(userid).get("@accounts?q=teacher").status_code == 200, userid


def test_a_name_that_is_sent_becomes_the_id_of_its_account(site, rest):
    row = {"userid": "方晓棠", "name": "方晓棠"}
    answer = rest("supervisor").patch("jwc", json={"head": "霍昕澜", "administrators": [row]})
    assert answer.status_code == 204, answer.text
    latest(site)
    assert site.jgzf.jwc.head == "dean"
    assert site.jgzf.jwc.administrators[0]["userid"] == "teacher"
    assert rest("supervisor").patch("jwc/20120356", json={"userid": "申若谷"}).status_code == 204
    latest(site)
    assert site.jgzf.jwc["20120356"].userid == "student"


@pytest.mark.parametrize(
    ("path", "values", "field", "words"),
    [
        ("jwc", {"head": "没有此人"}, "head", "没有找到“没有此人”"),
        ("jwc", {"head": "甘"}, "head", "甘棠（supervisor2）"),
        ("jwc", {"head": 5}, "head", ""),
        (
            "jwc",
            {"administrators": [{"userid": "晓棠", "name": "方"}]},
            "administrators",
            "相近的有：方晓棠（teacher）",
        ),
        ("jwc/20120356", {"userid": "没有此人"}, "userid", "没有找到“没有此人”"),
    ],
)
def test_a_name_that_means_nobody_or_several_is_refused(site, rest, path, values, field, words):
    unit = site.jgzf.jwc
    before = unit.head, list(unit.administrators), unit["20120356"].userid
    answer = rest("supervisor").patch(path, json={"title": "改过的", **values})
    assert error(answer) == (400, field)
    assert words in answer.json()["error"]["message"]
    latest(site)
    assert (unit.head, list(unit.administrators), unit["20120356"].userid) == before
    assert "改过的" not in (unit.title, unit["20120356"].title)


def test_an_account_can_be_taken_away(site, rest):
    for value in (None, "", " "):
        answer = rest("supervisor").patch("jwc/20090417", json={"userid": value})
        assert answer.status_code == 204
        latest(site)
        assert not site.jgzf.jwc["20090417"].userid
