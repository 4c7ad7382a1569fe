"""A form that is sent after the login has ended: nothing is lost, told or written."""

from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.browser.expired_login import FORMS
from hnu.jgzf.browser.forms import RuleForm
from hnu.jgzf.browser.party_branches import key_of
from hnu.jgzf.content import party_branches
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import hiding
from hnu.jgzf.domain import login
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.branch_reports import reporting
from hnu.jgzf.domain.bulletins import register
from hnu.jgzf.subscribers.error_log import forget_request
from Products.SiteErrorLog.SiteErrorLog import IPubFailureSubscriber
from tests import factories
from tests.browser.visitor import Answer
from tests.browser.visitor import last_write
from tests.browser.visitor import latest
from tests.subscribers.conftest import as_in_production  # noqa: F401
from zope.component import getGlobalSiteManager
import logging
import pytest
import requests
import transaction


TEXT = "第一行：只有评价人知道的一句话。\n\n第二行 <b>不是标签</b> & “引号”"
KEPT = {"account", "token", "round", "branch", "report", "fingerprint", "period", "id"}
# Their fields are not empty at first.
FILLED = {"bulletins", "bulletin-texts", "bulletin-edit"}
BRANCH = "教务处党支部"
# Beyond those that the unit has
ROWS = {(2, "name"): "沈知行", (2, "mobile"): "13900001111"}
# The page has its own address in it, which is of any length.
CHANGING_HEADERS = ("Date", "Content-Length")


class Form:
    """One of our forms, as somebody opened it who can fill it in."""

    # What follows its address
    query = ""

    def __init__(self, page, userid, button, **values):
        self.name, self.userid, self.button, self.values = page, userid, button, values

    def about(self, query):
        self.query = query
        return self


def evaluation(target):
    return {
        **factories.choice(target, category=1, description=1),
        "topic": "窗口 <b>排队</b> 太久",
        "content": TEXT,
        "contact_consent": "on",
        "contact": "13900001111",
    }


def hidden(case):
    with factories.acting_as("supervisor"):
        hiding.hide(case, TEXT)
    transaction.commit()
    return case


def entered():
    case = factories.enter().case
    transaction.commit()
    return case


def branch(*secretaries, reports=False):
    """The center, where ``jwc`` is of a branch for which these accounts speak."""
    center = roster.get_center()
    center.jwc.party_branch = BRANCH
    party_branches.set_secretaries(center, BRANCH, secretaries)
    if reports:
        with factories.acting_as(secretaries[0]):
            reporting.submit("", {"jwc": [{"name": "沈知行"}]})
    transaction.commit()
    return center


def bulletin():
    """``?id=`` of a draft."""
    with factories.acting_as("supervisor"):
        made = register.make({"period": "term"})
    transaction.commit()
    return f"?id={made.id}"


