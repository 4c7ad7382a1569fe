"""What was taken out of a case (隐去): the texts as they were, sealed in an annotation of it.

Only this module knows the annotation's key, as ``content.identity`` its own.
"""

from typing import NamedTuple
from zope.annotation.interfaces import IAnnotations


KEY = "hnu.jgzf.redactions"

# What stands in the place of a passage
MARK = "［已隐去］"


class Redaction(NamedTuple):
    """One act: ``original`` is all that stood in ``field`` before it; empty once the case was
    anonymised.

    ``at`` is an aware datetime; ``userid`` and ``name`` are those of the supervisor.
    """

    field: str
    original: str
    userid: str
    name: str
    at: object
    reason: str


def redactions_of(case):
    """Every :class:`Redaction` of a case, oldest first: a tuple."""
    return IAnnotations(case).get(KEY, ())


def forget_originals(case):
    """Keep that something was taken out, by whom and why, and no longer what it was."""
    kept = redactions_of(case)
    if kept:
        IAnnotations(case)[KEY] = tuple(each._replace(original="") for each in kept)


def seal(case, redaction):
    """Keep one more."""
    IAnnotations(case)[KEY] = (*redactions_of(case), redaction)
