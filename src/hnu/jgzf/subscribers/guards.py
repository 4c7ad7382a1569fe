"""What nobody may do, script and ZMI included: delete, move or rename what cases hang on."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import listings
from Products.CMFCore.interfaces import ISiteRoot
from zExceptions import BadRequest


def keep_case(case, event):
    """No role may delete or move an evaluation or an answer; only the site takes them along."""
    if not _site_goes(event):
        raise BadRequest(
            _("error_case_stays", default="An evaluation can be neither deleted nor moved.")
        )


def keep_master_data(item, event):
    """A unit or person with cases stays, under its id: deactivate it."""
    if _site_goes(event) or event.oldParent is None:
        return
    target = event.object
    count = 0
    if item.portal_type == config.STAFF_MEMBER_TYPE:
        if target is item or _same(target, item):
            count = listings.count_of_unit(item.__parent__.getId(), item.getId())
    elif item.portal_type == config.UNIT_TYPE:
        count = listings.count_of_unit(item.getId())
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


def _same(one, other):
    return getattr(one, "getPhysicalPath", tuple)() == other.getPhysicalPath()


def _site_goes(event):
    return ISiteRoot.providedBy(event.object)
