"""Take the pictures of the help pages and of the documentation anew, from the demonstration.

    make run                                    in one terminal
    .venv/bin/python scripts/screenshots.py     in another

Forms are filled in and never sent: the site stays as it is, and the command can be repeated. Needs
Debian's chromium, chromium-l10n (or date fields are in English) and fonts-noto-cjk.

Pictures of the help pages go to src/hnu/jgzf/browser/static/help, each of them twice: NAME.png as
a desk shows the page, NAME-390.png as a phone does. All others go to docs/screenshots.
"""

from contextlib import contextmanager
from datetime import datetime
from datetime import UTC
from io import BytesIO
from pathlib import Path
from PIL import Image
from playwright.sync_api import sync_playwright
from typing import NamedTuple
import argparse
import os
import shutil
import sys


ROOT = Path(__file__).resolve().parent.parent
HELP = ROOT / "src" / "hnu" / "jgzf" / "browser" / "static" / "help"
DOCS = ROOT / "docs" / "screenshots"

# Windows in CSS pixels; in one of 800 our column is about as wide as the text of a help page.
DESK = (1280, 900)
COLUMN = (800, 900)
PHONE = (390, 844)
# Pixels of the picture for one of CSS, where the text must be read in a reduced picture.
SHARP = 1.5
# Around the part of a page that is taken, in CSS pixels.
MARGIN = 12
# A picture of the help pages has to reach a phone as well.
COLOURS = 128
MOST_BYTES = 60_000

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--lang=zh-CN",
]
# No ring around what was filled in last; no edge of the toolbar beside a part of a page.
WINDOW_STYLE = "div.jgzf.jgzf :focus { outline: 0; box-shadow: none }"
PART_STYLE = f"{WINDOW_STYLE} #edit-zone {{ display: none !important }}"

TOPIC = "开具在读证明要到两个窗口盖章，建议改为自助打印"
CONTENT = (
    "十一月二十日上午到服务大厅开具在读证明，先到 3 号窗口登记，再到 7 号窗口盖章，共等候四十分钟。"
    "建议在自助终端上直接打印带电子印章的证明。"
)
ANSWER = (
    "您好！您反映的情况已经核实。三间教室的投影设备已于今天上午更换，值班电话和维修时限已张贴在每间教室"
    "的讲台上。承办人：教学运行科，电话 0000-8888305。"
)
LOOK_REASON = "需要与评价人电话核对教室和时间，以便查清当日情况。"
CLOSE_REASON = "已与评价人当面沟通，双方确认按现行办法办理，评价人表示理解。"


class Shot(NamedTuple):
    """One picture: ``open(page, visitors)`` brings ``account`` there, then ``part`` is taken.

    ``part``: selectors of the first and of the last element in our part of the page; None for what
    the window shows.
    """

    name: str
    account: str
    open: object
    part: tuple | None = None


class Visitors:
    """Pages of accounts that are logged in, one for each account, window and sharpness."""

    def __init__(self, chromium, site, password):
        self.chromium = chromium
        self.site = site
        self.password = password
        self.pages = {}

    def page(self, account, window, scale=1):
        key = (account, window, scale)
        if key not in self.pages:
            context = self.chromium.new_context(
                viewport={"width": window[0], "height": window[1]},
                device_scale_factor=scale,
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
            )
            self.pages[key] = context.new_page()
            self.log_in(self.pages[key], account)
        return self.pages[key]

    def log_in(self, page, account):
        page.goto(f"{self.site}/login")
        page.locator("#__ac_name").fill(account)
        page.locator("#__ac_password").fill(self.password)
        page.locator("#buttons-login").click()
        page.wait_for_load_state()
        if page.locator("#__ac_password").count():
            sys.exit(f"{account} cannot log in to {self.site}: --password is what it was made with")


# How the pages are reached: by their links, as people do, for the numbers of cases are random


def at(path):
    def open_path(page, visitors):
        page.goto(visitors.site + path)

    return open_path


