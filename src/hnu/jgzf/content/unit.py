from collective.z3cform.datagridfield.datagridfield import DataGridFieldWidgetFactory
from collective.z3cform.datagridfield.row import DictRow
from datetime import date
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.account import Account
from hnu.jgzf.content.hiding import check_unknown
from hnu.jgzf.content.names import IdFromField
from hnu.jgzf.content.names import is_case_number
from hnu.jgzf.content.names import is_code
from hnu.jgzf.content.opaque import OpaqueToSources
from hnu.jgzf.interfaces.texts import printable
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.dexterity.content import FTIAwareSpecification
from plone.supermodel import model
from z3c.form.interfaces import IEditForm
from zope import schema
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import Invalid
from zope.interface import invariant


is_line = printable(config.LINE_MAX_LENGTH)
VIEW_ADMINISTRATORS = "hnu.jgzf.ViewAdministrators"


class IAdministratorRow(Interface):
    """One line of the roster (R32): who answers for the unit, from when until when."""

    userid = Account(
        title=_("label_userid", default="Account"),
        description=_(
            "help_userid", default="Her user id; a name or login is turned into it when saved."
        ),
        required=False,
    )
    name = schema.TextLine(title=_("label_name", default="Name"), constraint=is_line)
    mobile = schema.TextLine(
        title=_("label_mobile", default="Mobile"), constraint=is_line, required=False
    )
    qq = schema.TextLine(title=_("label_qq", default="QQ"), constraint=is_line, required=False)
    # The contract's name for the first day is a keyword of Python.
    locals()["from"] = schema.Date(title=_("label_from", default="From"), required=False)
    until = schema.Date(title=_("label_until", default="Until"), required=False)
    deputy = schema.Bool(title=_("label_deputy", default="Deputy"), required=False, default=False)


class IUnit(model.Schema):
    """单位: an office that can be evaluated. Its id is its code."""

    title = schema.TextLine(
        title=_("label_unit_title", default="Name of the unit"), constraint=is_line
    )

    directives.mode(IEditForm, code="display")
    code = schema.TextLine(
        title=_("label_unit_code", default="Unit code"),
        description=_(
            "help_unit_code",
            default="Letters and digits, such as jwc. It stands in addresses and never changes.",
        ),
        constraint=is_code,
    )

    active = schema.Bool(
        title=_("label_active", default="Active"),
        description=_(
            "help_unit_active", default="Only active units can be evaluated. Old cases stay."
        ),
        required=False,
        default=True,
    )

    party_branch = schema.TextLine(
        title=_("label_party_branch", default="Party branch"), constraint=is_line, required=False
    )

    host_unit = schema.Choice(
        title=_("label_host_unit", default="Host unit"),
        description=_("help_host_unit", default="The unit to which this one is attached."),
        vocabulary="hnu.jgzf.Units",
        required=False,
    )

    directives.read_permission(head=VIEW_ADMINISTRATORS, administrators=VIEW_ADMINISTRATORS)
    head = Account(
        title=_("label_head", default="Head of the unit"),
        description=_(
            "help_head", default="The head's account: user id, login or full name of the person."
        ),
        required=False,
    )

    directives.widget(
        "administrators",
        DataGridFieldWidgetFactory,
        auto_append=False,
        allow_reorder=True,
    )
    administrators = schema.List(
        title=_("label_administrators", default="Administrators"),
        description=_(
            "help_administrators",
            default="They answer for this unit between the two dates, both included.",
        ),
        value_type=DictRow(title=_("label_row", default="Row"), schema=IAdministratorRow),
        required=False,
        defaultFactory=list,
    )

    @invariant
    def dates_in_order(data):
        for row in data.administrators or ():
            first, last = row.get("from"), row.get("until")
            if first and last and last < first:
                raise Invalid(
                    _(
                        "error_dates_order",
                        default="${name}: the last day lies before the first.",
                        mapping={"name": row.get("name") or ""},
                    )
                )


@implementer(IUnit)
class Unit(OpaqueToSources, Container):
    """Staff members by employee number, evaluations by case number."""

    __providedBy__ = FTIAwareSpecification()
    meta_type = "jgzf Unit"
    _ordering = "unordered"

    # Where a field was never filled in, Dexterity would search the schemas each time.
    active = True
    head = None

    code = IdFromField()

    def __before_publishing_traverse__(self, published, request=None):
        """What there is not answers nobody before she has logged in, as what there is."""
        request = request or published
        names = request["TraversalRequestNameStack"]
        if names and is_case_number(names[-1]) and names[-1] not in self:
            check_unknown(request)
        super().__before_publishing_traverse__(published, request)

    def cb_isCopyable(self):
        return False


def active_administrators(unit, day):
    """Rows of ``unit.administrators`` that are in force on ``day`` (a ``date``)."""
    return [
        row
        for row in unit.administrators or ()
        if (row.get("from") or date.min) <= day <= (row.get("until") or date.max)
    ]


def is_administrator(unit, userid, day):
    """Whether the account ``userid`` answers for ``unit`` on ``day`` (a ``date``)."""
    return bool(userid) and any(
        row.get("userid") == userid for row in active_administrators(unit, day)
    )
