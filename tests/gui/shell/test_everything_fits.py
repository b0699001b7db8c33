"""Every window of the program at every size of screen: inside it, with every button in sight and its words whole."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

import gui
from disclosure.column_kinds import Kind, columns_by_name
from disclosure.errors import NotAgreedError
from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Litigation, Record, Release, Request, Review
from disclosure.report.counting import Period
from disclosure.report.narrative import PARTS
from disclosure.terms import ReportDeliveryKind, ReportEventKind, StepKind
from gui.base.appearance import Appearance, dress, is_dressed
from gui.base.fitting import Fitting, fit
from gui.base.job import Job, ProgressDialog
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.calendar.change import DayForm, NoticeForm
from gui.cases.answer_sheet import AnswerSheet, RecordedAnswer
from gui.cases.dialogs import CauseDialog, LinkDialog, LinkReleaseDialog, ReopenDialog, SplitDialog
from gui.cases.dispute_forms import review_form, suit_form
from gui.cases.fee import FeeSheet
from gui.cases.intake import Offered, WhichForm
from gui.cases.merge import MergeDialog
from gui.cases.redaction.sheet import RedactionSheet
from gui.cases.step_form import StepForm
from gui.cases.together import StepsTogether
from gui.forms.choice import form_for
from gui.forms.remove import RemoveDialog
from gui.forms.together import ChangeTogether
from gui.kit.file_dialogs import ask_file, ask_folder
from gui.kit.gated_form import GatedForm, PageSheet
from gui.kit.messages import ask, show_note
from gui.letters.act_sheet import ActSheet
from gui.letters.batch import BatchLetters
from gui.letters.envelopes import EnvelopeDialog
from gui.letters.register import VoidDialog
from gui.registers.actions import open_export, print_ledger
from gui.registers.confirming import ConfirmDialog
from gui.registers.filters.dialogs import ForgetFilterDialog, PeriodDialog, SaveFilterDialog
from gui.registers.importing import ImportDialog, import_file
from gui.registers.page import RegisterPage, open_groups
from gui.registers.switched import SwitchedPages
from gui.report.desk import IssueDialog
from gui.report.export import ReportExport
from gui.report.page import ReportPage
from gui.report.retyping import RetypeWindow
from gui.report.rule_book import RuleDialog
from gui.report.trail import PapersDialog
from gui.report.trail_forms import delivery_form, event_form
from gui.safety.former_drafts import FormerDrafts
from gui.safety.lock_window import LockWindow
from gui.safety.password import RecoveryKeyDialog
from gui.safety.recovery import RecoveryDialog
from gui.safety.unlock_window import UnlockWindow
from gui.shell.crash import CrashDialog
from gui.shell.main_window import TABS, MainWindow
from gui.shell.menus import shortcuts
from gui.statistics.layouts import LayoutDialog
from gui.today.due_cards import DueRow
from gui.today.page import TodayPage
from importers.paper_pages import opened_paper
from storage.registers import Registers
from tasks.cases.duties import duty_calendar
from tasks.cases.requests import save_step
from tasks.ledgers.confirming import Unconfirmed
from tasks.letters.files import issue_and_keep
from tasks.letters.issuing import draft_letter
from tasks.report.versions import trail_of
from tasks.safety.password import PasswordSet
from tasks.statistics.comparing import compared
from tasks.updates import note
from tasks.updates.looking import Seen
from tests.empty_files import new_registers
from tests.gui import by_keyboard, laid, looks
from tests.gui.fixtures import open_windows, wait_for_window
from tests.gui.heard import unheard
from tests.gui.owned import unowned
from tests.issued_year import issue_unprinted
from tests.letters_factory import office
from tests.records_factory import (
    make_activity,
    make_duty,
    make_release,
    make_request,
    make_review,
    make_step,
    make_suit,
    make_tally,
)
from tests.small_pdfs import page

MOST_LOOKS, ONE_IN = 20, 6
TO_OTHERS = {
    *(f"{kind}.edited" for kind in ("StepForm", "RecordForm", "DisputeForm", "SuitForm", "RequestForm")),
    *(f"{kind}.edited" for kind in ("ReleaseForm", "ProfileForm", "PartForm")),
    *(f"{kind}.step_wanted" for kind in ("RecordedAnswer", "FeeSheet", "AnswerSheet", "ActSheet")),
    *(f"TemplateText.{name}" for name in ("read", "reached", "left_behind", "left_ahead", "entered", "chip_pressed")),
    *(f"Job.{name}" for name in ("progressed", "over")),
    *(f"UnlockWindow.{name}" for name in ("unlocked", "given_up", "damaged")),
    *(f"MainWindow.{name}" for name in ("settled", "leaving")),
    *("CellCard.pressed", "BalanceCard.pressed", "ChipText.left_behind", "ChipText.left_ahead"),
    *("RepeatsPanel.merge_wanted", "RepeatsPanel.found", "LetterRegister.written", "IssueDialog.submitted"),
    *("PagePreview.drawn", "LetterPreview.drawn", "ChartsSide.drawn", "PeriodDialog.chosen"),
    *("NoticeForm.kept", "DayForm.kept", "RecoveryDialog.recovered", "CellCard.rules_wanted"),
    *("LockWindow.unlocked", "LockWindow.closed"),
}
"""What is told to whoever opened a window, which here is the test; or to those alone who put the part to such use."""
OPENED = QRect(0, 0, 1366, 860)
"""What a window may ask for: on most screens it would be made smaller at once."""
MEASURED = {"导出年报", "问一句", "打开", "选文件夹", "进度"}
"""Windows as large as what they say, or as the system makes them."""
ONLY_READ = {
    *("邮政单号（必填）", "送出日期", "材料类别", "信封规格", "哪一段时间", "要登记的申请"),  # read with the act
    *("写成检查用的台账，可以打印签字，不能再导入", "写出完整的个人信息，并记入查阅记录"),
    "收集时包含身份证明和完整号码，并记入查阅记录",
    *("读出的放假安排", "变动的期限", "结转核对", "依申请公开 · 查阅记录", "抢救结果", "备份之后的操作", "保存的筛选"),
}
"""What is read when she is done, or only looked at."""
LEDGER = Path(__file__).parents[2] / "data" / "incoming" / "ledgers" / "h1-requests-old-excel.xlsx"


@dataclass(frozen=True)
class Desk:
    """The open window, its file, and one record of each kind to open windows about."""

    window: MainWindow
    session: Session
    registers: Registers
    folder: Path
    request: Request
    answered: Request
    review: Review
    suit: Litigation
    release: Release

    def report(self) -> ReportPage:
        page = self.window.show_page("report")
        assert isinstance(page, ReportPage)
        return page

    def page(self, register: str) -> RegisterPage:
        page = self.window.show_page("releases" if register == "duties" else register)
        if isinstance(page, SwitchedPages):
            return page.show_view(register)
        assert isinstance(page, RegisterPage)
        return page


@pytest.fixture
def desk(window: MainWindow, session: Session, tmp_path: Path) -> Desk:
    registers = session.registers
    registers.save(office())
    request = make_request(number="2024-001", content="老旧小区改造项目的全部材料" * 12, address="测试区测试路2号")
    answered = make_request(number="2024-002", outcome=Outcome.GRANTED, answered_on=request.arrived_on)
    made: list[Record] = [
        request,
        answered,
        make_review(),
        make_suit(),
        make_release(),
        make_activity(),
        make_duty(),
    ]
    kept = [registers.get(type(one), registers.save(one).record_id) for one in made]
    first, second, review, suit, release = kept[:5]
    assert isinstance(first, Request)
    assert isinstance(second, Request)
    assert isinstance(review, Review)
    assert isinstance(suit, Litigation)
    assert isinstance(release, Release)
    save_step(registers, make_step(first, kind=StepKind.NOTE, detail="已电话联系" * 20))
    gone = registers.get(Request, registers.save(make_request(number="2024-003")).record_id)
    registers.remove(gone, "登记错了")
    window.keep_safe()
    return Desk(window, session, registers, tmp_path, first, second, review, suit, release)


def shown(dialog: QWidget) -> QWidget:
    """Show a window as the program does."""
    if isinstance(dialog, QDialog):
        dialog.open()
    else:
        dialog.show()
    return dialog


def importing(desk: Desk, qtbot: QtBot) -> QWidget:
    path = desk.folder / "旧登记表.xlsx"
    path.write_bytes(LEDGER.read_bytes())
    import_file(desk.page("requests").shown(), path)
    return wait_for_window(qtbot, ImportDialog)


def printing(desk: Desk, qtbot: QtBot) -> QWidget:
    print_ledger(desk.page("releases").shown())
    return wait_for_window(qtbot, QPrintPreviewDialog)


def updating(desk: Desk, _qtbot: QtBot) -> QWidget:
    dialog = desk.window.work.open_updates()
    refused = [Seen(Path("x"), None, "“disclosure-desk_1.0.0_amd64.deb”没有拷贝完整。" * 3) for _ in range(9)]
    release = note.Release("9.9.9", note.Kind.DEBIAN_AMD64.name, 1, "", ("改动说明，" * 30,) * 9)
    dialog.show_seen([Seen(Path("很长的文件夹名字" * 20), release), *refused])
    return dialog


def issued_letter(desk: Desk) -> IssuedLetter:
    typed = {"经办人": "测试员", "收到材料": "申请表一份"}
    draft = draft_letter(desk.registers, desk.request, "receipt", typed, dated_on=desk.session.today)
    return issue_and_keep(desk.registers, draft).letter


def papers(desk: Desk, _qtbot: QtBot) -> QWidget:
    form = delivery_form(desk.session, 2023, ReportDeliveryKind.SUBMITTED, desk.window)
    assert form.record is not None, form.gate.text()
    desk.session.save(form.record)
    form.show()
    form.hide()
    form.deleteLater()
    return shown(PapersDialog(desk.session, trail_of(desk.registers, 2023)[-1], desk.window))


def unlocking(desk: Desk, _qtbot: QtBot) -> QWidget:
    path = desk.folder / "另一个.sqlite"
    return shown(UnlockWindow(new_registers(path)))


def new(register: str, desk: Desk, _qtbot: QtBot) -> QWidget:
    return desk.page(register).new_record()


def step(kind: StepKind, desk: Desk, _qtbot: QtBot) -> QWidget:
    return shown(StepForm(desk.session, desk.request, kind, parent=desk.window))


class Busy(Job):
    """Work that never begins."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(lambda _progress: None, lambda _result: None, nullcontext(), lambda: None, parent)


