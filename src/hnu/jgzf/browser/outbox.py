"""发件箱: what was sent, will be, or could not be, and 重发.

A webmaster sees whom a message is for, never a number or an address, and of an evaluator no more
than 评价人.
"""

from functools import cached_property
from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.browser import paging
from hnu.jgzf.browser.cards import Mark
from hnu.jgzf.browser.notifications import NotificationsPage
from hnu.jgzf.content import outbox as box
from hnu.jgzf.content.supervision_order import official_number
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.listings import Page
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.notifications import delivery
from hnu.jgzf.notifications import kinds
from hnu.jgzf.notifications import settings
from hnu.jgzf.notifications import templates
from plone import api
from plone.protect import CheckAuthenticator
import transaction


STATE_MARKS = {
    box.WAITING: Mark("info", "wait", _("message_waiting", default="Waiting")),
    box.SENT: Mark("ok", "done", _("message_sent", default="Sent")),
    box.FAILED: Mark("bad", "alert", _("message_failed", default="Failed")),
    box.CANCELLED: Mark("mute", "info", _("message_cancelled", default="Not sent")),
}
IN_HAND = Mark("info", "send", _("message_in_hand", default="Being sent"))
RECORDED = Mark("mute", "file", _("message_recorded", default="Recorded, not sent"))


class Outbox(NotificationsPage):
    """``?state=`` is one of ``content.outbox.STATES``; a POST sends again."""

    here = "jgzf-outbox"
    page_title = _("title_outbox", default="Outbox")

    def __call__(self):
        if self.request.method == "POST":
            return self.send_again()
        return super().__call__()

    def send_again(self):
        """One message, or all that failed."""
        CheckAuthenticator(self.request)
        self.keep_private()
        form = self.request.form
        message, message_type = _("status_sent_again", default="It is being sent again."), "info"
        try:
            if "form.buttons.all" in form:
                message = _(
                    "status_all_sent_again",
                    default="${n} messages are being sent again.",
                    mapping={"n": delivery.send_all_again(self.outbox) if self.outbox else 0},
                )
            else:
                delivery.send_again(self.outbox, form.get("form.buttons.again"))
        except NotPossible as refusal:
            transaction.abort()
            message, message_type = refusal.message, "error"
        api.portal.show_message(message, self.request, message_type)
        self.request.response.redirect(paging.address(self.url, self._query(self.state)))
        return ""

    @cached_property
    def outbox(self):
        return box.get_outbox(roster.get_center())

    @cached_property
    def state(self):
        """The state that is shown alone, or empty for all."""
        state = self.request.form.get("state")
        return state if isinstance(state, str) and state in box.STATES else ""

    def update(self):
        page = paging.within(self.read, *paging.requested(self.request.form))
        self.rows = [Row(message) for message in page]
        self.paging = paging.Paging(page, self.url, self._query(self.state))

    def read(self, start, size):
        states = (self.state,) if self.state else box.STATES
        total = sum(self.count(state) for state in states)
        messages = self.outbox.newest(states, start, size) if self.outbox is not None else []
        return Page(messages, total, start, size)

    def count(self, state):
        return self.outbox.count(state) if self.outbox is not None else 0

    def _query(self, state):
        return [("state", state)] if state else []

    @cached_property
    def tabs(self):
        """Links to the messages of each state: dicts of title, url, current, count, tone."""
        counts = {state: self.count(state) for state in box.STATES}
        entries = [("", _("message_all", default="All"), sum(counts.values()))]
        entries += [(state, STATE_MARKS[state].title, counts[state]) for state in box.STATES]
        return [
            {
                "title": title,
                "url": paging.address(self.url, self._query(state)),
                "current": "page" if state == self.state else None,
                "count": count,
                "tone": "" if count and state == box.FAILED else "is-mute",
            }
            for state, title, count in entries
        ]

    @property
    def failed_count(self):
        return self.count(box.FAILED)

    @property
    def days_kept(self):
        return delivery.KEPT.days

    @property
    def only_recorded(self):
        """Titles of the channels that send nothing, as a text; empty where all do."""
        channels = ((config.SMS, "sms_transport"), (config.MAIL, "mail_transport"))
        titles = [
            self.translate(kinds.CHANNEL_TITLES[channel])
            for channel, record in channels
            if settings.get(record) == settings.RECORD_ONLY
        ]
        return "、".join(titles)


class Row:
    """A message as a line of the table, a card on a phone."""

    def __init__(self, message):
        self.id = message.id
        self.made = dates.minute(message.made)
        kind = kinds.KINDS.get(message.kind)
        self.kind = kind.title if kind is not None else message.kind
        unit = roster.get_unit(message.unit)
        self.unit = unit.title if unit is not None else message.unit
        self.number = official_number(message.number)
        self.role = kinds.ROLE_TITLES.get(message.role, message.role)
        self.name = _name(message)
        self.channel = kinds.CHANNEL_TITLES.get(message.channel, message.channel)
        self.mark = _mark(message)
        self.tone = self.mark.tone
        self.notes = list(_notes(message))
        self.may_be_sent_again = message.state == box.FAILED
        self.text = message.text
        if not self.text and kind is not None:
            self.text = templates.render(message).strip()


def _name(message):
    """Who in the role, in words; nothing for an evaluator."""
    if message.role == config.TO_EVALUATOR:
        return ""
    if message.name or not message.userid:
        return message.name
    user = api.user.get(userid=message.userid)
    return (user.getProperty("fullname") if user is not None else "") or message.userid


def _mark(message):
    if message.state == box.SENT and message.transport == settings.RECORD_ONLY:
        return RECORDED
    if message.leased_until is not None and message.leased_until > dates.now():
        return IN_HAND
    return STATE_MARKS[message.state]


def _notes(message):
    """What is to be said about its sending: i18n messages."""
    if message.state == box.SENT:
        yield dates.minute(message.sent)
    if message.tries > 1 or (message.tries and message.state != box.SENT):
        yield _("message_tries", default="Tried ${n} times", mapping={"n": message.tries})
    if message.reason:
        yield message.reason
    if message.state == box.WAITING:
        yield _(
            "message_next_try",
            default="next try ${time}",
            mapping={"time": dates.minute(message.next_try)},
        )
