"""What a line of 办理过程 is made of; ``timeline`` makes them."""

from dataclasses import dataclass


@dataclass
class Told:
    """A step as the page prints it: tone and icon of its dot, heading, small print, badges, text.

    ``is_own`` says that ``who`` is the viewer, which paper does not tell. ``note`` is ours,
    ``text`` is what somebody wrote, ``is_reason`` that it says why something was done.
    ``is_inner``: not everybody who sees the step may read it, so that it is not printed.
    ``anchor`` is the id of the element. ``responsible``: lines for supervisors, who answered for
    the unit then; they are not printed.
    """

    tone: str
    icon: str
    title: str
    day: str
    who: object = ""
    is_own: bool = False
    marks: tuple = ()
    text: str = ""
    note: object = ""
    is_reason: bool = False
    is_inner: bool = False
    anchor: str | None = None
    responsible: tuple = ()
