"""Every form of ours is sent without its token, and with anything at all in its fields."""

from functools import partial
from hypothesis import strategies as st
from tests.security import anything
from tests.security import forms
from tests.security.world import MOST_FIRST
from urllib.parse import urlencode
import http.client
import pytest


TOKEN = "_authenticator"
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}


@pytest.fixture(scope="module")
def found(town):
    result = list(forms.all_forms(town))
    assert len(result) > 40
    return result


def post(town, form, pairs):
    data = urlencode(pairs)
    return town.send(form.account, "POST", form.action, headers=URLENCODED, data=data)


def test_no_form_is_obeyed_without_its_token(town, found):
    """Whatever is pressed; also with the token of somebody else."""
    town.stored.clear()
    # Nobody has logged in whose name could be misused.
    found = [form for form in found if form.account is not None]
    obeyed = []
    for form in found:
        for button in form.buttons:
            for token in ((), ((TOKEN, "0" * 40),)):
                pairs = [pair for pair in form.fields if pair[0] != TOKEN]
                answer = post(town, form, [*pairs, button, *token])
                town.check(answer, button)
                if town.stored:
                    obeyed.append((str(form), button, town.stored.copy()))
                    town.stored.clear()
    assert obeyed == []

    # With it some of the same are.
    for form in found:
        town.check(post(town, form, [*form.fields, form.buttons[0]]), form.buttons[0])
    assert len(town.stored) > 5


def test_forms(town, found):
    anything.all_of(partial(spoil, town, form) for form in found)


def spoil(town, form):
    names = {name for name, _value in form.fields if name != TOKEN}
    names.update(form.files)
    token = [pair for pair in form.fields if pair[0] == TOKEN]
    spoiled = anything.parameters(names | {"form.widgets.unit", "read", "numbers", "id"})

    def try_it(pairs, button):
        told = {name.partition(":")[0].partition(".x")[0] for name, _value in pairs}
        kept = [pair for pair in form.fields if pair[0] not in told and pair[0] != TOKEN]
        town.check(post(town, form, [*kept, *pairs, button, *token]), (str(form), pairs, button))

    anything.try_out(str(form), try_it, spoiled, st.sampled_from(form.buttons))


def test_files(town, found):
    """A file of anything, where one is asked for, and where a text is."""
    anything.all_of(partial(send_file, town, form) for form in found)


def send_file(town, form):
    names = sorted({name for name, _value in form.fields if name != TOKEN} | set(form.files))
    data = st.one_of(st.binary(max_size=200), st.sampled_from(BEGINNINGS))
    token = [pair for pair in form.fields if pair[0] == TOKEN]

    def try_it(name, content, file_name, button):
        kept = [pair for pair in form.fields if pair[0] not in (name, TOKEN)]
        safe = file_name.encode("utf-8", "replace").decode()[:200]
        answer = town.send(
            form.account,
            "POST",
            form.action,
            headers={"Accept": "text/html"},
            data=[*kept, button, *token],
            files={name: (safe, content)},
        )
        town.check(answer, (str(form), name, content, file_name))

    fields, buttons = st.sampled_from(names or ["file"]), st.sampled_from(form.buttons)
    anything.try_out(str(form), try_it, fields, data, anything.texts, buttons)


# Of what programs know files by
BEGINNINGS = (
    b"PK\x03\x04",
    b"PK\x05\x06" + b"\0" * 18,
    b"\xff\xd8\xff\xe0\x00\x10JFIF",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x02\0\0\0",
    b"GIF89a\xff\xff\xff\xff",
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe" + "工号,姓名".encode("utf-16-le"),
    "工号,姓名\n\0,\n".encode(),
    b'"' * 5000,
    b"," * 5000,
)
PARAMETERS = (
    *anything.PARAMETERS,
    "sheet",
    "format",
    "year",
    "message",
    "table",
    "of",
    "page",
    "query",
    "workflow_action",
    "comment",
    "form.widgets.unit",
    "form.buttons.save",
    "ajax_load",
)


def test_parameters_of_pages(town, monkeypatch):
    # Where Plone asks for a login it writes the address into another one, five bytes for each of
    # its own, and Python's client reads no header line beyond 64 KiB by itself.
    monkeypatch.setattr(http.client, "_MAXLINE", 2**21)
    anything.all_of(partial(read, town, path) for path in forms.paths())


def read(town, path):
    address, _mark, query = town.fill(path).partition("?")
    whole = f"{address}?{query}"
    account = town.whoever_may(MOST_FIRST, "GET", whole, town.check, headers=forms.HTML)

    def try_it(pairs):
        sent = f"{address}?{urlencode(pairs)}&{query}"
        town.check(town.send(account, "GET", sent, headers=forms.HTML), (account, pairs))

    anything.try_out(path, try_it, anything.parameters(PARAMETERS))


def test_zope_fails_in_front_of_any_page(town):
    """What :meth:`Town.check` leaves out is none of ours: Plone's own pages answer the same."""
    for query in ("x:int=a", "x:date=a", "x:action=a&x.y:records=b"):
        assert town.send(None, "GET", f"/sitemap?{query}").status_code == 500
        assert town.in_front
        town.in_front = False
    assert town.send(None, "GET", "/sitemap/%ED%A0%80").status_code == 500
    # Where Plone asks to log in, it reads this one itself.
    assert town.send(None, "GET", "/folder_contents?came_from:list=a").status_code == 500
