"""The rules of a category table hold for scripts, registry imports and REST alike."""

from hnu.jgzf import config
from hnu.jgzf.domain import categories
from hnu.jgzf.interfaces.settings import ICategoryTables
from lxml import etree
from plone import api
from plone.app.registry.exportimport.handler import RegistryExporter
from plone.app.registry.exportimport.handler import RegistryImporter
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.registry.interfaces import IRegistry
from Products.GenericSetup.tests.common import DummyImportContext
from zExceptions import BadRequest
from zope.component import getUtility
import copy
import json
import pytest
import requests
import transaction


UNIT = config.TARGET_UNIT
NAME = f"{ICategoryTables.__identifier__}.{UNIT}"


@pytest.fixture
def table(case):
    """A copy of the table for units, whose first row was used once."""
    return copy.deepcopy(categories.rows(UNIT))


@pytest.fixture
def registry(portal):
    return getUtility(IRegistry)


def stored(registry):
    return registry.records[NAME].value


def write_by_name(registry, rows):
    registry[NAME] = rows


def write_by_interface(registry, rows):
    registry.forInterface(ICategoryTables).unit = rows


def write_by_record(registry, rows):
    registry.records[NAME].value = rows


def write_by_api(registry, rows):
    api.portal.set_registry_record(UNIT, rows, interface=ICategoryTables)


WAYS = [write_by_name, write_by_interface, write_by_record, write_by_api]


@pytest.mark.parametrize("write", WAYS)
def test_a_script_cannot_delete_a_used_row_even_if_it_swallows_the_error(registry, table, write):
    with pytest.raises(BadRequest) as refusal:
        write(registry, table[1:])
    assert "1" in str(refusal.value)
    assert table[0]["description"] in str(refusal.value)
    assert stored(registry) == table
    assert categories.rows(UNIT) == table


@pytest.mark.parametrize("write", WAYS)
def test_a_script_can_delete_an_unused_row_and_move_the_others(registry, table, write):
    new = [*table[2:], table[0]]
    write(registry, new)
    assert stored(registry) == new


def test_a_script_cannot_give_a_used_row_another_token(registry, table):
    new = copy.deepcopy(table)
    new[0]["token"] = "u99"
    with pytest.raises(BadRequest):
        registry[NAME] = new
    assert stored(registry) == table


def test_a_script_that_swaps_the_texts_of_two_rows_leaves_old_evaluations_alone(
    registry, table, case
):
    words = case.description_title
    new = copy.deepcopy(table)
    new[0]["description"], new[1]["description"] = new[1]["description"], new[0]["description"]
    registry[NAME] = new
    assert case.description_title == words
    assert [row["token"] for row in stored(registry)[:2]] == ["u01", "u02"]


def test_a_script_that_changes_the_stored_list_itself_cannot_commit(registry, table):
    rows = registry[NAME]
    del rows[0]
    with pytest.raises(BadRequest):
        registry[NAME] = rows
    assert transaction.isDoomed()


def test_a_table_that_is_no_list_of_rows_is_refused(registry, table):
    from zope.interface import Invalid

    for wrong in ("text", ["text"], [{"token": "u01"}], [{**table[0], "description": 3}]):
        with pytest.raises(Invalid):
            registry[NAME] = wrong
    assert stored(registry) == table


def document(rows):
    elements = "".join(f"<element>{json.dumps(row, ensure_ascii=False)}</element>" for row in rows)
    return (
        f'<registry><records interface="{ICategoryTables.__identifier__}"'
        f' prefix="{ICategoryTables.__identifier__}">'
        f'<value key="unit">{elements}</value></records></registry>'
    )


def import_registry(registry, text):
    RegistryImporter(registry, DummyImportContext(None, purge=False)).importDocument(text)


def test_a_registry_import_cannot_delete_a_used_row(registry, table):
    with pytest.raises(BadRequest):
        import_registry(registry, document(table[1:]))
    assert stored(registry) == table


def test_a_registry_import_cannot_repeat_a_token(registry, table):
    with pytest.raises(BadRequest):
        import_registry(registry, document([*table, {**table[0], "description": "新"}]))
    assert stored(registry) == table


def test_a_registry_import_can_reword_move_and_deactivate(registry, table):
    new = [*table[1:], {**table[0], "description": "新的文字", "active": False}]
    import_registry(registry, document(new))
    assert stored(registry) == new


def test_an_exported_table_can_be_imported_again(registry, table):
    new = [*table[1:], {**table[0], "description": '<“&”>；"引号"', "active": False}]
    registry[NAME] = new
    exporter = RegistryExporter(registry, DummyImportContext(None))
    element = etree.tostring(exporter.exportRecord(registry.records[NAME])).decode()
    registry[NAME] = table
    import_registry(registry, f"<registry>{element}</registry>")
    assert stored(registry) == new


@pytest.fixture
def used(functional_portal):
    """The table for units of a served site, whose first row was used once."""
    from tests import factories

    factories.university(functional_portal)
    factories.submit("teacher")
    transaction.commit()
    return copy.deepcopy(categories.rows(UNIT))


def patch(portal, rows):
    return requests.patch(
        f"{portal.absolute_url()}/@registry",
        json={NAME: rows},
        headers={"Accept": "application/json"},
        auth=(SITE_OWNER_NAME, SITE_OWNER_PASSWORD),
        timeout=30,
    )


def test_rest_cannot_delete_a_used_row_and_says_how_often_it_was_used(functional_portal, used):
    answer = patch(functional_portal, used[1:])
    assert answer.status_code == 400
    assert answer.json()["type"] == "BadRequest"
    assert used[0]["description"] in answer.json()["message"]
    assert "1" in answer.json()["message"]
    transaction.begin()
    assert stored(getUtility(IRegistry)) == used


def test_rest_cannot_leave_a_cell_empty(functional_portal, used):
    wrong = copy.deepcopy(used)
    wrong[6]["category"] = " "
    answer = patch(functional_portal, wrong)
    assert answer.status_code == 400
    assert "7" in answer.json()["message"]
    transaction.begin()
    assert stored(getUtility(IRegistry)) == used


def test_rest_can_reorder_and_reword(functional_portal, used):
    new = [*used[1:], {**used[0], "description": "新的文字"}]
    assert patch(functional_portal, new).status_code == 204
    transaction.begin()
    assert stored(getUtility(IRegistry)) == new
