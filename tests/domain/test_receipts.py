"""A receipt: with number and code an outsider sees her case and rates it; nobody else does."""

from AccessControl import getSecurityManager
from hnu.jgzf import config
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.domain import disclosure
from hnu.jgzf.domain import lifecycle
from hnu.jgzf.domain import receipt_codes
from hnu.jgzf.domain import receipt_user
from hnu.jgzf.domain import receipts
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import supervision_log
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.errors import NotPossible
from hnu.jgzf.interfaces.errors import TooMany
from plone import api
from tests import factories
import pytest
import time


REASON = "反映人来电说回执已经遗失。"
ADDRESS = "203.0.113.9"


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet():
    receipts.wrong_tries.clear()


@pytest.fixture
def entered(university):
    return factories.enter()


@pytest.fixture
def answered(entered):
    factories.answer(entered.case)
    return entered


def try_to_open(number, code):
    with factories.acting_as(None):
        return receipts.open_case(number, code, ADDRESS)


def words(refused):
    return str(refused.value.message), refused.value.message.default


def test_number_and_code_open_the_case(entered, portal):
    with factories.nothing_written(portal):
        opened = factories.open_receipt(entered)
    assert opened.case.getId() == entered.case.getId()
    assert not opened.file.is_party
    assert opened.file.transitions == []


def test_both_may_be_typed_in_any_way(entered):
    number, code = entered.case.getId(), entered.code
    try_to_open(f" {number.lower()} ", code.lower())
    try_to_open(number.replace("-", ""), code.replace("-", " "))
    try_to_open(number.replace("0", "o"), code.replace("1", "l").replace("0", "O"))


def test_only_a_slow_hash_of_the_code_is_kept(entered):
    kept = get_identity(entered.case).receipt
    assert kept.method == receipt_codes.METHOD
    plain = entered.code.replace("-", "")
    assert plain.encode() not in kept.salt + kept.digest
    assert plain not in str([vars(get_identity(entered.case)), vars(roster.get_center())])


def test_every_wrong_pair_has_the_same_answer(entered):
    member = factories.submit("teacher")
    refusals = set()
    for number, code in [
        (entered.case.getId(), "0123-4567-89AB"),
        ("20261124-000000", entered.code),
        (member.getId(), entered.code),
        (factories.enter().case.getId(), entered.code),
        ("no number", entered.code),
        (entered.case.getId(), "-"),
    ]:
        with pytest.raises(NotPermitted) as refused:
            try_to_open(number, code)
        refusals.add(words(refused))
    assert len(refusals) == 1


@pytest.mark.parametrize("number", ["the outsider's", "a member's", "nobody's", "none at all"])
def test_the_hash_is_worked_out_whatever_the_number(entered, monkeypatch, number):
    number = {
        "the outsider's": entered.case.getId(),
        "a member's": factories.submit("teacher").getId(),
        "nobody's": "20261124-000000",
        "none at all": "?",
    }[number]
    asked = []
    digest = receipt_codes._digest
    monkeypatch.setattr(
        receipt_codes, "_digest", lambda *args: asked.append(args[0]) or digest(*args)
    )
    with pytest.raises(NotPermitted):
        try_to_open(number, "0123-4567-89AB")
    assert asked == [receipt_codes.METHOD]


def test_an_unknown_number_takes_as_long_as_a_wrong_code(entered):
    def fastest(number):
        seconds = []
        for _i in range(5):
            begun = time.perf_counter()
            with pytest.raises(NotPermitted):
                try_to_open(number, "0123-4567-89AB")
            seconds.append(time.perf_counter() - begun)
        return min(seconds)

    known, unknown = fastest(entered.case.getId()), fastest("20261124-000000")
    assert 0.5 < known / unknown < 2


@pytest.mark.parametrize(("number", "code"), [("", "x"), (" ", "x"), ("x", ""), ("x", "\u200b")])
def test_what_is_empty_is_no_try(entered, number, code):
    for _i in range(receipts.wrong_tries.most + 1):
        with pytest.raises(InvalidInput):
            try_to_open(number, code)
    factories.open_receipt(entered)


def test_wrong_tries_are_limited_by_address_and_never_by_number(entered):
    for number in range(receipts.wrong_tries.most):
        with pytest.raises(NotPermitted):
            try_to_open(entered.case.getId() if number % 2 else "20261124-000000", "0000")
    with pytest.raises(TooMany):
        try_to_open("20261124-000000", "0000")
    # Or the limit would tell which one is right.
    with pytest.raises(TooMany):
        try_to_open(entered.case.getId(), entered.code)
    assert factories.open_receipt(entered, address="198.51.100.7").case is not None


def test_right_tries_are_not_limited(entered):
    for _i in range(receipts.wrong_tries.most + 2):
        factories.open_receipt(entered)


def test_nobody_sees_more_with_a_receipt_because_of_a_login(answered):
    case = answered.case
    with factories.acting_as("clerk"):
        disclosure.disclose(case, REASON)
    with factories.acting_as("supervisor"):
        opened = receipts.open_case(case.getId(), answered.code, ADDRESS)
        file = opened.file
    assert not file.is_party
    assert file.responsible(case.due) is None
    assert file.transitions == ["rate"]


