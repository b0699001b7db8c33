"""What is done with several cases at once, and the keeping of case files, read whole in each state."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableView
from pytestqt.qtbot import QtBot

from disclosure.cases.keeping import KeepingState
from disclosure.cases.steps import STEP_FORMS
from disclosure.outcomes import Outcome
from disclosure.records import Request, Step
from disclosure.terms import DeliveryMethod, StepKind
from gui.base.session import Session
from gui.cases.keeping import KeepingRegister
from gui.cases.step_form import StepForm
from gui.cases.together import StepsTogether
from gui.registers.import_preview import PreviewModel
from importers.ledgers.proposal import Answers
from tasks.ledgers.preview import Fate, PreviewRow, preview_ledger
from tests.gui.reading import inside, read
from tests.importers.ledgers.ledger_files import HEADER, ROW, write_csv
from tests.records_factory import make_profile, make_request

DAY = date(2024, 2, 20)


def kept(session: Session, **values: object) -> Request:
    found = session.registers.get(Request, session.registers.save(make_request(**values)).record_id)
    assert isinstance(found, Request)
    return found


@pytest.fixture
def together(qtbot: QtBot, session: Session) -> StepsTogether:
    """Two answered requests, and one that is not."""
    early = {"arrived_on": date(2024, 2, 1), "received_on": date(2024, 2, 1)}
    answered = {**early, "outcome": Outcome.GRANTED, "answered_on": DAY}
    asked = [
        kept(session, number="2024-003", content="未答\n第二行", **early),
        *(kept(session, number=f"2024-00{n}", **answered) for n in (1, 2)),
    ]
    form = StepsTogether(session, asked, StepKind.DELIVERED)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(form)
    read(form, 1040, 600)
    return form


def cells(form: StepsTogether, column: int) -> list[str]:
    return [item.text() for row in range(form.table.rowCount()) if (item := form.table.item(row, column)) is not None]


def test_only_cases_the_step_fits_are_ticked_and_of_others_it_is_said_why(together: StepsTogether) -> None:
    form, table = together, together.table
    assert form.windowTitle() == f"{STEP_FORMS[StepKind.DELIVERED].button}：3 件"
    heads = [table.model().headerData(place, Qt.Orientation.Horizontal) for place in range(table.columnCount())]
    assert heads[:3] == ["登记编号", "申请人", "所需信息"]
    assert heads[-1] == "情况"
    assert cells(form, 0) == ["2024-001", "2024-002", "2024-003"], "those it does not fit come last"
    assert cells(form, 2)[2] == "未答 第二行"
    ticks = [table.item(row, 0) for row in range(3)]
    assert [tick is not None and tick.checkState() is Qt.CheckState.Checked for tick in ticks] == [True, True, False]
    assert [one.number for one in form.chosen()] == ["2024-001", "2024-002"]
    told = cells(form, table.columnCount() - 1)
    assert told[:2] == ["原定当面领取"] * 2, "as their requests ask for it"
    assert told[2] not in ("", told[0])
    for row in range(3):
        for column in (1, 2, table.columnCount() - 1):
            item = table.item(row, column)
            assert item is not None
            assert not item.flags() & Qt.ItemFlag.ItemIsEditable, (row, column)
    assert table.editTriggers() & QTableView.EditTrigger.SelectedClicked
    unfit = ticks[2]
    assert unfit is not None
    assert not unfit.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert table.showGrid()
    assert table.accessibleName() == "要登记的申请"


def test_what_was_entered_for_each_is_told_and_the_sheet_stays_to_be_read(
    qtbot: QtBot, together: StepsTogether, session: Session
) -> None:
    form = together
    form.fields["delivery"].editor.set_value(DeliveryMethod.COUNTER)
    form.fields["on"].editor.set_value(DAY)
    assert form.save_button.isEnabled()
    form.save_button.click()
    assert form.is_done
    unfit = form.table.item(2, 0)
    assert unfit is not None
    assert not unfit.flags() & Qt.ItemFlag.ItemIsEnabled, (
        "its box was blank and shut, and looked as if it could be ticked"
    )
    assert form.gate.text() == "登记了 2 件，按 Ctrl+Z 一次撤销。"
    assert (form.save_button.text(), form.cancel_button.isVisible()) == ("关闭  Ctrl+S", False)
    assert form.focusWidget() is form.save_button
    assert form.table.editTriggers() == QTableView.EditTrigger.NoEditTriggers
    last = form.table.columnCount() - 1
    assert all(cells(form, last)[:2])
    assert form.table.columnWidth(last) >= form.table.sizeHintForColumn(last)
    kinds = [step.kind for step in session.registers.all(Step)]
    assert kinds == [StepKind.DELIVERED] * 2
    assert not form.is_dirty()
    session.undo()
    assert list(session.registers.all(Step)) == []
    qtbot.waitUntil(lambda: not form.isVisible())  # all was undone, and it went on saying 登记了 2 件，按 Ctrl+Z


def test_what_its_own_form_would_doubt_is_said_of_each_of_several(qtbot: QtBot, session: Session) -> None:
    """补正 was entered for one whose seven days were over, and an answer of June as posted today, without a word."""
    today = session.today
    late, fresh = (
        kept(session, number=number, arrived_on=day, received_on=day)
        for number, day in (("2024-001", today - timedelta(days=25)), ("2024-002", today))
    )
    form = StepsTogether(session, [late, fresh], StepKind.CORRECTION_ASKED)
    qtbot.addWidget(form)
    form.show()
    last = form.table.columnCount() - 1
    alone = StepForm(session, late, StepKind.CORRECTION_ASKED)
    qtbot.addWidget(alone)
    doubt = alone.fields["on"].words.text()
    assert doubt
    assert cells(form, last) == [doubt, ""]
    assert "1 件" in form.gate.text()
    assert form.save_button.isEnabled(), "a doubt, never a refusal"
    assert form.table.rowHeight(0) > form.table.rowHeight(1), "it is read whole"
    form.fields["on"].editor.set_value(late.arrived_on)
    assert cells(form, last)[0] == "", "of that day it is in time"
    form.reject()
    assert form.discard_button.isVisible(), "a day that was typed does not go with one Esc"
    form._leave()


def test_a_step_says_what_to_mind_and_what_is_asked_for(qtbot: QtBot, session: Session) -> None:
    request = kept(session, number="2024-001", content="某项目")
    for kind, declared in STEP_FORMS.items():
        form = StepForm(session, request, kind)
        qtbot.addWidget(form)
        assert form.windowTitle() == f"{declared.button}　2024-001"
        assert form.head.advice.text().startswith(declared.advice)
        assert form.head.article.text() == declared.article
        shown = [field.column.name for field in form._shown]
        assert set(shown) == set(declared.fields), kind
        assert (form.content is not None) is (kind is StepKind.CORRECTION_RECEIVED)
        if form.content is not None:
            assert form.content.accessibleName() == "补正后的所需信息"
            assert form.content.toPlainText() == "某项目"


STATES = {
    KeepingState.DUE: "鉴定…",
    KeepingState.TO_HAND_OVER: "登记移交…",
    KeepingState.TO_DESTROY: "销毁…",
    KeepingState.REMOVED: "销毁…",
}


@pytest.mark.parametrize("state", KeepingState)
def test_case_files_offer_the_one_act_of_their_state(qtbot: QtBot, session: Session, state: KeepingState) -> None:
    session.registers.save(make_profile(retention="申请案卷10年；信访件长期"))
    day = date(2010, 3, 3)
    kept(session, number="2010-001", arrived_on=day, received_on=day, outcome=Outcome.GRANTED, answered_on=day)
    dialog = KeepingRegister(session, list)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: bool(dialog.lines))
    places = [
        place
        for place in range(dialog.state_box.count())
        if dialog.state_box.itemText(place).startswith(f"{state.label}　")
    ]
    if not places:
        return
    dialog.state_box.setCurrentIndex(places[0])
    lines = read(dialog, 1100, 600)
    offered = {each.text() for each in inside(dialog, QPushButton) if each.isVisible()}
    assert offered & set(STATES.values()) == ({STATES[state]} if state in STATES else set())
    assert {"查看案件", "清单…  Ctrl+S", "关闭  Esc"} <= offered
    assert "保管期限：申请案卷10年；信访件长期　（在“机关信息与期初数”里改）" in " | ".join(lines)
    assert "信访件长期" in dialog.unread.text()
    if not dialog.shown:
        assert dialog.gate.text() == f"没有{state.label}的案卷"
        return
    assert dialog.gate.text().startswith("选中一卷或几卷")
    assert not dialog.go_button.isEnabled()
    dialog.table.selectRow(0)
    assert dialog.go_button.isEnabled()
    if state is KeepingState.DUE:
        assert dialog.appraise_button.isEnabled()
    with qtbot.waitSignal(session.wanted) as asked:
        dialog.go_button.click()
    assert asked.args[0] == "requests"


def test_a_preview_lists_rows_by_what_becomes_of_them_and_only_values_can_be_put_right(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "旧表.csv"
    wrong = list(ROW)
    wrong[HEADER.index("收到申请之日")] = "何时"
    write_csv(path, HEADER, ROW, wrong)
    preview = preview_ledger(session.registers, path, "requests", today=session.today, answers=Answers())
    model = PreviewModel(preview)
    fates = [line for line in model.lines if isinstance(line, Fate)]
    assert fates == [fate for fate in Fate if preview.count(fate)]
    heads = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]
    assert heads[:2] == ["", "行"]
    assert len(set(heads)) == len(heads)
    for row, line in enumerate(model.lines):
        if isinstance(line, PreviewRow):
            assert model.index(row, 1).data() == str(line.row.number)
            assert not model.index(row, 0).flags() & Qt.ItemFlag.ItemIsEditable
            assert bool(model.index(row, 2).flags() & Qt.ItemFlag.ItemIsEditable) is (line.fate is not Fate.THERE)
            tip = model.index(row, 2).data(Qt.ItemDataRole.ToolTipRole)
            assert tip == (line.sentence or model.index(row, 2).data())
        else:
            assert model.index(row, 0).flags() == Qt.ItemFlag.NoItemFlags
            assert f"　{preview.count(line)} 行" in model.index(row, 0).data()
            assert model.index(row, 2).data() is None
