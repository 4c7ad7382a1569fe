"""@supervision, @reminders and @supervision-log: the desk for other programs of the university."""

from datetime import timedelta
from hnu.jgzf import config
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import disclosure
from tests import factories
from tests.services.client import error
from tests.services.client import problems
from tests.services.client import stored
import pytest
import transaction


DAY = timedelta(days=1)
REASON = "需要向评价人核实办理时间和地点。"
OTHERS = ["teacher", "student", "evaluated", "clerk", "webmaster", "reviewer", "editor"]
LISTS = [
    "overdue",
    "due_soon",
    "dissatisfied",
    "deferred",
    "unattended",
    "many_looks",
    "looks",
]


@pytest.fixture
def overdue(site):
    """Path of a case that is overdue."""
    with dates.at(dates.now() - 40 * DAY):
        case = factories.submit("teacher")
    transaction.commit()
    return f"jwc/{case.getId()}"


def number_of(path):
    return path.partition("/")[2]


# The desk


def test_the_desk_has_counts_and_the_beginning_of_each_list(rest, site, overdue):
    site.jgzf.hqc.administrators = []
    transaction.commit()
    found = rest("supervisor").get("@supervision").json()
    assert found["day"] == dates.today().isoformat()
    assert list(found["lists"]) == LISTS
    assert found["counts"] == {
        **dict.fromkeys(LISTS, 0),
        "overdue": 1,
        "unattended": 1,
        "due_today": 0,
        "in_time": 0,
        "failed_messages": 0,
    }
    (item,) = found["lists"]["overdue"]["items"]
    assert (item["number"], item["overdue"]) == (number_of(overdue), True)
    assert (item["reminders"], item["may_remind"], item["planned"]) == ([], True, None)
    (unit,) = found["lists"]["unattended"]["items"]
    assert unit == {
        "unit": {"code": "hqc", "title": "后勤处"},
        "name": None,
        "until": None,
        "pending": 0,
    }


def test_one_list_comes_in_pages(rest, site):
    for days in (40, 41, 42):
        with dates.at(dates.now() - days * DAY):
            factories.submit()
    transaction.commit()
    answer = rest("supervisor").get("@supervision?list=overdue&b_start=1&b_size=1").json()
    assert (len(answer["items"]), answer["items_total"]) == (1, 3)
    assert answer["batching"]["next"].endswith("list=overdue&b_start=2&b_size=1")


def test_what_means_nothing_is_refused(rest, site):
    supervisor = rest("supervisor")
    assert list(problems(supervisor.get("@supervision?list=all&b_size=x"))) == ["list", "b_size"]
    wrong = supervisor.get("@supervision-log?act=gossip&unit=nowhere&b_start=x")
    assert list(problems(wrong)) == ["act", "unit", "b_start"]


def test_who_would_judge_herself_sees_the_case_and_cannot_remind(rest, overdue, biased):
    (item,) = rest(biased).get("@supervision?list=overdue").json()["items"]
    assert item["may_remind"] is False
    assert error(rest(biased).post(f"{overdue}/@reminders", json={})) == (403, None)
    answer = rest(biased).post("@reminders", json={"numbers": [number_of(overdue)]})
    assert answer.status_code == 200
    assert answer.json()["reminded"] == []
    assert stored(overdue).reminded == ()


@pytest.mark.parametrize("name", ["@supervision", "@supervision-log"])
@pytest.mark.parametrize("userid", OTHERS)
def test_others_read_neither_desk_nor_log(rest, overdue, name, userid):
    answer = rest(userid).get(name)
    assert error(answer) == (403, None)
    assert number_of(overdue) not in answer.text


@pytest.mark.parametrize("name", ["@supervision", "@supervision-log"])
def test_nobody_reads_them_without_a_login(rest, overdue, name):
    assert error(rest(None).get(name)) == (401, None)


# Reminders


def test_one_case_is_reminded_of_once_a_day(rest, overdue):
    answer = rest("supervisor").post(f"{overdue}/@reminders", json={})
    assert answer.status_code == 201
    moment = stored(overdue).reminded[0]
    assert answer.json() == {
        "number": number_of(overdue),
        "reminders": [moment.isoformat(timespec="seconds")],
    }
    again = rest("supervisor2").post(f"{overdue}/@reminders", json={})
    assert error(again) == (409, None)
    assert dates.minute(moment)[-5:] in again.json()["error"]["message"]
    assert len(stored(overdue).reminded) == 1


