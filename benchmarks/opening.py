"""First paint of a register of a million rows against one of a thousand; sorting, filtering, scrolling at full size."""

import os
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import budgets, offices
from benchmarks.budgets import Budget
from benchmarks.comparison import Comparison, medians
from disclosure.records import Request
from storage.query import Filter, Query
from storage.registers import Registers, open_registers

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from gui.registers.model import RegisterModel

THOUSAND, HUNDRED_THOUSAND, MILLION = 1_000, 100_000, 1_000_000
COLUMNS = ("number", "applicant", "content", "received_on", "outcome")
ASKED = {
    "sort by outcome": (Query(sort="outcome"), "WHERE removed_at IS NULL ORDER BY outcome, id"),
    "sort by content": (
        Query(sort="content", descending=True),
        "WHERE removed_at IS NULL ORDER BY content DESC, id DESC",
    ),
    "sort by date": (Query(descending=True), "WHERE removed_at IS NULL ORDER BY main_on DESC, id DESC"),
    "filter by department": (
        Query(filters=(Filter("department", "equals", "党政综合办"),), descending=True),
        "WHERE removed_at IS NULL AND department = '党政综合办' ORDER BY main_on DESC, id DESC",
    ),
    "filter by a common word": (
        Query(text="食堂", descending=True),
        "WHERE removed_at IS NULL AND id IN (SELECT rowid FROM requests_search WHERE requests_search MATCH '\"食 堂\"')"
        " ORDER BY main_on DESC, id DESC",
    ),
}
"""The acts on a list, with hand-written SQL for the first page of each."""
_PAGE = f"SELECT id, {', '.join(COLUMNS)} FROM requests WHERE id IN (SELECT id FROM requests %s LIMIT 60)"


def measured() -> list[Comparison]:
    """Return the rows of the request register at three sizes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    _app = QApplication.instance() or QApplication([])  # kept while it is measured
    files = {count: offices.of_requests(count) for count in (THOUSAND, HUNDRED_THOUSAND, MILLION)}
    large, small = medians(_first_paint(files[MILLION]), _first_paint(files[THOUSAND]), 7)
    rows = [Comparison("first paint of 1,000,000 rows", large, small, "ms", "1,000 rows", budgets.FIRST_PAINT)]
    for count in (HUNDRED_THOUSAND, MILLION):
        rows.extend(_keys(files[count], f"{count:,} rows", budgets.LIST_KEY_AT[count]))
    return rows


def _table(registers: Registers) -> "tuple[RegisterModel, QTableView]":
    from PySide6.QtWidgets import QTableView  # noqa: PLC0415

    from gui.base.session import Session  # noqa: PLC0415
    from gui.registers.model import RegisterModel  # noqa: PLC0415

    model, view = RegisterModel(Session(registers), Request, COLUMNS), QTableView()
    view.setModel(model)
    view.resize(1300, 800)
    model.resetting.connect(view.scrollToTop)
    return model, view


def _first_paint(path: Path) -> Callable[[], object]:
    def paint() -> None:
        with open_registers(path) as registers:
            model, view = _table(registers)
            _show(model, view, Query(descending=True))
            view.deleteLater()

    return paint


def _show(model: "RegisterModel", view: "QTableView", query: Query) -> None:
    """Wait as the window does: until the first page is read and painted."""
    model.show(query)
    view.grab()


def _fetched(raw: sqlite3.Connection, sql: str) -> list[object]:
    return raw.execute(sql).fetchall()


def _show_all(model: "RegisterModel", query: Query) -> None:
    """The same until the scroll bar is exact, with all ids read in a worker after the first page."""
    from PySide6.QtCore import QEventLoop, Qt  # noqa: PLC0415

    waiting = QEventLoop()
    model.completed.connect(waiting.quit, Qt.ConnectionType.SingleShotConnection)
    model.show(query)
    waiting.exec()


def _scroll(view: "QTableView", *places: int) -> None:
    for place in places:
        view.verticalScrollBar().setValue(place)
        view.grab()


def _keys(path: Path, size: str, budget: Budget) -> list[Comparison]:
    rows = []
    with open_registers(path) as registers:
        model, view = _table(registers)
        raw = registers._connection.raw
        for name, (query, sql) in ASKED.items():
            by_hand = partial(_fetched, raw, _PAGE % sql)
            first, peer = medians(partial(_show, model, view, query), by_hand, 5)
            every, _ = medians(partial(_show_all, model, query), int, 3)
            rows.append(Comparison(f"{name}, painted, {size}", first, peer, "ms", "raw SQL, nothing painted", budget))
            rows.append(
                Comparison(f"… until the last of them is there, {size}", every, 0, "ms", "–", budgets.IN_A_WORKER)
            )
        _show_all(model, Query(descending=True))
        end = view.verticalScrollBar().maximum()
        jumps = iter(range(end, 0, -end // 20))  # never to a page that is still cached
        far, _ = medians(lambda: _scroll(view, next(jumps)), int, 5)
        view.deleteLater()
    return [*rows, Comparison(f"scroll far away, {size}", far, 0, "ms", "–", budget)]
