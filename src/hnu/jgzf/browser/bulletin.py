"""One bulletin (通报): as it will be printed, its texts, and its Word file."""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf.browser.base import Page
from hnu.jgzf.browser.base import PageSupport
from hnu.jgzf.browser.bulletins import BulletinTexts
from hnu.jgzf.browser.bulletins import number_of
from hnu.jgzf.browser.statistics_export import name_file
from hnu.jgzf.domain.bulletins import composing
from hnu.jgzf.domain.bulletins import register
from hnu.jgzf.interfaces.errors import NotPossible
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zExceptions import NotFound


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class OneBulletin:
    """Mix-in: the bulletin that ``id`` names; what there is none of is not found."""

    here = "statistics"

    @cached_property
    def bulletin(self):
        name = self.request.form.get("id")
        found = register.find(name) if isinstance(name, str) else None
        if found is None:
            raise NotFound(name)
        return found

    @property
    def number(self):
        return self.translate(number_of(self.bulletin))


class BulletinPage(OneBulletin, Page):
    """The document, and of a draft what can be done with it."""

    page_title = _("title_bulletin", default="Bulletin")

    def __call__(self):
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            for name, act in (("issue", self.issue), ("discard", self.discard)):
                if f"form.buttons.{name}" in self.request.form:
                    self.keep_private()
                    self.request.response.redirect(f"{self.center_url}/@@{self.obey(act)}")
                    return ""
        return super().__call__()

    def obey(self, act):
        """What ``act`` leads to; here again where it is refused."""
        try:
            return act()
        except NotPossible as refusal:
            api.portal.show_message(refusal.message, self.request, "error")
            return f"bulletin?id={self.bulletin.id}"

    def issue(self):
        register.issue(self.bulletin)
        message = _(
            "status_bulletin_issued",
            default="Issued as ${number}. It cannot be changed any more.",
            mapping={"number": self.number},
        )
        api.portal.show_message(message, self.request)
        return f"bulletin?id={self.bulletin.id}"

    def discard(self):
        register.discard(self.bulletin)
        api.portal.show_message(
            _("status_bulletin_discarded", default="The draft is thrown away."), self.request
        )
        return "bulletins"

    def update(self):
        self.blocks = register.blocks(self.bulletin)

    def of_kind(self, kind):
        """Text of the only block of that kind."""
        return next(block["text"] for block in self.blocks if block["kind"] == kind)

    @property
    def masthead(self):
        return self.of_kind(composing.MASTHEAD)

    @property
    def issue_words(self):
        return self.of_kind(composing.ISSUE)

    @property
    def body(self):
        """The blocks below the head."""
        head = (composing.MASTHEAD, composing.ISSUE)
        return [block for block in self.blocks if block["kind"] not in head]

    def cells(self, block, row):
        """(heading, text, class) of each cell but the first."""
        classes = [self.alignment(block, place) for place in range(len(row))]
        return list(zip(block["head"], row, classes, strict=True))[1:]

    def alignment(self, block, place):
        """The class of the cells in a column: numbers end in one line, words begin in one."""
        texts = [row[place] for row in block["rows"]]
        is_number = all(text[:1].isdigit() or text == composing.NO_RATE for text in texts)
        return "text-end jz-num" if is_number else "text-start"

    @property
    def statistics_url(self):
        parameters = urlencode(self.bulletin.parameters)
        return f"{self.center_url}/@@statistics?{parameters}"

    @property
    def edit_url(self):
        return f"{self.center_url}/@@bulletin-edit?id={self.bulletin.id}"

    @property
    def download_url(self):
        return f"{self.center_url}/@@bulletin-download?id={self.bulletin.id}"


class EditBulletin(OneBulletin, BulletinTexts):
    """The texts of a draft."""

    page_title = _("title_edit_bulletin", default="Texts of this bulletin")
    page_help = _(
        "help_edit_bulletin", default="Figures, tables and charts stay as they were counted."
    )
    fields = BulletinTexts.fields.omit("university")
    index = ViewPageTemplateFile("templates/bulletin_form.pt")

    def __call__(self):
        if self.bulletin.is_issued and self.request.method != "POST":
            self.request.response.redirect(f"{self.center_url}/@@{self.back}")
            return ""
        return super().__call__()

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        # Placeholders are for the texts that others are made of.
        for name in ("title", "signature"):
            self.widgets[name].help = ""

    @property
    def id(self):
        return self.bulletin.id

    @property
    def back(self):
        return f"bulletin?id={self.bulletin.id}"

    def present(self):
        return self.bulletin.texts

    def save(self, values):
        register.change(self.bulletin, values)


class DownloadBulletin(OneBulletin, PageSupport, BrowserView):
    """The Word file."""

    def __call__(self):
        self.keep_private()
        data = register.word_file(self.bulletin)
        name = f"{self.number}{self.bulletin.texts['title']}"
        name_file(self.request.response, WORD, name, f"bulletin-{self.bulletin.id}", "docx")
        return data