def test_of_many_some_are_refused_by_number_and_reason(rest, overdue, case_in):
    answered = case_in("answered")
    numbers = [number_of(overdue), number_of(answered), "20261124-000000"]
    answer = rest("supervisor").post("@reminders", json={"numbers": numbers})
    assert answer.status_code == 200
    found = answer.json()
    assert found["reminded"] == numbers[:1]
    assert [entry["number"] for entry in found["refused"]] == numbers[1:]
    assert "不在待处理状态" in found["refused"][0]["message"]
    assert len(stored(overdue).reminded) == 1


@pytest.mark.parametrize("body", [{}, {"numbers": []}, {"numbers": "x"}, {"numbers": [1]}])
def test_numbers_are_a_list_of_texts(rest, site, body):
    assert error(rest("supervisor").post("@reminders", json=body)) == (400, "numbers")


@pytest.mark.parametrize("userid", OTHERS)
def test_nobody_else_reminds(rest, overdue, userid):
    client = rest(userid)
    numbers = {"numbers": [number_of(overdue)]}
    assert error(client.post("@reminders", json=numbers)) == (403, None)
    assert error(client.post(f"{overdue}/@reminders", json={})) == (403, None)
    assert stored(overdue).reminded == ()


def test_without_a_login_or_as_a_form_nothing_is_reminded_of(rest, overdue):
    for path in ("@reminders", f"{overdue}/@reminders"):
        assert error(rest(None).post(path, json={})) == (401, None)
        text = {"Content-Type": "text/plain"}
        assert error(rest("supervisor").post(path, data="{}", headers=text)) == (415, None)
    missing = rest("supervisor").post("jwc/20261124-000000/@reminders", json={})
    assert error(missing) == (404, None)
    assert stored(overdue).reminded == ()


def test_the_case_tells_its_reminders_to_whom_they_concern(rest, overdue):
    rest("supervisor").post(f"{overdue}/@reminders", json={})
    moment = stored(overdue).reminded[0]
    for userid in ("clerk", "supervisor"):
        found = rest(userid).get(overdue).json()
        assert found["reminders"] == [moment.isoformat(timespec="seconds")]
    assert rest("teacher").get(overdue).json()["reminders"] == [moment.date().isoformat()]
    for userid in ("student", "evaluated", "dean", "webmaster"):
        answer = rest(userid).get(overdue)
        assert "reminders" not in answer.json()


# The log


@pytest.fixture
def acts(rest, overdue):
    with factories.acting_as("clerk"):
        disclosure.disclose(stored(overdue), REASON)
    transaction.commit()
    rest("supervisor").post(f"{overdue}/@reminders", json={})
    return overdue


def test_the_log_has_its_head_and_entries_newest_first(rest, acts):
    found = rest("supervisor").get("@supervision-log").json()
    newest, oldest = found["items"]
    assert found["items_total"] == 2
    assert found["head"] == {"serial": 2, "seal": newest["seal"]}
    assert (newest["act"], newest["name"], newest["unit"]) == ("remind", "祁望舒", "jwc")
    assert (oldest["act"], oldest["reason"]) == ("disclose", REASON)
    assert oldest["role"] == config.ROLE_UNIT_ADMINISTRATOR
    assert (oldest["sealed"], oldest["details"]) == (False, {})
    assert len(oldest["at"]) == len("2026-11-24T10:12:00+08:00")


@pytest.mark.parametrize(
    ("query", "count"), [("act=disclose", 1), ("unit=hqc", 0), ("number={number}", 2)]
)
def test_the_log_is_narrowed(rest, acts, query, count):
    query = query.format(number=number_of(acts))
    found = rest("supervisor").get(f"@supervision-log?{query}").json()
    assert found["items_total"] == len(found["items"]) == count
    assert found["@id"].endswith(query)


def test_the_log_comes_in_pages(rest, acts):
    found = rest("supervisor").get("@supervision-log?b_size=1&b_start=1").json()
    assert [item["serial"] for item in found["items"]] == [1]
    assert found["items_total"] == 2
    assert found["batching"]["prev"].endswith("b_start=0&b_size=1")


def test_an_empty_log_has_no_head(rest, site):
    found = rest("supervisor").get("@supervision-log").json()
    assert (found["head"], found["items"], found["items_total"]) == (None, [], 0)


def test_who_would_judge_herself_reads_no_reason(rest, acts, biased):
    for path in ("@supervision-log?act=disclose", "@supervision?list=looks"):
        answer = rest(biased).get(path)
        (item,) = answer.json()["items"]
        assert (item["sealed"], item["reason"], item["details"]) == (True, None, None)
        assert REASON not in answer.text
