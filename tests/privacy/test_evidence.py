"""What counts as having given something away."""

from tests.privacy import evidence
from tests.privacy.world import MADE
import datetime
import pytest
import requests


MADE_IN_GMT = f"{MADE.astimezone(datetime.UTC):%a, %d %b %Y %H:%M:%S} GMT"


def answer_with(name, value):
    answer = requests.Response()
    answer.status_code = 200
    answer._content = b"<p>page</p>"
    answer.headers[name] = value
    return evidence.text_of(answer)


@pytest.mark.parametrize("name", ["Last-Modified", "ETag", "Set-Cookie"])
def test_a_header_with_the_time_at_which_an_item_was_made_tells(name):
    assert evidence.time_in(answer_with(name, MADE_IN_GMT))


def test_the_clock_of_the_server_is_not_evidence():
    """Whoever asks at the minute at which the item was made is told that minute."""
    assert evidence.time_in(answer_with("Date", MADE_IN_GMT)) is None
