"""What a file would change, and that applying does just that."""

from datetime import date
from datetime import timedelta
from hnu.jgzf.domain import dates
from hnu.jgzf.domain import photos
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.roster_import import applying
from hnu.jgzf.domain.roster_import import exporting
from hnu.jgzf.domain.roster_import import snapshot
from hnu.jgzf.domain.roster_import.building import build
from hnu.jgzf.domain.roster_import.plan import ACTS
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from tests import factories
from tests import spreadsheets
from tests.spreadsheets import told
import pytest


UNIT = ["单位编码", "单位名称", "所属党支部", "挂靠单位", "负责人账号", "启用"]
ADMINISTRATOR = ["单位编码", "姓名", "账号", "手机", "起始日期", "截止日期", "代理"]
STAFF = ["工号", "姓名", "单位编码", "岗位", "账号", "启用"]


def planned(book, full=False):
    return build(book, snapshot.take(), full)


def applied(book, full=False):
    """The plan, carried out; what it says then is that there is nothing left to do."""
    plan = planned(book, full)
    assert told(plan.problems) == []
    applying.apply(plan)
    assert planned(book, full).items == []
    return plan


def acts(plan):
    return [(item.sheet, item.act, *item.key) for item in plan.items]


def person(code, number):
    return roster.get_unit(code)[number]


def test_new_units_people_and_administrators_are_added(university):
    book = spreadsheets.read(
        spreadsheets.xlsx(
            单位=[UNIT, ["kyc", "科研处", "科研处党支部", "jwc", "dean", ""]],
            单位管理员=[
                ADMINISTRATOR,
                ["kyc", "霍昕澜", "dean", 13912345678, "2026-09-01", "", "否"],
            ],
            工作人员=[STAFF, ["0099", "沈知行", "kyc", "科长", "", "是"]],
        )
    )
    plan = applied(book)
    assert acts(plan) == [
        ("units", "add", "kyc"),
        ("administrators", "add", "kyc", "霍昕澜"),
        ("staff", "add", "kyc", "0099"),
    ]
    unit = roster.get_unit("kyc")
    assert (unit.title, unit.party_branch, unit.host_unit, unit.head, unit.active) == (
        "科研处",
        "科研处党支部",
        "jwc",
        "dean",
        True,
    )
    assert unit.administrators == [
        {
            "name": "霍昕澜",
            "userid": "dean",
            "mobile": "13912345678",
            "qq": None,
            "from": date(2026, 9, 1),
            "until": None,
            "deputy": False,
        }
    ]
    added = person("kyc", "0099")
    assert (added.title, added.position, added.userid, added.active) == (
        "沈知行",
        "科长",
        None,
        True,
    )
    found = university.portal_catalog.unrestrictedSearchResults(getId="0099")
    assert [brain.Title for brain in found] == ["沈知行"]


def test_a_unit_is_found_by_its_name_too(university):
    plan = applied(spreadsheets.staff(["0099", "沈知行", "后勤处"]))
    assert acts(plan) == [("staff", "add", "hqc", "0099")]


def test_what_stays_the_same_is_not_written(university):
    book = spreadsheets.read(exporting.workbook())
    watched = [roster.get_unit("jwc"), person("jwc", "20090417"), roster.get_unit("hqc")]
    with factories.nothing_written_to(*watched):
        plan = planned(book, full=True)
        applying.apply(plan)
    assert plan.items == []
    assert plan.unchanged == {"units": 2, "administrators": 3, "staff": 3}


def test_columns_that_are_not_there_change_nothing(university):
    plan = planned(spreadsheets.staff(["20090417", "周允礼", "jwc"]))
    assert (plan.items, plan.unchanged["staff"]) == ([], 1)
    plan = planned(spreadsheets.administrators(["jwc", "柳明溪"], headings=["单位", "姓名"]))
    assert (plan.items, plan.unchanged["administrators"]) == ([], 1)


def test_fields_are_changed_one_by_one_and_an_empty_cell_clears(university):
    headings = ["工号", "姓名", "单位编码", "岗位", "启用"]
    plan = applied(spreadsheets.staff(["20090417", "周允理", "jwc", "", ""], headings=headings))
    (item,) = plan.items
    assert [tuple(change) for change in item.changes] == [
        ("title", "周允礼", "周允理"),
        ("position", "教学运行科", None),
    ]
    changed = person("jwc", "20090417")
    assert (changed.title, changed.position, changed.userid) == ("周允理", None, "evaluated")