Opener = Callable[[Desk, QtBot], QWidget]

OPENERS: Mapping[str, Opener] = {
    "新建申请": lambda desk, _: desk.page("requests").new_record(),
    "修改申请": lambda desk, _: shown(
        form_for(desk.session, Request, desk.session.save, original=desk.request, parent=desk.window)
    ),
    **{
        f"新建 {register}": partial(new, register)
        for register in ("releases", "reviews", "litigation", "tallies", "activities")
    },
    "粘贴来件": lambda desk, _: shown(
        WhichForm(
            desk.window,
            "这份来件是“应诉通知书”，应当登记到行政诉讼。",
            Offered("登记到行政诉讼", lambda: None),
            Offered("不，登记到依申请公开，自己填写", lambda: None),
        )
    ),
    "机关信息": lambda desk, _: desk.window.work.edit_profile(),
    **{
        f"步骤 {kind.label}": partial(step, kind)
        for kind in (StepKind.NOTE, StepKind.CORRECTION_ASKED, StepKind.THIRD_PARTY_ASKED, StepKind.FEE_NOTICE)
    },
    "收到复议申请": lambda desk, _: shown(review_form(desk.session, desk.request, desk.window)),
    "收到应诉通知": lambda desk, _: shown(suit_form(desk.session, desk.request, desk.window)),
    "答复": lambda desk, _: shown(AnswerSheet(desk.session, desk.request, desk.window)),
    "登记答复": lambda desk, _: shown(RecordedAnswer(desk.session, desk.request, desk.window)),
    "更正答复": lambda desk, _: shown(RecordedAnswer(desk.session, desk.answered, desk.window)),
    "撤销办结": lambda desk, _: shown(ReopenDialog(desk.session, desk.answered, desk.window)),
    "拆分": lambda desk, _: shown(SplitDialog(desk.session, desk.request, desk.window)),
    "关联": lambda desk, _: shown(LinkDialog(desk.session, desk.request, desk.window)),
    "案由": lambda desk, _: shown(CauseDialog(desk.session, desk.review, desk.window)),
    "应公开事项落实": lambda desk, _: shown(
        LinkReleaseDialog(
            desk.session, duty_calendar(desk.registers, 2024, desk.session.calendar, desk.session.today)[0], desk.window
        )
    ),
    "收费": lambda desk, _: shown(FeeSheet(desk.session, desk.request, desk.window)),
    "区分处理": lambda desk, _: shown(
        RedactionSheet(
            desk.session,
            desk.registers.attach(desk.request, name="会议纪要.pdf", content=page(pages=2)),
            opened_paper(page(pages=2)),
            desk.window,
        )
    ),
    "合并办理": lambda desk, _: shown(MergeDialog(desk.session, [desk.request], desk.window)),
    "删除": lambda desk, _: shown(RemoveDialog(desk.session, [desk.request], desk.window)),
    "文书": lambda desk, _: shown(ActSheet(desk.session, desk.request, "", desk.window)),
    "打印文书": lambda desk, _: shown(BatchLetters(desk.session, [desk.request], desk.window)),
    "以前的口令": lambda desk, _: shown(FormerDrafts(desk.folder / "以前的草稿", print, desk.window)),
    "信封": lambda desk, _: shown(EnvelopeDialog(desk.session, [desk.request], desk.window)),
    "已发文书": lambda desk, _: desk.window.work.show_letters(),
    "档案保管与鉴定": lambda desk, _: desk.window.work.show_keeping(),
    "作废": lambda desk, _: shown(VoidDialog(desk.session, issued_letter(desk), desk.window)),
    "文书模板": lambda desk, _: desk.window.work.show_templates(),
    "导入": importing,
    "核对导入的栏目": lambda desk, _: shown(
        ConfirmDialog(
            desk.page("requests").shown(),
            [
                Unconfirmed(
                    f"2024-03-0{day} 导入依申请公开台账“名字很长的旧登记表.xlsx”（3 条）",
                    (desk.request,),
                    {f"栏目{place}": Counter({"很长的一个值" * 9: 3}) for place in range(20)},
                )
                for day in (2, 1)
            ],
        )
    ),
    "导出台账": lambda desk, _: open_export(desk.page("requests").shown()),
    "打印台账": printing,
    "一并修改": lambda desk, _: shown(
        ChangeTogether(
            desk.session,
            Request,
            [desk.request, desk.answered],
            ("department", "handler", "channel", "archive_number"),
            desk.window,
        )
    ),
    "一并登记": lambda desk, _: shown(
        StepsTogether(desk.session, [desk.request, desk.answered], StepKind.DELIVERED, desk.window)
    ),
    "起止日期": lambda desk, _: shown(PeriodDialog(desk.session.today, desk.window)),
    "保存筛选": lambda desk, _: shown(
        SaveFilterDialog(desk.session, "requests", {"state": ("未办结",)}, "状态 未办结", desk.window)
    ),
    "整理保存的筛选": lambda desk, _: shown(ForgetFilterDialog(desk.session, "requests", desk.window)),
    "选择列": lambda desk, _: desk.page("requests").choose_columns(),
    "分组小计": lambda desk, _: open_groups(desk.page("requests")),
    "回收站": lambda desk, _: desk.page("requests").open_recycle_bin(),
    "查阅记录": lambda desk, _: desk.page("requests").open_access_log(),
    "期限计算器": lambda desk, _: desk.window.work.show_calculator(),
    "统计": lambda desk, _: desk.window.work.show_statistics(),
    "上级报表": lambda desk, _: shown(
        LayoutDialog(desk.session, compared(desk.registers, Period.of(2023), desk.session.today), desk.window)
    ),
    "考核自评": lambda desk, _: desk.window.work.show_scoring(),
    "工作日历": lambda desk, _: desk.window.work.show_calendar(),
    "粘贴放假通知": lambda desk, _: shown(NoticeForm(desk.session, desk.window)),
    "修改一日": lambda desk, _: shown(DayForm(desk.session, desk.session.today, desk.window)),
    "导出年报": lambda desk, _: desk.report().ask_export(),
    "签发": lambda desk, _: shown(IssueDialog(2023, (), desk.window)),
    "版本": lambda desk, _: opened_by(
        lambda: (issue_unprinted(desk.registers, 2024, desk.session.today), desk.report().desk.show_versions())
    ),
    "年度结转": lambda desk, _: desk.report().desk.roll_over(),
    "检查别的年报": lambda desk, _: desk.report().desk.check_other(),
    "填报对照": lambda desk, _: shown(RetypeWindow(desk.session, 2023)),
    "句库": lambda desk, _: desk.report().editors[PARTS[0].key].show_sentences(),
    "检查规则": lambda desk, _: desk.window.work.show_rules(),
    "一条规则": lambda desk, _: shown(RuleDialog("R-1", desk.window)),
    "报送": papers,
    "退回": lambda desk, _: shown(event_form(desk.session, 2023, ReportEventKind.RETURNED, desk.window)),
    "口令": lambda desk, _: desk.window.work.open_password(),
    "恢复密钥": lambda desk, _: shown(
        RecoveryKeyDialog(desk.session, PasswordSet("-".join(["ABCDE"] * 12), 3, ["U盘上的一份"], True), desk.window)
    ),
    "从备份恢复": lambda desk, _: desk.window.work.open_restore(),
    "文件损坏": lambda desk, _: shown(
        RecoveryDialog(desk.registers.path, "文件损坏。" * 9, desk.window.preferences, desk.window)
    ),
    "锁定": lambda desk, _: shown(LockWindow(desk.registers, desk.window.geometry())),
    "输入口令": unlocking,
    "程序出错": lambda desk, _: shown(CrashDialog("错误\n" * 40, desk.window)),
    "使用手册": lambda desk, _: opened_by(desk.window.work.show_manual),
    "键盘快捷键": lambda desk, _: opened_by(lambda: desk.window.work.show_keys(shortcuts(desk.window))),
    "更新": updating,
    "关于": lambda desk, _: opened_by(desk.window.work.show_about),
    "告知": lambda desk, _: show_note(
        "导入台账", "\n\n".join(f"第 {row} 行没有读进来。" for row in range(90)), desk.window
    ),
    "问一句": lambda desk, _: ask(
        NotAgreedError("会改动已签发的年度报告。", [f"表三第{row}行" for row in range(40)], lambda: None),
        lambda: None,
        desk.window,
    ),
    "打开": lambda desk, _: ask_file(desk.window, lambda _path: None),
    "选文件夹": lambda desk, _: ask_folder(desk.window, "保存到", lambda _path: None),
    "进度": lambda desk, _: shown(ProgressDialog("检查文件", Busy(desk.window), desk.window)),
}
"""Every window of the program but the main one, by what it is for."""


