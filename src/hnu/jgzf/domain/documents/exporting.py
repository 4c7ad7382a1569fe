"""导出: cases and figures of a selection as a file on disk, for as long as it is being sent."""

from contextlib import contextmanager
from hnu.jgzf.domain.documents import case_rows
from hnu.jgzf.domain.documents import filters
from hnu.jgzf.domain.documents import separated
from hnu.jgzf.domain.documents import workbook
from hnu.jgzf.domain.statistics import access
from hnu.jgzf.domain.statistics.overview import overview
from tempfile import mkstemp
import os


TITLE = "机关作风评价统计"
XLSX = "xlsx"
CSV = "csv"
FORMATS = (XLSX, CSV)


@contextmanager
def exported(query, units, today, ending):
    """Path of a file with the cases that ``query`` asks for; it is gone after the body.

    Whoever opened it within the body can read it to its end.

    :param query: a ``statistics.query.Query``; what the current user may ask for was checked.
    :param units: codes of the units that she sees, None for all of them.
    :param today: a ``date``.
    :param ending: one of ``FORMATS``.
    """
    handle, path = mkstemp(suffix=f".{ending}", prefix="jgzf-")
    os.close(handle)
    try:
        rows = case_rows.rows(query.selection, today)
        if ending == CSV:
            separated.write(path, rows)
        else:
            people = bool(query.unit) and access.sees_people(query.unit)
            found = overview(query.selection, today, None, people)
            workbook.write(path, TITLE, filters.in_words(query, units, today), rows, found)
        yield path
    finally:
        os.unlink(path)


def file_name(query):
    """``机关作风评价统计20260901-20261124``."""
    days = (query.period.first, query.period.last)
    return f"{TITLE}{'-'.join(day.strftime('%Y%m%d') for day in days)}"
