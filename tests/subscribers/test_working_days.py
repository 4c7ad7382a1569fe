"""The university's days are checked whichever way they are changed, and can be exported."""

from datetime import date
from hnu.jgzf import config
from hnu.jgzf.domain import calendar
from hnu.jgzf.interfaces.working_days import IWorkingDays
from lxml import etree
from plone.app.registry.exportimport.handler import RegistryExporter
from plone.app.registry.exportimport.handler import RegistryImporter
from plone.registry.interfaces import IRegistry
from Products.GenericSetup.tests.common import DummyImportContext
from tests.domain.calendars import row
from zExceptions import BadRequest
from zope.component import getUtility
import pytest


NAME = f"{IWorkingDays.__identifier__}.days"
ROWS = [
    row(date(2026, 12, 1), note="校庆"),
    row(date(2027, 1, 20), date(2027, 2, 25), config.DAY_VACATION, "寒假"),
]
WRONG = row(date(2026, 12, 1), kind=config.DAY_WORKING)


@pytest.fixture
def registry(portal):
    registry = getUtility(IRegistry)
    registry[NAME] = ROWS
    return registry


def write_by_name(registry, rows):
    registry[NAME] = rows


def write_by_interface(registry, rows):
    registry.forInterface(IWorkingDays).days = rows


def write_by_record(registry, rows):
    registry.records[NAME].value = rows


@pytest.mark.parametrize("write", [write_by_name, write_by_interface, write_by_record])
def test_a_script_cannot_store_days_that_contradict_each_other(registry, write):
    with pytest.raises(BadRequest, match="第 3 行与第 1 行矛盾"):
        write(registry, [*ROWS, WRONG])
    assert registry.records[NAME].value == ROWS
    assert not calendar.is_working_day(date(2026, 12, 1))


def test_the_other_settings_are_none_of_the_tables_business(registry):
    registry[f"{IWorkingDays.__identifier__}.vacations_stop_the_clock"] = True
    assert not calendar.is_working_day(date(2027, 1, 20))


def test_an_export_can_be_imported_again(registry, portal):
    exported = RegistryExporter(registry, DummyImportContext(portal)).exportDocument()
    tree = etree.fromstring(exported)
    for record in tree.xpath("record"):
        if not record.get("name").startswith(IWorkingDays.__identifier__):
            tree.remove(record)
    assert b"2027-02-25" in etree.tostring(tree)
    registry[NAME] = []
    context = DummyImportContext(portal, purge=False)
    RegistryImporter(registry, context).importDocument(etree.tostring(tree))
    assert registry[NAME] == ROWS
    assert calendar.current().rows[0] == (date(2026, 12, 1), date(2026, 12, 1), "off")
