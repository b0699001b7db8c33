"""One model for every register: exact, quick to the first page, and never waiting for long work."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from disclosure.records import LEDGERS, Record, Request
from gui.base.session import Session
from gui.registers.model import PAGE, RegisterModel
from gui.registers.views import VIEWS
from storage.query import Query
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
    "releases": make_release,
    "requests": make_request,
    "reviews": make_review,
    "litigation": make_suit,
    "tallies": make_tally,
    "activities": make_activity,
    "duties": make_duty,
}


def many_requests(session: Session, count: int) -> None:
    first = date(2024, 1, 1)
    session.registers.save_all(
        [
            make_request(received_on=first + timedelta(days=place // 10), content=f"第{place}件")
            for place in range(count)
        ]
    )


def model_of(session: Session, *names: str) -> RegisterModel:
    return RegisterModel(session, Request, names or ("number", "content", "received_on"))


@pytest.mark.parametrize("register", LEDGERS)
def test_the_model_keeps_qts_rules_for_every_register(session: Session, register: str) -> None:
    columns = [name for name in VIEWS[register].shown if name not in ("due", "state")]
    model = RegisterModel(session, LEDGERS[register], columns)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    session.registers.save(MAKERS[register]())
    model.show(Query())
    assert tester.model() is model
    assert model.rowCount() == 1
    assert model.rowCount(model.index(0, 0)) == 0
    assert all(model.index(0, place).data() is not None for place in range(model.columnCount()))


def test_the_first_page_is_there_before_the_rest(qtbot: QtBot, session: Session) -> None:
    many_requests(session, 300)
    model = model_of(session)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with qtbot.waitSignal(model.completed):
        model.show(Query())
        assert model.rowCount() == PAGE
        assert model.index(0, 1).data() == "第0件"
    assert tester.model().rowCount() == 300
    assert model.index(299, 1).data() == "第299件"


def test_all_rows_come_behind_the_first_page_without_keeping_the_window_waiting(qtbot: QtBot, session: Session) -> None:
    many_requests(session, 300)
    model = model_of(session)
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with session.registers.lock:
            held.set()
            release.wait(5)

    model.show(Query(descending=True))
    worker = threading.Thread(target=hold)
    worker.start()
    held.wait(5)
    QTest.qWait(60)  # the timer of the rest fires, and the window goes on
    assert model.rowCount() == PAGE
    with qtbot.waitSignal(model.completed):
        release.set()
        worker.join()
    assert list(model.ids) == list(range(300, 0, -1))


@pytest.mark.parametrize("is_done", [True, False])
def test_another_query_gives_up_the_rest_of_the_one_before(qtbot: QtBot, session: Session, *, is_done: bool) -> None:
    """Whether its ids are still being read, or read and on their way to the window."""
    many_requests(session, 300)
    model, told, counts = model_of(session), list[str](), list[int]()
    session.told.connect(told.append)
    model.completed.connect(lambda: counts.append(model.rowCount()))
    model.show(Query())
    model._complete()
    former = model._completing
    assert former is not None
    if is_done:
        former.wait()
    model.show(Query(text="第1"))
    assert former.is_cancelled
    qtbot.waitUntil(lambda: len(counts) == 1 and former.is_over)
    QTest.qWait(20)
    assert (counts, told) == ([111], [])
    assert list(model.ids) == list(session.registers.ids(Request, Query(text="第1")))


def test_closing_waits_for_no_row(session: Session) -> None:
    many_requests(session, 300)
    model = model_of(session)
    session.closing.connect(model.stop)
    model.show(Query())
    model._complete()
    session.close()
    assert model.rowCount() == PAGE


def test_rows_follow_the_query(session: Session) -> None:
    many_requests(session, 30)
    model = model_of(session)
    model.show(Query(sort="content", descending=True, text="第1"))
    texts = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert texts == sorted(texts, reverse=True)
    assert set(texts) == {"第1件", *(f"第{place}件" for place in range(10, 20))}


def test_a_record_is_found_by_its_id(session: Session) -> None:
    many_requests(session, 5)
    model = model_of(session)
    model.show(Query())
    record = model.record(3)
    assert record is not None
    assert model.row_of(record.id) == 3
    assert model.row_of(999) == -1


def test_long_texts_are_shortened_and_whole_in_the_tip(session: Session) -> None:
    session.registers.save(make_request(content="很长的描述\n" * 30))
    model = model_of(session)
    model.show(Query())
    assert model.index(0, 1).data().endswith("…")
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "很长的描述\n" * 30


def test_the_window_never_waits_for_long_work(qtbot: QtBot, session: Session) -> None:
    many_requests(session, 3)
    model = model_of(session)
    model.show(Query())
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with session.registers.lock:
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


def test_an_invalid_index_holds_nothing(session: Session) -> None:
    assert model_of(session).data(QModelIndex()) is None
