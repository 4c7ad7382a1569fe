"""Headers of our answers; ``setup/test_other_pages.py`` has those of the portal: as without us."""

from hnu.jgzf.subscribers import headers
from tests import factories
import pytest
import requests
import transaction


POLICY = "Content-Security-Policy"
PEOPLE = ("teacher", "clerk", "supervisor", "webmaster")
HTML = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}


@pytest.fixture
def case(site):
    found = factories.bring_to(factories.submit("teacher"), "answered")
    transaction.commit()
    return f"/jgzf/jwc/{found.getId()}"


@pytest.fixture
def ask(site, case):
    """``ask("clerk", path)``: the answer; ``{case}`` in the path is that of a case."""
    # By this name Plone draws its pages with a theme.
    base = site.absolute_url().replace("127.0.0.1", "localhost")

    def get(who, path, accept=HTML, method="GET", **options):
        auth = (who, factories.PASSWORD) if who else None
        url = base + path.replace("{case}", case)
        return requests.request(
            method, url, headers=accept, auth=auth, allow_redirects=False, timeout=60, **options
        )

    return get


def assert_protected(answer):
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def directives(answer):
    parts = [part.split() for part in answer.headers[POLICY].split(";")]
    assert len({name for name, *_values in parts}) == len(parts)
    return {name: values for name, *values in parts}


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        (None, "/jgzf/@@help-evaluators", 200),
        (None, "/jgzf/@@receipt", 200),
        ("teacher", "/jgzf", 200),
        ("teacher", "/jgzf/view", 200),
        ("teacher", "{case}", 200),
        ("teacher", "/jgzf/@@evaluate-unit", 200),
        ("supervisor", "/jgzf/jwc/edit", 200),
        ("supervisor", "/jgzf/++add++jgzf.Unit", 200),
        ("webmaster", "/@@jgzf-categories", 200),
        ("webmaster", "/@@jgzf-outbox", 200),
        # Our own refusals, and Plone's below the center
        ("student", "/jgzf/@@statistics", 403),
        ("teacher", "/jgzf/no-such-thing", 404),
        ("teacher", "/jgzf/jwc/20261124-000000", 404),
    ],
)
def test_a_page_of_ours_loads_and_runs_what_comes_from_the_portal_alone(ask, who, path, status):
    answer = ask(who, path)
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("text/html")
    assert_protected(answer)
    policy = directives(answer)
    assert policy["default-src"] == policy["script-src"] == policy["form-action"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]


def test_a_form_that_is_refused_has_the_same_policy_as_the_page(ask):
    sent = ask("teacher", "/jgzf/@@evaluate-unit", method="POST", data={"form.buttons.submit": "1"})
    assert sent.status_code == 403
    assert sent.headers[POLICY] == ask("teacher", "/jgzf").headers[POLICY]
    logged_out = ask(None, "/jgzf/@@evaluate-unit", method="POST", data={"account": "x"})
    assert logged_out.status_code == 403
    assert logged_out.headers[POLICY] == sent.headers[POLICY]


@pytest.mark.parametrize(
    ("who", "path", "accept", "status"),
    [
        ("supervisor", "/jgzf/@@roster-template", HTML, 200),
        ("supervisor", "/jgzf/@@roster-export?sheet=staff", HTML, 200),
        ("supervisor", "/jgzf/@@statistics-export", HTML, 200),
        ("teacher", "/jgzf/jwc/20090417/@@photo", HTML, 200),
        ("supervisor", "/@@jgzf-health?format=json", HTML, 503),
        ("teacher", "/jgzf", JSON, 200),
        ("teacher", "/jgzf/@evaluations", JSON, 200),
        ("teacher", "/jgzf/@evaluations?state=none", JSON, 400),
        (None, "/jgzf/@evaluations", JSON, 401),
        ("student", "/jgzf/@supervision", JSON, 403),
        ("teacher", "/jgzf/@no-such-thing", JSON, 404),
    ],
)
def test_data_and_files_load_nothing(ask, who, path, accept, status):
    answer = ask(who, path, accept)
    assert answer.status_code == status
    assert_protected(answer)
    assert directives(answer) == {"default-src": ["'none'"], "frame-ancestors": ["'none'"]}


def test_plones_own_pages_below_the_center_keep_their_scripts(ask):
    """The list of contents compiles its templates in the browser."""
    answer = ask("supervisor", "/jgzf/folder_contents")
    assert answer.status_code == 200
    assert_protected(answer)
    assert POLICY not in answer.headers


@pytest.mark.parametrize("who", [None, *PEOPLE])
@pytest.mark.parametrize("path", ["", "/login", "/@@plonejsi18n", "/no-such-page"])
def test_the_portals_own_pages_have_none_of_it(ask, who, path):
    found = set(ask(who, path).headers)
    assert not found & {POLICY, headers.REPORT, "X-Content-Type-Options", "Referrer-Policy"}


def test_a_theme_may_load_from_hosts_that_the_operator_names(ask, monkeypatch):
    hosts = "https://cdn.example.edu.cn *.example.edu.cn:8443"
    monkeypatch.setenv(headers.HOSTS, f"{hosts} 'unsafe-inline' x;script-src")
    policy = directives(ask("teacher", "/jgzf"))
    for name in ("default-src", "script-src", "form-action"):
        assert policy[name] == ["'self'", *hosts.split()]
    assert policy["frame-ancestors"] == ["'self'"]
    assert directives(ask("teacher", "/jgzf", JSON))["default-src"] == ["'none'"]


def test_an_operator_may_have_the_policy_reported_only_or_not_at_all(ask, monkeypatch):
    enforced = ask("teacher", "/jgzf").headers[POLICY]
    monkeypatch.setenv(headers.MODE, "report")
    answer = ask("teacher", "/jgzf")
    assert answer.headers[headers.REPORT] == enforced
    assert POLICY not in answer.headers
    monkeypatch.setenv(headers.MODE, "off")
    answer = ask("teacher", "/jgzf")
    assert_protected(answer)
    assert not {POLICY, headers.REPORT} & set(answer.headers)
