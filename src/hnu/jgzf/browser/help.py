"""Help (R37): a guide for evaluators and one for unit administrators, which need no login."""

from functools import cache
from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf.browser.base import Page
from hnu.jgzf.browser.base import PageSupport
from pathlib import Path
from PIL import Image
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


# Taken by scripts/screenshots.py, at a desk and on a phone, with so many pixels for one of CSS.
FOLDER = Path(__file__).parent / "static" / "help"
SHARPNESS = 1.5

# What stands for each of them where it cannot be seen.
PICTURES = {
    "unit-form": _(
        "alt_unit_form",
        default="The form to evaluate a unit, filled in, with the button to submit it below.",
    ),
    "question": _(
        "alt_question",
        default="The question before submission, with the buttons OK and Back to the form.",
    ),
    "people": _(
        "alt_people",
        default="The people of a unit with photo, name, employee number and position.",
    ),
    "mine": _(
        "alt_mine",
        default="My evaluations: those that were answered, each with a button to rate it.",
    ),
    "rating": _(
        "alt_rating",
        default="The end of a case's page: five levels of satisfaction and a comment.",
    ),
    "pending": _(
        "alt_pending",
        default="Manage evaluations: what waits for an answer, due soonest first.",
    ),
    "answer": _(
        "alt_answer",
        default="The form for an answer: the outcome, the answer, the button to send it.",
    ),
    "dissatisfied": _(
        "alt_dissatisfied",
        default="The list of dissatisfied evaluators, each with a button to answer again.",
    ),
    "look": _(
        "alt_look",
        default="Part of a case's page: asking for the evaluator's identity with a reason.",
    ),
}


class ToTheGuide(PageSupport, BrowserView):
    """``@@help``: the way to the guide for whoever asks."""

    def __call__(self):
        self.keep_private()
        name = "help-administrators" if self.units else "help-evaluators"
        self.request.response.redirect(f"{self.center_url}/@@{name}")
        return ""


class Guide(Page):
    """Drawn around the center for whoever may see it, else around the site.

    The portal's header and navigation ask for View on what they are drawn around.
    """

    help_macros = ViewPageTemplateFile("templates/help_macros.pt")

    def __call__(self):
        if not api.user.has_permission("View", obj=self.context):
            self.context = api.portal.get()
        return super().__call__()

    @cached_property
    def may_submit(self):
        """To nobody in particular the entrances are offered, too: they ask to log in."""
        return api.user.is_anonymous() or super().may_submit

    def picture(self, name):
        """Text, addresses and sizes (CSS pixels) of one of ``PICTURES``: for macro ``picture``."""
        url = f"{api.portal.get().absolute_url()}/++plone++hnu.jgzf/help"
        width, height = _size(f"{name}.png")
        phone_width, phone_height = _size(f"{name}-390.png")
        return {
            "alt": PICTURES[name],
            "url": f"{url}/{name}.png",
            "width": width,
            "height": height,
            "phone_url": f"{url}/{name}-390.png",
            "phone_width": phone_width,
            "phone_height": phone_height,
        }


class EvaluatorsGuide(Guide):
    page_title = _("title_help_evaluators", default="Guide for evaluators")


class AdministratorsGuide(Guide):
    page_title = _("title_help_administrators", default="Guide for unit administrators")


@cache
def _size(file_name):
    with Image.open(FOLDER / file_name) as picture:
        return tuple(round(length / SHARPNESS) for length in picture.size)
