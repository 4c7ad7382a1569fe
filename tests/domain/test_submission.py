from datetime import date
from datetime import datetime
from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.content import evaluators
from hnu.jgzf.content.identity import get_identity
from hnu.jgzf.domain import catalog_upkeep
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import receipt_codes
from hnu.jgzf.domain import roster
from hnu.jgzf.domain import submission
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.errors import NotPermitted
from hnu.jgzf.interfaces.settings import ICategoryTables
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies
from plone import api
from tests import factories
import copy
import pytest
import re
import transaction


PERSON = "20090417"


def refused(evaluator="teacher", **values):
    """Fields and message ids of a refusal, in order."""
    portal = api.portal.get()
    with factories.nothing_written(portal), pytest.raises(InvalidInput) as refusal:
        factories.submit(evaluator, **values)
    return [(error.field, str(error.message)) for error in refusal.value.errors]


# What is stored


def test_a_case_of_a_unit_keeps_everything_as_it_read_then(university):
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=config.TIMEZONE)
    chosen = categories.active_categories("unit")[2]
    row = chosen.descriptions[1]
    with dates.at(noon):
        case = factories.submit("teacher", category=chosen.token, description=row.token)
    assert case.__parent__.getId() == "jwc"
    assert case.unit_title == "教务处"
    assert (case.staff_member, case.staff_member_title) == ("", "")
    assert (case.category, case.category_title) == (chosen.token, chosen.title)
    assert (case.description_token, case.description_title) == (row.token, row.title)
    assert (case.topic, case.content) == (case.title, factories.CONTENT)
    assert (case.received, case.due) == (noon, date(2026, 12, 1))
    assert case.state == config.SUBMITTED
    assert case.pending
    assert case.rounds == []


def test_old_cases_keep_their_words_when_names_and_tables_change(university):
    case = factories.submit("teacher", staff_member=PERSON)
    words = (case.unit_title, case.staff_member_title, case.category_title, case.description_title)
    unit = roster.get_unit("jwc")
    unit.title, unit[PERSON].title = "教务部", "周允理"
    rows = copy.deepcopy(categories.rows("staff"))
    for row in rows:
        row.update(category=row["category"] + "新", description=row["description"] + "新")
    api.portal.set_registry_record("staff", rows, interface=ICategoryTables)
    assert words == ("教务处", "周允礼", case.category_title, case.description_title)
    assert not case.category_title.endswith("新")
    assert listings.find(case.getId()).unit_title == "教务处"


def test_a_case_number_tells_the_day_in_shanghai_and_nothing_else(university):
    with dates.at(datetime(2026, 11, 23, 16, 30, tzinfo=dates.now().tzinfo) + timedelta(hours=8)):
        numbers = {factories.submit("teacher").getId() for _n in range(5)}
    assert len(numbers) == 5
    for number in numbers:
        assert re.fullmatch(r"20261124-[0-9A-HJKMNP-TV-Z]{6}", number)


def test_a_number_that_is_taken_in_any_unit_is_drawn_again(university, monkeypatch):
    drawn = iter("A" * 6 + "A" * 6 + "B" * 6)
    monkeypatch.setattr(receipt_codes.secrets, "choice", lambda alphabet: next(drawn))
    first, second = factories.submit("teacher"), factories.submit("teacher", unit="hqc")
    assert first.getId().endswith("-AAAAAA")
    assert second.getId().endswith("-BBBBBB")


def test_a_case_is_on_the_wall_and_among_the_evaluators_own_at_once(university):
    case = factories.submit("teacher", staff_member=PERSON)
    number = case.getId()
    assert [brain.number for brain in listings.wall()] == [number]
    assert [brain.number for brain in listings.of_evaluator("teacher")] == [number]
    assert [brain.number for brain in listings.pending(["jwc"])] == [number]
    assert listings.of_evaluator("student") == []
    assert catalog_upkeep.check() == []


def test_neither_center_nor_unit_nor_portal_catalog_is_modified(university, portal):
    """Else submissions would wait for each other."""
    factories.submit("teacher")
    transaction.savepoint(optimistic=True)
    case = factories.submit("teacher")
    kinds = {type(item).__name__ for item in portal._p_jar._registered_objects}
    # The fact that it was submitted goes into a tree of random keys.
    trees = {"FactTree", "Length", "OOBTree", "OIBTree", "RecordSet", "RecordTree", "NumberTree"}
    assert kinds - {"Evaluation", "Identity", "PersistentMapping"} == trees
    for item in (roster.get_center(), case.__parent__, portal, portal.portal_catalog):
        assert not item._p_changed


