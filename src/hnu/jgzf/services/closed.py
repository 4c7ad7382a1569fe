"""At and below the center REST consists of our services and of no others.

The center opens plone.restapi to every account, so that ours can be called; without this, its
``@search``, ``@users``, ``@history`` … would be open there to members to whom the portal
does not open them, and the next release's as well.
"""

from hnu.jgzf.interfaces.layer import ICenterAPIRequest
from hnu.jgzf.services.base import Service
from plone.rest.interfaces import IService
from zExceptions import NotFound
from zope.component import adapter
from ZPublisher.interfaces import IPubAfterTraversal


@adapter(IPubAfterTraversal)
def refuse_other_services(event):
    request = event.request
    if not ICenterAPIRequest.providedBy(request):
        return
    published = request["PUBLISHED"]
    if IService.providedBy(published) and not isinstance(published, Service):
        raise NotFound
