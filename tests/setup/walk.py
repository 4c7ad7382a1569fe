"""All our pages, walked through as a browser would behind a proxy that gives another address."""

from collections import Counter
from lxml import html
from urllib.parse import parse_qsl
from urllib.parse import urljoin
from urllib.parse import urlsplit
import json
import re


OUTSIDE = "https://portal.example.edu"
PREFIX = f"{OUTSIDE}/portal"

# Attributes that hold an address. ``data-…-url`` is what Plone's patterns read.
ADDRESSES = ("href", "src", "action", "formaction", "data-base-url", "data-portal-url")
# What a browser asks no server for
NO_SERVER = ("mailto:", "tel:", "data:", "javascript:", "#")
# Pages that lead out of our own part, or do something
NOT_VISITED = (
    "logout",
    "++add++",
    "delete_confirmation",
    "folder_contents",
    "content_status",
    "object_",
    "translation",
    "@@photo",
    "/@@images",
)


# Statistics are narrowed further and further, in any order: so often a page is visited at most with
# the same parameters, each time with other values.
VALUES = 4


class Walk:
    """All that one person reaches from the center by links that lead to pages of ours.

    ``wrong`` names what leads elsewhere than below the prefix, and pages that failed.
    """

    def __init__(self, life, userid, language):
        parts = urlsplit(life.url)
        self.base = (
            f"http://{parts.netloc}/VirtualHostBase/https/portal.example.edu:443"
            f"{parts.path}/VirtualHostRoot/_vh_portal"
        )
        self.session = life.session(userid)
        self.session.headers["Accept-Language"] = language
        self.session.cookies["I18N_LANGUAGE"] = language
        self.pages = {}
        self.visits = Counter()
        self.resources = set()
        self.wrong = []

    def go(self, *paths):
        waiting = list(paths)
        while waiting:
            path = waiting.pop(0)
            kind = page_and_parameters(path)
            if path in self.pages or self.visits[kind] == VALUES:
                continue
            self.visits[kind] += 1
            answer = self.get(path)
            self.pages[path] = answer
            waiting += [
                found
                for found in self.look_at(path, answer)
                if found.startswith("/jgzf") and not any(part in found for part in NOT_VISITED)
            ]
        return self

    def get(self, path, **headers):
        return self.session.get(
            self.base + path, headers=headers, timeout=60, allow_redirects=False
        )

    def look_at(self, path, answer):
        """Paths below the prefix that the page leads to."""
        if answer.status_code >= 400:
            self.wrong.append(f"{path}: {answer.status_code}")
            return
        if "Location" in answer.headers:
            yield from self.inside(path, "Location", answer.headers["Location"])
        if not answer.headers.get("Content-Type", "").startswith("text/html") or not answer.text:
            return
        tree = html.fromstring(answer.text)
        for element in tree.xpath("//*[@*]"):
            for name in ADDRESSES:
                value = element.get(name)
                if value:
                    found = list(self.inside(path, f"{element.tag} {name}", value))
                    if element.tag == "a":
                        yield from found
                    elif element.tag in ("link", "script", "img", "use", "image"):
                        self.resources.update(found)

    def inside(self, path, where, value):
        """The address without the prefix, as a list of one; or none, and it is noted as wrong."""
        if value.startswith(NO_SERVER):
            return
        address = urljoin(PREFIX + path, value).partition("#")[0]
        if address.startswith(f"{PREFIX}/") or address == PREFIX:
            yield address.removeprefix(PREFIX)
        elif address.startswith(OUTSIDE) or "localhost" in address or "127.0.0.1" in address:
            self.wrong.append(f"{path}: {where}: {value}")

    def rest(self, path):
        """Note addresses in an answer of REST that do not stand below the prefix."""
        answer = self.get(path, Accept="application/json")
        if answer.status_code != 200:
            self.wrong.append(f"REST {path}: {answer.status_code}")
            return
        for address in re.findall(r"https?://[^\"\s<>]+", json.dumps(answer.json())):
            list(self.inside(path, "REST", address))


def page_and_parameters(path):
    """The path without its query, and the names in the query in any order."""
    parts = urlsplit(path)
    return parts.path, frozenset(name for name, _value in parse_qsl(parts.query, True))
