"""What users see of Plone and its packages is Chinese as well: our catalogs take effect."""

from collections import Counter
from hnu.jgzf import interfaces
from pathlib import Path
from pythongettext.msgfmt import Msgfmt
from zope.globalrequest import getRequest
from zope.i18n import translate
import gettext
import pytest


LOCALES = Path(interfaces.__file__).parents[1] / "locales" / "zh_CN" / "LC_MESSAGES"
DOMAINS = ["collective.z3cform.datagridfield", "plone", "widgets", "z3c.form"]


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_message_of_the_catalogs_kept_by_hand_is_used(integration, domain):
    catalog = Msgfmt(str(LOCALES / f"{domain}.po"), name=domain).getAsFile()
    messages = gettext.GNUTranslations(catalog)._catalog
    for msgid, text in messages.items():
        if msgid:
            assert translate(msgid, domain=domain, context=getRequest()) == text, msgid


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_message_of_the_catalogs_kept_by_hand_stands_there_twice(domain):
    """The last one would count, wherever the other is shown."""
    lines = (LOCALES / f"{domain}.po").read_text().splitlines()
    ids = Counter(line for line in lines if line.startswith("msgid ") and line != 'msgid ""')
    assert [line for line, number in ids.items() if number > 1] == []


@pytest.mark.parametrize(
    ("domain", "msgid", "text"),
    [
        ("z3c.form", "There were some errors.", "有内容需要修改，尚未保存。"),
        ("z3c.form", "No value", "无"),
        ("plone", "label_powered_by_plone", "由 Plone 提供支持"),
        ("plone", "Save", "保存"),
        (
            "collective.z3cform.datagridfield",
            "label_datagridwidget_manipulators_addrow",
            "在下方添加一行",
        ),
    ],
)
def test_messages_of_other_packages_are_chinese(integration, domain, msgid, text):
    assert translate(msgid, domain=domain, context=getRequest()) == text
