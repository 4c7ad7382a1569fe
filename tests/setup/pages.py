"""The portal's own pages and REST answers as lines, so that two visits can be compared."""

from lxml import html
from tests.setup import foreign
import json
import re


PEOPLE = (None, "student", "webmaster")
JSON = {"Accept": "application/json"}
ENGLISH = {"Accept-Language": "en"}

# Address, headers, and who asks for it
EVERYBODYS = (
    ("", {}),
    (f"/{foreign.FRONT_PAGE}", {}),
    ("/about", {}),
    ("/about/history", {}),
    ("/about/draft", {}),
    ("/sitemap", {}),
    ("/@@search?SearchableText=History", {}),
    ("/login", {}),
    ("/about/RSS", {}),
    ("/no-such-page", {}),
    ("/@navigation", JSON),
    ("/@search?SearchableText=History", JSON),
    ("/@search?portal_type=Document&sort_on=path", JSON),
    ("/about", JSON),
)
ENGLISH_ONES = (("/en", ENGLISH), ("/en/campus", ENGLISH), ("/en/@navigation", JSON))
WEBMASTERS = (
    ("/@@overview-controlpanel", {}),
    ("/about/folder_contents", {}),
    ("/about/edit", {}),
    ("/about/@@sharing", {}),
    ("/@@usergroup-groupprefs", {}),
    ("/++add++Document", {}),
)

# Of each answer anew; how long it is has to do with what our entries add to the page.
_NO_HEADERS = ("Date", "Content-Length", "Last-Modified")

# Made anew for every answer, or counted for the whole portal.
_NOISE = (
    (re.compile(r"_authenticator=\w+"), ""),
    (re.compile(r"version=[\w.%-]+"), ""),
    (re.compile(r"[0-9a-f]{32,}"), ""),
    (re.compile(r"Z-\d+|\d{10,}\.\d+"), ""),
)


def take(life):
    """``{(who, address): answer}``; an answer is a status, its headers and its page."""
    found = {}
    # By this name a theme is used, and not by 127.0.0.1.
    base = life.url.replace("127.0.0.1", "localhost")
    for who in PEOPLE:
        session = life.session(who)
        addresses = EVERYBODYS
        addresses += ENGLISH_ONES if life.crowded else ()
        addresses += WEBMASTERS if who == "webmaster" else ()
        for address, headers in addresses:
            answer = session.get(base + address, headers=headers, timeout=60)
            key = f"{who} {address or '/'}{' REST' if headers is JSON else ''}"
            headers = {
                name: value for name, value in answer.headers.items() if name not in _NO_HEADERS
            }
            found[key] = answer.status_code, headers, answer.text
    return found


def lines(answer, removed):
    """What an answer says, line by line.

    :param removed: XPaths of what is left out of a page, or names of functions on data of REST.
    """
    status, headers, text = answer
    yield f"status {status}"
    yield from (_quiet(f"{name}: {value}") for name, value in headers.items())
    kind = headers["Content-Type"]
    if kind.startswith("application/json"):
        yield from json.dumps(_ours_removed(json.loads(text)), indent=1, sort_keys=True).split("\n")
    elif kind.startswith("text/html"):
        tree = html.fromstring(text)
        for path in removed:
            for element in tree.xpath(path):
                element.drop_tree()
        yield from _lines_of(tree)
    else:
        yield from _quiet(text).splitlines()


def _lines_of(tree):
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        attributes = " ".join(
            f'{name}="{value}"'
            for name, value in sorted(element.items())
            if not (element.get("name") == "_authenticator" and name == "value")
        )
        text = " ".join(" ".join(part.split()) for part in (element.text, element.tail) if part)
        yield _quiet(f"<{element.tag} {attributes}> {text}".rstrip())


def _quiet(text):
    for pattern, replacement in _NOISE:
        text = pattern.sub(replacement, text)
    return text


def _ours_removed(data):
    """Data of REST without the entries that lead to us."""
    if isinstance(data, dict):
        return {name: _ours_removed(value) for name, value in data.items()}
    if isinstance(data, list):
        return [
            _ours_removed(value)
            for value in data
            if not (isinstance(value, dict) and "/jgzf" in str(value.get("@id", "")))
        ]
    return data
