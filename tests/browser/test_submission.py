"""评价单位 and 评价个人 over HTTP, as a browser without JavaScript sends them."""

from concurrent.futures import ThreadPoolExecutor
from hnu.jgzf import config
from hnu.jgzf.domain import listings
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.settings import ISettings
from lxml import html
from plone import api
from tests import factories
import pytest
import requests
import threading
import transaction


PROMPT = "您好！本评价系统为实名、开放式评价。请您确认所填内容无误后，点击确定后提交"


@pytest.fixture
def teacher(site):
    session = requests.Session()
    session.auth = ("teacher", factories.PASSWORD)
    return session


def form_of(response):
    """The form of ours on a page, and all that it would send."""
    tree = html.fromstring(response.text)
    form = tree.xpath("//div[contains(@class, 'jgzf')]//form[@method='post']")[0]
    return form, dict(form.form_values())


def fill(site, session, url, **values):
    form, sent = form_of(session.get(url))
    sent.update({f"form.widgets.{name}": value for name, value in values.items()})
    sent["form.buttons.submit"] = "1"
    return session.post(form.action, data=sent)


def unit_values(**values):
    fields = factories.fields(**values)
    fields.pop("staff_member")
    return fields


def all_cases():
    transaction.abort()
    return list(listings.wall())


def test_a_member_evaluates_a_unit_in_three_pages(site, teacher):
    url = site.absolute_url() + "/jgzf/@@evaluate-unit"
    question = fill(site, teacher, url, **unit_values())
    assert question.status_code == 200
    assert (
        "您好！本评价系统为实名、开放式评价。请您确认所填内容无误后，点击确定后提交"
        in question.text
    )
    assert all_cases() == []
    form, sent = form_of(question)
    thanks = teacher.post(form.action, data={**sent, "form.buttons.submit": "1"})
    assert thanks.status_code == 200
    assert "感谢您对学校改进机关工作作风提出的宝贵评价意见。" in thanks.text
    (brain,) = all_cases()
    assert thanks.url.endswith(f"/jgzf/jwc/{brain.number}/@@thanks")
    assert brain.number in thanks.text


def test_going_back_from_the_question_keeps_every_field(site, teacher):
    url = site.absolute_url() + "/jgzf/@@evaluate-unit"
    values = unit_values(contact="13900001111", topic="<b>不是标签</b>")
    form, sent = form_of(fill(site, teacher, url, **values))
    back = teacher.post(form.action, data={**sent, "form.buttons.revise": "1"})
    _form, kept = form_of(back)
    assert {name: kept[f"form.widgets.{name}"] for name in values} == values
    assert all_cases() == []


def test_a_member_evaluates_a_person(site, teacher):
    chooser = teacher.get(site.absolute_url() + "/jgzf/@@evaluate-staff?unit=jwc")
    assert "周允礼" in chooser.text
    assert "20090417" in chooser.text
    (link,) = html.fromstring(chooser.text).xpath("//a[contains(@href, '20090417/@@evaluate')]")
    values = factories.choice(config.TARGET_STAFF)
    question = fill(
        site, teacher, link.get("href"), **values, topic="一次性告知", content=factories.CONTENT
    )
    form, sent = form_of(question)
    thanks = teacher.post(form.action, data={**sent, "form.buttons.submit": "1"})
    assert "感谢您" in thanks.text
    (brain,) = all_cases()
    assert (brain.staff_member, brain.target) == ("20090417", "staff")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"unit": ""}, "请选择要评价的单位。"),
        ({"unit": "nowhere"}, "没有这个单位，请重新选择。"),
        ({"category": ""}, "请选择评价类别。"),
        ({"description": ""}, "请选择类别说明。"),
        ({"topic": " 　"}, "请填写评价内容主题。"),
        ({"topic": "长" * 63}, "主题超过 60 字，请删去 3 字。"),
        ({"content": ""}, "请填写评价内容。"),
        ({"content": "太短"}, "内容太短，请至少写 10 个字。"),
        ({"content": "长" * 2001}, "内容超过 2000 字，请删去 1 字。"),
    ],
)
def test_bad_input_is_explained_and_kept(site, teacher, wrong, message):
    url = site.absolute_url() + "/jgzf/@@evaluate-unit"
    values = unit_values(**wrong)
    answer = fill(site, teacher, url, **values)
    assert answer.status_code == 400
    assert message in answer.text
    _form, kept = form_of(answer)
    for name, value in values.items():
        if name in ("topic", "content") or name not in wrong:
            assert kept[f"form.widgets.{name}"] == value
    assert all_cases() == []


def test_a_description_of_another_category_is_refused(site, teacher):
    url = site.absolute_url() + "/jgzf/@@evaluate-unit"
    other = factories.choice(category=1)["description"]
    answer = fill(site, teacher, url, **unit_values(description=other))
    assert answer.status_code == 400
    assert "这条说明不属于所选类别，请重新选择类别说明。" in answer.text


def test_nothing_is_preselected_but_what_the_address_names(site, teacher):
    url = site.absolute_url() + "/jgzf/@@evaluate-unit"
    _form, plain = form_of(teacher.get(url))
    assert plain["form.widgets.unit"] == ""
    _form, named = form_of(teacher.get(url + "?unit=hqc"))
    assert named["form.widgets.unit"] == "hqc"