def opened_by(act: Callable[[], object]) -> QWidget:
    known = set(open_windows())
    act()
    (new,) = [each for each in open_windows() if each not in known]
    return new


def opened_ill(made: QWidget) -> Iterator[str]:
    """What is wrong with a window of ours that was just opened: how large it is, whose it is, where the keyboard is."""
    if not isinstance(made, QDialog) or not looks.is_ours(made):
        return
    if not isinstance(made, ProgressDialog):
        yield from by_keyboard.at_its_way_out(made)
        if made.isWindow() and made.size() == made.sizeHint():
            yield f"as large as Qt has it: {made.width()}×{made.height()}"
    if made.parent() is None:
        yield "belongs to no other window"


def windows_of_the_program() -> set[type]:
    """Every class of ours that is a window of its own."""
    for module in pkgutil.walk_packages(gui.__path__, "gui."):
        importlib.import_module(module.name)
    found: set[type] = set()
    waiting: list[type] = [QDialog, QMainWindow]
    while waiting:
        for kind in cast("list[type]", waiting.pop().__subclasses__()):
            waiting.append(kind)
            if kind.__module__.startswith("gui."):
                found.add(kind)
    return found


def faults(window: QWidget, room: QRect) -> list[str]:
    """What does not fit of one window, or of a form that lies in one, on a screen with this room."""
    place = window.window().frameGeometry()
    told = (
        []
        if room.contains(place)
        else [f"{place.width()}×{place.height()} at {place.x() - room.x()},{place.y() - room.y()}"]
    )
    for area in cast("list[QScrollArea]", window.findChildren(QScrollArea)):
        never = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        inside = area.widget()
        if area.isVisible() and never and inside is not None and inside.width() > area.viewport().width():
            told.append(f"{inside.width()} pixels stand in {area.viewport().width()}, and never scroll")
    for made in cast("list[QAbstractButton]", window.findChildren(QAbstractButton)):
        if not made.isVisible() or made.window() is not window.window():
            continue
        spot = QRect(made.mapTo(window, QPoint(0, 0)), made.size())
        outer = scrolled_in(made)
        seen = window if outer is None else outer.viewport()
        within = QRect(seen.mapTo(window, QPoint(0, 0)), seen.size())
        if outer is not None:  # up and down it may be scrolled to
            spot.moveTop(within.top())
            spot.setHeight(1)
        if not within.contains(spot):
            told.append(f"[{made.text() or made.accessibleName()}] lies outside")
        if isinstance(made, QPushButton) and made.text() and made.width() < made.sizeHint().width():
            told.append(f"[{made.text()}] is cut: {made.width()} of {made.sizeHint().width()}")
    looked_at = (looks.cut, looks.overlapping, looks.unread, looks.sideways, looks.stuck)
    return [*told, *(fault for look in looked_at for fault in look(window))]


