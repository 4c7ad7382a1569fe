"""The control: a type made as anybody would make it, with everything Plone offers.

It exists in the test layer only. The suite must find its author through nearly every known
channel; where it does not, the suite has become blind.
"""

from plone.dexterity.content import Container
from plone.dexterity.fti import DexterityFTI
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


TYPE = "naive.Evaluation"

MODEL = """
<model xmlns="http://namespaces.plone.org/supermodel/schema"
       xmlns:security="http://namespaces.plone.org/supermodel/security">
  <schema>
    <field name="content" type="zope.schema.Text">
      <title>Content</title>
    </field>
    <field name="evaluator" type="zope.schema.TextLine"
           security:read-permission="cmf.ManagePortal">
      <title>Evaluator</title>
      <required>False</required>
    </field>
  </schema>
</model>
"""

BEHAVIORS = (
    "plone.basic",
    "plone.dublincore",
    "plone.ownership",
    "plone.namefromtitle",
    "plone.locking",
    "plone.versioning",
    "plone.allowdiscussion",
)


class NaiveEvaluation(Container):
    """Keeps its evaluator in a schema field that only Manager may read, or so it seems."""


def install(portal):
    fti = DexterityFTI(
        TYPE,
        title="Naive evaluation",
        klass="tests.privacy.naive.NaiveEvaluation",
        model_source=MODEL,
        behaviors=BEHAVIORS,
        global_allow=True,
        filter_content_types=False,
        add_permission="cmf.AddPortalContent",
        default_view="view",
        view_methods=("view",),
        immediate_view="view",
        allow_discussion=True,
    )
    portal.portal_types._setObject(TYPE, fti)
    portal.portal_workflow.setChainForPortalTypes([TYPE], ("simple_publication_workflow",))

    repository = portal.portal_repository
    repository.setVersionableContentTypes([*repository.getVersionableContentTypes(), TYPE])
    for policy in ("at_edit_autoversion", "version_on_revert"):
        repository.addPolicyForContentType(TYPE, policy)

    registry = getUtility(IRegistry)
    discussion = "plone.app.discussion.interfaces.IDiscussionSettings"
    registry[f"{discussion}.globally_enabled"] = True
    registry["plone.allow_anon_views_about"] = True
    registry["plone.exposeDCMetaTags"] = True
