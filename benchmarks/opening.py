"""First paint of a register of a million rows against one of a thousand; sorting and filtering at full size."""

import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.comparison import Comparison, medians
from benchmarks.registers import HUNDRED_THOUSAND, MILLION, filled_file


def measured() -> list[Comparison]:
    """Return the rows of the request register at three sizes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    _app = QApplication.instance() or QApplication([])  # kept while it is measured
    with tempfile.TemporaryDirectory() as folder:
        files = {count: filled_file(folder, count) for count in (1_000, HUNDRED_THOUSAND, MILLION)}
        large, small = medians(_first_paint(files[MILLION]), _first_paint(files[1_000]), 7)
        rows = [Comparison("first paint of 1,000,000 rows", large, small, "ms", "1,000 rows", "≤ 1.3")]
        for count, limit in ((HUNDRED_THOUSAND, "< 50 ms"), (MILLION, "< 350 ms")):
            rows.extend(_keys(files[count], f"{count:,} rows", limit))
    return rows


def _first_paint(path: Path) -> Callable[[], object]:
    from PySide6.QtWidgets import QTableView  # noqa: PLC0415

    from disclosure.records import Request  # noqa: PLC0415
    from gui.table_model import RegisterModel  # noqa: PLC0415
    from storage.database import open_registers  # noqa: PLC0415
    from storage.query import Query  # noqa: PLC0415

    def paint() -> None:
        with open_registers(path) as registers:
            model = RegisterModel(registers, Request, ["number", "applicant", "content", "received_on", "outcome"])
            model.show(Query(descending=True))
            view = QTableView()
            view.setModel(model)
            view.resize(1300, 800)
            view.grab()
            view.deleteLater()

    return paint


def _keys(path: Path, size: str, limit: str) -> list[Comparison]:
    from disclosure.records import Request  # noqa: PLC0415
    from storage.database import open_registers  # noqa: PLC0415
    from storage.query import Query  # noqa: PLC0415

    with open_registers(path) as registers:
        asked = {
            "sort by outcome": Query(sort="outcome"),
            "sort by date": Query(descending=True),
            "filter by a common word": Query(text="食堂"),
        }
        return [
            Comparison(f"{name}, {size}", medians(partial(registers.ids, Request, query), int, 5)[0], 0,
                       "ms", "–", limit)
            for name, query in asked.items()
        ]
