"""What browsers may do with our pages: headers of answers at and below the center, and of ours.

The rest of the portal is answered as it would be without the add-on.
"""

from hnu.jgzf.content.center import ICenter
from hnu.jgzf.interfaces.layer import IBrowserLayer
from hnu.jgzf.subscribers.undo_log import modules_of_page
from hnu.jgzf.subscribers.undo_log import unwrapped
from zope.component import adapter
from ZPublisher.interfaces import IPubBeforeCommit
from ZPublisher.interfaces import IPubFailure
import os
import re


# ``enforce``, ``report`` (browsers say in their console what they would have blocked) or ``off``;
# and what else our pages may load from, for a portal whose theme does: docs/security.md.
MODE = "JGZF_CSP"
HOSTS = "JGZF_CSP_HOSTS"
POLICY = "Content-Security-Policy"
REPORT = "Content-Security-Policy-Report-Only"

HOST = re.compile(r"(https?://)?(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?")

# Plone's patterns and TinyMCE set styles of elements; symbols in style sheets are data.
PAGE = (
    ("default-src", "'self'"),
    ("script-src", "'self'"),
    ("style-src", "'self' 'unsafe-inline'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self' data:"),
    ("form-action", "'self'"),
)
ALWAYS = "object-src 'none'; base-uri 'self'; frame-ancestors 'self'"
# Data and files: there is nothing in them that a browser would have to load.
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'"

# It answers Plone's scripts, on every page of the portal.
OF_THE_PORTAL = "hnu.jgzf.browser.script_messages"


@adapter(IPubBeforeCommit)
def protect_answer(event):
    protect(event.request, is_page_of_ours(event.request))


@adapter(IPubFailure)
def protect_error(event):
    """Errors below the center are drawn by Plone, and say what is there as little as ours do."""
    if not event.retry:
        protect(event.request, True)


def protect(request, with_policy):
    if not IBrowserLayer.providedBy(request):
        return
    is_ours = is_page_of_ours(request)
    if not (is_ours or is_below_center(request)):
        return
    response = request.response
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader("Referrer-Policy", "same-origin")
    if with_policy:
        set_policy(response)


def is_page_of_ours(request):
    """Whether a view, service or object of this package is what was asked for."""
    modules = modules_of_page(request)
    return OF_THE_PORTAL not in modules and any(
        module.startswith("hnu.jgzf.") for module in modules
    )


def is_below_center(request):
    return any(ICenter.providedBy(unwrapped(parent)) for parent in request.get("PARENTS", ()))


def set_policy(response):
    """A policy, unless somebody has set one: the portal may have its own."""
    mode = os.environ.get(MODE, "").strip().lower()
    name = REPORT if mode == "report" else POLICY
    if mode == "off" or response.getHeader(POLICY):
        return
    is_page = (response.getHeader("Content-Type") or "").startswith("text/html")
    response.setHeader(name, page_policy() if is_page else FILE_POLICY)


def page_policy():
    hosts = [host for host in os.environ.get(HOSTS, "").split() if HOST.fullmatch(host)]
    parts = [" ".join((name, sources, *hosts)) for name, sources in PAGE]
    return "; ".join((*parts, ALWAYS))
