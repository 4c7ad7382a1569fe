"""Pages of a list: ``b_start`` and ``b_size`` as in plone.restapi, with links to the others."""

from hnu.jgzf import _
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.serializers.evaluation import list_item
from urllib.parse import urlencode
import re


SIZE = 20
SIZE_AT_MOST = 100

_NUMBER = re.compile(r"[0-9]{1,7}\Z")


def read(form, errors):
    """Offset and size of the page asked for; what is wrong is appended to ``errors``."""
    start = _number(form, "b_start", 0, 0, None, errors)
    size = _number(form, "b_size", SIZE, 1, SIZE_AT_MOST, errors)
    return start, size


def _number(form, name, default, least, most, errors):
    value = form.get(name) or ""
    if value == "":
        return default
    if isinstance(value, str) and _NUMBER.match(value):
        number = int(value)
        if least <= number and (most is None or number <= most):
            return number
    if most is None:
        message = _("error_b_start", default="Send a number from 0 on.")
    else:
        message = _(
            "error_b_size",
            default="Send a number from ${least} to ${most}.",
            mapping={"least": least, "most": most},
        )
    errors.append(FieldError(name, message))
    return default


def batch(url, parameters, page, serialize=list_item):
    """The answer for one page of cases, or of something else.

    :param url: address of the list, without parameters.
    :param parameters: (name, value) pairs that narrow the list, for the links.
    :param page: a ``listings.Page``.
    :param serialize: what makes a dict of an item of the page.
    """

    def link(start):
        return f"{url}?{urlencode([*parameters, ('b_start', start), ('b_size', page.size)])}"

    result = {
        "@id": f"{url}?{urlencode(parameters)}" if parameters else url,
        "items": [serialize(item) for item in page],
        "items_total": page.total,
    }
    if page.total > page.size:
        result["batching"] = {
            "@id": link(page.start),
            "first": link(0),
            "last": link((page.total - 1) // page.size * page.size),
        }
        if page.start + page.size < page.total:
            result["batching"]["next"] = link(page.start + page.size)
        if page.start:
            result["batching"]["prev"] = link(max(0, page.start - page.size))
    return result
