"""Charts as pictures: a Word file cannot show SVG everywhere.

Drawn with a font of our own, a subset of Noto Sans CJK SC (``scripts/subset_font.py``): a server
may have no Chinese one, and the same chart is the same picture on all of them.
"""

from pathlib import Path
import resvg_py


FONT = Path(__file__).parent / "fonts" / "NotoSansCJKsc-subset.otf"
FAMILY = "Noto Sans CJK SC"
# Pixels for one of SVG: sharp on paper, where a chart of 360 px is 12 cm wide
ZOOM = 4


def png(svg):
    """The bytes of a picture of ``svg`` (text) on white ground.

    :raises ValueError: for what is no SVG.
    """
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        background="#ffffff",
        zoom=ZOOM,
        skip_system_fonts=True,
        font_files=[str(FONT)],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
