"""Every text of every register carries a telephone of its own, an identity number and a mail address: who sees them?

They are typed in the real window; then every page, list, tip, title, preview, export and command is read. Nothing may
tell one whole, but for a look the clerk asked for, which is noted.
"""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, cast

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

import commandline
from disclosure.column_kinds import Kind, columns
from disclosure.papers import IssuedLetter, ReportDelivery, ReportEvent
from disclosure.personal_data import is_identity_number
from disclosure.records import LEDGERS, Access, Activity, Litigation, Record, Request, Review
from disclosure.terms import DutyCycle, ReportDeliveryKind, ReportEventKind, StepKind
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.cases.answer_sheet import AnswerSheet
from gui.cases.dialogs import CauseDialog, LinkDialog, SplitDialog
from gui.cases.fee import FeeSheet
from gui.cases.merge import MergeDialog
from gui.cases.step_form import StepForm
from gui.cases.together import StepsTogether
from gui.forms.editors import LineEditor
from gui.letters.act_sheet import ActSheet
from gui.letters.batch import BatchLetters
from gui.letters.envelopes import EnvelopeDialog
from gui.letters.preview import LetterPreview
from gui.letters.register import LetterRegister, VoidDialog
from gui.letters.template_editor import TemplateEditor
from gui.registers.accesses import AccessLog
from gui.registers.bin import RecycleBin
from gui.registers.page import RegisterPage
from gui.registers.switched import SwitchedPages
from gui.report.page import ReportPage
from gui.report.rollover import RolloverDialog
from gui.report.sides import View
from gui.shell.main_window import MainWindow
from gui.today.page import TodayPage
from storage.query import Query
from tasks.ledgers.exporting import export_ledger
from tasks.ledgers.inspection_ledger import export_statutory_ledger, printed_ledger
from tasks.letters.issuing import void_letter
from tasks.packages.evidence import gather_papers
from tasks.packages.handover import PAPER, hand_over
from tasks.report.issuing import explain, judged_findings
from tasks.report.writing import export_report
from tasks.safety.password import set_password
from tests.gui.fixtures import TODAY, open_windows, type_text
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

PASSWORD = "correct horse battery"
MADE: dict[str, str] = {}
"""Each whole number that was typed, and where."""

_SERIAL = count(1)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def telephone(where: str) -> str:
    return _made(f"139{next(_SERIAL):08}", where)


def identity(where: str) -> str:
    """An identity number nobody has, its check digit right."""
    body = f"35010219490101{next(_SERIAL) % 1000:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11
    number = f"{body}{'10X98765432'[total]}"
    assert is_identity_number(number)
    return _made(number, where)


def mail(where: str) -> str:
    return _made(f"zhangsan{next(_SERIAL)}@example.invalid", where)


def address(where: str) -> str:
    return _made(f"测试区无名路{next(_SERIAL)}号2单元303室", where)


def _made(number: str, where: str) -> str:
    MADE[number] = where
    return number


_OWN: dict[str, Callable[[str], str]] = {
    "phone": telephone,
    "identity_number": identity,
    "email": mail,
    "address": address,
}


def marked(record: Record) -> Record:
    """Return a record with a number in every text people type: 「承办人13900000001」."""
    values: dict[str, Any] = {}
    for column in columns(type(record)):
        where = f"{record.register}.{column.name}"
        if column.kind is not Kind.TEXT or column.is_numbering or column.refers_to or column.choices_from:
            continue
        if column.name in _OWN:
            values[column.name] = _OWN[column.name](where)
        elif column.name not in ("postcode", "web_address"):
            base = getattr(record, column.name) or column.label
            values[column.name] = f"{base}{telephone(where)}"
            if column.long:
                values[column.name] += f"，证号{identity(where)}，{mail(where)}"
    return replace(record, **values)


# --- what stands on the screen ---


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    wide = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(model.rowCount()):
        for place in range(wide):
            yield from (str(model.index(row, place).data(role) or "") for role in roles)