def scrolled_in(widget: QWidget) -> QScrollArea | None:
    """The outermost area a widget scrolls in."""
    found, above = None, widget.parentWidget()
    while above is not None:
        found = above if isinstance(above, QScrollArea) else found
        above = above.parentWidget() if not above.isWindow() else None
    return found


@pytest.fixture(autouse=True)
def fitting(qapp: QApplication) -> Iterator[None]:
    """What the program does to every window it shows."""
    made = Fitting(qapp)
    yield
    delete(made)


MUCH = pytest.mark.parametrize(
    "is_whole", [False, pytest.param(True, marks=pytest.mark.torture)], ids=["sample", "whole"]
)
"""Each window on the least screen, a sixth of them on a larger one, too; `make torture` takes all to every screen."""


def screens_for(app: QApplication, place: int, *, is_whole: bool) -> list[tuple[str, QRect]]:
    """Name and room of each screen to look at the window at a ``place`` in the list on; the least comes last."""
    *larger, least = [(screen.name(), screen.availableGeometry()) for screen in app.screens()]
    turn, is_left = divmod(place, ONE_IN)
    return [*(larger if is_whole else [] if is_left else [larger[turn % len(larger)]]), least]


def on_each_screen(window: QWidget, screens: Sequence[tuple[str, QRect]], settle: Callable[[], object]) -> list[str]:
    """Take a window from screen to screen and look at it on each; a form in a page goes with its window.

    What is looked at on the least alone is opened there, but for the first: a window that grows and shrinks again lays
    its page out anew each time.
    """
    told, outer = [], window.window()
    if outer is not window and len(screens) > 1:
        outer.move(0, 0)
        outer.resize(1360, 860)
    for name, room in screens:
        outer.move(room.topLeft())
        settle()
        for _ in range(MOST_LOOKS):  # layouts follow a moment later, on a busy machine several
            found = faults(window, room)
            if not found:
                break
            settle()
        told += [f"{name}: {fault}" for fault in found]
    return told


