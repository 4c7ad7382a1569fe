"""A bulletin as a Word file, in the form of an official document (GB/T 9704).

The same blocks make the same bytes: nothing in it says who made it, or at what time of day.
"""

from datetime import datetime
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.shared import Pt
from docx.shared import RGBColor
from hnu.jgzf.domain.bulletins import composing
from hnu.jgzf.domain.documents import drawing
from io import BytesIO
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zipfile import ZipInfo


SONG, FANG_SONG, HEI = "宋体", "仿宋", "黑体"
LATIN = "Times New Roman"
RED = RGBColor(0xC0, 0x00, 0x00)
# 二号, 三号, 四号, 五号
SIZE_2, SIZE_3, SIZE_4, SIZE_5 = Pt(22), Pt(16), Pt(14), Pt(10.5)
MASTHEAD_SIZE = Pt(36)
LINE = Pt(28)
MARGINS = {
    "top_margin": Mm(37),
    "left_margin": Mm(28),
    "bottom_margin": Mm(35),
    "right_margin": Mm(26),
}
PICTURE_WIDTH = Mm(112)
TEXT_WIDTH = Mm(156)
# Of tables: so that five characters of a heading stand on one line beside six more columns
FIRST_COLUMN, CELL_MARGIN = Mm(33), Mm(0.8)
CENTER, LEFT, RIGHT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
)


def write(blocks, day):
    """The bytes of a file with ``blocks``, as of ``composing.compose``.

    :param day: the ``date`` that stands in the file as the day of its making.
    """
    document = Document()
    title = next(block["text"] for block in blocks if block["kind"] == composing.TITLE)
    _describe(document.core_properties, title, day)
    _set_up(document)
    _number_pages(document.sections[0])
    for block in blocks:
        WRITERS[block["kind"]](document, block)
    data = BytesIO()
    document.save(data)
    return _timeless(data)


def _describe(properties, title, day):
    """No name, no time of day, and nothing of the template's own."""
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format has no time zone
    properties.title = title
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = midnight
    properties.revision = 1
    properties.language = "zh-CN"


def _set_up(document):
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, value in MARGINS.items():
        setattr(section, name, value)
    section.footer_distance = Mm(28)
    normal = document.styles["Normal"]
    normal.font.size = SIZE_3
    normal.font.name = LATIN
    properties = normal.element.get_or_add_rPr()
    properties.rFonts.set(qn("w:eastAsia"), FANG_SONG)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)
    form = normal.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = LINE


def _masthead(document, block):
    paragraph = _paragraph(document, block["text"], HEI, MASTHEAD_SIZE, CENTER, RED)
    paragraph.paragraph_format.line_spacing = Pt(56)


def _issue(document, block):
    paragraph = _paragraph(document, block["text"], FANG_SONG, SIZE_3, CENTER)
    paragraph.paragraph_format.space_after = Pt(28)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", "C00000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    _insert(paragraph, borders, before="w:spacing")


def _title(document, block):
    paragraph = _paragraph(document, block["text"], SONG, SIZE_2, CENTER, bold=True)
    paragraph.paragraph_format.line_spacing = Pt(36)
    paragraph.paragraph_format.space_after = Pt(28)


def _recipients(document, block):
    _paragraph(document, block["text"], FANG_SONG, SIZE_3, LEFT)


def _body(document, block):
    _indent(_paragraph(document, block["text"], FANG_SONG, SIZE_3))


def _heading(document, block):
    paragraph = _paragraph(document, block["text"], HEI, SIZE_3)
    paragraph.paragraph_format.keep_with_next = True
    _indent(paragraph)


def _chart(document, block):
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTER
    # Between lines of a fixed height a picture would be cut.
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(8)
    picture = BytesIO(drawing.png(block["svg"]))
    shape = paragraph.add_run().add_picture(picture, width=PICTURE_WIDTH)
    # For who does not see it
    shape._inline.docPr.set("descr", block["text"])
    _caption(document, block["text"], after=Pt(8))


