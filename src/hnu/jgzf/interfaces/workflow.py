from zope.interface import Interface


class ITransitionGuard(Interface):
    """What the guards of the case's workflow ask; an adapter of a case."""

    def allows(transition):
        """Whether the current user can make ``transition`` (its id) now: a bool."""
