"""How our pages are sent: short, and seen before Plone's scripts have come.

Both count on a phone: pages are never compressed on their way (docs/operations.md, Compression),
and a quarter of a megabyte of script stood before the first line that can be read.
"""

from hnu.jgzf import config
from hnu.jgzf.browser.script import is_in_our_look
from hnu.jgzf.browser.white_space import without_indentation
from hnu.jgzf.interfaces.layer import IOurPage
from plone.transformchain.interfaces import ITransform
from repoze.xmliter.serializer import XMLSerializer
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


@implementer(ITransform)
@adapter(Interface, IOurPage)
class Delivery:
    # After the theme (8850), which makes the tree; plone.protect (9000) wants to come last, and its
    # script needs what stands before it.
    order = 8900

    def __init__(self, published, request):
        self.request = request

    def transformIterable(self, result, encoding):
        """The page (repoze.xmliter) as it is sent; None, as it is, where it is none of ours."""
        # By what answers, not by what was asked for: that would tell whether there is such a case.
        if not isinstance(result, XMLSerializer) or not is_in_our_look(self.request):
            return None
        root = result.tree.getroot()
        without_indentation(root)
        scripts_last(root)
        return result

    # What is no tree: files, data
    def transformBytes(self, result, encoding):
        return None

    transformUnicode = transformBytes


def scripts_last(root):
    """Change the page ``root`` (lxml) in place: scripts it waits for go from its head to its end.

    All of them in their order, or none: one further down, or within the page, may need what they
    define. Our pages have none of these, but a theme or the portal's code for statistics may. They
    are not deferred, for then Plone's bundle would start the patterns of others before these came.
    """
    head, body = root.find("head"), root.find("body")
    if head is None or body is None:
        return
    scripts = [script for script in root.iter("script") if is_waited_for(script)]
    if not all(script.get("src") and script.getparent() is head for script in scripts):
        return
    ours = head.findall(f"script[@data-bundle='{config.BUNDLE}']")
    for script in ours:
        # It needs none of the others, and is to be there when a form can be filled in.
        del script.attrib["defer"]
    for script in ours + scripts:
        # The style sheets first: without them nothing is seen.
        script.set("fetchpriority", "low")
    body.extend(ours + scripts)


def is_waited_for(script):
    """Not for modules and data; ``defer`` and ``async`` mean nothing without an address."""
    kind = script.get("type", "").lower()
    is_later = script.get("src") and {"async", "defer"} & set(script.attrib)
    return not is_later and (not kind.strip() or "javascript" in kind or "ecmascript" in kind)
