"""评价明细 as a table of text, line by line: UTF-8 with the mark that table programs look for."""

from hnu.jgzf.domain.documents import case_rows
from hnu.jgzf.domain.roster_files.writing import guarded
from hnu.jgzf.domain.roster_files.writing import shown
import csv


def write(path, rows):
    """Write ``rows``, as of ``case_rows.rows``, to ``path``; they are read once."""
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.title for column in case_rows.COLUMNS])
        for row in rows:
            writer.writerow([guarded(shown(value)) for value in row])
