"""通报 over HTTP: made, checked, changed, issued, downloaded, by supervisors alone."""

from docx import Document
from hnu.jgzf.domain import dates
from io import BytesIO
from tests import factories
from tests.browser.visitor import Answer
from urllib.parse import unquote
import pytest
import transaction


LIST = "/@@bulletins"
PAGES = ("bulletins", "bulletin-texts", "bulletin", "bulletin-edit", "bulletin-download")


@pytest.fixture
def cases(site):
    factories.bring_to(factories.submit("teacher"), "rated")
    factories.submit("student", unit="hqc")
    transaction.commit()


@pytest.fixture
def supervisor(visit):
    return visit("supervisor")


@pytest.fixture
def draft(site, supervisor, cases):
    """The page of a draft that was just made."""
    return supervisor.send(supervisor.get(site.jgzf, LIST), "make")


def press(visitor, page, button):
    form = page.form(button)
    sent = {**dict(form.form_values()), f"form.buttons.{button}": "1"}
    return Answer(visitor.session.post(form.action, data=sent))


def test_a_supervisor_makes_a_draft_by_one_click(draft):
    assert draft.status == 200
    assert "这是草稿" in draft.message
    assert draft.headers["Cache-Control"] == "private, no-store"
    for text in (
        "草稿",
        "机关作风评价情况通报",
        "本期共收到评价2件",
        "表1 各单位办理情况",
        "机关党委",
    ):
        assert text in draft.words
    assert len(draft.ours.xpath(".//figure//*[name()='svg']")) == 2
    assert draft.form("issue") is not None


def test_it_is_issued_with_a_number_and_then_nothing_can_be_done_with_it(site, supervisor, draft):
    page = press(supervisor, draft, "issue")
    number = f"{dates.today().year}年第1期"
    assert f"已签发为{number}" in page.message
    assert number in page.words
    assert page.form("issue") is None
    assert not page.has_link("@@bulletin-edit")
    again = press(supervisor, draft, "issue")
    assert again.status == 404
    listed = supervisor.get(site.jgzf, LIST)
    assert f"{number}" in listed.words
    assert "还没有签发过通报" not in listed.words


def test_a_draft_is_thrown_away(site, supervisor, draft):
    page = press(supervisor, draft, "discard")
    assert page.url.endswith("/@@bulletins")
    assert "草稿已删除" in page.message
    assert "还没有签发过通报" in page.words


def test_texts_of_a_draft_are_changed(site, supervisor, draft):
    (link,) = draft.ours.xpath(".//a[contains(@href, '@@bulletin-edit')]/@href")
    page = Answer(supervisor.session.get(link))
    assert page.value("save", "title").endswith("机关作风评价情况通报")
    assert "university" not in page.text
    refused = supervisor.send(page, "save", title="", signature="机关党委办公室")
    assert refused.status == 400
    assert refused.value("save", "signature") == "机关党委办公室"
    saved = supervisor.send(page, "save", title="第四季度通报", requirements="一条\n两条")
    assert "文字已保存" in saved.message
    for text in ("第四季度通报", "（一）一条", "（二）两条"):
        assert text in saved.words


def test_the_word_file_of_what_was_issued_is_always_the_same(site, supervisor, draft):
    page = press(supervisor, draft, "issue")
    (link,) = page.ours.xpath(".//a[contains(@href, '@@bulletin-download')]/@href")
    answer = supervisor.session.get(link)
    year = dates.today().year
    assert answer.headers["Content-Type"].endswith("wordprocessingml.document")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert f"filename=bulletin-{year}-1.docx" in answer.headers["Content-Disposition"]
    assert f"{year}年第1期" in unquote(answer.headers["Content-Disposition"])
    texts = [paragraph.text for paragraph in Document(BytesIO(answer.content)).paragraphs]
    assert f"{year}年第1期" in texts
    transaction.abort()
    factories.submit("teacher")
    transaction.commit()
    assert supervisor.session.get(link).content == answer.content


def test_texts_of_all_bulletins_are_kept(site, supervisor, cases):
    page = supervisor.get(site.jgzf, "/@@bulletin-texts")
    assert page.value("save", "signature") == "中共${university}机关委员会"
    saved = supervisor.send(page, "save", university="示例大学", title="${period}评价通报")
    assert "文字已保存" in saved.message
    draft = supervisor.send(supervisor.get(site.jgzf, LIST), "make")
    assert "中共示例大学机关委员会" in draft.words
    assert "学期评价通报" in draft.words
    refused = supervisor.send(supervisor.get(site.jgzf, "/@@bulletin-texts"), "save", title=" ")
    assert refused.status == 400
    assert "填写" in refused.words


def test_days_of_ones_own_choice_are_checked(site, supervisor, cases):
    page = supervisor.get(site.jgzf, LIST)
    refused = supervisor.send(page, "make", period="custom")
    assert refused.status == 400
    assert refused.value("make", "period") == "custom"
    day = dates.today().isoformat()
    made = supervisor.send(page, "make", period="custom", first=day, last=day)
    assert dates.long_date(dates.today()) in made.words
    assert supervisor.send(page, "make", period="").status == 400


def test_the_period_of_the_statistics_is_taken_over(site, supervisor, cases):
    page = supervisor.get(site.jgzf, f"{LIST}?period=custom&from=2026-09-01&to=2026-09-30")
    assert page.value("make", "period") == "custom"
    assert page.value("make", "first") == "2026-09-01"
    today = dates.today()
    month = f"month-{today.year}-{today.month:02d}-01"
    page = supervisor.get(site.jgzf, f"{LIST}?period={month}")
    assert page.value("make", "period") == month


@pytest.mark.parametrize("userid", ["teacher", "clerk", "dean", "webmaster", None])
def test_others_come_to_none_of_the_pages(site, supervisor, draft, visit, userid):
    name = draft.form("issue").fields["id"]
    for page in PAGES:
        answer = visit(userid).get(site.jgzf, f"/@@{page}?id={name}")
        assert answer.is_refusal, page
        assert "本期共收到评价" not in answer.text


def test_what_there_is_not_is_not_found(site, supervisor):
    for page in ("bulletin", "bulletin-edit", "bulletin-download"):
        for query in ("", "?id=2026-99", "?id=draft-00000000", "?id:list=a&id:list=b"):
            answer = supervisor.session.get(f"{supervisor.url(site.jgzf)}/@@{page}{query}")
            assert answer.status_code == 404, (page, query)


def test_nothing_is_issued_without_the_token_of_the_form(site, supervisor, draft):
    name = draft.form("issue").fields["id"]
    url = f"{supervisor.url(site.jgzf)}/@@bulletin"
    answer = supervisor.session.post(url, data={"id": name, "form.buttons.issue": "1"})
    assert answer.status_code == 403
    assert "还没有签发过通报" in supervisor.get(site.jgzf, LIST).words


def test_a_get_issues_nothing(site, supervisor, draft):
    name = draft.form("issue").fields["id"]
    supervisor.get(site.jgzf, f"/@@bulletin?id={name}&form.buttons.issue=1")
    assert "还没有签发过通报" in supervisor.get(site.jgzf, LIST).words
