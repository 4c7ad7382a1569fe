"""Every message of ours has its Chinese, which is what users see."""

from lxml import etree
from pathlib import Path
import ast
import gettext
import hnu.jgzf
import pytest
import re


PACKAGE = Path(hnu.jgzf.__file__).parent
I18N = "{http://xml.zope.org/namespaces/i18n}"


def in_python():
    """Message ids in ``_("…")``: (id, where)."""
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", None) == "_"):
                continue
            if node.args and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value, f"{file.relative_to(PACKAGE)}:{node.lineno}"


def in_templates():
    """Message ids of page templates and GenericSetup files in our domain."""
    for file in (*PACKAGE.rglob("*.pt"), *PACKAGE.rglob("*.xml")):
        text = file.read_text()
        if 'i18n:domain="hnu.jgzf"' not in text:
            continue
        for match in re.finditer(r'i18n:translate="(\w+)"', text):
            yield match.group(1), str(file.relative_to(PACKAGE))
        for match in re.finditer(r'i18n:attributes="([^"]+)"', text):
            for part in match.group(1).split(";"):
                _name, _space, msgid = part.strip().partition(" ")
                if msgid:
                    yield msgid.strip(), str(file.relative_to(PACKAGE))


def in_profiles():
    """Titles of types, actions and the like, whose id is the text itself."""
    for file in PACKAGE.rglob("profiles/*/**/*.xml"):
        tree = etree.parse(file)
        if tree.getroot().get(f"{I18N}domain") != "hnu.jgzf" and not tree.xpath(
            "//*[@i18n:domain='hnu.jgzf']", namespaces={"i18n": I18N.strip("{}")}
        ):
            continue
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            if element.get(f"{I18N}translate") == "" and (element.text or "").strip():
                yield element.text.strip(), str(file.relative_to(PACKAGE))
            for name in element.get(f"{I18N}attributes", "").replace(";", " ").split():
                if element.get(name):
                    yield element.get(name), str(file.relative_to(PACKAGE))


@pytest.fixture(scope="module")
def chinese():
    with open(PACKAGE / "locales/zh_CN/LC_MESSAGES/hnu.jgzf.mo", "rb") as file:
        return gettext.GNUTranslations(file)._catalog


@pytest.mark.parametrize("messages", [in_python, in_templates, in_profiles])
def test_every_message_has_its_chinese(chinese, messages):
    used = list(messages())
    assert len(used) > 5
    missing = sorted({f"{msgid} ({where})" for msgid, where in used if not chinese.get(msgid)})
    assert missing == []


def test_chinese_is_chinese(chinese):
    """With full-width punctuation, and no English left as its own translation."""
    wrong = [
        (msgid, text)
        for msgid, text in chinese.items()
        if msgid
        and not re.search(r"[\u4e00-\u9fff]", msgid)
        and (text == msgid or re.search(r"[\u4e00-\u9fff][,;:!?(]", text))
    ]
    assert wrong == []
