from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.account import Account
from hnu.jgzf.content.names import IdFromField
from hnu.jgzf.content.names import is_employee_number
from hnu.jgzf.content.opaque import OpaqueToSources
from hnu.jgzf.content.photo import is_photo
from hnu.jgzf.content.photo import NeutralPhoto
from hnu.jgzf.interfaces.texts import printable
from plone.autoform import directives
from plone.dexterity.content import FTIAwareSpecification
from plone.dexterity.content import Item
from plone.namedfile.field import NamedBlobImage
from plone.supermodel import model
from z3c.form.interfaces import IEditForm
from zope import schema
from zope.interface import implementer


is_line = printable(config.LINE_MAX_LENGTH)


class IStaffMember(model.Schema):
    """工作人员: a person who can be evaluated. The id is the employee number (R5, R33)."""

    title = schema.TextLine(title=_("label_staff_name", default="Name"), constraint=is_line)

    directives.mode(IEditForm, employee_number="display")
    employee_number = schema.TextLine(
        title=_("label_employee_number", default="Employee number"),
        description=_("help_employee_number", default="It stands in addresses and never changes."),
        constraint=is_employee_number,
    )

    position = schema.TextLine(
        title=_("label_position", default="Position"), constraint=is_line, required=False
    )

    photo = NamedBlobImage(
        title=_("label_photo", default="Campus card photo"),
        description=_(
            "help_photo",
            default=(
                "JPEG or PNG of at most 5 MB, upright, 3:4. The name of the file and what the "
                "camera noted in it are not kept."
            ),
        ),
        # What is_photo finds out counts, not what somebody calls it.
        accept=(),
        constraint=is_photo,
        required=False,
    )

    userid = Account(
        title=_("label_userid", default="Account"),
        description=_(
            "help_staff_userid",
            default=(
                "User id, login or full name of the person. Without it the system cannot tell "
                "when this person deals with an evaluation about herself."
            ),
        ),
        required=False,
    )

    active = schema.Bool(
        title=_("label_active", default="Active"),
        description=_(
            "help_staff_active", default="Only active people can be evaluated. Old cases stay."
        ),
        required=False,
        default=True,
    )


@implementer(IStaffMember)
class StaffMember(OpaqueToSources, Item):
    __providedBy__ = FTIAwareSpecification()
    meta_type = "jgzf Staff Member"

    # Where a field was never filled in, Dexterity would search the schemas each time.
    position = None
    userid = None
    active = True

    employee_number = IdFromField()
    photo = NeutralPhoto()

    def cb_isCopyable(self):
        return False


def account_of_person(unit, employee_number):
    """User id of the unit's person of that number; None where there is none, or it is not known."""
    person = unit.get(employee_number) if employee_number else None
    return person.userid if person is not None else None


def accounts_of_evaluated(case):
    """User ids of the person ``case`` is about, and of those it was about before a transfer: a set.

    What somebody wrote about a person stays about that person.
    """
    center = case.__parent__.__parent__
    places = [(case.__parent__, case.staff_member)]
    places += [(center.get(holder.unit), holder.staff_member) for holder in case.holders]
    accounts = {account_of_person(unit, number) for unit, number in places if unit is not None}
    return accounts - {None, ""}
