"""What it costs to submit an evaluation, beside what it costs to make a Document."""

from benchmarks import compare
from benchmarks import lives
from benchmarks import university
from hnu.jgzf.domain import submission
from itertools import count
from statistics import mean
from time import thread_time
import transaction


EVALUATION, DOCUMENT = KINDS = ("evaluation", "document")


class Writer:
    """Writes in one site and notes what each transaction stored."""

    def __init__(self, instance, site_id, start):
        self.instance = instance
        self.site_id = site_id
        self.numbers = count(start)
        self.records = {kind: [] for kind in KINDS}
        self.bytes = {kind: [] for kind in KINDS}

    def evaluation(self):
        number = next(self.numbers)
        with self.instance.session(self.site_id, university.member(number)):
            sent = lives.sent(number)
            start = thread_time()
            submission.submit(sent)
            transaction.commit()
            seconds = thread_time() - start
        self.note(EVALUATION)
        return seconds

    def document(self):
        number = next(self.numbers)
        with self.instance.session(self.site_id, university.EDITOR) as site:
            folder = site[university.NEW_FOLDER]
            start = thread_time()
            university.add_document(folder, f"page{number}", number)
            transaction.commit()
            seconds = thread_time() - start
        self.note(DOCUMENT)
        return seconds

    def note(self, kind):
        records = self.instance.last_transaction()
        self.records[kind].append(len(records))
        self.bytes[kind].append(sum(len(record.data) for record in records))


def measure(instance, sites, rounds):
    """Medians of processor seconds, means of records and bytes: dicts by site and kind."""
    writers = {site_id: Writer(instance, site_id, start) for site_id, start in sites.items()}
    samples = {
        (site_id, kind): getattr(writer, kind)
        for site_id, writer in writers.items()
        for kind in KINDS
    }
    seconds = compare.in_turns(samples, rounds)
    records = {key: mean(writers[key[0]].records[key[1]]) for key in samples}
    stored = {key: mean(writers[key[0]].bytes[key[1]]) for key in samples}
    return seconds, records, stored
