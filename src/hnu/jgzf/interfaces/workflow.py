from zope.interface import Interface


class ITransitionGuard(Interface):
    """What the guards of our workflows ask; an adapter of a case or an order."""

    def allows(transition):
        """Whether the current user can make ``transition`` (its id) now: a bool."""
