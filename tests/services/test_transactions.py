"""@transactions of the portal: the log of who wrote when."""

from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
import transaction


def test_the_log_of_transactions_is_closed_to_members(site, rest):
    # As where the portal uses REST: Plone itself shows the log to every member.
    site.manage_permission("plone.restapi: Use REST API", ["Authenticated"], 1)
    site.manage_permission("List undoable changes", ["Authenticated"], 0)
    site.manage_permission("Undo changes", ["Authenticated"], 0)
    transaction.commit()
    address = f"{site.absolute_url()}/@transactions"
    for userid in ("student", "clerk", "supervisor", "reviewer", "editor"):
        assert rest(userid).get(address).status_code == 401, userid
        answer = rest(userid).patch(address, json={"transaction_ids": []})
        assert answer.status_code == 401, userid


def test_the_manager_keeps_it(site, rest):
    client = rest(None)
    client.auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    address = f"{site.absolute_url()}/@transactions"
    assert client.patch(address, json={"transaction_ids": []}).status_code == 200
