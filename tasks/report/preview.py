"""The report as it will print, page by page as pictures, and its bound fields in their present words."""

from collections.abc import Sequence
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from disclosure.report.model import AnnualReport
from disclosure.report.narrative import FIELDS, bound_field
from importers.page_images import page_images
from storage.registers import Registers
from tasks.report.compose import source_of

if TYPE_CHECKING:
    from importers.page_images import PageImage

DRAWING = Lock()
"""Papers are drawn, read back and looked at one at a time: the library that reads PDF is not made for two threads."""


NOTHING = "（没有登记，不印）"
"""What is told of a bound field without words."""


def report_pages(report: AnnualReport, today: date, dots_per_inch: float) -> Sequence["PageImage"]:
    """Return the pages of a report as pictures."""
    from exporters.paper.press import printed  # noqa: PLC0415 - heavy, and only the worker needs it
    from exporters.report.paper import report_document  # noqa: PLC0415

    with DRAWING:
        return page_images(printed(report_document(report, today=today)), dots_per_inch)


def field_source(registers: Registers, year: int, name: str) -> str:
    """Return how one bound field reads now and where it comes from, for a tool tip; that it is unknown where it is."""
    bound = bound_field(name)
    if bound is None:
        return "没有这样的数据项"
    return f"现在读作：{bound.words(source_of(registers, year)) or '（没有登记，不印）'}\n来源：{bound.meaning}"


def field_words(registers: Registers, year: int) -> dict[str, str]:
    """Return every bound field's name and its words in the report of a year as they are now."""
    source = source_of(registers, year)
    return {bound.name: bound.words(source) or NOTHING for bound in FIELDS}
