"""After ``scripts/anonymise.py`` no store of the site leads to the evaluator any more.

Records of the database are compared with those from before she wrote anything: her account is there
all the time.
"""

from datetime import timedelta
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import redaction
from hnu.jgzf.domain import retention
from html import unescape
from tests import factories
from tests.privacy import evidence
from tests.privacy import world
from tests.privacy.layer import PRIVACY_TESTING
from tests.privacy.world import AUTHOR
import pytest
import transaction


YEARS = 1
THEN = dates.now() - timedelta(days=800)
SECRETS = tuple(spelling.encode() for spelling in evidence.SECRETS)


@pytest.fixture
def site(open_site):
    with world.world() as result:
        yield result


def records():
    """Ids of the database's current records in which the author is named in any way."""
    storage = PRIVACY_TESTING.changes
    newest = {}
    for noted in storage.iterator():
        newest.update({record.oid: record.data or b"" for record in noted})
    return {oid for oid, data in newest.items() if any(secret in data for secret in SECRETS)}


def life_of_a_member():
    case = factories.submit(AUTHOR.userid, contact_consent=True, contact=AUTHOR.email)
    with factories.acting_as("clerk"):
        disclosure.disclose(case, factories.CONTENT)
    factories.answer(case, content=f"{factories.ANSWER}{AUTHOR.fullname}")
    with factories.acting_as("supervisor"):
        redaction.redact(case, "answer-1", AUTHOR.fullname, factories.CONTENT)
    world.tell()
    factories.rate(case, "satisfied", by=AUTHOR.userid)
    factories.close(case)
    # Told to her and not read, sent or not yet
    factories.dispatch_all()


def life_of_an_outsider():
    heard = {"name": AUTHOR.fullname, "contact": AUTHOR.email}
    entered = factories.enter(person=heard, contact_consent=True, token="a")
    factories.answer(entered.case)
    factories.open_receipt(entered).rate("satisfied")
    factories.close(entered.case)
    world.tell()


def test_no_record_of_the_database_names_her_any_more(site):
    before = records()
    with dates.at(THEN):
        life_of_a_member()
        transaction.commit()
        life_of_an_outsider()
    transaction.commit()
    # The control: without it the last line could not fail.
    assert len(records() - before) >= 4
    numbers = list(retention.due(YEARS))
    assert len(numbers) == 2
    assert retention.anonymise(numbers, YEARS) == 2
    transaction.commit()
    assert records() - before == set()


def test_the_undo_log_does_not_say_who_did_it(site):
    with dates.at(THEN):
        life_of_a_member()
    transaction.commit()
    start = PRIVACY_TESTING.changes.lastTransaction()
    with factories.acting_as("webmaster"):
        retention.anonymise(list(retention.due(YEARS)), YEARS)
    transaction.commit()
    (noted,) = list(PRIVACY_TESTING.changes.iterator(start))[1:]
    assert (noted.user, noted.description, noted.extension) == (b"", b"", {})


def test_no_page_tells_her_apart_from_anybody_else(site):
    with dates.at(THEN):
        life_of_a_member()
    retention.anonymise(list(retention.due(YEARS)), YEARS)
    transaction.commit()
    (brain,) = listings.wall()
    path = f"{site.base}/jgzf/{brain.unit}/{brain.number}"
    pages = {
        userid: unescape(site.client(userid).get(path).text)
        for userid in (AUTHOR.userid, world.OTHER.userid, "clerk", "supervisor")
    }
    for userid in ("clerk", "supervisor"):
        assert "评价人信息已按规定清除" in pages[userid]
        assert evidence.identity_in(pages[userid]) is None
    for userid in (AUTHOR.userid, world.OTHER.userid):
        assert "评价人信息已按规定清除" not in pages[userid]
        assert "匿名展示" in pages[userid]
        assert "本人" not in pages[userid]
