"""Importing a ledger of another office in the window: asked once, previewed, remembered, undone whole."""

import json
import time
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from disclosure.records import Profile, Request
from gui.base.appearance import colour
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.kit.messages import LongNote
from gui.registers.actions import ask_blank
from gui.registers.confirming import ConfirmDialog, open_confirm
from gui.registers.importing import ImportDialog, import_file
from gui.registers.page import RegisterPage
from gui.shell.main_window import MainWindow
from storage.registers import Registers
from tasks.ledgers.preview import Fate, PreviewRow
from tests.gui.fixtures import open_windows, wait_for_window
from tests.gui.lent import own_window, session, standing, window
from tests.gui.reading import read_shown
from tests.importers.ledgers.ledger_files import HEADER, ROW, write_csv
from tests.importers.ledgers.test_workbooks import save
from tests.records_factory import make_request

__all__ = ["session", "standing", "window"]

LEDGERS = Path(__file__).parents[2] / "data" / "incoming" / "ledgers"


@pytest.fixture
def asked(window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path) -> ImportDialog:
    """The old Excel of another office, dropped on 依申请公开."""
    session.save(Profile(name="云溪县白鹭街道办事处"))
    return opened(window, qtbot, tmp_path)


def opened(window: MainWindow, qtbot: QtBot, folder: Path) -> ImportDialog:
    path = folder / "旧登记表.xlsx"
    path.write_bytes((LEDGERS / "h1-requests-old-excel.xlsx").read_bytes())
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    import_file(page.shown(), path)
    return wait_for_window(qtbot, ImportDialog)


def opened_file(window: MainWindow, qtbot: QtBot, path: Path) -> ImportDialog:
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    import_file(page.shown(), path)
    return wait_for_window(qtbot, ImportDialog)


def rows_of(dialog: ImportDialog) -> list[PreviewRow]:
    return [line for line in dialog.table.lines if isinstance(line, PreviewRow)]


def test_every_column_and_word_is_proposed_and_the_rows_are_seen_before_they_come_in(asked: ImportDialog) -> None:
    assert asked.headings["谁申请的"].currentData() == "applicant"
    assert asked.words["outcome", "给了"].currentData() == "granted"
    assert len(rows_of(asked)) == 2
    assert asked.save_button.text() == "导入 2 件"
    asked.reject()


def test_an_old_ledger_is_looked_at_inside_the_page(asked: ImportDialog, window: MainWindow, qtbot: QtBot) -> None:
    """It was a window of its own over everything: tabs, status bar and 撤销 are at hand while she looks."""
    window.resize(1366, 728)
    qtbot.waitUntil(lambda: not asked.halves.is_narrow)
    assert asked.is_in_page
    assert window.rail.isVisible()
    assert asked.table.isVisible()
    assert next(iter(asked.headings.values())).isVisible()
    window.resize(910, 512)
    qtbot.waitUntil(lambda: asked.halves.is_narrow)
    assert not asked.table.isVisible()
    asked.halves.segments[1].click()
    assert asked.table.isVisible()
    assert not next(iter(asked.headings.values())).isVisible()
    asked.reject()


