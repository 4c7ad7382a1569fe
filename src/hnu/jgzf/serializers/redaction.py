from hnu.jgzf.serializers.dates import serialize_moment


def serialize_redaction(redaction):
    """One redaction with all that stood in the field before it."""
    return {
        "field": redaction.field,
        "original": redaction.original,
        "name": redaction.name,
        "at": serialize_moment(redaction.at),
        "reason": redaction.reason,
    }
