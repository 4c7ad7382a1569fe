"""隐去部分内容 over HTTP."""

from hnu.jgzf.content.redactions import MARK
from tests import factories
from tests.browser.visitor import latest
from tests.browser.visitor import serials
import pytest
import transaction


PAGE = "/@@redact"
PASSAGE = "等候一个小时"
REASON = "内容含有他人的个人信息。"
SENT = {"field": "content", "passage": PASSAGE, "reason": REASON}
LEFT = factories.CONTENT.replace(PASSAGE, MARK)
EXPLAINED = "标有［已隐去］之处，由机关党委依规隐去部分内容。"


def test_a_supervisor_redacts_a_passage_and_the_page_explains_the_mark(visit, submitted):
    case = submitted()
    supervisor = visit("supervisor")
    assert EXPLAINED not in supervisor.get(case).words
    assert supervisor.get(case).has_link(PAGE)
    answer = supervisor.send(supervisor.get(case, PAGE), "redact", **SENT)
    assert "所填内容已隐去。" in answer.message
    assert latest(case).content == LEFT
    for userid in ("student", "teacher", "clerk", "evaluated", "supervisor"):
        page = visit(userid).get(case)
        assert LEFT in page.words
        assert EXPLAINED in page.words
        assert PASSAGE not in page.text
        assert REASON not in page.text


def test_supervisors_find_the_original_on_the_form(visit, site, submitted):
    case = submitted()
    supervisor = visit("supervisor")
    assert supervisor.get(case, PAGE).tree.xpath("//details[contains(., '原文')]") == []
    supervisor.send(supervisor.get(case, PAGE), "redact", **SENT)
    (details,) = visit("supervisor2").get(case, PAGE).tree.xpath("//details[contains(., '原文')]")
    assert factories.CONTENT in details.text_content()
    assert "祁望舒" in details.text_content()
    site.jgzf.jwc.head = "supervisor2"
    transaction.commit()
    page = visit("supervisor2").get(case, PAGE)
    assert page.status == 403
    assert PASSAGE not in page.text


def test_the_topic_changes_in_every_list(visit, site, submitted):
    case = submitted("answered")
    supervisor = visit("supervisor")
    sent = {**SENT, "field": "topic", "passage": "三个办公室"}
    supervisor.send(supervisor.get(case, PAGE), "redact", **sent)
    for userid, page in (
        ("student", ""),
        ("teacher", "/@@my-evaluations"),
        ("clerk", "/@@manage-evaluations?list=answered"),
    ):
        answer = visit(userid).get(site.jgzf, page)
        assert f"缓考申请要跑{MARK}盖章" in answer.words
        assert "三个办公室" not in answer.text


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"field": ""}, "请选择一段文字。"),
        ({"passage": ""}, "请填写要隐去的内容，与原文一致。"),
        ({"passage": "没有这句"}, "所选文字中没有这段内容，请从原文原样复制。"),
        ({"reason": "太短"}, "请写明理由，至少 10 个字。"),
        ({"reason": f"其中的{PASSAGE}是个人信息"}, "理由中请勿重复要隐去的内容。"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_written(
    visit, submitted, sent, message
):
    case = submitted()
    before = serials(case)
    supervisor = visit("supervisor")
    answer = supervisor.send(supervisor.get(case, PAGE), "redact", **{**SENT, **sent})
    assert answer.status == 400
    assert message in answer.words
    assert serials(case) == before


@pytest.mark.parametrize("userid", [None, "student", "teacher", "clerk", "evaluated"])
def test_nobody_else_gets_the_form_or_can_send_it(visit, submitted, userid):
    case = submitted()
    before = serials(case)
    visitor = visit(userid)
    assert visitor.get(case, PAGE).is_refusal
    assert visitor.post(case, PAGE, "redact", visitor.token(), **SENT).is_refusal
    assert serials(case) == before


def test_a_form_that_was_not_ours_is_refused(visit, submitted):
    case = submitted()
    before = serials(case)
    assert visit("supervisor").post(case, PAGE, "redact", **SENT).status == 403
    assert serials(case) == before


def test_the_form_leaves_no_copy_in_the_browser(visit, submitted):
    form = visit("supervisor").get(submitted(), PAGE).form("redact")
    assert form.get("data-jz-draft") is None
    assert form.get("autocomplete") == "off"
    assert form.get("method").lower() == "post"


def test_an_address_fills_in_nothing(visit, submitted):
    page = visit("supervisor").get(submitted(), f"{PAGE}?form.widgets.passage=A&passage=B")
    assert page.value("redact", "passage") == ""