def unit_form(page, visitors):
    page.goto(f"{visitors.site}/jgzf/@@evaluate-unit")
    page.get_by_label("评价单位").select_option(label="教务处")
    page.get_by_label("评价类别").select_option(label="工作规范")
    page.get_by_label("类别说明").select_option(label="工作流程设计不科学、过于复杂")
    page.get_by_label("评价内容主题").fill(TOPIC)
    page.locator("[name='form.widgets.content']").fill(CONTENT)


def question(page, visitors):
    unit_form(page, visitors)
    page.get_by_role("button", name="提交评价").click()
    page.get_by_role("dialog").wait_for()


def rating_form(page, visitors):
    page.goto(f"{visitors.site}/jgzf/@@my-evaluations")
    page.locator("a[href$='#satisfaction']").first.click()
    # By the keyboard, for the label's box lies over the button.
    page.get_by_role("radio", name="满意", exact=True).press("Space")


def answer_form(page, visitors):
    page.goto(f"{visitors.site}/jgzf/@@manage-evaluations")
    page.locator("a[href$='/@@answer']").first.click()
    page.get_by_role("radio", name="立行解决").press("Space")
    page.get_by_label("反馈内容").fill(ANSWER)


def look_form(page, visitors):
    page.goto(f"{visitors.site}/jgzf/@@manage-evaluations")
    page.locator("td > a").first.click()
    page.locator("#identity summary").click()
    page.get_by_label("查看理由").fill(LOOK_REASON)


def close_form(page, visitors):
    page.goto(f"{visitors.site}/jgzf/@@manage-evaluations?list=dissatisfied")
    page.locator("td > a").first.click()
    page.locator("a[href$='/@@close']").click()
    page.get_by_label("理由").fill(CLOSE_REASON)


def case_with_look(page, visitors):
    """The evaluator's own list names the cases in which somebody saw who she is."""
    evaluator = visitors.page("teacher", DESK)
    evaluator.goto(f"{visitors.site}/jgzf/@@my-evaluations")
    page.goto(evaluator.locator("[aria-labelledby='jz-looks'] td > a").first.get_attribute("href"))


def university_days(page, visitors):
    page.goto(f"{visitors.site}/@@jgzf-working-days")
    year = datetime.now(UTC).year
    days = (
        (f"{year}-12-07", f"{year}-12-07", "放假", "校庆"),
        (f"{year + 1}-01-18", f"{year + 1}-02-26", "寒暑假", "寒假"),
    )
    # The other table has the terms.
    rows = page.locator(".jz-grid").first.locator("tbody tr:visible")
    for number, (first, last, kind, note) in enumerate(days):
        if number:
            rows.last.locator(".dgf--row-add").click()
        row = rows.nth(number)
        row.locator("[name$='.from']").fill(first)
        row.locator("[name$='.until']").fill(last)
        row.locator("select").select_option(label=kind)
        row.locator("[name$='.note']").fill(note)
    page.mouse.move(0, 0)


