"""Counters that are registers: orders, bulletins and summaries, each with the next number."""

from Acquisition import aq_base
from hnu.jgzf.content import bulletins
from hnu.jgzf.content import orders
from hnu.jgzf.content import unit_summaries
from hnu.jgzf.content.names import ORDER_ID
from hnu.jgzf.domain.integrity import reading
from hnu.jgzf.domain.integrity.check import Check
from hnu.jgzf.domain.integrity.findings import Finding
import re


ORDERS = "orders"
BULLETINS = "bulletins"
SUMMARIES = "summaries"


class Orders(Check):
    """The register at the center, and the orders in their units."""

    def at_end(self):
        entries = {entry.id: entry for entry in orders.entries(self.center)}
        there = set()
        for order in reading.orders(self.center):
            name, unit = order.getId(), order.__parent__.getId()
            there.add(name)
            entry = entries.get(name)
            if entry is None or (entry.unit, entry.cases) != (unit, tuple(order.cases)):
                yield Finding(ORDERS, name, "the register does not say so", ("order", unit, name))
            for number in order.cases:
                if number not in self.known:
                    yield Finding(ORDERS, name, f"it is about {number}, which is not there")
        for name in sorted(set(entries) - there):
            yield Finding(ORDERS, name, "it is in the register, and not there")
        for year, serial in self.kept(orders):
            if f"order-{year}-{serial}" not in entries:
                yield Finding(ORDERS, f"{year}-{serial}", "its entry has another number")


class Bulletins(Check):
    """Numbers of what was issued have no gap."""

    def at_end(self):
        years = {}
        for key, bulletin in self.kept(bulletins).items():
            if bulletin.id != key:
                yield Finding(BULLETINS, key, "it calls itself otherwise")
            if bulletin.is_issued:
                years.setdefault(bulletin.year, []).append(bulletin.number)
                if key != f"{bulletin.year}-{bulletin.number}":
                    yield Finding(BULLETINS, key, "it has another number")
        for year, numbers in sorted(years.items()):
            for number in sorted(set(range(1, max(numbers) + 1)) - set(numbers)):
                yield Finding(BULLETINS, f"{year}-{number}", "later ones are there, and it is not")


class Summaries(Check):
    """Records of a unit are numbered one after the other."""

    def at_end(self):
        kept = self.kept(unit_summaries)
        for code, records in kept.items():
            numbers = list(records)
            if numbers != list(range(1, len(numbers) + 1)) or any(
                record.number != number for number, record in records.items()
            ):
                yield Finding(SUMMARIES, code, "its summaries are not numbered one after the other")


def enter(center, order):
    """Enter an order as it is."""
    found = re.fullmatch(ORDER_ID, order.getId())
    orders.prepare(center)
    tree = getattr(aq_base(center), orders.ATTRIBUTE)
    entry = orders.Entry(order.getId(), order.__parent__.getId(), tuple(order.cases))
    tree[(int(found[1]), int(found[2]))] = entry
