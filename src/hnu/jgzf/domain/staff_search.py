"""Finding somebody among the people of a unit, by what one knows of them (R5).

The page has the same rule in static/jgzf.js, as one types; ``Key`` is what both look into.
"""

from functools import lru_cache
from hnu.jgzf.domain import roster
from typing import NamedTuple
import re
import unicodedata


# Spaces, the dot in names of other languages, and what input methods put between syllables
LEFT_OUT = re.compile(r"[\s·•・'’]")


class Key(NamedTuple):
    """What can be looked for, each part :func:`folded`."""

    name: str
    number: str
    initials: str
    pinyin: str

    def __str__(self):
        return " ".join(self)


def folded(words):
    """``words`` without what makes no difference: case, width of letters, spaces."""
    words = unicodedata.normalize("NFKC", words).lower().replace("ü", "v")
    return LEFT_OUT.sub("", words)


@lru_cache(maxsize=20_000)
def key_of(name, employee_number):
    """The :class:`Key` of a person."""
    syllables = [folded(syllable) for syllable in roster.pinyin_key(name)]
    return Key(
        folded(name),
        folded(employee_number),
        "".join(syllable[:1] for syllable in syllables),
        "".join(syllables),
    )


def is_found(key, query):
    """Whether somebody who looks for ``query`` means the person of ``key``.

    The name contains it, or the employee number, the initials of the name's reading or the
    reading itself begin with it. Everybody is found by nothing.
    """
    query = folded(query)
    return query in key.name or any(part.startswith(query) for part in key[1:])
