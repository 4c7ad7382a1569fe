"""Load units, administrators, people and their photos from files.

    bin/instance run scripts/import_roster.py FILE                        what would change
    bin/instance run scripts/import_roster.py FILE --apply                change it
    bin/instance run scripts/import_roster.py FILE --full --apply         FILE is all there is
    bin/instance run scripts/import_roster.py --photos PHOTOS.zip --apply

FILE is a workbook (.xlsx) with the sheets 单位, 单位管理员 and 工作人员, or one of them as a table
of text (.csv); photos are called as the employee number. Tables are applied whole or not at all,
photos a hundred at a time: after a break the same call does the rest. Prints in Chinese what it
would do, as the page @@roster does, and ends with status 1 where a file is wrong. On FileStorage
stop Zope before.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SpecialUsers import system
from hnu.jgzf.command_line import Parser
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.roster_files import reading
from hnu.jgzf.domain.roster_files import sheets
from hnu.jgzf.domain.roster_files.tables import BadFile
from hnu.jgzf.domain.roster_files.writing import shown
from hnu.jgzf.domain.roster_import import applying
from hnu.jgzf.domain.roster_import import exporting
from hnu.jgzf.domain.roster_import import photos
from hnu.jgzf.domain.roster_import import snapshot
from hnu.jgzf.domain.roster_import.building import build
from hnu.jgzf.domain.roster_import.plan import ACTS
from hnu.jgzf.domain.roster_import.plan import ADD
from hnu.jgzf.interfaces.layer import IBrowserLayer
from pathlib import Path
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from zope.i18n import translate
from zope.interface import alsoProvides
import sys
import transaction


# Photos in a transaction
BATCH = 100


def parse(argv):
    parser = Parser("import_roster.py", __doc__)
    parser.add_argument("file", nargs="?", type=Path, help="the tables")
    parser.add_argument("--photos", type=Path, metavar="ZIP", help="an archive of photos")
    parser.add_argument("--full", action="store_true", help="deactivate what is missing in FILE")
    parser.add_argument("--apply", action="store_true", help="do it; else only say what")
    parser.add_site()
    options = parser.parse(argv)
    if options.file is None and options.photos is None:
        parser.error("name a FILE or --photos")
    return options


def chinese(message):
    return translate(message, target_language="zh_CN")


def import_tables(path, full, apply):
    """Print what the file would change, and change it if it is right and ``apply`` is set.

    :return: whether the file is right.
    """
    with path.open("rb") as file:
        plan = build(reading.read(file), snapshot.take(), full)
    for problem in plan.notes:
        print(f"提示：{placed(problem)}")
    for problem in plan.problems:
        print(f"错误：{placed(problem)}")
    if plan.problems:
        print(f"文件有 {len(plan.problems)} 处需要修改，没有导入任何内容。")
        return False
    for item in plan.items:
        print(told(item))
    for name, sheet in sheets.SHEETS.items():
        counts = "，".join(f"{exporting.ACTS[act]} {len(plan.of(name, act))}" for act in ACTS)
        print(f"{sheet.title}：{counts}，不变 {plan.unchanged[name]}")
    if apply and plan.items:
        applying.apply(plan)
        transaction.get().note(f"import_roster {path.name}")
        transaction.commit()
        print("已导入。")
    return True


def placed(problem):
    """A problem with its place."""
    row = f"第 {problem.row} 行" if problem.row else ""
    column = f"“{problem.column}”" if problem.column else ""
    place = f"{problem.sheet}{row}{column}"
    return f"{place}：{chinese(problem.message)}" if place else chinese(problem.message)


def told(item):
    """An item of the plan as a line."""
    sheet = sheets.SHEETS[item.sheet]
    fields = [
        f"{sheet.title_of(change.key)} {shown(change.new) or '（空）'}"
        if item.act == ADD
        else f"{sheet.title_of(change.key)} {shown(change.old) or '（空）'}"
        f" → {shown(change.new) or '（空）'}"
        for change in item.changes
    ]
    note = f"（{chinese(item.note)}）" if item.note else ""
    key = " ".join(item.key)
    return f"{exporting.ACTS[item.act]} {sheet.title} {key}：{'；'.join(fields)}{note}"


def import_photos(path, apply):
    """Print which photos can be stored, and store them if ``apply`` is set.

    :return: whether every one of them could be.
    """
    counts = {True: 0, False: 0}
    with path.open("rb") as file:
        entries, problems = photos.contents(file)
        print(f"照片：可导入 {len(entries)} 张")
        if apply:
            problems += store(file, entries, counts)
            print(f"照片：更新 {counts[True]} 张，与原有照片相同的 {counts[False]} 张")
    for name, message in problems:
        print(f"没有导入 {name}：{chinese(message)}")
    return not problems


def store(file, entries, counts):
    """Store the photos, a transaction for each hundred; returns what could not be stored."""
    problems = []
    connection = roster.get_center()._p_jar
    with photos.opened(file) as archive:
        for number, entry in enumerate(entries, 1):
            message = photos.store(archive, photos.Entry(*entry), counts)
            if message:
                problems.append((entry[0], message))
            if number % BATCH == 0 or number == len(entries):
                transaction.get().note(f"import_roster: photos up to {number}")
                transaction.commit()
                connection.cacheMinimize()
                print(f"照片：已处理 {number} 张，共 {len(entries)} 张", flush=True)
    return problems


def main(app, options):
    app = makerequest(app)
    setRequest(app.REQUEST)
    # Ids are checked against the pages that there are with the add-on.
    alsoProvides(app.REQUEST, IBrowserLayer)
    newSecurityManager(None, system.__of__(app.acl_users))
    if options.site not in app.objectIds():
        sys.exit(f"没有站点 /{options.site}。")
    setSite(app[options.site])
    try:
        if roster.get_center() is None:
            sys.exit(f"站点 /{options.site} 没有安装 hnu.jgzf。")
        fine = options.file is None or import_tables(options.file, options.full, options.apply)
        if fine and options.photos is not None:
            fine = import_photos(options.photos, options.apply)
    except BadFile as refusal:
        sys.exit(f"错误：{chinese(refusal.message)}")
    except OSError as error:
        sys.exit(f"错误：{error}")
    finally:
        transaction.abort()
        setRequest(None)
        setSite(None)
    if not fine:
        sys.exit(1)


if __name__ == "__main__":
    main(app, parse(sys.argv))  # noqa: F821 - `run` gives the root of the database
