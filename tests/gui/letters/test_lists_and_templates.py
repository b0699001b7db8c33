"""The lists of letters, the envelopes and the office's own templates: what is seen, and what can be pressed when."""

from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from disclosure.records import Request
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Words
from gui.letters.batch import BatchLetters
from gui.letters.envelopes import EnvelopeDialog
from gui.letters.list import LetterBox
from gui.letters.register import LetterRegister, VoidDialog
from gui.letters.template_editor import FIELD_NAMES, TemplateEditor
from storage.registers import Registers
from tasks.letters.files import issue_and_keep
from tasks.letters.issuing import draft_letter, void_letter
from tasks.letters.templates import shipped_templates, templates
from tests.gui.fixtures import TODAY
from tests.letters_factory import office
from tests.records_factory import make_request


@pytest.fixture
def case(registers: Registers) -> Request:
    registers.save(office())
    made = make_request(number="2024-001", received_on=TODAY, arrived_on=TODAY, address="测试区测试路2号")
    return registers.get(Request, registers.save(made).record_id)


def sign_of(label: Words) -> Sign | None:
    return label.sign


def spot(widget: QWidget) -> QPoint:
    return widget.mapTo(widget.window(), QPoint(0, 0))


LETTERS = (
    ("correction-notice", {"补正事项": "请提交身份证明。", "补正期限": "2024-03-20"}),
    (
        "extension-notice",
        {"延期理由": "需要征求意见。", "延长工作日": "20", "新的答复期限": "2024-04-29", "批准人": "王某某"},
    ),
)


def send(registers: Registers, case: Request, times: int) -> None:
    for code, typed in LETTERS[:times]:
        issue_and_keep(registers, draft_letter(registers, case, code, typed, dated_on=TODAY))


def shown(dialog: Any) -> Any:
    dialog.open()
    QApplication.processEvents()
    return dialog


def test_the_letters_of_a_year_are_listed_newest_first_and_each_act_is_open_when_it_can_be_done(
    session: Session, registers: Registers, case: Request, qtbot: QtBot
) -> None:
    send(registers, case, 2)
    dialog = shown(LetterRegister(session, 2024))
    table = dialog.table
    headings = [table.horizontalHeaderItem(at).text() for at in range(table.columnCount())]
    rows = [[table.item(row, at).text() for at in range(table.columnCount())] for row in range(table.rowCount())]
    assert [row[headings.index("文号")][-2:] for row in rows] == ["2号", "1号"]
    assert {row[headings.index("成文日期")] for row in rows} == {TODAY.isoformat()}
    assert {row[headings.index("状态")] for row in rows} == {"已发出"}
    assert not dialog.gaps.isVisible()
    states = []
    for chosen in ((), (0,), (0, 1)):
        table.clearSelection()
        for row in chosen:
            table.selectionModel().select(
                table.model().index(row, 0),
                cast("Any", table.selectionModel()).SelectionFlag.Select
                | cast("Any", table.selectionModel()).SelectionFlag.Rows,
            )
        acts = (dialog.save_button, dialog.print_button, dialog.go_button, dialog.void_button)
        states.append([each.isEnabled() for each in acts])
    assert states == [[False] * 4, [True] * 4, [True, True, False, False]]
    assert [spot(each).x() for each in (dialog.cancel_button, dialog.save_button)] == sorted(
        spot(each).x() for each in (dialog.cancel_button, dialog.save_button)
    )
    assert dialog.cancel_button.text() == "关闭  Esc"
    assert dialog.save_button.text() == "合并为 PDF…  Ctrl+S"
    assert spot(dialog.year_box).y() < spot(table).y()
    void_letter(registers, dialog.letters[0], "写错了")
    QApplication.processEvents()
    table.selectRow(0)
    assert table.item(0, headings.index("状态")).text() == "已作废：写错了"
    assert not dialog.void_button.isEnabled(), "it is void already"
    with qtbot.waitSignal(session.wanted) as told:
        dialog.go_button.click()
    assert told.args == ["requests", case.id]
    assert not dialog.isVisible()


def test_a_void_letter_asks_why(session: Session, registers: Registers, case: Request) -> None:
    send(registers, case, 1)
    dialog = shown(LetterRegister(session, 2024))
    dialog.table.selectRow(0)
    asked = dialog.void()
    assert isinstance(asked, VoidDialog)
    assert asked.windowTitle().startswith("作废　")
    assert asked.save_button.text().startswith("作废")
    asked.reject()
    dialog.reject()


def test_every_letter_to_print_is_ticked_until_she_takes_its_tick(
    session: Session, registers: Registers, case: Request
) -> None:
    send(registers, case, 2)
    dialog = shown(BatchLetters(session, [case]))
    items = [dialog.list.item(row) for row in range(dialog.list.count())]
    assert [each.text().split("  ")[0] for each in items] == ["2024-001"] * 2
    assert all(TODAY.isoformat() in each.text() for each in items)
    assert all(each.checkState() == Qt.CheckState.Checked for each in items)
    assert dialog.chosen() == dialog.letters
    items[0].setCheckState(Qt.CheckState.Unchecked)
    assert dialog.chosen() == dialog.letters[1:]
    assert dialog.save_button.isEnabled()
    items[1].setCheckState(Qt.CheckState.Unchecked)
    assert (dialog.save_button.isEnabled(), dialog.print_button.isEnabled()) == (False, False)
    assert dialog.gate.text() == "至少勾选一份文书"
    dialog.reject()
    nothing = shown(BatchLetters(session, []))
    assert "没有已发出的文书" in nothing.gate.text()
    assert not nothing.save_button.isEnabled()
    nothing.reject()


