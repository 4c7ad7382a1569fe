"""How our pages below the center are sent: short, and seen before Plone's scripts have come.

Both count on a phone: pages are never compressed on their way (docs/operations.md, Compression),
and a quarter of a megabyte of script stood before the first line that can be read.
"""

from hnu.jgzf.browser.script import is_in_our_look
from hnu.jgzf.browser.white_space import without_indentation
from hnu.jgzf.interfaces.layer import IOurPage
from plone.transformchain.interfaces import ITransform
from repoze.xmliter.serializer import XMLSerializer
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


# Types of scripts that a page waits for; others are modules, which wait for it, and data.
BLOCKING = frozenset(("", "text/javascript", "application/javascript"))


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

    All of them in their order, or none: what stands further down, or in the page itself, may need
    what they define. Ours have nothing of that, but a theme may (docs/security.md, Headers). They
    are not deferred, for then Plone's bundle would start the patterns of others before these came.
    """
    head, body = root.find("head"), root.find("body")
    if head is None or body is None:
        return
    scripts = [script for script in root.iter("script") if is_waited_for(script)]
    if all(script.get("src") and script.getparent() is head for script in scripts):
        for script in scripts:
            # The style sheets first: without them nothing is seen.
            script.set("fetchpriority", "low")
        body.extend(scripts)


def is_waited_for(script):
    return script.get("type", "") in BLOCKING and not {"async", "defer"} & set(script.attrib)
