"""Pages are drawn beside the work, and nothing is still drawn for a window that is gone."""

from collections.abc import Iterator, Sequence
from threading import Event, Timer

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.base.session import Session
from gui.kit.page_preview import PagePreview
from importers.page_images import PageImage


@pytest.fixture
def preview(qtbot: QtBot, session: Session) -> Iterator[PagePreview]:
    window = QWidget()
    qtbot.addWidget(window)
    made = PagePreview(session, "样张", window)
    QVBoxLayout(window).addWidget(made)
    window.show()
    yield made
    window.close()


def held(preview: PagePreview, qtbot: QtBot) -> Event:
    """Begin to draw something that is done only when the event is set."""
    begun, may_end = Event(), Event()

    def draw(_dots: float) -> Sequence[PageImage]:
        begun.set()
        may_end.wait(20)
        return ()

    preview.show_pages(draw)
    qtbot.waitUntil(begun.is_set)
    return may_end


def test_a_page_that_another_hides_does_not_wait_for_its_drawing(qtbot: QtBot, preview: PagePreview) -> None:
    may_end = held(preview, qtbot)
    preview.hide()
    assert preview.is_drawing
    may_end.set()
    qtbot.waitUntil(lambda: not preview.is_drawing)


def test_a_window_that_is_closed_has_nothing_drawn_any_more(qtbot: QtBot, preview: PagePreview) -> None:
    may_end, job = held(preview, qtbot), preview._job
    assert job is not None
    Timer(0.1, may_end.set).start()
    preview.window().hide()
    assert job.isFinished()


def test_a_window_is_closed_before_anything_was_drawn(preview: PagePreview) -> None:
    preview.window().hide()
    assert not preview.is_drawing


def drawing(preview: PagePreview) -> list[float]:
    """Have a page drawn, and return in which resolutions, as it goes on."""
    asked: list[float] = []

    def draw(dots: float) -> Sequence[PageImage]:
        asked.append(dots)
        return ()

    preview.show_pages(draw)
    return asked


def test_what_is_to_be_shown_while_another_page_is_drawn_is_drawn_after_it(qtbot: QtBot, preview: PagePreview) -> None:
    may_end = held(preview, qtbot)
    asked = drawing(preview)
    qtbot.waitUntil(lambda: not preview._soon.isActive())
    assert asked == []
    may_end.set()
    qtbot.waitUntil(lambda: len(asked) == 1 and not preview.is_drawing)


def test_what_is_to_be_shown_in_a_hidden_preview_is_drawn_when_it_is_seen(qtbot: QtBot, preview: PagePreview) -> None:
    preview.hide()
    asked = drawing(preview)
    assert not preview.is_drawing
    preview.show()
    qtbot.waitUntil(lambda: len(asked) == 1 and not preview.is_drawing)


def test_a_window_made_wider_while_a_page_is_drawn_gets_a_larger_one(qtbot: QtBot, preview: PagePreview) -> None:
    asked: list[float] = []
    may_end = Event()

    def draw(dots: float) -> Sequence[PageImage]:
        asked.append(dots)
        may_end.wait(20)
        return ()

    preview.window().resize(300, 300)
    preview.show_pages(draw)
    qtbot.waitUntil(lambda: len(asked) == 1)
    preview.window().resize(500, 300)
    qtbot.waitUntil(lambda: not preview._soon.isActive())
    may_end.set()
    qtbot.waitUntil(lambda: len(asked) == 2 and not preview.is_drawing)
    assert asked[0] < asked[1]
