"""R33: supervisors add and change units and people by Plone's own forms."""

from hnu.jgzf.domain import roster
from tests.browser.visitor import Answer
from tests.browser.visitor import latest
import pytest


def plone_form(page):
    return page.tree.xpath("//form[@id='form']")[0]


def send(visitor, page, **values):
    form = plone_form(page)
    sent = {name: value for name, value in form.form_values() if ".TT." not in name}
    sent |= {f"form.widgets.{name}": value for name, value in values.items()}
    sent["form.buttons.save"] = "1"
    return Answer(visitor.session.post(page.url, data=sent))


@pytest.mark.parametrize("userid", ["supervisor", "webmaster"])
def test_a_unit_and_a_person_are_added_and_deactivated(site, visit, userid):
    keeper = visit(userid)
    center = keeper.get(site.jgzf)
    # Offered in the toolbar of the center
    assert "/++add++jgzf.Unit" in center.text
    page = keeper.get(site.jgzf, "/++add++jgzf.Unit")
    assert page.status == 200
    answer = send(keeper, page, title="图书馆", code="tsg", party_branch="图书馆党支部")
    assert answer.status == 200
    unit = latest(site).jgzf["tsg"]
    assert (unit.title, unit.active) == ("图书馆", True)
    assert keeper.get(unit).has_link("/tsg/++add++jgzf.StaffMember")
    page = keeper.get(unit, "/++add++jgzf.StaffMember")
    assert send(keeper, page, title="沈知行", employee_number="00000009").status == 200
    page = keeper.get(latest(site).jgzf["tsg"], "/edit")
    sent = {n: v for n, v in plone_form(page).form_values() if "active" not in n}
    sent = {n: v for n, v in sent.items() if ".TT." not in n}
    sent |= {"form.widgets.active-empty-marker": "1", "form.buttons.save": "1"}
    assert Answer(keeper.session.post(page.url, data=sent)).status == 200
    unit = latest(site).jgzf["tsg"]
    assert not unit.active
    assert [person.title for person in roster.all_staff(unit)] == ["沈知行"]


@pytest.mark.parametrize("userid", ["clerk", "teacher", "editor", None])
def test_nobody_else_has_the_forms(site, visit, userid):
    for item, page in (
        (site.jgzf, "/++add++jgzf.Unit"),
        (site.jgzf.jwc, "/++add++jgzf.StaffMember"),
        (site.jgzf.jwc, "/edit"),
        (site.jgzf.jwc["20120356"], "/edit"),
    ):
        assert visit(userid).get(item, page).is_refusal
