"""Pages of the center are sent without the indentation of their templates.

They are never compressed on their way (docs/operations.md, Compression), so a phone waits for it:
a fifth of the wall's HTML was white space.
"""

from hnu.jgzf.browser.script import is_in_our_look
from hnu.jgzf.interfaces.layer import IOurPage
from plone.transformchain.interfaces import ITransform
from repoze.xmliter.serializer import XMLSerializer
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


# No-break and ideographic spaces are text.
SPACES = " \t\r"
# Text that browsers or scripts take as it stands
VERBATIM = frozenset(("pre", "textarea", "script", "style"))


@implementer(ITransform)
@adapter(Interface, IOurPage)
class WhiteSpace:
    # After the theme (8850), which makes the tree; plone.protect (9000) wants to come last.
    order = 8900

    def __init__(self, published, request):
        self.request = request

    def transformIterable(self, result, encoding):
        """The page (repoze.xmliter), less indentation; None, as it is, without a theme's tree."""
        # By what answers, not by what was asked for: that would tell whether there is such a case.
        if isinstance(result, XMLSerializer) and is_in_our_look(self.request):
            without_indentation(result.tree.getroot())
            return result
        return None

    # What has no tree yet: files, data, pages without a theme
    def transformBytes(self, result, encoding):
        return None

    transformUnicode = transformBytes


def without_indentation(element):
    """Change ``element`` of a page (lxml) and what is in it, in place."""
    if element.text:
        element.text = shortened(element.text)
    for child in element:
        # Comments have a function for a tag.
        if isinstance(child.tag, str) and child.tag not in VERBATIM:
            without_indentation(child)
        if child.tail:
            child.tail = shortened(child.tail)


def shortened(text):
    """``text`` with its white space as short as a browser makes it.

    The spaces around a line break go, and the break stays, as ``white-space: pre-line`` has it; of
    white space alone one character is left.
    """
    if not text.strip(SPACES + "\n"):
        return "\n" if "\n" in text else " "
    lines = text.split("\n")
    lines[1:] = [line.lstrip(SPACES) for line in lines[1:]]
    lines[:-1] = [line.rstrip(SPACES) for line in lines[:-1]]
    return "\n".join(lines)
