from datetime import datetime


def serialize_moment(value):
    """ISO 8601 to the second for a datetime, the day alone for a ``date``, None for None."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat()