def test_a_script_can_submit_for_somebody_who_has_no_account(university):
    sent = submission.Submission(**factories.fields(contact="8888 2662"))
    case = submission.submit(sent, evaluator="visitor-20261124")
    assert get_identity(case).evaluator == "visitor-20261124"
    assert evaluators.numbers_of(roster.get_center(), "visitor-20261124") == [case.getId()]


# Who may submit


def test_every_account_may_submit_and_nobody_without_one(university):
    for userid in ("student", "dean", "supervisor", "webmaster", "reviewer", "evaluated"):
        assert factories.submit(userid).state == config.SUBMITTED
    with pytest.raises(NotPermitted):
        factories.submit(None)


def test_taking_the_permission_away_closes_the_door(university):
    roster.get_center().manage_permission(submission.PERMISSION, ["Manager"])
    with pytest.raises(NotPermitted):
        factories.submit("teacher")


def test_nobody_may_submit_about_a_unit_she_administers_or_its_people(university, portal):
    for userid in ("clerk", "deputy"):
        for person in ("", PERSON, "20120356"):
            with factories.nothing_written(portal), pytest.raises(NotPermitted) as refusal:
                factories.submit(userid, staff_member=person)
            assert refusal.value.message == "error_own_unit"
        assert factories.submit(userid, unit="hqc")


def test_an_administrator_of_yesterday_or_tomorrow_may_submit(university):
    today = dates.today()
    day = timedelta(days=1)
    roster.get_unit("jwc").administrators = [
        factories.administrator("clerk", until=today - day),
        factories.administrator("deputy", **{"from": today + day}),
        factories.administrator("dean", **{"from": today, "until": today}),
    ]
    assert factories.submit("clerk")
    assert factories.submit("deputy")
    with pytest.raises(NotPermitted):
        factories.submit("dean")


def test_nobody_may_submit_about_herself_but_about_her_unit_and_colleagues(university, portal):
    with factories.nothing_written(portal), pytest.raises(NotPermitted) as refusal:
        factories.submit("evaluated", staff_member=PERSON)
    assert refusal.value.message == "error_self"
    assert factories.submit("evaluated")
    assert factories.submit("evaluated", staff_member="20120356")


# What is refused


@pytest.mark.parametrize("blank", ["", None, " ", "\u3000\u3000", "\t\n", "\u200b\u200b", "\u2800"])
@pytest.mark.parametrize("field", ["topic", "content"])
def test_a_blank_is_missing(university, field, blank):
    assert refused(**{field: blank}) == [(field, f"error_{field}")]


def test_every_error_is_told_at_once(university):
    fields = dict.fromkeys(("unit", "category", "description", "topic", "content"), "")
    assert refused(**fields, contact="1" * 101) == [
        ("unit", "error_unit"),
        ("category", "error_category"),
        ("topic", "error_topic"),
        ("content", "error_content"),
        ("contact", "error_contact_long"),
    ]


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("topic", "题" * 61, "error_topic_long"),
        ("content", "文" * 9, "error_content_short"),
        ("content", " \n" * 50 + "文" * 9, "error_content_short"),
        ("content", "文" * 2001, "error_content_long"),
        ("contact", "1" * 101, "error_contact_long"),
        ("unit", "nowhere", "error_unit_unknown"),
        ("unit", "evaluation_catalog", "error_unit_unknown"),
        ("unit", "manage_main", "error_unit_unknown"),
        ("unit", "jwc/20090417", "error_unit_unknown"),
        ("unit", "JWC", "error_unit_unknown"),
        ("unit", "jwc\x00", "error_unit_unknown"),
        ("unit", "\ud800", "error_unit_unknown"),
        ("category", "nothing", "error_category_unknown"),
        ("description", "", "error_description"),
        ("description", "nothing", "error_description_unknown"),
    ],
)
def test_one_wrong_field_is_one_error(university, field, value, error):
    assert refused(**{field: value}) == [(field, error)]


@pytest.mark.parametrize(("field", "n"), [("topic", 60), ("content", 10), ("content", 2000)])
def test_the_limits_themselves_are_allowed(university, field, n):
    assert len(getattr(factories.submit("teacher", **{field: "字" * n}), field)) == n


@pytest.mark.parametrize("person", ["99999999", "20100001", "jwc", "title", "\ud800"])
def test_a_person_of_another_unit_or_of_none_cannot_be_evaluated(university, person):
    assert refused(staff_member=person) == [("staff_member", "error_staff_member")]


def test_a_case_number_is_no_person(university, case):
    assert refused(staff_member=case.getId()) == [("staff_member", "error_staff_member")]


