"""What belongs to a request besides its steps: letters, fee, earlier answers, parts and links, reviews and suits."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from disclosure.masking import masked_prose
from disclosure.records import IssuedLetter, Litigation, Record, Request, Review
from gui.base.session import Session
from gui.cases.acts import sheet_of
from gui.cases.dialogs import LinkDialog, SplitDialog
from gui.cases.dispute import gather
from gui.cases.dispute_forms import review_form, suit_form
from gui.cases.merge import MergeDialog
from gui.forms.repeats import RepeatsPanel
from gui.kit.button_row import FlowLayout
from gui.kit.cards import Button, RecordCard, beside_link, button, clear, quotable
from gui.kit.file_dialogs import ask_folder
from gui.letters.envelopes import EnvelopeDialog
from gui.letters.register import VoidDialog
from storage.query import Filter, Query
from tasks.cases.disputes import reviews_of, suits_of
from tasks.cases.merging import merged_with, separate
from tasks.letters.issuing import FEE_NOTICE
from tasks.letters.kept import letters_of


class CaseCard(RecordCard):
    """文书与关联."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("文书与关联", parent)
        self._session = session
        self.request: Request | None = None
        self.lines = QVBoxLayout()
        self.lines.setSpacing(4)
        self.repeats = RepeatsPanel(session, is_narrow=True)
        self.repeats.merge_wanted.connect(self.merge)
        self.body.addLayout(self.lines)
        self.body.addWidget(self.repeats)
        holder = QWidget()
        self.buttons = FlowLayout(holder)
        reviewed, sued = ("收到复议申请…", self.open_review), ("收到应诉通知…", self.open_suit)
        self.contested = (button(*reviewed), button(*sued))
        for made in (button("文书…", self.write_letter), *self.contested):
            self.buttons.addWidget(made)
        more = Button("更多")
        more.setAccessibleName("更多：这件申请")
        menu = QMenu(more)
        others: tuple[tuple[str, Callable[[], object]], ...] = (  # less frequent
            sued,
            reviewed,
            ("收费…", self.charge),
            ("拆分…", self.split),
            ("关联…", self.link),
            ("信封…", self.address),
            ("卷宗…", self.bundle),
            ("卷宗，含身份证明和完整号码…", partial(self.bundle, with_identity=True)),
        )
        actions = [menu.addAction(text, lambda *_, action=action: action()) for text, action in others]
        self.contested_less = (actions[1], actions[0])
        more.setMenu(menu)
        self.buttons.addWidget(more)
        holder.setEnabled(not session.is_read_only)
        self.body.addWidget(holder)

    def show_record(self, record: Record) -> None:
        """Show what belongs to a request."""
        assert isinstance(record, Request)
        self.request = record
        clear(self.lines)
        for letter in letters_of(self._session.registers, record):
            state = f"（已作废：{masked_prose(letter.void_reason)}）" if letter.is_voided else ""
            text = "  ".join(part for part in (letter.issued_on.isoformat(), letter.name, letter.number) if part)
            act = None if letter.is_voided or self._session.is_read_only else partial(self._void, letter)
            self.lines.addLayout(_line(f"{text}{state}", "secondary" if letter.is_voided else "", ("作废", act)))
        kindred = tuple(self._kin(record))
        self.offer_next_instance(kin for _, kin in kindred)
        for word, kin in kindred:
            if isinstance(kin, Request):
                stands = kin.outcome.plain_label if kin.outcome else "办理中"
            else:
                stands = kin.decided_as.plain_label if kin.decided_as else "尚未审结"
            go = partial(self._session.wanted.emit, kin.register, kin.id)
            parts = self.separate if word == _TOGETHER_WITH and self._can_be_separated else None
            self.lines.addLayout(_line(f"{word}：{kin.caption}  {stands}", "", ("分开办理", parts), ("查看", go)))
        self.repeats.look_soon(record)

    def offer_next_instance(self, kin: Iterable[Record]) -> None:
        """Have the button of what comes next in a dispute, a review first, the court after it; the other is in 更多."""
        is_for_the_court = any(
            isinstance(one, Litigation) or (isinstance(one, Review) and one.closed_on is not None) for one in kin
        )
        for is_next, made, less in zip(
            (not is_for_the_court, is_for_the_court), self.contested, self.contested_less, strict=True
        ):
            made.setVisible(is_next)
            less.setVisible(not is_next)

    @property
    def _can_be_separated(self) -> bool:
        return not (self._session.is_read_only or self._shown.is_answered)

    # --- what can be done ---

    def write_letter(self, code: str = "") -> QDialog:
        """Open the sheet of a letter."""
        return self._opened(sheet_of(self._session, self._shown, code, self.window()))

    def charge(self) -> QDialog:
        """Open the sheet of the fee notice."""
        return self._opened(sheet_of(self._session, self._shown, FEE_NOTICE, self.window()))

    def open_review(self) -> QDialog:
        """收到复议申请: open the prefilled form of the review."""
        return self._opened(review_form(self._session, self._shown, self.window()))

    def open_suit(self) -> QDialog:
        """收到应诉通知: open the prefilled form of the suit."""
        return self._opened(suit_form(self._session, self._shown, self.window()))

    def split(self) -> QDialog:
        """Split the request."""
        return self._opened(SplitDialog(self._session, self._shown, self.window()))

    def merge(self, requests: Sequence[Request]) -> QDialog:
        """Open the form that merges requests."""
        return self._opened(MergeDialog(self._session, requests, self.window()))

    def separate(self) -> None:
        """Take the request out of a merge, to be answered by itself."""
        try:
            separate(self._session.registers, self._shown, self._session.today)
        except DisclosureError as failure:
            self._session.refused(failure, self.separate)

    def link(self) -> QDialog:
        """Link the request to another."""
        return self._opened(LinkDialog(self._session, self._shown, self.window()))

    def address(self) -> QDialog:
        """Open the applicant's envelope."""
        return self._opened(EnvelopeDialog(self._session, [self._shown], self.window()))

    def bundle(self, *, with_identity: bool = False) -> QDialog:
        """Ask where to put the whole case: papers, letters, history and deadline, in a folder and a ZIP with a list."""
        session, request, window = self._session, self._shown, self.window()
        return ask_folder(
            window, "卷宗存到", lambda place: gather(session, request, place, window, with_identity=with_identity)
        )

    @property
    def _shown(self) -> Request:
        assert self.request is not None, "buttons show only with a request"
        return self.request

    @staticmethod
    def _opened(dialog: QDialog) -> QDialog:
        dialog.open()
        return dialog

    # --- lines ---

    def _kin(self, request: Request) -> Iterator[tuple[str, Request | Review | Litigation]]:
        """Yield related records with their relation: parent and parts, 关联, merged ones, reviews and suits."""
        registers = self._session.registers
        named = (("拆分自", request.split_from), (_TOGETHER_WITH, request.merged_into), ("关联申请", request.related))
        for word, number in named:
            other = registers.named(Request, number) if number else None
            if other is not None:
                yield word, other
        if request.number:
            parts = Query(filters=(Filter("split_from", "equals", request.number),))
            yield from (("拆分为", part) for part in registers.all(Request, parts))
        yield from (("并入本件，一并答复", merged) for merged in merged_with(registers, request))
        yield from (("行政复议", review) for review in reviews_of(registers, request))
        yield from (("行政诉讼", suit) for suit in suits_of(registers, request))

    def _void(self, letter: IssuedLetter) -> None:
        VoidDialog(self._session, letter, self.window()).open()


_TOGETHER_WITH = "并入，一并答复"


def _line(text: str, role: str, *acts: tuple[str, Callable[[], object] | None]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(beside_link(quotable(text, role)), 1)
    for word, act in acts:
        if act is not None:
            link = button(word, act, "link")
            link.setAccessibleName(f"{word} {text}")
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
    return row
