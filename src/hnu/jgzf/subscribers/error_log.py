"""An exception on our pages leaves neither user nor form data in the error log."""

from AccessControl.SecurityManagement import noSecurityManager
from chameleon.exc import ExceptionFormatter
from hnu.jgzf.subscribers.undo_log import is_ours
from hnu.jgzf.subscribers.undo_log import modules_of_page
from zope.component import adapter
from ZPublisher.interfaces import IPubEnd
from ZPublisher.interfaces import IPubFailure


KEPT_ENVIRON = ("REQUEST_METHOD", "PATH_INFO", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL")
KEPT_OTHER = ("PARENTS", "RESPONSE", "URL", "SERVER_URL", "TraversalRequestNameStack")

# Into these pages a webmaster types secrets of gateways and the number of a test SMS.
SECRETIVE = "hnu.jgzf.controlpanels.notification"


# Registered for the general IPubEnd: such a subscriber is called before the error log's own,
# which is registered for IPubFailure.
@adapter(IPubEnd)
def forget_request(event):
    request = event.request
    if not IPubFailure.providedBy(event) or event.retry:
        return
    if not (is_ours(request) or is_secretive(request)):
        return
    for values in (request.form, request.cookies, request._lazies):
        values.clear()
    for values, kept in ((request.environ, KEPT_ENVIRON), (request.other, KEPT_OTHER)):
        for name in set(values) - set(kept):
            del values[name]
    noSecurityManager()
    forget_arguments(event.exc_info[1])


def is_secretive(request):
    """Whether what was sent may contain what is kept nowhere."""
    return any(module.startswith(SECRETIVE) for module in modules_of_page(request))


def forget_arguments(error):
    """Keep to ourselves what a template was called with: it prints user and request."""
    while error is not None:
        text = error.__str__
        if isinstance(text, ExceptionFormatter):
            text._kwargs.clear()
        error = error.__cause__ or error.__context__
