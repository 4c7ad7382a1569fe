"""What an order needs (R25), and what travels with its steps, checked as it comes."""

from datetime import timedelta
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import payloads
from hnu.jgzf.domain import text
from hnu.jgzf.domain.dates import read_day
from hnu.jgzf.domain.dates import today
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput


def order(unit, cases, words, due):
    """A new order to ``unit``, cleaned: ``cases``, ``text`` and ``due``, a dict.

    :raises InvalidInput: see ``orders.issue``.
    """
    errors = []
    checked = {
        "cases": _cases(unit, cases, errors),
        "text": text.check_text(
            "text",
            words,
            errors,
            least=config.TEXT_MIN_LENGTH,
            most=config.TEXT_MAX_LENGTH,
            missing=_("error_order_text", default="Say what is demanded."),
            too_short=_(
                "error_order_text_short",
                default="The demand is too short: at least ${least} characters.",
            ),
            too_long=_(
                "error_order_text_long", default="The demand is too long by ${n} characters."
            ),
        ),
        "due": _due(due, errors),
    }
    if errors:
        raise InvalidInput(tuple(errors))
    return checked


def _cases(unit, numbers, errors):
    """The numbers, each once, in the order they were given in."""
    if not isinstance(numbers, list | tuple) or not all(isinstance(n, str) for n in numbers):
        message = _("error_order_cases_list", default="Send a list of numbers of evaluations.")
        errors.append(FieldError("cases", message))
        return ()
    numbers = tuple(dict.fromkeys(number.strip() for number in numbers if number.strip()))
    message = _why_not_about(unit, numbers)
    if message is not None:
        errors.append(FieldError("cases", message))
    return numbers


def _why_not_about(unit, numbers):
    if not numbers:
        return _("error_order_cases", default="Choose at least one evaluation.")
    if len(numbers) > config.ORDER_CASES_AT_MOST:
        return _(
            "error_order_cases_many",
            default="Choose ${most} evaluations at most; issue a second order for the others.",
            mapping={"most": config.ORDER_CASES_AT_MOST},
        )
    brains = {brain.number: brain for brain in listings.with_numbers(numbers)}
    elsewhere = [n for n in numbers if n not in brains or brains[n].unit != unit.getId()]
    if elsewhere:
        return _(
            "error_order_cases_elsewhere",
            default="This unit has no evaluation ${numbers}.",
            mapping={"numbers": _listed(elsewhere)},
        )
    closed = [n for n in numbers if brains[n].state == config.CLOSED]
    if closed:
        return _(
            "error_order_cases_closed",
            default="Closed already: ${numbers}. An order is about open evaluations.",
            mapping={"numbers": _listed(closed)},
        )
    return None


def _listed(numbers):
    # What was sent may be anything, of any length.
    return "、".join(number[:20] for number in numbers[: config.ORDER_CASES_AT_MOST])


def _due(value, errors):
    day = read_day(value)
    if day is None:
        message = _("error_order_due", default="Enter the deadline as a date.")
    elif day <= today():
        message = _("error_order_due_past", default="The deadline must lie after today.")
    elif day > today() + timedelta(days=config.ORDER_DUE_AT_MOST):
        message = _("error_order_due_far", default="The deadline lies more than a year ahead.")
    else:
        return day
    errors.append(FieldError("due", message))
    return None


def answer(values):
    """The unit's answer, cleaned: a dict of ``content``.

    :raises InvalidInput: see ``orders.answer``.
    """
    values = values if isinstance(values, dict) else {}
    errors = []
    content = payloads.check_answer(values.get("content"), errors)
    if errors:
        raise InvalidInput(tuple(errors))
    return {"content": content}
