"""Ways to ask, and what to look for in the answers. ``probes`` is the list that uses them.

A question is a function ``(world, who, person) -> [answer, …]``: what ``who`` sends. Oracles put
the same question about several people, other probes about the author alone.
"""

from dataclasses import dataclass
from io import BytesIO
from PIL import Image
from tests.privacy import evidence
from tests.privacy.world import AUTHOR
from tests.privacy.world import BYSTANDER
from tests.privacy.world import JSON
from tests.privacy.world import MEMBER
from tests.privacy.world import TYPED
from tests.privacy.world import UNKNOWN
from xml.sax.saxutils import escape
import re


def get(*paths, headers=None):
    """GET each of the paths, which may contain ``{item}``, ``{portal}``, ``{person.userid}`` …"""

    def question(world, who, person):
        return [world.ask(who, "GET", fill(path, world, person), headers=headers) for path in paths]

    return question


def rest(*paths):
    return get(*paths, headers=JSON)


def send(method, path, headers=None, json=None, data=None):
    """One request with a body; texts in ``json`` are filled in like paths."""

    def question(world, who, person):
        url = fill(path, world, person)
        body = fill(json, world, person) if json is not None else None
        return [world.ask(who, method, url, headers=headers, json=body, data=data)]

    return question


def call(method, *params, on="{item}"):
    """XML-RPC."""
    values = "".join(
        f"<param><value><string>{escape(value)}</string></value></param>" for value in params
    )
    body = (
        f"<?xml version='1.0'?><methodCall><methodName>{method}</methodName>"
        f"<params>{values}</params></methodCall>"
    )
    return send("POST", on, headers={"Content-Type": "text/xml"}, data=body)


def both(*questions):
    def question(world, who, person):
        return [answer for each in questions for answer in each(world, who, person)]

    return question


def fill(template, world, person):
    if isinstance(template, dict):
        return {name: fill(value, world, person) for name, value in template.items()}
    if isinstance(template, list):
        return [fill(value, world, person) for value in template]
    if not isinstance(template, str):
        return template
    target = world.target
    return template.format(
        item=target.url,
        parent=target.parent,
        portal=target.portal,
        path=target.path,
        uid=target.uid,
        center=f"{target.portal}/jgzf",
        bulletin=target.bulletin,
        draft=target.draft,
        person=person,
    )


@dataclass(frozen=True)
class Probe:
    """One known channel: its number in docs/privacy.md, its name and the question.

    ``who``: the attacker for whom the channel is open on a naive type.
    """

    channel: int
    name: str
    question: object
    who: str | None = MEMBER

    def __str__(self):
        return f"{self.channel} {self.name}"

    def finds(self, world, who):
        """What gives the author away to ``who``, in words; or None."""
        raise NotImplementedError


@dataclass(frozen=True)
class Shows(Probe):
    """The answer names the author.

    ``part``: a pattern; only what it matches counts. In the control, what stands on every page of
    Plone does not count for a probe of something else.
    """

    part: str = ""

    def finds(self, world, who):
        for answer in self.question(world, who, AUTHOR):
            text = evidence.text_of(answer)
            if self.part:
                text = "\n".join(re.findall(self.part, text))
            elif world.control:
                for part in evidence.PAGE_PARTS:
                    text = re.sub(part, "", text)
            kind = evidence.identity_in(text)
            if kind:
                return f"{kind} in {answer.request.method} {answer.url}: {answer.status_code}"
        return None


@dataclass(frozen=True)
class Tells(Probe):
    """The answer about the author differs from that about others, or about nobody.

    ``accounts``: that there is such an account is no secret on this page. ``makes``: each request
    makes a case, whose number and time do not count.
    """

    accounts: bool = False
    makes: bool = False

    def finds(self, world, who):
        author, bystander, unknown = (
            [self.comparable(answer, person) for answer in self.question(world, who, person)]
            for person in (AUTHOR, BYSTANDER, UNKNOWN)
        )
        if author != bystander:
            return "the author's answer differs from another member's"
        if author != unknown and not self.accounts:
            return "the author's answer differs from an unknown id's"
        return None

    def comparable(self, answer, person):
        text = comparable(answer, person)
        return re.sub(r"\d{8}-[0-9A-Z]{6}|T\d\d:\d\d:\d\d", "", text) if self.makes else text


@dataclass(frozen=True)
class Groups(Probe):
    """The order of the answer puts the items of one author side by side."""

    def finds(self, world, who):
        for answer in self.question(world, who, AUTHOR):
            body = answer.text
            places = [body.find(url) for url in world.target.others]
            if -1 not in places:
                order = sorted(range(4), key=places.__getitem__)
                if [number % 2 for number in order] in ([0, 0, 1, 1], [1, 1, 0, 0]):
                    return f"grouped by author: {answer.url}"
        return None


@dataclass(frozen=True)
class Dates(Probe):
    """The answer contains the time of day at which the item was made."""

    def finds(self, world, who):
        for answer in self.question(world, who, AUTHOR):
            time = evidence.time_in(evidence.text_of(answer))
            if time:
                return f"{time} in {answer.url}"
        return None


@dataclass(frozen=True)
class Caches(Probe):
    """A page that differs by viewer may be kept by a shared cache."""

    def finds(self, world, who):
        for answer in self.question(world, who, AUTHOR):
            control = answer.headers.get("Cache-Control", "")
            if answer.status_code == 200 and not {"private", "no-store"} <= set(
                re.split(r"[,\s]+", control)
            ):
                return f"Cache-Control {control!r} of {answer.url}"
        return None


@dataclass(frozen=True)
class Files(Probe):
    """A file carries the author's name in its metadata."""

    def finds(self, world, who):
        for answer in self.question(world, who, AUTHOR):
            if answer.content[:2] == b"\xff\xd8":
                exif = Image.open(BytesIO(answer.content)).getexif()
                kind = evidence.identity_in(str(dict(exif)))
                if kind:
                    return f"{kind} in the metadata of {answer.url}"
        return None


@dataclass(frozen=True)
class Names(Probe):
    """The address is made of what the author typed."""

    def finds(self, world, who):
        return TYPED if TYPED in world.target.path else None


# What differs from one request to the next.
_VOLATILE = re.compile(r'_authenticator[^&>]*|[0-9a-f]{32,}|name="token"[^>]*')
_COMPARED_HEADERS = ("Location", "Content-Type", "Content-Length", "Cache-Control")


def comparable(answer, person):
    headers = {name: answer.headers.get(name) for name in _COMPARED_HEADERS}
    if "_authenticator" in answer.text:
        del headers["Content-Length"]
    text = f"{answer.status_code} {sorted(headers.items(), key=str)}\n{answer.text}"
    return _VOLATILE.sub("", evidence.without(person, text))
