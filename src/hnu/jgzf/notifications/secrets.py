"""Secrets of gateways: kept in the outbox, not in the registry, so in no export and no answer."""

from hnu.jgzf.content.outbox import get_outbox
from hnu.jgzf.domain import roster


HTTP = "http"
ALIYUN = "aliyun"


def can_be_kept():
    """Whether there is a place for them: none without the center."""
    return get_outbox(roster.get_center()) is not None


def get(name):
    """The secret of that gateway, empty where none is kept."""
    outbox = get_outbox(roster.get_center())
    return outbox.secrets.get(name, "") if outbox is not None else ""


def keep(name, value):
    """Keep ``value`` in place of what was kept before."""
    get_outbox(roster.get_center()).secrets[name] = value


def forget(name):
    """Remove what was kept, if anything was."""
    get_outbox(roster.get_center()).secrets.pop(name, None)