@MUCH
def test_every_window_fits_every_screen_and_needs_no_mouse(
    desk: Desk, qapp: QApplication, qtbot: QtBot, is_whole: bool
) -> None:
    """Opened once for all: each control has a name for a screen reader, Tab comes by, and the looks are the house's.

    Whatever a window holds is owned: a worker that happened to collect it would take it from under the event loop.
    """
    wrong, seen = [], {MainWindow, PageSheet, GatedForm}
    for place, (name, opener) in enumerate(OPENERS.items()):
        made = opener(desk, qtbot)
        if made.isWindow() and looks.is_ours(made) and name not in MEASURED and (made.width() % 2 or made.height() % 2):
            wrong.append(f"{name}: opened at {made.width()}×{made.height()}, off the grid of two pixels")
        if made.isWindow() and not OPENED.contains(made.rect()) and not isinstance(made, LockWindow):
            wrong.append(f"{name}: opened at {made.width()}×{made.height()}, larger than the screens of offices")
        wrong += [f"{name}: {fault}" for fault in by_keyboard.misled(made)]
        wrong += [f"{name}: without the style sheet"] * (not is_dressed(made))
        wrong += [f"{name}: nobody owns {one}" for one in unowned(made)]
        wrong += [f"{name}: {fault}" for fault in opened_ill(made)]
        seen |= set(type(made).__mro__)
        screens = screens_for(qapp, place, is_whole=is_whole)
        wrong += [f"{name}: {fault}" for fault in on_each_screen(made, screens, lambda: qtbot.wait(5))]
        if not isinstance(made, QFileDialog):  # the system's own
            every = (*by_keyboard.faults(made), *looks.faults(made), *laid.faults(made), *looks.still_asking(made))
            wrong += [f"{name}: {fault}" for fault in every]
            wrong += [f"{name}: {fault}" for fault in unheard(made, to_others=TO_OTHERS, read_at_the_end=ONLY_READ)]
        if isinstance(made, QDialog):
            made.done(QDialog.DialogCode.Rejected)
        else:
            made.hide()
        made.deleteLater()
    for told in (desk.session.day_changed, desk.session.unlocked, desk.session.stepped):
        told.emit()  # nobody hears it who is gone: pytest-qt fails the test with what that raises
    desk.session.changed.emit(())
    assert wrong == [], "\n".join(wrong)
    assert {kind.__name__ for kind in windows_of_the_program() - seen} == set()


