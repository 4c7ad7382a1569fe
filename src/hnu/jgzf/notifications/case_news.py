"""What content rules and string substitutions get in the place of a case.

Not the case itself: Plone's own actions could copy it with all that is sealed in it, and its own
substitutions would ask it for texts and people.
"""

from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from hnu.jgzf import config
from hnu.jgzf.interfaces.rules import ICaseNews
from hnu.jgzf.notifications import settings
from OFS.CopySupport import CopyError
from OFS.SimpleItem import SimpleItem
from plone import api
from Products.CMFCore.interfaces import IContentish
from Products.CMFCore.interfaces import IMinimalDublinCore
from zope.interface import implementer


NO_ADDRESS = "请登录学校门户，进入“机关作风评价”"


@implementer(ICaseNews, IContentish, IMinimalDublinCore)
class CaseNews(SimpleItem):
    """Made for one event and never stored; everybody may read it."""

    security = ClassSecurityInfo()
    security.declareObjectPublic()
    security.setDefaultAccess("allow")

    # No object can have this id: an action that deletes finds nothing.
    id = "@@evaluation"
    # Nobody has a role here that she has in the unit.
    __ac_local_roles_block__ = True

    def __init__(self, case, due, days):
        self.number = case.getId()
        self.unit = case.__parent__.getId()
        self.unit_title = case.unit_title
        self.category = case.category_title
        self.description = case.description_title
        self.state = case.state
        self.due = due
        self.days = days
        address = settings.site_address()
        path = f"{config.CENTER_ID}/{self.unit}/{self.number}"
        self.link = f"{address}/{path}" if address else NO_ADDRESS

    def __repr__(self):
        # What the action that logs prints
        return f"<evaluation {self.number}>"

    @property
    def title(self):
        return self.number

    def Title(self):
        return self.number

    def Description(self):
        return ""

    def Type(self):
        return "Evaluation"

    def absolute_url(self, relative=0):
        """Never from a request: the worker has none."""
        return self.link

    def getTypeInfo(self):
        """For the condition that asks for a type of content."""
        return api.portal.get_tool("portal_types")[config.EVALUATION_TYPE]

    def _notifyOfCopyTo(self, container, op=0):
        raise CopyError("It is not the evaluation itself.")

    def _getCopy(self, container):
        raise CopyError("It is not the evaluation itself.")


InitializeClass(CaseNews)
