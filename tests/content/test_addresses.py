"""Attributes of an object have URLs as well: what they may not tell."""

from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from tests import factories
import pytest
import requests
import transaction


@pytest.fixture
def address(functional_portal):
    factories.university(functional_portal)
    case = factories.submit("teacher")
    factories.bring_to(case, "closed")
    transaction.commit()
    return case.absolute_url()


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.parametrize("name", ["received", "workflow_history", "1/answered", "1/rated"])
@pytest.mark.parametrize(
    "account",
    [("student", factories.PASSWORD), (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)],
    ids=["member", "manager"],
)
def test_no_time_of_day_is_read_from_an_attribute_by_url(address, name, accept, account):
    answer = requests.get(
        f"{address}/{name}",
        auth=account,
        headers={"Accept": accept},
        allow_redirects=False,
        timeout=30,
    )
    assert answer.status_code in (302, 401, 403, 404)
    assert "+08:00" not in answer.text
