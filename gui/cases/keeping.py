"""档案保管与鉴定: the case files by state, the decisions at the end of their term, and carrying them out."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from disclosure.cases.keeping import FORM, CaseFile, KeepingState
from disclosure.errors import DisclosureError
from disclosure.progress import Progress
from disclosure.records import Appraisal, Record
from disclosure.terms import KeepingDecision
from gui.base.session import Session
from gui.base.signs import Sign
from gui.forms.drafts import fill
from gui.forms.part_form import PartForm
from gui.kit.cards import ChoiceBox, button, words
from gui.kit.file_dialogs import ask_target
from gui.kit.gated_form import GatedForm, Unfinished
from gui.kit.messages import show_note
from gui.kit.row_table import dress_rows
from tasks.cases.keeping import (
    KeptLine,
    appraise,
    approved,
    destroy_files,
    destroy_removed,
    hand_over_files,
    kept_lines,
    schedule_of,
    title_of_list,
    witnessed_by,
    write_keeping,
)

_HEADINGS = ("编号", "题名", "形成时间", "保管期限", "材料", "处置")
_CELLS = (1, 3, 4, 5, 7, 8)
"""The cells of a line shown under the headings."""
_STATES = (KeepingState.DUE, *(state for state in KeepingState if state is not KeepingState.DUE))
_STATE_AFTER = {
    KeepingDecision.KEEP: KeepingState.LONGER,
    KeepingDecision.HAND_OVER: KeepingState.TO_HAND_OVER,
    KeepingDecision.DESTROY: KeepingState.TO_DESTROY,
}
_TITLES = {"appraise": "档案鉴定", "hand_over": "登记移交", "destroy": "销毁案卷"}
_FILES = "PDF (*.pdf);;Word 文档 (*.docx);;Excel 工作簿 (*.xlsx);;CSV 表格 (*.csv)"
_ARTICLE = "档案法第二十一条：禁止擅自销毁档案"
_COUNTING = "正在清点案卷…"
_APPRAISED = "鉴定后登记意见和批准人。继续保管的写到哪一天；移交、销毁的，执行后再登记一次。可以撤销。"
_HANDED_OVER = "登记移交日期；登记簿里的内容保留不变。可以撤销。"
_REMOVED = (
    "只销毁错录、重复的：已经办结或者发过文书的，先恢复，期满后鉴定。回收站里只留编号、类型、日期和结果，连同理由、批准人和监销人；"
    "其余从这个文件中抹去，不能撤销。"
)
_DESTROYED = (
    "登记簿里只留编号、文号、类型、日期、结果、依据条款，和承办的科室、人员、批准人，年报的数不变；"
    "姓名、内容、材料、文书和修改记录都从这个文件中抹去，不能撤销。"
    "以前的备份、归档包、交接包和导出的台账里还有这些案卷：销毁以后列出，一并处理。"
)


class KeepingRegister(GatedForm):
    """The case files in one state, shown over the current page, those whose term has ended first.

    ``older`` returns where else what was destroyed still exists.
    """

    lies_in_page = True
    work = "keeping"

    def __init__(self, session: Session, older: Callable[[], Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__("档案保管与鉴定", parent)
        self._session, self._older = session, older
        self.lines: list[KeptLine] = []
        self._is_counted = False
        self.shown: list[KeptLine] = []
        self._begun: tuple[str, Sequence[CaseFile], PartForm] | None = None
        self._interrupted: Mapping[str, str] = {}
        self.state_box = ChoiceBox()
        self.state_box.setAccessibleName("案卷状态")
        self.state_box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.state_box.addItems([state.label for state in _STATES])
        self.terms, self.unread = words("", "secondary", wrap=True), words("", "attention", wrap=True)
        self.table = QTableWidget(0, len(_HEADINGS))
        self.go_button = button("查看案件", self.go)
        self.appraise_button = button("鉴定…", self.ask_to_appraise)
        self.hand_over_button = button("登记移交…", self.ask_to_hand_over)
        self.destroy_button = button("销毁…", self.ask_to_destroy)
        self.cancel_button.setText("关闭  Esc")
        self.save_button.setText("清单…  Ctrl+S")
        self._furnish()
        self.submitted.connect(self.choose_file)
        self.state_box.currentIndexChanged.connect(self.show_state)
        self.table.itemSelectionChanged.connect(self.refresh_gate)
        session.changed.connect(self.reload)
        session.day_changed.connect(self.reload)  # a term may have ended at midnight
        self.reload()

    def _furnish(self) -> None:
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(words("状态", "secondary"))
        head.addWidget(self.state_box)
        head.addWidget(self.terms, 1)
        stack.addLayout(head)
        stack.addWidget(self.unread)
        stack.addWidget(self.table, 1)
        for made in (self.go_button, self.appraise_button, self.hand_over_button, self.destroy_button):
            self.foot.insertWidget(self.foot.count() - 2, made)
        table = self.table
        table.setHorizontalHeaderLabels(list(_HEADINGS))
        dress_rows(table, "案卷", 1)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def reload(self) -> None:
        """Read the case files again in a worker; what is shown stays until then."""
        registers, today = self._session.registers, self._session.today
        schedule = schedule_of(registers)
        self.terms.setText(f"保管期限：{registers.profile().retention or '没有写'}　（在“机关信息与期初数”里改）")
        unread = "；".join(schedule.unread)
        self.unread.say(f"保管期限里的“{unread}”没有读懂，{FORM}。" if unread else "", Sign.DOUBT)
        self.unread.setVisible(bool(unread))
        if not self._is_counted:
            self.refresh_gate()

        def count(_progress: Progress) -> list[KeptLine]:
            return kept_lines(registers, today)

        self._session.run_quietly(count, self._show)

    def _show(self, lines: list[KeptLine]) -> None:
        if not isValid(self):  # closed meanwhile
            return
        self.lines, self._is_counted = lines, True
        counts = Counter(line.state for line in lines)
        for place, state in enumerate(_STATES):
            self.state_box.setItemText(place, f"{state.label}　{counts[state]}")
        self.show_state()
        if self._interrupted:
            interrupted, self._interrupted = self._interrupted, {}
            self._begin_again(interrupted)

    def show_state(self) -> None:
        """Show the case files of the chosen state."""
        state = self.state
        self.shown = [line for line in self.lines if line.state is state]
        self.table.clearSelection()  # other files are in the selected rows now
        self.table.setRowCount(len(self.shown))
        for row, line in enumerate(self.shown):
            cells = line.cells
            for column, cell in enumerate(_CELLS):
                self.table.setItem(row, column, QTableWidgetItem(cells[cell]))
        self.refresh_gate()

    @property
    def state(self) -> KeepingState:
        """The state whose files are shown."""
        return _STATES[self.state_box.currentIndex()]

    def chosen(self) -> list[CaseFile]:
        """Return the chosen files, in their order."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [self.shown[row].file for row in rows]

    def refresh_gate(self) -> None:
        chosen, can_write = len(self.chosen()), not self._session.is_read_only
        nothing = f"没有{self.state.label}的案卷" if self._is_counted else _COUNTING
        self.complain("" if self.shown else nothing)
        if self.shown and not chosen:
            self.gate.say("选中一卷或几卷（按住 Ctrl 可以多选）；“清单…”写出这里的全部", None, "secondary")
        self.go_button.setEnabled(chosen == 1 and not self.chosen()[0].is_removed)
        may = {
            self.appraise_button: (KeepingState.DUE,),
            self.hand_over_button: (KeepingState.TO_HAND_OVER,),
            self.destroy_button: (KeepingState.TO_DESTROY, KeepingState.REMOVED),
        }
        for made, states in may.items():
            made.setVisible(self.state in states)
            made.setEnabled(bool(chosen) and can_write)

    # --- after a crash ---

    def unfinished(self) -> Unfinished | None:
        if self._begun is None or not isValid(self._begun[2]) or not self._begun[2].is_dirty():
            return None
        act, files, form = self._begun
        chosen = json.dumps([[one.head.register, one.head.id] for one in files])
        return Unfinished(self.work, {**form.typed(), "act": act, "state": self.state.value, "files": chosen})

    def take_up(self, typed: Mapping[str, str]) -> None:
        """Open the form of an act that a crash interrupted, for the same files, once they are counted."""
        self._interrupted = typed

    def _begin_again(self, typed: Mapping[str, str]) -> None:
        """Choose the files of an act, and fill its form; say so if some are no longer in that state."""
        self.state_box.setCurrentIndex([state.value for state in _STATES].index(typed["state"]))
        wanted = json.loads(typed["files"])
        rows = [row for row, line in enumerate(self.shown) if [line.file.head.register, line.file.head.id] in wanted]
        if len(rows) < len(wanted):
            told = f"上次填到一半的 {len(wanted)} 卷，有的已经不在“{self.state.label}”里：重新选了再填。"
            self._session.failed.emit(DisclosureError(told))
            return
        select = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in rows:
            self.table.selectionModel().select(self.table.model().index(row, 0), select)
        acts = {"appraise": self.ask_to_appraise, "hand_over": self.ask_to_hand_over, "destroy": self.ask_to_destroy}
        fill(acts[typed["act"]](), dict(typed))

    # --- acts ---

    def ask_to_appraise(self) -> PartForm:
        """Ask for the decision on the selected files, by whom, and why."""
        registers, files, today = self._session.registers, self.chosen(), self._session.today
        asked = ("decision", "decided_on", "keep_until", "reason", "approver")
        start = {"decided_on": today, "decision": KeepingDecision.KEEP}

        def keep(record: Record) -> None:
            assert isinstance(record, Appraisal), "the form asks for one"
            appraise(registers, files, record, today)
            state = _STATE_AFTER[record.decision]
            then = "" if state is KeepingState.LONGER else "；执行后在那里登记"
            self._session.told.emit(f"已鉴定 {len(files)} 卷，在状态“{state.label}”里{then}")

        def ask_until() -> None:
            """Show the field for the new end only if the files are kept longer."""
            is_kept = decision.editor.raw() == KeepingDecision.KEEP.label
            until.set_visible(is_kept)
            if not is_kept and until.editor.raw():
                until.editor.set_value(None)

        form = self._form("appraise", files, keep, asked, _APPRAISED, start=start)
        decision, until = form.fields["decision"], form.fields["keep_until"]
        decision.changed.connect(ask_until)
        return form

    def ask_to_hand_over(self) -> PartForm:
        """Ask when the selected files were handed to the archive."""
        registers, files, today = self._session.registers, self.chosen(), self._session.today

        def keep(record: Record) -> None:
            assert isinstance(record, Appraisal), "the form asks for one"
            hand_over_files(registers, files, record.done_on or today, today)

        return self._form("hand_over", files, keep, ("done_on",), _HANDED_OVER)

    def ask_to_destroy(self) -> PartForm:
        """Ask when the selected files are destroyed and before whom, explaining at the top what that means."""
        registers, files, today = self._session.registers, self.chosen(), self._session.today

        window, is_removed = self.window(), self.state is KeepingState.REMOVED

        def keep(record: Record) -> None:
            assert isinstance(record, Appraisal), "the form asks for one"
            on = record.done_on or today
            names = witnessed_by(record.witnesses, on, today)  # errors raised here are shown in the form
            agreed = approved(record, today) if is_removed else record

            def work(progress: Progress) -> None:  # in a worker, as the whole file is rewritten
                if is_removed:
                    destroy_removed(registers, files, agreed, today, progress=progress)
                else:
                    destroy_files(registers, files, on, names, today, progress=progress)

            self._session.run("销毁案卷", work, told, window)

        def told(_none: None) -> None:
            older = self._older()
            said = f"已销毁 {len(files)} 卷。"
            if not registers.protection.is_swept:
                said += "磁盘空间不足，抹去的内容还留在文件的空白处；腾出空间后，下次打开这个文件时会清除。"
            if older:
                said += "\n下列备份和写出的文件里还有它们，一并处理：\n" + "\n".join(older)
            show_note("销毁案卷", said, window)

        asked, advice = (("reason", "approver"), _REMOVED) if is_removed else ((), _DESTROYED)
        form = self._form("destroy", files, keep, ("done_on", *asked, "witnesses"), advice)
        form.save_button.setText(f"销毁 {len(files)} 卷  Ctrl+S")
        return form

    def _form(
        self,
        act: str,
        files: Sequence[CaseFile],
        keep: Callable[[Record], None],
        asked: Sequence[str],
        advice: str,
        *,
        start: dict[str, object] | None = None,
    ) -> PartForm:
        """Open the form of one act, filled from the files' appraisal."""
        made = files[0].appraisal if start is None else None
        values = start or {
            "decision": made.decision if made else KeepingDecision.KEEP,
            "decided_on": made.decided_on if made else self._session.today,
            "done_on": self._session.today,
        }
        what = files[0].head.caption if len(files) == 1 else f"{len(files)} 卷"
        form = PartForm(
            Appraisal,
            keep,
            title=f"{_TITLES[act]}　{what}",
            asked=asked,
            article=_ARTICLE,
            advice=advice,
            start=values,
            sources=self._session.sources(Appraisal),
            parent=self.window(),
        )
        form.open()
        self._begun = act, files, form
        return form

    def go(self) -> None:
        """Go to the chosen case."""
        head = self.chosen()[0].head
        self.accept()
        self._session.wanted.emit(head.register, head.id)

    def choose_file(self) -> QFileDialog:
        """Ask where to save the list of the files shown."""
        return ask_target(self, "清单", f"{title_of_list(self.state)}.pdf", self.write, _FILES)

    def write(self, path: Path) -> None:
        """Write the list of the files shown and report their number."""
        registers, state, today = self._session.registers, self.state, self._session.today

        def work(_progress: Progress) -> int:
            return write_keeping(registers, state, path, today)

        self._session.run(
            "写出清单", work, lambda count: self._session.told.emit(f"已保存“{path.stem}”，共 {count} 卷"), self
        )
