"""Importing a ledger of another office: what each column and each word is, and every row as it would come in."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from disclosure.column_kinds import columns, columns_by_name
from disclosure.errors import DisclosureError
from disclosure.progress import Progress
from gui.base.appearance import mark
from gui.kit.cards import clear, scrolling, words
from gui.kit.file_dialogs import LEDGERS_IN, ask_existing
from gui.kit.gated_form import GatedForm
from gui.kit.messages import show_note
from gui.registers.actions import Shown
from gui.safety.backups import back_up_first
from importers.ledgers.mapping_file import as_mapping
from importers.ledgers.proposal import Answers, Asked, Question
from importers.ledgers.reading import BY_NAME
from tasks.ledgers.importing import ImportResult, import_ledger
from tasks.ledgers.preview import Fate, Preview, preview_ledger
from tasks.safety.schedule import Trigger

_SIZE, _LEFT, _SAMPLE, _MOST_COLUMNS, _MOST_ROWS, _LOOK_AFTER = (1180, 700), 430, 12, 7, 300, 250
_REFUSALS_SHOWN = 8
_CHOICE = 9
_REMARK, _LEFT_OUT = "放进备注", "不导入"
_FATES = {Fate.REFUSED: "退回", Fate.DOUBTFUL: "有疑问", Fate.FINE: "进来"}


def open_import(shown: Shown) -> QFileDialog:
    """Ask for a ledger and import it as one step that can be undone whole."""
    title = f"导入{shown.view.record_type.title}台账"
    return ask_existing(shown.window, title, LEDGERS_IN, partial(import_file, shown))


def import_file(shown: Shown, path: Path) -> None:
    """Import one ledger: at once where nothing is asked and nothing doubtful, else when its questions are answered."""
    session, register = shown.session, shown.view.record_type.register

    def look(progress: Progress) -> Preview:
        remembered = shown.preferences.ledger_answers
        place = (session.registers, path, register)
        return preview_ledger(*place, today=session.today, remembered=remembered, progress=progress)

    def looked(preview: Preview) -> None:
        if preview.questions or preview.count(Fate.FINE) < len(preview.rows):
            ImportDialog(shown, path, preview, go_on).open()
        else:
            go_on(preview.answers)

    def go_on(answers: Answers) -> None:
        def work(progress: Progress) -> ImportResult:
            return import_ledger(session.registers, path, register, answers, progress, today=session.today)

        back_up_first(session, Trigger.IMPORT, lambda: session.run("导入台账", work, told, shown.window), shown.window)

    def told(result: ImportResult) -> None:
        refused = [row.sentence for row in result.refused[:_REFUSALS_SHOWN]]
        lines = [result.summary, *refused, *result.doubts[:_REFUSALS_SHOWN]]
        if result.accepted:
            lines.append("如果导入有误，按 Ctrl+Z 可以一次全部撤销。")
        show_note("导入台账", "\n\n".join(lines), shown.window)

    session.run("读旧登记表", look, looked, shown.window)


def _choice() -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_CHOICE)
    return box


def _columns_of_three() -> QGridLayout:
    grid = QGridLayout()
    for place, share in enumerate((2, 2, 3)):
        grid.setColumnStretch(place, share)
    return grid


class ImportDialog(GatedForm):
    """Questions on the left, the result as our record on the right; 导入 takes everything as it stands."""

    def __init__(self, shown: Shown, path: Path, preview: Preview, keep: Callable[[Answers], object]) -> None:
        super().__init__(f"导入旧登记表：{path.name}", shown.window)
        self._session, self._preferences, self._path, self._keep = shown.session, shown.preferences, path, keep
        self.preview, self._type = preview, preview.ledger.record_type
        self._answers = preview.answers
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOK_AFTER)
        self._soon.timeout.connect(self.look_again)
        self.headings: dict[str, QComboBox] = {}
        self.words: dict[tuple[str, str], QComboBox] = {}
        self.ticks: dict[tuple[Asked, str], QCheckBox] = {}
        self.table = QTableWidget()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.setAccessibleName("进来以后是这样")
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        self._asked = QVBoxLayout()
        left, right = QWidget(), QVBoxLayout()
        mark(left, "plain")
        left.setLayout(self._asked)
        area = scrolling(left)
        area.setFixedWidth(_LEFT)
        right.addWidget(words("进来以后是这样，拿不准的排在前面", "secondary"))
        right.addWidget(self.table, 1)
        right.addWidget(self.counts)
        halves = QHBoxLayout(self.body)
        halves.addWidget(area)
        halves.addLayout(right, 1)
        self.submitted.connect(self._submit)
        self.resize(*_SIZE)
        self._show()

    # --- what is asked ---

    def _show(self) -> None:
        """Show the questions and the rows of the preview as it is now."""
        clear(self._asked)
        self.headings, self.words, self.ticks = {}, {}, {}
        asked = self.preview.questions
        self._show_headings()
        self._show_words([one for one in asked if one.asked is Asked.WORD])
        self._show_ticks([one for one in asked if one.asked in (Asked.DATE, Asked.FILL)])
        self._asked.addStretch(1)
        self._show_rows()

    def _show_headings(self) -> None:
        targets = self.preview.ledger.header.targets
        known = sum(bool(target.column) or target.is_ignored for target in targets)
        self._asked.addWidget(words(f"每一列是什么（{len(targets)} 列，认出 {known} 列）", "heading"))
        grid = _columns_of_three()
        rows = [row for _, row in self.preview.ledger.filled[:_SAMPLE]]
        for place, target in enumerate(targets):
            sample = next((row.cells[place] for row in rows if place < len(row.cells) and row.cells[place]), "")
            box = _choice()
            box.addItem(_REMARK, None)
            box.addItem(_LEFT_OUT, "")
            for column in columns(self._type):
                if not column.shown_if_filled:
                    box.addItem(
                        column.label + ("（请看一眼）" if target.column is column and not target.is_certain else ""),
                        column.name,
                    )
            box.setCurrentIndex(
                1 if target.is_ignored else max(0, box.findData(target.column.name if target.column else "*"))
            )
            box.setAccessibleName(f"{target.name}是什么")
            box.setEnabled(target.second is None)
            box.currentIndexChanged.connect(self._changed)
            grid.addWidget(words(target.name or f"第{place + 1}列", wrap=True), place, 0)
            is_personal = target.column is not None and target.column.personal
            grid.addWidget(words("***" if is_personal and sample else sample[:_SAMPLE], "secondary"), place, 1)
            grid.addWidget(box, place, 2)
            self.headings[target.name] = box
        self._asked.addLayout(grid)

    def _show_words(self, asked: list[Question]) -> None:
        if not asked:
            return
        self._asked.addWidget(words("旧说法是什么意思（定一次，以后都记得）", "heading"))
        grid = _columns_of_three()
        for place, one in enumerate(asked):
            column = columns_by_name(self._type)[one.column]
            box = _choice()
            box.addItem("选一个，不选就退回", "")
            if one.proposal == BY_NAME:
                box.addItem("按申请人名称判断", BY_NAME)
            for term in column.term or ():
                box.addItem(term.plain_label, term.value)
            said = self._answers.words.get(one.column, {}).get(one.text, "")
            box.setCurrentIndex(max(0, box.findData(said)))
            box.setAccessibleName(f"{column.label}“{one.text}”是什么意思")
            box.currentIndexChanged.connect(self._changed)
            grid.addWidget(words(one.text, wrap=True), place, 0)
            grid.addWidget(words(f"{one.count} 件", "secondary"), place, 1)
            grid.addWidget(box, place, 2)
            self.words[one.column, one.text] = box
        self._asked.addLayout(grid)

    def _show_ticks(self, asked: list[Question]) -> None:
        if not asked:
            return
        self._asked.addWidget(words("旧表没有的、写得不全的", "heading"))
        for one in asked:
            label = columns_by_name(self._type)[one.column].label
            if one.asked is Asked.FILL:
                box, said = QCheckBox(label), one.told
                box.setChecked(one.column in self._answers.fills)
            else:
                box, said = QCheckBox(label), f"“{one.text}”这样的 {one.count} 处，按 {one.proposal} 这样读"
                box.setChecked(one.form in self._answers.dates.get(one.column, frozenset()))
            box.toggled.connect(self._changed)
            self._asked.addWidget(box)
            self._asked.addWidget(words(said, "secondary", wrap=True))
            self.ticks[one.asked, f"{one.column}/{one.form.name}"] = box

    def _changed(self) -> None:
        self.save_button.setEnabled(False)
        self._soon.start()

    def answers(self) -> Answers:
        """What is chosen now."""
        said = dict(self._answers.headings)
        for target in self.preview.ledger.header.targets:
            chosen = self.headings[target.name].currentData()
            before = "" if target.is_ignored else target.column.name if target.column else None
            if chosen is None:
                said.pop(target.name, None)
                if target.column is not None and target.is_certain:
                    said[target.name] = "remarks"
            elif chosen != before or target.name in said:
                said[target.name] = chosen
        known = {column: dict(texts) for column, texts in self._answers.words.items()}
        for (column, text), box in self.words.items():
            known.setdefault(column, {})[text] = box.currentData()
        asked = [one for one in self.preview.questions if one.asked in (Asked.DATE, Asked.FILL)]
        ticked = [one for one in asked if self.ticks[one.asked, f"{one.column}/{one.form.name}"].isChecked()]
        dates = {one.column: frozenset(other.form for other in ticked if other.column == one.column) for one in ticked}
        fills = frozenset(one.column for one in ticked if one.asked is Asked.FILL)
        return Answers(headings=said, words=known, dates=dates, fills=fills)

    def look_again(self) -> None:
        """Work out the preview for what is chosen now."""
        answers, register = self.answers(), self._type.register

        def work(progress: Progress) -> Preview:
            place = (self._session.registers, self._path, register)
            return preview_ledger(*place, today=self._session.today, answers=answers, progress=progress)

        def done(preview: Preview) -> None:
            self.preview, self._answers = preview, answers
            self._show()

        def failed(failure: DisclosureError) -> None:
            self.complain(str(failure))

        self._session.run("读旧登记表", work, done, self, failed=failed, quiet=True)

    # --- how it comes in ---

    def _show_rows(self) -> None:
        preview, header = self.preview, self.preview.ledger.header
        shown = [
            (place, target.column)
            for place, target in enumerate(header.targets)
            if target.column and not target.column.sealed
        ][:_MOST_COLUMNS]
        rows = preview.rows[:_MOST_ROWS]
        self.table.clear()
        self.table.setRowCount(len(rows))
        self.table.setColumnCount(len(shown) + 3)
        self.table.setHorizontalHeaderLabels(["", "行", "说明", *(column.label for _, column in shown)])
        for line, row in enumerate(rows):
            cells = row.row.cells
            texts = [
                column.text(getattr(row.record, column.name)) if row.record else "".join(cells[place : place + 1])
                for place, column in shown
            ]
            said = (_FATES[row.fate], str(row.row.number), "；".join(row.told), *texts)
            for place, text in enumerate(said):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(line, place, item)
        self.table.resizeColumnsToContents()
        for place in range(self.table.columnCount()):
            self.table.setColumnWidth(place, min(self.table.columnWidth(place), 190))
        self.table.horizontalHeader().setStretchLastSection(True)
        ledger = preview.ledger
        self.counts.setText(
            f"共 {len(preview.rows)} 行：{preview.accepted} 件会进来，其中 {preview.count(Fate.DOUBTFUL)} 件有疑问；"
            f"{preview.count(Fate.REFUSED)} 件退回，写明原因；{ledger.blank + len(ledger.asides)} 行空白或合计，跳过。"
        )
        self.complain("" if preview.accepted else "没有能进来的行，请在左边选好每一列是什么。")
        self.save_button.setText(f"导入 {preview.accepted} 件")

    def _submit(self) -> None:
        answers = self.answers()
        said = replace(answers, words={column: texts for column, texts in answers.words.items() if texts})
        self._preferences.remember_ledger(self.preview.shape, as_mapping(said))
        self._keep(answers)
        self.accept()
