"""名册 over HTTP: preview, apply, photos, exports, as a browser without JavaScript sends them."""

from datetime import timedelta
from hnu.jgzf.content import roster_uploads
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.roster_import import photos
from hnu.jgzf.domain.roster_import import uploads
from lxml import html
from tests import factories
from tests import pictures
from tests import spreadsheets
from tests.browser import visitor
from tests.browser.visitor import Answer
from tests.browser.visitor import latest
from urllib.parse import unquote
import pytest
import transaction


NEW = [spreadsheets.STAFF_HEADINGS, ["0099", "沈知行", "jwc"]]
DOWNLOADS = ("@@roster-template", "@@roster-export", "@@roster-changes")


@pytest.fixture
def center(site):
    return site["jgzf"]


@pytest.fixture
def supervisor(visit):
    return visit("supervisor")


@pytest.fixture
def send(supervisor, center):
    """Press a button of the page: ``send("preview", file=(name, bytes))``."""

    def press(button, page=None, by=supervisor, **values):
        page = page or by.get(center, "/@@roster")
        form = page.ours.xpath(f".//form[.//button[@name='form.buttons.{button}']]")[0]
        data = dict(form.form_values())
        files = {name: values.pop(name) for name in ("file", "photos") if name in values}
        data.update(values)
        data[f"form.buttons.{button}"] = "1"
        return Answer(by.session.post(form.action, data=data, files=files or None))

    return press


@pytest.fixture
def upload(send):
    def upload(data, name="名册.xlsx", **values):
        return send("preview", file=(name, data), **values)

    return upload


def stored(center):
    latest(center)
    return roster_uploads.get_uploads(center)


def has_button(page, name):
    return bool(page.ours.xpath(f".//button[@name='form.buttons.{name}']"))


def test_a_file_is_previewed_and_applied_by_one_click(site, center, upload, send):
    before = visitor.last_write(site)
    page = upload(spreadsheets.xlsx(工作人员=NEW))
    assert page.history[0].status_code == 302
    assert "名册.xlsx" in page.words
    assert "沈知行" in page.words
    assert "0099" not in latest(center)["jwc"]
    assert page.headers["Cache-Control"] == "private, no-store"
    assert visitor.last_write(site) > before
    page = send("apply", page)
    assert "已导入：新增 1 项，修改 0 项，停用 0 项。" in page.message
    assert latest(center)["jwc"]["0099"].title == "沈知行"
    assert list(stored(center).tables) == []
    assert not has_button(page, "apply")
    page = upload(spreadsheets.xlsx(工作人员=NEW))
    assert "没有需要导入的内容" in page.words
    assert not has_button(page, "apply")


def test_looking_at_a_preview_writes_nothing(site, center, upload, supervisor):
    upload(spreadsheets.xlsx(工作人员=NEW))
    latest(center)
    before = visitor.last_write(site)
    for page in ("@@roster", *DOWNLOADS):
        assert supervisor.session.get(supervisor.url(center, f"/{page}")).status_code == 200
    latest(center)
    assert visitor.last_write(site) == before


def test_a_click_on_an_old_preview_is_refused_with_a_new_one(center, upload, send):
    page = upload(spreadsheets.text([*NEW, ["20120356", "姜燕秋", "jwc"]]), "名册.csv")
    latest(center)["jwc"]["20120356"].title = "江砚秋"
    transaction.commit()
    page = send("apply", page)
    assert "预览之后名册已有变动" in page.message
    assert "江砚秋" in page.words
    assert "0099" not in latest(center)["jwc"]
    send("apply", page)
    assert latest(center)["jwc"]["20120356"].title == "姜燕秋"


def test_a_preview_that_was_applied_or_replaced_is_gone(center, upload, send):
    first = upload(spreadsheets.xlsx(工作人员=NEW))
    upload(spreadsheets.xlsx(工作人员=[NEW[0], ["0098", "某人", "jwc"]]))
    page = send("apply", first)
    assert "这次预览已失效" in page.message
    assert {"0098", "0099"} & set(latest(center)["jwc"].objectIds()) == set()


def test_a_bad_file_is_told_with_every_place_and_nothing_is_kept(center, upload):
    rows = [*NEW, ["", "甲", "jwc"], ["7", "乙", "nowhere"]]
    page = upload(spreadsheets.xlsx(工作人员=rows))
    table = [
        [visitor.even(cell) for cell in row]
        for row in page.ours.xpath(".//section[@id='preview']//tbody/tr")
    ]
    assert table == [
        ["工作人员", "3", "工号", "此格不能为空，请填写。"],
        [
            "工作人员",
            "4",
            "单位编码",
            "没有“nowhere”这个单位。请在“单位”表中添加，或者改正单位编码。",
        ],
    ]
    assert not has_button(page, "apply")
    assert has_button(page, "preview")
    assert list(stored(center).tables) == []