@MUCH
def test_every_page_fits_every_screen(desk: Desk, qapp: QApplication, qtbot: QtBot, is_whole: bool) -> None:
    window, wrong = desk.window, []
    assert OPENED.contains(window.rect())
    for place, tab in enumerate(TABS):
        window.move(0, 0)
        window.resize(1360, 860)
        window.show_page(tab.name)
        screens = screens_for(qapp, place * ONE_IN, is_whole=is_whole)
        wrong += [f"{tab.text}: {fault}" for fault in on_each_screen(window, screens, lambda: qtbot.wait(30))]
        assert window.is_compact, "the last screen is the least"
        lists = [one for one in cast("list[RegisterPage]", window.findChildren(RegisterPage)) if one.isVisible()]
        wrong += [f"{tab.text}: filters as in a wide window" for one in lists if one.filter_row.isVisible()]
        wrong += [f"{tab.text}: nobody owns {one}" for one in unowned(window)]
    assert wrong == [], "\n".join(wrong)


def test_menus_stand_in_one_column_at_150_percent(desk: Desk) -> None:
    """更多 of a list had a second column, for 回收站 alone or of 申请, and covered the list and the search."""
    wrong = set()
    for inside in (desk.window.show_page(tab.name) for tab in TABS):
        for menu in cast("list[QMenu]", inside.findChildren(QMenu)):
            high = sum(menu.actionGeometry(each).height() for each in menu.actions() if each.isVisible())
            if high > 768 // 1.5 - 2 * AROUND_A_MENU:
                wrong.add(f"{high} pixels: {[each.text() for each in menu.actions()][:3]}")
    assert wrong == set()


AROUND_A_MENU = 5
"""Its padding and its line."""


def test_no_page_needs_a_mouse(desk: Desk, qtbot: QtBot) -> None:
    """From the tabs Tab went straight to the list, and never came by the search and the buttons above it."""
    window, wrong = desk.window, []
    for tab in TABS:
        window.show_page(tab.name).setFocus()
        qtbot.wait(100)
        qtbot.waitUntil(lambda: not desk.session.is_busy)  # what comes later takes the keyboard along
        every = (*by_keyboard.faults(window), *looks.faults(window), *laid.faults(window))
        wrong += [f"{tab.text}: {fault}" for fault in every]
    wrong += unheard(window, to_others=TO_OTHERS, read_at_the_end=ONLY_READ)
    assert wrong == [], "\n".join(wrong)


def test_in_a_compact_window_the_record_lies_over_the_list_until_esc(desk: Desk, qtbot: QtBot) -> None:
    """Beside a list of 300 pixels neither could be read."""
    desk.window.resize(900, 480)
    page = desk.page("requests")
    qtbot.waitUntil(lambda: page.selected() is not None)
    assert not page.sheet.isVisible()
    QTest.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert page.sheet.isVisible()
    assert page.sheet.geometry().right() == page.width() - 1
    assert page.sheet.isAncestorOf(page.detail)
    QTest.keyClick(page.sheet, Qt.Key.Key_Escape)
    assert not page.sheet.isVisible()
    assert page.table.hasFocus()
    desk.window.resize(1360, 860)
    assert page.detail.isVisible()
    assert page.splitter.isAncestorOf(page.detail)


def test_in_a_compact_window_the_next_act_is_seen_with_the_record(desk: Desk, qtbot: QtBot) -> None:
    """At 200 %, below the line that tells of the sample, half of 登记保密审查 lay under the edge."""
    waiting = make_release(name="老旧小区改造项目实施方案", published_on=None, summary="项目" * 20, department="城建办")
    kept = desk.registers.save(waiting).record_id
    desk.window.resize(960, 494)
    cases = (desk.request, desk.registers.get(Release, kept), desk.review, desk.suit)
    assert [record.register for record in cases if not shows_its_act(desk.page(record.register), record, qtbot)] == []