def _of_widget(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    yield from (action.text() + action.toolTip() for action in widget.actions())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _of_model(widget.model())
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QTabWidget):
        yield from (widget.tabText(place) for place in range(widget.count()))
    elif isinstance(widget, QMainWindow):
        yield widget.statusBar().currentMessage()
    elif isinstance(widget, QLineEdit):
        yield widget.text()
        if widget.completer() is not None:
            yield from _of_model(widget.completer().model())


def on_screen(*parts: QWidget) -> str:
    """Return every word of every widget that is seen, what a screen reader is told included; or of these parts."""
    QApplication.processEvents()
    tops = parts or open_windows()
    return "\n".join(text for top in tops for widget in _seen(top) for text in _of_widget(widget))


def _seen(widget: QWidget) -> Iterator[QWidget]:
    """Yield a widget that is seen and all that is seen within it, but the paper of a letter.

    That says to the applicant whatever it says, and that she saw it is noted.
    """
    yield widget
    inside = cast("list[QWidget]", widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly))
    for child in inside:
        if child.isVisible() and not isinstance(child, LetterPreview):
            yield from _seen(child)


def text_of(path: Path) -> str:
    """Return every word of a file, whatever its format."""
    if path.suffix == ".pdf":
        with closing(pdfium.PdfDocument(path)) as pdf:
            pages = [page.get_textpage().get_text_bounded() for page in pdf]
        return "".join("".join(pages).split())
    if path.suffix in (".xlsx", ".docx", ".zip"):
        with zipfile.ZipFile(path) as packed:
            return "".join(name + packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return path.read_text(encoding="utf-8-sig")


# --- the clerk types, then goes everywhere ---


@dataclass
class Office:
    """Her window on a file full of numbers, and where each was seen whole."""

    qtbot: QtBot
    session: Session
    window: MainWindow
    seen: dict[str, set[str]]
    ids: dict[str, int]
    folder: Path

    def look(self, place: str, *, typed: str = "") -> None:
        """Read the whole screen; ``typed`` is what she has just typed herself."""
        text = on_screen()
        self.read(place, text.replace(typed, "") if typed else text)

    def read(self, place: str, text: str) -> None:
        whole = {where for number, where in MADE.items() if number in text}
        if whole:
            self.seen[place] = whole

    def page(self, register: str) -> RegisterPage:
        """Go to a register."""
        page = self.window.show_page("releases" if register == "duties" else register)
        if isinstance(page, SwitchedPages):
            page = page.show_view(register)
        assert isinstance(page, RegisterPage)
        return page

    def settled(self, register: str) -> RegisterPage:
        """Go to the record of a register and wait until it is shown in its cards."""
        page, wanted = self.page(register), self.ids[register]
        page.show_record(wanted)
        self.qtbot.waitUntil(
            lambda: (
                page.detail.record is not None and page.detail.record.id == wanted and not page.detail._later.isActive()
            )
        )
        self.idle()
        return page

    def idle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.session.is_busy)

    def record(self, record_type: type[Record]) -> Any:
        return self.session.registers.get(record_type, self.ids[record_type.register])

    def opened(self, dialog: QWidget) -> None:
        """Read a window that was opened, and close it."""
        dialog.show()
        self.idle()
        self.look(type(dialog).__name__)
        dialog.close()
        self.qtbot.waitUntil(lambda: len(open_windows()) == 1)

    def worked_on(self, open_sheet: Callable[[], QWidget]) -> None:
        """Read a sheet in which values stand to be written: whole only where the look at them was noted."""
        noted = self.session.registers.count(Access)
        sheet = open_sheet()
        name = f"{type(sheet).__name__} {sheet.windowTitle()}"
        self.opened(sheet)
        if self.session.registers.count(Access) > noted:
            self.seen.pop(type(sheet).__name__, None)
        elif type(sheet).__name__ in self.seen:
            self.seen[name] = self.seen.pop(type(sheet).__name__)

    # --- what she types ---

    def enter(self, register: str, record: Record) -> None:
        """Type a new record into its form and save it."""
        page, known = self.page(register), set(self.session.registers.ids(type(record)))
        form = page.new_record()
        for column in columns(type(record)):
            value, editor = getattr(record, column.name), form.fields[column.name].editor
            if value in (None, "", (), False):
                continue
            if column.kind is Kind.TEXT and not column.refers_to:
                for keyboard in editor.keyboards():
                    keyboard.setFocus()
                    type_text(keyboard, value)
            else:
                editor.set_value(value)
        assert form.save_button.isEnabled(), form.gate.text()
        form.save_button.click()
        (self.ids[register],) = set(self.session.registers.ids(type(record))) - known
        self.qtbot.waitUntil(lambda: len(open_windows()) == 1)

    def step(self, kind: StepKind) -> None:
        """Record a step of the request."""
        request = self.record(Request)
        filled = marked(make_step(request, kind=kind))
        form = StepForm(self.session, request, kind, parent=self.window)
        form.open()
        for name, field in form.fields.items():
            if field.column.kind is Kind.TEXT and not field.cell.isHidden():
                field.editor.set_value(getattr(filled, name))
        assert form.save_button.isEnabled(), form.gate.text()
        form.save_button.click()
        self.qtbot.waitUntil(lambda: len(open_windows()) == 1)

    def fill(self, *, by_hand: bool) -> None:
        """One record of each register, a few steps; typed into their forms, or saved as these would save them."""
        duty = make_duty(cycle=DutyCycle.ONCE)
        first: tuple[Record, ...] = (make_release(), make_request(), make_tally(), make_activity(), duty)
        for record in first:
            self._put(marked(record), by_hand=by_hand)
        number = self.record(Request).number
        for dispute in (make_review(related_request=number), make_suit(related_request=number)):
            self._put(marked(dispute), by_hand=by_hand)
        for kind in (StepKind.PHONE_CONFIRMED, StepKind.THIRD_PARTY_ASKED, StepKind.DELIVERED, StepKind.NOTE):
            if by_hand:
                self.step(kind)
            else:
                self.session.save(marked(make_step(self.record(Request), kind=kind)))
        self.look("after typing")

    def _put(self, record: Record, *, by_hand: bool) -> None:
        if by_hand:
            self.enter(record.register, record)
        else:
            self.session.save(record)
            (self.ids[record.register],) = self.session.registers.ids(type(record))

    # --- where she goes ---

    def registers(self) -> None:
        """Look at every page with all its columns, and print it."""
        for register, record_type in LEDGERS.items():
            page = self.page(register)
            page.show_columns([column.name for column in columns(record_type)])
            self.settled(register)
            page.detail.history._show_all()
            self.look(f"page {register}")
            paper = self.folder / f"打印{register}.pdf"
            paper.write_bytes(printed_ledger(self.session.registers, register, TODAY, Query())[0])
            self.read(f"print {register}", text_of(paper))

    def new_forms(self) -> None:
        """Look at what the lines of an empty form offer to take over."""
        for register in LEDGERS:
            form = self.page(register).new_record()
            lines = [field.editor for field in form.fields.values() if isinstance(field.editor, LineEditor)]
            self.read(f"offered in a new {register}", "\n".join(text for line in lines for text in line.suggestions()))
            form.close()

    def papers(self) -> None:
        """Keep papers whose files are called by numbers, and void a letter for a reason that tells one."""
        page = self.settled("requests")
        for name in (f"身份证{identity('attachments.name')}.jpg", f"来电{telephone('attachments.name')}.wps"):
            (self.folder / name).write_bytes(b"paper")
            page.detail.attachments.add_files([str(self.folder / name)])
            (self.folder / name).unlink()
        request = self.record(Request)
        addressee = f"某某{telephone('letters.addressee')}"
        letter = IssuedLetter(owner_id=request.id, kind="granted", name="告知书", addressee=addressee, issued_on=TODAY)
        self.session.save(letter)
        self.opened(BatchLetters(self.session, [request], self.window))
        (kept,) = self.session.registers.all(IssuedLetter)
        void_letter(self.session.registers, kept, f"写错了{telephone('letters.void_reason')}")
        self.settled("requests")
        self.look("page with papers")
        self.opened(LetterRegister(self.session, TODAY.year, self.window))
        for register in ("reviews", "litigation"):
            self.settled(register)
            self.look(f"papers of {register}")

    def search(self) -> None:
        """Look for a telephone: what is found is masked."""
        page, sought = self.page("requests"), next(number for number, where in MADE.items() if where.endswith("phone"))
        page.search.setText(sought)
        page.reload()
        self.idle()
        self.look("search", typed=sought)
        page.search.clear()
        page.reload()

    def bin(self) -> None:
        """Remove a record, look into the bin, and put it back: one that is called by its number, one by its name."""
        for register, record_type in (("requests", Request), ("activities", Activity)):
            page = self.settled(register)
            dialog = page.remove()
            assert dialog is not None
            dialog.reason.setText(f"登记错了{telephone(f'{register} removed')}")
            self.look("RemoveDialog", typed=dialog.reason.text())
            dialog.save_button.click()
            self.look(f"removed {register}")
            self.opened(RecycleBin(self.session, record_type, self.window))
            self.session.undo()
            self.look(f"undone {register}")
            assert self.session.registers.count(record_type) == 1

    def dialogs(self) -> None:
        """Open what can be opened of a case without seeing a number whole."""
        request, session = self.record(Request), self.session
        templates = TemplateEditor(session, self.window)
        for code in ("registration-form", "granted", "third-party-inquiry"):
            templates.letters.choose(code)
            templates.show()
            self.look(f"template {code}")
        for made in (
            templates,
            FeeSheet(session, request, self.window),
            LinkDialog(session, replace(request, related=request.number), self.window),
            AccessLog(session, Request, self.window),
            RolloverDialog(session, TODAY.year, self.window),
        ):
            self.opened(made)

    def sheets(self) -> None:
        """Open the sheets in which a case is worked on, and what is done to several of them at once."""
        request, review, session, window = self.record(Request), self.record(Review), self.session, self.window
        for code in ("", "registration-form", "correction-notice", "granted", "third-party-inquiry"):
            self.worked_on(partial(ActSheet, session, request, code, window))
        sheets: tuple[Callable[[], QWidget], ...] = (
            lambda: ActSheet(session, review, "review-reply", window),
            lambda: AnswerSheet(session, request, window),
            lambda: SplitDialog(session, request, window),
            lambda: MergeDialog(session, [request], window),
            lambda: StepsTogether(session, [request], StepKind.NOTE, window),
            lambda: EnvelopeDialog(session, [request], window),
            lambda: CauseDialog(session, review, window),
            lambda: VoidDialog(session, next(iter(session.registers.all(IssuedLetter))), window),
        )
        for opened in sheets:
            self.worked_on(opened)

    def filters(self) -> None:
        """Look at what each drop-down above a list offers, and at what it says of a choice."""
        for register in LEDGERS:
            page = self.page(register)
            for field in page.view.filters:
                name, keys = field.name, [key for key in field.offered(self.session.registers) if key]
                menu = page.filters.menus[name]
                menu.aboutToShow.emit()
                self.read(f"filter {register}.{name}", "\n".join(action.text() for action in menu.actions()))
                if keys and name != "date":
                    page.filters.choose(name, keys[:1])
                    self.read(f"filtered {register}.{name}", on_screen(page.filters))
                    page.filters.choose(name, ())

    def found(self) -> None:
        """Look for words in everything from 今日."""
        page = self.window.show_page("today")
        assert isinstance(page, TodayPage)
        for text in ("承办人", "某某", "测试", "2024"):
            page.search.setText(text)
            self.qtbot.wait(500)
            self.idle()
            self.look(f"found {text}", typed=text)
        page.search.clear()

    def notes(self) -> None:
        """Explain what is found in the report, with a number, and look at the cards beside the paper."""
        session, year = self.session, TODAY.year
        for judged in judged_findings(session.registers, year, TODAY):
            if judged.finding.can_be_explained:
                explain(session.registers, year, judged.finding, f"已电话核对{telephone('finding_notes.explanation')}")
        page = self.window.show_page("report")
        assert isinstance(page, ReportPage)
        page.notes.shows_settled = True
        page.refresh()
        page.finish()
        self.idle()
        self.look("notes beside the paper")

    def report(self) -> None:
        """Look at the report, its findings and the records behind each figure."""
        for record in (
            ReportDelivery(year=TODAY.year, kind=ReportDeliveryKind.SUBMITTED, on=TODAY),
            ReportEvent(year=TODAY.year, kind=ReportEventKind.RETURNED, on=TODAY, reason=""),
        ):
            self.session.save(marked(record))
        page = self.window.show_page("report")
        assert isinstance(page, ReportPage)
        self.idle()
        page.show_side(View.TRAIL)
        self.look("trail")
        self.look("report")
        for register, record_id in self.ids.items():
            page.records.show_records("", [(register, record_id)])
            self.look(f"behind a figure: {register}")

    def today(self) -> None:
        """Look at what is due."""
        page = self.window.show_page("today")
        assert isinstance(page, TodayPage)
        page.refresh()
        self.qtbot.waitUntil(lambda: page.shown is not None and not (page._is_reading or page._is_stale))
        self.look("today")

    def hand_out(self, folder: Path) -> None:
        """Write everything that goes out of the house without personal data."""
        registers = self.session.registers
        folder.mkdir()
        for register in LEDGERS:
            for suffix in (".csv", ".xlsx"):
                export_ledger(registers, register, folder / f"{register}{suffix}", mask=True)
            for suffix in (".csv", ".xlsx", ".pdf"):
                export_statutory_ledger(registers, register, folder / f"{register}台账{suffix}", TODAY, mask=True)
        export_report(registers, TODAY.year, [folder / f"年报{suffix}" for suffix in (".html", ".json", ".txt")], TODAY)
        for record_type in (Review, Litigation):
            gather_papers(registers, self.record(record_type), folder, self.session.calendar)
        for path in folder.rglob("*"):
            if path.is_file():
                self.read(f"{path.relative_to(folder)}", f"{path.name}\n{text_of(path)}")
        handed = hand_over(registers, folder, datetime(2024, 3, 4, tzinfo=UTC))
        self.read(PAPER, text_of(handed.folder / PAPER))

    def command(self, words: Sequence[str], heard: pytest.CaptureFixture[str]) -> None:
        """Type a command and read what it says."""
        commandline.run(words, TODAY)
        told = heard.readouterr()
        self.read(f"command {words[0]}", told.out + told.err)