def test_an_envelope_shows_whom_it_goes_to_and_who_gets_none(
    session: Session, registers: Registers, case: Request
) -> None:
    bare = [
        registers.get(Request, registers.save(make_request(number=f"2024-01{at}", address="")).record_id)
        for at in range(5)
    ]
    dialog = shown(EnvelopeDialog(session, [case, *bare]))
    sizes = [dialog.size_box.itemText(at) for at in range(dialog.size_box.count())]
    assert sizes == ["DL（220 × 110 毫米）", "C5（229 × 162 毫米）"], "国标信封"
    assert [dialog.size_box.itemData(at) for at in range(2)] == ["DL", "C5"]
    said = [each.text() for each in cast("list[Any]", dialog.body.findChildren(Words)) if each.text()]
    assert said[0] == "信封规格"
    assert case.address in said[1]
    assert all("没有填写地址" in line for line in said[2:])
    assert dialog.gate.text().startswith("5 件没有地址")
    assert dialog.gate.text().endswith("等")
    assert sign_of(dialog.gate) is Sign.DOUBT
    assert (dialog.save_button.isEnabled(), dialog.print_button.isEnabled()) == (True, True)
    assert dialog.save_button.text() == "保存 PDF…  Ctrl+S"
    dialog.reject()
    nobody = shown(EnvelopeDialog(session, bare[:1]))
    assert nobody.gate.text() == "先填写地址：2024-010"
    assert (nobody.save_button.isEnabled(), nobody.print_button.isEnabled()) == (False, False)
    nobody.reject()


def test_letters_are_offered_under_headings_nobody_can_choose(registers: Registers, qtbot: QtBot) -> None:
    box = LetterBox()
    qtbot.addWidget(box)
    every = tuple(templates(registers).values())
    box.show_letters({"现在适合的": every[:2], "没有": (), "全部文书": every[2:]})
    assert box.code() == ""
    names = [box.itemText(at) for at in range(box.count())]
    assert names == ["现在适合的", *(one.name for one in every[:2]), "全部文书", *(one.name for one in every[2:])]
    for at in (0, 3):
        assert not box.model().flags(box.model().index(at, 0)) & Qt.ItemFlag.ItemIsEnabled
    for one in every:
        told: list[str] = []
        box.setCurrentIndex(-1)
        box.chosen.connect(told.append)
        box.choose(one.code)
        assert box.code() == one.code == told[-1]
        tip = str(box.itemData(box.currentIndex(), Qt.ItemDataRole.ToolTipRole))
        assert tip.startswith(one.use)
        assert one.article in tip
    box.choose("")
    assert box.code() == every[0].code, "the first one"


def test_a_template_is_edited_by_choosing_and_says_whose_it_is(session: Session, case: Request) -> None:
    assert case.id
    editor = shown(TemplateEditor(session))
    assert [editor.letters.itemText(at) for at in range(1, editor.letters.count())] == [
        one.name for one in shipped_templates().values()
    ]
    editor.letters.choose("receipt")
    assert "没有改写" in editor.origin.text()
    assert not editor.save_button.isEnabled()
    boxes = (editor.insert_box, editor.condition_box, editor.line_box)
    for box in boxes:
        assert box.itemText(0) == box.accessibleName() == box.placeholderText()
    assert [spot(each).x() for each in boxes] == sorted(spot(each).x() for each in boxes)
    offered = {editor.insert_box.itemText(at) for at in range(1, editor.insert_box.count())}
    assert offered >= set(FIELD_NAMES)
    down: list[QWidget] = [editor.letters, editor.origin, editor.insert_box, editor.text, editor.front_button]
    assert [spot(each).y() for each in down] == sorted({spot(each).y() for each in down})
    assert not editor.front.isVisible()
    editor.front_button.click()
    assert editor.front.isVisible()
    assert spot(editor.front).y() > spot(editor.front_button).y()
    editor.front_button.click()
    before = editor.text.toPlainText()
    for box, row in ((editor.insert_box, 1), (editor.condition_box, 1)):
        box.setCurrentIndex(row)
        box.activated.emit(row)
        assert box.currentIndex() == 0, "it names what it does again"
        assert f"{box.itemText(row)}" in editor.text.toPlainText()
    editor.condition_box.activated.emit(1)
    editor.refresh_gate()
    assert "本机关改写" in editor.origin.text()
    assert editor.reset_button.isEnabled()
    editor.letters.choose("correction-notice")
    assert editor.letters.code() == "receipt"
    assert "还没有保存" in editor.gate.text()
    editor.reset_button.click()
    assert editor.text.toPlainText() == before
    editor.text.setPlainText(f"{before}\n另请携带原件。")
    editor.refresh_gate()
    assert editor.save_button.isEnabled()
    editor.save_button.click()
    assert sign_of(editor.gate) is Sign.DONE
    assert not editor.is_dirty()
    editor.letters.choose("correction-notice")
    assert editor.letters.code() == "correction-notice"
    editor.reject()
