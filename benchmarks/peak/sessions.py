"""A session for everybody who comes, as Plone's login makes it: JSON, cookie by user id.

Members come to a real site over hours. Three hundred first logins within a few seconds are in each
other's way in Plone's member data, and that is not what is measured.
"""

from benchmarks import university
from benchmarks.peak.prepare import Running
from benchmarks.peak.prepare import SITE
from ZPublisher.HTTPResponse import HTTPResponse
import json
import sys


def main():
    userids = [university.EDITOR, *map(university.member, range(university.MEMBERS))]
    with Running().session(SITE) as site:
        json.dump({userid: session(site, userid) for userid in userids}, sys.stdout)


def session(site, userid):
    response = HTTPResponse()
    site.acl_users.session._setupSession(userid, response)
    value = response.cookies["__ac"]["value"]
    return value.decode() if isinstance(value, bytes) else value


if __name__ == "__main__":
    main()
