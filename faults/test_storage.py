"""A full disk, a database that is read-only, one that is away: said, kept, and got over alone.

Each is the real thing: a small file system that is filled up, a storage that was opened for reading
only, a PostgreSQL that stands by, one that is killed. Nobody restarts anything once the cause is
gone, but for the option that makes a database read-only.
"""

from benchmarks.instance import PASSWORD
from cluster.processes import wait_until
from contextlib import contextmanager
from faults import installations
from faults import steps
from lxml import html
import os
import pytest
import requests
import subprocess
import uuid


JSON = {"Accept": "application/json"}
TEXT = "到窗口办理时等候一个小时仍未受理，工作人员之间互相推脱。"


class Evaluator:
    """Somebody at a browser, and by REST."""

    def __init__(self, url):
        self.site = f"{url}/{steps.SITE}"
        self.session = requests.Session()
        self.session.auth = (steps.member(1), PASSWORD)
        self.page = self.get("/jgzf/@@evaluate-unit")
        self.token = uuid.uuid4().hex

    def get(self, path):
        return self.session.get(f"{self.site}{path}", timeout=120)

    def fields(self):
        """As the form was filled in."""
        (form,) = html.fromstring(self.page.text).xpath("//div[@class='jgzf']//form")
        values = dict(form.form_values())
        options = form.xpath(".//select[contains(@name, 'description')]//option[@value!='']")
        categories = form.xpath(".//select[contains(@name, 'category')]//option[@value!='']")
        return {
            **values,
            "form.widgets.unit": steps.unit(1),
            "form.widgets.category": categories[0].get("value"),
            "form.widgets.description": options[0].get("value"),
            "form.widgets.topic": "办理时间过长",
            "form.widgets.content": TEXT,
            "confirmed": "1",
            "form.buttons.submit": "1",
        }

    def submit(self):
        """By the form."""
        url = f"{self.site}/jgzf/@@evaluate-unit"
        return self.session.post(url, data=self.fields(), timeout=120)

    def submit_by_rest(self):
        fields = self.fields()
        sent = {name: fields[f"form.widgets.{name}"] for name in ("unit", "category", "topic")}
        sent |= {"description": fields["form.widgets.description"], "content": TEXT}
        return self.session.post(
            f"{self.site}/jgzf/@evaluations",
            json={**sent, "token": self.token},
            headers=JSON,
            timeout=120,
        )

    def total(self):
        return self.session.get(f"{self.site}/jgzf/@evaluations", headers=JSON).json()[
            "items_total"
        ]


def words_of(answer):
    """What can be read on a page; the theme writes characters as numbers."""
    return html.fromstring(answer.text).text_content()


def is_told(answer, words):
    """Whether a page says ``words`` and keeps what was typed."""
    fields = html.fromstring(answer.text).xpath("//form//input[@value]")
    is_kept = TEXT in [field.get("value") for field in fields]
    return answer.status_code == 503 and words in words_of(answer) and is_kept


def assert_refused(evaluator, words):
    """By page and by REST; nothing is there afterwards, and reading goes on."""
    before = evaluator.total()
    page = evaluator.submit()
    assert is_told(page, words), (page.status_code, words_of(page))
    assert page.headers["Retry-After"]
    answer = evaluator.submit_by_rest()
    assert answer.status_code == 503
    assert words in answer.json()["error"]["message"]
    assert answer.headers["Retry-After"]
    assert evaluator.get("/jgzf").status_code == 200
    assert evaluator.total() == before


def assert_recovered(evaluator, seconds=90):
    """What was refused is accepted now, without anybody's help, once."""
    before = evaluator.total()
    wait_until(lambda: evaluator.submit_by_rest().status_code == 201, seconds, "recovering")
    assert evaluator.submit_by_rest().status_code == 201
    assert evaluator.total() == before + 1
    done = evaluator.submit()
    assert done.status_code == 200
    assert "感谢您" in words_of(done)
    assert evaluator.total() == before + 2


def assert_whole(installation):
    stored = installation.recount()
    assert stored["check"] == {
        "status": 0,
        "lines": [f"{len(stored['cases'])} cases, 0 findings"],
    }


@contextmanager
def small_disk(folder, megabytes):
    """A file system of that size, mounted at ``folder``; needs root."""
    folder.mkdir()
    size = f"size={megabytes}m"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder):
    """Take what is left; returns the file to remove."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1024 * 1024, 4096, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    return ballast


needs_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can mount a small file system")


@needs_root
def test_a_full_disk_is_said_and_got_over(folder, single):
    with small_disk(folder / "disk", 200) as disk:
        site = single(data=disk)
        site.start()
        evaluator = Evaluator(site.urls[0])
        ballast = fill(disk)
        assert_refused(evaluator, "目前无法保存数据")
        ballast.unlink()
        assert_recovered(evaluator)
        assert_whole(site)
        site.close()


def test_a_read_only_database_is_said_and_got_over(single):
    """Over FileStorage: for a backup or a move. Zope is started anew to change that."""
    site = single()
    site.start()
    # The first page ever is one on which Plone itself writes the settings of its portlets.
    Evaluator(site.urls[0])
    site.stop()
    site.zope.use(site.storage("read-only true"))
    site.start()
    assert_refused(Evaluator(site.urls[0]), "目前只能查看")
    site.stop()
    site.zope.use(site.storage())
    site.start()
    assert_recovered(Evaluator(site.urls[0]))
    site.stop()
    assert_whole(site)


def test_a_postgresql_that_stands_by_is_said_and_got_over(folder):
    """As after a move to a standby that nobody has promoted yet. No Zope is started anew."""
    with installations.opened("several", folder) as several:
        evaluator = Evaluator(several.urls[0])
        several.postgresql.stand_by()
        # The first requests still go to the server that was.
        wait_until(lambda: evaluator.get("/jgzf").status_code == 200, 90, "reading again")
        assert_refused(evaluator, "目前只能查看")
        several.postgresql.promote()
        assert_recovered(evaluator)
        assert_whole(several)


def test_a_postgresql_that_was_away_is_got_over(folder):
    """Where not even a page can be begun the answer is the server's own; 503 where it was."""
    with installations.opened("several", folder) as several:
        evaluator = Evaluator(several.urls[0])
        assert evaluator.submit_by_rest().status_code == 201
        before = evaluator.total()
        several.postgresql.kill()
        assert evaluator.submit().status_code in (500, 503)
        several.postgresql.start()
        # No Zope is started anew.
        assert_recovered_from(evaluator, before)
        assert_whole(several)


def assert_recovered_from(evaluator, before):
    """As :func:`assert_recovered`, where nothing can be asked while it lasts."""
    evaluator.token = uuid.uuid4().hex
    wait_until(lambda: evaluator.submit_by_rest().status_code == 201, 90, "recovering")
    assert evaluator.submit_by_rest().status_code == 201
    assert evaluator.total() == before + 1