def test_what_is_no_table_is_told_at_the_field(center, upload):
    page = upload(pictures.picture(), "名册.xlsx")
    assert "这不是表格文件" in page.words
    assert list(stored(center).tables) == []


def test_a_bad_file_takes_the_place_of_the_good_one_before(center, upload):
    upload(spreadsheets.xlsx(工作人员=NEW))
    upload(b"")
    assert list(stored(center).tables) == []


def test_a_file_has_to_be_chosen(center, send):
    assert "请选择文件。" in send("preview", file=("", b"")).words
    assert "请选择照片压缩包。" in send("photos", photos=("", b"")).words


def test_a_full_file_proposes_to_deactivate(center, upload, send):
    rows = [NEW[0], ["20090417", "周允礼", "jwc"], ["20100001", "温如许", "hqc"]]
    page = upload(spreadsheets.xlsx(工作人员=rows), full="1")
    assert "完整名册" in page.words
    assert "不在完整名册中" in page.words
    send("apply", page)
    assert not latest(center)["jwc"]["20120356"].active
    assert center["jwc"]["20090417"].active


def test_what_waits_can_be_discarded(center, upload, send):
    page = upload(spreadsheets.xlsx(工作人员=NEW))
    page = send("discard", page)
    assert list(stored(center).tables) == []
    assert not has_button(page, "apply")


def test_what_waits_is_seen_by_its_sender_alone(center, upload, visit):
    upload(spreadsheets.xlsx(工作人员=NEW))
    page = visit("supervisor2").get(center, "/@@roster")
    assert "沈知行" not in page.words
    assert not has_button(page, "apply")


def test_what_nobody_came_back_for_is_forgotten(center, upload):
    upload(spreadsheets.xlsx(工作人员=NEW))
    with dates.at(dates.now() + timedelta(hours=25)):
        assert uploads.waiting("supervisor") is None
        assert list(stored(center).tables) == ["supervisor"]
        uploads.forget_old()
    assert list(roster_uploads.get_uploads(center).tables) == []


def test_names_in_files_are_text_on_the_page(center, upload):
    page = upload(spreadsheets.xlsx(工作人员=[NEW[0], ["1", "<script>alert(1)</script>", "jwc"]]))
    assert "<script>alert(1)" not in page.text
    assert "<script>alert(1)</script>" in page.words


def test_more_people_than_a_minute_can_take_are_refused(center, upload, send, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_ADDED", 0)
    page = upload(spreadsheets.xlsx(工作人员=NEW))
    assert "一次新增的人员超过 0 人" in page.words
    assert not has_button(page, "apply")


@pytest.mark.parametrize("who", [None, "teacher", "clerk", "reviewer", "editor"])
def test_others_are_refused(site, center, visit, who):
    other = visit(who)
    # Plone writes a portlet's number when a page is shown for the first time.
    other.get(site)
    before = visitor.last_write(site)
    for page in ("@@roster", *DOWNLOADS):
        assert other.get(center, f"/{page}").is_refusal
    data = {"form.buttons.preview": "1", "_authenticator": other.token()}
    files = {"file": ("a.xlsx", spreadsheets.xlsx(工作人员=NEW))}
    assert Answer(
        other.session.post(other.url(center, "/@@roster"), data=data, files=files)
    ).is_refusal
    latest(center)
    assert visitor.last_write(site) == before


def test_webmasters_may_import_too(center, visit):
    assert has_button(visit("webmaster").get(center, "/@@roster"), "preview")


@pytest.mark.parametrize("button", ["preview", "apply", "discard", "photos", "continue"])
def test_nothing_is_done_without_the_token(site, center, supervisor, button):
    supervisor.get(site)
    before = visitor.last_write(site)
    data = {f"form.buttons.{button}": "1", "kind": "tables"}
    files = {"file": ("a.xlsx", spreadsheets.xlsx(工作人员=NEW))}
    answer = supervisor.session.post(supervisor.url(center, "/@@roster"), data=data, files=files)
    assert answer.status_code == 403
    latest(center)
    assert visitor.last_write(site) == before


def test_supervisors_find_it_from_the_evaluations(center, visit):
    assert visit("supervisor").get(center, "/@@manage-evaluations").has_link("/@@roster")
    assert not visit("clerk").get(center, "/@@manage-evaluations").has_link("/@@roster")


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("@@roster-template", "名册模板.xlsx"),
        ("@@roster-export", "名册"),
        ("@@roster-export?sheet=units", "单位"),
        ("@@roster-export?sheet=administrators", "单位管理员"),
        ("@@roster-export?sheet=staff", "工作人员"),
        ("@@roster-export?sheet=nothing&sheet=x", "名册"),
    ],
)
def test_files_have_a_name_and_stand_in_no_cache(center, supervisor, page, name):
    answer = supervisor.session.get(supervisor.url(center, f"/{page}"))
    assert answer.status_code == 200
    assert name in unquote(answer.headers["Content-Disposition"])
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    book = spreadsheets.read(answer.content)
    assert book.problems == []


