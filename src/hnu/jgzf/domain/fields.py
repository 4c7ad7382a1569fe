"""Values of settings as forms and REST bring them: cleaned, or refused in words."""

from hnu.jgzf import _
from hnu.jgzf.domain import text
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.texts import InvalidText
from hnu.jgzf.interfaces.texts import missing_message
from hnu.jgzf.interfaces.texts import number_message
from plone import api
from zope import schema
from zope.schema import interfaces as errors


def checked(name, field, value, found):
    """``value`` as ``field`` can store it; what is wrong with it is appended to ``found``."""
    field = field.bind(api.portal.get())
    value = _cleaned(field, value)
    reason = _why_not(field, value)
    if reason is not None:
        found.append(FieldError(name, reason))
    return value


def _cleaned(field, value):
    """``value`` as it can be stored: texts cleaned, blank ones missing, lists as tuples."""
    if value is None:
        return field.missing_value
    if isinstance(value, str):
        newlines = not errors.ITextLine.providedBy(field)
        return text.clean(value, newlines) or field.missing_value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return value


def _why_not(field, value):
    """Why ``value`` breaks the rule of ``field``, which is bound: an i18n message, or None."""
    try:
        if isinstance(value, bool) and not errors.IBool.providedBy(field):
            raise errors.WrongType(value)
        field.validate(value)
    except schema.ValidationError as error:
        return _message(field, error)
    return None


def _message(field, error):
    """What to do about ``error``, in words for the person at a form or behind a client."""
    if isinstance(error, InvalidText):
        return error.doc()
    if isinstance(error, errors.RequiredMissing):
        return missing_message(field.title)
    if errors.IInt.providedBy(field):
        return number_message(field)
    if errors.IBool.providedBy(field):
        return _("error_flag", default="Answer with true or false.")
    if errors.IChoice.providedBy(field):
        return _("error_choice", default="Choose one of those that are offered.")
    if errors.ITuple.providedBy(field):
        return _("error_groups", default="Choose groups that there are.")
    return _("error_not_text", default="Enter text here.")
