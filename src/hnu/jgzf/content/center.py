from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.content.opaque import OpaqueToSources
from hnu.jgzf.interfaces.layer import IBrowserLayer
from hnu.jgzf.interfaces.layer import ICenterAPIRequest
from hnu.jgzf.interfaces.layer import ICenterPost
from hnu.jgzf.interfaces.layer import IOurPage
from hnu.jgzf.interfaces.texts import is_mail
from hnu.jgzf.interfaces.texts import is_phone
from hnu.jgzf.interfaces.texts import printable
from plone.dexterity.content import Container
from plone.dexterity.content import FTIAwareSpecification
from plone.rest.interfaces import IAPIRequest
from plone.supermodel import model
from zExceptions import NotFound
from zope import schema
from zope.interface import alsoProvides
from zope.interface import directlyProvidedBy
from zope.interface import directlyProvides
from zope.interface import implementer


class IContactBlock(model.Schema):
    """Whom people reach, on the home page and in the guides (R10, R36)."""

    model.fieldset(
        "contact",
        label=_("legend_contact", default="Contact block"),
        fields=["contact_office", "contact_phone", "contact_mail", "contact_note"],
    )

    contact_office = schema.TextLine(
        title=_("label_contact_office", default="Office"),
        constraint=printable(config.LINE_MAX_LENGTH),
        required=False,
    )
    contact_phone = schema.TextLine(
        title=_("label_contact_phone", default="Phone"), constraint=is_phone, required=False
    )
    contact_mail = schema.TextLine(
        title=_("label_contact_mail", default="Mail"), constraint=is_mail, required=False
    )
    contact_note = schema.Text(
        title=_("label_contact_note", default="Note"),
        description=_(
            "help_contact_note",
            default="For people without an account: how to be heard (R10, R36).",
        ),
        constraint=printable(config.NOTE_MAX_LENGTH),
        required=False,
    )


class ICenter(IContactBlock):
    """机关作风评价: the system's home, one in a site. Holds units and nothing else."""

    title = schema.TextLine(
        title=_("label_title", default="Title"), constraint=printable(config.LINE_MAX_LENGTH)
    )

    description = schema.Text(
        title=_("label_summary", default="Summary"),
        description=_("help_summary", default="One or two sentences below the title."),
        constraint=printable(config.NOTE_MAX_LENGTH),
        required=False,
    )


@implementer(ICenter)
class Center(OpaqueToSources, Container):
    """Units by code; evaluators' case numbers in ``_evaluators`` (``content.evaluators``)."""

    __providedBy__ = FTIAwareSpecification()
    meta_type = "jgzf Center"
    _ordering = "unordered"

    def cb_isCopyable(self):
        return False

    def __before_publishing_traverse__(self, published, request):
        """Without its type, after uninstalling, there is nothing here for anybody."""
        if self.getTypeInfo() is None:
            raise NotFound
        if IBrowserLayer.providedBy(request):
            if IAPIRequest.providedBy(request):
                # In front of plone.rest's own interface: our view of errors takes precedence.
                directlyProvides(request, ICenterAPIRequest, directlyProvidedBy(request))
            else:
                alsoProvides(request, ICenterPost if request.method == "POST" else IOurPage)
        return super().__before_publishing_traverse__(published, request)
