"""One model for every register: exact, quick to the first page, and never waiting for long work."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from disclosure.records import LEDGERS, Record, Request
from gui.register_views import VIEWS
from gui.table_model import PAGE, RegisterModel
from storage.query import Query
from storage.registers import Registers
from tests.records_factory import (
    make_activity,
    make_duty,
    make_release,
    make_request,
    make_review,
    make_suit,
    make_tally,
)

MAKERS: dict[str, Callable[..., Record]] = {
    "releases": make_release, "requests": make_request, "reviews": make_review, "litigation": make_suit,
    "tallies": make_tally, "activities": make_activity, "duties": make_duty,
}


def many_requests(registers: Registers, count: int) -> None:
    first = date(2024, 1, 1)
    registers.save_all([
        make_request(received_on=first + timedelta(days=place // 10), content=f"第{place}件") for place in range(count)
    ])


def model_of(registers: Registers, *names: str) -> RegisterModel:
    return RegisterModel(registers, Request, names or ("number", "content", "received_on"))


@pytest.mark.parametrize("register", LEDGERS)
def test_the_model_keeps_qts_rules_for_every_register(registers: Registers, register: str) -> None:
    columns = [name for name in VIEWS[register].shown if name not in ("due", "state")]
    model = RegisterModel(registers, LEDGERS[register], columns)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    registers.save(MAKERS[register]())
    model.show(Query())
    assert tester.model() is model
    assert model.rowCount() == 1
    assert model.rowCount(model.index(0, 0)) == 0
    assert all(model.index(0, place).data() is not None for place in range(model.columnCount()))


def test_the_first_page_is_there_before_the_rest(qtbot: QtBot, registers: Registers) -> None:
    many_requests(registers, 300)
    model = model_of(registers)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with qtbot.waitSignal(model.completed):
        model.show(Query())
        assert model.rowCount() == PAGE
        assert model.index(0, 1).data() == "第0件"
    assert tester.model().rowCount() == 300
    assert model.index(299, 1).data() == "第299件"


def test_rows_follow_the_query(registers: Registers) -> None:
    many_requests(registers, 30)
    model = model_of(registers)
    model.show(Query(sort="content", descending=True, text="第1"))
    texts = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert texts == sorted(texts, reverse=True)
    assert set(texts) == {"第1件", *(f"第{place}件" for place in range(10, 20))}


def test_a_record_is_found_by_its_id(registers: Registers) -> None:
    many_requests(registers, 5)
    model = model_of(registers)
    model.show(Query())
    record = model.record(3)
    assert record is not None
    assert model.row_of(record.id) == 3
    assert model.row_of(999) == -1


def test_long_texts_are_shortened_and_whole_in_the_tip(registers: Registers) -> None:
    registers.save(make_request(content="很长的描述\n" * 30))
    model = model_of(registers)
    model.show(Query())
    assert model.index(0, 1).data().endswith("…")
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "很长的描述\n" * 30


def test_the_window_never_waits_for_long_work(qtbot: QtBot, registers: Registers) -> None:
    many_requests(registers, 3)
    model = model_of(registers)
    model.show(Query())
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with registers.lock:
            held.set()
            release.wait(5)

    worker = threading.Thread(target=hold)
    worker.start()
    held.wait(5)
    assert model.index(0, 1).data() == "…"
    with qtbot.waitSignal(model.dataChanged):
        release.set()
        worker.join()
    assert model.index(0, 1).data() == "第0件"


def test_an_invalid_index_holds_nothing(registers: Registers) -> None:
    assert model_of(registers).data(QModelIndex()) is None
