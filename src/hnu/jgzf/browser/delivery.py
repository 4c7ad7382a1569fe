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


# Types of scripts that a page waits for; other types are modules, which wait, and data.
BLOCKING = frozenset(("", "text/javascript", "application/javascript"))


@implementer(ITransform)
@adapter(Interface, IOurPage)
class Delivery:
    # After plone.protect (9000), whose script needs jQuery and has to wait for it as well.
    order = 9100

    def __init__(self, published, request):
        self.request = request

    def transformIterable(self, result, encoding):
        """The page (repoze.xmliter) as it is sent; None, as it is, where it is none of ours."""
        # By what answers, not by what was asked for: that would tell whether there is such a case.
        if not isinstance(result, XMLSerializer) or not is_in_our_look(self.request):
            return None
        root = result.tree.getroot()
        without_indentation(root)
        with_scripts_that_wait(root)
        return result

    # What is no tree: files, data
    def transformBytes(self, result, encoding):
        return None

    transformUnicode = transformBytes


def with_scripts_that_wait(root):
    """Change the page ``root`` (lxml) in place: its scripts run once it is there, in their order.

    All of them or none: a later one may need what an earlier one defines. One that stands in the
    page itself cannot wait. Ours have none, but a theme may (docs/security.md, Headers).
    """
    scripts = [
        script
        for script in root.iter("script")
        if script.get("type", "") in BLOCKING and "async" not in script.attrib
    ]
    if all(script.get("src") for script in scripts):
        for script in scripts:
            script.set("defer", "defer")
