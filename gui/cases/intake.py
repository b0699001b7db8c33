"""从来件登记: dropped, chosen or pasted files open the form they fill in, or fill in the one that is open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from disclosure.changes import Change
from disclosure.errors import UnreadableValueError
from disclosure.masking import masked_prose
from disclosure.paper_words import PaperKind
from disclosure.progress import Progress
from disclosure.records import Litigation, Record, Review
from disclosure.terms import AccessKind
from gui.base.session import Session
from gui.cases.dispute_forms import DisputeForm
from gui.forms.choice import form_for
from gui.forms.citations import Citation, Offer
from gui.forms.drafts import came_with
from gui.forms.papers import PapersPanel
from gui.forms.part_form import put_on_top
from gui.forms.record_form import RecordForm, Save
from gui.forms.request import RequestForm
from gui.kit.file_dialogs import FileDialog, documents
from gui.kit.gated_form import sheet_in_front
from gui.kit.messages import Message, show_note
from tasks.cases.intake import Intake, keep_papers, take_in_files

TITLE = "从来件登记"
PAPERS = (
    "来件 (*.docx *.doc *.wps *.pdf *.eml *.msg *.txt *.rtf *.odt *.html *.htm *.mht *.xlsx *.xls *.et *.jpg *.png)"
    ";;所有文件 (*)"
)
_REGISTERS = frozenset(kind.register for kind in PaperKind)


Import: TypeAlias = Callable[[str, Path], object]
"""Imports a ledger into a register, after asking its questions."""


def ask_papers(session: Session, window: QWidget, register: str, bring_in: Import) -> QFileDialog:
    """Ask for the files of one incoming paper."""
    dialog = FileDialog(window, TITLE, documents(), PAPERS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(
        lambda names: take_in(session, window, register, (list(map(Path, names)), []), bring_in)
    )
    dialog.open()
    return dialog


def take_in_mime(session: Session, window: QWidget, register: str, mime: QMimeData | None, bring_in: Import) -> None:
    """Take in what was dropped or pasted: local files, else the text, if there is either."""
    came = came_with(mime)
    if any(came):
        take_in(session, window, register, came, bring_in)
    else:
        session.told.emit("剪贴板里没有文字，也没有文件。")


Came: TypeAlias = tuple[Sequence[Path], Sequence[str]]
"""Files, and pasted texts."""


def take_in(session: Session, window: QWidget, register: str, came: Came, bring_in: Import) -> None:
    """Read incoming files or texts and open the form they fill in, or fill in an open form of a record.

    ``register`` is that of the current page; for a paper that clearly belongs to another its own form is offered, a
    ledger is offered to ``bring_in``.
    """
    if session.is_read_only:
        session.told.emit("这个文件以只读方式打开，不能登记。")
        return
    open_form = QApplication.activeModalWidget() or sheet_in_front(window)
    form = open_form if isinstance(open_form, RecordForm) and open_form.subject[0] in _REGISTERS else None
    if open_form is not None and form is None:
        return
    of_page = form.subject[0] if form is not None else register

    def read(*, may_be_ledger: bool) -> None:
        def work(progress: Progress) -> Intake:
            place = (of_page, session.today, progress)
            files, texts = came
            return take_in_files(session.registers, files, *place, texts=texts, may_be_ledger=may_be_ledger)

        session.run("打开来件", work, done, form or window)

    def done(intake: Intake) -> None:
        if form is not None:
            _fill_open(session, form, intake)
        elif intake.ledger is not None:
            (name, recognised), kind, path = intake.ledger.told, intake.ledger.record_type, intake.ledger.path
            fitting = Offered(f"导入到{kind.title}…", lambda: bring_in(kind.register, path))
            paper = Offered("不，当作来件", lambda: read(may_be_ledger=False))
            WhichForm(window, f"“{masked_prose(name)}”是一份登记表：{recognised}。", fitting, paper).open()
        elif of_page in _REGISTERS and intake.register != of_page:
            WhichForm(window, *_offered_forms(session, window, of_page, intake)).open()
        else:
            open_form_of(session, window, intake)

    read(may_be_ledger=form is None)


@dataclass(frozen=True)
class Offered:
    """One choice for incoming files: the text of its button, and its function."""

    text: str
    act: Callable[[], object]


class WhichForm(Message):
    """Says what came in, and offers what fits best before what else may have been meant."""

    def __init__(self, window: QWidget, said: str, fitting: Offered, other: Offered) -> None:
        super().__init__(QMessageBox.Icon.NoIcon, TITLE, said, window)
        self.fitting_button = self.addButton(fitting.text, QMessageBox.ButtonRole.AcceptRole)
        self.here_button = self.addButton(other.text, QMessageBox.ButtonRole.ActionRole)
        self.setEscapeButton(self.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        self.setDefaultButton(self.fitting_button)
        self.fitting_button.clicked.connect(fitting.act)
        self.here_button.clicked.connect(other.act)


def _offered_forms(session: Session, window: QWidget, of_page: str, intake: Intake) -> tuple[str, Offered, Offered]:
    fitting, here = intake.record_type.title, Intake(of_page, "").record_type.title
    bare = Intake(of_page, "", papers=intake.papers, told=intake.told, files=intake.files, texts=intake.texts)
    return (
        f"这份来件是“{intake.title or fitting}”，应当登记到{fitting}。",
        Offered(f"登记到{fitting}", lambda: open_form_of(session, window, intake)),
        Offered(f"不，登记到{here}，自己填写", lambda: open_form_of(session, window, bare)),
    )


def open_form_of(session: Session, window: QWidget, intake: Intake) -> RecordForm:
    """Open the form a paper fills in, each value marked with its source; nothing is saved before 保存."""
    values = {name: read.value for name, read in intake.readings.items()}
    start = {**intake.start, **values}
    form: RecordForm
    if issubclass(intake.record_type, Review | Litigation):
        known = intake.amends if isinstance(intake.amends, Review | Litigation) else None
        if known is not None:
            session.note_access(known, AccessKind.EDITED)
        title = f"{TITLE}：{intake.record_type.title}" + (f" {known.caption}" if known else "")
        beginning = {"original": known} if known else {"start": start}
        form = DisputeForm(session, intake.record_type, title, parent=window, **beginning)
    else:
        form = form_for(session, intake.record_type, session.save, start=start, parent=window)
        form.setWindowTitle(f"{TITLE}：{intake.record_type.title}")
    _lay_papers(session, form, intake)
    _show(form, intake, is_new=intake.amends is None)
    form.take_as_typed()
    if isinstance(form, RequestForm):
        form.propose_receipt()
    form.open()
    return form


def _lay_papers(session: Session, form: RecordForm, intake: Intake) -> None:
    """Show papers above the fields of a form; those ticked are stored with the record, in the same step."""
    panel = form.findChild(PapersPanel)
    if panel is None:
        panel = PapersPanel("照来件填好了，对着原件看一遍再保存。" if intake.readings else "照原件填写。")
        put_on_top(form, panel)
        form.keep_also(partial(_keep_both, session, panel))
    panel.add(intake.papers)
    panel.tell(intake.told)
    form.files, form.pasted = (*form.files, *intake.files), (*form.pasted, *intake.texts)


def _keep_both(session: Session, panel: PapersPanel, save: Save, record: Record) -> object:
    with session.registers.batch(TITLE):
        kept = save(record)
        record_id = kept.record_id if isinstance(kept, Change) else kept.dispute.id
        keep_papers(session.registers, session.registers.get(type(record), record_id), panel.chosen())
    session.wanted.emit(record.register, record_id)
    return kept


def _fill_open(session: Session, form: RecordForm, intake: Intake) -> None:
    """Fill in blank fields of an open form; others keep their values, with the paper's offered beside them."""
    if intake.register == form.subject[0]:
        _lay_papers(session, form, intake)
        _show(form, intake, is_new=False)
    else:
        show_note(TITLE, f"这份来件是“{intake.title or intake.record_type.title}”，先关上这张表再放。", form)


def _show(form: RecordForm, intake: Intake, *, is_new: bool) -> None:
    """Mark each field that was read; in an existing form, fill in only blank ones."""
    for name, read in intake.readings.items():
        field = form.fields[name]
        raw = field.editor.raw()
        if not is_new and not raw.strip():
            field.editor.set_value(read.value)
        is_taken = _value(form, name) == read.value
        others = [*(() if is_taken else (read,)), *read.others]
        Citation(field, read.where, [Offer(each.value, each.where) for each in others], is_taken=is_taken)


def _value(form: RecordForm, name: str) -> object:
    try:
        return form.fields[name].editor.value()
    except UnreadableValueError:
        return None
