from hnu.jgzf import _
from hnu.jgzf.content.opaque import OpaqueToSources
from hnu.jgzf.interfaces.layer import IBrowserLayer
from hnu.jgzf.interfaces.layer import ICenterAPIRequest
from hnu.jgzf.interfaces.layer import ICenterPost
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


class ICenter(model.Schema):
    """机关作风评价: the system's home, one in a site. Holds units and nothing else."""

    title = schema.TextLine(title=_("label_title", default="Title"))

    description = schema.Text(
        title=_("label_summary", default="Summary"),
        description=_("help_summary", default="One or two sentences below the title."),
        required=False,
    )

    model.fieldset(
        "contact",
        label=_("legend_contact", default="Contact block"),
        fields=["contact_office", "contact_phone", "contact_mail", "contact_note"],
    )

    contact_office = schema.TextLine(
        title=_("label_contact_office", default="Office"), required=False
    )
    contact_phone = schema.TextLine(title=_("label_contact_phone", default="Phone"), required=False)
    contact_mail = schema.TextLine(title=_("label_contact_mail", default="Mail"), required=False)
    contact_note = schema.Text(
        title=_("label_contact_note", default="Note"),
        description=_(
            "help_contact_note",
            default="For people without an account: how to be heard (R10, R36).",
        ),
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
            elif request.method == "POST":
                alsoProvides(request, ICenterPost)
        return super().__before_publishing_traverse__(published, request)
