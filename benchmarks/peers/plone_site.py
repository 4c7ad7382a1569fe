"""What the processes with a Plone have in common: the site's people, logging in, the CSRF token."""

from benchmarks.instance import PASSWORD
from benchmarks.peers.visitor import expect
from benchmarks.peers.visitor import Visitor
from plone import api
from Products.CMFPlone.factory import addPloneSite
from urllib.parse import quote
import re
import transaction


SITE = "site"
MEMBERS = 300

TOKEN = re.compile(r'name="_authenticator"\s+(?:type="hidden"\s+)?value="([^"]+)"')
TOKEN_BACKWARDS = re.compile(r'value="([0-9a-f]{40})"[^>]*name="_authenticator"')


def member(number):
    """User id of one of the ``MEMBERS``, whatever the number."""
    return f"member{number % MEMBERS}"


def add_stock_site(instance):
    """A Classic UI site without content, with ``MEMBERS``; committed."""
    with instance.session() as app:
        addPloneSite(
            app,
            SITE,
            title="示例大学信息门户",
            default_language="zh-cn",
            portal_timezone="Asia/Shanghai",
            distribution_name="classic",
            setup_content=False,
        )
        transaction.commit()
    with instance.session(SITE):
        flatten_navigation()
        for number in range(MEMBERS):
            userid = member(number)
            api.user.create(
                username=userid,
                email=f"{userid}@example.org",
                password=PASSWORD,
                properties={"fullname": f"姓名{userid}"},
            )
        transaction.commit()


def flatten_navigation():
    """Three levels, the default, would put every Document into the menu of every page."""
    api.portal.set_registry_record("plone.navigation_depth", 1)


class Members:
    """Members who are logged in, with the cookie that Plone's login gives them."""

    def __init__(self, instance):
        self.instance = instance
        self.visitors = {}

    def __call__(self, userid):
        if userid not in self.visitors:
            visitor = Visitor(self.instance.application)
            with self.instance.session(SITE) as site:
                response = site.REQUEST.response
                site.acl_users.session._setupSession(userid, response)
                visitor.cookies["__ac"] = quote(response.cookies["__ac"]["value"])
            self.visitors[userid] = visitor
        return self.visitors[userid]


def form_of(visitor, address):
    """GET the form at ``address``: the answer, and its CSRF token (empty where it has none)."""
    answer = expect(visitor.get(address), 200, "</html>")
    found = TOKEN.search(answer.body) or TOKEN_BACKWARDS.search(answer.body)
    return answer, found[1] if found else ""