def test_an_inactive_unit_person_or_row_cannot_be_evaluated_or_chosen(university):
    unit = roster.get_unit("jwc")
    unit[PERSON].active = False
    assert refused(staff_member=PERSON) == [("staff_member", "error_staff_member")]
    unit.active = False
    assert refused() == [("unit", "error_unit_inactive")]
    unit.active = True

    fields = factories.fields()
    rows = copy.deepcopy(categories.rows("unit"))
    rows[0]["active"] = False
    api.portal.set_registry_record("unit", rows, interface=ICategoryTables)
    assert refused(**fields) == [("description", "error_description_unknown")]
    for row in rows:
        row["active"] = row["category_token"] != fields["category"]
    api.portal.set_registry_record("unit", copy.deepcopy(rows), interface=ICategoryTables)
    assert refused(**fields) == [("category", "error_category_unknown")]


def test_category_and_description_belong_together(university):
    first, second = categories.active_categories("unit")[:2]
    values = {"category": first.token, "description": second.descriptions[0].token}
    assert refused(**values) == [("description", "error_pair")]


def test_each_kind_of_target_has_its_own_table(university):
    unit, staff = factories.choice("unit"), factories.choice("staff")
    assert refused(**staff) == [("category", "error_category_unknown")]
    assert refused(staff_member=PERSON, **unit) == [("category", "error_category_unknown")]
    mixed = {"category": unit["category"], "description": staff["description"]}
    assert refused(**mixed) == [("description", "error_description_unknown")]


@pytest.mark.parametrize("value", [7, 0, True, [], ["jwc"], {"a": 1}, 1.5, b"jwc"])
@pytest.mark.parametrize(
    "field", ["unit", "staff_member", "category", "description", "topic", "content", "contact"]
)
def test_what_is_no_text_is_an_error_of_its_field(university, field, value):
    assert refused(**{field: value}) == [(field, "error_not_text")]


@pytest.mark.parametrize("value", ["no", "false", "true", 0, 1, [], {"a": 1}])
def test_a_consent_is_yes_or_no_and_nothing_that_could_be_taken_for_it(university, value):
    assert refused(contact_consent=value) == [("contact_consent", "error_contact_consent")]


@pytest.mark.parametrize("token", ["\ud800", "\x00", "字" * 5000])
def test_a_form_that_is_sent_twice_is_one_evaluation_whatever_its_token(university, token):
    first, second = (factories.submit("teacher", token=token) for _n in range(2))
    assert first.getId() == second.getId()


def test_none_is_as_good_as_nothing(university):
    case = factories.submit("teacher", staff_member=None, contact=None, contact_consent=None)
    assert case.staff_member == ""
    assert case.contact_consent is False


# What is kept as typed


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "${context/title} %(x)s {0}",
        "办事👨‍👩‍👧👍🏽窗口排队",
        "=1+1 与 @SUM(A1) 的区别",
        "教务处\u3000缓考",
    ],
)
def test_text_stays_text(university, typed):
    case = factories.submit("teacher", topic=typed, content=typed + "，共十个字以上。")
    assert case.topic == case.title == typed
    assert case.content == typed + "，共十个字以上。"


def test_control_characters_are_left_out_and_lines_kept(university):
    case = factories.submit(
        "teacher", topic="盖\x00章\x1b\n难", content="第一行\r\n\r\n第二行：\x07十个字。"
    )
    assert case.topic == "盖章 难"
    assert case.content == "第一行\n\n第二行：十个字。"


ANYTHING = (
    strategies.none()
    | strategies.booleans()
    | strategies.integers()
    | strategies.text()
    | strategies.lists(strategies.text())
    | strategies.dictionaries(strategies.text(), strategies.text())
)
FIELDS = {*submission.Submission.__dataclass_fields__}


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(values=strategies.dictionaries(strategies.sampled_from(sorted(FIELDS)), ANYTHING))
def test_whatever_is_sent_is_stored_or_refused_field_by_field(university, values):
    with factories.acting_as("teacher"):
        sent = submission.Submission(**factories.fields(**values))
        try:
            assert submission.submit(sent).unit_title == "教务处"
            wrong = set()
        except InvalidInput as refusal:
            wrong = {error.field for error in refusal.errors}
    assert wrong <= set(values) & FIELDS or wrong <= {"category", "description", "contact"}


# Consent


def test_a_consent_takes_what_was_written_else_the_accounts_mail_address(university):
    case = factories.submit("teacher", contact_consent=True, contact=" 8888 2662 ")
    assert (case.contact_consent, get_identity(case).contact) == (True, "8888 2662")
    case = factories.submit("teacher", contact_consent=True)
    assert get_identity(case).contact == "teacher@example.org"
    case = factories.submit("teacher")
    assert (case.contact_consent, get_identity(case).contact) == (False, "")


def test_a_consent_without_any_way_to_reach_her_is_refused(university):
    api.user.get(userid="student").setMemberProperties({"email": ""})
    assert refused("student", contact_consent=True) == [("contact", "error_contact")]