def test_nobody_and_nothing_is_deleted_by_a_full_file(university):
    book = spreadsheets.read(
        spreadsheets.xlsx(
            单位=[UNIT[:2], ["jwc", "教务处"]],
            单位管理员=[ADMINISTRATOR[:3], ["jwc", "柳明溪", "clerk"]],
            工作人员=[STAFF[:3], ["20090417", "周允礼", "jwc"]],
        )
    )
    assert planned(book).items == []
    plan = applied(book, full=True)
    assert acts(plan) == [
        ("units", "deactivate", "hqc"),
        ("administrators", "deactivate", "jwc", "庄亦诚"),
        ("administrators", "deactivate", "hqc", "霍昕澜"),
        ("staff", "deactivate", "hqc", "20100001"),
        ("staff", "deactivate", "jwc", "20120356"),
    ]
    yesterday = dates.today() - timedelta(days=1)
    assert not roster.get_unit("hqc").active
    assert [row["until"] for row in roster.get_unit("jwc").administrators] == [None, yesterday]
    assert not person("jwc", "20120356").active
    assert person("hqc", "20100001").title == "温如许"


def test_a_full_file_of_one_sheet_says_nothing_about_the_others(university):
    plan = planned(spreadsheets.units(["jwc", "教务处"], ["hqc", "后勤处"]), full=True)
    assert plan.items == []


def test_that_most_would_be_deactivated_is_told(university):
    plan = planned(spreadsheets.staff(["20090417", "周允礼", "jwc"]), full=True)
    assert told(plan.notes) == [("工作人员", 0, "", "note_roster_many")]


def test_whoever_moves_keeps_photo_and_account_and_the_cases_stay(university):
    case = factories.submit(staff_member="20090417")
    plan = applied(spreadsheets.staff(["20090417", "周允礼", "hqc"]))
    assert acts(plan) == [
        ("staff", "add", "hqc", "20090417"),
        ("staff", "deactivate", "jwc", "20090417"),
    ]
    assert [str(item.note) for item in plan.items] == ["note_roster_from", "note_roster_to"]
    old, new = person("jwc", "20090417"), person("hqc", "20090417")
    assert (old.active, new.active) == (False, True)
    assert (new.position, new.userid) == (old.position, old.userid)
    assert new.photo.data == old.photo.data
    assert photos.thumbnail(new) is not None
    assert case.getPhysicalPath() in [
        each.getPhysicalPath() for each in old.__parent__.objectValues()
    ]


def test_whoever_comes_back_is_in_use_again_where_she_was(university):
    applied(spreadsheets.staff(["20090417", "周允礼", "hqc"]))
    plan = applied(spreadsheets.staff(["20090417", "周允礼", "jwc"]))
    assert acts(plan) == [
        ("staff", "change", "jwc", "20090417"),
        ("staff", "deactivate", "hqc", "20090417"),
    ]
    assert person("jwc", "20090417").active
    assert not person("hqc", "20090417").active


def test_somebody_who_is_not_in_use_stays_so_unless_the_file_says_it(university):
    person("jwc", "20090417").active = False
    assert planned(spreadsheets.staff(["20090417", "周允礼", "jwc"])).items == []
    headings = [*spreadsheets.STAFF_HEADINGS, "启用"]
    applied(spreadsheets.staff(["20090417", "周允礼", "jwc", "是"], headings=headings))
    assert person("jwc", "20090417").active


def test_a_person_who_moved_comes_back_from_an_export_as_she_is(university):
    applied(spreadsheets.staff(["20090417", "周允礼", "hqc"]))
    for full in (False, True):
        assert planned(spreadsheets.read(exporting.workbook()), full).items == []


def test_somebody_in_two_units_at_once_comes_back_as_she_is_and_is_not_made_so(university):
    twice = spreadsheets.staff(["20090417", "周允礼", "jwc"], ["20090417", "周允礼", "hqc"])
    assert told(planned(twice).problems) == [("工作人员", 3, "工号", "error_roster_twice")]
    factories.add_person(roster.get_unit("hqc"), "20090417", "周允礼")
    assert planned(spreadsheets.read(exporting.workbook()), full=True).items == []


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (["20090417", "周允礼", "nowhere"], "单位编码", "error_roster_unit"),
        (["20090417", "周允礼", "JWC"], "单位编码", "error_roster_case"),
        (["a b", "沈知行", "jwc"], "工号", "error_code_characters"),
        (["20261124-7KQ2MD", "沈知行", "jwc"], "工号", "error_code_case_number"),
        (["edit", "沈知行", "jwc"], "工号", "error_code_reserved"),
        (["2.0090417E+07", "沈知行", "jwc"], "工号", "error_code_characters"),
    ],
)
def test_wrong_rows_are_told_with_their_place(university, row, column, message):
    plan = planned(spreadsheets.staff(row))
    (problem,) = plan.problems
    assert (problem.sheet, problem.row, problem.column) == ("工作人员", 2, column)
    assert (
        message in str(problem.message)
        or "letters, digits" in str(problem.message)
        or ("number of an evaluation" in str(problem.message))
    )


