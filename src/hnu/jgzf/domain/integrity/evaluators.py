"""The way from a person to her cases, and from an outsider's form to hers.

Who wrote a case is said by the case. The tree at the center follows from it, and never the other
way round: an author is not made up. No line names one.
"""

from Acquisition import aq_base
from hnu.jgzf.content import entries
from hnu.jgzf.content import evaluators
from hnu.jgzf.content.identity import evaluator_of
from hnu.jgzf.domain.integrity.cases import has_author
from hnu.jgzf.domain.integrity.check import Check
from hnu.jgzf.domain.integrity.findings import Finding


AREA = "evaluators"


class Evaluators(Check):
    def __init__(self, center, known):
        super().__init__(center, known)
        self.tree = self.kept(evaluators)
        self.found = 0

    def of_case(self, case):
        evaluator = evaluator_of(case)
        if not evaluator:
            return
        number = case.getId()
        if number in self.tree.get(evaluator, ()):
            self.found += 1
        else:
            yield Finding(
                AREA,
                number,
                "its evaluator does not find it among her own",
                ("evaluator", case.__parent__.getId(), number),
            )

    def at_end(self):
        if sum(len(entry) for entry in self.tree.values()) != self.found:
            # Only then are cases woken once more.
            yield from self._surplus()
        for number in dict.fromkeys(self.kept(entries).values()):
            if number not in self.known:
                yield Finding(
                    AREA,
                    number,
                    "a form that was entered for somebody leads to it, and it is not there",
                    ("form", number),
                )

    def _surplus(self):
        for userid, entry in self.tree.items():
            for number in entry:
                unit = self.known.get(number)
                case = self.center[unit][number] if unit is not None else None
                if case is None:
                    problem = "somebody finds it among her own, and it is not there"
                elif evaluator_of(case) != userid and has_author(case):
                    problem = "somebody finds it among her own who did not write it"
                else:
                    # That of a case without one may be all that is left to tell.
                    continue
                yield Finding(AREA, number, problem, ("strangers", number, unit or ""))


def enter(center, case):
    """Enter a case for its evaluator. By what form it came is not known any more."""
    evaluators.remember(center, evaluator_of(case), case.getId())


def forget_strangers(center, number, case):
    """Take a number from everybody who did not write ``case``; None: there is no such case."""
    evaluator = evaluator_of(case) if case is not None else None
    tree = getattr(aq_base(center), evaluators.ATTRIBUTE)
    for userid, entry in tree.items():
        if userid != evaluator and number in entry:
            del entry[number]