def test_the_date_a_column_is_known_by_is_shown_whole(
    window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    """「2019.…」 stood beside 来件时间: six characters of any kind were shown, whatever room there was."""
    session.save(Profile(name="云溪县白鹭街道办事处"))
    bad = ("2023-002", *ROW[1:4], "2021-09-2?", *ROW[5:])
    asked = opened_file(window, qtbot, write_csv(tmp_path / "旧登记表.csv", HEADER, ROW, bad))
    told = {label.text() for label in cast("list[QLabel]", asked.findChildren(QLabel))}
    assert {"2023-03-01", "2023-03-20"} <= told
    asked.reject()


def test_a_word_that_is_not_said_sends_its_row_back(asked: ImportDialog, qtbot: QtBot) -> None:
    box = asked.words["outcome", "给了"]
    box.setCurrentIndex(0)
    qtbot.waitUntil(lambda: asked.save_button.text() == "导入 1 件")
    assert asked.preview.rows[0].fate is Fate.REFUSED
    assert "给了" in asked.said.text()
    asked._leave()


def test_esc_does_not_throw_away_what_was_answered_without_asking(asked: ImportDialog, qtbot: QtBot) -> None:
    """Only corrected cells were asked about: the meanings of forty columns and words went with one Esc."""
    before = str(asked.words["outcome", "没有这个信息"].currentData())
    for chosen, is_asked in (("needs_creation", True), (before, False)):
        box = asked.words["outcome", "没有这个信息"]
        box.setCurrentIndex(box.findData(chosen))
        qtbot.waitUntil(asked.save_button.isEnabled)
        asked.reject()
        assert (asked.isVisible(), asked.discard_button.isVisible()) == (is_asked, is_asked)
        if is_asked:
            asked.keep_button.click()


def test_what_was_said_comes_in_is_remembered_and_undone_in_one_step(
    asked: ImportDialog, window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    box = asked.words["outcome", "没有这个信息"]
    box.setCurrentIndex(box.findData("needs_creation"))
    qtbot.waitUntil(asked.save_button.isEnabled)
    asked.submitted.emit()
    wait_for_window(qtbot, QMessageBox).accept()
    assert {one.outcome for one in session.registers.all(Request)} == {"granted", "needs_creation"}
    assert not [one for one in session.registers.all(Request) if one.proposed]
    session.undo()
    assert session.registers.count(Request) == 0
    again = opened(window, qtbot, tmp_path)
    assert again.words["outcome", "没有这个信息"].currentData() == "needs_creation"
    again.reject()


def test_ctrl_z_undoes_an_import_while_it_is_told_that_it_does(
    asked: ImportDialog, session: Session, qtbot: QtBot
) -> None:
    """「按 Ctrl+Z 可以一次全部撤销」 stood in a message, and behind it Ctrl+Z did nothing."""
    qtbot.waitUntil(asked.save_button.isEnabled)
    asked.submitted.emit()
    note = wait_for_window(qtbot, QMessageBox)
    assert "Ctrl+Z" in note.text()
    assert session.registers.count(Request) == 2
    QTest.keyClick(note, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: session.registers.count(Request) == 0)
    assert not note.isVisible()


def test_what_this_machine_remembered_goes_into_the_file_once(
    registers: Registers, preferences: Preferences, qtbot: QtBot, tmp_path: Path
) -> None:
    """The words of the wizard were kept by the machine: the colleague at the next one was asked everything again."""
    registers.save(Profile(name="云溪县白鹭街道办事处"))
    said = {"outcome": {"说法": {"没有这个信息": "needs_creation"}}}
    QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat).setValue(
        "ledger_answers", json.dumps({"requests|别的表": said})
    )
    with own_window(registers, preferences) as window:
        dialog = opened(window, qtbot, tmp_path)
        assert dialog.words["outcome", "没有这个信息"].currentData() == "needs_creation"
        assert preferences.ledger_answers == {}
        assert registers.undo_label != "记住旧登记表的说法"
        dialog.reject()


def test_one_button_confirms_what_an_import_proposed(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    session.registers.save_all([make_request(proposed="申请渠道") for _ in range(3)])
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    open_confirm(page.shown())
    dialog = wait_for_window(qtbot, ConfirmDialog)
    assert dialog.save_button.text() == "全部确认 3 件"
    assert read_shown(dialog.body)[-2:] == ["申请渠道", f"{make_request().channel.plain_label} 3 件"]
    said: list[str] = []
    session.told.connect(said.append)
    dialog.submitted.emit()
    qtbot.waitUntil(lambda: any("已确认 3 件" in one for one in said))
    assert not [one for one in session.registers.all(Request) if one.proposed]
    open_confirm(page.shown())
    qtbot.waitUntil(lambda: "没有待核对的栏目" in said)


def test_what_one_import_proposed_is_confirmed_apart_from_another(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    for name, count in (("旧表一", 3), ("旧表二", 2)):
        session.registers.save_all(
            [make_request(proposed="申请渠道") for _ in range(count)], f"导入依申请公开台账“{name}”"
        )
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    open_confirm(page.shown())
    dialog = wait_for_window(qtbot, ConfirmDialog)
    assert "旧表二" in dialog.imports.currentText()
    assert dialog.save_button.text() == "全部确认 2 件"
    dialog.imports.setCurrentIndex(2)
    assert dialog.save_button.text() == "全部确认 5 件"
    dialog.imports.setCurrentIndex(1)
    dialog.submitted.emit()
    qtbot.waitUntil(lambda: sum(bool(one.proposed) for one in session.registers.all(Request)) == 2)


def test_rows_of_another_year_do_not_seem_lost(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Two rows of last year came in, the list of this year stayed as it was, and nothing said where they were."""
    path = tmp_path / "旧登记表.csv"
    path.write_text(
        "登记编号,收到时间,申请人类型,申请人,所需信息描述,申请渠道\n"
        "2023-001,2023-03-01,自然人,张某某,预算,当面\n"
        "2024-001,2024-03-01,自然人,李某某,决算,当面\n"
        "2024-002,2024-02-30,自然人,王某某,决算,当面\n",
        encoding="utf-8",
    )
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    import_file(page.shown(), path)
    wait_for_window(qtbot, ImportDialog).submitted.emit()
    told = wait_for_window(qtbot, QMessageBox)
    assert "其中 1 条不合列表现在的条件" in told.text()
    told.accept()


def test_a_blank_ledger_comes_out_of_the_page(
    window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    said: list[str] = []
    session.told.connect(said.append)
    dialog = ask_blank(page.shown())
    dialog.fileSelected.emit(str(tmp_path / "空白.xlsx"))
    qtbot.waitUntil(lambda: bool(said))
    dialog.reject()
    assert (tmp_path / "空白.xlsx").stat().st_size > 0


def test_a_wrong_value_is_put_right_by_a_double_click_and_its_row_comes_in(
    window: MainWindow, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    bad = ("2023-002", *ROW[1:4], "2021-09-2?", *ROW[5:])
    dialog = opened_file(window, qtbot, save(tmp_path / "旧表.xlsx", 旧表=[HEADER, ROW, bad]))
    assert dialog.save_button.text() == "导入 1 件"
    line = next(place for place, one in enumerate(dialog.table.lines) if one in rows_of(dialog))
    assert "2021-09-2?" in dialog.said.text()
    assert (dialog.heading.text(), dialog.subtitle.text()) == ("导入旧登记表", "旧表")
    model = dialog.table.model()
    section = next(place for place in range(model.columnCount()) if _heading(dialog, place) == "来件日期")
    shown, pixels = dialog.table.visualRect(model.index(line, section)), dialog.table.viewport().grab().toImage()
    assert dialog.table.currentIndex().row() == line
    ground = pixels.pixelColor(shown.right() - 4, shown.center().y())
    assert ground.name() == colour("overdue-soft").name(), "in the row one stands in, too, it is seen what is wrong"
    sign = dialog.table.visualRect(model.index(line - 1, 0))
    inks = {pixels.pixelColor(x, sign.center().y()).name() for x in range(sign.left(), sign.left() + 24)}
    assert colour("overdue").name() in inks, "the sign over what is sent back is not grey"
    assert model.data(model.index(line, section), Qt.ItemDataRole.EditRole) == "2021-09-2?"
    assert model.flags(model.index(line, section)) & Qt.ItemFlag.ItemIsEditable
    model.setData(model.index(line, section), "2021-09-21")
    qtbot.waitUntil(lambda: dialog.save_button.text() == "导入 2 件")
    dialog.submitted.emit()
    wait_for_window(qtbot, QMessageBox).accept()
    assert {str(one.arrived_on) for one in session.registers.all(Request)} == {"2023-03-01", "2021-09-21"}


def _heading(dialog: ImportDialog, section: int) -> object:
    return dialog.table.model().headerData(section, Qt.Orientation.Horizontal)


def test_the_years_of_a_workbook_come_in_at_once_though_their_headings_differ(
    window: MainWindow, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    other = (HEADER[2], "编号", "收文日期", *HEADER[1:2], *HEADER[3:4], "收到申请之日", "申请内容", "经办")
    row = ("李某某", "2022-001", "2022-04-01", "自然人", "当面", "2022-04-01", "低保名单", "王某某")
    sheets: dict[str, list[tuple[str, ...]]] = {"2023年": [HEADER, ROW], "2022年": [other, row], "说明": [("党政办",)]}
    path = save(tmp_path / "历年.xlsx", **sheets)
    dialog = opened_file(window, qtbot, path)
    assert {name: box.isChecked() for name, box in dialog.sheets.items()} == {
        "2023年": True,
        "2022年": True,
        "说明": False,
    }
    assert not dialog.sheets["说明"].isEnabled()
    assert dialog.save_button.text() == "导入 2 件"
    dialog.sheets["2023年"].setChecked(False)
    qtbot.waitUntil(lambda: dialog.save_button.text() == "导入 1 件")
    dialog.sheets["2023年"].setChecked(True)
    qtbot.waitUntil(lambda: dialog.save_button.text() == "导入 2 件")
    dialog.submitted.emit()
    wait_for_window(qtbot, QMessageBox).accept()
    found = {one.number: one for one in session.registers.all(Request)}
    assert (found["2022-001"].applicant, found["2022-001"].handler) == ("李某某", "王某某")
    assert str(found["2023-001"].answered_on) == "2023-03-20"


def test_the_preview_of_a_long_ledger_shows_every_row_and_its_counts_add_up(
    window: MainWindow, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    rows = [(f"2023-{number:03}", ROW[1], f"测试人{number}", *ROW[3:]) for number in range(1, 401)]
    rows[7] = (*rows[7][:4], "2023-02-30", *ROW[5:])
    rows[9] = (*rows[9][:4], "2029-03-01", *ROW[5:])
    path = save(tmp_path / "长表.xlsx", 长表=[HEADER, *rows, (), ("合计", "400件"), rows[0]])
    dialog = opened_file(window, qtbot, path)
    fates = [row.fate for row in rows_of(dialog)]
    assert (len(fates), fates == sorted(fates)) == (401, True)
    told = " ".join(label.text() for label in cast("list[QLabel]", dialog.findChildren(QLabel)))
    for part in ("共 402 行", "399 件会进来", "1 件其中有疑问", "2 件退回", "1 行空白或合计"):
        assert part in told, told
    dialog.only_doubted.click()
    assert len(rows_of(dialog)) == 3
    dialog.submitted.emit()
    qtbot.waitUntil(lambda: any(isinstance(each, QMessageBox | LongNote) for each in open_windows()))
    for each in open_windows():
        if isinstance(each, QMessageBox | LongNote):  # it names the file with the refused rows: long where its path is
            each.accept()
    assert session.registers.count(Request) == 399
    again = opened_file(window, qtbot, path)
    assert (again.preview.accepted, again.preview.count(Fate.THERE)) == (0, 399)
    again.reject()


def test_a_word_said_once_is_known_in_a_table_of_another_shape(
    asked: ImportDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    box = asked.words["outcome", "没有这个信息"]
    box.setCurrentIndex(box.findData("needs_creation"))
    qtbot.waitUntil(asked.save_button.isEnabled)
    asked.submitted.emit()
    wait_for_window(qtbot, QMessageBox).accept()
    rows = [HEADER, (*ROW[:7], "没有这个信息", ROW[8])]
    other = opened_file(window, qtbot, save(tmp_path / "另表.xlsx", 另表=rows))
    assert other.words["outcome", "没有这个信息"].currentData() == "needs_creation"
    other.reject()


def test_closing_the_window_ends_the_reading_of_a_long_ledger(
    registers: Registers, preferences: Preferences, qtbot: QtBot, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "长表.csv", HEADER, *[ROW] * 150_000)
    with own_window(registers, preferences) as window:
        page = window.show_page("requests")
        assert isinstance(page, RegisterPage)
        import_file(page.shown(), path)
        assert window.session.is_busy
        begun = time.process_time()
        window.session.close()
        assert time.process_time() - begun < 1.0
        qtbot.waitUntil(lambda: not window.session.is_busy)


def test_a_second_column_of_one_meaning_is_shown_as_what_it_is_and_masked(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """法人名称 beside 申请人姓名 filled 申请人, and the dialog asked whether it should go into the remarks."""
    export = Path(__file__).parents[2] / "data" / "platforms" / "b2-platform.csv"
    (tmp_path / "办件明细.csv").write_bytes(export.read_bytes())
    dialog = opened_file(window, qtbot, tmp_path / "办件明细.csv")
    assert dialog.headings["法人名称"].currentData() == "applicant"
    assert not any("银杏" in label.text() for label in cast("list[QLabel]", dialog.findChildren(QLabel)))
    assert "银杏传媒有限公司" in {getattr(row.record, "applicant", "") for row in rows_of(dialog)}
    dialog.reject()
    qtbot.waitUntil(lambda: open_windows() == [window])


def test_what_is_wrong_with_the_first_row_is_seen_at_once(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """It was far to the right of what the preview shows at first; and 1,000 pixels were seen by scrolling only."""
    others = {
        "办理结果": "不公开",
        "申请人": "示例建筑材料有限公司青榕分公司",
        "所需信息描述": "青榕路加装电梯补贴名单" * 4,
    }
    bad = tuple(others.get(name, said) for name, said in zip(HEADER, ROW, strict=True))
    path = save(tmp_path / "旧表.xlsx", 旧表=[HEADER, bad])
    window.resize(880, 560)
    dialog = opened_file(window, qtbot, path)
    begins = dialog.words["outcome", "不公开"]
    assert dialog.focusWidget() is begins, "where something is to be decided"
    qtbot.waitUntil(lambda: not begins.visibleRegion().isEmpty())
    dialog.halves.show(1)
    model, table = dialog.table.model(), dialog.table
    (doubted,) = [place for place in range(model.columnCount()) if _heading(dialog, place) == "办理结果"]
    qtbot.waitUntil(lambda: table.viewport().rect().contains(table.visualRect(model.index(1, doubted))))
    assert table.horizontalScrollBar().maximum() == 0, "what has no room is left out"
    left_out = sum(map(table.isColumnHidden, range(model.columnCount())))
    assert left_out > 0
    assert dialog.hint.text().endswith(f"放不下的 {left_out} 栏照样进来"), "and told"
    window.resize(1900, 560)
    qtbot.waitUntil(lambda: not any(map(table.isColumnHidden, range(model.columnCount()))))
    assert dialog.hint.text().endswith("双击改一个值")
    dialog.reject()
    qtbot.waitUntil(lambda: open_windows() == [window])


def test_columns_with_a_doubt_stand_first_and_those_nobody_filled_not_at_all(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """At 1366×768 办理结果 and 来件日期 lay to the right; scrolled there, the rows had no numbers."""
    bad = {"办理结果": "不公开", "来件日期": "2021-09-2?", "所需信息描述": ""}
    rows = [
        tuple(said if one == name else known for one, known in zip(HEADER, ROW, strict=True))
        for name, said in bad.items()
    ]
    path = save(tmp_path / "旧表.xlsx", 旧表=[(*HEADER, "邮政编码"), *((*row, "") for row in rows)])
    window.resize(1280, 720)
    dialog = opened_file(window, qtbot, path)
    shown = [_heading(dialog, place) for place in range(dialog.table.model().columnCount())]
    assert shown[2:5] == ["来件日期", "所需信息描述", "办理结果"], "in the order of the register"
    assert "邮政编码" not in shown
    qtbot.waitUntil(lambda: dialog.table.horizontalScrollBar().value() == 0)
    seen = dialog.table.viewport().width()
    assert sum(dialog.table.columnWidth(place) for place in range(5)) <= seen
    box = dialog.words["outcome", "不公开"]
    box.setCurrentIndex(2)
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert [_heading(dialog, place) for place in range(len(shown))] == shown, "nothing jumps when a doubt is settled"
    dialog._leave()
    qtbot.waitUntil(lambda: open_windows() == [window])


def test_what_is_corrected_while_the_preview_is_still_being_computed_is_not_lost(
    asked: ImportDialog, qtbot: QtBot
) -> None:
    """Of two cells corrected one after the other, as in a long ledger, the first came in as it had been."""
    sheet, number = rows_of(asked)[0].sheet, rows_of(asked)[0].row.number
    asked._correct(sheet, number, "谁申请的", "测试人乙")
    asked._correct(sheet, number, "怎么来的", "当面")
    box = asked.words["outcome", "给了"]
    box.setCurrentIndex(box.findData("partly_granted"))
    qtbot.waitUntil(
        lambda: asked.words["outcome", "给了"].currentData() == "partly_granted" and asked.save_button.isEnabled()
    )
    assert asked.answers().cells == {(sheet, number): {"谁申请的": "测试人乙", "怎么来的": "当面"}}
    assert "测试人乙" in {row.record.applicant for row in asked.preview.rows if isinstance(row.record, Request)}
    asked._leave()
