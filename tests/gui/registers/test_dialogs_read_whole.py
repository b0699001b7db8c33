"""The small windows and cards of a list, read whole: what each says in each state, and when it can be sent off."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QTableView, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from disclosure.masking import masked_prose
from disclosure.records import Record, Request
from gui.base.appearance import colour
from gui.base.session import Session
from gui.cases.merge import MergeDialog
from gui.forms.intake import IntakeForm
from gui.forms.together import ChangeTogether
from gui.kit.button_row import FlowLayout
from gui.kit.cards import Words, button
from gui.kit.gated_form import GatedForm
from gui.kit.row_table import dress_list, dress_rows
from gui.kit.side_sheet import SideSheet
from gui.kit.words_dialog import WordsDialog
from gui.registers.accesses import AccessLog
from gui.registers.bin import RecycleBin
from gui.registers.cards import CellsCard, FactsCard
from gui.registers.filters.dialogs import PeriodDialog
from gui.registers.history import HistoryCard
from gui.registers.nothing import Nothing
from gui.registers.views import VIEWS
from tests.gui.reading import inside, read, read_shown
from tests.records_factory import make_duty, make_request, make_review

TODAY = date(2024, 3, 4)


def kept(session: Session, record: Record) -> Record:
    return session.registers.get(type(record), session.registers.save(record).record_id)


def request_of(session: Session, **values: object) -> Request:
    found = kept(session, make_request(**values))
    assert isinstance(found, Request)
    return found


@pytest.mark.parametrize(
    ("first", "last", "gate", "key"),
    [
        ("", "", "填一个日子", None),
        ("2024-01-01", "", "", "2024-01-01/"),
        ("", "今天", "", "/2024-03-04"),
        ("2024-01-01", "2024-01-01", "", "2024-01-01/2024-01-01"),
        ("2024-01-02", "2024-01-01", "后一天早于前一天", None),
        ("何时", "", "“何时”不是日期", None),
    ],
)
def test_a_period_is_chosen_once_it_can_be_read(
    qtbot: QtBot, first: str, last: str, gate: str, key: str | None
) -> None:
    dialog = PeriodDialog(TODAY)
    qtbot.addWidget(dialog)
    for line, typed in zip(dialog.days, (first, last), strict=True):
        line.setText(typed)
    assert dialog.gate.text().startswith(gate)
    assert bool(dialog.gate.text()) is bool(gate)
    assert dialog.save_button.isEnabled() is (key is not None)
    assert [line.accessibleName() for line in dialog.days] == ["从哪一天", "到哪一天"]
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    dialog.save_button.click()
    assert chosen == ([key] if key is not None else [])


def test_a_form_says_what_is_missing_and_asks_before_it_goes(qtbot: QtBot) -> None:
    typed: list[str] = []
    dialog = WordsDialog("作废", ["先读这一句。", ""], "作废原因", typed.append, verb="作废", is_long=False)
    qtbot.addWidget(dialog)
    assert read(dialog, 580, 340) == ["先读这一句。", "作废原因 *", "填写作废原因 | [取消  Esc] | (作废  Ctrl+S)"]
    assert dialog.save_button.toolTip() == "填写作废原因"
    assert dialog.text.accessibleName() == "作废原因（必填）"
    QTest.keyClicks(dialog.text, "  x ")
    assert read(dialog, 580, 340)[-1] == "[取消  Esc] | [作废  Ctrl+S]"
    dialog.reject()
    assert (
        read(dialog, 580, 340)[-1] == "«DOUBT» 所填内容还没有保存。 | [继续填写  Esc] | [放弃所填内容] | [作废  Ctrl+S]"
    )
    dialog.keep_button.click()
    assert read(dialog, 580, 340)[-1] == "[取消  Esc] | [作废  Ctrl+S]"
    dialog.save_button.click()
    assert (typed, dialog.isVisible()) == (["x"], False)


def test_a_long_text_is_asked_for_in_several_lines_and_begins_with_what_was_there(qtbot: QtBot) -> None:
    dialog = WordsDialog("说明", [], "说明", lambda _text: None, at_first="原来的")
    qtbot.addWidget(dialog)
    assert dialog.typed() == "原来的"
    assert not dialog.is_dirty()
    line = dialog.text.fontMetrics().lineSpacing()
    assert 4 * line <= dialog.text.minimumHeight() < dialog.text.maximumHeight() <= 9 * line


def test_a_form_in_doubt_keeps_its_button_open(qtbot: QtBot) -> None:
    form = GatedForm("甲")
    qtbot.addWidget(form)
    form.complain("这里要填。")
    assert (form.gate.objectName(), form.gate.sign, form.save_button.isEnabled()) == ("secondary", None, False)
    form.complain("没有存下。", blocks=False)
    assert (form.gate.objectName(), form.save_button.isEnabled()) == ("overdue", True)
    assert form.save_button.objectName() == "primary"


def test_rows_that_were_removed_say_what_they_were_and_why(qtbot: QtBot, session: Session) -> None:
    first = request_of(session, number="2024-001", content="第一件\n第二行")
    session.registers.remove(first, "登记错了")
    shown = RecycleBin(session, Request)
    qtbot.addWidget(shown)
    table = shown.table
    foot = "要销毁的，在“工具—档案保管与鉴定”里选状态“在回收站”。 | [关闭  Esc] | (恢复所选  Enter)"
    assert read(shown, 760, 420)[-1] == foot
    assert [table.model().headerData(place, Qt.Orientation.Horizontal) for place in range(4)] == [
        "名称",
        "内容",
        "删除时间",
        "删除原因",
    ]
    items = [each for place in range(4) if (each := table.item(0, place)) is not None]
    assert [items[place].text() for place in (0, 3)] == ["2024-001", "登记错了"]
    assert "第一件 第二行" in items[1].text()
    assert len(items[2].text()) == len("2024-03-04 09:00")
    assert all(each.toolTip() == each.text() for each in items)
    header = table.horizontalHeader()
    assert header.sectionResizeMode(1) is header.sectionResizeMode(3) is QHeaderView.ResizeMode.Stretch
    assert header.sectionResizeMode(0) is header.sectionResizeMode(2) is QHeaderView.ResizeMode.ResizeToContents
    table.selectRow(0)
    assert shown.restore_button.isEnabled()
    shown.restore()
    assert "回收站是空的。" in read(shown, 760, 420)
    assert not shown.restore_button.isEnabled()


def assert_dressed(table: QTableView, name: str) -> None:
    assert table.accessibleName() == name
    assert table.alternatingRowColors()
    assert not table.showGrid()
    assert not table.wordWrap()
    assert not table.tabKeyNavigation()
    assert not table.verticalHeader().isVisibleTo(table)
    assert not table.horizontalHeader().highlightSections()
    assert table.horizontalHeader().defaultAlignment() & Qt.AlignmentFlag.AlignLeft
    assert table.selectionBehavior() is QTableView.SelectionBehavior.SelectRows
    assert table.editTriggers() == QTableView.EditTrigger.NoEditTriggers


def test_all_lists_are_dressed_alike(qtbot: QtBot, session: Session) -> None:
    for window, name in ((RecycleBin(session, Request), "回收站"), (AccessLog(session, Request), "查阅记录")):
        qtbot.addWidget(window)
        assert_dressed(window.table, f"依申请公开 · {name}")
        assert window.windowTitle() == f"依申请公开 · {name}"
    plain, rows = QTableWidget(1, 3), QTableWidget(1, 3)
    for table in (plain, rows):
        qtbot.addWidget(table)
    dress_list(plain, "甲")
    dress_rows(rows, "乙", 1)
    assert_dressed(plain, "甲")
    assert_dressed(rows, "乙")
    modes = [rows.horizontalHeader().sectionResizeMode(place) for place in range(3)]
    assert modes == [
        QHeaderView.ResizeMode.ResizeToContents,
        QHeaderView.ResizeMode.Stretch,
        QHeaderView.ResizeMode.ResizeToContents,
    ]


def test_the_facts_of_a_request_are_folded_until_she_asks_and_masked_until_she_asks_again(
    qtbot: QtBot, session: Session
) -> None:
    asked: list[bool] = []
    card = FactsCard(lambda: asked.append(True))
    qtbot.addWidget(card)
    record = request_of(
        session, number="2024-001", content="某项目的全部材料", phone="13800000000", department="城建办"
    )
    card.show_record(record, is_revealed=False)
    lines = read(card)
    assert lines[0] == "2024-001 | [显示个人信息  Ctrl+R]"
    assert lines[1] == "某项目的全部材料"
    assert lines[2].endswith(" | [展开]")
    assert f"{record.applicant_kind.label} · {record.channel.label}" in lines[2]
    assert "13800000000" not in lines[2]
    assert masked_prose("13800000000") in lines[2]
    assert len(lines) == 3
    card.fold_button.click()
    text = " | ".join(read(card)).split(" | ")
    assert "[收起]" in text
    assert text[text.index("承办科室") + 1] == "城建办"
    assert "登记编号" not in text, "its number stands above"
    card.reveal_button.click()
    assert asked == [True]
    card.show_record(record, is_revealed=True)
    shown = read(card)
    assert shown[0] == "2024-001 | [重新遮住  Ctrl+R]"
    assert any("13800000000" in line for line in shown)
    assert "电话" in card.reveal_button.toolTip()
    assert (card.number.objectName(), card.matter.objectName()) == ("secondary", "caseTitle")
    other = kept(session, make_duty(department="财政科"))
    card.show_record(other, is_revealed=False)
    assert (card.number.objectName(), card.fold_button.isVisible(), card.matter.isVisible()) == (
        "cardTitle",
        False,
        False,
    )
    assert "[显示个人信息  Ctrl+R]" not in read(card)[0]


def test_what_a_request_counts_for_is_told_cell_by_cell(qtbot: QtBot, session: Session) -> None:
    card = CellsCard(session)
    qtbot.addWidget(card)
    record = request_of(session)
    card.show_record(record, 2024)
    lines = read(card)
    assert lines[0] == "计入年度报告 | 2024 年"
    assert lines[1] == "+1  表三 · 一、本年新收政府信息公开申请数量 · 自然人"
    assert lines[2:] == ["+1  表三 · 四、结转下年度继续办理 · 自然人"], "nobody has answered it"
    card.show_record(record, 2022)
    assert read(card) == ["计入年度报告 | 2022 年", "不计入 2022 年度报告的三张表。"]


def test_the_history_of_a_record_tells_each_change_the_newest_first(qtbot: QtBot, session: Session) -> None:
    record = request_of(session, number="2024-001", phone="13800000000")
    for n in range(8):
        session.registers.save(replace(session.registers.get(Request, record.id), remarks=f"第{n}次"))
    card = HistoryCard(session)
    qtbot.addWidget(card)
    card.show_record(session.registers.get(Request, record.id))
    lines = read(card)
    assert lines[0] == "修改历史"
    assert lines[1].endswith(" · 修改 · 测试员")
    assert lines[2].strip() == "备注：第6次 → 第7次"
    assert lines[-1] == "[显示全部 9 次]"
    inside(card, type(button("", lambda: None)))[-1].click()
    whole = read(card, height=1600)
    assert whole[-1].endswith(" · 新建 · 测试员")
    assert len(whole) == 1 + 9 + 8


NOTHING = {
    "an empty list": (("", "", True), ["还没有申请。", "[新建申请] | [导入旧登记表…]"]),
    "nothing let through": (("", "状态 未办结", False), ["没有符合条件的申请（状态 未办结）。", "[去掉全部筛选]"]),
    "nothing found": (
        ("绿化", "", False),
        ["没有找到“绿化”。", "[在全部登记簿里找  Ctrl+Shift+F] | [清除搜索  Esc]"],
    ),
    "nothing found among these": (
        ("绿化", "状态 未办结", False),
        [
            "没有找到“绿化”（状态 未办结）。",
            "[去掉筛选再找“绿化”] | [在全部登记簿里找  Ctrl+Shift+F] | [清除搜索  Esc]",
        ],
    ),
}


@pytest.mark.parametrize("case", NOTHING)
def test_an_empty_list_says_why_and_offers_what_helps(qtbot: QtBot, case: str) -> None:
    (text, filtered, is_empty), told = NOTHING[case]
    table = QTableView()
    qtbot.addWidget(table)
    table.resize(800, 400)
    table.show()
    nothing = Nothing(table, VIEWS["requests"])
    qtbot.addWidget(nothing)
    nothing.tell(text, filtered, is_empty=is_empty)
    assert nothing.size() == table.viewport().size()
    nothing.offer_wider([("state", "状态 未办结", 2), ("channel", "渠道 传真", 5)] if filtered and text else [])
    if filtered and text:
        told = [told[0], f"[去掉渠道 传真，有 5 件] | {told[1]}"]
    assert read(nothing, 800, 400) == told
    assert nothing.sentence.alignment() & Qt.AlignmentFlag.AlignHCenter
    assert 100 < nothing.sentence.y() < 200, "a little above the middle"


def test_a_day_in_a_year_without_its_holidays_is_promised_nowhere_as_certain(qtbot: QtBot, session: Session) -> None:
    """「2026-001 · 2027年1月13日前答复」 stood below a new request while the holidays of 2027 were unknown."""
    came = {"arrived_on": date(2026, 12, 15), "received_on": date(2026, 12, 15)}
    asked = [request_of(session, number=f"2026-00{number}", **came) for number in (1, 2)]
    merging = MergeDialog(session, asked)
    start = {name: getattr(asked[0], name) for name in ("applicant", "applicant_kind", "channel", "content")}
    entering = IntakeForm(session, session.save, start={**came, **start})
    for form in (merging, entering):
        qtbot.addWidget(form)
        form.show()
    entering.refresh_gate()
    qtbot.waitUntil(lambda: "前答复" in entering.gate.text())
    for told in (merging.due.text(), entering.gate.text()):
        assert "2027年1月" in told
        assert "（暂定）" in told


def test_several_requests_of_one_person_are_answered_together(qtbot: QtBot, session: Session) -> None:
    first = request_of(session, number="2024-001", arrived_on=date(2024, 2, 1), received_on=date(2024, 2, 1))
    other = request_of(session, number="2024-002", arrived_on=date(2024, 2, 5), received_on=date(2024, 2, 5))
    dialog = MergeDialog(session, [other, first])
    qtbot.addWidget(dialog)
    assert dialog.chosen() == [first, other], "by the day they came in"
    lines = [dialog.list.item(row).text() for row in range(2)]
    assert lines[0].startswith("2024-001  2024-02-01  张某某  ")
    assert [line.endswith("  （主件）") for line in lines] == [True, False]
    assert dialog.due.text() == "最早到期的是 2024-001，答复要在2024年3月5日以前发出。"
    assert dialog.save_button.text() == "合并办理  Ctrl+S"
    assert dialog.save_button.isEnabled()
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.save_button.isEnabled()
    assert dialog.gate.text() == "至少勾选两件申请"
    assert not any(dialog.list.item(row).text().endswith("（主件）") for row in range(2))


def test_changing_several_at_once_says_how_many_and_from_what(qtbot: QtBot, session: Session) -> None:
    records = [
        request_of(session, number=f"2024-00{n}", department=text)
        for n, text in enumerate(("甲科", "甲科", "乙科", ""), 1)
    ]
    form = ChangeTogether(session, Request, records, ("department", "handler", "channel", "archive_number"))
    qtbot.addWidget(form)
    read(form, 640, 500)
    assert (form.gate.text(), form.save_button.isEnabled()) == ("勾选要改的栏目", False)
    assert form.counting.isVisible()
    form.fields["department"].editor.set_value("甲科")
    assert form.ticks["department"].isChecked(), "what is typed is ticked"
    assert form.preview.text() == "4 条中改 2 条，2 条不变。\n承办科室原来是：乙科 1 条、（空） 1 条。"
    assert (form.gate.text(), form.save_button.text()) == ("", "修改 2 条  Ctrl+S")
    form.ticks["channel"].setChecked(True)
    assert form.gate.text().endswith("不能清空")
    assert not form.save_button.isEnabled()
    form.ticks["channel"].setChecked(False)
    form.fields["department"].editor.set_value("")
    assert form.ticks["department"].isChecked(), "a ticked blank clears"
    assert form.preview.text().startswith("4 条中改 3 条，1 条不变。")
    rows = [form.ticks[name].y() for name in form.ticks]
    assert rows == sorted(rows)
    assert all(field.cell.x() > form.ticks[name].geometry().right() for name, field in form.fields.items())
    form.reject()
    form.discard_button.click()
    assert not form.isVisible()
    other = ChangeTogether(session, Request, records, ("department", "handler"))
    qtbot.addWidget(other)
    read(other, 640, 500)
    assert not other.counting.isVisible()


def test_buttons_that_need_two_lines_are_spread_over_both(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FlowLayout(holder, gap=8)
    made = [button("四个字的", lambda: None) for _ in range(4)]
    for each in made:
        row.addWidget(each)
    wide = made[0].sizeHint().width()
    holder.resize(3 * wide + 20, 200)
    holder.show()
    qtbot.waitExposed(holder)
    assert len({each.y() for each in made[:2]}) == len({each.y() for each in made[2:]}) == 1
    assert made[1].x() - made[0].geometry().right() - 1 == 8
    assert made[2].y() - made[0].geometry().bottom() - 1 == 8
    assert made[2].x() == made[0].x() == 0
    assert row.heightForWidth(holder.width()) == 2 * made[0].sizeHint().height() + 8
    made[0].hide()
    assert row.heightForWidth(holder.width()) == made[1].sizeHint().height()


def test_a_sheet_lies_at_the_right_edge_below_the_head(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1000, 600)
    head = QWidget(page)
    head.setGeometry(0, 40, 1000, 30)
    sheet = SideSheet(page, head)
    held = QWidget()
    first = QHBoxLayout(held)
    first.addWidget(Words("某句"))
    sheet.hold(held, first)
    page.show()
    assert sheet.close_button.isHidden()
    sheet.show()
    sheet.place()
    assert sheet.geometry().getRect() == (1000 - 476, 40, 476, 560)
    assert sheet.isAncestorOf(held)
    assert read_shown(sheet) == ["某句 | [关闭  Esc]"], "in the line that is there already"
    with qtbot.waitSignal(sheet.closed):
        sheet.close_button.click()
    page.resize(300, 600)
    sheet.place()
    assert sheet.width() == 300
    assert sheet.objectName() == "sheet"


def test_a_review_in_the_list_of_its_kind_has_words_of_its_own(qtbot: QtBot, session: Session) -> None:
    card = FactsCard(lambda: None)
    qtbot.addWidget(card)
    card.is_compact = True
    card.show_record(kept(session, make_review(review_body="测试区人民政府")), is_revealed=False)
    assert any("测试区人民政府" in each.text() for each in inside(card, QLabel) if each.isVisibleTo(card))
    assert card.palette().window().color() == colour("ground")
