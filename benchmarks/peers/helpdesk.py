"""The process of django-helpdesk: tickets in SQLite or PostgreSQL.

``BENCH_PEERS_DATABASE`` says where: see ``helpdesk_settings``.
"""

from benchmarks.peers import helpdesk_settings
from benchmarks.peers.served import serve
from benchmarks.peers.visitor import expect
from benchmarks.peers.visitor import Visitor
from benchmarks.texts import content
from benchmarks.texts import TOPIC
from datetime import timedelta
from importlib.metadata import version
from itertools import count
from pathlib import Path
from time import thread_time
import django
import os
import re
import sys
import warnings


# Its page of reports asks for days as text, and Django says so each time.
warnings.filterwarnings("ignore", "DateTimeField Ticket.created received a naive datetime")

os.environ["DJANGO_SETTINGS_MODULE"] = helpdesk_settings.__name__
django.setup()

# Their modules cannot be imported before.
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from helpdesk.models import FollowUp  # noqa: E402
from helpdesk.models import Queue  # noqa: E402
from helpdesk.models import Ticket  # noqa: E402


MEMBERS = 300
QUEUES = 30
BATCH = 5000
DAYS = 300
# Newer ones are open yet, as at hnu.jgzf: nine days in three hundred.
OPEN_DAYS = 9
STAFF = "staff"

CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
DATA = re.compile(r'"url": "(/datatables_ticket_list/[^"]+)"')


def member(number):
    return f"member{number % MEMBERS}"


def address(userid):
    return f"{userid}@example.org"


def fill(total):
    """Queues, accounts, tickets with their follow-ups, the index."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        for n in range(MEMBERS):
            # One by one: helpdesk makes settings for each.
            User.objects.create(username=member(n), email=address(member(n)))
        User.objects.create(username=STAFF, email=address(STAFF), is_staff=True)
        queues = [
            Queue.objects.create(title=f"第{n}处", slug=f"unit{n}", allow_public_submission=True)
            for n in range(QUEUES)
        ]
    now = timezone.now()
    step = timedelta(days=DAYS) / (total + 1)
    for first in range(0, total, BATCH):
        with transaction.atomic():
            numbers = range(first, min(first + BATCH, total))
            moments = [now - timedelta(days=DAYS) + step * n for n in numbers]
            tickets = Ticket.objects.bulk_create(
                [
                    make_ticket(n, moment, now, queues[n % QUEUES])
                    for n, moment in zip(numbers, moments, strict=True)
                ]
            )
            FollowUp.objects.bulk_create(
                [follow_up for ticket in tickets for follow_up in follow_ups(ticket)]
            )
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX helpdesk_ticket_created ON helpdesk_ticket (created)")
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")


def make_ticket(number, moment, now, queue):
    """As the public form makes one; later it was resolved, and every third closed."""
    status = Ticket.OPEN_STATUS
    modified = moment
    if now - moment > timedelta(days=OPEN_DAYS):
        status = Ticket.RESOLVED_STATUS if number % 3 else Ticket.CLOSED_STATUS
        modified += timedelta(days=number % OPEN_DAYS)
    return Ticket(
        title=f"{TOPIC}{number}",
        queue=queue,
        created=moment,
        modified=modified,
        submitter_email=address(member(number + number // MEMBERS)),
        status=status,
        description=content(number),
        resolution=content(number % 6) if status != Ticket.OPEN_STATUS else None,
        priority=3,
        secret_key=f"{number:032}",
    )


def follow_ups(ticket):
    yield FollowUp(
        ticket=ticket,
        title="Ticket Opened Via Web",
        date=ticket.created,
        public=True,
        comment=ticket.description,
    )
    if ticket.resolution:
        yield FollowUp(
            ticket=ticket,
            title="Resolved",
            date=ticket.modified,
            public=True,
            comment=ticket.resolution,
            new_status=ticket.status,
        )


class Clock:
    """Processor seconds of this thread and of the database's process that works for it."""

    def __init__(self):
        self.path = None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self.path = f"/proc/{cursor.fetchone()[0]}/schedstat"

    def __call__(self):
        if self.path is None:
            return thread_time()
        with open(self.path) as stream:
            return thread_time() + int(stream.read().split()[0]) / 1e9


class Helpdesk:
    def __init__(self, done, total):
        done = Path(done)
        if not done.exists():
            fill(total)
            done.write_text(f"{total}\n")
        self.application = get_wsgi_application()
        self.clock = Clock()
        self.visitors = {}
        self.numbers = count(Ticket.objects.count())

    def visitor(self, username):
        """Somebody who is logged in."""
        if username not in self.visitors:
            client = Client()
            client.force_login(User.objects.get(username=username))
            visitor = Visitor(self.application, self.clock)
            visitor.cookies["sessionid"] = client.cookies["sessionid"].value
            self.visitors[username] = visitor
        return self.visitors[username]

    def describe(self):
        packages = ("django-helpdesk", "Django", "djangorestframework")
        versions = ", ".join(f"{name} {version(name)}" for name in packages)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SHOW server_version")
                return f"{versions}, PostgreSQL {cursor.fetchone()[0]}"
        return f"{versions}, SQLite {connection.Database.sqlite_version}"

    def submit(self):
        """The public form, sending it, the ticket as its submitter sees it."""
        number = next(self.numbers)
        username = member(number + number // MEMBERS)
        visitor = self.visitor(username)
        form = expect(visitor.get("/tickets/submit/"), 200, "csrfmiddlewaretoken")
        fields = {
            "queue": number % QUEUES + 1,
            "title": f"{TOPIC}{number}",
            "body": content(number),
            "priority": "3",
            "submitter_email": address(username),
            "csrfmiddlewaretoken": CSRF.search(form.body)[1],
        }
        posted = expect(visitor.post("/tickets/submit/", fields), 302)
        page = expect(visitor.get(posted.headers["location"]), 200, f"{TOPIC}{number}")
        return {"form": form.seconds, "post": posted.seconds, "next": page.seconds}

    def newest(self):
        """The ticket list of staff: the page, and the rows that its script asks for."""
        visitor = self.visitor(STAFF)
        states = "&".join(f"status={number}" for number in range(1, 6))
        page = expect(
            visitor.get(f"/tickets/?{states}&sort=created&sortreverse=on"), 200, "</html>"
        )
        query = DATA.search(page.body)[1]
        rows = expect(visitor.get_json(f"{query}?draw=1&start=0&length=20"), 200, '"recordsTotal"')
        return {"page": page.seconds, "rows": rows.seconds}

    def mine(self):
        """A submitter's own tickets: the page, and the rows that its script asks for."""
        visitor = self.visitor(member(1))
        page = expect(visitor.get("/tickets/my-tickets/"), 200, "</html>")
        rows = expect(visitor.get_json("/api/user_tickets/?page=1"), 200, '"results"')
        return {"page": page.seconds, "rows": rows.seconds}

    def statistics(self):
        """The page of reports."""
        answer = expect(self.visitor(STAFF).get("/reports/"), 200, "</html>")
        return {"page": answer.seconds}


def main(done, total):
    helpdesk = Helpdesk(done, int(total))
    names = ("describe", "submit", "newest", "mine", "statistics")
    serve({name: getattr(helpdesk, name) for name in names})


if __name__ == "__main__":
    main(*sys.argv[1:])
