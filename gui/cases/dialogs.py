"""Small dialogs of one case: why an answer is withdrawn, how a request is split, what it is linked to."""

from PySide6.QtWidgets import QLineEdit, QWidget

from disclosure.cases.disputes import Dispute, asks_why
from disclosure.masking import masked_prose
from disclosure.records import Release, Request
from disclosure.releases.duties import DutyLine
from disclosure.terms import AccessKind
from gui.base.session import Session
from gui.kit.completer import offer
from gui.kit.words_dialog import WordsDialog
from storage.query import Filter, Query
from tasks.cases.disputes import note_cause
from tasks.cases.duties import link_release
from tasks.cases.requests import link, reopen, split

_LATEST = 300


class ReopenDialog(WordsDialog):
    """撤销办结: withdraws a registered answer; the reason stays in 办理经过."""

    def __init__(self, session: Session, request: Request, parent: QWidget | None = None) -> None:
        super().__init__(
            f"撤销办结　{request.caption}",
            (
                "办理结果、依据条款、答复日期和文号会清空，原来的内容留在办理经过和修改记录里；表三相应的数字随之改变。"
                "复议或者诉讼后重新作出的答复，用“重新答复”，不要撤销原答复。",
            ),
            "撤销原因",
            lambda reason: reopen(session.registers, request, reason, session.today),
            verb="撤销办结",
            parent=parent,
        )


class SplitDialog(WordsDialog):
    """拆分: one request per line of text, all with the same applicant and date of receipt."""

    def __init__(self, session: Session, request: Request, parent: QWidget | None = None) -> None:
        session.note_access(request, AccessKind.EDITED)
        super().__init__(
            f"拆分　{request.caption}",
            (
                "一行写一件的所需信息，至少两行。拆分出的各件沿用申请人、渠道和收到申请之日，分别答复、分别计数，原件不再计数。",
            ),
            "各件所需信息",
            lambda text: split(session.registers, request, text.splitlines(), session.today),
            verb="拆分",
            at_first=request.content,
            parent=parent,
        )

    def refresh_gate(self) -> None:
        parts = [line for line in self.typed().splitlines() if line.strip()]
        self.complain("" if len(parts) > 1 else "至少分成两行，一行一件")


class LinkDialog(WordsDialog):
    """关联: enters another request's number as 关联申请."""

    def __init__(self, session: Session, request: Request, parent: QWidget | None = None) -> None:
        self._session, self._request = session, request
        super().__init__(
            f"关联　{request.caption}",
            ("填写另一件申请的登记编号，例如同一申请人的前一次申请，或者复议后重新提出的申请。",),
            "关联申请的登记编号",
            self._link,
            verb="关联",
            is_long=False,
            at_first=request.related,
            parent=parent,
        )
        assert isinstance(self.text, QLineEdit), "a number is one line"
        others = session.registers.all(Request, Query(descending=True, limit=_LATEST))
        offer(self.text, [other.number for other in others if other.id != request.id])

    def refresh_gate(self) -> None:
        other = self._other()
        if other is None:
            self.complain("填写登记编号" if not self.typed() else f"没有登记编号“{self.typed()}”的申请")
            return
        self.complain("")
        self.gate.say(masked_prose(f"{other.applicant} · {other.content}")[:60], name="secondary")

    def _other(self) -> Request | None:
        number = self.typed()
        return self._session.registers.named(Request, number) if number else None

    def _link(self, _number: str) -> None:
        other = self._other()
        if other is not None:
            link(self._session.registers, self._request, other)


class LinkReleaseDialog(WordsDialog):
    """关联已有: an existing release, entered without its duty, that fulfils it."""

    def __init__(self, session: Session, line: DutyLine, parent: QWidget | None = None) -> None:
        self._session, self._line = session, line
        super().__init__(
            f"关联已有的公开信息　{line.caption}",
            ("填写已登记、已公开的信息的编号，不再重复登记。",),
            "主动公开编号",
            self._link,
            verb="关联",
            is_long=False,
            parent=parent,
        )
        assert isinstance(self.text, QLineEdit), "a number is one line"
        published = (Filter("published_on", "is_filled"),)
        releases = session.registers.all(Release, Query(filters=published, descending=True, limit=_LATEST))
        offer(self.text, [release.number for release in releases])

    def refresh_gate(self) -> None:
        release = self._release()
        if release is None:
            self.complain("填写编号" if not self.typed() else f"没有编号“{self.typed()}”的公开信息")
            return
        self.complain("")
        self.gate.say(release.caption, name="secondary")

    def _release(self) -> Release | None:
        number = self.typed()
        return self._session.registers.named(Release, number) if number else None

    def _link(self, _number: str) -> None:
        release = self._release()
        if release is not None:
            link_release(self._session.registers, self._line, release)


class CauseDialog(WordsDialog):
    """Asks why a case was corrected; the reason is then shown in the check list of similar answers."""

    def __init__(self, session: Session, dispute: Dispute, parent: QWidget | None = None) -> None:
        session.note_access(dispute, AccessKind.EDITED, ("cause",))
        super().__init__(
            f"原因与改进　{dispute.caption}",
            (asks_why(dispute) or "这一句会列入以后同类答复的检查清单。",),
            "原因与改进",
            lambda cause: note_cause(session.registers, dispute, cause),
            at_first=dispute.cause,
            parent=parent,
        )
