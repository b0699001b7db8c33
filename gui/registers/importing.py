"""Importing a ledger of another office: the meaning of its columns and words, and a preview of every row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from disclosure.column_kinds import columns, columns_by_name
from disclosure.errors import DisclosureError
from disclosure.progress import Progress
from disclosure.wording import cut_short, listed
from gui.base.appearance import mark
from gui.base.signs import Sign
from gui.base.waits import Wait
from gui.kit.cards import Button, ChoiceBox, clear, scrolling, words
from gui.kit.file_dialogs import LEDGERS_IN, ask_existing
from gui.kit.gated_form import GatedForm, Halves, Unfinished
from gui.kit.messages import show_note, undo_from
from gui.registers.actions import Shown
from gui.registers.import_preview import PreviewTable
from gui.safety.backups import back_up_first
from importers.ledgers.mapping_file import as_mapping
from importers.ledgers.proposal import Answers, Asked, Question, Word
from importers.ledgers.reading import BY_NAME
from tasks.ledgers.importing import ImportResult, import_ledger
from tasks.ledgers.preview import Fate, Preview, PreviewRow, preview_ledger
from tasks.ledgers.remembering import answers_as_text, answers_from_text, remember
from tasks.safety.schedule import Trigger

_LEFT, _SAMPLE = 432, 12
_REFUSALS_SHOWN, _MOST_WORDS, _MOST_NAMED, _MOST_SAID, _CHOICE, _SAMPLE_SHOWN = 8, 120, 3, 90, 15, 6
_REMARK, _LEFT_OUT = "放进备注", "不导入"


def open_import(shown: Shown) -> QFileDialog:
    """Ask for a ledger and import it as one step that can be undone as a whole."""
    title = f"导入{shown.view.record_type.title}台账"
    return ask_existing(shown.window, title, LEDGERS_IN, partial(import_file, shown))


def import_file(shown: Shown, path: Path, typed: Mapping[str, str] | None = None) -> None:
    """Import one ledger: at once if there are no questions and no doubts, else after its questions are answered.

    ``typed`` are answers given before a crash: then the questions are shown again as they were answered.
    """
    session, register = shown.session, shown.view.record_type.register
    said_before = shown.preferences.ledger_answers

    def look(progress: Progress) -> Preview:
        remember(session.registers, said_before, over_what_is_kept=False)
        return preview_ledger(session.registers, path, register, today=session.today, progress=progress)

    def looked(preview: Preview) -> None:
        if not session.is_read_only:
            shown.preferences.forget_ledgers()
        plain = preview.count(Fate.FINE) + preview.count(Fate.THERE)
        if typed is not None:
            dialog = ImportDialog(shown, path, preview, go_on)
            dialog.open()
            dialog.take_up(typed)
        elif preview.questions or preview.ledger.left_out or plain < len(preview.rows):
            ImportDialog(shown, path, preview, go_on).open()
        else:
            go_on(preview)

    def go_on(preview: Preview) -> None:
        answers, file, shape = preview.answers, preview.file, preview.shape  # its rows need not stay in memory

        def work(progress: Progress) -> tuple[ImportResult, int]:
            registers, kind = session.registers, shown.view.record_type
            remember(registers, {shape: as_mapping(answers)})
            before = registers.count(kind, shown.query)
            done = import_ledger(registers, path, register, answers, progress, today=session.today, opened=file)
            return done, done.accepted - (registers.count(kind, shown.query) - before)

        back_up_first(session, Trigger.IMPORT, lambda: session.run("导入台账", work, told, shown.window), shown.window)

    def told(done: tuple[ImportResult, int]) -> None:
        note = show_note("导入台账", "\n".join(_said_of(*done)), shown.window)
        if done[0].accepted:
            undo_from(note, session.undo)

    session.run("打开台账", look, looked, shown.window)


def _said_of(result: ImportResult, unseen: int) -> list[str]:
    """Return what to tell after an import; ``unseen`` rows are not in the list as it is filtered now."""
    lines = [result.summary, *cut_short([row.sentence for row in result.refused], _REFUSALS_SHOWN)]
    lines += cut_short(result.doubts, _REFUSALS_SHOWN)
    if unseen:
        lines.append(f"其中 {unseen} 条不合列表现在的条件，去掉“日期”等条件就看得到。")
    if result.proposed:
        lines.append("按建议填写的，在“更多—核对导入的栏目…”里一次确认。")
    if result.accepted:
        lines.append("如果导入有误，按 Ctrl+Z 可以一次全部撤销。")
    return lines


def _choice() -> QComboBox:
    box = ChoiceBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_CHOICE)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return box


def _made(path: Path) -> str:
    """Return what changes with the content of a ledger: its length and time."""
    try:
        known = path.stat()
    except OSError:  # its stick was pulled out
        return ""
    return f"{known.st_size} {known.st_mtime_ns}"


def _columns_of_four() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(2)
    for place, share in enumerate((0, 3, 4, 5)):  # the cells tell more than the headings
        grid.setColumnStretch(place, share)
    return grid


def _sign(is_certain: bool) -> QLabel:
    return words("认出", sign=Sign.DONE) if is_certain else words("要看", sign=Sign.DOUBT)


class ImportDialog(GatedForm):
    """Questions at the left, the result as our record at the right; 导入 imports as shown."""

    lies_in_page = True
    work = "import"

    def __init__(self, shown: Shown, path: Path, preview: Preview, keep: Callable[[Preview], object]) -> None:
        super().__init__(f"导入旧登记表\u3000{path.stem}", shown.window)
        self._session, self._path, self._keep = shown.session, path, keep
        self.preview, self._type = preview, preview.ledger.record_type
        self._answers = self._wanted = preview.answers
        self._made = _made(path)
        self._soon = self._session.timer(self, self.look_again, Wait.TYPING)
        self.sheets: dict[str, QCheckBox] = {}
        self.headings: dict[str, QComboBox] = {}
        self.words: dict[tuple[str, str], QComboBox] = {}
        self.ticks: dict[tuple[Asked, str], QCheckBox] = {}
        self.undecided: list[QComboBox] = []
        self.table = PreviewTable()
        self.table.corrected.connect(self._correct)
        self.table.reached.connect(self._tell)
        self.only_doubted = Button()
        self.only_doubted.setCheckable(True)
        mark(self.only_doubted, "chip")
        self.only_doubted.toggled.connect(self._show_rows)
        self.said = words("", "secondary", wrap=True)
        self.counts = QHBoxLayout()
        self.foot.insertLayout(0, self.counts)
        left, right = QWidget(), QWidget()
        mark(left, "facts")
        result, head = QVBoxLayout(right), QHBoxLayout()
        result.setContentsMargins(20, 12, 20, 8)
        self._asked = QVBoxLayout(left)
        self._asked.setContentsMargins(20, 14, 20, 14)
        for laid in (self.counts, result, head, self._asked):
            laid.setSpacing(8)
        self.area = area = scrolling(left)
        self.hint = words("", "secondary", wrap=True)
        self.table.fitted.connect(self._tell_columns)
        head.addWidget(words("进来以后是这样", "section"))
        head.addWidget(self.hint, 1)
        head.addWidget(self.only_doubted)
        result.addLayout(head)
        result.addWidget(self.table, 1)
        result.addWidget(self.said)
        halves = QHBoxLayout(self.body)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        halves.addWidget(area)
        halves.addWidget(right, 1)
        self.page_head_row.addWidget(words("整批可以撤销 Ctrl+Z", "secondary"))
        self.halves = Halves(self, area, right, _LEFT, ("对应", "预览"))
        self.submitted.connect(self._submit)
        self._show()
        self._at_first = answers_as_text(self.answers())

    def open(self) -> None:
        """Go to the first decision to be made."""
        super().open()
        if self.undecided:
            self.undecided[0].setFocus()
            QTimer.singleShot(Wait.TURN, self, lambda: self.area.ensureWidgetVisible(self.undecided[0]))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self.halves.lay()

    # --- the questions ---

    def _show(self) -> None:
        """Show the questions and the rows of the current preview."""
        at = focused.accessibleName() if (focused := self.focusWidget()) is not None else ""
        clear(self._asked)
        self.sheets, self.headings, self.words, self.ticks, self.undecided = {}, {}, {}, {}, []
        asked = self.preview.questions
        if self.preview.asked:
            said = f"要定的有 {self.preview.asked} 件事，能提建议的已经选好"
            self._asked.addWidget(words(said, "secondary", wrap=True))
        self._show_sheets()
        self._show_headings()
        self._show_words({(one.column, one.text): one for one in asked if one.asked is Asked.WORD})
        self._show_ticks([one for one in asked if one.asked in (Asked.DATE, Asked.FILL)])
        self._asked.addStretch(1)
        self._show_rows()
        for box in (*self.sheets.values(), *self.headings.values(), *self.words.values(), *self.ticks.values()):
            if at and box.accessibleName() == at:
                box.setFocus()

    def _head(self, text: str, corner: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(words(text, "section"), 1)
        row.addWidget(words(corner, "secondary"))
        self._asked.addLayout(row)

    def _show_sheets(self) -> None:
        found = self.preview.ledger.sheets
        if len(found) < 2:  # noqa: PLR2004 - nothing to choose
            return
        self._head("导入哪几张工作表", f"{sum(one.is_read for one in found)} / {len(found)} 张")
        for one in found:
            box = QCheckBox(f"{one.name}　{one.rows} 行" if one.rows else f"{one.name}　没有认出表头")
            box.setAccessibleName(f"工作表 {box.text()}")
            box.setChecked(one.is_read)
            box.setEnabled(bool(one.rows))
            box.toggled.connect(self._changed)
            self._asked.addWidget(box)
            self.sheets[one.name] = box

    def _show_headings(self) -> None:
        targets = self.preview.ledger.header.targets
        known = sum(bool(target.column or target.adds_to) or target.is_ignored for target in targets)
        self._head("每一列是什么", f"{len(targets)} 列，认出 {known} 列")
        grid, metrics = _columns_of_four(), self.fontMetrics()
        room = _SAMPLE_SHOWN * metrics.horizontalAdvance("中")
        rows = [row for _, row in self.preview.ledger.filled[:_SAMPLE]]
        for place, target in enumerate(targets):
            sample = next((row.cells[place] for row in rows if place < len(row.cells) and row.cells[place]), "")
            column = target.column or target.adds_to  # 法人名称 beside 姓名 is an applicant, too
            is_certain = (bool(column) and target.is_certain) or target.is_ignored
            box = _choice()
            box.addItem(_REMARK if is_certain or column else f"{_REMARK}，行吗？", None)
            box.addItem(_LEFT_OUT, "")
            for one in columns(self._type):
                if not one.shown_if_filled:
                    box.addItem(one.label, one.name)
            box.setCurrentIndex(1 if target.is_ignored else max(0, box.findData(column.name if column else "*")))
            box.setAccessibleName(f"{target.name}是什么")
            box.setEnabled(not target.others)
            box.currentIndexChanged.connect(self._changed)
            grid.addWidget(_sign(is_certain), place, 0)
            grid.addWidget(words(target.name or f"第{place + 1}列", wrap=True), place, 1)
            is_personal = column is not None and column.personal
            told = "***" if is_personal and sample else " ".join(sample.split())
            shown = words(metrics.elidedText(told, Qt.TextElideMode.ElideRight, room), "secondary")  # dates stay whole
            shown.setToolTip(told)
            grid.addWidget(shown, place, 2)
            grid.addWidget(box, place, 3)
            self.headings[target.name] = box
            self.undecided += [] if is_certain else [box]
        self._asked.addLayout(grid)

    def _show_words(self, asked: dict[tuple[str, str], Question]) -> None:
        found = sorted(self.preview.words, key=lambda one: (one.column.name, one.text) not in asked)[:_MOST_WORDS]
        if not found:
            return
        first = list(dict.fromkeys(one.column.name for one in found))  # those to decide
        found.sort(key=lambda one: first.index(one.column.name))
        self._head("旧说法是什么意思", "定一次，以后都记得")
        grid = _columns_of_four()
        above = ""
        for one in found:
            if one.column.label != above:
                above = one.column.label
                grid.addWidget(words(above, "secondary"), grid.rowCount(), 1, 1, 3)
            place = grid.rowCount()
            box = self._word_box(one)
            box.currentIndexChanged.connect(self._changed)
            is_decided = (one.column.name, one.text) not in asked or bool(box.currentData())
            self.undecided += [] if is_decided else [box]
            grid.addWidget(_sign(is_decided), place, 0)
            grid.addWidget(words(one.text, wrap=True), place, 1)
            grid.addWidget(words(f"{one.count} 件 →", "secondary"), place, 2)
            grid.addWidget(box, place, 3)
            self.words[one.column.name, one.text] = box
        self._asked.addLayout(grid)

    def _word_box(self, one: Word) -> QComboBox:
        box = _choice()
        box.addItem("选一个，不选就退回", "")
        if one.proposal == BY_NAME:
            box.addItem("按申请人名称判断", BY_NAME)
        for term in one.column.term or ():
            box.addItem(term.plain_label, term.value)
        certain = one.meaning.term.value if one.meaning.term is not None and one.meaning.is_certain else ""
        said = self._answers.words.get(one.column.name, {}).get(one.text, certain)
        box.setCurrentIndex(max(0, box.findData(said)))
        box.setAccessibleName(f"{one.column.label}“{one.text}”是什么意思")
        return box

    def _show_ticks(self, asked: list[Question]) -> None:
        if not asked:
            return
        self._head("旧表没有的、写得不全的", "勾上就填")
        for one in asked:
            label = columns_by_name(self._type)[one.column].label
            box = QCheckBox(label)
            if one.asked is Asked.FILL:
                said = one.told
                box.setChecked(one.column in self._answers.fills)
            else:
                said = f"“{one.text}”这样的 {one.count} 处，按 {one.proposal} 这样读"
                box.setChecked(one.form in self._answers.dates.get(one.column, frozenset()))
            box.setAccessibleName(f"{label}：{said}")
            box.toggled.connect(self._changed)
            self._asked.addWidget(box)
            self._asked.addWidget(words(said, "secondary", wrap=True))
            self.ticks[one.asked, f"{one.column}/{one.form.name}"] = box

    def _changed(self) -> None:
        self.save_button.setEnabled(False)
        self._soon.start()

    def answers(self) -> Answers:
        """The current choices, with those for which the preview is still being computed."""
        said = dict(self._wanted.headings)
        for target in self.preview.ledger.header.targets:
            chosen = self.headings[target.name].currentData()
            before = "" if target.is_ignored else target.column.name if target.column else None
            if chosen is None:
                said.pop(target.name, None)
                if target.column is not None and target.is_certain:
                    said[target.name] = "remarks"
            elif chosen != before or target.name in said:
                said[target.name] = chosen
        known = {column: dict(texts) for column, texts in self._wanted.words.items()}
        for one in self.preview.words:
            chosen = box.currentData() if (box := self.words.get((one.column.name, one.text))) else None
            certain = one.meaning.term.value if one.meaning.term is not None and one.meaning.is_certain else None
            if chosen is not None and chosen != certain:
                known.setdefault(one.column.name, {})[one.text] = chosen
        asked = [one for one in self.preview.questions if one.asked in (Asked.DATE, Asked.FILL)]
        ticked = [one for one in asked if self.ticks[one.asked, f"{one.column}/{one.form.name}"].isChecked()]
        dates = {one.column: frozenset(other.form for other in ticked if other.column == one.column) for one in ticked}
        fills = frozenset(one.column for one in ticked if one.asked is Asked.FILL)
        chosen_sheets = frozenset(name for name, box in self.sheets.items() if box.isChecked())
        is_as_proposed = all(one.is_read == (one.name in chosen_sheets) for one in self.preview.ledger.sheets)
        return replace(
            self._wanted,
            headings=said,
            words=known,
            dates=dates,
            fills=fills,
            sheets=chosen_sheets if self.sheets and not is_as_proposed else self._wanted.sheets,
        )

    def look_again(self) -> None:
        """Compute the preview for the current choices."""
        self._look(self.answers())

    def _look(self, answers: Answers) -> None:
        self._wanted = answers
        register, file = self._type.register, self.preview.file

        def work(progress: Progress) -> Preview:
            place = (self._session.registers, self._path, register)
            return preview_ledger(*place, today=self._session.today, answers=answers, opened=file, progress=progress)

        def done(preview: Preview) -> None:
            if answers is not self._wanted or self._soon.isActive():  # something was chosen or corrected meanwhile
                return
            self.preview, self._answers = preview, answers
            self._show()

        def failed(failure: DisclosureError) -> None:
            self.complain(str(failure))

        self._session.run_quietly(work, done, failed=failed)

    # --- importing ---

    def _show_rows(self) -> None:
        preview = self.preview
        doubted = preview.count(Fate.REFUSED) + preview.count(Fate.DOUBTFUL)
        self.only_doubted.setText(f"只看这 {doubted} 行")
        self.only_doubted.setVisible(bool(doubted))
        self.said.clear()
        self.table.show_preview(preview, only_doubted=self.only_doubted.isChecked() and bool(doubted))
        self._show_counts()
        self.complain("" if preview.accepted else f"没有能进来的行，{self._what_is_lacking()}。")
        self.save_button.setText(f"导入 {preview.accepted} 件")

    def _what_is_lacking(self) -> str:
        """Return what must be chosen first: the meaning of a word, a column, or a value in its row."""
        undecided = [text for (_, text), box in self.words.items() if not box.currentData()]
        if undecided:
            return f"先定{listed([f'“{text}”' for text in undecided[:_MOST_NAMED]])}是什么意思"
        there = {box.currentData() for box in self.headings.values()} | self._answers.fills
        absent = [one.label for one in columns(self._type) if one.required and one.name not in there]
        if absent:
            return f"先选哪一列是{listed([f'“{label}”' for label in absent[:_MOST_NAMED]])}"
        return "每一行为什么退回，选中它就写在表的下面"

    def _show_counts(self) -> None:
        clear(self.counts)
        preview, ledger = self.preview, self.preview.ledger
        nothing = ledger.blank + len(ledger.asides)
        parts: Sequence[tuple[Sign, int, str]] = (
            (Sign.DONE, preview.accepted, "件会进来"),
            (Sign.DOUBT, preview.count(Fate.DOUBTFUL), "件其中有疑问"),
            (Sign.WRONG, preview.count(Fate.REFUSED), "件退回，写明原因"),
            (Sign.REFUSED, preview.count(Fate.THERE), "件已有"),
            (Sign.UNTOUCHED, nothing, "行空白或合计，跳过"),
        )
        self.counts.addWidget(words(f"共 {len(preview.rows) + nothing} 行", "secondary"))
        for sign, count, said in parts:
            if count or sign is Sign.DONE:
                self.counts.addWidget(words(f"{count} {said}", "plainWords", sign=sign))
                self.counts.addSpacing(8)

    def _tell_columns(self, left_out: int) -> None:
        more = f"；放不下的 {left_out} 栏照样进来" if left_out else ""
        self.hint.setText(f"拿不准的排在前面，双击改一个值{more}")

    def _tell(self, line: PreviewRow) -> None:
        place = f"“{line.sheet}”第 {line.row.number} 行" if line.sheet else f"第 {line.row.number} 行"
        told, way = line.sentence, "双击改好就会进来，不改就退回。" if line.fate is Fate.REFUSED else ""
        shown = told if len(told) <= _MOST_SAID else f"{told[:_MOST_SAID]}…"
        self.said.setText(f"{place}：{shown}。{way}" if told else place)
        self.said.setToolTip(told)

    def _correct(self, sheet: str, number: int, heading: str, text: str) -> None:
        answers = self.answers()
        cells = {row: dict(said) for row, said in answers.cells.items()}
        cells.setdefault((sheet, number), {})[heading] = text
        self.save_button.setEnabled(False)
        self._look(replace(answers, cells=cells))

    def is_dirty(self) -> bool:
        """Whether answers or corrected values would be lost."""
        return self.unfinished() is not None

    def unfinished(self) -> Unfinished | None:
        said = answers_as_text(self.answers())
        typed = {"ledger": str(self._path), "made": self._made, "answers": said}
        return Unfinished(self.work, typed, self._type.register) if said != self._at_first else None

    def take_up(self, typed: Mapping[str, str]) -> None:
        """Answer as before a crash; of a ledger changed since, corrected cells are left out, as rows moved."""
        answers = answers_from_text(typed["answers"])
        if answers.cells and typed["made"] != self._made:
            answers = replace(answers, cells={})
            self._session.told.emit("这份登记表后来改过：各列和说法的对应放回了，改过的格没有放回，再看一遍。")
        self._look(answers)

    def _submit(self) -> None:
        self._keep(self.preview)
        self.preview = replace(self.preview, rows=())  # they are read again, and may be a hundred thousand
        self.table.setModel(None)
        self.accept()
