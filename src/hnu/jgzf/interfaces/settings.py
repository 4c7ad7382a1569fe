"""The add-on's records in the registry."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.interfaces.rows import RegistryRow
from hnu.jgzf.interfaces.texts import of_at_most
from plone.autoform import directives
from plone.supermodel import model
from plone.supermodel.exportimport import ObjectHandler
from zope import schema
from zope.interface import Interface


class ICategoryRow(model.Schema):
    """One line of a category table (R8): a category and one of its descriptions.

    The tokens are made by the server and never change or come back (``domain.categories``).
    """

    directives.mode(token="hidden", category_token="hidden")
    token = schema.ASCIILine(title=_("label_row_token", default="Row token"), required=False)
    category_token = schema.ASCIILine(
        title=_("label_category_token", default="Category token"), required=False
    )
    category = schema.TextLine(title=_("label_category", default="Category"), required=False)
    description = schema.Text(
        title=_("label_description_row", default="Description"), required=False
    )
    active = schema.Bool(title=_("label_active", default="Active"), required=False, default=True)


class CategoryRow(RegistryRow):
    """A row of a category table, as a field."""

    def __init__(self, schema=ICategoryRow, **kwargs):
        super().__init__(schema=schema, **kwargs)


# Lets an export of the whole registry be imported again.
CategoryRowHandler = ObjectHandler(CategoryRow)


class ICategoryTables(Interface):
    """Categories and descriptions an evaluator chooses from, by kind of target."""

    unit = schema.List(
        title=_("label_unit_categories", default="Categories for units"),
        value_type=CategoryRow(title=_("label_row", default="Row")),
        required=False,
        default=[],
    )
    staff = schema.List(
        title=_("label_staff_categories", default="Categories for staff members"),
        value_type=CategoryRow(title=_("label_row", default="Row")),
        required=False,
        default=[],
    )


class ISettings(Interface):
    """Texts of the notice, limits against floods, and who may submit."""

    confirmation_prompt = schema.Text(
        title=_("label_confirmation_prompt", default="Confirmation before submitting"),
        min_length=1,
        constraint=of_at_most(config.PROMPT_MAX_LENGTH),
        description=_(
            "help_confirmation_prompt", default="Shown in both flows before anything is sent (R6)."
        ),
        default="您好！本评价系统为实名、开放式评价。请您确认所填内容无误后，点击确定后提交",
    )
    thanks_prompt = schema.Text(
        title=_("label_thanks_prompt", default="Thanks after submitting"),
        min_length=1,
        constraint=of_at_most(config.PROMPT_MAX_LENGTH),
        description=_("help_thanks_prompt", default="Shown once the evaluation is stored (R7)."),
        default=(
            "感谢您对学校改进机关工作作风提出的宝贵评价意见。相关单位将在5个工作日内在线予以反馈，"
            "待您查看反馈意见后，请对反馈意见进行满意度评价。"
        ),
    )

    evaluations_per_day = schema.Int(
        title=_("label_per_day", default="Evaluations per person and day"),
        description=_("help_limit", default="0: no limit."),
        min=0,
        max=1000,
        default=10,
    )
    evaluations_per_target = schema.Int(
        title=_(
            "label_per_target", default="Evaluations per person about the same target in 7 days"
        ),
        description=_("help_limit", default="0: no limit."),
        min=0,
        max=1000,
        default=3,
    )
    submitter_groups = schema.Tuple(
        title=_("label_submitter_groups", default="Who may submit"),
        description=_(
            "help_submitter_groups",
            default="Members of these groups. Without any group: everybody who has an account.",
        ),
        value_type=schema.Choice(vocabulary="plone.app.vocabularies.Groups"),
        required=False,
        default=(),
    )
    anonymise_after = schema.Int(
        title=_("label_anonymise_after", default="Years after which evaluators are made unknown"),
        description=_(
            "help_anonymise_after",
            default=(
                "So many years after a case was closed, the server's administrator can delete for "
                "good who wrote it (scripts/anonymise.py). Figures and texts stay. 0: never."
            ),
        ),
        min=0,
        max=config.ANONYMISE_AFTER_AT_MOST,
        default=0,
    )
