"""Who wrote a case, and who has looked: one annotation of the case, read nowhere else.

Only this module knows the annotation's key. ``evaluator_of`` is called by the rules that must
know (``content.local_roles``, ``domain``), never to show anything.
"""

from hnu.jgzf.content.evaluation import IEvaluation
from persistent import Persistent
from typing import NamedTuple
from zope.annotation.interfaces import IAnnotations


KEY = "hnu.jgzf.identity"


class Disclosure(NamedTuple):
    """One look at the evaluator's identity: never what was seen, only who looked and why.

    ``at`` is an aware datetime; ``role`` the site's role in which the person looked.
    """

    userid: str
    name: str
    role: str
    at: object
    reason: str


class Outsider(NamedTuple):
    """An evaluator without an account, for whom a supervisor entered the case (R10).

    ``channel`` is one of ``config.HEARD_BY``; ``received`` the day (``date``) on which it came in.
    """

    channel: str
    name: str
    received: object


class Seal(NamedTuple):
    """What is kept of the code on a receipt: see ``domain.receipt_codes``."""

    method: str
    salt: bytes
    digest: bytes


class Identity(Persistent):
    """The evaluator of one case.

    ``evaluator`` is a user id, or None for an outsider. ``contact`` is how the evaluator wants to
    be reached, a line of text. ``disclosures`` is a tuple of :class:`Disclosure`, oldest first.
    ``outsider`` is an :class:`Outsider`, ``receipt`` the :class:`Seal` of her code; both are None
    for a member. ``anonymised`` is the day (``date``) on which all of that was forgotten, or None.
    """

    disclosures = ()
    outsider = None
    receipt = None
    anonymised = None

    def __init__(self, evaluator, contact="", outsider=None):
        self.evaluator = evaluator
        self.contact = contact
        if outsider is not None:
            self.outsider = outsider

    def note(self, disclosure):
        """Enter one more look."""
        self.disclosures = (*self.disclosures, disclosure)

    def forget(self, day):
        """Leave nothing of the person, on that ``day``; see ``domain.retention``.

        Of an outsider the day on which she was heard stays: the time to answer counts from it.
        """
        self.evaluator = None
        self.contact = ""
        self.disclosures = ()
        self.receipt = None
        if self.outsider is not None:
            self.outsider = Outsider("", "", self.outsider.received)
        self.anonymised = day


def set_identity(case, identity):
    """Seal ``identity`` into a case that is not yet part of the site.

    Before the case is added: dynamic roles are cached for a request.
    """
    annotations = IAnnotations(case)
    if KEY in annotations:
        raise ValueError("The identity of a case is set once.")
    annotations[KEY] = identity


def get_identity(case):
    return IAnnotations(case)[KEY]


def is_anonymised(case):
    """Whether nobody knows any more who wrote ``case``."""
    return get_identity(case).anonymised is not None


def evaluator_of(case):
    """User id of the person who wrote ``case``.

    None for somebody without an account, for a case that was anonymised, as for one that is still
    being made: nobody who is logged in is that person.
    """
    if not IEvaluation.providedBy(case):
        raise TypeError(case)
    identity = IAnnotations(case).get(KEY)
    return identity.evaluator if identity is not None else None
