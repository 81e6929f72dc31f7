"""Reports into a file; its extension says the format."""

from functools import partial
from pathlib import Path

from qcoder.exporters.progress import Progress, Told, nobody
from qcoder.exporters.report import Report, Words
from qcoder.exporters.report_document import write_report
from qcoder.exporters.report_sheets import write_table_csv, write_workbook
from qcoder.exporters.target import require_extension, write_whole

EXTENSIONS = (".docx", ".xlsx")


def write_report_file(report: Report, target: Path, told: Told = nobody) -> None:
    """Write it whole or not at all: .docx all of it, .xlsx the tables, .csv the first one."""
    only_table = len(list(report.tables)) == 1
    known = (*EXTENSIONS, ".csv") if only_table else EXTENSIONS
    extension = require_extension(target, "this report", known)
    tables = list(report.tables)
    words = (part for part in report.parts if isinstance(part, Words))
    notes = [" ".join(filter(None, (part.lead, part.text))) for part in words]
    progress = Progress(told, sum(len(table.rows) for table in tables))
    if extension == ".docx":
        write_whole(target, partial(write_report, report, progress))
    elif extension == ".xlsx":
        write_whole(target, partial(write_workbook, tables, [report.subtitle, *notes], progress))
    else:
        write_whole(target, partial(write_table_csv, tables[0]))
