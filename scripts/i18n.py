"""Extract the messages, bring the catalogs up to date, compile them; or check all that.

What `make i18n` runs writes the .pot from the sources, each .po from the .pot, each .mo from its
.po. With --check nothing is written; it fails if that would change a file, if a message is
untranslated, doubtful (fuzzy) or loses a ${variable}, or if a template shows a text that nobody
can translate.

Only the domain hnu.jgzf is extracted. The other catalogs in locales/ are kept by hand: they
translate messages of Plone and its packages that our users see and that have no Chinese there.
They are compiled and checked too.
"""

from i18ndude.catalog import is_literal_id
from i18ndude.catalog import MessageCatalog
from pathlib import Path
from pythongettext.msgfmt import Msgfmt
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile


ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "hnu" / "jgzf"
LOCALES = PACKAGE / "locales"
DOMAIN = "hnu.jgzf"
LANGUAGE = "zh_CN"

# What zope.i18n replaces.
VARIABLE = re.compile(r"\$\{?[A-Za-z_][-A-Za-z0-9_]*\}?")
TOLD = re.compile(r"(?<!\$)\{\w+\}")

# What a template computes inside a text or an attribute.
EXPRESSION = re.compile(r"\$\{[^}]*\}")

HEADER = f"""\
msgid ""
msgstr ""
"Project-Id-Version: {DOMAIN}\\n"
"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n"
"Last-Translator: \\n"
"Language-Team: \\n"
"Language: {{language}}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"Language-Code: {{language}}\\n"
"Language-Name: {{language}}\\n"
"Preferred-Encodings: utf-8\\n"
"Domain: {DOMAIN}\\n"
"""


class I18nError(Exception):
    """Something has to be mended by hand; the message says what."""


def i18ndude(*arguments, cwd=ROOT):
    """Run i18ndude; return its exit status and everything it printed."""
    result = subprocess.run(
        [sys.executable, "-c", "from i18ndude.script import main; main()", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return result.returncode, result.stdout


def undated(text):
    """A catalog's text without the date of its extraction, which says nothing about its content."""
    return re.sub(r'^"POT-Creation-Date:.*\n', "", text, flags=re.MULTILINE)


def rewrite(path, draft):
    """Put the text of ``draft`` in ``path`` unless only the date of extraction would change."""
    new = draft.read_text(encoding="utf-8")
    if not path.exists() or undated(path.read_text(encoding="utf-8")) != undated(new):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(new, encoding="utf-8")


def begin(draft, catalog, language):
    """Make ``draft`` a copy of ``catalog``, or an empty catalog if there is none yet."""
    if catalog.exists():
        shutil.copy(catalog, draft)
    else:
        draft.write_text(HEADER.format(language=language), encoding="utf-8")


def extract(locales, draft):
    """Bring the .pot up to date with Python, templates, ZCML and profiles."""
    pot = locales / f"{DOMAIN}.pot"
    begin(draft, pot, "en")
    before = draft.stat().st_mtime_ns
    status, output = i18ndude(
        "rebuild-pot", "--no-line-numbers", "--pot", draft, PACKAGE.relative_to(ROOT)
    )
    # i18ndude ends with 0 after some errors: then it has left the file alone.
    if status or draft.stat().st_mtime_ns == before or "different default" in output:
        raise I18nError(f"i18ndude could not extract the messages:\n{output}")
    rewrite(pot, draft)


def synchronise(locales, draft):
    """Bring our own .po files up to date with the .pot; a changed default makes an entry fuzzy."""
    pot = locales / f"{DOMAIN}.pot"
    languages = {po.parent.parent.name for po in locales.glob(f"*/LC_MESSAGES/{DOMAIN}.po")}
    for language in languages | {LANGUAGE}:
        po = locales / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        begin(draft, po, language)
        status, output = i18ndude("sync", "--pot", pot, draft)
        if status:
            raise I18nError(f"i18ndude could not update {po.name}:\n{output}")
        rewrite(po, draft)


def compile_all(locales):
    """Compile every .po as Zope would; the .mo files are committed, no server has to write them."""
    for po in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        compiled = Msgfmt(str(po), name=po.stem).get()
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.read_bytes() != compiled:
            mo.write_bytes(compiled)
    for mo in sorted(locales.glob("*/LC_MESSAGES/*.mo")):
        if not mo.with_suffix(".po").exists():
            mo.unlink()


def update(locales):
    """Bring everything in ``locales`` up to date."""
    with tempfile.TemporaryDirectory() as folder:
        extract(locales, Path(folder) / f"{DOMAIN}.pot")
        synchronise(locales, Path(folder) / f"{DOMAIN}.po")
    compile_all(locales)


def stale():
    """Names of the files in locales/ that ``update`` would write or remove."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "locales"
        if LOCALES.exists():
            shutil.copytree(LOCALES, fresh)
        else:
            fresh.mkdir()
        update(fresh)
        names = {
            path.relative_to(base)
            for base in (LOCALES, fresh)
            for path in base.rglob("*.[pm]o*")
            if path.is_file()
        }
        return [
            f"locales/{name} is out of date: run `make i18n`"
            for name in sorted(names)
            if not (fresh / name).exists()
            or not (LOCALES / name).exists()
            or (fresh / name).read_bytes() != (LOCALES / name).read_bytes()
        ]


def incomplete():
    """Messages of any .po that are untranslated, fuzzy or lose a variable."""
    problems = []
    for po in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")):
        for msgid, entry in MessageCatalog(filename=str(po)).items():
            where = f"locales/{po.relative_to(LOCALES)}: {msgid!r}"
            if any("fuzzy" in comment for comment in entry.comments if comment.startswith(",")):
                problems.append(f"{where} is fuzzy: compare it with the new default, unmark it")
            if not entry.msgstr.strip():
                problems.append(f"{where} is not translated")
                continue
            source = entry.getDefault() or (msgid if is_literal_id(msgid) else None)
            if source is None:
                continue
            wanted = set(VARIABLE.findall(source))
            # What a text is about, and not filled in, stands in the default without its $.
            told = {f"${variable}" for variable in TOLD.findall(source)}
            if wanted != set(VARIABLE.findall(entry.msgstr)) - told:
                problems.append(f"{where} must have the variables {sorted(wanted)}, no other")
    return problems


def untranslatable():
    """Texts in templates that no catalog can translate."""
    templates = sorted(path.relative_to(ROOT) for path in PACKAGE.rglob("*.*pt"))
    if not templates:
        return []
    with tempfile.TemporaryDirectory() as folder:
        for template in templates:
            # i18ndude takes the letters of an expression for text; digits it does not.
            text = EXPRESSION.sub(
                lambda match: re.sub(r"\S", "0", match.group()),
                (ROOT / template).read_text(encoding="utf-8"),
            )
            copy = Path(folder) / template
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text, encoding="utf-8")
        status, output = i18ndude("find-untranslated", "-n", *templates, cwd=folder)
    return [output.strip()] if status or output.strip() else []


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="only check, write nothing")
    options = parser.parse_args()
    try:
        if options.check:
            problems = [*stale(), *incomplete(), *untranslatable()]
        else:
            update(LOCALES)
            problems = incomplete()
    except I18nError as error:
        sys.exit(f"i18n: {error}")
    for problem in problems:
        print(problem)
    if problems and options.check:
        sys.exit(f"i18n: {len(problems)} problems")
    print("i18n: " + (f"{len(problems)} messages need a translator" if problems else "complete"))


if __name__ == "__main__":
    main()
