"""The annual report of a year: counted, composed, and written to files or for the printer."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from disclosure.errors import ExportError
from disclosure.progress import Progress, silent
from exporters.paper.files import framed_in
from exporters.read_back.proving import proven
from exporters.report.expected import paper_lines
from exporters.report.files import write_report
from exporters.report.formats import FORMATS
from exporters.report.paper import report_document
from storage.registers import Registers
from storage.whole_file import is_same_file, whole_files
from tasks.report.check import check_file
from tasks.report.compose import compose
from tasks.report.drawing import DRAWING
from tasks.report.issuing import frozen_report, paper_of
from tasks.report.versions import latest_version


def framed_words_of_report(registers: Registers, year: int, today: date) -> str:
    """Return a sentence about the characters that no font has in the PDF of a year; empty where there are none."""
    issued = latest_version(registers, year)
    report = frozen_report(issued) if issued else compose(registers, year, today)
    return framed_in(*report_document(report).texts())


def printed_report(registers: Registers, year: int, today: date) -> tuple[bytes, str]:
    """Return the PDF of a year for the printer: the issued one byte for byte, else the draft, read back.

    With it comes a sentence about characters that no font has. Raises ExportError for a draft that does not read back.
    """
    issued, framed = latest_version(registers, year), framed_words_of_report(registers, year, today)
    if issued is not None:
        return paper_of(registers, issued, ".pdf"), framed
    with registers.lock:
        report = compose(registers, year, today)
    with DRAWING:
        return proven(report_document(report, today=today), ".pdf", paper_lines(report)), framed


def export_report(
    registers: Registers,
    year: int,
    paths: Sequence[Path],
    today: date,
    progress: Progress = silent,
) -> tuple[Path, ...]:
    """Write the report of a year to files, each in the format of its suffix, and return their paths.

    An issued report is written as issued, byte for byte; else it is a draft, whatever the findings. Raises ExportError
    for an unknown suffix or a file that cannot be written, and CancelledError between two files; then no file is
    written, so that there are no old and new ones of the same report side by side.
    """
    for path in paths:
        if path.suffix.lower() not in FORMATS:
            raise ExportError(f"不能写成“{path.name}”，年度报告可写成 {'、'.join(FORMATS)}，要改文件名。")
        if is_same_file(path, registers.path):
            raise ExportError(f"“{path}”是正在使用的数据文件，不能被年度报告覆盖，要换一个文件名。")
    issued = latest_version(registers, year)
    if issued is not None:
        with whole_files() as aside_of:
            for done, path in enumerate(paths, start=1):
                aside_of(path).write_bytes(paper_of(registers, issued, path.suffix.lower()))
                progress(done, len(paths))
        return tuple(paths)
    with registers.lock:
        report = compose(registers, year, today)
        findings = [finding.as_json() for finding in check_file(registers, year, today)]
    with whole_files() as aside_of:
        for done, path in enumerate(paths, start=1):
            aside = aside_of(path)
            with DRAWING:
                write_report(report, aside, findings=findings, today=today)
            progress(done, len(paths))
    return tuple(paths)
