"""What somebody may send who does not mean well, or whose program is broken.

Examples are few, the same in each run, and others at each place. ``JGZF_EXAMPLES=200`` tries so
many, other ones each time.
"""

from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import seed
from hypothesis import settings
from hypothesis import strategies as st
from zlib import crc32
from ZPublisher.Converters import type_converters
import os
import pytest


EXAMPLES = int(os.environ.get("JGZF_EXAMPLES") or 0)

few = settings(
    max_examples=EXAMPLES or 6,
    database=None,
    deadline=None,
    # To make shorter what fails takes minutes at each place.
    phases=(Phase.generate,),
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)

LONG = 20_000
DEEP = 400


def nested(depth, value=0):
    for _level in range(depth):
        value = [value]
    return value


NASTY = (
    "",
    " ",
    "\0",
    "a\0b",
    # Half a character, as JSON can bring it
    "\ud800",
    "字" * LONG,
    "-1",
    "9" * 400,
    "1e400",
    "NaN",
    "2026-13-45",
    "0001-01-01",
    "9999-12-31",
    "2026-11-24T25:61:61+99:99",
    "../../../etc/passwd",
    "<script>alert(1)</script>",
    "${name} {0} %s %(x)s",
    "' OR 1=1 --",
    "x\r\nX-Injected: 1",
    "\u202e\u2066\ufeff\u200b",
    "\U000200bb😀",
    "jwc",
    "jwc\n",
    "__class__",
    "_p_jar",
    "manage_main",
)

texts = st.one_of(
    st.sampled_from(NASTY), st.text(st.characters(exclude_categories=()), max_size=40)
)
numbers = st.one_of(
    st.sampled_from((0, -1, 2**31, 2**63, -(2**70), 10**400)),
    st.integers(),
    st.floats(),
)
# Of JSON; the floats that are no numbers are none, yet Python reads them.
values = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, texts, st.just(nested(DEEP))),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=8,
)

# What can stand behind a question mark somewhere
PARAMETERS = (
    "unit",
    "staff_member",
    "target",
    "category",
    "description",
    "state",
    "satisfaction",
    "from",
    "to",
    "b_start",
    "b_size",
    "list",
    "q",
    "act",
    "number",
    "period",
    "sort",
    "measure",
    "branch",
    "id",
)


@st.composite
def spoiled(draw, right):
    """``right``, data of JSON, with something else in one place of it; or something else at all."""
    is_whole = not isinstance(right, (dict, list)) or not right
    if is_whole or draw(st.integers(0, 9)) == 0:
        return draw(values)
    place = draw(st.sampled_from(sorted(right) if isinstance(right, dict) else range(len(right))))
    copied = right.copy()
    if draw(st.integers(0, 4)) == 0:
        del copied[place]
    else:
        copied[place] = draw(spoiled(right[place]))
    return copied


# Zope makes something else of a parameter whose name ends in these.
CONVERTERS = (
    "",
    "",
    "",
    "",
    ":int",
    ":long",
    ":float",
    ":boolean",
    ":list",
    ":tuple",
    ":tokens",
    ":lines",
    ":date",
    ":json",
    ":bytes",
    ".x:record",
    ".x:records",
    ":required",
    ":method",
    ":action",
    ":default",
)

# As a browser may send them: of half a character there are no bytes in UTF-8.
words = texts.map(lambda text: text.encode("utf-8", "surrogatepass"))


def is_converted(name, value):
    """Most of what Zope's converters refuse, and no page ever sees, is not worth a request."""
    for kind in name.split(":")[1:]:
        try:
            type_converters.get(kind, str)(value.decode("utf-8", "surrogateescape"))
        except Exception:
            return False
    return True


def parameters(names):
    """Pairs of name and bytes: some of ``names``, now and then twice or converted by Zope."""
    name = st.builds(str.__add__, st.sampled_from(sorted(names)), st.sampled_from(CONVERTERS))
    pair = st.tuples(name, words).filter(lambda pair: is_converted(*pair))
    return st.lists(pair, min_size=1, max_size=5)


def try_out(place, try_it, *strategies):
    """Call ``try_it`` with examples.

    :param place: what is tried, a text that is the same in each run.
    """
    test = few(given(*strategies)(try_it))
    if not EXAMPLES:
        test = seed(crc32(place.encode()))(test)
    test()


def all_of(attempts):
    """Run each, and fail with what every one of them has found."""
    failed = []
    for attempt in attempts:
        try:
            attempt()
        except AssertionError as error:
            failed.append(str(error).partition("\nassert ")[0])
    if failed:
        pytest.fail("\n\n".join(failed), pytrace=False)
