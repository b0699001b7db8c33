"""The small parts every window is made of, each read whole in each of its states."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QTextLayout, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from disclosure.errors import DisclosureError, NotAgreedError
from gui.base.appearance import BODY_POINTS, DARK, LIGHT, dress_window, scaled, style_sheet
from gui.base.job import ReadingLine
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Button, Card, ChoiceBox, NumberBox, Scrolling, Words, clear, quotable, scrolling, words
from gui.kit.check_list import Check, CheckList
from gui.kit.done_strip import DoneStrip
from gui.kit.file_dialogs import (
    FILES,
    ask_backup_path,
    ask_existing,
    ask_folder,
    ask_spared_path,
    ask_target,
    documents,
    folder_words,
    lies_at,
)
from gui.kit.messages import LongNote, Question, ask, show_error, show_note
from gui.shell.main_window import TABS
from gui.shell.rail import Rail
from tests.gui.drawing import drawn
from tests.gui.reading import inside, read

ASKED = QFileDialog.AcceptMode.AcceptOpen
SAVED = QFileDialog.AcceptMode.AcceptSave


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Something to ask from."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_a_card_has_its_title_and_how_much_there_is_in_one_line(qtbot: QtBot) -> None:
    card = Card("材料")
    qtbot.addWidget(card)
    card.corner.setText("2 份")
    card.body.addWidget(words("第一份"))
    assert read(card, height=120) == ["材料 | 2 份", "第一份"]
    assert card.corner.geometry().right() == card.head.width() - 1
    assert card.head.x() == 1 + 16 == card.width() - 1 - card.head.geometry().right(), "a hairline and the margin"
    card.clear()
    assert read(card, height=120) == ["材料 | 2 份"]
    bare = Card()
    qtbot.addWidget(bare)
    bare.body.addWidget(words("无题"))
    assert read(bare, height=60) == ["无题"]


def test_words_with_a_sign_are_told_by_its_kind(qtbot: QtBot) -> None:
    label = quotable("要核对", sign=Sign.DOUBT)
    qtbot.addWidget(label)
    assert (label.objectName(), label.accessibleName()) == ("attention", "提醒：要核对")
    assert label.wordWrap()
    assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    label.say("<b>不是粗体</b>", name="secondary")
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert (label.objectName(), label.accessibleName(), label.sign) == ("secondary", "", None)
    label.say("", Sign.WRONG)
    assert label.sign is None
    assert label.contentsMargins().left() == 0


def test_a_sign_stands_beside_the_first_line_of_its_words(qtbot: QtBot) -> None:
    label = Words("很长的一句话" * 8, wrap=True, sign=Sign.WRONG)
    qtbot.addWidget(label)
    label.resize(160, label.heightForWidth(160))
    label.show()
    image = label.grab().toImage()
    ink = label.palette().windowText().color()
    rows = [y for y in range(image.height()) if any(image.pixelColor(x, y) == ink for x in range(15))]
    line = QFontMetrics(label.font()).lineSpacing()
    assert rows
    assert line // 8 < min(rows)
    assert max(rows) < line + 2
    assert label.contentsMargins().left() > 15


def test_enter_presses_a_button_once(qtbot: QtBot) -> None:
    made, pressed = Button("好"), list[bool]()
    qtbot.addWidget(made)
    made.clicked.connect(lambda: pressed.append(True))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_A):
        QTest.keyClick(made, key)
    assert len(pressed) == 3
    assert not made.autoDefault()


@pytest.mark.parametrize("kind", [ChoiceBox, NumberBox])
def test_the_wheel_goes_past_what_is_chosen(qtbot: QtBot, kind: type[ChoiceBox | NumberBox]) -> None:
    box = kind()
    qtbot.addWidget(box)
    if isinstance(box, ChoiceBox):
        box.addItems(["一", "二", "三"])
    box.show()
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    box.wheelEvent(turned)
    assert not turned.isAccepted()
    assert (box.currentIndex() if isinstance(box, ChoiceBox) else box.value()) == 0


def test_the_bar_of_what_scrolls_lies_in_its_margin(qtbot: QtBot) -> None:
    held = QWidget()
    stack = QVBoxLayout(held)
    stack.setContentsMargins(20, 0, 20, 0)
    line = QLabel("一行")
    line.setFixedHeight(2000)
    stack.addWidget(line)
    area = scrolling(held)
    qtbot.addWidget(area)
    area.resize(400, 300)
    area.show()
    qtbot.waitUntil(lambda: area.verticalScrollBar().isVisible())
    assert isinstance(area, Scrolling)
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
    bar = area.verticalScrollBar().width()
    qtbot.waitUntil(lambda: stack.contentsMargins().right() == 20 - bar)
    assert line.geometry().right() == 400 - 20 - 1
    line.setFixedHeight(20)
    qtbot.waitUntil(lambda: stack.contentsMargins().right() == 20)
    assert line.geometry().right() == 400 - 20 - 1
    clear(stack)
    assert stack.count() == 0


def test_what_stands_in_the_way_is_told_line_by_line_each_with_its_way(qtbot: QtBot) -> None:
    checks, gone = CheckList("都好了。"), list[str]()
    qtbot.addWidget(checks)
    checks.show_checks([])
    assert read(checks, height=40) == ["«DONE» 都好了。"]
    told = [
        Check("没有填答复日期", go=lambda: gone.append("日期")),
        Check("收件人没有地址", prevents=False, go=lambda: gone.append("地址"), go_words="去选择"),
        Check("别的", prevents=False),
    ]
    checks.show_checks(told)
    assert read(checks, height=90) == [
        "«WRONG» 没有填答复日期 | [去填写]",
        "«DOUBT» 收件人没有地址 | [去选择]",
        "«DOUBT» 别的",
    ]
    assert checks.sentences == [each.sentence for each in told]
    links = inside(checks, Button)
    assert [link.accessibleName() for link in links] == ["去填写：没有填答复日期", "去选择：收件人没有地址"]
    for link in links:
        link.click()
    assert gone == ["日期", "地址"]
    checks.show_checks([*told[:2], Check("别的")])
    assert read(checks, height=90)[-1] == "«WRONG» 别的"


def test_what_was_done_is_said_with_the_way_back_until_something_else_is_done(qtbot: QtBot, session: Session) -> None:
    gone: list[str] = []
    strip = DoneStrip(session, "导入了 3 件。", "撤销导入", [("看看", lambda: gone.append("看"))])
    qtbot.addWidget(strip)
    assert read(strip, 600, 40) == ["«DONE» 导入了 3 件。 | [看看] | [撤销导入] | [知道了]"]
    strip.ways_on[0].click()
    assert gone == ["看"]
    strip.close_button.click()
    assert not strip.isVisible()
    plain = DoneStrip(session, "做好了。")
    qtbot.addWidget(plain)
    assert read(plain, 600, 40) == ["«DONE» 做好了。 | [知道了]"]
    session.changed.emit(())
    assert not plain.isVisible()


def test_a_long_reading_is_told_above_the_lower_edge_of_its_page(qtbot: QtBot) -> None:
    page, told = QWidget(), list[str]()
    qtbot.addWidget(page)
    page.resize(800, 500)
    page.show()
    line = ReadingLine(page, "登记簿", "件")
    line.stopped.connect(lambda: told.append("stopped"))
    line.again.connect(lambda: told.append("again"))
    line.begin()
    assert not line.isVisible(), "nothing is said before two seconds are over"
    line._appear()
    line.tell(1200, 34000)
    assert (line.words.text(), line.button.text()) == ("已读 1,200 件，共 34,000 件。", "取消")
    assert abs(line.geometry().center().x() - 400) <= 1
    below = 500 - line.geometry().bottom() - 1
    assert 0 < below < 40
    page.resize(600, 400)
    assert abs(line.geometry().center().x() - 300) <= 1
    assert 400 - line.geometry().bottom() - 1 == below
    line.button.click()
    assert (line.words.text(), line.button.text(), told) == ("没有读完，这里的不全。", "再读一次", ["stopped"])
    line.tell(5, 9)
    assert line.button.text() == "再读一次"
    wide = line.width()
    line._say("已读" * 40, "取消")
    assert line.width() > wide, "as wide as what is said"
    line._is_stopped = True
    line.button.click()
    assert told == ["stopped", "again"]
    line.end()
    assert not line.isVisible()
    line.begin()
    assert line.words.text() == "正在读取登记簿…"
    line.end()


def test_files_are_asked_for_by_what_is_to_become_of_them(window: QWidget, tmp_path: Path) -> None:
    chosen: list[Path] = []
    file = tmp_path / "台账.sqlite"
    cases = (
        (ask_existing(window, "打开", FILES, chosen.append), "打开", ASKED, QFileDialog.FileMode.ExistingFile),
        (ask_folder(window, "保存到", chosen.append), "保存到", ASKED, QFileDialog.FileMode.Directory),
        (ask_target(window, "另存", "说明.pdf", chosen.append), "另存", SAVED, QFileDialog.FileMode.AnyFile),
        (ask_backup_path(window, file, date(2024, 3, 4), chosen.append), "备份到", SAVED, QFileDialog.FileMode.AnyFile),
        (ask_spared_path(window, "修复", file, "修复", chosen.append), "修复", SAVED, QFileDialog.FileMode.AnyFile),
    )
    for dialog, title, way, mode in cases:
        assert (dialog.windowTitle(), dialog.acceptMode(), dialog.fileMode()) == (title, way, mode)
        assert dialog.isVisible()
        assert dialog.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _existing, folder, target, backup, spared = (dialog for dialog, *_ in cases)
    assert folder.testOption(QFileDialog.Option.ShowDirsOnly)
    assert target.defaultSuffix() == "pdf"
    for asked in (cases[0][0], folder, target):
        assert asked.directory().absolutePath() == documents()
    assert [Path(name).name for name in backup.selectedFiles()] == ["台账-备份-2024-03-04.sqlite"]
    assert spared.selectedFiles() == [str(tmp_path / "台账-修复.sqlite")]
    assert spared.testOption(QFileDialog.Option.DontConfirmOverwrite)
    assert not backup.testOption(QFileDialog.Option.DontConfirmOverwrite)
    for dialog, *_ in cases:
        dialog.fileSelected.emit(f"/{dialog.windowTitle()}")
        dialog.reject()
    assert chosen == [Path(f"/{title}") for _, title, *_ in cases]


def test_a_folder_that_is_known_is_where_the_dialog_opens(window: QWidget, tmp_path: Path) -> None:
    for dialog in (
        ask_folder(window, "保存到", print, str(tmp_path)),
        ask_existing(window, "打开", FILES, print, str(tmp_path)),
    ):
        assert dialog.directory().absolutePath() == str(tmp_path)
        dialog.reject()


def test_the_name_a_file_is_proposed_under_tells_no_number_of_a_person(window: QWidget) -> None:
    """「期限计算说明-来电13800000000.pdf」 stood in the dialog, and would have stood in her folder."""
    dialog = ask_target(window, "期限计算说明", "期限计算说明-来电13800000000.pdf", print)
    assert [Path(name).name for name in dialog.selectedFiles()] == ["期限计算说明-来电138____0000.pdf"]
    dialog.reject()


def test_a_place_is_told_in_words(tmp_path: Path) -> None:
    assert folder_words(Path.home()) == "个人文件夹"
    assert folder_words(tmp_path / "交接") == "“交接”文件夹"
    assert lies_at(tmp_path / "交接" / "清单-2024.pdf") == "“交接”文件夹里的“清单-2024”"
    if documents() != str(Path.home()):
        assert folder_words(Path(documents())) == "“文档”文件夹"


def test_a_failure_is_one_sentence_and_a_result_has_one_button(window: QWidget, tmp_path: Path) -> None:
    box = show_error(DisclosureError("磁盘满了。"), window)
    assert (box.windowTitle(), box.text(), box.icon()) == ("未能完成", "磁盘满了。", QMessageBox.Icon.Warning)
    assert [each.text() for each in box.buttons()] == ["知道了"]
    assert box.textFormat() is Qt.TextFormat.PlainText
    note = show_note("导出", "写好了。", window, tmp_path)
    assert isinstance(note, QMessageBox)
    assert {each.text() for each in note.buttons()} == {"知道了", "打开文件夹"}
    assert note.icon() is QMessageBox.Icon.Information
    long = show_note("导入", "\n".join(f"第{n}行没有读进来。" for n in range(13)), window)
    assert isinstance(long, LongNote)
    assert long.windowTitle() == "导入"
    (close,) = inside(long, Button)
    assert (close.text(), close.objectName()) == ("知道了", "primary")
    short = show_note("导入", "\n".join(f"第{n}行" for n in range(12)), window)
    assert isinstance(short, QMessageBox)
    assert isinstance(show_note("导入", "字" * 40 * 12, window), LongNote), "as long in one paragraph"
    close.click()
    for each in inside(window, QMessageBox):
        each.done(0)
    for each_long in inside(window, LongNote):
        each_long.done(0)


def test_what_would_move_is_told_and_only_a_yes_does_it(window: QWidget) -> None:
    done: list[bool] = []
    question = NotAgreedError("会改动已签发的年度报告。", [f"第{n}处" for n in range(14)], lambda: done.append(True))
    box = ask(question, lambda: done.append(False), window)
    assert isinstance(box, Question)
    lines = box.text().splitlines()
    assert lines == ["会改动已签发的年度报告。", "", *(f"第{n}处" for n in range(12)), "……还有 2 处"]
    assert box.defaultButton() is box.escapeButton() is box.leave_button
    assert (box.go_on_button.text(), box.leave_button.text()) == ("仍然继续", "返回，不改动")
    assert box.icon() is QMessageBox.Icon.Warning
    box.leave_button.click()
    assert done == []
    again = ask(question, lambda: done.append(False), window)
    again.go_on_button.click()
    assert done == [True, False]


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_sheet_has_no_token_left_and_grows_with_the_text(look: dict[str, str]) -> None:
    one, double = style_sheet(look), style_sheet(look, 2)
    assert "@" not in one
    assert "1px solid" in double, "a hairline stays as thin"
    assert "chevron" in one
    assert one != double
    other = DARK if look is LIGHT else LIGHT
    assert other["accent-soft"] not in one
    assert scaled(10) == 10, f"at {BODY_POINTS} points"


def test_what_there_is_to_choose_opens_below_each_word_whole(qtbot: QtBot) -> None:
    """It lay over its own line in the system's blue, a grey frame round a blue one, the last of twenty out of reach."""
    page = QWidget()
    dress_window(page)
    page.resize(800, 700)
    box = ChoiceBox(page)
    box.addItems(["予以公开", "部分公开（区分处理的，只计这一情形，不计其他情形）", *map(str, range(20))])
    box.setFixedWidth(120)
    qtbot.addWidget(page)
    page.show()
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    lines = [view.visualRect(box.model().index(place, 0)) for place in range(2)]
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    assert view.verticalScrollBar().isVisible(), "there are more"
    assert lines[1].top() >= lines[0].bottom()
    assert 26 <= lines[0].height() <= 32
    box.hidePopup()


