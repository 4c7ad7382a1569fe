"""The process of hnu.jgzf: a site with so many evaluations, and what people do in it."""

from benchmarks import lives
from benchmarks import university
from benchmarks.instance import Instance
from benchmarks.peers import ours_filling
from benchmarks.peers.ours_filling import PAGE
from benchmarks.peers.plone_site import form_of
from benchmarks.peers.plone_site import Members
from benchmarks.peers.plone_site import SITE
from benchmarks.peers.served import serve
from benchmarks.peers.visitor import expect
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import listings
from hnu.jgzf.domain.statistics.overview import overview
from hnu.jgzf.domain.statistics.selection import Selection
from importlib.metadata import version
from itertools import count
from pathlib import Path
from time import thread_time
import re
import sys
import transaction


# Calls of one sample of data: one alone is over before the clock has moved on.
CALLS = 20
READER = ours_filling.evaluator(1)
ADMINISTRATOR = university.administrator(university.UNIT)
CENTER = f"/{SITE}/jgzf"
HIDDEN_TOKEN = re.compile(r'name="token"[^>]*value="([^"]+)"')


class Ours:
    def __init__(self, folder, total):
        folder = Path(folder)
        done = folder / "filled"
        self.instance = Instance(folder)
        if not done.exists():
            ours_filling.fill(self.instance, total)
            done.write_text(f"{total}\n")
        self.members = Members(self.instance)
        with self.instance.session(SITE):
            ours_filling.fill_a_page()
            transaction.commit()
            self.items = listings.wall(size=1).total
        self.numbers = count(self.items)

    def describe(self):
        packages = ("hnu.jgzf", "Products.CMFPlone", "Zope", "ZODB")
        return ", ".join(f"{name} {version(name)}" for name in packages)

    def submit(self):
        """评价单位: the form, 提交评价 with the question answered, the page of thanks."""
        number = next(self.numbers)
        with self.instance.session(SITE):
            # Every other one is about a unit, but for every fortieth.
            sent = lives.sent(2 * number if number % 20 else 2)
        visitor = self.members(ours_filling.evaluator(number))
        address = f"{CENTER}/@@evaluate-unit"
        form, token = form_of(visitor, address)
        fields = {
            "form.widgets.unit": sent.unit,
            "form.widgets.category": sent.category,
            "form.widgets.description": sent.description,
            "form.widgets.topic": sent.topic,
            "form.widgets.content": sent.content,
            "token": HIDDEN_TOKEN.search(form.body)[1],
            "confirmed": "1",
            "form.buttons.submit": "1",
            "_authenticator": token,
        }
        posted = expect(visitor.post(address, fields), 302)
        page = expect(visitor.get(posted.headers["location"]), 200, "感谢您")
        return {"form": form.seconds, "post": posted.seconds, "next": page.seconds}

    def newest(self):
        """评价展示, as a page, as JSON and the data alone."""
        visitor = self.members(READER)
        page = expect(visitor.get(CENTER), 200, "</html>")
        rows = expect(visitor.get_json(f"{CENTER}/@evaluations?b_size=20"), 200, '"items"')
        return {"page": page.seconds, "rows": rows.seconds}

    def mine(self):
        """个人中心"""
        visitor = self.members(READER)
        page = expect(visitor.get(f"{CENTER}/@@my-evaluations"), 200, "</html>")
        return {"page": page.seconds}

    def statistics(self):
        """统计分析, of all evaluations."""
        visitor = self.members(university.SUPERVISOR)
        address = f"{CENTER}/@@statistics?period=custom&from=2020-01-01"
        return {"page": expect(visitor.get(address), 200, "</html>").seconds}

    def data(self):
        """The query and the rows of the three lists, without a page around them."""
        with self.instance.session(SITE, ADMINISTRATOR):
            return {
                "wall": timed(listings.wall),
                "mine": timed(lambda: listings.of_evaluator(PAGE, size=20)),
                "pending": timed(lambda: listings.queue("pending", [PAGE])),
                "mine_growing": timed(lambda: listings.of_evaluator(READER, size=20)),
                "pending_growing": timed(lambda: listings.queue("pending", [university.UNIT])),
                "statistics": timed(lambda: overview(Selection(), dates.today())),
            }

    def sizes(self):
        """How many each list of :meth:`data` has to choose from."""
        with self.instance.session(SITE, ADMINISTRATOR):
            return {
                "wall": listings.wall().total,
                "mine": listings.of_evaluator(PAGE).total,
                "pending": listings.queue("pending", [PAGE]).total,
                "mine_growing": listings.of_evaluator(READER).total,
                "pending_growing": listings.queue("pending", [university.UNIT]).total,
            }


def timed(read):
    """Processor seconds of one call, with what is read already in memory."""
    read()
    start = thread_time()
    for _call in range(CALLS):
        read()
    return (thread_time() - start) / CALLS


def main(folder, total):
    ours = Ours(folder, int(total))
    names = ("describe", "submit", "newest", "mine", "statistics", "data", "sizes")
    serve({name: getattr(ours, name) for name in names})


if __name__ == "__main__":
    main(*sys.argv[1:])
