"""What the panel ``@@jgzf-notifications`` holds, whoever saves it: all of it, or nothing.

The gateways' secrets are not among it (``secrets``).
"""

from hnu.jgzf import _
from hnu.jgzf.domain import fields
from hnu.jgzf.domain import text
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.notifications import aliyun
from hnu.jgzf.notifications import gateway
from hnu.jgzf.notifications import kinds
from hnu.jgzf.notifications import settings
from hnu.jgzf.notifications import templates
from plone import api
from zope import schema


FIELDS = dict(schema.getFieldsInOrder(INotificationSettings))
MESSAGES = {kinds.key(*message): message for message in kinds.messages()}

# Settings that must make sense together
GATEWAYS = {"sms_transport", *(name for name in FIELDS if name.startswith(("http_", "aliyun_")))}


def read():
    """Every value by its name; of switches and texts what differs from the default."""
    return {name: settings.get(name) for name in FIELDS}


def save(values):
    """Store ``values``, some or all of :data:`FIELDS` by name.

    :raises InvalidInput: one error for each value that is not right; nothing is stored then.
    """
    checked, errors = _checked(values)
    if GATEWAYS & checked.keys() and not GATEWAYS & {error.field for error in errors}:
        together = {**read(), **checked}
        errors += [*gateway.why_not(together), *aliyun.why_not(together)]
    if errors:
        raise InvalidInput(tuple(errors))
    for name, value in checked.items():
        if settings.get(name) != value:
            api.portal.set_registry_record(name, value, interface=INotificationSettings)


def check(values):
    """Whether each of ``values`` is right by itself; see :func:`save`.

    :raises InvalidInput: the fields of a text's and a switch's errors are ``texts-KEY`` and
        ``switches-KEY`` with the message's key.
    """
    _values, errors = _checked(values)
    if errors:
        raise InvalidInput(tuple(errors))


def _checked(values):
    """``values`` as they can be stored, and what is wrong with them."""
    checked, errors = {}, []
    for name, value in values.items():
        if name == "texts":
            checked[name] = _checked_texts(value, errors)
        elif name == "switches":
            checked[name] = _checked_switches(value, errors)
        else:
            checked[name] = fields.checked(name, FIELDS[name], value, errors)
    return checked, errors


def save_text(key, value):
    """Store the text of the message ``key``; the default is not stored.

    :raises InvalidInput: see ``templates.check``; at the field ``text``.
    """
    templates.check(*MESSAGES[key][1:], text.clean(value, newlines=True))
    save({"texts": {**settings.get("texts"), key: value}})


def restore_text(key):
    """恢复默认: the text of the message ``key`` is the default again."""
    own = settings.get("texts")
    save({"texts": {name: value for name, value in own.items() if name != key}})


def save_switches(told):
    """Tell the messages whose keys are in ``told``, and no others."""
    save({"switches": {key: key in told for key in MESSAGES}})


def _checked_texts(values, errors):
    checked = {}
    for key, value in _known("texts", values, errors):
        kind, role, channel = MESSAGES[key]
        field = f"texts-{key}"
        if not text.is_text(field, value, errors):
            continue
        value = text.clean(value, newlines=True)
        try:
            templates.check(role, channel, value)
        except InvalidInput as refusal:
            errors.append(FieldError(field, refusal.message))
            continue
        if value != kinds.KINDS[kind].recipients[role][channel]:
            checked[key] = value
    return checked


def _checked_switches(values, errors):
    checked = {}
    for key, value in _known("switches", values, errors):
        kind, role, channel = MESSAGES[key]
        if not isinstance(value, bool):
            message = _("error_flag", default="Answer with true or false.")
            errors.append(FieldError(f"switches-{key}", message))
        elif value == ((role, channel) in kinds.KINDS[kind].off):
            checked[key] = value
    return checked


def _known(name, values, errors):
    """Entries of a dict by message; what is no such dict is an error."""
    if values is None:
        return []
    if not isinstance(values, dict):
        message = _("error_not_by_message", default="Enter an object with the messages as names.")
        errors.append(FieldError(name, message))
        return []
    unknown = [key for key in values if key not in MESSAGES]
    for key in unknown:
        errors.append(
            FieldError(f"{name}-{key}", _("error_no_message", default="There is no such message."))
        )
    return [(key, value) for key, value in values.items() if key in MESSAGES]
