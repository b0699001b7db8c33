"""The report as it will print, page by page as pictures."""

from collections.abc import Sequence
from datetime import date
from threading import Lock

from disclosure.report.model import AnnualReport
from exporters.paper.files import render
from exporters.report.paper import report_document
from importers.page_images import PageImage, page_images

DRAWING = Lock()
"""Papers are drawn, read back and looked at one at a time: the library that reads PDF is not made for two threads."""


def report_pages(report: AnnualReport, today: date, dots_per_inch: float) -> Sequence[PageImage]:
    """Return the pages of a report as pictures."""
    with DRAWING:
        return page_images(render(report_document(report, today=today), ".pdf"), dots_per_inch)
