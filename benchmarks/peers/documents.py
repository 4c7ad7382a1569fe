"""The process of stock Plone: Documents in a folder, listed by Collections."""

from benchmarks.instance import Instance
from benchmarks.peers import documents_filling
from benchmarks.peers.documents_filling import FOLDER
from benchmarks.peers.documents_filling import MINE
from benchmarks.peers.documents_filling import NEWEST
from benchmarks.peers.plone_site import form_of
from benchmarks.peers.plone_site import member
from benchmarks.peers.plone_site import Members
from benchmarks.peers.plone_site import SITE
from benchmarks.peers.served import serve
from benchmarks.peers.visitor import expect
from benchmarks.texts import content
from benchmarks.texts import TOPIC
from importlib.metadata import version
from itertools import count
from pathlib import Path
import sys


class Documents:
    def __init__(self, folder, total):
        folder = Path(folder)
        done = folder / "filled"
        self.instance = Instance(folder)
        if not done.exists():
            documents_filling.fill(self.instance, total)
            done.write_text(f"{total}\n")
        self.members = Members(self.instance)
        with self.instance.session(SITE) as site:
            self.numbers = count(len(site[FOLDER]))

    def describe(self):
        packages = ("Products.CMFPlone", "Zope", "ZODB")
        return ", ".join(f"{name} {version(name)}" for name in packages)

    def submit(self):
        """Plone's add form of a Document, saving it, the Document."""
        number = next(self.numbers)
        visitor = self.members(member(number))
        address = f"/{SITE}/{FOLDER}/++add++Document"
        form, token = form_of(visitor, address)
        fields = {
            "form.widgets.IDublinCore.title": f"{TOPIC}{number}",
            "form.widgets.IRichTextBehavior.text": f"<p>{content(number)}</p>",
            "form.buttons.save": "Save",
            "_authenticator": token,
        }
        posted = expect(visitor.post(address, fields), 302)
        page = expect(visitor.get(posted.headers["location"]), 200, f"{TOPIC}{number}")
        return {"form": form.seconds, "post": posted.seconds, "next": page.seconds}

    def newest(self):
        """The Collection of all Documents, newest first."""
        answer = self.members(member(1)).get(f"/{SITE}/{NEWEST}")
        return {"page": expect(answer, 200, TOPIC).seconds}

    def mine(self):
        """The Collection of one's own Documents, newest first."""
        answer = self.members(member(1)).get(f"/{SITE}/{MINE}")
        return {"page": expect(answer, 200, TOPIC).seconds}


def main(folder, total):
    documents = Documents(folder, int(total))
    names = ("describe", "submit", "newest", "mine")
    serve({name: getattr(documents, name) for name in names})


if __name__ == "__main__":
    main(*sys.argv[1:])
