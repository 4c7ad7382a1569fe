"""Who is at the browser: somebody or nobody, and whether it is the same account as before."""

from hnu.jgzf.content.visitors import account_of
from plone.keyring.interfaces import IKeyManager
from zope.component import getUtility
import hashlib
import hmac


PURPOSE = "hnu.jgzf: whose form this is"


def is_logged_in(request):
    """Whether a request that the publisher refused comes with a valid account.

    For views of errors: the publisher forgets whom it refused.
    """
    return account_of(request) is not None


def account_mark(userid):
    """By this a form, and what a tab keeps of it, knows its account again without naming it.

    Made with a secret of the server: nobody else can tell whose it is, or make one.
    """
    return _mark(getUtility(IKeyManager).secret(), userid)


def is_mark_of(mark, userid):
    """Whether ``mark``, as it came from a browser, was made for that account."""
    secrets = getUtility(IKeyManager)["_system"]
    return any(
        hmac.compare_digest(mark.encode(), _mark(secret, userid).encode())
        for secret in secrets
        if secret
    )


def _mark(secret, userid):
    message = f"{PURPOSE}\0{userid}".encode()
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()[:32]
