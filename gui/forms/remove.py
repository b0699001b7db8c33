"""删除: moving records to the recycle bin with a reason, which stays in the journal."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from disclosure.errors import DisclosureError
from disclosure.records import Record
from gui.base.session import Session
from gui.kit.cards import words
from gui.kit.completer import offer
from gui.kit.gated_form import ShortForm
from tasks.cases.requests import remove_record
from tasks.report.effects import effects_of

_USUAL_REASONS = ("录入错误", "重复登记", "不属于本机关", "试用数据")
_AT_ONCE = 200
_LOOKING = "正在核对删除对年度报告的影响…"


class RemoveDialog(ShortForm):
    """Ask why some records are removed; 删除 is disabled until a reason is given."""

    def __init__(self, session: Session, records: Sequence[Record], parent: QWidget | None = None) -> None:
        first = records[0]
        super().__init__(f"删除 {first.caption}" if len(records) == 1 else f"删除 {len(records)} 条记录", parent)
        self._session, self._records = session, list(records)
        self.save_button.setText("删除  Ctrl+S")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("删除原因（必填）")
        self.reason.setPlaceholderText("如：录入错误")
        offer(self.reason, _USUAL_REASONS)
        self.reason.textChanged.connect(self.refresh_gate)
        self.reason.returnPressed.connect(self.save_button.click)
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        what = f"“{first.caption}”" if len(records) == 1 else f"这 {len(records)} 条记录"
        stack.addWidget(words(f"{what}将移入回收站，可以随时恢复，也可以按 Ctrl+Z 撤销。", wrap=True))
        self.effects = words("", "attention", wrap=True)
        stack.addWidget(self.effects)
        stack.addWidget(words("删除原因 *", "secondary"))
        stack.addWidget(self.reason)
        stack.addStretch(1)
        self.submitted.connect(self._remove)
        self.refresh_gate()
        self.reason.setFocus()
        if len(records) > _AT_ONCE:
            self._tell(_LOOKING)
            session.run("核对年度报告", lambda _progress: self._effects(), self._tell, self, quiet=True)
        else:
            self._tell(self._effects())

    def refresh_gate(self) -> None:
        self.complain("" if self.reason.text().strip() else "填写删除原因")

    def _remove(self) -> None:
        try:
            with self._session.registers.batch(self.windowTitle()):
                self._put_away(self.reason.text().strip())
        except DisclosureError as failure:
            self.not_kept(failure, self._remove)
            return
        self.accept()

    def _put_away(self, reason: str) -> None:
        for record in self._records:
            remove_record(self._session.registers, record, reason)

    def _effects(self) -> str:
        """Return what removing would change in reports begun or issued, a sentence per year."""
        session = self._session
        try:
            effects = effects_of(session.registers, lambda: self._put_away("预览"), session.today)
        except DisclosureError:  # removing will report the problem itself
            return ""
        return "\n".join(effect.sentence for effect in effects)

    def _tell(self, text: str) -> None:
        if isValid(self.effects):  # closed while many records were checked
            self.effects.setText(text)
            self.effects.setVisible(bool(text))