@pytest.fixture
def opened(site, visit, submitted):
    """``opened("answer")``: (Form, Visitor, the thing it is about, the page with the form)."""

    def order(state=config.ORDER_ISSUED):
        made = factories.bring_order_to(factories.issue_order(submitted()), state)
        transaction.commit()
        return made

    def make(name):
        item, form = {
            "evaluate-unit": lambda: (
                roster.get_center(),
                Form(name, "teacher", "submit", unit="hqc", **evaluation(config.TARGET_UNIT)),
            ),
            "evaluate": lambda: (
                roster.get_unit("jwc")["20120356"],
                Form(name, "teacher", "submit", **evaluation(config.TARGET_STAFF)),
            ),
            "enter-evaluation": lambda: (
                roster.get_center(),
                Form(
                    name,
                    "supervisor",
                    "submit",
                    unit="hqc",
                    **evaluation(config.TARGET_UNIT),
                    channel="letter",
                    name="翟明溯",
                    received=dates.today().isoformat(),
                ),
            ),
            "renew-receipt": lambda: (
                entered(),
                Form(name, "supervisor", "renew", reason=TEXT),
            ),
            "answer": lambda: (
                submitted(),
                Form(
                    name,
                    "clerk",
                    "answer",
                    outcome="deferred",
                    planned=(dates.today() + timedelta(days=30)).isoformat(),
                    content=TEXT,
                ),
            ),
            "rate": lambda: (
                submitted("answered"),
                Form(
                    name,
                    "teacher",
                    "rate",
                    level="dissatisfied",
                    comment=TEXT,
                    contact_consent="on",
                    contact="13900001111",
                ),
            ),
            "close": lambda: (
                submitted("rated", "dissatisfied"),
                Form(name, "supervisor", "close", reason=TEXT),
            ),
            "reopen": lambda: (
                submitted("closed"),
                Form(name, "supervisor", "reopen", reason=TEXT),
            ),
            "disclose-identity": lambda: (
                submitted(),
                Form(name, "clerk", "disclose", reason=TEXT),
            ),
            "remind": lambda: (submitted(), Form(name, "supervisor", "remind")),
            "return-answer": lambda: (
                submitted("answered"),
                Form(name, "supervisor", "return", reason=TEXT),
            ),
            "transfer": lambda: (
                submitted(),
                Form(name, "supervisor", "transfer", unit="hqc", reason=TEXT),
            ),
            "hide": lambda: (submitted(), Form(name, "supervisor", "hide", reason=TEXT)),
            "show-again": lambda: (
                hidden(submitted()),
                Form(name, "supervisor", "show", reason=TEXT),
            ),
            "redact": lambda: (
                submitted(),
                Form(
                    name,
                    "supervisor",
                    "redact",
                    field="content",
                    passage=factories.CONTENT[:5],
                    reason=TEXT,
                ),
            ),
            "issue-order": lambda: (
                roster.get_unit("jwc"),
                Form(
                    name,
                    "supervisor",
                    "issue",
                    text=TEXT,
                    due=(dates.today() + timedelta(days=30)).isoformat(),
                    **{f"cases-{submitted().getId()}": "on"},
                ),
            ),
            "acknowledge": lambda: (order(), Form(name, "clerk", "acknowledge")),
            "send-back": lambda: (
                order(config.ORDER_ANSWERED),
                Form(name, "supervisor", "send_back", reason=TEXT),
            ),
            "end": lambda: (order(), Form(name, "supervisor", "end", reason=TEXT)),
            "branch-report": lambda: (
                branch("clerk", "deputy"),
                Form(
                    name,
                    "clerk",
                    "report",
                    **{f"jwc.{row}.{key}": value for (row, key), value in ROWS.items()},
                ),
            ),
            "branch-reports": lambda: (
                branch("student", reports=True),
                Form(name, "supervisor", "decline", reason=TEXT),
            ),
            "party-branches": lambda: (
                branch(),
                Form(name, "supervisor", "save", **{key_of(BRANCH): "teacher、13900001111"}),
            ),
            "summary": lambda: (
                roster.get_unit("jwc"),
                Form(name, "clerk", "save", proposals=TEXT),
            ),
            "bulletins": lambda: (
                roster.get_center(),
                Form(
                    name,
                    "supervisor",
                    "make",
                    period="custom",
                    first=(dates.today() - timedelta(days=30)).isoformat(),
                    last=dates.today().isoformat(),
                ),
            ),
            "bulletin-texts": lambda: (
                roster.get_center(),
                Form(name, "supervisor", "save", title="${period}通报", requirements=TEXT),
            ),
            "bulletin-edit": lambda: (
                roster.get_center(),
                Form(name, "supervisor", "save", title="“通报”<b>", requirements=TEXT).about(
                    bulletin()
                ),
            ),
        }[name]()
        visitor = visit(form.userid)
        return form, visitor, item, visitor.get(item, f"/@@{name}{form.query}")

    return make


def send_without_login(form, page):
    """What the server says to the filled in form once the login has ended."""
    sent = dict(page.form(form.button).form_values())
    sent.update({f"form.widgets.{name}": value for name, value in form.values.items()})
    sent[f"form.buttons.{form.button}"] = "1"
    if form.button == "submit":
        sent["confirmed"] = "1"
    address = page.form(form.button).action.partition("#")[0]
    return Answer(requests.post(address, data=sent, allow_redirects=False, timeout=60))


def again(answer, visitor):
    """Press 重新提交 with the login of ``visitor``."""
    (form,) = answer.ours.xpath(".//form[@method='post']")
    return Answer(visitor.session.post(form.action, data=dict(form.form_values())))


def filled_in(page, form):
    return {name: page.value(form.button, name).replace("\r\n", "\n") for name in form.values}


