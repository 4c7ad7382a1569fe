"""Taking a case out of sight (隐藏): on the object itself, so that no page has to think of it.

Nobody but the parties has View on a hidden case, whatever the workflow writes into it. On the way
through its address everybody else meets what she would meet at a number that was never given.
"""

from hnu.jgzf import config
from hnu.jgzf.content.visitors import account_of
from typing import NamedTuple


# Who sees a hidden case; the person it is about does not, whatever office she has.
PARTIES = (config.ROLE_EVALUATOR, config.ROLE_UNIT_ADMINISTRATOR, config.ROLE_SUPERVISOR)


class Hiding(NamedTuple):
    """One act: ``hidden`` is True where the case was hidden, False where it was shown again.

    ``at`` is an aware datetime; the ``reason`` is for the parties. Who did it stands in the
    supervisors' log.
    """

    hidden: bool
    at: object
    reason: str


class UnlessHidden:
    """In place of a class attribute ``_…_Permission``: which roles have that permission.

    What the workflow sets is kept, and is in force again once the case is shown; while it is
    hidden it means nothing. DCWorkflow sets it at each step, and in all cases when somebody clicks
    on "Update security settings".
    """

    def __init__(self, name, default):
        self.name = name
        self.default = default

    def __get__(self, case, cls=None):
        if case is None:
            return self.default
        return PARTIES if case.hidden else case.__dict__.get(self.name, self.default)

    def __set__(self, case, roles):
        case.__dict__[self.name] = roles

    def __delete__(self, case):
        case.__dict__.pop(self.name, None)


def check_visitor(case, about, request):
    """End a request on its way through the address of a hidden case that is none for its sender.

    :param about: user ids of the person whom the case is about, and was about before.
    """
    account = account_of(request)
    is_party = account is not None and account.has_permission("View", case)
    if is_party and account.getId() not in about:
        return
    # An error is shown around the last parent: it must not be the case.
    request["PARENTS"].pop()
    if account is None:
        ask_for_login(request)
    request.response.notFoundError(request["URL"])


def check_unknown(request):
    """The same for the number of a case that there is not: nobody learns that without a login."""
    if account_of(request) is None:
        ask_for_login(request)


def ask_for_login(request):
    """End a request as one that lacks a login."""
    request.response.unauthorized()
