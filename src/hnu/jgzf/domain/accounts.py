"""Finding accounts by what one knows of a person: her id, her login, her name or a part of them.

Asked through the plugins of ``acl_users``, so that LDAP and single sign-on answer too. Nothing is
looked for in mail addresses, and none is told.
"""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import text
from hnu.jgzf.domain.staff_search import folded
from hnu.jgzf.domain.tries import Tries
from hnu.jgzf.interfaces.errors import Refusal
from plone import api
from typing import NamedTuple
import re


# How many are told at once, and how many are looked at
MOST = 10
LOOKED_AT = 200
# What is told as somebody types: of a single letter nothing; a surname of one character is a name.
LEAST = 2
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
# Every question counts, of whoever asks: who fills in a roster by hand asks three times a name.
MOST_PER_HOUR = 300
questions = Tries(
    most=MOST_PER_HOUR,
    seconds=3600,
    message=_(
        "error_account_questions",
        default="You have looked for many accounts. Go on in an hour, or enter the ids.",
    ),
)

# What single sign-on may call somebody who has not logged in yet, so that no plugin knows her.
LOOKS_LIKE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]*")


class Account(NamedTuple):
    userid: str
    fullname: str

    def __str__(self):
        return f"{self.fullname}（{self.userid}）" if self.fullname else self.userid


def full_name(userid):
    """The account's name, or an empty string; also where there is no such account."""
    user = api.user.get(userid=userid) if userid else None
    return (user.getProperty("fullname") or "") if user is not None else ""


def suggest(words):
    """The first :data:`MOST` of those who could be meant, and whether these are all.

    :raises TooMany: for who has asked :data:`MOST_PER_HOUR` times within an hour.
    """
    questions.begin(api.user.get_current().getId())
    key = folded(text.clean(words, newlines=False))
    found = find(words) if len(key) >= LEAST or HAN.search(key) else []
    return found[:MOST], len(found) <= MOST


def find(words):
    """Accounts whose name, id or login contains ``words``, by the reading of their names.

    At most :data:`LOOKED_AT`; nobody is found by nothing, or by more than a name can have.
    """
    words = text.clean(words, newlines=False)
    key = folded(words)
    if not key or len(words) > config.LINE_MAX_LENGTH:
        return []
    acl_users = api.portal.get_tool("acl_users")
    found = {}
    for criterion in _criteria():
        for query in dict.fromkeys((words, key)):
            for hit in acl_users.searchUsers(**{criterion: query}):
                found.setdefault(hit["userid"], hit["login"] if criterion == "login" else "")
    result = []
    for userid, login in list(found.items())[:LOOKED_AT]:
        account = Account(userid, full_name(userid))
        # A plugin that does not know a criterion may answer with everybody.
        if any(key in folded(part) for part in (*account, login)):
            result.append(account)
    return sorted(result, key=lambda account: (roster.pinyin_key(account.fullname), account.userid))


def known(typed):
    """The id of the account that has this id or login; None where nobody has."""
    if api.user.get(userid=typed) is not None:
        return typed
    user = api.user.get(username=typed)
    return user.getId() if user is not None else None


def resolve(typed, stored=()):
    """The user id that is meant by ``typed``; None for nothing.

    An id, a login, or the full name of exactly one account. An id that nobody has and nobody's is
    like is kept: somebody who never logged in may be unknown to the portal.

    :param stored: ids that stand there already, and stay even where the account is gone.
    :raises Refusal: with the accounts that could be meant, or that there is none.
    """
    typed = text.clean(typed, newlines=False)
    if not typed or typed in stored:
        return typed or None
    userid = known(typed)
    if userid is not None:
        return userid
    found = find(typed)
    exact = [account for account in found if folded(account.fullname) == folded(typed)]
    if len(exact) == 1:
        return exact[0].userid
    if not found and LOOKS_LIKE_ID.fullmatch(typed):
        return typed
    if exact:
        message = _(
            "error_account_several",
            default="Several accounts have the name “${name}”: ${accounts}. Enter one of the ids.",
        )
    elif found:
        message = _(
            "error_account_near",
            default="There is no account “${name}”, but: ${accounts}. Enter one of the ids.",
        )
    else:
        message = _(
            "error_account_none",
            default="Nobody called “${name}” was found. Enter the account's id.",
        )
    named = "、".join(str(account) for account in (exact or found)[:MOST])
    if len(exact or found) > MOST:
        named += "……"
    raise Refusal(
        _(
            message,
            default=message.default,
            mapping={"name": typed[: config.LINE_MAX_LENGTH], "accounts": named},
        )
    )


def stored_in(item):
    """User ids in the fields of a unit or staff member, a set; of anything else none."""
    portal_type = getattr(item, "portal_type", None)
    if portal_type == config.UNIT_TYPE:
        userids = {item.head, *(row.get("userid") for row in item.administrators or ())}
    elif portal_type == config.STAFF_MEMBER_TYPE:
        userids = {item.userid}
    else:
        userids = set()
    return userids - {None, ""}


def unknown(userids):
    """Those of ``userids`` that no account of this portal has, each once."""
    asked = filter(None, dict.fromkeys(userids))
    return [userid for userid in asked if api.user.get(userid=userid) is None]


def _criteria():
    yield "fullname"
    yield "id"
    # A login that is a mail address is not looked into.
    if not api.portal.get_registry_record("plone.use_email_as_login", default=False):
        yield "login"
