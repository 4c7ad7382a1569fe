"""What nobody may do, script and ZMI included: delete, move or rename what cases hang on."""

from Acquisition import aq_base
from hnu.jgzf import _
from hnu.jgzf.content.center import ICenter
from hnu.jgzf.content.evaluation import Evaluation
from hnu.jgzf.content.evaluation import IEvaluation
from hnu.jgzf.content.feedback import IFeedback
from hnu.jgzf.content.staff_member import IStaffMember
from hnu.jgzf.content.supervision_order import ISupervisionOrder
from hnu.jgzf.content.supervision_order import SupervisionOrder
from hnu.jgzf.content.unit import IUnit
from hnu.jgzf.domain import listings
from hnu.jgzf.interfaces.errors import BadRequest


def keep_what_has_cases(item, event):
    """Refuse what would take a case along: deactivate the unit or person instead.

    Only the whole site takes its cases along. Registered for every object: such a subscriber is
    called before those that are registered for a type, which would have taken the children, and
    the object itself, out of the catalog by then.
    """
    if aq_base(item) is not aq_base(event.object):
        return
    if IEvaluation.providedBy(item) or IFeedback.providedBy(item):
        # To be added with events is not for them either: lifecycle and submission add them.
        raise BadRequest(
            _("error_case_stays", default="An evaluation can be neither deleted nor moved.")
        )
    if ISupervisionOrder.providedBy(item):
        raise BadRequest(
            _("error_order_stays", default="A supervision order can be neither deleted nor moved.")
        )
    count = _cases_of(item) if event.oldParent is not None else 0
    if count:
        raise BadRequest(
            _(
                "error_has_cases",
                default=(
                    "${title} has ${n} evaluations and can be neither deleted nor renamed. "
                    "Deactivate it instead."
                ),
                mapping={"title": item.title, "n": count},
            )
        )
    if event.oldParent is not None and _has_orders(item):
        raise BadRequest(
            _(
                "error_has_orders",
                default=(
                    "${title} has supervision orders and can be neither deleted nor renamed. "
                    "Deactivate it instead."
                ),
                mapping={"title": item.title},
            )
        )


def _has_orders(item):
    if ICenter.providedBy(item):
        return any(_has_orders(unit) for unit in item.objectValues())
    # The cases of its orders may be elsewhere by now.
    return IUnit.providedBy(item) and bool(
        item.objectIds(SupervisionOrder.meta_type, ordered=False)
    )


def _cases_of(item):
    if ICenter.providedBy(item):
        return sum(_cases_of(unit) for unit in item.objectValues())
    if IUnit.providedBy(item):
        # Not from the catalog, which does not know them while the add-on is not installed
        return len(item.objectIds(Evaluation.meta_type, ordered=False))
    if IStaffMember.providedBy(item):
        return listings.count_of_unit(item.__parent__.getId(), item.getId())
    return 0