def is_as_at_first(answer, form, page):
    """Whether nothing that was typed stands in the form of the answer."""
    values = filled_in(answer, form)
    if form.name in FILLED:
        return values == filled_in(page, form) != form.values
    return not any(values.values())


def test_the_view_knows_every_form_of_ours(portal):
    registry, found = getGlobalSiteManager(), set()
    while registry is not None:
        found |= {
            adapter.name
            for adapter in registry.registeredAdapters()
            if isinstance(adapter.factory, type) and issubclass(adapter.factory, RuleForm)
        }
        registry = registry.__bases__[0] if registry.__bases__ else None
    # The first needs no login, and on the desk there is nothing to type.
    assert found - {"receipt", "supervision"} == set(FORMS)


@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_is_kept_until_somebody_logs_in_and_sends_it_again(opened, site, name):
    form, visitor, item, page = opened(name)
    before = last_write(site)
    answer = send_without_login(form, page)
    assert answer.status == 403
    assert "WWW-Authenticate" not in answer.headers
    assert "Location" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.words.startswith("登录已过期")
    assert "登录已过期" in answer.tree.findtext(".//title")
    (kept,) = answer.ours.xpath(".//form[@method='post']")
    names = {name for name, _value in kept.form_values()}
    assert {f"form.widgets.{name}" for name in form.values} <= names
    assert {name for name in names if not name.startswith("form.widgets.")} <= KEPT
    # Neither a token of the login that ended, nor a word that says it was confirmed
    assert names.isdisjoint({"_authenticator", "confirmed", f"form.buttons.{form.button}"})

    back = again(answer, visitor)
    assert back.status == 200
    assert "您填写的内容已恢复，尚未提交。请核对后提交。" in back.words
    assert filled_in(back, form) == form.values
    assert last_write(site) == before

    sent = visitor.send(back, form.button)
    if form.button == "submit":
        sent = visitor.send(sent, "submit")
    assert sent.status == 200
    assert "jz-errors" not in sent.text
    latest(site)
    assert last_write(site) > before


@pytest.mark.parametrize("name", FORMS)
def test_another_account_finds_nothing_of_it(opened, visit, name):
    form, _visitor, _item, page = opened(name)
    answer = send_without_login(form, page)
    other = {"clerk": "deputy", "teacher": "student", "supervisor": "supervisor2"}[form.userid]
    back = again(answer, visit(other))
    assert "不是标签" not in back.text
    assert "13900001111" not in back.text
    if name != "rate":
        assert "这份表单由另一个账号填写，内容未保留。" in back.words
        assert is_as_at_first(back, form, page)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_another_site_fills_in_nothing(opened, visit, name):
    form, visitor, item, page = opened(name)
    for mark in ({}, {"account": login.account_mark("student")}, {"account": "é"}):
        sent = {f"form.widgets.{name}": value for name, value in form.values.items()}
        url = visitor.url(item, f"/@@{name}{form.query}")
        answer = Answer(visitor.session.post(url, data=sent | mark))
        assert is_as_at_first(answer, form, page)


@pytest.mark.parametrize("name", FORMS)
def test_without_the_token_of_this_login_the_form_is_shown_again(opened, site, name):
    form, visitor, item, page = opened(name)
    before = last_write(site)
    sent = dict(page.form(form.button).form_values())
    sent.update({f"form.widgets.{name}": value for name, value in form.values.items()})
    sent |= {f"form.buttons.{form.button}": "1", "confirmed": "1", "_authenticator": "0" * 40}
    answer = Answer(visitor.session.post(visitor.url(item, f"/@@{name}"), data=sent))
    assert answer.status == 403
    assert "尚未提交" in answer.words
    assert filled_in(answer, form) == form.values

    sent["account"] = login.account_mark("student")
    answer = Answer(visitor.session.post(visitor.url(item, f"/@@{name}"), data=sent))
    assert answer.status == 403
    assert "这份表单由另一个账号填写，内容未保留。" in answer.words
    assert is_as_at_first(answer, form, page)
    assert last_write(site) == before


