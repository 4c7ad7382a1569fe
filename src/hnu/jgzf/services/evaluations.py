"""The lists of cases, and the way to submit one."""

from functools import partial
from hnu.jgzf import _
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import filters
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import on_behalf
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import submission
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.serializers.disclosure import serialize_disclosure
from hnu.jgzf.serializers.evaluation import serialize_hiding
from hnu.jgzf.services import batching
from hnu.jgzf.services import body
from hnu.jgzf.services.base import Service
from plone import api
from plone.restapi.interfaces import ISerializeToJson
from zope.component import getMultiAdapter


class CaseList(Service):
    """A list in pages; unknown parameters change nothing in the answer."""

    def batch(self, name, find, parameters=(), errors=()):
        """The answer.

        :param name: of the service.
        :param find: called with offset and size, returns a ``listings.Page``.
        :param parameters: (name, value) pairs of the filters in force.
        :param errors: what is wrong with the filters.
        :raises InvalidInput: for those, and for what is wrong with the page asked for.
        """
        errors = list(errors)
        start, size = batching.read(self.request.form, errors)
        if errors:
            raise InvalidInput(tuple(errors))
        url = f"{self.context.absolute_url()}/{name}"
        return batching.batch(url, parameters, find(start, size))


class EvaluationsGet(CaseList):
    """评价展示: all cases, newest first."""

    permission = "hnu.jgzf: View evaluations"

    def reply(self):
        form = self.request.form
        narrowed, errors = filters.read(form)
        parameters = [(name, form[name]) for name in filters.NAMES if form.get(name)]
        return self.batch(
            "@evaluations",
            lambda start, size: listings.wall(narrowed, start, size),
            parameters,
            errors,
        )


PERSON = ("channel", "name", "contact", "received")


class EvaluationsPost(Service):
    """R4, R5: submit; R10: for somebody without an account. 201 with the case."""

    permission = "hnu.jgzf: Submit evaluation"

    def reply(self):
        sent = body.read(
            self.request,
            texts=(
                "unit",
                "staff_member",
                "category",
                "description",
                "topic",
                "content",
                "contact",
                "token",
            ),
            flags=("contact_consent",),
        )
        sent = submission.Submission(**sent)
        heard = body.read_object(self.request).get("on_behalf")
        receipt = {}
        if heard is None:
            case = submission.submit(sent)
        else:
            entered = on_behalf.enter(sent, _person(heard))
            case = entered.case
            receipt = {"receipt": {"number": case.getId(), "code": entered.code}}
        response = self.request.response
        response.setStatus(201)
        response.setHeader("Location", case.absolute_url())
        return {**getMultiAdapter((case, self.request), ISerializeToJson)(), **receipt}


def _person(heard):
    if not isinstance(heard, dict):
        return None
    return on_behalf.Person(**{name: heard.get(name, "") for name in PERSON})


class MyEvaluationsGet(CaseList):
    """个人中心: what the current user submitted, newest first, and who looked at her identity."""

    permission = "hnu.jgzf: View own evaluations"

    def reply(self):
        userid = api.user.get_current().getId()
        looks = {}
        for look in disclosure.log_of(userid):
            looks.setdefault(look.number, []).append(serialize_disclosure(look.disclosure))
        result = self.batch("@my-evaluations", partial(listings.of_evaluator, userid))
        for item in result["items"]:
            item["disclosures"] = looks.get(item["number"], [])
            if item["hidden"]:
                case = roster.get_unit(item["unit"]["code"])[item["number"]]
                item["hiding"] = serialize_hiding(case)
        return result


class PendingEvaluationsGet(CaseList):
    """R13, 待处理评价: what waits for the current user's units, due soonest first."""

    def reply(self):
        units = [unit.code for unit in roster.units_in_charge()]
        if not units:
            raise NotPermitted(
                _("error_no_unit", default="You do not answer for any unit. Ask a supervisor.")
            )
        return self.batch(
            "@pending-evaluations",
            lambda start, size: listings.queue("pending", units, start, size),
        )
