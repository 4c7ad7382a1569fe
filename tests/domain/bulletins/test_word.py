"""The Word file: an official document, the same bytes for the same blocks, and nobody's name."""

from datetime import date
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from hnu.jgzf.domain.bulletins import register
from hnu.jgzf.domain.bulletins import word
from tests import factories
from tests.domain.documents.conftest import on
from zipfile import ZipFile
import io
import pytest


@pytest.fixture
def issued(cases, today):
    with factories.acting_as("supervisor"):
        for _number in range(4):
            case = factories.submit("teacher")
            factories.bring_to(case, "rated")
        bulletin = register.make({"period": "term"})
        register.issue(bulletin)
        yield bulletin


@pytest.fixture
def document(issued):
    return Document(io.BytesIO(register.word_file(issued)))


def paragraph(document, text):
    (found,) = [each for each in document.paragraphs if each.text == text]
    return found


def font(found):
    return found.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia"))


def test_it_says_what_the_page_says(issued, document):
    texts = [each.text for each in document.paragraphs]
    for block in register.blocks(issued):
        assert block["text"] in texts
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    blocks = [block for block in register.blocks(issued) if block["kind"] == "table"]
    assert rows == [blocks[0]["head"], *blocks[0]["rows"]]


def test_it_has_the_form_of_an_official_document(document):
    title = paragraph(document, "2026—2027学年第一学期机关作风评价情况通报")
    assert (font(title), title.runs[0].font.size, title.alignment) == ("宋体", Pt(22), 1)
    heading = paragraph(document, "一、总体情况")
    assert font(heading) == "黑体"
    text = paragraph(document, "现将2026年9月1日至11月24日机关作风网上评价情况通报如下。")
    assert (font(text), text.runs[0].font.size) == ("仿宋", Pt(16))
    indent = text._p.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"
    day = paragraph(document, "2026年11月24日")
    assert day.alignment == 2
    footer = document.sections[0].footer.paragraphs[0]
    assert footer.text == "—  —"
    assert "PAGE" in footer._p.xml


def test_charts_are_pictures_with_words_for_who_does_not_see_them(document):
    assert len(document.inline_shapes) == 2
    words = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert words == ["图1　每周收到评价", "图2　满意度分布"]
    parts = [
        part for part in document.part.package.iter_parts() if part.content_type == "image/png"
    ]
    assert len(parts) == 2
    for part in parts:
        assert part.blob.startswith(b"\x89PNG")


def test_the_head_of_a_table_is_repeated_and_no_row_is_divided(document):
    first, *others = document.tables[0].rows
    assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    for row in others:
        assert row._tr.trPr.find(qn("w:cantSplit")) is not None


def test_the_same_blocks_make_the_same_bytes(issued):
    day = date(2026, 11, 24)
    blocks = register.blocks(issued)
    with on(24, 9):
        first = word.write(blocks, day)
    with on(24, 18):
        assert word.write(blocks, day) == first
    assert first == register.word_file(issued)


def test_it_does_not_tell_who_made_it_or_at_what_time(issued):
    with ZipFile(io.BytesIO(register.word_file(issued))) as packed:
        stamps = {item.date_time for item in packed.infolist()}
        content = {name: packed.read(name) for name in packed.namelist()}
    assert len(stamps) == 1
    properties = Document(io.BytesIO(register.word_file(issued))).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    for moment in (properties.created, properties.modified):
        assert (moment.date(), moment.hour, moment.minute) == (date(2026, 11, 24), 0, 0)
    everything = b"".join(content.values())
    for userid, (name, _roles) in factories.ACCOUNTS.items():
        assert name.encode() not in everything
        assert f">{userid}<".encode() not in everything


def test_a_text_is_a_text_whatever_stands_in_it(cases, today):
    with factories.acting_as("supervisor"):
        draft = register.make({"period": "term"})
        register.change(draft, {"title": "<w:p>&{}=1+1", "requirements": "]]> <b>粗</b>"})
        document = Document(io.BytesIO(register.word_file(draft)))
    assert paragraph(document, "<w:p>&{}=1+1")
    assert paragraph(document, "（一）]]> <b>粗</b>")