def test_a_number_that_lost_its_zeros_is_told(university):
    factories.add_person(roster.get_unit("jwc"), "00012", "沈知行")
    plan = planned(spreadsheets.staff([12, "沈知行", "jwc"]))
    assert told(plan.problems) == [("工作人员", 2, "工号", "error_roster_zeros")]


def test_the_same_twice_in_a_file_is_told(university):
    plan = planned(spreadsheets.units(["kyc", "科研处"], ["kyc", "科研处"]))
    assert told(plan.problems) == [("单位", 3, "单位编码", "error_roster_twice")]
    plan = planned(spreadsheets.staff(["1", "甲", "jwc"], ["1", "甲", "jwc"]))
    assert told(plan.problems) == [("工作人员", 3, "工号", "error_roster_twice")]
    plan = planned(spreadsheets.administrators(["jwc", "甲", "clerk"], ["jwc", "甲", "clerk"]))
    assert told(plan.problems) == [("单位管理员", 3, "姓名", "error_roster_twice")]


def test_the_same_code_in_other_letters_is_told(university):
    plan = planned(spreadsheets.units(["kyc", "科研处"], ["KYC", "科研处（二）"]))
    assert told(plan.problems) == [("单位", 3, "单位编码", "error_roster_case")]
    plan = planned(spreadsheets.staff(["T7", "甲", "jwc"], ["t7", "乙", "jwc"]))
    assert told(plan.problems) == [("工作人员", 3, "工号", "error_roster_case")]


def test_an_account_of_several_people_is_told(university):
    headings = [*spreadsheets.STAFF_HEADINGS, "账号"]
    rows = [["1", "甲", "jwc", "student"], ["2", "乙", "jwc", "student"], ["3", "丙", "jwc", ""]]
    plan = planned(spreadsheets.staff(*rows, headings=headings))
    assert told(plan.notes) == [("工作人员", 3, "账号", "note_roster_shared_account")]


def test_wrong_units_are_told(university):
    factories.add_unit("kyc1", "科研处")
    factories.add_unit("kyc2", "科研处")
    headings = ["单位编码", "单位名称", "挂靠单位"]
    plan = planned(
        spreadsheets.units(
            ["jwc", "教务处", "jwc"],
            ["xgc", "学工处", "nowhere"],
            ["Hqc", "后勤处", ""],
            ["xyz", "某处", "科研处"],
            ["view", "某处", ""],
            headings=headings,
        )
    )
    assert told(plan.problems) == [
        ("单位", 2, "挂靠单位", "error_roster_own_host"),
        ("单位", 3, "挂靠单位", "error_roster_unit"),
        ("单位", 4, "单位编码", "error_roster_case"),
        ("单位", 5, "挂靠单位", "error_roster_units"),
        ("单位", 6, "单位编码", "error_code_reserved"),
    ]


def test_accounts_are_found_by_name_and_unknown_ones_are_told(university):
    book = spreadsheets.administrators(
        ["hqc", "柳明溪", "柳明溪"], ["hqc", "沈知行", "new-id"], ["jwc", "某人", "没有此人"]
    )
    plan = planned(book)
    assert told(plan.problems) == [("单位管理员", 4, "账号", "error_account_none")]
    assert told(plan.notes) == [("", 0, "", "note_roster_unknown")]
    assert plan.notes[0].message.mapping["accounts"] == "new-id"
    assert plan.items[0].values["userid"] == "clerk"


def test_accounts_by_name_are_limited(university, monkeypatch):
    from hnu.jgzf.domain.roster_import import building

    monkeypatch.setattr(building, "MOST_SEARCHES", 1)
    plan = planned(spreadsheets.administrators(["hqc", "甲", "柳明溪"], ["hqc", "乙", "庄亦诚"]))
    assert told(plan.problems) == [("单位管理员", 3, "账号", "error_roster_searches")]


