"""Somebody without an account is as confidential as a member; so is that it was somebody like that.

The author has said on the phone what she says elsewhere by herself: the same names and addresses
give her away, and the same probes look for them.
"""

from tests.privacy import evidence
from tests.privacy import our_probes
from tests.privacy import probes
from tests.privacy import world
from tests.privacy.asking import Shows


WHO = (world.MEMBER, world.ANONYMOUS, world.EVALUATED, *world.PARTIES)


def shows():
    for probe in our_probes.PROBES:
        if isinstance(probe.probe, Shows):
            yield probe.probe, [who for who in probe.asked_by if who in WHO]
    for probe in probes.KNOWN + probes.CLOSED:
        if isinstance(probe, Shows):
            yield probe, WHO[:3]


def test_no_page_and_no_service_names_an_outsider(outsiders_world):
    asked = list(shows())
    assert len(asked) > 80
    found = {
        (str(probe), who): result
        for probe, people in asked
        for who in people
        if (result := probe.finds(outsiders_world, who))
    }
    assert found == {}


def test_the_page_of_a_receipt_names_nobody_and_tells_no_time(outsiders_world):
    number, code = outsiders_world.receipts[0]
    sent = {"form.widgets.number": number, "form.widgets.code": code, "form.buttons.look": "1"}
    url = f"{outsiders_world.base}/jgzf/@@receipt"
    for who in (world.ANONYMOUS, world.MEMBER, *world.PARTIES):
        answer = outsiders_world.ask(who, "POST", url, data=sent)
        assert answer.status_code == 200, who
        assert world.TYPED in answer.text
        assert "no-store" in answer.headers["Cache-Control"]
        assert evidence.identity_in(evidence.text_of(answer)) is None, who
        assert evidence.time_in(evidence.text_of(answer)) is None, who
