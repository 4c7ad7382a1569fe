"""Units and people through plone.restapi: the same rules, 400 with their words."""

from base64 import b64encode
from hnu.jgzf import config
from tests import factories
from tests import pictures
import pytest
import requests
import transaction


@pytest.fixture
def rest(site):
    """``rest("POST", "jwc", …)``: what the webmaster's call of ``/jgzf/jwc`` answers."""

    def call(method, path="", **body):
        answer = requests.request(
            method,
            f"{site.absolute_url()}/jgzf/{path}".rstrip("/"),
            json=body,
            headers={"Accept": "application/json"},
            auth=("webmaster", factories.PASSWORD),
            timeout=60,
        )
        transaction.begin()
        return answer

    return call


def unit(**values):
    return {"@type": config.UNIT_TYPE, "title": "图书馆", "code": "tsg", **values}


def person(**values):
    return {"@type": config.STAFF_MEMBER_TYPE, "title": "沈知行", "employee_number": "1", **values}


def photo(data):
    return {"data": b64encode(data).decode(), "encoding": "base64", "filename": "身份证.jpg"}


def test_a_unit_is_added_under_its_code(site, rest):
    row = {"userid": "teacher", "name": "方晓棠", "from": "2026-01-01", "until": None}
    answer = rest("POST", **unit(administrators=[row]))
    assert answer.status_code == 201, answer.text
    assert answer.json()["@id"].endswith("/jgzf/tsg")
    stored = site.jgzf.tsg
    assert stored.code == "tsg"
    assert stored.administrators[0]["from"].isoformat() == "2026-01-01"


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"code": "jwc"}, None, "jwc 已经存在"),
        ({"code": "view"}, None, "view 是系统页面的名称"),
        ({"code": "教务处"}, "code", "编码只能使用字母、数字和连字符"),
        ({"code": ""}, "code", "编码只能使用字母、数字和连字符"),
        ({"title": None}, "title", ""),
        ({"administrators": [{"userid": "teacher"}]}, "administrators", ""),
        ({"administrators": [{"name": "方", "from": "2026-13-45"}]}, "administrators", ""),
        (
            {"administrators": [{"name": "方", "from": "2026-05-01", "until": "2026-04-01"}]},
            None,
            "方：截止日期早于起始日期",
        ),
    ],
)
def test_a_unit_that_is_not_right_is_refused(site, rest, values, field, words):
    answer = rest("POST", **unit(**values))
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"].get("field") == field
    assert words in answer.json()["error"]["message"]
    assert sorted(site.jgzf.objectIds()) == ["hqc", "jwc"]


def test_rest_cannot_change_a_code(site, rest):
    answer = rest("PATCH", "jwc", code="other", title="教务处（新）")
    assert answer.status_code == 400
    assert "编码保存后不能修改" in answer.json()["error"]["message"]
    assert sorted(site.jgzf.objectIds()) == ["hqc", "jwc"]
    assert site.jgzf.jwc.title == "教务处"


def test_rest_can_change_the_rest(site, rest):
    assert rest("PATCH", "jwc", code="jwc", title="教务处（新）").status_code == 204
    assert site.jgzf.jwc.title == "教务处（新）"


def test_rest_cannot_change_an_employee_number(site, rest):
    assert rest("PATCH", "jwc/20120356", employee_number="2").status_code == 400
    assert site.jgzf.jwc["20120356"].employee_number == "20120356"


@pytest.mark.parametrize("number", ["20120356", "20261124-7KQ2MD", "view", "a b"])
def test_a_person_with_a_number_that_cannot_be_used_is_refused(site, rest, number):
    assert rest("POST", "jwc", **person(employee_number=number)).status_code == 400
    assert sorted(site.jgzf.jwc.objectIds()) == ["20090417", "20120356"]


def test_a_photo_keeps_neither_name_nor_metadata(site, rest):
    answer = rest("POST", "jwc", **person(photo=photo(pictures.picture())))
    assert answer.status_code == 201, answer.text
    stored = site.jgzf.jwc["1"].photo
    assert (stored.filename, stored.contentType) == ("photo.jpg", "image/jpeg")
    assert pictures.SECRET not in stored.data
    assert "身份证" not in answer.text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no picture", "请上传 JPEG 或 PNG 格式的照片。"),
        (pictures.picture(size=(100, 100)), "照片太小，宽和高都至少要 120 像素。"),
        (pictures.picture()[:2000], "照片文件已损坏，请重新上传。"),
    ],
)
def test_what_is_no_photo_is_refused(site, rest, data, message):
    answer = rest("POST", "jwc", **person(photo=photo(data)))
    assert answer.status_code == 400
    assert message in answer.json()["error"]["message"]
    assert "1" not in site.jgzf.jwc
    assert rest("PATCH", "jwc/20120356", photo=photo(data)).status_code == 400
    assert site.jgzf.jwc["20120356"].photo is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"@type": 5}, "@type"),
        ({"@type": "\ud800"}, "@type"),
        ({"id": ["x"]}, "id"),
        ({"title": {"x": 1}}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"title": "\ud800"}, "title"),
        ({"title": "字" * (config.LINE_MAX_LENGTH + 1)}, "title"),
        ({"party_branch": "字" * (config.LINE_MAX_LENGTH + 1)}, "party_branch"),
        ({"party_branch": "\x1b[2J"}, "party_branch"),
        ({"host_unit": ["hqc"]}, "host_unit"),
        ({"host_unit": {"token": "hqc"}}, "host_unit"),
        ({"head": "字" * (config.LINE_MAX_LENGTH + 1)}, "head"),
        ({"administrators": [{"name": "字" * (config.LINE_MAX_LENGTH + 1)}]}, "administrators"),
        ({"administrators": [{"name": "x", "mobile": "\x07"}]}, "administrators"),
    ],
)
def test_a_unit_of_anything_else_is_refused_in_words(site, rest, values, field):
    answer = rest("POST", **unit(**values))
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["field"] == field
    assert "tsg" not in site.jgzf


@pytest.mark.parametrize(
    "sent",
    [
        True,
        5,
        "x",
        ["x"],
        {"data": 5},
        {"data": None, "encoding": "base64"},
        {"data": "x", "encoding": 5},
        {"data": "x", "encoding": "zlib"},
        {"data": "x", "encoding": "no-such"},
        {"data": "x", "encoding": "base64", "filename": 5},
        {"data": "x"},
    ],
)
def test_a_photo_is_sent_as_base64_alone(site, rest, sent):
    answer = rest("PATCH", "jwc/20090417", photo=sent)
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["field"] == "photo"
    assert site.jgzf.jwc["20090417"].photo is not None


@pytest.mark.parametrize("sent", ["null", "[]", '"x"', "5", "{", ""])
def test_what_is_no_object_is_refused_in_words(site, sent):
    for method, path in (("POST", ""), ("POST", "/jwc"), ("PATCH", "/jwc")):
        answer = requests.request(
            method,
            f"{site.absolute_url()}/jgzf{path}",
            data=sent,
            headers={"Accept": "application/json", "Content-Type": "application/json"},
            auth=("webmaster", factories.PASSWORD),
            timeout=60,
        )
        assert answer.status_code == (204 if (method, sent) == ("PATCH", "") else 400), answer.text
