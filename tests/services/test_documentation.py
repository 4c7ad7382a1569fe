"""docs/rest-api.md: its examples are what the services answer.

``JGZF_RECORD=1 .venv/bin/pytest tests/services/test_documentation.py`` writes them anew.
"""

from datetime import datetime
from hnu.jgzf import config
from hnu.jgzf.content import clock
from hnu.jgzf.domain import categories
from hnu.jgzf.interfaces.layer import IBrowserLayer
from pathlib import Path
from plone import api
from tests import factories
from tests.services import recorder as recording
from tests.services import registered
from tests.services.client import stored
from types import SimpleNamespace
import json
import os
import pytest
import transaction


PAGE = Path(__file__).parents[2] / "docs" / "rest-api.md"
FEEDBACK = {"content": factories.ANSWER, "outcome": "explained"}


@pytest.fixture
def at(monkeypatch):
    """``at(24, 10, 12)``: in the server's threads, too, it is 10:12 on that day of November."""

    def set_clock(day, hour, minute):
        moment = datetime(2026, 11, day, hour, minute, tzinfo=config.TIMEZONE)
        monkeypatch.setattr(clock, "_set", SimpleNamespace(get=lambda: moment))

    return set_clock


@pytest.fixture
def examples(site, rest, at):
    """The story that the page tells, as text by the names of its examples."""
    shorten_table()
    recorder = recording.Recorder(site.absolute_url())
    record = recorder.record
    teacher, student, clerk = rest("teacher"), rest("student"), rest("clerk")
    supervisor = rest("supervisor")

    at(24, 9, 5)
    record("center", student.get(""))
    record("units", student.get("@units"))
    record("staff-members", student.get("@staff-members?unit=jwc"))
    record("categories", student.get("@categories?target=unit"))
    elsewhere = factories.fields(unit="hqc", topic="浴室热水供应时间太短")
    answer = student.post("@evaluations", json=elsewhere)
    wrong_path = answer.headers["Location"].partition("/jgzf/")[2]
    at(24, 10, 12)
    sent = factories.fields()
    del sent["staff_member"]
    answer = teacher.post("@evaluations", json=sent)
    record("submit", answer)
    path = answer.headers["Location"].partition("/jgzf/")[2]
    invalid = {**sent, "unit": "jwx", "topic": "", "content": 5}
    record("submit-invalid", teacher.post("@evaluations", json=invalid))
    record("wall", student.get("@evaluations?state=submitted&b_size=1"))
    record("wall-invalid", student.get("@evaluations?state=foo"))
    record("pending", clerk.get("@pending-evaluations"))

    at(26, 15, 30)
    record("feedback-forbidden", student.post(f"{path}/@feedback", json=FEEDBACK))
    record("feedback", clerk.post(f"{path}/@feedback", json=FEEDBACK))
    record("feedback-conflict", clerk.post(f"{path}/@feedback", json=FEEDBACK))
    at(27, 8, 40)
    rating = {"level": "dissatisfied", "comment": "没有说明依据。"}
    record("satisfaction", teacher.post(f"{path}/@satisfaction", json=rating))
    record("evaluation", student.get(path))
    at(27, 16, 20)
    reason = {"reason": "评价为不满意，需与评价人当面沟通。"}
    record("disclose", clerk.post(f"{path}/@identity-disclosures", json=reason))
    record("disclosures", supervisor.get(f"{path}/@identity-disclosures"))
    record("my-evaluations", teacher.get("@my-evaluations"))
    transaction.abort()
    factories.tell()
    answer = teacher.get("@notices")
    record("notices", answer)
    read = {"read": [item["id"] for item in answer.json()["items"][1:]]}
    record("notices-read", teacher.post("@notices", json=read))
    record("notices-invalid", teacher.post("@notices", json={"read": "all"}))
    at(30, 9, 0)
    clerk.post(f"{path}/@feedback", json={**FEEDBACK, "outcome": "resolved"})
    teacher.post(f"{path}/@satisfaction", json={"level": "satisfied"})
    record("state", student.get(f"{path}/@workflow"))
    record("close", clerk.post(f"{path}/@workflow/close", json={}))
    comment = {"comment": "评价人来电反映问题再次出现。"}
    record("reopen", supervisor.post(f"{path}/@workflow/reopen", json=comment))
    record("supervision", supervisor.get("@supervision"))
    record("remind", supervisor.post(f"{path}/@reminders", json={}))
    waiting = supervisor.get("@supervision?list=due_soon").json()["items"][0]["number"]
    numbers = {"numbers": [waiting, path.partition("/")[2]]}
    record("remind-many", supervisor.post("@reminders", json=numbers))
    record("supervision-log", supervisor.get("@supervision-log?unit=jwc&b_size=2"))
    at(30, 9, 10)
    clerk.post(f"{path}/@feedback", json={**FEEDBACK, "content": "您反映的情况不属实，请勿再提。"})
    comment = {"comment": "语气不当，且未说明依据，请重写。"}
    record("return", supervisor.post(f"{path}/@workflow/return", json=comment))
    right = {"unit": "jwc", "reason": "浴室开放时间由教务处统一安排，请教务处办理。"}
    record("transfer-invalid", supervisor.post(f"{wrong_path}/@transfer", json={"unit": "hqc"}))
    record("transfer", supervisor.post(f"{wrong_path}/@transfer", json=right))
    passage = {"field": "content", "passage": "一个小时", "reason": "其中的时间可以推知当事人。"}
    record("redact", supervisor.post(f"{path}/@redactions", json=passage))
    passage["passage"] = "没有这句话"
    record("redact-invalid", supervisor.post(f"{path}/@redactions", json=passage))
    record("redactions", supervisor.get(f"{path}/@redactions"))
    hide = {"hidden": True, "reason": "内容含有他人的身份证号码和住址。"}
    record("hide", supervisor.post(f"{path}/@hiding", json=hide))
    record("hidden", student.get(path))
    show = {"hidden": False, "reason": "个人信息已经隐去，恢复公开展示。"}
    supervisor.post(f"{path}/@hiding", json=show)

    number = path.partition("/")[2]
    sent_order = {"unit": "jwc", "cases": [number], "text": factories.ORDER, "due": "2026-12-04"}
    answer = supervisor.post("@supervision-orders", json=sent_order)
    record("issue-order", answer)
    order = answer.headers["Location"].partition("/jgzf/")[2]
    late = {**sent_order, "cases": ["20261124-000000"], "due": "2026-11-01"}
    record("issue-order-invalid", supervisor.post("@supervision-orders", json=late))
    record("orders", clerk.get("@supervision-orders?state=issued"))
    record("acknowledge-order", clerk.post(f"{order}/@workflow/acknowledge", json={}))
    content = {"content": factories.ANSWER}
    record("answer-order", clerk.post(f"{order}/@workflow/answer", json=content))
    record("order-conflict", clerk.post(f"{order}/@workflow/answer", json=content))
    comment = {"comment": "没有说明再次出现的原因，请补充。"}
    record("send-back-order", supervisor.post(f"{order}/@workflow/send_back", json=comment))
    record("order", clerk.get(order))
    record("order-hidden", student.get(order))
    record("end-order", supervisor.post(f"{order}/@workflow/end", json=comment))

    at(30, 9, 30)
    transaction.abort()
    site.manage_permission("plone.restapi: Use REST API", ["Manager", "Site Administrator"], 0)
    site.jgzf.contact_phone = "0000-8888211"
    transaction.commit()
    webmaster = rest("webmaster")
    panels = f"{site.absolute_url()}/@controlpanels"
    record("accounts", supervisor.get("@accounts?q=dea"))
    record("settings", webmaster.get(f"{panels}/jgzf-settings"))
    contact = {"evaluations_per_day": 5, "contact_mail": "jgdw@example.edu.cn"}
    record("settings-save", webmaster.patch(f"{panels}/jgzf-settings", json=contact))
    wrong = {"evaluations_per_day": -1, "contact_mail": "jgdw"}
    record("settings-invalid", webmaster.patch(f"{panels}/jgzf-settings", json=wrong))
    added = {"category": "新类别", "description": "新的说明"}
    table = {"unit": [*categories.rows("unit"), added]}
    record("categories-save", webmaster.patch(f"{panels}/jgzf-categories", json=table))
    table["unit"] = [{**added, "description": ""}]
    record("categories-invalid", webmaster.patch(f"{panels}/jgzf-categories", json=table))
    days = {
        "days": [
            {"from": "2026-12-01", "note": "校庆"},
            {"from": "2027-01-18", "until": "2027-02-26", "kind": "vacation", "note": "寒假"},
        ]
    }
    record("working-days-save", webmaster.patch(f"{panels}/jgzf-working-days", json=days))
    record("working-days", webmaster.get(f"{panels}/jgzf-working-days"))
    record("notifications", webmaster.get(f"{panels}/jgzf-notifications"))
    gateway = {
        "sms_transport": "http",
        "http_url": "https://sms.example.edu.cn/send",
        "http_headers": "Authorization: Bearer ${secret}",
        "texts": {"closed.evaluator.notice": "评价${number}已办结，谢谢。"},
        "switches": {"answered.evaluator.sms": True},
    }
    record("notifications-save", webmaster.patch(f"{panels}/jgzf-notifications", json=gateway))
    gateway["http_body"] = '{"to": "${name}"}'
    gateway["texts"] = {"closed.evaluator.sms": "评价${number}已办结。"}
    record("notifications-invalid", webmaster.patch(f"{panels}/jgzf-notifications", json=gateway))

    figures = clerk.get("@statistics?period=month&unit=jwc")
    record("statistics", abridged(figures))
    record("statistics-invalid", clerk.get("@statistics?period=week"))
    heard = {**factories.OUTSIDER, "received": "2026-11-27"}
    record("enter", supervisor.post("@evaluations", json={**sent, "on_behalf": heard}))
    wrong = {**sent, "on_behalf": {**heard, "channel": "fax", "received": "2026-12-01"}}
    record("enter-invalid", supervisor.post("@evaluations", json=wrong))
    transaction.abort()
    for unit in (site.jgzf.jwc, site.jgzf.hqc):
        unit.party_branch = "教务处、后勤处联合党支部"
    transaction.commit()
    speaker = {"secretaries": {site.jgzf.jwc.party_branch: ["申若谷"]}}
    record("party-branches-save", supervisor.post("@party-branches", json=speaker))
    row = {"name": "申若谷", "userid": "student", "mobile": "13900000003", "qq": "10003"}
    clerks = student.get("@branch-report").json()["units"][1]["administrators"]
    report = {"units": {"jwc": [clerks[0], {**row, "deputy": True}]}}
    record("branch-report", student.post("@branch-report", json=report))
    report["units"]["jwc"][1]["mobile"] = "139"
    record("branch-report-invalid", student.post("@branch-report", json=report))
    answer = supervisor.get("@branch-reports")
    record("branch-reports", answer)
    (found,) = answer.json()["items"]
    confirmed = {"id": found["id"], "fingerprint": found["fingerprint"]}
    record("branch-reports-accept", supervisor.post("@branch-reports/accept", json=confirmed))
    record("roster-gaps", clerk.get("@roster-gaps"))
    draft = supervisor.post("@bulletins", json={"period": "month", "title": "十一月情况通报"})
    record("bulletins-make", draft)
    address = draft.json()["@id"].partition("/jgzf/")[2]
    record("bulletins-issue", supervisor.post(f"{address}/issue", json={}))
    record("bulletins", supervisor.get("@bulletins"))
    record("bulletins-conflict", supervisor.delete("@bulletins/2026-1"))
    record("unit", clerk.get("jwc"))
    record("staff-member", clerk.get("jwc/20090417"))
    record("unauthorized", rest(None).get("@units"))
    record("not-found", student.get(f"{path}/@history-of-that-case"))
    record("not-allowed", teacher.patch(path, json={"topic": "别的主题"}))
    text = {"Content-Type": "text/plain"}
    record("media-type", teacher.post("@evaluations", json=sent, headers=text))
    return recorder.examples


