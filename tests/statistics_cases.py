"""Enough cases of the last weeks for rates, charts and tables; before the present day by turns."""

from datetime import timedelta
from hnu.jgzf.domain import dates
from tests import factories


DISSATISFIED = "very_dissatisfied"
LEVELS = ("very_satisfied", "satisfied", "satisfied", "neutral", DISSATISFIED, "satisfied")


def ago(days):
    """It was so many days ago, at this hour."""
    return dates.at(dates.now() - timedelta(days=days))


def make():
    """Cases of ``jwc``: seven of the unit and two of a person; of ``hqc`` two. A list.

    Thirty days ago; all of ``jwc`` were answered on the day after, six rated, one closed; of
    ``hqc`` one is overdue and one not due yet.
    """
    cases = []
    with ago(30):
        for number in range(7):
            cases.append(factories.submit(**factories.choice(category=number % 3)))
        cases += [factories.submit(staff_member="20120356") for _number in range(2)]
        cases.append(factories.submit("student", unit="hqc"))
    with ago(29):
        for case in cases[:9]:
            factories.answer(case)
    with ago(28):
        for case, level in zip(cases, LEVELS, strict=False):
            factories.rate(case, level)
        factories.close(cases[0])
    cases.append(factories.submit("student", unit="hqc"))
    return cases


# The period in which all of them lie, as parameters of an address
def period():
    today = dates.today()
    return {"period": "custom", "from": f"{today - timedelta(days=40)}", "to": f"{today}"}
