"""What the menu entries do. Imported when the first of them is used, because it pulls in every dialog."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from disclosure.errors import DisclosureError
from disclosure.records import Release
from disclosure.releases.duties import DutyLine
from disclosure.wording import chinese_date
from gui.base import TITLE
from gui.base.appearance import ZOOMS, Appearance, dress
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.calendar.calculator import CalculatorDialog
from gui.calendar.change import NoticeForm
from gui.calendar.dialog import CalendarDialog
from gui.cases.acts import sheet_of
from gui.cases.intake import ask_papers, take_in_mime
from gui.cases.keeping import KeepingRegister
from gui.cases.redaction.sheet import RedactionSheet, resume_redaction
from gui.cases.together import StepsTogether, together_again
from gui.forms.profile import profile_dialog
from gui.forms.record_form import RecordForm
from gui.kit.file_dialogs import ask_backup_path, ask_file, ask_folder, ask_target, lies_at
from gui.kit.messages import show_note
from gui.letters.register import LetterRegister
from gui.letters.template_editor import TemplateEditor
from gui.registers.actions import Shown
from gui.registers.confirming import open_confirm
from gui.registers.importing import ImportDialog, import_file
from gui.registers.views import VIEWS
from gui.report.rule_book import RuleBook
from gui.safety.backups import ask_second_place
from gui.safety.password import PasswordDialog
from gui.safety.restore import RestoreDialog
from gui.shell.guard import Guard
from gui.shell.help import HelpDialog, topic_of
from gui.shell.keys import KeysDialog
from gui.shell.packages import ask_archive, ask_handover, ask_portal, ask_portal_page
from gui.shell.updates import UpdateDialog
from gui.statistics.dialog import StatisticsDialog
from gui.statistics.scoring import ScoringDialog
from resources.program import version
from storage.query import Query
from tasks.cases.duties import release_for
from tasks.letters.kept import Owner
from tasks.safety.backup import back_up_to
from tasks.safety.drafts import FormDraft
from tasks.safety.left_copies import memory_path, older_copies
from tasks.safety.password import Places
from tasks.safety.schedule import folder_for
from tasks.today.calendar_file import export_calendar
from tasks.today.due import ended_year
from tasks.updates.installing import hand_over
from tasks.updates.note import Kind

_SOUND = "文件完好：数据、引用、修改记录和材料都核对无误。"


class MenuWork:
    """The menu actions of one window; ``year`` and ``register`` return those shown, ``leave`` opens another file."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        guard: Guard,
        window: QWidget,
        *,
        year: Callable[[], int],
        register: Callable[[], str],
        leave: Callable[[Path], object],
    ) -> None:
        self._session, self._preferences, self._guard, self._window = session, preferences, guard, window
        self._year, self._register, self._leave = year, register, leave

    def write_letter(self, owner: Owner, code: str) -> None:
        """Open the sheet on which a letter of a case is written."""
        sheet: QDialog = sheet_of(self._session, owner, code, self._window)
        sheet.open()

    def take_up(self, draft: FormDraft) -> None:
        """Open the window of work that a crash interrupted, as it was; what cannot be shown stays kept."""
        again = {
            TemplateEditor.work: self._edit_again,
            ImportDialog.work: self._import_again,
            RedactionSheet.work: self._redact_again,
            StepsTogether.work: self._step_again,
            KeepingRegister.work: self._keep_again,
            NoticeForm.work: self._paste_again,
        }
        if draft.work in again:  # else a newer program kept it
            try:
                again[draft.work](draft)
            except DisclosureError as failure:
                self._session.failed.emit(failure)

    def _edit_again(self, draft: FormDraft) -> None:
        dialog = TemplateEditor(self._session, self._window)
        dialog.open()
        dialog.take_up(draft.typed)

    def _redact_again(self, draft: FormDraft) -> None:
        resume_redaction(self._session, draft.typed, self._window)

    def _step_again(self, draft: FormDraft) -> None:
        together_again(self._session, draft.typed, self._window)

    def _keep_again(self, draft: FormDraft) -> None:
        self.show_keeping().take_up(draft.typed)

    def _paste_again(self, draft: FormDraft) -> None:
        self.show_calendar().paste().text.setPlainText(draft.typed["text"])

    def _import_again(self, draft: FormDraft) -> None:
        import_file(self._shown(draft.register), Path(draft.typed["ledger"]), draft.typed)

    # --- the file ---

    def ask_file(self) -> QFileDialog:
        """Ask for another file to open in place of this one."""
        return ask_file(self._window, self._leave)

    def back_up(self) -> QFileDialog:
        """Write a whole copy of the file somewhere else."""
        session = self._session

        def chosen(path: Path) -> None:
            session.run(
                "备份",
                lambda progress: back_up_to(session.registers, path, progress),
                lambda _path: session.told.emit(f"已备份并核对无误，是{lies_at(path)}。"),
                self._window,
            )

        return ask_backup_path(self._window, session.registers.path, session.today, chosen)

    def ask_second_folder(self) -> None:
        """Say which folder gets a second copy of every backup, and let her change or end that; ask for the first."""
        known = self._preferences.second_backup_folder
        if known is None:
            self._choose_second_folder()
        else:
            ask_second_place(known, self._choose_second_folder, lambda: self._use_second_folder(None), self._window)

    def _choose_second_folder(self) -> None:
        """Ask for the folder, best on another disk."""
        known = self._preferences.second_backup_folder
        title = "第二备份位置（另一块磁盘或U盘上的文件夹）"
        ask_folder(self._window, title, self._use_second_folder, str(known or Path.home()))

    def _use_second_folder(self, folder: Path | None) -> None:
        self._preferences.second_backup_folder = folder
        if self._guard.backups is not None:
            self._guard.backups.use_second_folder()

    def open_restore(self) -> RestoreDialog:
        """Offer the backups of the open file, newest first; the chosen one is restored to a new file and opened."""
        registers, backups = self._session.registers, self._guard.backups
        known, second = backups.known() if backups else [], self._preferences.second_backup_folder
        dialog = RestoreDialog(known, registers.path, registers, self._window, second=second)
        dialog.restored.connect(self._leave)
        dialog.open()
        return dialog

    def ask_handover(self) -> QFileDialog:
        """Ask where to put the 交接包, and write it there."""
        backups = self._guard.backups
        return ask_handover(self._session, backups.schedule.proof if backups else None, self._window)

    def _ended_year(self) -> int:
        return ended_year(self._session.registers, self._year(), self._session.today)

    def ask_archive(self) -> QFileDialog:
        """Ask where to put the 归档包 of the year shown (in January of the year that ended), and write it there."""
        return ask_archive(self._session, self._ended_year(), self._window)

    def ask_portal(self) -> QFileDialog:
        """Ask where to put the 门户包, and write it there."""
        return ask_portal(self._session, self._window)

    def ask_portal_page(self) -> QFileDialog:
        """Ask for a saved page of the portal, and compare it with the file as it is now."""
        return ask_portal_page(self._session, self._window)

    def open_password(self) -> PasswordDialog:
        """Set, change or remove the password; backups follow, also those in the second place if it is connected."""
        dialog = PasswordDialog(self._session, self._places(), self._window)
        dialog.finished.connect(self._guard.lock.refresh)
        dialog.finished.connect(self._guard.tell_waiting)
        dialog.open()
        return dialog

    def _places(self) -> Places:
        """Return everywhere else that values of the open file are stored: backups, drafts, other files."""
        backups, second = self._guard.backups, self._preferences.second_backup_folder
        folders = [backups.schedule.folder] if backups else []
        memory = memory_path(self._session.registers.path, self._preferences.data_folder)
        own = folder_for(self._session.registers.path, self._preferences.data_folder)
        known = [*self._preferences.recent_files, *own.parent.glob("*")]
        return Places([*folders, *([second] if second else [])], self._guard.drafts.path, memory, known)

    def check_file(self) -> None:
        """Check the whole file behind a progress dialog and show the result."""
        self._guard.look_through(
            lambda problems: show_note("检查文件", "\n".join(problems) or _SOUND, self._window), is_quiet=False
        )

    # --- what comes in ---

    def ask_papers(self) -> QFileDialog:
        """Ask for the files of a paper that came in, and open the form it fills in."""
        return ask_papers(self._session, self._window, self._register(), self.bring_in)

    def take_in(self, mime: QMimeData | None) -> None:
        """Open the form that what was dropped or pasted fills in."""
        take_in_mime(self._session, self._window, self._register(), mime, self.bring_in)

    def bring_in(self, register: str, path: Path) -> None:
        """Import a ledger into a register, asking what it leaves open."""
        import_file(self._shown(register), path)

    def confirm_imported(self, register: str) -> None:
        """Ask for confirmation of what earlier imports into a register left unsure."""
        open_confirm(self._shown(register))

    def _shown(self, register: str) -> Shown:
        return Shown(self._session, VIEWS[register], Query(), "", "", self._window, self._preferences)

    # --- the tools ---

    def edit_profile(self) -> RecordForm:
        """Open 机关信息 and 期初 figures."""
        return profile_dialog(self._session, self._window)

    def show_calculator(self) -> CalculatorDialog:
        """Open 期限计算器; the window stays usable beside it."""
        dialog = CalculatorDialog(self._session, self._window)
        dialog.show()
        return dialog

    def show_calendar(self, year: int = 0) -> CalendarDialog:
        """Open 工作日历 on a year, the current one by default."""
        dialog = CalendarDialog(self._session, year, self._window)
        dialog.show()
        return dialog

    def show_statistics(self) -> StatisticsDialog:
        """Open the figures of a period of the year shown; the window stays usable beside them."""
        dialog = StatisticsDialog(self._session, self._year(), self._window)
        dialog.show()
        return dialog

    def show_scoring(self) -> ScoringDialog:
        """Open the score of the year shown, early in one of the year that ended; the window stays usable beside it."""
        dialog = ScoringDialog(self._session, self._ended_year(), self._window)
        dialog.show()
        return dialog

    def ask_calendar_file(self) -> None:
        """Ask where to put the calendar file of all open dates, and write it there."""
        session = self._session

        def chosen(path: Path) -> None:
            session.run(
                "期限存为日历",
                lambda _progress: export_calendar(session.registers, session.calendar, path, session.today),
                lambda done: session.told.emit(f"已存 {done[1]} 个日期：{done[0]}，发到手机或邮箱里打开即可导入"),
                self._window,
            )

        ask_target(self._window, "期限存为手机日历", "政府信息公开期限.ics", chosen, "日历文件 (*.ics)")

    def show_rules(self) -> QDialog:
        """List every rule of the checks."""
        dialog = RuleBook(self._window)
        dialog.open()
        return dialog

    def show_letters(self) -> QDialog:
        """List the letters that went out in the year shown."""
        dialog = LetterRegister(self._session, self._year(), self._window)
        dialog.open()
        return dialog

    def show_keeping(self) -> KeepingRegister:
        """List the case files by their state, those whose 保管期限 has ended first."""
        registers, places = self._session.registers, self._places()
        dialog = KeepingRegister(
            self._session, lambda: older_copies(registers, places.backups, places.memory), self._window
        )
        dialog.open()
        return dialog

    def show_templates(self) -> QDialog:
        """Open the office's own wording of letters."""
        dialog = TemplateEditor(self._session, self._window)
        dialog.open()
        return dialog

    def open_duty_form(self, line: DutyLine) -> None:
        """Open the form of the release that fulfils one period of a duty, filled in as far as is known."""
        session = self._session
        release = release_for(session.registers, line, line.due_on or session.today)
        start = {each.name: getattr(release, each.name) for each in fields(release) if each.name != "id"}
        form = RecordForm(Release, session.save, start=start, sources=session.sources(Release), parent=self._window)
        form.setWindowTitle(
            f"落实 {line.caption}" + (f"（应于{chinese_date(line.due_on)}前公开）" if line.due_on else "")
        )
        form.open()

    def set_appearance(self, appearance: Appearance) -> None:
        """Change between light and dark."""
        self._preferences.appearance = appearance
        self._dress()

    def zoom(self, steps: int) -> None:
        """Enlarge (or shrink) everything by so many tenths; 0 restores the usual size."""
        wanted = self._preferences.zoom + steps * ZOOMS.step if steps else 100
        self._preferences.zoom = min(max(wanted, ZOOMS[0]), ZOOMS[-1])
        self._dress()
        self._session.told.emit(f"显示大小 {self._preferences.zoom}%")

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress(app, self._preferences.appearance, self._preferences.zoom)

    # --- help ---

    def show_manual(self) -> None:
        """Open the manual at what it says about the place that has the keyboard."""
        above = QApplication.activeWindow()
        if not isinstance(above, HelpDialog):
            HelpDialog(above or self._window, topic_of(QApplication.focusWidget())).open()

    def show_keys(self, everywhere: Sequence[tuple[str, str]]) -> None:
        """List the keyboard shortcuts: those of a register, and those that work ``everywhere``."""
        KeysDialog(everywhere, self._window).open()

    def open_updates(self) -> UpdateDialog:
        """Look for newer packages on USB sticks, and install one."""
        dialog = UpdateDialog(self._session, self._guard.updates.folder, self._window)
        dialog.proved.connect(self._install)
        dialog.open()
        return dialog

    def _install(self, kind: Kind, package: Path) -> None:
        """Start the installer once the window has closed: closing makes the last backup, and a form may refuse it."""
        if self._window.close():
            hand_over(kind, package)

    def show_about(self) -> None:
        """Show what this program is, and its version."""
        show_note(
            "关于",
            f"{TITLE} {version()}\n一个机关一个文件，离线使用，不向任何地方发送数据。\n"
            "本程序依 Apache-2.0 许可；使用 Qt 和 PySide6（LGPL-3.0），其他组件见随附的 NOTICES。",
            self._window,
        )
