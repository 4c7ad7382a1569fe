"""What browsers may do with our pages: headers of answers at and below the center, and of ours.

The rest of the portal is answered as it would be without the add-on.
"""

from Acquisition import aq_base
from hnu.jgzf.content.center import Center
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
    request = event.request
    # Asked at every request of the portal
    if not IBrowserLayer.providedBy(request):
        return
    is_ours = is_page_of_ours(request)
    if is_ours or is_below_center(request):
        protect(request.response, with_policy=is_ours)


@adapter(IPubFailure)
def protect_error(event):
    """Errors below the center are drawn by Plone, and say what is there as little as ours do."""
    request = event.request
    if event.retry or not IBrowserLayer.providedBy(request):
        return
    if is_page_of_ours(request) or is_below_center(request):
        protect(request.response, with_policy=True)


def protect(response, with_policy):
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
    # By class: for interfaces content is asked for its type and behaviors, at each of them.
    parents = map(aq_base, map(unwrapped, request.get("PARENTS", ())))
    return any(isinstance(parent, Center) for parent in parents)


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