def shows_its_act(page: RegisterPage, record: Record, qtbot: QtBot) -> bool:
    """Whether the blue button of a record is seen whole, once all has settled."""
    page.show_record(record.id)
    page.show_detail()
    qtbot.waitUntil(lambda: page.detail.record is not None and page.detail.record.id == record.id)
    for _ in range(MOST_LOOKS):
        act = page.detail.next_act()
        if act is not None and act.visibleRegion().boundingRect() == act.rect():
            return True
        qtbot.wait(10)
    return False


def test_in_a_compact_window_one_record_is_told_from_another(desk: Desk, qtbot: QtBot) -> None:
    """Of two reviews the list said 「示范区人民政府」 twice, of two batches of penalties only 「行政处罚」."""
    later = date(2024, 3, 4)
    others = (make_review(), make_suit(), make_activity(on=later), make_tally(), make_tally(on=later))
    for other in others:
        desk.registers.save(other)
    desk.window.resize(900, 480)
    for register in {type(other).register for other in others}:
        assert_apart(desk.page(register), qtbot)


def assert_apart(page: RegisterPage, qtbot: QtBot) -> None:
    """Assert that two rows say different things, beside the open record, too, where nothing scrolls sideways."""
    qtbot.waitUntil(lambda: len(told(page)) == 2 and not any("…" in row for row in told(page)))
    assert len(set(told(page))) == 2, told(page)
    page.show_detail()
    qtbot.waitUntil(lambda: page.table.horizontalScrollBar().maximum() == 0)


def told(page: RegisterPage) -> list[tuple[str, ...]]:
    """Return what each row of a list says."""
    model = page.model
    columns = range(model.columnCount())
    return [tuple(str(model.index(row, column).data()) for column in columns) for row in range(model.rowCount())]


@pytest.mark.parametrize("width", [1280, 1366, 1600])
def test_of_a_list_only_titles_and_names_end_in_dots(desk: Desk, qtbot: QtBot, width: int) -> None:
    """At 150 % 复议案号 and 统计类别 were cut; what has no room for its words is told in the record beside the list."""
    desk.registers.save(make_review(case_number="示区政复〔2024〕15号", applicant="示例建筑材料有限公司"))
    desk.registers.save(make_suit(case_number="（2024）示例01行初128号", plaintiff="示例建筑材料有限公司"))
    desk.registers.save(
        make_release(
            document_number="示街办发〔2024〕15号",
            statistics_category="其他应当主动公开的政府信息",
            department="公共服务办公室",
        )
    )
    desk.window.resize(width, 720)
    wrong = []
    for register in ("requests", "releases", "reviews", "litigation"):
        page = desk.page(register)
        qtbot.waitUntil(partial(has_rows, page))
        QApplication.processEvents()
        wrong += [f"{register}: {one}" for one in shortened(page)]
        assert page.table.horizontalScrollBar().maximum() == 0, register
    assert wrong == []


def test_figures_take_no_room_from_words(desk: Desk, qtbot: QtBot) -> None:
    """At 1366×768 the words of 工作记录 ended in dots, and 「11」 beside them stood in room for ten figures."""
    desk.registers.save(
        make_activity(quantity=1800, found=12, corrected=12, content="便民服务大厅综合窗口集中解答" * 3)
    )
    desk.window.resize(1366, 768)
    page = desk.page("activities")
    qtbot.waitUntil(partial(has_rows, page))
    QApplication.processEvents()
    metrics, padding_and_mark = page.table.fontMetrics(), 2 * 9 + 14
    for place, name in enumerate(page.model.names):
        if columns_by_name(page.view.record_type)[name].kind is Kind.NUMBER:
            cells = [page.model.index(row, place) for row in range(page.model.rowCount())]
            heading = metrics.horizontalAdvance(page.model.headerData(place, Qt.Orientation.Horizontal))
            wide = (page.table.sizeHintForIndex(cell).width() for cell in cells)
            spare = page.table.columnWidth(place) - max(heading + padding_and_mark, *wide)
            assert 0 <= spare < metrics.horizontalAdvance("中"), name
    assert not list(shortened(page))


def test_a_wider_window_takes_no_room_from_titles(desk: Desk, qtbot: QtBot) -> None:
    """At 1600 three more columns, or the case beside 今日, left a title of half the width it had at 1366."""
    page, today = desk.page("requests"), desk.window.show_page("today")
    assert isinstance(today, TodayPage)
    rooms = []
    for width in (1366, 1600, 1800, 1880):
        desk.window.resize(width, 768)
        desk.window.show_page("today")
        qtbot.waitUntil(lambda: today.shown is not None)
        qtbot.wait(30)
        row = cast("list[DueRow]", today.findChildren(DueRow))[0]
        (title,) = [each for each in cast("list[QLabel]", row.findChildren(QLabel)) if each.text() == row.line.title]
        desk.window.show_page("requests")
        QApplication.processEvents()
        rooms.append((page.table.columnWidth(page.model.names.index("content")), title.width()))
    assert all(wider >= least for wide in rooms[1:] for wider, least in zip(wide, rooms[0], strict=True)), rooms


def has_rows(page: RegisterPage) -> bool:
    return page.model.rowCount() > 0 and page.table.isVisible()


