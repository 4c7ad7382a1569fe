"""Plone's add and edit forms of a staff member, as a browser without JavaScript sends them."""

from hnu.jgzf.content import photo
from hnu.jgzf.domain import photos
from tests import pictures
from tests.browser.visitor import last_write
from tests.browser.visitor import latest
from tests.controlpanels import grid
import pytest


ADD = "/++add++jgzf.StaffMember"
EDIT = "/edit"


@pytest.fixture
def add(site, webmaster):
    """``add(file, **fields)`` fills in a new add form of the unit ``jwc`` and saves it."""

    def fill_in(file=None, **values):
        page = webmaster.get(site.jgzf.jwc, ADD)
        values = {"title": "沈知行", "employee_number": "20240001", **values}
        return grid.send(webmaster, page, files=upload(file), **values)

    return fill_in


@pytest.fixture
def edit(site, webmaster):
    """The same for the edit form of ``20090417``, who has a photo."""

    def fill_in(file=None, **values):
        page = webmaster.get(site.jgzf.jwc["20090417"], EDIT)
        return grid.send(webmaster, page, files=upload(file), **values)

    return fill_in


def upload(data, name="身份证_沈知行.jpg"):
    return {"form.widgets.photo": (name if data is not None else "", data or b"")}


def warm_up(webmaster, site):
    """Plone annotates its portlets when the site's first page is drawn."""
    webmaster.get(site.jgzf.jwc, ADD)


def person(site, number="20090417"):
    latest(site)
    return site.jgzf.jwc.get(number)


def test_webmaster_and_supervisor_add_people_nobody_else_does(site, visit):
    for userid in (None, "teacher", "clerk", "reviewer", "editor"):
        assert visit(userid).get(site.jgzf.jwc, ADD).is_refusal, userid
    for userid in ("webmaster", "supervisor"):
        assert visit(userid).get(site.jgzf.jwc, ADD).status == 200, userid


def test_the_employee_number_of_a_new_person_is_the_id(site, add):
    add(position="综合科", userid="student")
    stored = person(site, "20240001")
    assert (stored.title, stored.employee_number) == ("沈知行", "20240001")
    assert (stored.position, stored.userid, stored.photo) == ("综合科", "student", None)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("", "请填写工号。"),
        ("20120356", "20120356 已经存在，请换一个。"),
        ("20261124-7KQ2MD", "工号不能与评价编号的格式相同，请检查。"),
        ("工号1", "编码只能使用字母、数字和连字符"),
        ("view", "view 是系统页面的名称，请换一个。"),
    ],
)
def test_a_number_that_cannot_be_used_is_refused_and_nothing_typed_is_lost(
    site, add, number, message
):
    answer = add(employee_number=number, position="综合科")
    assert message in answer.words
    assert answer.value("save", "title") == "沈知行"
    assert answer.value("save", "employee_number") == number
    assert answer.value("save", "position") == "综合科"
    latest(site)
    assert sorted(site.jgzf.jwc.objectIds()) == ["20090417", "20120356"]


def test_the_number_is_shown_but_cannot_be_edited(site, webmaster, edit):
    page = webmaster.get(site.jgzf.jwc["20090417"], EDIT)
    assert "工号 20090417" in page.words
    assert "form.widgets.employee_number" not in grid.fields(page)
    edit(employee_number="1", position="新岗位")
    assert person(site).employee_number == "20090417"
    assert person(site).position == "新岗位"


def test_a_photo_keeps_neither_name_nor_metadata(site, add):
    assert add(pictures.picture()).status == 200
    stored = person(site, "20240001").photo
    assert (stored.filename, stored.contentType) == ("photo.jpg", "image/jpeg")
    assert pictures.SECRET not in stored.data
    assert pictures.opened(stored).size == (300, 400)


def test_the_small_picture_is_there_before_anybody_looks(site, add, visit):
    add(pictures.picture())
    stored = person(site, "20240001")
    assert pictures.opened(photos.thumbnail(stored)).size == (240, 320)
    before = last_write(site)
    answer = visit("teacher").session.get(f"{stored.absolute_url()}/@@photo")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.content == photos.thumbnail(stored).data
    latest(site)
    assert last_write(site) == before


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"GIF89a no picture", "请上传 JPEG 或 PNG 格式的照片。"),
        (pictures.picture("GIF", mode="L"), "请上传 JPEG 或 PNG 格式的照片。"),
        (pictures.picture()[:2000], "照片文件已损坏，请重新上传。"),
        (pictures.picture(size=(100, 400)), "照片太小，宽和高都至少要 120 像素。"),
        (pictures.picture() + b"\0" * photo.MAX_BYTES, "照片文件超过 5 MB，请压缩后再上传。"),
        (pictures.picture("PNG", (6400, 6400), "L"), "照片超过 4000 万像素，请缩小后再上传。"),
    ],
)
def test_what_is_no_photo_is_refused_and_not_stored_anywhere(site, webmaster, add, data, message):
    warm_up(webmaster, site)
    before = last_write(site)
    answer = add(data, position="综合科")
    assert message in answer.words
    assert "请重新选择照片" in answer.words
    assert answer.value("save", "position") == "综合科"
    assert person(site, "20240001") is None
    assert last_write(site) == before


def test_a_photo_stays_when_something_else_is_edited(site, edit):
    before = person(site).photo.data
    edit(position="新岗位")
    assert person(site).photo.data == before


def test_a_new_photo_takes_the_place_of_the_old_one(site, edit):
    old = photos.thumbnail(person(site)).data
    edit(pictures.picture("PNG"))
    stored = person(site)
    assert pictures.opened(stored.photo).size == (300, 400)
    assert photos.thumbnail(stored).data != old
    assert old not in [info["data"].data for info in photos.scales(stored) if info["data"]]


def test_a_photo_can_be_deleted_with_its_small_pictures(site, edit):
    edit(**{"photo.action": "remove"})
    stored = person(site)
    assert stored.photo is None
    assert not photos.scales(stored)


def test_a_refused_photo_leaves_the_old_one(site, edit):
    before = person(site).photo.data
    assert "请上传 JPEG 或 PNG 格式的照片。" in edit(b"no picture", position="新岗位").words
    assert person(site).photo.data == before
    assert person(site).position == "教学运行科"


def test_looking_at_the_edit_form_writes_nothing(site, webmaster):
    warm_up(webmaster, site)
    before = last_write(site)
    assert webmaster.get(site.jgzf.jwc["20090417"], EDIT).status == 200
    latest(site)
    assert last_write(site) == before


def test_the_account_is_found_by_name_without_script(site, add, edit):
    add(userid="申若谷")
    assert person(site, "20240001").userid == "student"
    assert edit(userid="方 晓棠").status == 200
    assert person(site).userid == "teacher"


@pytest.mark.parametrize(
    ("typed", "words"),
    [("没有此人", "没有找到“没有此人”"), ("晓棠", "相近的有：方晓棠（teacher）。")],
)
def test_a_name_that_means_no_single_account_is_refused(site, edit, typed, words):
    answer = edit(userid=typed, position="综合科")
    assert words in answer.words
    assert answer.value("save", "userid") == typed
    assert answer.value("save", "position") == "综合科"
    assert person(site).userid == "evaluated"
    assert person(site).position == "教学运行科"


def test_an_account_that_the_portal_does_not_know_yet_is_saved_with_a_warning(site, edit):
    assert "门户中还没有这些账号：20231107。" in edit(userid="20231107").message
    assert person(site).userid == "20231107"
