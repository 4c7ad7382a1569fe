"""An exception on our pages leaves neither user nor form data in the error log."""

from AccessControl.SecurityManagement import noSecurityManager
from chameleon.exc import ExceptionFormatter
from hnu.jgzf.subscribers.undo_log import is_ours
from zope.component import adapter
from ZPublisher.interfaces import IPubEnd
from ZPublisher.interfaces import IPubFailure


KEPT_ENVIRON = ("REQUEST_METHOD", "PATH_INFO", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL")
KEPT_OTHER = ("PARENTS", "RESPONSE", "URL", "SERVER_URL", "TraversalRequestNameStack")


# Registered for the general IPubEnd: such a subscriber is called before the error log's own,
# which is registered for IPubFailure.
@adapter(IPubEnd)
def forget_request(event):
    if not IPubFailure.providedBy(event) or event.retry or not is_ours(event.request):
        return
    request = event.request
    for values in (request.form, request.cookies, request._lazies):
        values.clear()
    for values, kept in ((request.environ, KEPT_ENVIRON), (request.other, KEPT_OTHER)):
        for name in set(values) - set(kept):
            del values[name]
    noSecurityManager()
    forget_arguments(event.exc_info[1])


def forget_arguments(error):
    """Keep to ourselves what a template was called with: it prints user and request."""
    while error is not None:
        text = error.__str__
        if isinstance(text, ExceptionFormatter):
            text._kwargs.clear()
        error = error.__cause__ or error.__context__
