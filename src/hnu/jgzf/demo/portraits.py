"""Campus card photos of people who do not exist: drawn, the same for the same employee number."""

from io import BytesIO
from PIL import Image
from PIL import ImageDraw
import random


SIZE = (240, 320)
# Shapes are laid out on 90 × 120 and drawn so much larger; scaling down afterwards smooths them.
SCALE = 8

BACKGROUNDS = ("#dfe9e3", "#e8e1e6", "#dfe7ee", "#e6e3dc", "#f0e6da", "#dde9ea", "#e4e6f1")
CLOTHES = ("#3d5a48", "#5b4a3f", "#2f4858", "#37474f", "#4a4463", "#6b3f3f", "#44566c", "#7a6a4f")
KNITWEAR = ("#8fa58a", "#b58d72", "#8897ad", "#a98295", "#c0a46b", "#7f9ca3")
TIES = ("#8c3b3b", "#2e5d8a", "#4d6b3c", "#6d5a8c")
HAIR = ("#1f1f22", "#2b2420", "#3a302a", "#55504c")
GREY_HAIR = ("#8b8b8b", "#6f6d6b", "#a9a6a2")
# Face, and the shade of the neck below it.
SKIN = (("#efc9a6", "#e3b996"), ("#f3d3b4", "#e6c09d"), ("#e6bb94", "#d6a87f"))

# A shape is a start, then points (two numbers) and cubic curves (two handles and an end).
SHOULDERS = ((6, 120), (8, 96, 20, 87, 45, 87), (70, 87, 82, 96, 84, 120))
NECK = ((37, 72), (53, 72), (53, 86), (45, 96), (37, 86))
COLLAR = ((37, 86), (45, 98), (53, 86), (57, 89), (45, 109), (33, 89))
LAPELS = (
    ((33, 88), (45, 112), (39, 120), (26, 103), (31, 99), (26, 94)),
    ((57, 88), (45, 112), (51, 120), (64, 103), (59, 99), (64, 94)),
)
SHIRT = ((37, 85), (53, 85), (58, 90), (45, 114), (32, 90))
TIE = ((42, 97), (48, 97), (47, 101), (49, 114), (45, 119), (41, 114), (43, 101))
NECKLINE = ((34, 87), (36, 100, 54, 100, 56, 87), (53, 84), (52, 95, 38, 95, 37, 84))

SIDE_PARTING = (
    (27, 48),
    (23, 28, 33, 15, 46, 15),
    (60, 15, 66, 27, 63, 48),
    (61, 42, 60, 38, 58, 35),
    (50, 35, 40, 33, 36, 28),
    (34, 35, 30, 39, 27, 48),
)
SHORT = (
    (27, 46),
    (25, 24, 35, 16, 45, 16),
    (55, 16, 66, 23, 63, 46),
    (61, 37, 58, 33, 54, 31),
    (47, 34, 38, 34, 33, 32),
    (30, 35, 28, 39, 27, 46),
)
CROPPED = (
    (27, 45),
    (26, 27, 33, 20, 45, 20),
    (57, 20, 64, 27, 63, 45),
    (62, 38, 60, 34, 57, 31),
    (50, 28, 40, 28, 33, 31),
    (30, 34, 28, 38, 27, 45),
)
SWEPT = (
    (27, 47),
    (23, 30, 29, 18, 40, 16),
    (52, 11, 66, 19, 63, 47),
    (62, 40, 61, 36, 59, 33),
    (50, 25, 40, 27, 33, 33),
    (30, 37, 28, 41, 27, 47),
)
BOB = (
    (25, 60),
    (21, 28, 31, 15, 45, 15),
    (59, 15, 69, 28, 65, 60),
    (62, 61, 60, 60, 59, 59),
    (59, 42),
    (50, 42, 39, 39, 34, 33),
    (34, 38, 32, 41, 31, 44),
    (31, 59),
    (30, 60, 27, 61, 25, 60),
)
LONG = (
    (24, 70),
    (21, 30, 28, 15, 45, 15),
    (62, 15, 69, 30, 66, 70),
    (62, 73, 58, 72, 57, 70),
    (57, 44),
    (52, 41, 49, 38, 47, 33),
    (43, 38, 38, 42, 33, 44),
    (33, 70),
    (31, 72, 27, 73, 24, 70),
)
FRINGE = (
    (25, 66),
    (20, 32, 28, 14, 45, 14),
    (62, 14, 70, 32, 65, 66),
    (63, 68, 60, 68, 59, 66),
    (60, 44),
    (59, 39),
    (50, 41, 40, 41, 31, 39),
    (30, 44),
    (31, 66),
    (30, 68, 27, 68, 25, 66),
)
TIED_BACK = (
    (27, 50),
    (24, 28, 33, 16, 45, 16),
    (57, 16, 66, 28, 63, 50),
    (61, 42, 57, 34, 47, 28),
    (38, 31, 30, 40, 27, 50),
)
CURLS = tuple((x, y, 7) for y in (36, 46, 56) for x in (28, 62))
# Name of the style -> (hair in front of the face, discs behind the head: x, y, radius).
STYLES = {
    "m": (
        (SIDE_PARTING, ()),
        (SHORT, ()),
        (CROPPED, ()),
        (SWEPT, ()),
    ),
    "f": (
        (BOB, ()),
        (LONG, ()),
        (FRINGE, ()),
        (TIED_BACK, ((45, 13, 8),)),
        (TIED_BACK, ((61, 63, 6), (63, 71, 5), (62, 78, 4))),
        (TIED_BACK, CURLS),
    ),
}


