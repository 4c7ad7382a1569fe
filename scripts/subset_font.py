"""Make the font with which charts become pictures anew, from Debian's Noto Sans CJK.

    apt-get install fonts-noto-cjk
    .venv/bin/python -m pip install fonttools       in a virtual environment, for this script alone
    .venv/bin/python scripts/subset_font.py

A server may have no Chinese font at all, and two servers rarely have the same one: the pictures of
a bulletin (通报) would differ. The subset has the characters of GB 2312 (levels 1 and 2, symbols)
and of ASCII; charts have names of weeks, levels and figures in them, no names of people.
"""

from fontTools import subset
from fontTools.ttLib import TTCollection
from pathlib import Path
import argparse


SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
FAMILY = "Noto Sans CJK SC"
FOLDER = Path(__file__).resolve().parent.parent / "src/hnu/jgzf/domain/documents/fonts"
TARGET = FOLDER / "NotoSansCJKsc-subset.otf"
# Its time of making stands in the file.
MADE = 3_850_000_000
# Beyond GB 2312
FURTHER = "—–…‘’“”·％÷×→↑↓₂²"
REGISTERED_FAMILY = 1


def characters():
    """Code points of GB 2312 and ASCII."""
    found = {ord(char) for char in FURTHER} | set(range(0x20, 0x7F))
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return sorted(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", type=Path, default=SOURCE)
    source = parser.parse_args().source
    fonts = TTCollection(source).fonts
    font = next(font for font in fonts if font["name"].getDebugName(REGISTERED_FAMILY) == FAMILY)
    options = subset.Options()
    options.hinting = False
    # Glyphs of other languages are not of our characters.
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.desubroutinize = False
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    font["head"].created = font["head"].modified = MADE
    font.save(TARGET)
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes, {len(font.getGlyphOrder())} glyphs")


if __name__ == "__main__":
    main()