HELP_SHOTS = [
    Shot(
        "unit-form",
        "teacher",
        unit_form,
        ("#formfield-form-widgets-unit", ".formControls"),
    ),
    Shot("question", "teacher", question, ("dialog", "dialog")),
    Shot(
        "people",
        "teacher",
        at("/jgzf/@@evaluate-staff?unit=jwc"),
        ("h1", ".jz-people > :nth-child(4)"),
    ),
    Shot("mine", "teacher", at("/jgzf/@@my-evaluations"), (".jz-nav", ".jz-case >> nth=1")),
    Shot("rating", "teacher", rating_form, ("#satisfaction", "#satisfaction")),
    Shot(
        "pending", "clerk", at("/jgzf/@@manage-evaluations"), (".jz-stats", "tbody > tr >> nth=1")
    ),
    Shot("answer", "clerk", answer_form, ("#formfield-form-widgets-outcome", ".formControls")),
    Shot(
        "dissatisfied",
        "clerk",
        at("/jgzf/@@manage-evaluations?list=dissatisfied"),
        (".jz-nav >> nth=1", "tbody > tr >> nth=1"),
    ),
    Shot("look", "clerk", look_form, ("#identity", "#identity")),
]
DESK_SHOTS = [
    Shot("wall", "teacher", at("/jgzf")),
    Shot("case", "teacher", case_with_look),
    Shot(
        "supervise",
        "supervisor",
        at("/jgzf/@@manage-evaluations"),
        (".jz-filter", "tbody > tr >> nth=3"),
    ),
    Shot(
        "administrators",
        "supervisor",
        at("/jgzf/jwc/edit"),
        ("#formfield-form-widgets-administrators",) * 2,
    ),
    Shot("staff-member", "supervisor", at("/jgzf/jwc/++add++jgzf.StaffMember")),
    Shot("close", "supervisor", close_form),
    Shot("looks", "supervisor", case_with_look, ("#identity", ".jz-note.is-warn")),
    Shot("categories", "webmaster", at("/@@jgzf-categories")),
    Shot("settings", "webmaster", at("/@@jgzf-settings")),
    Shot("working-days", "webmaster", university_days),
]
PHONE_SHOTS = [Shot("evaluate-unit-390", "teacher", unit_form)]


def take(shot, visitors, window, scale):
    """The picture as bytes of a PNG, as Chromium makes it."""
    page = visitors.page(shot.account, window, scale)
    shot.open(page, visitors)
    page.wait_for_load_state("networkidle")
    # Photos load once they are scrolled to.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_load_state("networkidle")
    if shot.part is None:
        return page.screenshot(style=WINDOW_STYLE)
    ours = page.locator("div.jgzf")
    boxes = [ours.locator(selector).first.bounding_box() for selector in shot.part]
    left = max(0, min(box["x"] for box in boxes) - MARGIN)
    right = max(box["x"] + box["width"] for box in boxes) + MARGIN
    top = boxes[0]["y"] - MARGIN
    bottom = boxes[-1]["y"] + boxes[-1]["height"] + MARGIN
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return page.screenshot(clip=clip, full_page=True, style=PART_STYLE)


def store(data, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.open(BytesIO(data)).convert("RGB")
    # Colours far apart, or a little red beside much black is lost; then their means, or grounds
    # lose their tint.
    picture = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, 1, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}  {picture.width} × {picture.height}  {size / 1000:.0f} kB")
    if path.parent == HELP and size > MOST_BYTES:
        sys.exit(f"{path.name} is larger than {MOST_BYTES} bytes: take a smaller part of the page")


@contextmanager
def browser():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        sys.exit("Chromium is not installed: `make system-packages` installs it.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=FLAGS, env={**os.environ, "LANGUAGE": "zh_CN"}
        )
        yield chromium
        chromium.close()


def main(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "site",
        nargs="?",
        default="http://localhost:8080/Plone",
        help="address of the running demonstration (default: %(default)s)",
    )
    parser.add_argument(
        "--password",
        default=os.environ.get("JGZF_DEMO_PASSWORD") or "Jgzf-demo-2026",
        help="of its accounts (default: JGZF_DEMO_PASSWORD, or else Jgzf-demo-2026)",
    )
    options = parser.parse_args(arguments)
    with browser() as chromium:
        visitors = Visitors(chromium, options.site.rstrip("/"), options.password)
        for shot in HELP_SHOTS:
            store(take(shot, visitors, COLUMN, SHARP), HELP / f"{shot.name}.png")
            store(take(shot, visitors, PHONE, SHARP), HELP / f"{shot.name}-390.png")
        for shot in DESK_SHOTS:
            store(take(shot, visitors, DESK, 1), DOCS / f"{shot.name}.png")
        for shot in PHONE_SHOTS:
            store(take(shot, visitors, PHONE, SHARP), DOCS / f"{shot.name}.png")


if __name__ == "__main__":
    main(sys.argv[1:])
