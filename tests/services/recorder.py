"""Examples of the documentation, recorded from real calls and put between marks in its page.

``<!-- recorded: NAME -->`` … ``<!-- end -->``
"""

from http import HTTPStatus
import hashlib
import json
import re


BASE = "https://portal.example.edu.cn"
HEADERS = ("Allow", "Cache-Control", "Content-Type", "Location")
NUMBER = re.compile(r"(\d{8})-[0-9A-Z]{6}(?![0-9A-Z])")
SUFFIXES = ("M4X9TB", "R8D4NX", "3WZ9HB", "7T0QKE")
# On a receipt
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
# Of a notice
ID = re.compile(r"\b[0-9a-f]{16}\b")
# Of a draft
DRAFT = re.compile(r"\bdraft-[0-9a-f]{8}\b")
# What a bulletin prints of the log, which depends on random numbers
PRINTED_SEAL = re.compile(r"校验码[0-9a-f]{12}")
# Of an entry of the supervisors' log, or of what a report would change
SEAL = re.compile(r"\b[0-9a-f]{64}\b")
# Stands in a message and is nobody's.
SAMPLE = "20261124-7KQ2MD"
BLOCK = re.compile(r"<!-- recorded: (?P<name>[a-z-]+) -->\n(?P<text>.*?)<!-- end -->", re.DOTALL)


class Recorder:
    """``base`` is the address of the portal under test; random numbers get names in order."""

    def __init__(self, base):
        self.base = base
        self.numbers = []
        self.ids = []
        self.seals = []
        self.examples = {}

    def record(self, name, response):
        """Keep a call and its answer as the example ``name``."""
        assert name not in self.examples, name
        self.examples[name] = self.normalize(
            f"```http\n{self._request(response.request)}\n```\n\n"
            f"```http\n{self._response(response)}\n```\n"
        )

    def _request(self, request):
        lines = [
            f"{request.method} {request.url.removeprefix(self.base)} HTTP/1.1",
            "Accept: application/json",
        ]
        if "Authorization" in request.headers:
            lines.append("Authorization: Basic …")
        if "Content-Type" in request.headers:
            lines.append(f"Content-Type: {request.headers['Content-Type']}")
        if request.body:
            sent = json.loads(request.body)
            lines += ["", json.dumps(sent, indent=2, ensure_ascii=False)]
        return "\n".join(lines)

    def _response(self, response):
        status = HTTPStatus(response.status_code)
        lines = [f"HTTP/1.1 {status.value} {status.phrase}"]
        lines += [
            f"{name}: {response.headers[name]}" for name in HEADERS if name in response.headers
        ]
        text = response.text
        if "\\u" in text:
            # plone.restapi's own answers: the same, for people to read
            text = json.dumps(response.json(), indent=2, ensure_ascii=False)
        return "\n".join([*lines, "", text])

    def normalize(self, text):
        def name_of(match):
            number = match.group()
            if number == SAMPLE:
                return number
            if number not in self.numbers:
                self.numbers.append(number)
            return f"{match.group(1)}-{SUFFIXES[self.numbers.index(number)]}"

        def id_of(match):
            if match.group() not in self.ids:
                self.ids.append(match.group())
            return f"5f0c9a7b3e2147d{self.ids.index(match.group()) + 1:x}"

        def seal_of(match):
            if match.group() not in self.seals:
                self.seals.append(match.group())
            return hashlib.sha256(str(self.seals.index(match.group())).encode()).hexdigest()

        text = NUMBER.sub(name_of, text.replace(self.base, BASE))
        text = DRAFT.sub("draft-7d20a4f1", PRINTED_SEAL.sub("校验码c41e7d0b93a8", text))
        return SEAL.sub(seal_of, ID.sub(id_of, CODE.sub("5VQ8-0K3M-T7XD", text)))


def recorded(page):
    """The examples that stand in the text of a page: a dict by name."""
    return {match["name"]: match["text"] for match in BLOCK.finditer(page)}


def put(page, examples):
    """``page`` with the ``examples`` between their marks."""
    return BLOCK.sub(
        lambda match: f"<!-- recorded: {match['name']} -->\n{examples[match['name']]}<!-- end -->",
        page,
    )