@pytest.mark.parametrize("number", ["0571-****0000", "0086-138-****-0000", "2024-001", "2024-03-01"])
def test_a_number_stands_in_one_line(qapp: QApplication, number: str) -> None:  # noqa: ARG001 - a label needs it
    """「电话 0571-」 ended one line, 「****0000」 began the next."""
    label = words(f"张某某 · 自然人 · {number}", wrap=True)
    laid = QTextLayout(QLabel.text(label), label.font())
    ends = set()
    for wide in range(label.fontMetrics().horizontalAdvance(number) + 4, 400, 3):
        laid.beginLayout()
        while (line := laid.createLine()).isValid():
            line.setLineWidth(wide)
            ends.add(laid.text()[line.textStart() : line.textStart() + line.textLength()].strip()[-1:])
        laid.endLayout()
    assert ends <= {*"张某自然人·", number[-1]}, ends
    assert label.text().endswith(number)


def test_where_there_is_no_room_the_tabs_are_their_shapes_alone(qtbot: QtBot) -> None:
    rail = Rail([tab.name for tab in TABS[:2]])
    qtbot.addWidget(rail)
    for text in ("今日 3", "申请"):
        rail.addTab(text)
    rail.show()
    seen = []
    for is_compact in (False, True, False):
        rail.set_compact(is_compact)
        rail.adjustSize()
        written = {each.text for each in drawn(rail) if each.what == "text"}
        seen.append((rail.width(), {"今日", "申请"} <= written))
    assert seen[0] == seen[2]
    assert seen[0][0] > seen[1][0]
    assert [has_words for _, has_words in seen] == [True, False, True]
