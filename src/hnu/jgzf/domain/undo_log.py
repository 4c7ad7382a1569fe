"""Keeping names out of the database's own log of transactions.

ZODB notes user and path of every write, and Plone shows the notes to any member
(``@transactions``). What is written to a case is written by nobody (docs/privacy.md, rule 7).
"""

import transaction


def forget_user():
    """Clear user and description of the current transaction when it is committed.

    In the publisher, in workers and in scripts alike. Call it from every function that writes
    to a case or to what belongs to its evaluator: a retried request registers it again.
    """
    current = transaction.get()
    current.addBeforeCommitHook(clear_notes, args=(current,))


def clear_notes(current):
    """Leave neither user nor path nor extended data on the transaction ``current``."""
    current.user = ""
    current.description = ""
    current.extension = {}
