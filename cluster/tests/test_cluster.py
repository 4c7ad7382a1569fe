"""Several Zope clients on one database: each of them tells the same, and none is needed."""

from cluster.cluster import CLIENTS
from cluster.cluster import SITE
from cluster.people import PASSWORD
from cluster.people import Person
from concurrent.futures import ThreadPoolExecutor
from lxml import html
import pytest
import requests
import threading


def numbers_on_the_wall(person):
    """Numbers of all cases, from all pages of the wall."""
    found, total = [], 1
    while len(found) < total:
        page = person.get("@evaluations", b_start=len(found), b_size=100)
        found += [item["number"] for item in page["items"]]
        total = page["items_total"]
    return found


def newest(person):
    return person.get("@evaluations")["items"][0]["number"]


def addresses(cluster):
    """Of the site at either client, past haproxy."""
    return [f"http://localhost:{cluster.ports[name]}/{SITE}" for name in CLIENTS]


def test_the_way_from_submitting_to_rating(who):
    case = who("teacher").submit("排队时间长")
    assert case["number"] in [
        item["number"] for item in who("student").get("@evaluations")["items"]
    ]
    answered = who("clerk").answer(case)
    assert answered["state"] == "answered"
    rated = who("teacher").rate(case)
    assert rated["state"] == "rated"
    assert rated["satisfaction"] == "satisfied"
    figures = who("supervisor").get("@statistics")
    assert figures["metrics"]["received"] >= 1


def test_each_client_shows_at_once_what_was_sent_to_the_other(cluster):
    one, other = addresses(cluster)
    for number in range(5):
        case = Person(one, "teacher").submit(f"第 {number + 1} 件")
        assert case["number"] == newest(Person(other, "student"))
        one, other = other, one


def test_a_login_and_a_form_of_one_client_are_good_at_the_other(cluster):
    one, other = addresses(cluster)
    browser = requests.Session()
    login = {"__ac_name": "teacher", "__ac_password": PASSWORD, "buttons.login": "1"}
    browser.post(f"{one}/login", data=login)
    page = html.fromstring(browser.get(f"{one}/jgzf/@@evaluate-unit?unit=jwc").text)
    (form,) = page.xpath("//form[@method='post'][.//button[@name='form.buttons.submit']]")
    sent = dict(form.form_values())
    sent |= {
        "form.widgets.unit": "jwc",
        "form.widgets.category": "uc1",
        "form.widgets.description": "u01",
        "form.widgets.topic": "由另一台处理的表单",
        "form.widgets.content": "十一月二十日到窗口办理，等候一个小时仍未受理。",
        "form.buttons.submit": "1",
    }
    # The answer asks once more whether it is right.
    question = browser.post(f"{other}/jgzf/@@evaluate-unit", data=sent)
    assert question.status_code == 200
    assert "__ac" in browser.cookies
    confirm = html.fromstring(question.text)
    forms = confirm.xpath("//form[@method='post'][.//button[starts-with(@name, 'form.buttons.')]]")
    again = dict(forms[0].form_values())
    button = forms[0].xpath(".//button[starts-with(@name, 'form.buttons.')]")[0].get("name")
    answer = browser.post(f"{one}/jgzf/@@evaluate-unit", data={**sent, **again, button: "1"})
    assert answer.url.endswith("@@thanks"), answer.url


def submit_many(url, workers, each):
    """Numbers of what ``workers`` people at a time submitted, ``each`` of them so many."""

    def submit(worker):
        person = Person(url, ("teacher", "student")[worker % 2])
        return [person.submit(f"第 {worker} 人第 {n} 件")["number"] for n in range(each)]

    with ThreadPoolExecutor(workers) as pool:
        return [number for numbers in pool.map(submit, range(workers)) for number in numbers]


def test_what_many_submit_at_once_is_all_there_and_once(cluster, who):
    numbers = submit_many(cluster.url, workers=8, each=10)
    assert len(set(numbers)) == 80
    shown = numbers_on_the_wall(who("student"))
    assert len(set(shown)) == len(shown)
    assert set(numbers) <= set(shown)


@pytest.mark.parametrize("killed", [0, 1])
def test_a_client_that_is_killed_loses_nothing_and_the_other_serves(cluster, who, killed):
    client = cluster.clients[killed]
    timer = threading.Timer(2, client.kill)
    timer.start()
    before = set(numbers_on_the_wall(who("student")))
    try:
        numbers = submit_many(cluster.url, workers=6, each=15)
        timer.join()
        assert not client.is_running
        assert len(set(numbers)) == 90
        shown = numbers_on_the_wall(who("student"))
        # None twice either: what got no answer was sent again with its token.
        assert len(shown) == len(before) + 90
        assert set(shown) == before | set(numbers)
    finally:
        client.start()


def test_the_worker_sends_what_the_clients_accepted(cluster, who):
    case = who("student").submit("请通知管理员")
    for _try in range(60):
        told = [notice["number"] for notice in who("clerk").get("@notices")["items"]]
        if case["number"] in told:
            return
        threading.Event().wait(1)
    raise AssertionError(f"{case['number']} is not among {told}")


def test_the_proxy_compresses_what_is_the_same_for_everybody_and_no_page(cluster):
    static = "++plone++hnu.jgzf"
    for path, encoding in (
        (f"/{static}/jgzf.css", "gzip"),
        (f"/{static}/jgzf.js", "gzip"),
        (f"/{static}/icons.svg", "gzip"),
        ("", None),
    ):
        answer = requests.get(f"{cluster.url}{path}")
        assert answer.status_code == 200
        assert answer.headers.get("Content-Encoding") == encoding, path
