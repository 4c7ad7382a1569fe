"""Chinese for documents, whatever language a page is in."""

from zope.i18n import translate


LANGUAGE = "zh_CN"


def chinese(message):
    """Text of an i18n message, or of a text itself."""
    return translate(message, target_language=LANGUAGE)
