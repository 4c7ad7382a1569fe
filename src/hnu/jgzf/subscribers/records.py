"""What is done when a rule refuses a new value of a record in the registry."""

from hnu.jgzf.interfaces.errors import BadRequest
from zope.globalrequest import getRequest
from zope.i18n import translate


def put_back(record, value):
    """The registry has stored the new value already, and a script may go on and commit."""
    record.__parent__.records._values[record.__name__] = value


def bad_request(refusal):
    """``BadRequest`` with all the words of an ``InvalidInput``."""
    request = getRequest()
    messages = (translate(error.message, context=request) for error in refusal.errors)
    return BadRequest(" ".join(messages))