def test_nobody_without_a_login_learns_what_exists(site, submitted):
    case = submitted()
    base = f"{site.absolute_url()}/jgzf"
    number = case.getId()
    answers = {
        path: requests.post(
            f"{base}/{path}", data={"form.widgets.reason": TEXT}, allow_redirects=False, timeout=60
        )
        for path in (
            f"jwc/{number}/@@rate",
            "jwc/20261124-000000/@@rate",
            f"hqc/{number}/@@rate",
            "nowhere/20261124-000000/@@rate",
            "jwc/20090417/@@rate",
            "jwc/@@rate",
            "@@rate",
            "jwc/20090417/@@evaluate",
            "jwc/20090418/@@evaluate",
            f"jwc/{number}/1/@@answer",
        )
    }
    pages = {answer.text.replace(f"{base}/{path}", "ADDRESS") for path, answer in answers.items()}
    assert len(pages) == 1
    (page,) = pages
    assert "ADDRESS" in page
    assert {answer.status_code for answer in answers.values()} == {403}
    headers = [
        {
            name: value
            for name, value in answer.headers.items()
            if name not in ("Date", "Set-Cookie")
        }
        for answer in answers.values()
    ]
    lengths = [header.pop("Content-Length") for header in headers]
    assert all(header == headers[0] for header in headers), lengths
    assert number not in page
    assert case.topic not in page


@pytest.mark.parametrize(
    ("userid", "method", "path", "status"),
    [
        # Anonymous elsewhere, or who asks for a page only: Plone's own login
        (None, "GET", "@@evaluate-unit", 302),
        (None, "POST", "@@my-evaluations", 302),
        (None, "POST", "jwc/CASE/content_status_modify", 302),
        (None, "POST", "nothing-here", 404),
        # Somebody who is logged in and may not, or looks for what is not there
        ("student", "POST", "jwc/CASE/@@answer", 302),
        ("student", "POST", "jwc/20261124-000000/@@answer", 404),
    ],
)
def test_everything_else_is_answered_as_before(site, submitted, userid, method, path, status):
    path = path.replace("CASE", submitted().getId())
    answer = requests.request(
        method,
        f"{site.absolute_url()}/jgzf/{path}",
        data={"form.widgets.content": TEXT},
        auth=(userid, factories.PASSWORD) if userid else None,
        allow_redirects=False,
        headers={"Accept": "text/html"},
        timeout=60,
    )
    assert answer.status_code == status
    assert "登录已过期" not in answer.text
    if status == 302:
        assert "/require_login?came_from=" in answer.headers["Location"]


def test_rest_asks_for_a_login_as_before(site):
    answer = requests.post(
        f"{site.absolute_url()}/jgzf/@evaluations",
        json={},
        headers={"Accept": "application/json"},
        timeout=60,
    )
    assert answer.status_code == 401
    assert answer.json()["error"]["type"] == "Unauthorized"


@pytest.fixture
def noted(site, caplog, as_in_production):  # noqa: F811
    """Everything that goes to the event log or the error log, which ignores nothing."""
    error_log = site.error_log
    error_log._getLog().clear()
    error_log._ignored_exceptions = ()
    transaction.commit()
    registry = getGlobalSiteManager()
    registry.registerHandler(IPubFailureSubscriber)
    caplog.set_level(logging.DEBUG)
    with as_in_production(forget_request):
        yield lambda: caplog.text + repr([dict(entry) for entry in error_log._getLog()])
    registry.unregisterHandler(IPubFailureSubscriber)
    error_log._getLog().clear()


@pytest.mark.parametrize("path", ["jwc/CASE/@@rate", "jwc/20261124-000000/@@rate"])
def test_nothing_of_it_reaches_a_log(site, submitted, noted, path):
    path = path.replace("CASE", submitted("answered").getId())
    answer = requests.post(
        f"{site.absolute_url()}/jgzf/{path}",
        data={"form.widgets.comment": TEXT, "account": "whose-form"},
        allow_redirects=False,
        timeout=60,
    )
    assert answer.status_code == 403
    written = noted()
    # The control: that it failed is noted.
    assert "@@rate" in written
    for word in ("只有评价人知道", "不是标签", "whose-form"):
        assert word not in written


def test_the_other_tab_ends_where_it_says_what_to_do(site, visit):
    answer = requests.get(
        f"{site.absolute_url()}/jgzf/@@logged-in", allow_redirects=False, timeout=60
    )
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("came_from=/plone/jgzf/%40%40logged-in")
    page = visit("student").get(roster.get_center(), "/@@logged-in")
    assert page.words.endswith("回到您填写内容的标签页，点击“重新提交”。 返回评价展示")
