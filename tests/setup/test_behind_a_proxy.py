"""Our pages in a portal under a prefix behind a virtual host, in each of its languages."""

from Acquisition import aq_base
from hnu.jgzf import config
from hnu.jgzf.domain import catalog_upkeep
from lxml import html
from plone.registry.interfaces import IRegistry
from tests import factories
from tests.setup.walk import PREFIX
from tests.setup.walk import Walk
from zope.component import getUtility
import pytest
import transaction


PEOPLE = {
    "student": ("@@evaluate-unit", "@@evaluate-staff", "@@my-evaluations", "@@help-evaluators"),
    "teacher": ("@@my-evaluations",),
    "clerk": ("@@manage-evaluations", "@@help-administrators", "jwc"),
    "supervisor": ("@@manage-evaluations", "jwc", "jwc/20120356"),
    "webmaster": ("jwc", "jwc/edit", "jwc/20120356/edit", "edit"),
}
LISTS = {
    "teacher": ("", "@units", "@categories?target=unit", "@evaluations", "@my-evaluations"),
    "clerk": ("@evaluations", "@pending-evaluations", "@staff-members?unit=jwc", "jwc"),
}


@pytest.fixture(scope="module")
def walked(life):
    """``walked(userid)``: that person's walk; each is made once."""
    known = {}

    def walk(userid):
        if userid not in known:
            pages = [f"/jgzf/{page}" for page in PEOPLE[userid]]
            # Case pages have these forms in them; they have addresses of their own as well.
            if userid == "teacher":
                pages.append(f"{life.case(config.ANSWERED)}/@@rate")
            elif userid == "clerk":
                pages.append(f"{life.case(config.SUBMITTED)}/@@disclose-identity")
            known[userid] = Walk(life, userid, "zh-cn").go("/jgzf", *pages)
        return known[userid]

    return walk


@pytest.mark.parametrize("userid", PEOPLE)
def test_all_that_our_pages_lead_to_stays_below_the_prefix(walked, userid):
    walk = walked(userid)
    assert walk.wrong == []
    assert {f"/jgzf/{page}" for page in PEOPLE[userid]} <= set(walk.pages)
    assert all(page.status_code in (200, 302) for page in walk.pages.values())


def test_the_walk_comes_to_every_form_of_a_case(walked):
    visited = {path.partition("?")[0] for userid in PEOPLE for path in walked(userid).pages}
    names = {path.rpartition("/")[2] for path in visited}
    assert {"@@answer", "@@rate", "@@close", "@@reopen", "@@disclose-identity", "@@evaluate"} <= (
        names
    )


def test_look_script_and_icons_are_found_below_the_prefix(walked):
    walk = walked("student")
    ours = {path for path in walk.resources if "hnu.jgzf" in path}
    for name in ("jgzf.css", "jgzf.js", "icons.svg"):
        assert any(name in path for path in ours)
    assert {path: walk.get(path).status_code for path in ours} == dict.fromkeys(ours, 200)


@pytest.mark.parametrize("userid", LISTS)
def test_what_rest_names_stands_below_the_prefix(life, walked, userid):
    walk = Walk(life, userid, "zh-cn")
    for name in LISTS[userid]:
        walk.rest(f"/jgzf/{name}")
    for path in map(life.case, config.STATES):
        walk.rest(path)
        walk.rest(f"{path}/@workflow")
    assert walk.wrong == []


def test_a_form_that_is_sent_leads_below_the_prefix(life, walked):
    walk = walked("student")
    page = html.fromstring(walk.pages["/jgzf/@@evaluate-unit"].text)
    form = page.xpath("//div[@class='jgzf']//form[@method='post']")[0]
    # Nothing is filled in: the form comes back.
    sent = {**dict(form.form_values()), "form.buttons.submit": "1"}
    action = form.get("action")
    assert action.startswith(PREFIX)
    address = walk.base + action.removeprefix(PREFIX).partition("#")[0]
    answer = walk.session.post(address, data=sent, allow_redirects=False, timeout=60)
    list(walk.look_at("/jgzf/@@evaluate-unit", answer) if answer.status_code < 400 else ())
    assert answer.status_code in (200, 400)
    assert f'action="{PREFIX}/jgzf/' in answer.text
    assert walk.wrong == []


def test_who_is_not_logged_in_is_led_below_the_prefix(life):
    walk = Walk(life, None, "zh-cn")
    answer = walk.get("/jgzf/@@my-evaluations")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"{PREFIX}/")


def heading_of_own_list(walk):
    """The heading of a page; the wall's is content, and Chinese in every language."""
    page = html.fromstring(walk.get("/jgzf/@@my-evaluations").text)
    return page.xpath("//div[@class='jgzf']//h1")[0].text_content()


@pytest.fixture
def languages(life):
    """``languages(default, by_content=…)``: how the portal finds a visitor's language."""
    registry = getUtility(IRegistry)
    names = ("plone.default_language", "plone.use_content_negotiation")
    before = {name: registry[name] for name in names}

    def choose(*values):
        for name, value in zip(names, values, strict=True):
            registry[name] = value
        transaction.commit()

    yield choose
    choose(*before.values())


@pytest.mark.parametrize("by_content", [True, False])
@pytest.mark.parametrize("language", ["zh-cn", "en", "de"])
def test_our_pages_are_chinese_where_the_portal_is(life, languages, language, by_content):
    """Whatever else it can be read in: who asks for that gets the portal's own language from us."""
    languages("zh-cn", by_content)
    for userid in ("student", "clerk"):
        walk = Walk(life, userid, language).go("/jgzf", *map("/jgzf/{}".format, PEOPLE[userid]))
        assert walk.wrong == []
        assert "个人中心" in heading_of_own_list(walk)


def test_in_an_english_portal_our_pages_are_in_the_language_the_visitor_asks_for(life, languages):
    languages("en", False)
    for userid in ("student", "clerk"):
        walk = Walk(life, userid, "en").go("/jgzf", *map("/jgzf/{}".format, PEOPLE[userid]))
        assert walk.wrong == []
        assert "My evaluations" in heading_of_own_list(walk)
        assert "个人中心" in heading_of_own_list(Walk(life, userid, "zh-cn"))


def test_our_pages_stand_in_the_theme_of_the_portal(life, walked):
    body = html.fromstring(walked("student").pages["/jgzf"].text).xpath("//body")[0]
    assert (body.get("id") == "own-theme") == life.crowded
    assert len(body.xpath(".//div[@class='jgzf']")) == 1


def test_a_case_in_a_portal_with_languages_lives_as_anywhere(life):
    """The package for languages tells each new content its own, and enters it in the catalog."""
    student, clerk = life.session("student"), life.session("clerk")
    fields = factories.fields()
    del fields["staff_member"]
    headers = {"Accept": "application/json"}
    made = student.post(f"{life.url}/jgzf/@evaluations", json=fields, headers=headers, timeout=60)
    assert made.status_code == 201
    url = made.json()["@id"]
    answer = {"content": factories.ANSWER, "outcome": config.RESOLVED}
    rating = {"level": "satisfied"}
    for session, name, values in ((clerk, "@feedback", answer), (student, "@satisfaction", rating)):
        done = session.post(f"{url}/{name}", json=values, headers=headers, timeout=60)
        assert done.status_code in (200, 201)
    transaction.begin()
    case = life.site.jgzf.jwc[url.rpartition("/")[2]]
    assert case.state == config.RATED
    assert [path for path in life.catalog_paths() if case.getId() in path] == []
    assert catalog_upkeep.check() == []
    for item in (case, *case.rounds):
        assert "student" not in repr(vars(aq_base(item)))