def shortened(page: RegisterPage) -> Iterator[str]:
    """What a list shows with dots that is no free text."""
    known = columns_by_name(page.view.record_type)
    texts = {name for name, column in known.items() if column.kind is Kind.TEXT and not column.is_numbering}
    texts -= set(page.view.characters)
    for column, name in enumerate(page.model.names):
        cells = [page.model.index(row, column) for row in range(page.model.rowCount())]
        needed = max(page.table.sizeHintForIndex(cell).width() for cell in cells)
        if name not in texts and needed > page.table.columnWidth(column):
            yield f"{name} needs {needed} and has {page.table.columnWidth(column)}"


def test_in_a_compact_window_one_button_holds_all_filters(desk: Desk, qtbot: QtBot) -> None:
    desk.window.resize(900, 480)
    page = desk.page("requests")
    assert not page.filter_row.isVisible()
    one = page.filters.compact_button
    assert one.text() == "筛选 1"
    one.menu().aboutToShow.emit()
    titles = [action.text() for action in one.menu().actions() if action.menu() is not None]
    assert titles[:3] == ["日期 2024 年", "状态", "期限"]
    papers = page.filters.menus["papers"]
    papers.aboutToShow.emit()
    next(action for action in papers.actions() if action.text() == "没有材料").trigger()
    qtbot.waitUntil(lambda: one.text() == "筛选 2")


def test_ctrl_plus_makes_everything_larger_and_it_stays_so(
    desk: Desk, qapp: QApplication, preferences: Preferences
) -> None:
    dress(qapp, Appearance.LIGHT)
    desk.window.resize(1700, 900)  # the words under the tabs have room at 120 %, too
    window, usual = desk.window, desk.window.rail.tabSizeHint(0)
    for _ in range(2):
        QTest.keySequence(window, QKeySequence("Ctrl++"))
    assert preferences.zoom == 120
    assert window.rail.tabSizeHint(0).width() == usual.width() * 1.2
    QTest.keySequence(window, QKeySequence("Ctrl+0"))
    assert preferences.zoom == 100
    assert window.rail.tabSizeHint(0) == usual


def test_what_ctrl_plus_leaves_no_room_for_is_laid_out_anew_at_once(desk: Desk, qapp: QApplication) -> None:
    """At 130 % the case beside the list was cut at its right, and after Ctrl+0 the tabs stayed without words."""
    dress(qapp, Appearance.LIGHT)
    window = desk.window
    window.resize(1358, 728)
    seen = [window.is_compact]
    for keys in ("Ctrl++", "Ctrl++", "Ctrl++", "Ctrl+0"):
        QTest.keySequence(window, QKeySequence(keys))
        seen.append(window.is_compact)
    assert seen == [False, True, True, True, False]


def test_a_word_at_the_foot_is_never_written_over_another(desk: Desk, qapp: QApplication, qtbot: QtBot) -> None:
    """While one enlarged, 显示大小 120% stood over 已保存, and neither was read."""
    dress(qapp, Appearance.LIGHT)
    window = desk.window
    for keys in ("Ctrl++", "Ctrl++"):
        QTest.keySequence(window, QKeySequence(keys))
        qtbot.wait(20)  # the bar is higher now, and is laid out anew
    try:
        assert (window.statusBar().currentMessage(), window.saved.isVisible()) == ("显示大小 120%", False)
        window.statusBar().clearMessage()
        assert window.saved.isVisible()
    finally:
        QTest.keySequence(window, QKeySequence("Ctrl+0"))


def test_the_menus_and_tabs_become_as_small_again_as_they_were(window: MainWindow, qapp: QApplication) -> None:
    dress(qapp, Appearance.LIGHT)
    shown = (window.menuBar(), window.rail, window.statusBar())
    usual = [widget.font().pointSizeF() for widget in shown]
    dress(qapp, Appearance.LIGHT, 150)
    assert [widget.font().pointSizeF() for widget in shown] == [size * 1.5 for size in usual]
    dress(qapp, Appearance.LIGHT)
    assert [widget.font().pointSizeF() for widget in shown] == usual


def test_what_is_told_of_an_export_is_read_without_scrolling(desk: Desk, qtbot: QtBot) -> None:
    """Whose data the report would tell stood below the edge of the window that asks for its papers."""
    told = ("“一、总体情况”里有手机号码（138****0000），公布前必须删去。" * 2,)
    dialog = ReportExport(2023, "测试街道办事处2023年年度报告", desk.window, told=told)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    assert not dialog.scroll_area.verticalScrollBar().maximum()
    dialog.reject()


def test_the_title_of_a_window_as_high_as_the_screen_is_seen(desk: Desk) -> None:
    """键盘快捷键 is as high as a screen of 768: laid over the middle of the window, its title was above the edge."""
    dialog = QDialog(desk.window)
    dialog.resize(400, 10_000)
    dialog.open()
    dialog.move(dialog.x(), -30)
    dialog.setAttribute(Qt.WidgetAttribute.WA_Moved, False)
    fit(dialog)
    assert dialog.screen().availableGeometry().contains(dialog.frameGeometry())
    dialog.reject()
