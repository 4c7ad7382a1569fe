"""What only a request written by hand can have: refused, whatever Plone's widgets make of it."""

from hnu.jgzf.controlpanels import sent
from hnu.jgzf.interfaces.errors import BadRequest
from io import BytesIO
from tests.browser.visitor import last_write
from tests.browser.visitor import latest
from tests.controlpanels import grid
import pytest


NAME = "form.widgets.title"
ROW = "form.widgets.administrators.0.widgets"


@pytest.mark.parametrize(
    "form",
    [
        {NAME: ["a"]},
        {NAME: ["a", "b"]},
        {NAME: ("a",)},
        {NAME: 1},
        {NAME: None},
        {NAME: {"a": "b"}},
        {NAME: BytesIO()},
        {NAME: [["a"]], f"{NAME}-empty-marker": "1"},
        {NAME: [1], f"{NAME}-empty-marker": "1"},
        {f"{ROW}.until": ["2026-01-01"]},
        {"form.widgets.administrators.count": ""},
        {"form.widgets.administrators.count": "-1"},
        {"form.widgets.administrators.count": "a"},
        {"form.widgets.administrators.count": "1000"},
        {"form.widgets.administrators.count": "٣٣٣٣"},
    ],
)
def test_what_no_form_sends_is_refused(form):
    with pytest.raises(BadRequest):
        sent.check(form)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {NAME: "a"},
        {NAME: ["a", "b"], f"{NAME}-empty-marker": "1"},
        {NAME: [], f"{NAME}-empty-marker": "1"},
        {"form.widgets.administrators.count": "0"},
        {"form.widgets.administrators.count": "999"},
        # None of the form's fields
        {"b_start": 20},
    ],
)
def test_what_a_form_sends_is_not(form):
    sent.check(form)


def test_a_file_comes_in_its_own_field_alone():
    sent.check({"form.widgets.photo": BytesIO()}, ("form.widgets.photo",))
    with pytest.raises(BadRequest):
        sent.check({NAME: BytesIO()}, ("form.widgets.photo",))


def attempts(site):
    """Where, what is sent besides, and files."""
    jwc, panel = site.jgzf.jwc, "/@@jgzf-"
    text = f"{panel}notification-text?message=submitted.administrators.sms"
    file = ("a.txt", b"a")
    return [
        (jwc, "/edit", {f"{ROW}.until:lines": "a"}, {}),
        (jwc, "/edit", {}, {NAME: file}),
        (site.jgzf, "/edit", {"form.widgets.contact_office:int": "1"}, {}),
        (site.jgzf, "/++add++jgzf.Unit", {"form.widgets.administrators.count": "a"}, {}),
        (jwc, "/++add++jgzf.StaffMember", {f"{NAME}:tuple": "a"}, {}),
        (site, f"{panel}working-days", {"form.widgets.days.TT.widgets.kind:list:lines": "a"}, {}),
        (site, f"{panel}settings", {}, {"form.widgets.anonymise_after": file}),
        (site, text, {}, {"form.widgets.text": file}),
    ]


def test_the_webmasters_forms_refuse_it_and_store_nothing(site, webmaster):
    shown = [webmaster.get(item, page) for item, page, _values, _files in attempts(site)]
    latest(site)
    before = last_write(site)
    for page, (_item, name, values, files) in zip(shown, attempts(site), strict=True):
        others = {each.partition(":")[0] for each in (*values, *files)}
        kept = {
            each: value
            for each, value in grid.fields(page).items()
            if each.partition(":")[0] not in others
        }
        answer = webmaster.session.post(
            page.form("save").action,
            data={**kept, **values, "form.buttons.save": "1"},
            files=files,
        )
        assert answer.status_code == 400, (name, values, files)
    latest(site)
    assert last_write(site) == before