def test_an_export_comes_back_and_changes_nothing(center, supervisor, upload):
    data = supervisor.session.get(supervisor.url(center, "/@@roster-export")).content
    page = upload(data, full="1")
    assert "没有需要导入的内容" in page.words


def test_the_list_of_changes_is_a_file(center, supervisor, upload):
    assert "这次预览已失效" in supervisor.get(center, "/@@roster-changes").message
    upload(spreadsheets.xlsx(工作人员=NEW))
    answer = supervisor.session.get(supervisor.url(center, "/@@roster-changes"))
    assert "工作人员,2,新增,jwc,0099,沈知行,姓名,,沈知行," in answer.content.decode("utf-8-sig")


def zipped(*names, size=(300, 400)):
    return spreadsheets.archive({name: pictures.picture(size=size) for name in names})


def test_photos_are_stored_in_batches_until_all_are_done(center, send, monkeypatch):
    monkeypatch.setattr(photos, "MOST_PHOTOS", 1)
    data = zipped("20120356.jpg", "人员/20100001.JPG", "nobody.jpg", "读我.txt")
    page = send("photos", photos=("照片.zip", data))
    assert "已处理 0 张，共 2 张。" in page.words
    assert "没有这个工号" in page.words
    assert "读我.txt" in page.words
    assert page.ours.xpath(".//form[@data-jz-continue]")
    page = send("continue", page)
    assert page.history[0].headers["Location"].endswith("/@@roster#going")
    assert "已处理 1 张，共 2 张。" in page.words
    assert latest(center)["jwc"]["20120356"].photo is not None
    assert center["hqc"]["20100001"].photo is None
    page = send("continue", page)
    assert page.history[0].headers["Location"].endswith("/@@roster#photos")
    assert "照片已全部处理。" in page.words
    assert "更新 2 张" in page.words
    assert latest(center)["hqc"]["20100001"].photo is not None
    assert not page.ours.xpath(".//form[@data-jz-continue]")
    page = send("discard", page)
    assert list(stored(center).photos) == []
    assert has_button(page, "photos")


def test_photos_can_be_stopped(center, send):
    page = send("photos", photos=("照片.zip", zipped("20120356.jpg")))
    send("discard", page)
    assert list(stored(center).photos) == []
    page = send("continue", page)
    assert "这些照片已失效" in page.message
    assert center["jwc"]["20120356"].photo is None


def test_what_is_no_archive_of_photos_is_told_at_the_field(center, send):
    page = send("photos", photos=("照片.zip", b"PK\x03\x04 and nothing"))
    assert "文件已损坏" in page.words
    page = send("photos", photos=("照片.zip", zipped("a.jpg", "b.jpg")))
    assert "没有以在用人员的工号命名的照片" in page.words
    assert list(stored(center).photos) == []


def test_the_log_of_the_database_names_the_supervisor_and_no_case(site, center, upload, send):
    case = factories.submit("teacher", staff_member="20120356")
    transaction.commit()
    page = upload(spreadsheets.xlsx(工作人员=[NEW[0], ["20120356", "姜燕秋", "hqc"]]))
    assert case.getId() not in page.text
    send("apply", page)
    latest(center)
    *_earlier, entry = site._p_jar.db().storage.iterator(visitor.last_write(site))
    assert entry.user.endswith(b"supervisor")
    assert entry.description.endswith(b"/jgzf/roster")
    assert roster.get_unit("jwc")[case.getId()] is not None


def test_the_page_is_whole(center, supervisor):
    page = supervisor.get(center, "/@@roster")
    assert page.status == 200
    labels = page.ours.xpath(".//label/@for")
    assert labels == page.ours.xpath(".//input[@type='file' or @type='checkbox']/@id")
    assert html.fromstring(page.text).xpath("//title")[0].text.startswith("名册导入和导出") or (
        "名册导入和导出" in page.words
    )