def _table(document, block):
    _caption(document, block["text"], before=Pt(8)).paragraph_format.keep_with_next = True
    head, rows = block["head"], block["rows"]
    table = document.add_table(rows=0, cols=len(head), style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_cell_margins(table)
    further = int((TEXT_WIDTH - FIRST_COLUMN) / (len(head) - 1))
    widths = [FIRST_COLUMN, *[further] * (len(head) - 1)]
    # Word reads those of the cells, LibreOffice these.
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    # A second column of words stands as the first does.
    has_two_names = not all(row[1].isdigit() for row in rows)
    for number, row in enumerate((head, *rows)):
        is_head = number == 0
        is_sum = block["has_sum"] and number == len(rows)
        line = table.add_row()
        properties = line._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if is_head:
            properties.append(OxmlElement("w:tblHeader"))
        for place, (cell, text, width) in enumerate(zip(line.cells, row, widths, strict=True)):
            cell.width = width
            is_name = place == 0 or (place == 1 and has_two_names)
            paragraph = cell.paragraphs[0]
            paragraph.alignment = LEFT if is_name else CENTER
            paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            paragraph.paragraph_format.space_before = Pt(3)
            paragraph.paragraph_format.space_after = Pt(3)
            font = HEI if is_head else FANG_SONG
            _run(paragraph, text, font, SIZE_5, bold=is_sum)
    _paragraph(document, "", FANG_SONG, SIZE_5).paragraph_format.line_spacing = Pt(10)


def _set_cell_margins(table):
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(int(CELL_MARGIN.twips)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def _signature(document, block):
    paragraph = _paragraph(document, block["text"], FANG_SONG, SIZE_3, RIGHT)
    paragraph.paragraph_format.space_before = Pt(56)
    paragraph.paragraph_format.right_indent = Pt(32)
    paragraph.paragraph_format.keep_with_next = True


def _day(document, block):
    paragraph = _paragraph(document, block["text"], FANG_SONG, SIZE_3, RIGHT)
    paragraph.paragraph_format.right_indent = Pt(64)
    paragraph.paragraph_format.space_after = Pt(28)


def _note(document, block):
    paragraph = _paragraph(document, block["text"], FANG_SONG, SIZE_5)
    paragraph.paragraph_format.line_spacing = Pt(16)


WRITERS = {
    composing.MASTHEAD: _masthead,
    composing.ISSUE: _issue,
    composing.TITLE: _title,
    composing.RECIPIENTS: _recipients,
    composing.PARAGRAPH: _body,
    composing.HEADING: _heading,
    composing.CHART: _chart,
    composing.TABLE: _table,
    composing.SIGNATURE: _signature,
    composing.DAY: _day,
    composing.NOTE: _note,
}


def _paragraph(document, text, font, size, alignment=None, colour=None, bold=False):
    paragraph = document.add_paragraph()
    if alignment is not None:
        paragraph.alignment = alignment
    _run(paragraph, text, font, size, colour, bold)
    return paragraph


def _run(paragraph, text, font, size, colour=None, bold=False):
    run = paragraph.add_run(text)
    run.font.size = size
    run.font.name = LATIN
    run.font.bold = bold or None
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if colour is not None:
        run.font.color.rgb = colour
    return run


def _caption(document, text, before=None, after=None):
    paragraph = _paragraph(document, text, HEI, SIZE_5, CENTER)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.paragraph_format.space_before = before
    paragraph.paragraph_format.space_after = after or Pt(4)
    return paragraph


def _indent(paragraph):
    """首行缩进 2 字, whatever the size of the letters."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), str(2 * int(SIZE_3.pt * 20)))


def _insert(paragraph, element, before):
    properties = paragraph._p.get_or_add_pPr()
    place = properties.find(qn(before))
    if place is None:
        properties.append(element)
    else:
        place.addprevious(element)


def _number_pages(section):
    """— 1 — below each page."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = CENTER
    _run(paragraph, "— ", SONG, SIZE_4)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = _run(paragraph, "", SONG, SIZE_4)
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run._r.append(element)
    _run(paragraph, " —", SONG, SIZE_4)


def _timeless(data):
    """The archive without the moment in which it was packed."""
    result = BytesIO()
    with ZipFile(data) as old, ZipFile(result, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name), ZIP_DEFLATED)
    return result.getvalue()
