"""REST is sent anything at all: it answers in its own form, and a refusal leaves nothing behind.

Each call is first sent as it is right, by somebody who may make it; then with something spoiled.
"""

from functools import partial
from hypothesis import strategies as st
from tests import factories
from tests.security import anything
from tests.security.rows import CENTER
from tests.security.rows import ROWS
from tests.security.rows import STAFF
from tests.security.rows import UNIT
from tests.security.world import MOST_FIRST
from urllib.parse import quote
from urllib.parse import urlencode
import base64
import json


JSON = {"Accept": "application/json", "Content-Type": "application/json"}

ADMINISTRATOR = {
    "userid": "clerk",
    "name": "柳明溪",
    "mobile": "13911111111",
    "qq": "10001",
    "from": "2026-01-01",
    "until": None,
    "deputy": False,
}
PHOTO = {
    "data": base64.b64encode(factories.picture()).decode(),
    "encoding": "base64",
    "filename": "a.jpg",
    "content-type": "image/jpeg",
}
# What the webmasters' calls can be sent, all of it
WHOLE = {
    f"POST {CENTER}": {
        "@type": "jgzf.Unit",
        "title": "新处",
        "code": "xc",
        "party_branch": "机关第一党支部",
        "host_unit": "hqc",
        "head": "dean",
        "administrators": [ADMINISTRATOR],
        "active": True,
    },
    f"POST {UNIT}": {
        "@type": "jgzf.StaffMember",
        "title": "某人",
        "employee_number": "99",
        "userid": "student",
        "position": "科员",
        "photo": PHOTO,
        "active": True,
    },
    f"PATCH {UNIT}": {"title": "教务处", "administrators": [ADMINISTRATOR], "head": "head"},
    f"PATCH {STAFF}": {"title": "周允礼", "userid": "evaluated", "photo": PHOTO, "active": True},
    f"PATCH {CENTER}": {
        "title": "机关作风评价",
        "description": "说明",
        "contact_office": "行政楼",
        "contact_phone": "0000-1",
        "contact_mail": "a@example.org",
        "contact_note": "来电",
    },
}
# Plone's, for managers only; nothing of it is ours but who may ask.
PLONES_OWN = ("/@transactions",)
PARAMETERS = (*anything.PARAMETERS, "read", "metadata_fields", "expand", "fullobjects")


def calls(methods):
    """Every (method, path, body) of the table of permissions; the body of those that have one."""
    found = {}
    for asks in ROWS.values():
        for ask in asks:
            if ask.is_rest and ask.method in methods and ask.path not in PLONES_OWN:
                json = ask.json() if callable(ask.json) else ask.json
                found.setdefault((ask.method, ask.path, ask.title), json)
    return found


def check(town, answer, sent):
    """It is an answer of REST, whatever was sent, and stored nothing that it refused."""
    if not town.check(answer, sent):
        return
    said = (answer.request.method, answer.request.url[:300], str(sent)[:500], answer.text[:500])
    kind = answer.headers.get("Content-Type", "")
    assert not answer.text or kind.startswith("application/json"), said
    if answer.status_code >= 400:
        # Of what is not below the center the portal says no in its own form.
        is_ours = answer.request.url.startswith(town.base + CENTER)
        names = sorted(json.loads(answer.text))
        assert names == ["error"] or (not is_ours and {"message", "type"} <= set(names)), said


def whoever_may(town, method, path, body):
    # To others the portal says no, in its own form.
    accounts = MOST_FIRST if path.startswith(CENTER) else MOST_FIRST[-1:]
    checked = partial(check, town)
    return town.whoever_may(accounts, method, path, checked, headers=JSON, data=dumped(body))


def dumped(body):
    return None if body is None else json.dumps(body)


def right_body(town, method, path, body):
    """What is sent where it is right; of panels everything that they have."""
    if path.startswith("/@controlpanels"):
        data = town.send("chief", "GET", path, headers=JSON).json()["data"]
        return {**data, **(body or {})}
    return WHOLE.get(f"{method} {path}", town.fill(body))


def test_bodies(town):
    found = calls(("POST", "PATCH", "PUT", "DELETE"))
    assert len(found) > 40
    anything.all_of(partial(spoil, town, *call[:2], body) for call, body in found.items())


def spoil(town, method, path, body):
    right, place = right_body(town, method, path, body), f"{method} {path}"
    path = town.fill(path)
    account = whoever_may(town, method, path, right)

    def try_it(sent):
        data = json.dumps(sent)
        check(town, town.send(account, method, path, headers=JSON, data=data), data)

    anything.try_out(place, try_it, anything.spoiled(right if right is not None else {}))


def test_bodies_that_are_no_json(town):
    found = sorted(calls(("POST", "PATCH")))
    anything.all_of(partial(send_bytes, town, *call[:2]) for call in found)


def send_bytes(town, method, path):
    def try_it(data):
        answer = town.send("chief", method, town.fill(path), headers=JSON, data=data)
        check(town, answer, data)

    anything.try_out(f"{method} {path}", try_it, st.binary(max_size=200))


def test_parameters(town):
    found = calls(("GET",))
    assert len(found) > 20
    anything.all_of(partial(read, town, path) for _method, path, _title in found)


def read(town, path):
    place = path.partition("?")[0]
    path = town.fill(place)
    account = whoever_may(town, "GET", path, None)

    def try_it(pairs):
        address = f"{path}?{urlencode(pairs)}"
        check(town, town.send(account, "GET", address, headers=JSON), pairs)

    anything.try_out(place, try_it, anything.parameters(PARAMETERS))


def is_of_the_site(word):
    """What is no UTF-8 fails in Zope's publisher, in front of any site; ".." leads out of it."""
    try:
        return ".." not in word.decode()
    except UnicodeDecodeError:
        return False


def test_addresses(town):
    """What stands in the place of a number, a code, an id or a step."""
    places = (
        "/jgzf/{{}}",
        "/jgzf/jwc/{{}}",
        "/jgzf/@{{}}",
        "/jgzf/@bulletins/{{}}",
        "/jgzf/@bulletins/{{}}/issue",
        "/jgzf/@branch-reports/{{}}",
        "{submitted}/@workflow/{{}}",
        "{order-issued}/@workflow/{{}}",
        "{submitted}/{{}}",
    )

    anything.all_of(partial(go, town, place) for place in places)


def go(town, place):
    def try_it(word, method):
        # More is for the server in front of Zope to refuse.
        path = town.fill(place).format(quote(word.decode()[:700], safe=""))
        answer = town.send("supervisor", method, path, headers=JSON, data="{}")
        # What leads to a page is answered by a page.
        is_rest = answer.headers.get("Content-Type", "").startswith("application/json")
        (partial(check, town) if is_rest else town.check)(answer, word)

    methods = st.sampled_from(("GET", "POST", "DELETE"))
    anything.try_out(place, try_it, anything.words.filter(is_of_the_site), methods)
