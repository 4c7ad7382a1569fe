"""What every check has in common."""

from Acquisition import aq_base


class Check:
    """One of the checks of ``examination``.

    ``of_case`` is asked for every case that can be read, ``at_end`` once after them; both give
    ``findings.Finding`` objects. ``known`` is by then a dict: unit's code by number of every case.
    """

    def __init__(self, center, known):
        self.center = center
        self.known = known

    def of_case(self, case):
        return ()

    def at_end(self):
        return ()

    def kept(self, store):
        """The tree that a module of ``content`` keeps at the center; a mapping."""
        return getattr(aq_base(self.center), store.ATTRIBUTE, None) or {}