def test_the_holder_rates_the_answer(answered):
    opened = factories.open_receipt(answered)
    assert opened.file.transitions == ["rate"]
    with factories.acting_as(None):
        opened.rate("satisfied", "已经办好了，谢谢。")
    case = answered.case
    assert (case.state, case.satisfaction) == (config.RATED, "satisfied")
    assert case.rounds[0].rating_comment == "已经办好了，谢谢。"
    assert opened.file.transitions == []


def test_each_answer_is_rated_once(answered):
    opened = factories.open_receipt(answered)
    opened.rate("dissatisfied")
    with pytest.raises(NotPossible):
        opened.rate("satisfied")
    factories.answer(answered.case)
    opened.rate("satisfied")
    assert [feedback.satisfaction for feedback in answered.case.rounds] == [
        "dissatisfied",
        "satisfied",
    ]


def test_a_refused_rating_writes_nothing(answered, portal):
    opened = factories.open_receipt(answered)
    with factories.nothing_written(portal), pytest.raises(InvalidInput):
        opened.rate("splendid")


def test_a_rating_with_a_receipt_is_marked_in_the_log_without_the_person(answered):
    with factories.acting_as("teacher"):
        # Whoever is logged in there
        receipts.open_case(answered.case.getId(), answered.code, ADDRESS).rate("neutral")
    entry = supervision_log.head()
    assert (entry.act, entry.unit, entry.number) == ("rate", "jwc", answered.case.getId())
    assert (entry.userid, entry.name, entry.role) == ("", "", "")
    assert (entry.reason, entry.details) == ("", ())


def test_a_members_rating_is_not_in_the_log(case):
    factories.bring_to(case, config.RATED)
    assert supervision_log.head() is None


def test_consent_when_rating_shows_the_contact_that_was_entered(answered):
    factories.open_receipt(answered).rate("dissatisfied", contact_consent=True)
    with factories.acting_as("clerk"):
        assert disclosure.contact(answered.case) == "0000-5550147"


def test_another_contact_can_be_given_when_rating(answered):
    opened = factories.open_receipt(answered)
    opened.rate("dissatisfied", contact_consent=True, contact="晚上 0000-5550148")
    with factories.acting_as("clerk"):
        assert disclosure.contact(answered.case) == "晚上 0000-5550148"


def test_a_case_that_is_hidden_opens_all_the_same(answered):
    answered.case.manage_permission("View", (config.ROLE_EVALUATOR, config.ROLE_SUPERVISOR), 0)
    assert factories.open_receipt(answered).file.transitions == ["rate"]
    factories.open_receipt(answered).rate("satisfied")
    assert answered.case.state == config.RATED


def test_the_holder_is_the_evaluator_of_this_case_and_of_nothing_else(answered):
    other = factories.enter().case
    factories.answer(other)
    with receipt_user.acting(answered.case):
        security = getSecurityManager()
        assert api.user.get_current().getId() is None
        assert security.checkPermission("hnu.jgzf: Rate evaluation", answered.case)
        assert receipt_user.is_acting_for(answered.case)
        assert not receipt_user.is_acting_for(other)
        assert not security.checkPermission("hnu.jgzf: Rate evaluation", other)
        with pytest.raises(NotPermitted):
            lifecycle.rate(other, "satisfied")
        for permission in (
            "hnu.jgzf: Answer evaluation",
            "hnu.jgzf: Close evaluation",
            "hnu.jgzf: Disclose identity",
        ):
            assert not security.checkPermission(permission, answered.case), permission
        assert not security.checkPermission("View", roster.get_center())
        assert not security.checkPermission("View", other)
    assert not receipt_user.is_acting_for(answered.case)


def test_nobody_rates_an_outsiders_case_by_a_role(answered):
    api.user.grant_roles(username="teacher", roles=[config.ROLE_EVALUATOR])
    with factories.acting_as("teacher"), pytest.raises(NotPermitted):
        lifecycle.rate(answered.case, "satisfied")


# A new code


def test_a_supervisor_issues_a_new_code_and_the_old_one_ends(entered):
    with factories.acting_as("supervisor"):
        code = receipts.renew(entered.case, REASON)
    with pytest.raises(NotPermitted):
        factories.open_receipt(entered)
    factories.open_receipt(entered._replace(code=code))
    entry = supervision_log.head()
    assert (entry.act, entry.userid, entry.reason) == ("enter", "supervisor", REASON)
    assert entry.details == (("receipt", "renewed"),)


def test_a_new_code_needs_a_reason(entered, portal):
    with factories.acting_as("supervisor"), factories.nothing_written(portal):
        for reason in ("", "太短", "长" * 501):
            with pytest.raises(InvalidInput):
                receipts.renew(entered.case, reason)


@pytest.mark.parametrize("userid", ["teacher", "clerk", "webmaster", "supervisor2", None])
def test_nobody_else_issues_a_new_code(entered, portal, userid):
    roster.get_unit("jwc").head = "supervisor2"
    with (
        factories.acting_as(userid),
        factories.nothing_written(portal),
        pytest.raises(NotPermitted),
    ):
        receipts.renew(entered.case, REASON)


def test_a_members_case_has_no_code(case, portal):
    with (
        factories.acting_as("supervisor"),
        factories.nothing_written(portal),
        pytest.raises(NotPossible),
    ):
        receipts.renew(case, REASON)
