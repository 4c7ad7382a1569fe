"""Every form of ours is sent without its token, and with anything at all in its fields."""

from hypothesis import given
from hypothesis import strategies as st
from tests.security import anything
from tests.security import forms
from urllib.parse import urlencode
import pytest


pytestmark = pytest.mark.fuzz

TOKEN = "_authenticator"
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}


@pytest.fixture
def found(town):
    result = list(forms.all_forms(town))
    assert len(result) > 40
    return result


def check(town, answer, sent):
    """It is an answer to people, and a refusal stored nothing."""
    said = (answer.request.url, sent, answer.status_code, answer.text[:200])
    assert answer.status_code < 500, said
    assert "Traceback (most recent call last)" not in answer.text, said
    assert town.written == [], said


def post(town, form, pairs):
    data = urlencode(pairs)
    return town.send(form.account, "POST", form.action, headers=URLENCODED, data=data)


def all_of(attempts):
    """Run each, and fail with what every one of them has found."""
    failed = []
    for attempt in attempts:
        try:
            attempt()
        except AssertionError as error:
            failed.append(str(error).partition("\nassert ")[0])
    assert not failed, "\n\n".join(failed)


def test_no_form_is_obeyed_without_its_token(town, found):
    """Whatever is pressed; also with the token of somebody else."""
    obeyed = []
    for form in found:
        if form.account is None:
            # Nobody has logged in whose name could be misused.
            continue
        for button in form.buttons:
            for token in ((), ((TOKEN, "0" * 40),)):
                pairs = [pair for pair in form.fields if pair[0] != TOKEN]
                before = len(town.stored)
                answer = post(town, form, [*pairs, button, *token])
                check(town, answer, button)
                if len(town.stored) > before:
                    obeyed.append((str(form), button, answer.status_code))
    assert obeyed == []


def test_forms(town, found):
    all_of(attempt(town, form) for form in found)


def attempt(town, form):
    names = {name for name, _value in form.fields if name != TOKEN}
    names.update(form.files)
    token = [pair for pair in form.fields if pair[0] == TOKEN]
    spoiled = anything.parameters(names | {"form.widgets.unit", "read", "numbers", "id"})

    @given(spoiled, st.sampled_from(form.buttons))
    @anything.few
    def try_it(pairs, button):
        told = {name.partition(":")[0].partition(".x")[0] for name, _value in pairs}
        kept = [pair for pair in form.fields if pair[0] not in told and pair[0] != TOKEN]
        check(town, post(town, form, [*kept, *pairs, button, *token]), (str(form), pairs, button))

    return try_it


def test_files(town, found):
    """A file of anything, where one is asked for, and where a text is."""
    all_of(attempt_with_files(town, form) for form in found)


def attempt_with_files(town, form):
    names = sorted({name for name, _value in form.fields if name != TOKEN} | set(form.files))
    data = st.one_of(st.binary(max_size=200), st.sampled_from(BEGINNINGS))
    token = [pair for pair in form.fields if pair[0] == TOKEN]

    @given(st.sampled_from(names or ["file"]), data, anything.texts, st.sampled_from(form.buttons))
    @anything.few
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
        check(town, answer, (str(form), name, content, file_name))

    return try_it


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
    "unit",
    "staff_member",
    "target",
    "category",
    "description",
    "state",
    "satisfaction",
    "from",
    "to",
    "period",
    "b_start",
    "b_size",
    "list",
    "q",
    "act",
    "number",
    "sort",
    "measure",
    "branch",
    "id",
    "sheet",
    "format",
    "year",
    "message",
    "table",
    "of",
    "page",
    "query",
    "came_from",
    "workflow_action",
    "comment",
    "form.widgets.unit",
    "form.buttons.save",
    "ajax_load",
)


def test_parameters_of_pages(town):
    all_of(attempt_to_read(town, town.fill(path)) for path in forms.paths())


def attempt_to_read(town, path):
    path, _mark, query = path.partition("?")
    account = next(
        (
            who
            for who in forms.PEOPLE
            if town.send(who, "GET", f"{path}?{query}", headers=forms.HTML).status_code == 200
        ),
        "chief",
    )

    @given(anything.parameters(PARAMETERS))
    @anything.few
    def try_it(pairs):
        address = f"{path}?{urlencode(pairs)}&{query}"
        check(town, town.send(account, "GET", address, headers=forms.HTML), (account, pairs))

    return try_it