def test_an_administrator_gets_her_account_by_her_name(university):
    roster.get_unit("hqc").administrators = [{**factories.administrator("dean"), "userid": None}]
    plan = applied(spreadsheets.administrators(["hqc", "霍昕澜", "dean"]))
    assert [tuple(change) for change in plan.items[0].changes] == [("userid", None, "dean")]
    assert len(roster.get_unit("hqc").administrators) == 1


def test_two_terms_of_one_administrator_keep_apart(university):
    headings = ADMINISTRATOR
    rows = [
        ["hqc", "霍昕澜", "dean", "", "2020-01-01", "2021-12-31", ""],
        ["hqc", "霍昕澜", "dean", "", "2024-01-01", "", ""],
    ]
    roster.get_unit("hqc").administrators = []
    applied(spreadsheets.administrators(*rows, headings=headings))
    rows[1][5] = "2027-12-31"
    plan = applied(spreadsheets.administrators(*reversed(rows), headings=headings))
    assert [tuple(change) for change in plan.items[0].changes] == [
        ("until", None, date(2027, 12, 31))
    ]
    assert [row["from"].year for row in roster.get_unit("hqc").administrators] == [2020, 2024]


def test_an_end_before_the_beginning_is_told(university):
    rows = [["hqc", "霍昕澜", "dean", "", "2026-09-01", "2026-08-01", ""]]
    plan = planned(spreadsheets.administrators(*rows, headings=ADMINISTRATOR))
    assert told(plan.problems) == [("单位管理员", 2, "截止日期", "error_dates_order")]


def test_an_administrator_who_has_not_begun_is_left_to_people(university):
    row = factories.administrator("dean", **{"from": dates.today() + timedelta(days=9)})
    roster.get_unit("hqc").administrators = [row]
    book = spreadsheets.administrators(["jwc", "柳明溪", "clerk"], ["jwc", "庄亦诚", "deputy"])
    plan = planned(book, full=True)
    assert plan.items == []
    assert told(plan.notes) == [("单位管理员", 0, "", "note_roster_later")]


def test_the_fingerprint_changes_with_what_would_be_done(university):
    book = spreadsheets.staff(["20090417", "周允理", "jwc"])
    before = planned(book).fingerprint
    assert planned(book).fingerprint == before
    person("jwc", "20090417").title = "周云礼"
    assert planned(book).fingerprint != before


def test_what_the_guards_refuse_goes_back_whole(university):
    from zExceptions import BadRequest

    plan = planned(spreadsheets.units(["kyc", "科研处"], ["xgc", "学工处"]))
    factories.add_unit("xgc", "学工处")
    with pytest.raises(BadRequest):
        applying.apply(plan)


NASTY = st.text(
    st.sampled_from(list("=+-@\t\r\n'\"，,;abc甲乙\u3000 _x0041\u200b😀")), min_size=1, max_size=12
)
LINE = NASTY.map(lambda words: words.replace("\n", "").replace("\r", "")).filter(
    lambda words: words.strip(" \t\u3000\u200b")
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(title=LINE, position=st.none() | LINE, branch=st.none() | LINE, name=LINE, qq=LINE)
def test_an_export_changes_nothing_when_it_comes_back(
    university, title, position, branch, name, qq
):
    someone = person("jwc", "20090417")
    someone.title, someone.position = title, position
    unit = roster.get_unit("jwc")
    unit.party_branch = branch
    unit.administrators = [factories.administrator("clerk", name=name, qq=qq)]
    assert planned(spreadsheets.read(exporting.workbook()), full=True).items == []
    for name in ("units", "administrators", "staff"):
        book = spreadsheets.read(exporting.table_of_text(name))
        assert told(book.problems) == []
        assert planned(book, full=True).items == []


def test_the_list_of_changes_names_every_field(university):
    headings = ["工号", "姓名", "单位编码", "岗位"]
    plan = planned(spreadsheets.staff(["20090417", "周允理", "jwc", "+1"], headings=headings))
    lines = exporting.changes(plan, str).decode("utf-8-sig").splitlines()
    assert lines[1] == "工作人员,2,修改,jwc,20090417,周允礼,姓名,周允礼,周允理,"
    assert lines[2] == "工作人员,2,修改,jwc,20090417,周允礼,岗位,教学运行科,'+1,"
    assert set(ACTS) == set(exporting.ACTS)
