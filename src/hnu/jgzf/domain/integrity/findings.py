"""What a check finds: one line a person can act on. No line says anything about an evaluator."""

from typing import NamedTuple


RESTORE = "Take it from a backup: docs/operations.md, Checking."
MEND = "Run with --repair."


class Finding(NamedTuple):
    """``area``: the check's name. ``subject``: a number, a code or a name. ``problem``: a sentence.

    ``repair`` is what ``mending`` has to do: its name and arguments, texts and numbers only; empty
    for what cannot be derived from content, and then ``advice`` says what to do.
    """

    area: str
    subject: str
    problem: str
    repair: tuple = ()
    advice: str = RESTORE

    def __str__(self):
        advice = MEND if self.repair else self.advice
        return f"{self.area}: {self.subject}: {self.problem}. {advice}"
