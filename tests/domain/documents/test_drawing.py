"""Charts as pictures, on a server without any Chinese font."""

from hnu.jgzf.domain import charts
from hnu.jgzf.domain.documents import drawing
from io import BytesIO
from PIL import Image
from PIL import ImageFont
import pytest


def picture(svg):
    return Image.open(BytesIO(drawing.png(svg)))


def text(words):
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 40">'
        f'<text x="4" y="24" font-family="{charts.FONT}">{words}</text></svg>'
    )


def test_a_picture_is_as_large_as_paper_needs():
    assert picture(text("满意度")).size == (360 * drawing.ZOOM, 40 * drawing.ZOOM)


def test_the_same_chart_is_the_same_picture():
    svg = charts.rows("a", "满意度", "说明", [("非常满意", 3, "3 件", "#17633a")])
    assert drawing.png(svg) == drawing.png(svg)


def test_the_font_has_the_characters_of_charts():
    missing = drawing.png(text("\U000f0000"))
    for character in "非常满意不般尚未评价件每周月年收到横轴一虚线柱：；足个整（）%0123456789/龘"[
        :-1
    ]:
        assert drawing.png(text(character)) != missing, character


def test_the_font_is_small_and_its_licence_lies_beside_it():
    assert drawing.FONT.stat().st_size < 2_000_000
    assert ImageFont.truetype(drawing.FONT).getname() == (drawing.FAMILY, "Regular")
    licence = (drawing.FONT.parent / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Adobe" in licence


def test_no_font_of_the_server_is_used(monkeypatch):
    used = []
    monkeypatch.setattr(drawing.resvg_py, "svg_to_bytes", lambda **options: used.append(options))
    drawing.png(text("图"))
    assert used[0]["skip_system_fonts"] is True


def test_what_is_no_picture_is_refused():
    with pytest.raises(ValueError, match="."):
        drawing.png("<p>")
