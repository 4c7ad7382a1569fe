from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import listings
from tests import factories


def test_a_case_goes_from_submitted_to_closed(case):
    assert case.state == "submitted"
    factories.answer(case)
    assert case.state == "answered"
    factories.rate(case, "dissatisfied")
    assert case.dissatisfied
    assert case.pending
    factories.answer(case)
    factories.rate(case, "satisfied")
    factories.close(case)
    assert case.state == "closed"
    assert [round.satisfaction for round in case.rounds] == ["dissatisfied", "satisfied"]
    assert catalog_upkeep.check() == []
    assert [brain.number for brain in listings.wall()] == [case.getId()]
