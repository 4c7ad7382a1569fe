"""Who comes with a request that the publisher has not let in yet."""

from AccessControl.SecurityManagement import noSecurityManager
from plone import api


def account_of(request):
    """The account of a request, a user of the site, or None for nobody.

    The publisher authenticates last, and forgets whom it refused: for what has to know before, on
    the way through an address, or afterwards, in views of errors.
    """
    unpublished = request.get("PUBLISHED") is None
    if unpublished:
        # Nothing is found yet, and the user folder asks what the request is for.
        request.set("PUBLISHED", api.portal.get())
    try:
        users = api.portal.get_tool("acl_users")
        return users.validate(request, roles=["Authenticated"])
    finally:
        noSecurityManager()
        if unpublished:
            del request.other["PUBLISHED"]