@pytest.mark.usefixtures("unproven")
@pytest.mark.parametrize(
    ("password", "is_walked"),
    [("", True), (PASSWORD, False), pytest.param(PASSWORD, True, marks=pytest.mark.torture)],
    ids=["open", "password: what goes out", "password"],
)
def test_nobody_sees_a_number_of_a_person_whole(
    qtbot: QtBot,
    session: Session,
    preferences: Preferences,
    capsys: pytest.CaptureFixture[str],
    *,
    password: str,
    is_walked: bool,
) -> None:
    MADE.clear()
    tmp_path = session.registers.path.parent
    session.save(office())
    if password:
        set_password(session.registers, password)
    window = MainWindow(session, preferences)
    window.show()
    qtbot.waitUntil(lambda: "today" in window.pages)
    at = Office(qtbot, session, window, {}, {}, tmp_path)
    at.fill(by_hand=is_walked)
    if is_walked:
        at.registers()
        at.papers()
        at.bin()
    if not password:  # the screen asks for no password once the file is open: what follows is the same for both
        at.new_forms()
        at.search()
        at.dialogs()
        at.sheets()
        at.filters()
        at.report()
        at.notes()
        at.today()
        at.found()
    looks = [(access.kind, access.owner_register) for access in session.registers.all(Access)]
    at.hand_out(tmp_path / "out")
    assert [(access.kind, access.owner_register) for access in session.registers.all(Access)] == looks
    window.close()
    window.deleteLater()
    path, secret, masked, year = str(session.registers.path), tmp_path / "secret", tmp_path / "masked.csv", "2024"
    secret.write_text(password, encoding="utf-8")
    opens = ["--password-file", str(secret)] if password else []
    at.command(["check", path, "--year", year], capsys)
    at.command(["check", path, "--year", year, "--json"], capsys)
    at.command(["verify", path, "--fingerprints", *opens], capsys)
    at.command(["export", path, "--register", "requests", "--to", str(masked), "--mask", *opens], capsys)
    at.read("masked.csv", text_of(masked))
    assert not at.seen, "\n".join(f"{place}: {' '.join(sorted(where))}" for place, where in at.seen.items())