def portrait(number, kind, grey=False):
    """JPEG data of 240 × 320 pixels.

    :param number: employee number; the same number gives the same picture.
    :param kind: ``f`` or ``m``, which chooses among the hair styles.
    :param grey: whether the hair is grey.
    """
    pick = random.Random(number)
    image = Image.new("RGB", (90 * SCALE, 120 * SCALE), pick.choice(BACKGROUNDS))
    pen = Pen(image)
    face, neck = pick.choice(SKIN)
    hair = pick.choice(GREY_HAIR if grey else HAIR)
    front, behind = pick.choice(STYLES[kind])
    for x, y, radius in behind:
        pen.disc(x, y, radius, radius, hair)
    _draw_clothes(pen, pick, neck, kind)
    # The scalp: no background shows between face and hair.
    pen.disc(45, 45, 18, 22, hair)
    pen.disc(45, 51, 18, 23, face)
    pen.shape(front, hair)
    _draw_face(pen, pick)
    data = BytesIO()
    image.resize(SIZE, Image.Resampling.LANCZOS).save(data, "JPEG", quality=88)
    return data.getvalue()


def _draw_clothes(pen, pick, neck, kind):
    style = pick.choice(("collar", "suit", "knit"))
    colour = pick.choice(KNITWEAR if style == "knit" else CLOTHES)
    pen.shape(SHOULDERS, colour)
    if style == "suit":
        pen.shape(SHIRT, "#ffffff")
    pen.shape(NECK, neck)
    if style == "collar":
        pen.shape(COLLAR, "#ffffff")
    elif style == "knit":
        pen.shape(NECKLINE, _darker(colour))
    else:
        if kind == "m":
            pen.shape(TIE, pick.choice(TIES))
        for lapel in LAPELS:
            pen.shape(lapel, _darker(colour))


def _draw_face(pen, pick):
    for x in (37, 53):
        pen.disc(x, 50, 1.6, 1.6, "#2b2420")
    smile = pick.choice((2, 3, 4))
    pen.line(((40, 63), (43, 63 + smile, 47, 63 + smile, 50, 63)), "#a5614f", 1.6)
    glasses = pick.choice(("", "", "square", "round"))
    if glasses:
        for x in (36.5, 53.5):
            pen.frame(x, 50, glasses == "round", "#3a3a3a", 1.5)
        pen.line(((42, 49), (48, 49)), "#3a3a3a", 1.5)


def _darker(colour):
    return "#" + "".join(f"{int(colour[n : n + 2], 16) * 3 // 4:02x}" for n in (1, 3, 5))


class Pen:
    """Draws shapes given in the coordinates of a 90 × 120 field."""

    def __init__(self, image):
        self.draw = ImageDraw.Draw(image)

    def shape(self, shape, colour):
        self.draw.polygon(self._points(shape), fill=colour)

    def line(self, shape, colour, width):
        points = self._points(shape)
        self.draw.line(points, fill=colour, width=round(width * SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self._ellipse(x, y, width * SCALE / 2, width * SCALE / 2, fill=colour)

    def disc(self, x, y, across, down, colour):
        self._ellipse(x * SCALE, y * SCALE, across * SCALE, down * SCALE, fill=colour)

    def frame(self, x, y, is_round, colour, width):
        """One glass of a pair of glasses around the point."""
        across, down, corner = (5.5, 5.5, 5.5) if is_round else (5.5, 4, 3)
        box = [n * SCALE for n in (x - across, y - down, x + across, y + down)]
        self.draw.rounded_rectangle(
            box, radius=corner * SCALE, outline=colour, width=round(width * SCALE)
        )

    def _ellipse(self, x, y, across, down, fill):
        self.draw.ellipse((x - across, y - down, x + across, y + down), fill=fill)

    def _points(self, shape):
        start, *steps = shape
        points = [start]
        for step in steps:
            if len(step) == 2:
                points.append(step)
                continue
            x0, y0 = points[-1]
            x1, y1, x2, y2, x3, y3 = step
            for n in range(1, 25):
                t, rest = n / 24, 1 - n / 24
                a, b, c, d = rest**3, 3 * rest**2 * t, 3 * rest * t**2, t**3
                points.append(
                    (a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3)
                )
        return [(x * SCALE, y * SCALE) for x, y in points]
