"""scripts/import_roster.py: says what it would do, and does it only when asked to."""

from hnu.jgzf.domain import roster
from tests import pictures
from tests import spreadsheets
from tests.scripts.conftest import load
import pytest
import transaction


PEOPLE = [spreadsheets.STAFF_HEADINGS, ["0099", "沈知行", "jwc"], ["20120356", "姜燕秋", "jwc"]]


@pytest.fixture
def run(functional_portal, caller):
    """Call the script with arguments; returns its status and what it said."""
    from tests import factories

    factories.university(functional_portal)
    transaction.commit()
    return caller(load("import_roster.py"), functional_portal)


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "人员.xlsx"
    path.write_bytes(spreadsheets.xlsx(工作人员=PEOPLE))
    return path


def test_without_apply_it_only_says_what_it_would_do(run, people):
    status, said = run(people)
    assert status == 0
    assert "新增 工作人员 jwc 0099：工号 0099；姓名 沈知行；单位编码 jwc；启用 是" in said
    assert "修改 工作人员 jwc 20120356：姓名 姜砚秋 → 姜燕秋" in said
    assert "工作人员：新增 1，修改 1，停用 0，不变 0" in said
    assert "已导入" not in said
    assert "0099" not in roster.get_unit("jwc")


def test_with_apply_it_does_it_and_the_same_again_changes_nothing(run, people):
    _status, said = run(people, "--apply")
    assert "已导入。" in said
    assert roster.get_unit("jwc")["0099"].title == "沈知行"
    _status, said = run(people, "--apply")
    assert "工作人员：新增 0，修改 0，停用 0，不变 2" in said
    assert "已导入" not in said


def test_a_full_file_deactivates(run, people):
    run(people, "--full", "--apply")
    assert not roster.get_unit("jwc")["20090417"].active


def test_a_wrong_file_changes_nothing_and_ends_with_an_error(run, people):
    people.write_bytes(spreadsheets.xlsx(工作人员=[*PEOPLE, ["7", "乙", "nowhere"]]))
    status, said = run(people, "--apply")
    assert status == 1
    assert "错误：工作人员第 4 行“单位编码”：没有“nowhere”这个单位。" in said
    assert "0099" not in roster.get_unit("jwc")


def test_what_is_no_file_of_ours_is_told(run, people, tmp_path):
    people.write_bytes(b"")
    assert run(people)[0] == "错误：文件是空的，请重新选择。"
    assert "nothing.xlsx" in run(tmp_path / "nothing.xlsx")[0]


def test_photos_are_stored_and_what_cannot_be_is_told(run, tmp_path):
    path = tmp_path / "照片.zip"
    files = {"20120356.jpg": pictures.picture(), "nobody.jpg": pictures.picture()}
    path.write_bytes(spreadsheets.archive(files))
    status, said = run("--photos", path)
    assert "照片：可导入 1 张" in said
    assert roster.get_unit("jwc")["20120356"].photo is None
    status, said = run("--photos", path, "--apply")
    assert status == 1
    assert "照片：更新 1 张，与原有照片相同的 0 张" in said
    assert "没有导入 nobody.jpg：没有这个工号，请先导入工作人员。" in said
    assert roster.get_unit("jwc")["20120356"].photo is not None


def test_something_has_to_be_named(capsys):
    with pytest.raises(SystemExit):
        load("import_roster.py")["parse"](["import_roster.py"])
    assert "FILE or --photos" in capsys.readouterr().err
