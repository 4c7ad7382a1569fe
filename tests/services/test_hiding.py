"""@hiding: a case that only its parties see, and that nobody else can tell from none."""

from tests import factories
from tests.services.client import error
from tests.services.client import stored
from tests.services.conftest import store
import pytest
import re
import transaction


HIDE = {"hidden": True, "reason": "内容含有他人的身份证号码和住址。"}
SHOW = {"hidden": False, "reason": "个人信息已经隐去，可以恢复展示。"}
UNKNOWN = "20260105-QQQQQQ"
PARTIES = ("teacher", "clerk", "deputy", "supervisor", "supervisor2")
OTHERS = ("student", "dean", "evaluated", "webmaster", "reviewer", "editor")


@pytest.fixture
def path(site):
    return store(factories.submit("teacher", staff_member="20090417"))


@pytest.fixture
def hidden(rest, path):
    assert rest("supervisor").post(f"{path}/@hiding", json=HIDE).status_code == 200
    return path


def test_a_supervisor_hides_a_case_and_shows_it_again(rest, path):
    supervisor = rest("supervisor")
    answer = supervisor.post(f"{path}/@hiding", json=HIDE)
    assert answer.status_code == 200
    told = answer.json()
    assert told.pop("at").endswith("+08:00")
    assert told == HIDE
    assert stored(path).hidden
    answer = supervisor.post(f"{path}/@hiding", json=SHOW)
    assert (answer.status_code, answer.json()["hidden"]) == (200, False)
    assert not stored(path).hidden


def test_the_evaluator_reads_when_and_why(rest, hidden):
    case = rest("teacher").get(hidden).json()
    assert case["hidden"] is True
    assert case["hiding"]["reason"] == HIDE["reason"]
    (item,) = rest("teacher").get("@my-evaluations").json()["items"]
    assert item["hiding"] == case["hiding"]


def test_its_parties_go_on_with_it(rest, hidden):
    for userid in PARTIES:
        assert rest(userid).get(hidden).json()["hiding"]["reason"] == HIDE["reason"]
    sent = {"content": factories.ANSWER, "outcome": "resolved"}
    assert rest("clerk").post(f"{hidden}/@feedback", json=sent).status_code == 201
    sent = {"level": "satisfied"}
    assert rest("teacher").post(f"{hidden}/@satisfaction", json=sent).status_code == 200
    assert rest("clerk").post(f"{hidden}/@workflow/close", json={}).status_code == 200


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "hidden"),
        ({"hidden": "yes", "reason": HIDE["reason"]}, "hidden"),
        ({"hidden": None, "reason": HIDE["reason"]}, "hidden"),
        ({"hidden": True}, "reason"),
        ({"hidden": True, "reason": "太短"}, "reason"),
        ({"hidden": True, "reason": 5}, "reason"),
    ],
)
def test_what_was_sent_is_checked(rest, path, sent, field):
    assert error(rest("supervisor").post(f"{path}/@hiding", json=sent)) == (400, field)
    assert not stored(path).hidden


def test_it_is_done_once(rest, path):
    supervisor = rest("supervisor")
    assert error(supervisor.post(f"{path}/@hiding", json=SHOW)) == (409, None)
    supervisor.post(f"{path}/@hiding", json=HIDE)
    assert error(supervisor.post(f"{path}/@hiding", json=HIDE)) == (409, None)


def test_only_json_is_taken(rest, path):
    answer = rest("supervisor").post(f"{path}/@hiding", data="hidden=1")
    assert error(answer) == (415, None)


def test_nobody_but_an_impartial_supervisor_does_it(rest, path, biased):
    for userid in ("teacher", "clerk", *OTHERS, biased):
        assert error(rest(userid).post(f"{path}/@hiding", json=HIDE)) == (403, None), userid
    assert error(rest(None).post(f"{path}/@hiding", json=HIDE)) == (401, None)
    assert not stored(path).hidden


# No oracle

ROUTES = (
    ("GET", ""),
    ("HEAD", ""),
    ("POST", ""),
    ("PATCH", ""),
    ("DELETE", ""),
    ("OPTIONS", ""),
    ("GET", "/@workflow"),
    ("GET", "/@identity-disclosures"),
    ("POST", "/@identity-disclosures"),
    ("POST", "/@feedback"),
    ("POST", "/@satisfaction"),
    ("POST", "/@workflow/close"),
    ("POST", "/@hiding"),
    ("GET", "/@types"),
    ("GET", "/@history"),
    ("GET", "/1"),
    ("POST", "/1"),
    ("GET", "/topic"),
    ("GET", "/@@view"),
)


def told(answer, path):
    """All that an answer tells, but for the address and the moment."""
    text = answer.text.replace(path.rpartition("/")[2], "NUMBER")
    kept = {
        name: value
        for name, value in answer.headers.items()
        if name.lower() not in ("date", "content-length", "etag", "last-modified")
    }
    return answer.status_code, re.sub(r"_authenticator=\w+", "", text), kept


@pytest.mark.parametrize("userid", [*OTHERS, None])
def test_on_every_route_it_is_as_if_there_were_no_such_number(rest, hidden, userid):
    factories_answer = {"content": factories.ANSWER, "outcome": "resolved"}
    rest("clerk").post(f"{hidden}/@feedback", json=factories_answer)
    client = rest(userid)
    for method, route in ROUTES:
        body = {"json": HIDE} if method in ("POST", "PATCH") else {}
        answers = [
            told(client.request(method, f"jwc/{number}{route}", **body), number)
            for number in (hidden.partition("/")[2], UNKNOWN)
        ]
        assert answers[0] == answers[1], (method, route)
        assert answers[0][0] in ((401,) if userid is None else (404,)), (method, route)


@pytest.mark.parametrize("userid", ["student", "teacher", "supervisor", "evaluated"])
def test_no_parameter_of_the_wall_finds_or_counts_it(rest, site, path, userid):
    other = store(factories.submit("student"))
    number = path.partition("/")[2]
    queries = (
        "",
        "?unit=jwc",
        "?staff_member=20090417",
        "?target=staff",
        "?state=submitted",
        "?satisfaction=unrated",
        "?from=2020-01-01&to=2999-01-01",
        "?b_size=1",
        "?b_size=1&b_start=1",
    )
    client = rest(userid)
    rest("supervisor").post(f"{path}/@hiding", json=HIDE)
    hidden = [client.get(f"@evaluations{query}").text for query in queries]
    assert not any(number in text for text in hidden)
    # As if it had never been there
    site._p_jar.sync()
    case = stored(path)
    site.evaluation_catalog.uncatalog_object(case.getId())
    store(case)
    assert [client.get(f"@evaluations{query}").text for query in queries] == hidden
    assert other.partition("/")[2] in hidden[0]


def test_whom_it_is_about_finds_it_in_no_list_of_hers(rest, site, hidden):
    unit = site.jgzf.jwc
    unit.administrators = [*unit.administrators, factories.administrator("evaluated")]
    transaction.commit()
    answer = rest("evaluated").get("@pending-evaluations").json()
    assert (answer["items"], answer["items_total"]) == ([], 0)
    assert rest("clerk").get("@pending-evaluations").json()["items"][0]["hidden"] is True


def test_a_supervisor_it_is_about_is_refused_like_everybody_else(rest, site, path):
    site.jgzf.jwc["20090417"].userid = "supervisor2"
    transaction.commit()
    rest("supervisor").post(f"{path}/@hiding", json=HIDE)
    assert error(rest("supervisor2").get(path)) == (404, None)
