"""The forms of an act, read whole: what they ask, what each says of what is typed, and when it can be kept."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from disclosure.cases.state import CaseState
from disclosure.cases.steps import MORE_STEPS
from disclosure.column_kinds import columns_by_name
from disclosure.outcomes import Outcome
from disclosure.records import Record, Request
from disclosure.terms import AttachmentKind, DisputeResult, StepKind
from gui.base.session import Session
from gui.calendar.calculator import CalculatorDialog
from gui.calendar.change import DayForm, NoticeForm, arrangement_words
from gui.calendar.dialog import CalendarDialog
from gui.cases.deadline import DeadlineCard
from gui.cases.dialogs import CauseDialog, LinkDialog, LinkReleaseDialog, ReopenDialog, SplitDialog
from gui.cases.next_acts import NextActs
from gui.forms.citations import Citation, Offer
from gui.forms.fields import Field, Mend
from gui.forms.papers import PapersPanel
from gui.forms.part_form import FormHead, PartForm
from gui.forms.remove import RemoveDialog
from gui.forms.repeats import RepeatsPanel
from gui.kit.words_dialog import WordsDialog
from gui.registers.column_chooser import ColumnChooser
from gui.registers.views import VIEWS
from storage.registers import Registers
from tasks.calendar.loading import shipped_calendar
from tasks.cases.duties import duty_calendar
from tasks.cases.intake import PaperToKeep
from tests.gui.reading import inside, read
from tests.records_factory import make_duty, make_release, make_request, make_review, make_step


def kept(session: Session, **values: object) -> Request:
    found = session.registers.get(Request, session.registers.save(make_request(**values)).record_id)
    assert isinstance(found, Request)
    return found


def saved(registers: Registers, record: Record) -> Record:
    return registers.get(type(record), registers.save(record).record_id)


def test_acts_that_need_words_say_what_they_do_and_what_is_missing(qtbot: QtBot, session: Session) -> None:
    request = kept(session, number="2024-001", content="一项\n二项")
    registers = session.registers
    duty = saved(registers, make_duty(starts_on=date(2024, 1, 1)))
    line = duty_calendar(registers, 2024, session.calendar, session.today)[0]
    review = saved(
        registers, make_review(number="复2024-1", result=DisputeResult.CORRECTED, closed_on=date(2024, 3, 1))
    )
    cases = (
        (ReopenDialog(session, request), "撤销办结　2024-001", "撤销原因", "撤销办结  Ctrl+S", "填写撤销原因", ""),
        (SplitDialog(session, request), "拆分　2024-001", "各件所需信息", "拆分  Ctrl+S", "", "一项\n二项"),
        (LinkDialog(session, request), "关联　2024-001", "关联申请的登记编号", "关联  Ctrl+S", "填写登记编号", ""),
        (
            LinkReleaseDialog(session, line),
            f"关联已有的公开信息　{line.caption}",
            "主动公开编号",
            "关联  Ctrl+S",
            "填写编号",
            "",
        ),
        (CauseDialog(session, review), "原因与改进　复2024-1", "原因与改进", "保存  Ctrl+S", "填写原因与改进", ""),  # type: ignore[arg-type]
    )
    assert duty.id == line.duty.id
    for dialog, title, label, verb, gate, at_first in cases:
        assert isinstance(dialog, WordsDialog)
        qtbot.addWidget(dialog)
        assert dialog.windowTitle() == title
        lines = read(dialog, 600, 400)
        assert lines[1] == f"{label} *"
        assert lines[0].endswith("。"), "what it does"
        assert (dialog.gate.text(), dialog.typed()) == (gate, at_first)
        assert dialog.save_button.text() == verb
        assert dialog.save_button.isEnabled() is not bool(gate)
        assert not dialog.is_dirty()
        dialog.hide()


def test_a_case_is_linked_to_one_that_is_there(qtbot: QtBot, session: Session) -> None:
    request = kept(session, number="2024-001")
    kept(session, number="2024-002", content="某项目")
    dialog = LinkDialog(session, request)
    qtbot.addWidget(dialog)
    QTest.keyClicks(dialog.text, "2024-9")
    assert (dialog.gate.text(), dialog.save_button.isEnabled()) == ("没有登记编号“2024-9”的申请", False)
    dialog.text.setText("2024-002")  # type: ignore[union-attr]
    assert dialog.gate.text().endswith(" · 某项目")
    assert dialog.save_button.isEnabled()
    dialog.save_button.click()
    assert session.registers.get(Request, request.id).related == "2024-002"


def test_a_request_is_split_into_at_least_two(qtbot: QtBot, session: Session) -> None:
    dialog = SplitDialog(session, kept(session, number="2024-001", content="一项"))
    qtbot.addWidget(dialog)
    assert (dialog.gate.text(), dialog.save_button.isEnabled()) == ("至少分成两行，一行一件", False)
    dialog.text.setPlainText("一项\n\n二项")  # type: ignore[union-attr]
    assert (dialog.gate.text(), dialog.save_button.isEnabled()) == ("", True)
    dialog.save_button.click()
    assert [one.content for one in session.registers.all(Request) if one.split_from == "2024-001"] == ["一项", "二项"]


def test_removing_says_what_goes_where_and_asks_why(qtbot: QtBot, session: Session) -> None:
    first, second = kept(session, number="2024-001"), kept(session, number="2024-002")
    one, both = RemoveDialog(session, [first]), RemoveDialog(session, [first, second])
    for dialog in (one, both):
        qtbot.addWidget(dialog)
    assert (one.windowTitle(), both.windowTitle()) == ("删除 2024-001", "删除 2 条记录")
    assert read(one, 460, 240) == [
        "“2024-001”将移入回收站，可以随时恢复，也可以按 Ctrl+Z 撤销。",
        "删除原因 *",
        "填写删除原因 | [取消  Esc] | (删除  Ctrl+S)",
    ]
    assert read(both, 460, 240)[0].startswith("这 2 条记录将移入回收站")
    assert both.reason.accessibleName() == "删除原因（必填）"
    QTest.keyClicks(both.reason, "  ")
    assert not both.save_button.isEnabled()
    both.reason.setText("录入错误")
    QTest.keyClick(both.reason, Qt.Key.Key_Return)
    assert list(session.registers.all(Request)) == []
    assert {gone.reason for gone in session.registers.removed(Request)} == {"录入错误"}
    one.hide()


def test_a_part_of_a_record_is_asked_for_under_what_to_mind(qtbot: QtBot, session: Session) -> None:
    form = PartForm(
        Request,
        session.save,
        title="答复",
        asked=("answered_on", "answer_number"),
        article="条例第三十三条",
        advice="先核对。",
        original=kept(session),
        sources=session.sources(Request),
    )
    qtbot.addWidget(form)
    lines = read(form, 640, 400)
    assert lines[:2] == ["先核对。", "条例第三十三条"]
    labels = {name: columns_by_name(Request)[name].label for name in ("answered_on", "answer_number")}
    assert {each.text() for each in inside(form.body, QLabel) if each.isVisible()} >= set(labels.values())
    bare = FormHead()
    qtbot.addWidget(bare)
    assert bare.isHidden() or not bare.isVisible()
    for advice, article in (("先核对。", ""), ("", "条例第三十三条"), ("", "")):
        form.head.say(advice, article)
        seen = [label.text() for label in (form.head.advice, form.head.article) if label.isVisible()]
        assert seen == [text for text in (advice, article) if text]
        assert form.head.isVisible() == bool(seen)


ID = "11010119800101123X"


def test_a_field_says_its_problem_once_it_was_touched_a_doubt_at_once_and_how_to_mend_it(
    qtbot: QtBot, session: Session
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    stack = QVBoxLayout(holder)
    field = Field(columns_by_name(Request)["content"], session.sources(Request), holder)
    number = Field(columns_by_name(Request)["identity_number"], session.sources(Request), holder)
    for each in (field, number):
        stack.addWidget(each.label)
        stack.addWidget(each.cell)
    assert field.label.text() == "所需信息描述 <b>*</b>"
    assert field.editor.inputs()[0].accessibleName() == "所需信息描述（必填）"
    holder.resize(400, 400)
    holder.show()
    text = field.editor.inputs()[0]
    assert isinstance(text, QPlainTextEdit)
    assert text.viewport().height() // text.fontMetrics().lineSpacing() == 3, "lines of a long text"
    field.tell("这里要填")
    assert field.words.text() == ""
    field.touch()
    assert (field.words.text(), field.words.objectName()) == ("这里要填", "problem")
    assert field.editor.inputs()[0].property("wrong") is True
    assert field.editor.inputs()[0].accessibleDescription() == "有问题：这里要填"
    field.tell("")
    assert field.editor.inputs()[0].property("wrong") is False
    number.editor.set_value("11010119800101123Y")
    number.advise("末位对不上", Mend(ID, "末位 X"))
    lines = read(holder, 400, 400)
    assert "«DOUBT» 末位对不上" in lines
    assert "[改成 末位 X] | [照证件不改]" in lines
    assert number.words.objectName() == "attention"
    number.mend_button.click()
    assert number.editor.raw() == ID
    number.editor.set_value("11010119800101123Y")
    number.leave_button.click()
    assert number.words.text() != "末位对不上", "the paper says so"
    number.explain("说明")
    assert number.words.text() == "说明"


def test_what_was_read_off_a_paper_stands_at_its_field_and_can_be_taken_back(qtbot: QtBot, session: Session) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    stack = QVBoxLayout(holder)
    field = Field(columns_by_name(Request)["department"], session.sources(Request), holder)
    field.label.hide()
    stack.addWidget(field.cell)
    field.editor.set_value("甲科")
    Citation(field, "读自 申请表第3行", [Offer("乙科", "第9行")], is_taken=True)
    assert read(holder, 400, 200) == ["读自 申请表第3行", "«DOUBT» 另有“乙科”，第9行", "[改成 乙科]"]
    (taking,) = [each for each in inside(holder, QPushButton) if each.text() == "改成 乙科"]
    assert taking.accessibleName() == "承办科室改成乙科"
    taking.click()
    assert field.editor.raw() == "乙科"
    assert read(holder, 400, 200)[:2] == ["已改动；来件上是“甲科”", "[改回 甲科]"]
    (back,) = [each for each in inside(holder, QPushButton) if each.text() == "改回 甲科"]
    back.click()
    assert (field.editor.raw(), read(holder, 400, 200)[0]) == ("甲科", "读自 申请表第3行")


def test_papers_that_came_in_lie_above_the_form_each_to_be_kept_or_not(qtbot: QtBot) -> None:
    panel = PapersPanel("照原件填写。")
    qtbot.addWidget(panel)
    first = PaperToKeep("申请表.pdf", b"1", AttachmentKind.APPLICATION)
    second = PaperToKeep("身份证.jpg", b"2", AttachmentKind.IDENTITY)
    panel.add([first, second, replace(second, name="又一次.jpg")])
    panel.tell(["第二页看不清。", "第二页看不清。"])
    lines = read(panel, 600, 300)
    assert lines[0] == "照原件填写。收到的材料保存时一并放进去："
    assert lines[1:3] == ["[申请表（PDF）]", "[身份证]"]
    assert lines[3] == "«DOUBT» 第二页看不清。"
    assert [paper.kind for paper in panel.chosen()] == [AttachmentKind.APPLICATION, AttachmentKind.IDENTITY]
    panel._papers[0][1].setChecked(False)
    panel._papers[1][2].setCurrentIndex(list(AttachmentKind).index(AttachmentKind.OTHER))
    assert panel.chosen() == [replace(second, kind=AttachmentKind.OTHER)]


def test_columns_are_ticked_and_moved_into_order(qtbot: QtBot) -> None:
    view = VIEWS["requests"]
    chooser = ColumnChooser(view, ["number", "content"], {})
    qtbot.addWidget(chooser)
    assert chooser.windowTitle() == "依申请公开 · 选择列"
    assert chooser.names() == ["number", "content"]
    assert chooser.list.currentRow() == 0
    chooser.move_current(-1)
    chooser.move_current(1)
    assert chooser.names() == ["content", "number"]
    assert chooser.list.currentRow() == 1
    chooser.list.item(2).setCheckState(Qt.CheckState.Checked)
    assert len(chooser.names()) == 3
    for row in range(chooser.list.count()):
        chooser.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert (chooser.gate.text(), chooser.save_button.isEnabled()) == ("至少显示一列", False)
    (usual,) = [each for each in inside(chooser, QPushButton) if each.text() == "恢复默认"]
    usual.click()
    official = [name for name in view.shown if name in columns_by_name(Request)]
    assert chooser.names() == official
    with qtbot.waitSignal(chooser.chosen) as asked:
        chooser.save_button.click()
    assert asked.args == [official]


def test_earlier_answers_stand_beside_a_request_with_what_proves_them(qtbot: QtBot, session: Session) -> None:
    before = kept(
        session,
        number="2023-007",
        content="某小区改造项目的全部材料",
        outcome=Outcome.GRANTED,
        arrived_on=date(2023, 5, 4),
        received_on=date(2023, 5, 4),
        answered_on=date(2023, 5, 20),
        answer_number="测街公开〔2023〕7号",
    )
    now = kept(session, number="2024-001", content="某小区改造项目的全部材料")
    for is_narrow in (False, True):
        panel = RepeatsPanel(session, is_narrow=is_narrow)
        qtbot.addWidget(panel)
        panel.look_soon(now)
        qtbot.waitUntil(lambda panel=panel: bool(panel.repeats))  # type: ignore[misc]
        lines = read(panel, 700, 300)
        assert lines[0] == "同一申请人以前的相同或相近申请"
        if is_narrow:
            assert lines[1].startswith("[2023-007] | 2023-05-20  予以公开")
            assert lines[1].endswith("文号 测街公开〔2023〕7号  送达 未登记  相似 100%")
        else:
            assert lines[1] == "登记编号 | 答复日期 | 办理结果 | 文号 | 送达凭证 | 相似"
            assert lines[2].split(" | ")[:2] == ["[2023-007]", "2023-05-20"]
            assert lines[2].split(" | ")[3:] == ["测街公开〔2023〕7号", "未登记", "100%"]
        assert any("第三十六条第六项" in line for line in lines)
        (link,) = [each for each in inside(panel, QPushButton) if each.text() == "2023-007"]
        assert link.accessibleName() == "查看 2023-007"
        with qtbot.waitSignal(session.wanted) as asked:
            link.click()
        assert asked.args == ["requests", before.id]
        panel.forget()
        assert not panel.isVisible()


def test_what_can_come_next_stands_first_and_all_else_in_a_menu(qtbot: QtBot, session: Session) -> None:
    request = kept(session)
    acts = NextActs(session)
    qtbot.addWidget(acts)
    acts.show_case(CaseState(request, ()))
    texts = [each.text() for each in inside(acts, QPushButton)]
    assert texts[0] == "答复…"
    assert texts[-1] == MORE_STEPS
    blue = [each.text() for each in inside(acts, QPushButton) if each.objectName() == "primary"]
    assert blue == ["答复…"]
    more = inside(acts, QPushButton)[-1].menu()
    assert {action.text() for action in more.actions()}.isdisjoint(texts)
    asked = (make_step(request, kind=StepKind.CORRECTION_ASKED, on=date(2024, 3, 4)),)
    acts.show_case(CaseState(request, asked))
    waiting = [each for each in inside(acts, QPushButton) if each.isVisibleTo(acts)]
    assert [each.text() for each in waiting if each.objectName() == "primary"] == ["收到补正"]
    answered = replace(request, outcome=Outcome.GRANTED, answered_on=date(2024, 3, 4))
    acts.show_case(CaseState(answered, ()))
    told = [each.text() for each in inside(acts, QPushButton) if each.isVisibleTo(acts)]
    assert "查看或更正答复…" in told
    assert "答复…" not in told


BANDS: dict[str, tuple[dict[str, date | None], str, str]] = {
    "late": ({"arrived_on": date(2024, 1, 10), "received_on": date(2024, 1, 10)}, "«WRONG» 逾期 ", "bandOverdue"),
    "running": (
        {"arrived_on": date(2024, 3, 1), "received_on": date(2024, 3, 1)},
        "«RUNNING» 剩 19 个工作日",
        "bandPlain",
    ),
    "soon": ({"arrived_on": date(2024, 2, 6), "received_on": date(2024, 2, 6)}, "«SOON» 剩 ", "bandAttention"),
    "unconfirmed": ({"arrived_on": date(2024, 3, 1), "received_on": None}, "«UNCONFIRMED» ", "bandAttention"),
}


@pytest.mark.parametrize("case", BANDS)
def test_the_term_of_a_request_is_told_in_a_band_of_its_state(qtbot: QtBot, session: Session, case: str) -> None:
    values, told, band = BANDS[case]
    card = DeadlineCard(session)
    qtbot.addWidget(card)
    card.show_record(kept(session, **values))
    head = read(card, 460, 700)[0].split(" | ")
    assert head[-1].startswith(told)
    assert (card.head.objectName(), card.title.objectName()) == (band, "dueTitle")
    has_strip = case != "unconfirmed"
    assert card.strip.isVisible() is card.print_button.isVisible() is card.save_button.isVisible() is has_strip
    if has_strip:
        assert card.strip.accessibleDescription() == f"{card.title.text()}。{card.summary.text()}"
        assert "[打印期限计算说明…] | [另存为 PDF…]" in read(card, 460, 700)


def test_the_calculator_counts_from_a_day_and_says_what_it_left_out(qtbot: QtBot, session: Session) -> None:
    """20 working days from 1 March 2024, a Friday, end on 29 March: four weekends of two days lie between."""
    dialog = CalculatorDialog(session)
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "期限计算器"
    assert (dialog.start.text(), dialog.count.value(), dialog.unit.currentText()) == ("2024-03-04", 20, "工作日")
    dialog.start.setText("2024-3-1")
    assert (dialog.answer.text(), dialog.note.text()) == ("2024年3月29日", "起算当日不计入；其间 8 天不计入")
    assert dialog.answer.objectName() == "figure"
    labels = [
        each.text()
        for each in inside(dialog, QLabel)
        if each.text() in ("常用期限", "起算日期", "期限", "延长", "不计入的期间")
    ]
    assert labels == ["常用期限", "起算日期", "期限", "延长", "不计入的期间"]
    dialog.extension.setValue(20)
    assert dialog.answer.text() == "2024年4月28日"
    dialog.extension.setValue(0)
    dialog.pauses.setText("2024-03-04 至 2024-03-08；2024-03-11")
    assert dialog.answer.text() == "2024年4月9日"
    dialog.pauses.setText("2024-03-08 至 2024-03-04")
    assert "前后颠倒" in dialog.answer.text()
    assert (dialog.answer.objectName(), dialog.copy_button.isEnabled(), dialog.note.text()) == ("problem", False, "")
    dialog.pauses.clear()
    dialog.unit.setCurrentIndex(1)
    assert dialog.answer.text() == "2024年3月21日"
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "2024年3月21日"
    assert len(copied) == 2 + len(dialog.strip.tiles)
    dialog.start.setText("")
    assert dialog.answer.text() == "要填写起算日期"
    dialog.start.setText("1950-01-01")
    assert dialog.answer.text().startswith("工作日历从")
    days = {dialog.preset.itemText(place): place for place in range(dialog.preset.count())}
    for name, place in reversed(days.items()):  # the first is chosen already
        dialog.preset.setCurrentIndex(place)
        assert name.split(" ")[1] == str(dialog.count.value())
        assert name.endswith("工作日") is (dialog.unit.currentText() == "工作日")


def test_a_day_is_amended_only_to_something_else_and_with_a_name(qtbot: QtBot, session: Session) -> None:
    form = DayForm(session, date(2024, 3, 6))
    qtbot.addWidget(form)
    assert form.windowTitle() == "修改 2024年3月6日"
    assert read(form, 640, 600)[0].startswith("2024年3月6日 星期三，现在是：")
    assert (form.choice.currentText(), form.save_button.isEnabled()) == ("上班", False)
    assert form.gate.text() == "与现在相同；改为放假或上班，或者填写名称"
    form.choice.setCurrentIndex(form.choice.findData(False))
    assert form.gate.text() == "填写这一天放假的名称"
    form.name.setText("台风停工")
    qtbot.waitUntil(form.save_button.isEnabled)
    assert form.days.isVisible()
    assert "台风停工：3月6日放假" in [form.days.item(row).text() for row in range(form.days.count())]
    assert form.moved_head.text() == "没有期限因此变动"
    assert not form.moved.isVisible()
    form.choice.setCurrentIndex(form.choice.findData(True))
    form.name.clear()
    assert not form.days.isVisible()
    form.hide()


def test_a_notice_that_is_no_notice_is_refused(qtbot: QtBot, session: Session) -> None:
    form = NoticeForm(session)
    qtbot.addWidget(form)
    assert (form.gate.text(), form.save_button.isEnabled(), form.windowTitle()) == (
        "粘贴通知全文",
        False,
        "粘贴放假通知",
    )
    form.text.setPlainText("不是通知")
    form.read()
    assert form.gate.text() not in ("", "粘贴通知全文")
    assert not form.save_button.isEnabled()
    form.text.clear()


def test_an_arrangement_is_told_holiday_by_holiday() -> None:
    """国办发明电〔2023〕7号."""
    assert arrangement_words(shipped_calendar().year(2024)) == [
        "元旦：1月1日放假",
        "春节：2月10日至17日放假；2月4日、2月18日上班",
        "清明节：4月4日至6日放假；4月7日上班",
        "劳动节：5月1日至5日放假；4月28日、5月11日上班",
        "端午节：6月10日放假",
        "中秋节：9月15日至17日放假；9月14日上班",
        "国庆节：10月1日至7日放假；9月29日、10月12日上班",
    ]


def test_the_calendar_says_of_each_year_where_it_is_from(qtbot: QtBot, session: Session) -> None:
    dialog = CalendarDialog(session)
    qtbot.addWidget(dialog)
    years = [dialog.years.item(row).text() for row in range(dialog.years.count())]
    assert years == sorted(years, reverse=True)
    assert dialog.year == 2024
    assert dialog.head.text() == "2024 年 正式"
    assert "全年 251 个工作日。" in dialog.origin.text()
    assert (dialog.origin.sign, dialog.origin.objectName()) == (None, "secondary")
    assert not dialog.drop_button.isEnabled(), "nothing of its own"
    assert [dialog.history.item(row).text() for row in range(dialog.history.count())] == ["还没有修改过"]
    lines = read(dialog, 1260, 760)
    assert lines[-1] == "[粘贴通知…] | [导入数据文件…] | [修改一日…] | (恢复随程序的安排…) | [关闭  Esc]"
    assert lines[0] == "年份 | 2024 年 正式"
    months = [text for line in lines for text in line.split(" | ") if text.endswith(" 月")]
    assert months == [f"{month} 月" for month in range(1, 13)]
    dialog.refresh(2031)
    assert dialog.head.text().startswith("2031 年 ")
    assert dialog.origin.sign is not None
    assert "暂定" in dialog.origin.text()


def test_a_release_can_be_named_for_a_duty_only_if_it_is_there(qtbot: QtBot, session: Session) -> None:
    saved(session.registers, make_duty(starts_on=date(2024, 1, 1)))
    release = saved(session.registers, make_release(number="公2024-9", name="某公告"))
    line = duty_calendar(session.registers, 2024, session.calendar, session.today)[0]
    dialog = LinkReleaseDialog(session, line)
    qtbot.addWidget(dialog)
    dialog.text.setText("公2024-8")  # type: ignore[union-attr]
    assert (dialog.gate.text(), dialog.save_button.isEnabled()) == ("没有编号“公2024-8”的公开信息", False)
    dialog.text.setText("公2024-9")  # type: ignore[union-attr]
    assert (dialog.gate.text(), dialog.save_button.isEnabled()) == (release.caption, True)
    dialog.hide()