def test_an_inactive_unit_is_not_offered_and_refused(site, teacher):
    url = site.absolute_url() + "/jgzf/@@evaluate-unit"
    roster.get_unit("hqc").active = False
    transaction.commit()
    form, _sent = form_of(teacher.get(url))
    assert "hqc" not in form.inputs["form.widgets.unit"].value_options
    answer = fill(site, teacher, url, **unit_values(unit="hqc"))
    assert "该单位已停用，请选择其他单位。" in answer.text


def test_submitting_needs_the_token_of_the_form(site, teacher):
    url = site.absolute_url() + "/jgzf/@@evaluate-unit"
    sent = {f"form.widgets.{name}": value for name, value in unit_values().items()}
    answer = teacher.post(url, data={**sent, "confirmed": "1", "form.buttons.submit": "1"})
    assert answer.status_code == 403
    assert all_cases() == []


def test_an_administrator_cannot_evaluate_the_own_unit(site):
    clerk = requests.Session()
    clerk.auth = ("clerk", factories.PASSWORD)
    url = site.absolute_url() + "/jgzf/@@evaluate-unit"
    answer = fill(site, clerk, url, **unit_values())
    assert answer.status_code == 403
    assert "您是该单位的管理员，不能评价本单位。" in answer.text


def test_nobody_evaluates_herself(site):
    evaluated = requests.Session()
    evaluated.auth = ("evaluated", factories.PASSWORD)
    url = site.absolute_url() + "/jgzf/jwc/20090417/@@evaluate"
    values = factories.choice(config.TARGET_STAFF)
    answer = fill(site, evaluated, url, **values, topic="一次性告知", content=factories.CONTENT)
    assert answer.status_code == 403
    assert "不能评价本人。" in answer.text


def test_anonymous_reaches_neither_form_nor_photo(site):
    for path in (
        "@@evaluate-unit",
        "@@evaluate-staff",
        "jwc/20090417/@@evaluate",
        "jwc/20090417/@@photo",
    ):
        answer = requests.get(f"{site.absolute_url()}/jgzf/{path}", allow_redirects=False)
        assert answer.status_code in (302, 401), path
        assert "周允礼" not in answer.text


def test_the_photo_is_for_members_and_for_no_shared_cache(site, teacher):
    answer = teacher.get(site.absolute_url() + "/jgzf/jwc/20090417/@@photo")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("image/")
    assert "private" in answer.headers["Cache-Control"]


def test_the_form_for_a_person_has_the_portal_around_it(site, teacher):
    # The person is not visible to members, and viewlets ask for View on what they are shown on.
    page = html.fromstring(teacher.get(site.absolute_url() + "/jgzf/jwc/20090417/@@evaluate").text)
    assert page.xpath("//*[@id='portal-globalnav']")
    assert page.xpath("//*[@id='portal-breadcrumbs']")
    assert not page.xpath("//*[contains(@class, 'portletNavigationTree')]")


def test_the_chosen_unit_stays_chosen_above_the_photos(site, teacher):
    answer = teacher.get(site.absolute_url() + "/jgzf/@@evaluate-staff?unit=jwc")
    (option,) = html.fromstring(answer.text).xpath("//select[@name='unit']/option[@selected]")
    assert option.get("value") == "jwc"


def question(site, session):
    """The page that asks before sending, and what its button would send."""
    url = site.absolute_url() + "/jgzf/@@evaluate-unit"
    form, sent = form_of(fill(site, session, url, **unit_values()))
    return form.action, {**sent, "form.buttons.submit": "1"}


def test_a_double_click_is_one_evaluation(site, teacher):
    action, sent = question(site, teacher)
    first = teacher.post(action, data=sent)
    second = teacher.post(action, data=sent)
    assert first.url == second.url
    assert first.url.endswith("/@@thanks")
    assert len(all_cases()) == 1


def test_two_requests_at_once_are_one_evaluation_with_the_same_answer(site, teacher):
    action, sent = question(site, teacher)
    barrier = threading.Barrier(2)

    def send(_number):
        barrier.wait()
        return requests.post(action, data=sent, auth=teacher.auth, timeout=60).url

    with ThreadPoolExecutor(2) as threads:
        urls = set(threads.map(send, range(2)))
    assert len(urls) == 1
    assert len(all_cases()) == 1


def test_beyond_the_limit_the_form_says_so_and_keeps_what_was_typed(site, teacher):
    api.portal.set_registry_record("evaluations_per_day", 1, interface=ISettings)
    transaction.commit()
    action, sent = question(site, teacher)
    teacher.post(action, data=sent)
    action, sent = question(site, teacher)
    answer = teacher.post(action, data=sent)
    assert answer.status_code == 429
    assert "您今天已提交 1 件评价，已达到上限，请明天再提交。" in answer.text
    _form, kept = form_of(answer)
    assert kept["form.widgets.content"] == factories.CONTENT
    assert len(all_cases()) == 1


def test_who_is_in_none_of_the_named_groups_is_offered_no_form(site, teacher):
    api.group.create("staff")
    api.portal.set_registry_record("submitter_groups", ("staff",), interface=ISettings)
    transaction.commit()
    wall = teacher.get(site.absolute_url() + "/jgzf").text
    assert "@@evaluate-unit" not in wall
    action, sent = question_by_hand(site)
    answer = teacher.post(action, data=sent)
    assert answer.status_code == 403
    assert all_cases() == []


def question_by_hand(site):
    url = site.absolute_url() + "/jgzf/@@evaluate-unit"
    sent = {f"form.widgets.{name}": value for name, value in unit_values().items()}
    return url, {**sent, "confirmed": "1", "form.buttons.submit": "1"}
