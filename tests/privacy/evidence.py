"""What gives an author away in an answer."""

from hnu.jgzf import config
from io import BytesIO
from tests.privacy.world import AUTHOR
from tests.privacy.world import MADE
from urllib.parse import quote
from urllib.parse import unquote
from zipfile import ZipFile
import base64
import json
import quopri
import zoneinfo


def text_of(answer):
    """Status line, headers and body of a ``requests`` answer, as one text.

    Without ``Date``: that is when the server answered, and once a day it answers at the very
    minute at which an item was made.
    """
    headers = "\n".join(
        f"{name}: {value}" for name, value in answer.headers.items() if name.lower() != "date"
    )
    body = _unpacked(answer.content).decode("utf-8", "replace")
    return f"{answer.status_code}\n{headers}\n\n{body}"


def _unpacked(content):
    """What stands in a workbook or a Word file; anything else as it is."""
    if not content.startswith(b"PK\3\4"):
        return content
    with ZipFile(BytesIO(content)) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


# Parts of every page of Plone, whatever else it shows.
AUTHOR_LINK = r'<link[^>]*rel="author"[^>]*>'
DUBLIN_CORE = r'<meta[^>]*name="DC.(?:creator|contributors)[^>]*>'
BYLINE = r'(?s)<section id="section-byline".*?</section>'
PAGE_PARTS = (AUTHOR_LINK, DUBLIN_CORE, BYLINE)


def spellings(secret):
    """``secret`` as it may be written in pages, JSON, URLs, mails and files."""
    raw = secret.encode()
    yield secret
    yield quote(secret)
    yield json.dumps(secret)[1:-1]
    yield "".join(f"&#{ord(char)};" for char in secret)
    yield quopri.encodestring(raw).decode()
    for shift in range(3):
        # The part of its base64 that does not depend on what stands around it.
        encoded = base64.b64encode(b"\0" * shift + raw).decode()
        yield encoded[4 if shift else 0 : -4]


SECRETS = {
    spelling: kind for kind, secret in AUTHOR._asdict().items() for spelling in spellings(secret)
}


def identity_in(text):
    """Which of the author's id, login, full name and mail address stands in ``text``; or None."""
    for spelling, kind in SECRETS.items():
        if spelling in text:
            return kind
    return None


def _clock(zone):
    moment = MADE.astimezone(zone)
    return (f"{moment:%H:%M:%S}", f"{moment:%H:%M}", f"{moment:%I:%M %p}", f"{moment:%H时%M分}")


TIMES = {
    *_clock(config.TIMEZONE),
    *_clock(zoneinfo.ZoneInfo("UTC")),
    str(int(MADE.timestamp())),
}


def time_in(text):
    """The time of day at which the item was made, if it stands in ``text``; or None."""
    return next((time for time in sorted(TIMES) if time in text), None)


def without(person, text):
    """``text`` with what belongs to ``person`` replaced, so that two people's can be compared."""
    # An address may stand in another address.
    for _level in range(2):
        text = unquote(text)
    for kind, secret in person._asdict().items():
        for spelling in spellings(secret):
            text = text.replace(spelling, f"<{kind}>")
    return text
