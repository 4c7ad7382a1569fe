"""How REST says no: ``{"error": {"type", "message", "field"?, "errors"?}}`` and a status."""

from hnu.jgzf import _
from hnu.jgzf.domain import login
from hnu.jgzf.domain import storage
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.interfaces.errors import TooMany
from hnu.jgzf.interfaces.layer import ICenterAPIRequest
from hnu.jgzf.services.body import MalformedBody
from hnu.jgzf.services.body import TooLarge
from hnu.jgzf.services.body import UnsupportedMediaType
from Products.Five.browser import BrowserView
from zope.component import adapter
from zope.i18n import translate
from zope.i18nmessageid import Message
import json
import transaction


STATUS = {
    InvalidInput: 400,
    MalformedBody: 400,
    NotPermitted: 403,
    NotPossible: 409,
    TooLarge: 413,
    UnsupportedMediaType: 415,
    TooMany: 429,
}

TYPES = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    405: "MethodNotAllowed",
    409: "Conflict",
    413: "PayloadTooLarge",
    415: "UnsupportedMediaType",
    429: "TooManyRequests",
    500: "InternalServerError",
    503: "ServiceUnavailable",
}

FORBIDDEN = _("error_not_permitted", default="You have no permission for this. Ask a supervisor.")

MESSAGES = {
    400: _("error_bad_request", default="The request cannot be understood."),
    401: _("error_unauthorized", default="Log in first."),
    403: FORBIDDEN,
    404: _("error_not_found", default="There is nothing at this address."),
    405: _("error_method", default="This cannot be done here."),
    500: _("error_failed", default="The request could not be answered. Tell the webmaster."),
    503: storage.AWAY.message,
}


def set_headers(response):
    """Answers differ by viewer: no shared cache may keep them, and no browser guess their type."""
    response.setHeader("Content-Type", "application/json")
    response.setHeader("Cache-Control", "private, no-store")
    response.setHeader("X-Content-Type-Options", "nosniff")


def to_json(content):
    """The body of a response, its keys in the order they were given in."""
    return json.dumps(content, indent=2, ensure_ascii=False)


def describe_refusal(refusal, request):
    """The body for what a rule refused; sets the status."""
    status = STATUS[type(refusal)]
    request.response.setStatus(status)
    found = refusal.errors if isinstance(refusal, InvalidInput) else ()
    return describe(status, refusal.message, request, found)


def describe(status, message, request, found=()):
    """The body of an answer with that status, in the words of the site's language.

    :param found: :class:`FieldError` objects; the first one is ``field`` and ``message`` too.
    """
    errors = [
        {"field": error.field, "message": translate(error.message, context=request)}
        for error in found
    ]
    result = {
        "type": TYPES[status],
        "message": translate(message, context=request),
    }
    if errors:
        result["field"] = errors[0]["field"]
        result["errors"] = errors
    return {"error": result}


@adapter(Exception, ICenterAPIRequest)
class ErrorView(BrowserView):
    """What ends a REST request at or below the center with an exception.

    The exception's own words stay inside, apart from a bad request's: they could name somebody.
    """

    def __call__(self):
        exception, response = self.context, self.request.response
        set_headers(response)
        trouble = storage.trouble_of(exception)
        status = 503 if trouble is not None else self.status()
        message, found = MESSAGES[status], ()
        if trouble is not None:
            message = trouble.message
            response.setHeader("Retry-After", str(trouble.retry_after))
            # Where something would have been
            response.headers.pop("location", None)
            # A failed commit reads nothing any more, and words need the site's language.
            transaction.abort()
        reason = exception.args[0] if status == 400 and exception.args else None
        if isinstance(reason, Message):
            message = reason
        elif isinstance(reason, list):
            # What plone.restapi found in master data
            found = [FieldError(row["field"], row["message"]) for row in reason if row.get("field")]
            # A broken invariant belongs to no field.
            message = next((row["message"] for row in reason if row.get("message")), message)
        body = to_json(describe(status, message, self.request, found))
        # Locked, and as if challenged already: the publisher would ask for a login page.
        response.setBody("" if self.request.method == "HEAD" else body, lock=1)
        response.setStatus(status, lock=1)
        response._has_challenged = True

    def status(self):
        response = self.request.response
        # Zope's own table, by the name of the class
        response.setStatus(type(self.context))
        status = response.getStatus()
        if status == 401 and login.is_logged_in(self.request):
            return 403
        return status if status in MESSAGES and status != 503 else 500
