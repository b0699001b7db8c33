"""考核自评 in the window: from a loss to its record, a word to each line, the office's own sheet."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.base.session import Session
from gui.shell.main_window import MainWindow
from gui.statistics.scoring import ScoringDialog
from tasks.statistics.scoring import export_sheet, scored, shipped_sheets
from tests.records_factory import make_request


@pytest.fixture
def scoring(window: MainWindow, session: Session, qtbot: QtBot) -> Iterator[ScoringDialog]:
    """The score of the open window's year; a request of New Year was never answered."""
    session.save(make_request(arrived_on=date(2024, 1, 2), received_on=date(2024, 1, 2)))
    shown = window.work.show_scoring()
    counted(shown, qtbot)
    yield shown
    if isValid(shown):  # one test closes it itself
        shown.close()


def counted(shown: ScoringDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: shown.card is not None and shown.print_button.isEnabled())


def test_the_first_loss_is_chosen_and_enter_opens_its_record(
    scoring: ScoringDialog, session: Session, qtbot: QtBot
) -> None:
    assert "扣分" in scoring.state.text()
    assert "到期没有答复" in scoring.evidence.item(0).text()
    assert "立即答复" in scoring.mending.text()
    with qtbot.waitSignal(session.wanted) as went:
        scoring.evidence.itemActivated.emit(scoring.evidence.item(0))
    assert went.args is not None
    assert went.args[0] == "requests"


def test_a_word_to_a_line_is_kept_when_another_is_chosen_and_when_the_window_is_closed(
    scoring: ScoringDialog, window: MainWindow, qtbot: QtBot
) -> None:
    QTest.keyClicks(scoring.note, "reasons")
    scoring.table.setCurrentCell(4, 0)
    counted(scoring, qtbot)
    QTest.keyClicks(scoring.note, "later")
    scoring.close()
    again = window.work.show_scoring()
    counted(again, qtbot)
    assert again.card is not None
    assert [line.note for line in again.card.lines if line.note] == ["reasons", "later"]
    again.close()


def test_a_note_is_in_the_file_though_the_program_is_killed_while_it_is_still_in_front(
    scoring: ScoringDialog, session: Session, qtbot: QtBot
) -> None:
    line = scoring.line()
    assert line is not None
    QTest.keyClicks(scoring.note, "reasons")
    scoring._later.setInterval(0)
    QTest.keyClicks(scoring.note, ", and more")
    of_the_year = partial(scored, session.registers, scoring.year, session.today)
    qtbot.waitUntil(lambda: "reasons, and more" in [one.note for one in of_the_year().lines])
    counted(scoring, qtbot)


def test_the_office_s_own_sheet_takes_the_place_of_the_general_one(
    scoring: ScoringDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    own = export_sheet(shipped_sheets()[2], tmp_path / "某区考核.xlsx")
    scoring.read_sheet(own)
    qtbot.waitUntil(lambda: scoring.card is not None and scoring.card.sheet.name == "某区考核")
    assert scoring.table.rowCount() == len(shipped_sheets()[2].lines)
    assert scoring.sheet_box.currentText() == "某区考核"
    scoring.write_sheet(tmp_path / "再导出.xlsx")
    qtbot.waitUntil((tmp_path / "再导出.xlsx").exists)
    scoring.export(tmp_path / "自查.xlsx")
    qtbot.waitUntil((tmp_path / "自查.xlsx").exists)


def test_she_goes_on_typing_while_the_score_is_counted_again(
    scoring: ScoringDialog, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a sentence later the field was shut, the keyboard was gone, and with it what came next."""
    go_on = Event()  # a count that ends between two looks at the button was taken for none
    monkeypatch.setattr("gui.statistics.scoring.scored", lambda *asked: go_on.wait(60) and scored(*asked))
    scoring.note.setFocus()
    QTest.keyClicks(scoring.note, "half")
    session.save(make_request(number="2024-099", arrived_on=date(2024, 1, 3), received_on=date(2024, 1, 3)))
    qtbot.waitUntil(lambda: not scoring.print_button.isEnabled())
    assert scoring.note.hasFocus()
    QTest.keyClicks(scoring.note, " more")
    go_on.set()
    counted(scoring, qtbot)
    assert scoring.note.hasFocus()
    assert scoring.note.toPlainText() == "half more"
    QTest.keyClicks(scoring.note, " end")
    scoring.keep_note()
    assert scoring.card is not None
    line = scoring.line()
    assert line is not None
    assert line.note == "half more end"


def test_a_loss_says_how_its_record_is_opened(scoring: ScoringDialog, session: Session, qtbot: QtBot) -> None:
    """「补救：打开记录」, and nothing to press: only a double click opened it."""
    assert scoring.open_button.isVisible()
    with qtbot.waitSignal(session.wanted):
        scoring.open_button.click()


def test_a_word_just_written_goes_out_with_the_report(scoring: ScoringDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    """「印在自查报告里」, said the field, and 导出 wrote the report without what still had the caret."""
    monkeypatch.setattr("gui.statistics.scoring.ask_target", lambda *_asked: None)
    for ask in (scoring.ask_export, scoring.print):
        QTest.keyClicks(scoring.note, "x")
        written = scoring.note.toPlainText()
        monkeypatch.setattr("gui.statistics.scoring.print_pdf", lambda *_asked, **_named: None)
        ask()
        assert scoring.card is not None
        assert written in [one.note for one in scoring.card.lines]
