from hnu.jgzf.serializers.dates import serialize_moment


def serialize_disclosure(disclosure):
    """One look at an identity: who, in which role, when and why; never what was seen."""
    return {
        "name": disclosure.name,
        "role": disclosure.role,
        "at": serialize_moment(disclosure.at),
        "reason": disclosure.reason,
    }