def abridged(answer):
    """Of all figures a few: the page says that there are more."""
    content = answer.json()
    names = ("received", "answered", "in_time", "closed", "rated", "satisfied")
    rates = ("in_time_rate", "satisfaction_rate")

    def shorten(value):
        if isinstance(value, list):
            return [shorten(item) for item in value[:1]]
        if not isinstance(value, dict):
            return value
        kept = {"metrics": names, "rates": rates}
        return {
            key: {name: item[name] for name in kept[key] if name in item}
            if key in kept
            else shorten(item)
            for key, item in value.items()
            if key not in ("by_category", "by_description", "university")
        }

    answer._content = json.dumps(shorten(content), indent=2, ensure_ascii=False).encode()
    return answer


def shorten_table():
    rows = [row for row in categories.rows("unit") if row["token"] in ("u01", "u02", "u05")]
    api.portal.set_registry_record("unit", rows, interface=categories.ICategoryTables)
    transaction.commit()


def test_the_examples_are_what_the_services_answer(examples):
    if os.environ.get("JGZF_RECORD"):
        PAGE.write_text(recording.put(PAGE.read_text("utf-8"), examples), "utf-8")
    documented = recording.recorded(PAGE.read_text("utf-8"))
    assert sorted(documented) == sorted(examples)
    for name, text in examples.items():
        assert documented[name] == text, name


def test_every_call_is_documented(site, submitted):
    page = PAGE.read_text("utf-8")
    found = set()
    order = factories.issue_order(stored(submitted))
    for context in (site.jgzf, stored(submitted), order):
        for item in registered.registrations():
            if item.name and registered.answers(context, IBrowserLayer, item):
                found.add((item.method, item.name))
    assert len(found) >= 13
    for method, name in sorted(found):
        assert f"`{method} " in page
        assert name in page, (method, name)


def test_no_example_shows_the_evaluator_but_the_one_that_is_about_it():
    documented = recording.recorded(PAGE.read_text("utf-8"))
    showing = {name for name, text in documented.items() if "方晓棠" in text or "teacher" in text}
    assert showing == {"disclose"}
