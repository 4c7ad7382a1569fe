"""What our services have in common: who may call them, what they read, how they refuse.

Each is registered with "plone.restapi: Use REST API", which the center's workflow gives to every
account: Anonymous gets 401 from the publisher. The permission for the act itself is checked here,
because the publisher would answer 401 to an account that lacks it, too.
"""

from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import Refusal
from hnu.jgzf.services import body
from hnu.jgzf.services import errors
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service as RestService
from zExceptions import NotFound
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
import transaction


@implementer(IPublishTraverse)
class Service(RestService):
    """A subclass implements ``reply``, and raises what ``interfaces.errors`` has."""

    # Title of the permission for this act, looked up at the context; None where a rule of
    # ``domain`` decides.
    permission = None
    # The largest body that is read
    most_bytes = body.MOST_BYTES

    def publishTraverse(self, request, name):
        """Nothing stands below a service, unless a subclass has it; Zope would find Plone's views.

        :raises NotFound: always.
        """
        raise NotFound

    def render(self):
        try:
            self.check_permission()
            # Neither DELETE nor this content type can be sent by another site's form.
            if self.method not in ("GET", "DELETE"):
                body.check_content_type(self.request)
            body.check_size(self.request, self.most_bytes)
            if self.permission and not api.user.has_permission(self.permission, obj=self.context):
                raise NotPermitted(errors.FORBIDDEN)
            if self.method != "GET":
                alsoProvides(self.request, IDisableCSRFProtection)
            content = self.reply()
        except Refusal as refusal:
            # Nothing that happened before a refusal may be stored.
            transaction.abort()
            content = errors.describe_refusal(refusal, self.request)
        return self.to_json(content)

    def to_json(self, content):
        """The body of the response; plone.restapi means no body by what is no dict."""
        errors.set_headers(self.request.response)
        return errors.to_json(content) if isinstance(content, dict) else None
