"""The card of a review or lawsuit: the day the reply is due, the papers to hand in, and why a case was lost."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from disclosure.cases.disputes import Dispute, replied_on, reply_due
from disclosure.file_names import bare_name
from disclosure.masking import masked_prose
from disclosure.records import Litigation, Record, Request, Review
from gui.base.appearance import mark
from gui.base.session import Session
from gui.base.signs import Sign
from gui.cases.dialogs import CauseDialog
from gui.cases.dispute_forms import reply_words
from gui.forms.choice import form_for
from gui.kit.button_row import FlowLayout
from gui.kit.cards import RecordCard, button, clear, quotable, words
from gui.kit.file_dialogs import ask_folder, lies_at
from gui.kit.messages import show_note
from gui.letters.act_sheet import ActSheet
from tasks.cases.disputes import question_of, request_of
from tasks.letters.issuing import EVIDENCE_LIST
from tasks.letters.kept import expected_papers
from tasks.letters.offered import due_next
from tasks.packages.evidence import Gathered, gather_papers, privacy_words


def gather(session: Session, case: Dispute | Request, place: Path, window: QWidget, *, with_identity: bool) -> None:
    """Collect the papers of a case in a new folder and a ZIP file, then report what was found and what is missing."""

    def tell(gathered: Gathered) -> None:
        place = f"写在{lies_at(gathered.folder)}；旁边的压缩文件装着同样的内容，任取一样就行。"
        told = (gathered.sentence, privacy_words(session.registers, case), place)
        show_note(title, "\n".join(filter(None, told)), window, gathered.folder)

    title = "卷宗" if isinstance(case, Request) else "收集材料"  # the same words as on the button
    session.run(
        title,
        lambda progress: gather_papers(
            session.registers, case, place, session.calendar, with_identity=with_identity, progress=progress
        ),
        tell,
        window,
    )


class DisputeCard(RecordCard):
    """答复与举证: the reply the organ owes in a review or lawsuit, and the evidence that goes with it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("答复与举证", parent)
        self._session = session
        self.dispute: Dispute | None = None
        self.due, self.question = quotable(""), quotable("")
        self.why_button = button("写原因与改进…", self.ask_why)
        self.papers = QVBoxLayout()
        self.papers.setSpacing(2)
        self.with_identity = QCheckBox("收集时包含身份证明和完整号码，并记入查阅记录")
        self.privacy = quotable("")
        asking = QHBoxLayout()
        asking.setSpacing(8)
        asking.addWidget(self.why_button)
        asking.addStretch(1)
        holder = QWidget()
        self.buttons = FlowLayout(holder)
        self.letter_button = button("", self.write_letter)
        self.sent_button = button("登记已提交…", self.enter_reply)
        self.result_button = button("登记结果…", self.enter_result)
        self.request_button = button("", self.go_to_request)
        for made in (
            self.letter_button,
            self.sent_button,
            self.result_button,
            button("收集材料…", self.choose_folder),
            self.request_button,
        ):
            self.buttons.addWidget(made)
        self.body.addWidget(self.due)
        self.body.addWidget(holder)  # above the long list of papers, so that the next action is visible first
        self.body.addWidget(self.question)
        self.body.addLayout(asking)
        self.body.addWidget(words("应当提交的材料", "section"))
        self.body.addLayout(self.papers)
        self.body.addWidget(self.with_identity)
        self.body.addWidget(self.privacy)

    def show_record(self, record: Record) -> None:
        """Show when the reply is due and which papers have been found."""
        assert isinstance(record, Review | Litigation)
        self.dispute = record
        is_owed = record.closed_on is None and not replied_on(record)
        lacks_evidence = is_owed and due_next(self._session.registers, record) == EVIDENCE_LIST
        self._tell_due(record, lacks_evidence=lacks_evidence)
        question = question_of(record)
        self.question.say(question, Sign.DOUBT)
        for widget in (self.question, self.why_button):
            widget.setVisible(bool(question))
        self.why_button.setEnabled(not self._session.is_read_only)
        self.with_identity.setEnabled(not self._session.is_read_only)
        told = privacy_words(self._session.registers, record)
        self.privacy.say(told, Sign.DOUBT)
        self.privacy.setVisible(bool(told))
        owed = "写答复书…" if isinstance(record, Review) else "写答辩状…"
        owed = "写证据目录…" if lacks_evidence else owed
        self.sent_button.setVisible(is_owed)
        self.sent_button.setEnabled(not self._session.is_read_only)
        self.letter_button.setText(owed if is_owed else "文书…")
        mark(self.letter_button, "primary" if is_owed else "")
        self.result_button.setText("登记结果…" if record.closed_on is None else "修改结果…")
        self.result_button.setEnabled(not self._session.is_read_only)
        mark(self.result_button, "primary" if record.closed_on is None and replied_on(record) else "")
        is_linked = request_of(self._session.registers, record) is not None
        self.request_button.setText("查看申请" if is_linked else "填关联申请…")
        self.request_button.setEnabled(is_linked or not self._session.is_read_only)
        clear(self.papers)
        for paper, names in expected_papers(self._session.registers, record):
            if names:
                told = "、".join(dict.fromkeys(map(bare_name, names)))  # its PDF and its Word file count once
                found = quotable(f"{paper.name}：{masked_prose(told)}", "plainWords", sign=Sign.DONE)
            else:
                found = quotable(f"{paper.name}（证明：{paper.proves}）", sign=Sign.UNTOUCHED)
            self.papers.addWidget(found)

    def enter_result(self) -> QDialog:
        """Open the form of the case at its result and 结案日期."""
        return self._open_at("result")

    def enter_reply(self) -> QDialog:
        """Open the form of the case at the day of the reply, for one written outside this program."""
        return self._open_at("replied_on" if isinstance(self._shown, Review) else "defence_on")

    def _open_at(self, field: str) -> QDialog:
        form = form_for(
            self._session, type(self._shown), self._session.save, original=self._shown, parent=self.window()
        )
        form.begins_at = field
        form.open()
        return form

    def ask_why(self) -> QDialog:
        """Ask for the reason why the organ was corrected, and what will be improved."""
        dialog: QDialog = CauseDialog(self._session, self._shown, self.window())
        dialog.open()
        return dialog

    def write_letter(self) -> QDialog:
        """Open the sheet of the letters of the case: 复议答复书, 答辩状, 证据目录."""
        dialog: QDialog = ActSheet(self._session, self._shown, parent=self.window())
        dialog.open()
        return dialog

    def go_to_request(self) -> None:
        """Go to the request the case is about; if none is linked, ask which one it is."""
        request = request_of(self._session.registers, self._shown)
        if request is None:
            self._open_at("related_request")
        else:
            self._session.wanted.emit(request.register, request.id)

    def choose_folder(self) -> QFileDialog:
        """Ask for the folder in which the papers are to be collected."""
        return ask_folder(self.window(), "收集材料到", self.gather)

    def gather(self, place: Path) -> None:
        """Collect all papers of the case, with a list of them, in a folder and a ZIP file."""
        gather(self._session, self._shown, place, self.window(), with_identity=self.with_identity.isChecked())

    def _tell_due(self, dispute: Dispute, *, lacks_evidence: bool) -> None:
        done = replied_on(dispute)
        reply = reply_due(dispute, self._session.calendar)
        is_late = (done or dispute.closed_on or self._session.today) > reply.due.on
        if done is None and dispute.closed_on is not None:
            self.due.say(f"已于 {dispute.closed_on.isoformat()} 结案，没有登记答复日期。", name="secondary")
        elif done is not None:
            told = f"{done.isoformat()} 已提交" + ("，晚于法定期限" if is_late else "")
            self.due.say(told, Sign.WRONG if is_late else Sign.DONE)
        elif is_late:
            self.due.say(f"已逾期：{reply_words(reply)}", Sign.WRONG)
        else:
            self.due.say(reply_words(reply), name="plainWords")
        if lacks_evidence:
            sign = Sign.WRONG if is_late else Sign.SOON
            self.due.say(f"{self.due.text()}还差证据和依据目录；另外整理好了的，一并提交以后登记日期。", sign)

    @property
    def _shown(self) -> Dispute:
        assert self.dispute is not None, "buttons show only with a case"
        return self.dispute
