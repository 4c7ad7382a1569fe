"""What the webmaster decided about messages; what she left alone is as in ``kinds``."""

from hnu.jgzf import config
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.notifications import kinds
from plone import api


# The transport that sends nothing
RECORD_ONLY = "log"


def get(name):
    """One record of ``INotificationSettings``; the field's default where it is missing."""
    field = INotificationSettings[name]
    value = api.portal.get_registry_record(
        name, interface=INotificationSettings, default=field.default
    )
    return field.default if value is None else value


def is_on(kind, role, channel):
    """Whether this is told at all."""
    default = (role, channel) not in kinds.KINDS[kind].off
    return get("switches").get(kinds.key(kind, role, channel), default)


def sends_sms(kind, role):
    """Whether this really reaches a telephone: it is switched on, and not only recorded."""
    return is_on(kind, role, config.SMS) and get("sms_transport") != RECORD_ONLY


def text(kind, role, channel):
    """The template of a message."""
    own = get("texts").get(kinds.key(kind, role, channel))
    return own or kinds.KINDS[kind].recipients[role][channel]


def site_address():
    """Where people find the portal, without a slash at the end; may be empty.

    Never taken from a request: whoever sends one could choose it.
    """
    return get("site_address").rstrip("/")


def is_quiet(moment):
    """Whether reminders wait at that time of day (an aware datetime)."""
    hour = moment.astimezone(config.TIMEZONE).hour
    first, last = get("quiet_from"), get("quiet_until")
    if first <= last:
        return first <= hour < last
    return hour >= first or hour < last
