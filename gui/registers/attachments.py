"""材料: the files stored with a record, inside the one database file."""

import mimetypes
import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from disclosure.cases.disputes import proposed_kind
from disclosure.errors import DisclosureError
from disclosure.file_names import bare_name, is_harmless, plain_name
from disclosure.masking import masked_prose
from disclosure.records import RECORD_TYPES, Attachment, Record
from disclosure.terms import AccessKind, AttachmentKind
from gui.base.session import Session
from gui.forms.remove import RemoveDialog
from gui.kit.button_row import FlowLayout
from gui.kit.cards import ChoiceBox, RecordCard, beside_link, button, clear, words
from gui.kit.file_dialogs import FileDialog, shown_name
from gui.kit.messages import show_error
from importers.told_of import outside_bytes
from storage.blobs import refuse_too_large
from storage.query import Filter, Query
from storage.whole_file import scratch_folder, write_whole

_KILO = 1024
_COVERED = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")
"""Files that may be redacted, by suffix: enough to offer it, the content decides."""


class _Opened(QObject):
    """The folder for copies that other programs show: beside the open file, and deleted with it on closing.

    Copies left there by a crash are deleted at the next start. For a read-only file it is the system's temporary
    folder.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._held = ExitStack()
        beside = session.registers.path.parent
        self.folder = self._held.enter_context(scratch_folder(beside if os.access(beside, os.W_OK) else None))
        session.closing.connect(self._held.close)


class AttachmentsCard(RecordCard):
    """The papers of one record: add, drop, open, save elsewhere, remove."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("材料", parent)
        self._session = session
        self._owner: Record | None = None
        self._kept: Sequence[Attachment] = ()
        self.lines = self.body
        self.add_button: QPushButton
        self.kind_box: QComboBox
        """Both are made for each record shown: without one there is nothing to add to."""
        self.setAcceptDrops(not session.is_read_only)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self._owner is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Store what is dropped here with the record, all as the same kind, which is chosen once."""
        event.acceptProposedAction()
        self.add_files([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def show_record(self, record: Record) -> None:
        """Show the papers of a record."""
        self._owner = record
        clear(self.body)
        attachments = self._kept = self._session.registers.attachments(record.register, record.id)
        for attachment in attachments:
            self.body.addLayout(self._line(attachment))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.add_button, self.kind_box = self._button(), self._box()
        self.kind_box.setItemText(0, f"按文件名，认不出的按{self.added_kind().label}")
        foot.addWidget(self.add_button)
        foot.addWidget(words("类别", "secondary"))
        foot.addWidget(self.kind_box)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.corner.setText(f"{len(attachments)} 份" if attachments else "")

    def _button(self) -> QPushButton:
        made = button("添加材料…", self.choose)
        made.setEnabled(not self._session.is_read_only)
        return made

    def _box(self) -> QComboBox:
        box = ChoiceBox()
        box.setAccessibleName("材料类别")
        box.addItem("", None)
        for kind in AttachmentKind:
            box.addItem(kind.label, kind)
        box.setEnabled(not self._session.is_read_only)
        return box

    def added_kind(self, file_name: str = "") -> AttachmentKind:
        """The kind of a paper to be added: as chosen, else proposed by its name and by where it is added."""
        assert self._owner is not None, "the box shows only with a record"
        chosen = self.kind_box.currentIndex()
        kinds = [attachment.what_it_is for attachment in self._kept]
        return list(AttachmentKind)[chosen - 1] if chosen else proposed_kind(self._owner, kinds, file_name)

    def reclassify(self, attachment: Attachment, kind: AttachmentKind) -> None:
        """Change the kind of a stored paper."""
        try:
            self._session.registers.reclassify(attachment, kind)
        except DisclosureError as failure:
            show_error(failure, self.window())

    @property
    def owner_id(self) -> int:
        """The id of the record whose papers are shown, 0 for none."""
        return self._owner.id if self._owner else 0

    def choose(self) -> None:
        """Ask which files to add."""
        dialog = FileDialog(self.window(), "添加材料")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.add_files)
        dialog.open()

    def add_files(self, names: list[str]) -> None:
        """Store copies of some files with the record."""
        assert self._owner is not None, "the button shows only with a record"
        added = []
        try:
            with self._session.registers.batch("添加材料"):
                for name in names:
                    path, media_type = Path(name), mimetypes.guess_type(name)[0] or "application/octet-stream"
                    refuse_too_large(path.name, path.stat().st_size)  # before it is read
                    content = outside_bytes(path)
                    paper = self._session.registers.attach(
                        self._owner,
                        name=path.name,
                        media_type=media_type,
                        content=content,
                        kind=self.added_kind(path.name),
                    )
                    added.append(paper)
        except (DisclosureError, OSError) as failure:
            show_error(_as_sentence(failure), self.window())
            return
        twice = list(filter(None, map(self._same_as, added)))
        if twice:
            self._session.told.emit("；".join(twice) + "，多余的可以删除。")

    def _same_as(self, added: Attachment) -> str:
        """Return an existing paper with the same content, and its record; "" if there is none."""
        same = Query(filters=(Filter("sha256", "equals", added.sha256),), limit=2)
        before = next((each for each in self._session.registers.all(Attachment, same) if each.id != added.id), None)
        if before is None:
            return ""
        where, owner = "这一件", (before.owner_register, before.owner_id)
        if owner != (added.owner_register, added.owner_id):
            record_type = RECORD_TYPES[before.owner_register]
            try:
                where = f"{record_type.title}{self._session.registers.get(record_type, before.owner_id).caption}"
            except DisclosureError:  # its record was removed, and so its papers are hidden
                where = record_type.title
        new, old = (masked_prose(bare_name(each.name)) for each in (added, before))
        return f"“{new}”与{where}里已有的“{old}”是同一个文件"

    def ask_kind(self, names: list[str]) -> QMenu:
        """Return the menu that asks for the kind of some files and then stores them, or nothing without an answer."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        what = f"“{masked_prose(bare_name(Path(names[0]).name))}”" if len(names) == 1 else f"这 {len(names)} 份材料"
        menu.addSection(f"{what}是什么？")
        for place in range(self.kind_box.count()):
            menu.addAction(self.kind_box.itemText(place), partial(self._add_as, place, names))
        return menu

    def _add_as(self, place: int, names: list[str]) -> None:
        self.kind_box.setCurrentIndex(place)
        self.add_files(names)

    def open_copy(self, attachment: Attachment) -> Path:
        """Write a copy into a temporary folder beside the file, and open it with the usual program.

        The copy is read-only: changes there would be lost, and so every program asks where to save them.
        """
        opened = self._session.findChild(_Opened) or _Opened(self._session)
        folder = opened.folder / str(attachment.id)
        folder.mkdir(exist_ok=True)
        path = folder / shown_name(attachment.name)
        if path.exists():  # Windows does not replace a read-only file
            path.chmod(0o600)
        self.write(attachment, path, AccessKind.SHOWN)
        if path.exists():
            path.chmod(0o400)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        return path

    def _save_as(self, attachment: Attachment) -> None:
        dialog = FileDialog(self.window(), "另存材料")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(shown_name(attachment.name))
        dialog.fileSelected.connect(lambda name: self.write(attachment, Path(name)))
        dialog.open()

    def write(self, attachment: Attachment, path: Path, kind: AccessKind = AccessKind.EXPORTED) -> None:
        """Write a copy of one paper to a file; for 身份证明, the view is recorded."""
        self._session.note_access(attachment, kind)
        try:
            write_whole(path, self._session.registers.content(attachment.sha256), private=True)
        except (DisclosureError, OSError) as failure:
            show_error(_as_sentence(failure), self.window())

    def redact(self, attachment: Attachment) -> None:
        """Open a paper to redact it (条例第三十七条); for a 公开版 show what was redacted."""
        from gui.cases.redaction import sheet  # noqa: PLC0415 - with the libraries of pages and pictures

        act = sheet.print_list if attachment.redaction else sheet.open_redaction
        act(self._session, attachment, self.window())

    def _line(self, attachment: Attachment) -> QVBoxLayout:
        line, holder = QVBoxLayout(), QWidget()
        line.setSpacing(0)
        row = FlowLayout(holder, gap=10)  # a long kind and six words made the panel wider than its place
        name = words(masked_prose(plain_name(attachment.name)), wrap=True)
        if self._session.registers.paper_text(attachment.sha256) == "":
            name.setToolTip("里面的字读不出来，查找时只能按文件名找到。")
        line.addWidget(name)  # above the links: beside six words it was broken after four characters
        row.addWidget(self._kind_button(attachment))
        kilo = attachment.size / _KILO
        size = f"{max(1, round(kilo))} KB" if kilo < _KILO else f"{kilo / _KILO:.1f} MB"
        row.addWidget(beside_link(words(size, "secondary")))
        if not is_harmless(attachment.name):
            row.addWidget(beside_link(words("不直接打开", "secondary")))
        actions: list[tuple[str, Callable[[], object]]] = [("另存", lambda: self._save_as(attachment))]
        if is_harmless(attachment.name):
            actions.insert(0, ("打开", lambda: self.open_copy(attachment)))
        if attachment.redaction:
            actions.append(("清单", lambda: self.redact(attachment)))
        if not self._session.is_read_only:
            if attachment.name.lower().endswith(_COVERED) and not attachment.redaction:
                actions.append(("区分处理…", lambda: self.redact(attachment)))
            actions.append(("删除", lambda: RemoveDialog(self._session, [attachment], self.window()).open()))
        for text, action in actions:
            made = button(text, action, "link")
            made.setAccessibleName(f"{text}材料 {attachment.caption}")
            row.addWidget(made)
        line.addWidget(holder)
        return line

    def _kind_button(self, attachment: Attachment) -> QPushButton:
        kind = attachment.what_it_is
        made = button(kind.label if kind else "未分类", lambda: None, "linkMenu")
        made.setAccessibleName(f"材料类别 {made.text()}，改类别 {attachment.caption}")
        made.setEnabled(not self._session.is_read_only)
        menu = QMenu(made)
        for each in AttachmentKind:
            menu.addAction(each.label, partial(self.reclassify, attachment, each))
        made.setMenu(menu)
        return made


def _as_sentence(failure: Exception) -> DisclosureError:
    if isinstance(failure, DisclosureError):
        return failure
    return DisclosureError("没有存进来：看看文件还在不在、文件夹能不能写入，再放一次。")
