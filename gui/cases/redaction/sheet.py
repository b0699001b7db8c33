"""区分处理: the pages of a paper, what is redacted on them and why; finally the 公开版 is stored beside it."""

import json
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from disclosure.cases.redaction import Covered, Place, covered_in, settled
from disclosure.errors import DisclosureError, RecordNotFoundError
from disclosure.masking import masked_prose
from disclosure.progress import Progress
from disclosure.records import RECORD_TYPES, Attachment
from disclosure.terms import AccessKind, RedactionGround
from gui.base.appearance import mark, scaled
from gui.base.job import Job
from gui.base.session import Session
from gui.base.sign_icons import sign_icon
from gui.base.signs import Sign
from gui.base.waits import Wait
from gui.cases.redaction.canvas import Box, PageCanvas
from gui.kit.button_row import FlowLayout
from gui.kit.cards import ChoiceBox, NumberBox, button, scrolling, words
from gui.kit.gated_form import GatedForm, Unfinished
from gui.kit.printing import print_pdf
from gui.kit.row_table import wrap_lines
from importers.page_images import POINTS_PER_INCH
from importers.paper_pages import Paper, opened_paper
from tasks.cases.redaction import covered_before, found_on, keep_public, known_people, list_of, public_version

_SIDE, _MOST_BESIDE, _LEAST_AREA, _LEAST_LIST = 330, 0.4, 180, 56
_AIR = 28
_STEP, _LEAST_ZOOM, _MOST_ZOOM = 1.25, 0.2, 6.0
_NEW: Place = (-60, -12, 60, 12)
"""A box made by keyboard, around the middle of the page."""
_NO_SIGNS = "这一页是图像，找不出文字，自己画框。"


@dataclass(frozen=True)
class Marked:
    """A place on the paper, and whether it is accepted or only proposed."""

    covered: Covered
    is_taken: bool


class _Places(QListWidget):
    """Takes the remaining space, and requests little."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), scaled(_LEAST_LIST))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class RedactionSheet(GatedForm):
    """Redacting a stored paper. Pages are drawn in a worker, one at a time, the latest request first."""

    lies_in_page = True
    work = "redaction"

    def __init__(self, session: Session, source: Attachment, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(f"区分处理\u3000{masked_prose(source.name)}", parent)
        self._session, self._source, self._paper = session, source, paper
        self.page, self.zoom = 1, 0.0
        self.marks: list[Marked] = [Marked(one, True) for one in covered_before(session.registers, source)]
        self._at_first = list(self.marks)
        self.silent: set[int] = set() if paper.is_pdf else set(range(1, len(paper.pages) + 1))
        self._job: Job | None = None
        self._saving: Job | None = None
        self._shown: tuple[int, float] | None = None
        self.canvas, self.area = PageCanvas(), QScrollArea()
        self.number, self.list, self.ground = NumberBox(), _Places(), ChoiceBox()
        self.told, self.count = words("", "secondary", wrap=True), words("", "cardTitle")
        self.note = words("", wrap=True)
        self.preview = QCheckBox("预览公开版")
        self.find_button = button("找出个人信息", self.look_through)
        self.take_button, self.drop_button = button("采用", self.take), button("不遮", self.drop)
        self.add_button = button("加一个框", self.add)
        self._beside = QFrame()
        self._side = scrolling(self._beside)
        """In a low window the fields for one place would cover the list of all."""
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # takes the remaining space
        self.area.setMinimumHeight(scaled(_LEAST_AREA))
        self._arrange_body()
        self._fill_side()
        self.save_button.setText("存为公开版  Ctrl+S")
        self._soon = session.timer(self, self._draw, Wait.PAINT)
        self.number.valueChanged.connect(self.go_to)
        self.canvas.drawn.connect(self._new)
        self.canvas.placed.connect(self._place)
        self.canvas.chosen.connect(self._choose)
        self.canvas.dropped.connect(lambda number: self._drop({number}))
        self.list.itemSelectionChanged.connect(self._selected)
        self.list.itemActivated.connect(lambda _item: self.take())
        self.ground.activated.connect(self._take_ground)
        self.preview.toggled.connect(self._show_boxes)
        self.submitted.connect(self.save)
        session.closing.connect(self._stop)
        self._show_list()
        self.go_to(1)

    def begin(self) -> None:
        self.canvas.setFocus()

    # --- the page ---

    def go_to(self, page: int) -> None:
        """Show a page, counted from 1."""
        self.page = max(1, min(page, len(self._paper.pages)))
        self.number.setValue(self.page)
        self._lay_out()
        self._show_boxes()
        self.note.setVisible(self.page in self.silent)

    def _lay_out(self) -> None:
        page = self._paper.pages[self.page - 1]
        fits = max(1, self.area.viewport().width() - scaled(_AIR)) / page.width
        self.canvas.show_page((page.width, page.height), self.zoom or max(_LEAST_ZOOM, min(_MOST_ZOOM, fits)))
        self.canvas.setAccessibleName(f"第 {self.page} 页，共 {len(self._paper.pages)} 页")
        if not self.is_shown:
            if self._shown is None or self._shown[0] != self.page:
                self.canvas.show_picture(QPixmap())
            self._soon.start()

    @property
    def is_shown(self) -> bool:
        """Whether the page is displayed as requested."""
        return self._wanted() == self._shown

    def _wanted(self) -> tuple[int, float]:
        page = self._paper.pages[self.page - 1]
        shown = self.canvas.sizeHint().width() / page.width * POINTS_PER_INCH * self.devicePixelRatioF()
        return self.page, min(shown, page.dots)

    def _draw(self) -> None:
        wanted = self._wanted()
        if self._job is not None or not self.isVisible() or self.is_shown:
            return
        page, dots = wanted

        def work(_progress: Progress) -> QImage:
            seen = self._paper.picture(page - 1, dots).convert("RGB")
            form = QImage.Format.Format_RGB888
            return QImage(seen.tobytes(), seen.width, seen.height, 3 * seen.width, form).copy()

        def show(image: QImage) -> None:
            if page == self.page:
                self._shown = wanted
                self.canvas.show_picture(QPixmap.fromImage(image))

        self._job = Job(work, show, nullcontext(), lambda: None, self, failed=self._cannot_draw, ended=self._drawn)
        self._job.start(Job.Priority.LowPriority)

    def _cannot_draw(self, failure: DisclosureError) -> None:
        self._shown = self._wanted()
        self.complain(str(failure))

    def _drawn(self, _job: Job) -> None:
        self._job = None
        if not self.is_shown and self.isVisible():
            self._soon.start()

    def _stop(self) -> None:
        self._soon.stop()
        if self._job is not None:
            self._job.wait()

    def zoom_by(self, factor: float) -> None:
        """Show the page larger or smaller; 0 fits it to the available width."""
        page = self._paper.pages[self.page - 1]
        shown = self.canvas.sizeHint().width() / page.width
        self.zoom = max(_LEAST_ZOOM, min(_MOST_ZOOM, shown * factor)) if factor else 0.0
        self._lay_out()
        self._show_boxes()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(Wait.TURN, self, lambda: self.go_to(self.page))  # after the layout

    def hideEvent(self, _event: QHideEvent) -> None:
        self._stop()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._side.setFixedWidth(min(scaled(_SIDE), round(self.width() * _MOST_BESIDE)))
        self._soon.start()
        QTimer.singleShot(Wait.TURN, self, self._lay_out)

    # --- redacted places ---

    def _new(self, place: Place) -> None:
        self.marks.append(Marked(Covered(self.page, place, self._ground()), True))
        self._show_list([len(self.marks) - 1])

    def add(self) -> None:
        """Add a box in the middle of the page, to be moved with the arrows."""
        page = self._paper.pages[self.page - 1]
        middle = (page.width / 2, page.height / 2) * 2
        left, top, right, bottom = (at + side for at, side in zip(middle, _NEW, strict=True))
        self._new((max(0, left), max(0, top), min(page.width, right), min(page.height, bottom)))
        self.canvas.setFocus()

    def _place(self, number: int, place: Place) -> None:
        before = self.marks[number]
        self.marks[number] = Marked(replace(before.covered, place=place), True)
        self._show_list([number])

    def _choose(self, number: int) -> None:
        self._select([number] if number >= 0 else [])
        self._tell_chosen()

    def take(self) -> None:
        """Accept the selected places; then select the next undecided one."""
        chosen = self.chosen()
        for number in chosen:
            self.marks[number] = replace(self.marks[number], is_taken=True)
        waiting = [number for number, each in enumerate(self.marks) if not each.is_taken]
        self._show_list(waiting[:1] or chosen)
        self._follow()

    def drop(self) -> None:
        """Reject the selected places."""
        self._drop(set(self.chosen()))

    def _drop(self, numbers: set[int]) -> None:
        self.marks = [each for number, each in enumerate(self.marks) if number not in numbers]
        left = min(numbers, default=0)
        self._show_list([min(left, len(self.marks) - 1)] if self.marks and numbers else [])
        self._follow()

    def _ground(self) -> RedactionGround:
        return list(RedactionGround)[self.ground.currentIndex()]

    def _take_ground(self) -> None:
        for number in self.chosen():
            before = self.marks[number]
            self.marks[number] = replace(before, covered=replace(before.covered, ground=self._ground()))
        self._show_list(self.chosen())

    # --- their list ---

    def chosen(self) -> list[int]:
        """Return the numbers of the selected places."""
        return sorted(item.data(Qt.ItemDataRole.UserRole) for item in self.list.selectedItems())

    def _show_list(self, chosen: Sequence[int] = ()) -> None:
        """Show all places in page order, and select some of them."""
        spots = {number: (each.covered.page, *each.covered.place[1::-1]) for number, each in enumerate(self.marks)}
        self.list.blockSignals(True)
        self.list.clear()
        for number in sorted(spots, key=lambda number: spots[number]):
            each = self.marks[number]
            (told,) = settled([each.covered], self._paper.sizes)
            what = told.found or "自己画的框"
            state = "" if each.is_taken else "　待定"
            item = QListWidgetItem(f"{told.where}　{what}{state}\n{told.ground.label}")
            item.setIcon(sign_icon(Sign.DONE if each.is_taken else Sign.DOUBT))
            item.setData(Qt.ItemDataRole.UserRole, number)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._select(chosen)
        self._show_boxes()
        self._tell_chosen()
        self.refresh_gate()

    def _select(self, numbers: Sequence[int]) -> None:
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            item = self.list.item(row)
            is_chosen = item.data(Qt.ItemDataRole.UserRole) in numbers
            item.setSelected(is_chosen)
            if is_chosen:
                self.list.setCurrentItem(item)
                self.list.scrollToItem(item)
        self.list.blockSignals(False)

    def _selected(self) -> None:
        self._follow()
        self._tell_chosen()

    def _follow(self) -> None:
        """Go to the page of the selected place, and scroll to it."""
        chosen = self.chosen()
        if chosen:
            covered = self.marks[chosen[0]].covered
            if covered.page != self.page:
                self.go_to(covered.page)
            spot = self.canvas.on_screen(covered.place).center()
            self.area.ensureVisible(round(spot.x()), round(spot.y()), 120, 120)
        self._show_boxes()

    def _tell_chosen(self) -> None:
        chosen = self.chosen()
        for made in (self.take_button, self.drop_button):
            made.setEnabled(bool(chosen))
        self.take_button.setEnabled(any(not self.marks[number].is_taken for number in chosen))
        if chosen:
            self.ground.setCurrentIndex(list(RedactionGround).index(self.marks[chosen[0]].covered.ground))
        taken = sum(each.is_taken for each in self.marks)
        self.count.setText(f"遮盖 {taken} 处" if taken else "还没有遮盖")

    def _show_boxes(self) -> None:
        chosen = self.chosen()
        boxes = tuple(
            Box(number, each.covered.place, each.is_taken)
            for number, each in enumerate(self.marks)
            if each.covered.page == self.page
        )
        self.canvas.is_preview = self.canvas.is_fixed = self.preview.isChecked()
        self.canvas.show_boxes(boxes, chosen[0] if chosen else -1)

    # --- proposals of the program ---

    def look_through(self) -> None:
        """Search all pages for personal data; the results are only proposed."""
        registers, paper = self._session.registers, self._paper
        owner = registers.get(RECORD_TYPES[self._source.owner_register], self._source.owner_id)
        known = known_people(registers, owner)

        def work(progress: Progress) -> dict[int, tuple[Covered, ...] | None]:
            found = {}
            for page in range(1, len(paper.pages) + 1):
                found[page] = found_on(paper, page, known)
                progress(page, len(paper.pages))
            return found

        self._session.run("找出个人信息", work, self.show_found, self, shares=True)

    def show_found(self, found: Mapping[int, tuple[Covered, ...] | None]) -> None:
        """Propose the results without duplicates, and name the pages that cannot be searched."""
        self.silent = {page for page, places in found.items() if places is None}
        known = [each.covered for each in self.marks]
        new = [one for places in found.values() for one in places or () if not any(_holds(each, one) for each in known)]
        first = len(self.marks)
        self.marks += [Marked(one, False) for one in new]
        pages = "、".join(str(page) for page in sorted(self.silent))
        scans = f"第 {pages} 页是图像，找不出文字，自己画框。" if self.silent else ""
        read = "没有找到新的个人信息。" if not new else f"找到 {len(new)} 处，逐处决定采用或不遮。"
        if len(self.silent) == len(found):
            read = ""
        self.told.say(f"{read}{scans}姓名、住址只认本件登记的，其余要自己看一遍。", name="secondary")
        self._show_list([first] if new else [])
        self._follow()
        self.note.setVisible(self.page in self.silent)

    # --- saving ---

    def is_dirty(self) -> bool:
        return self.marks != self._at_first

    def unfinished(self) -> Unfinished | None:
        if not self.is_dirty():
            return None
        source = self._source
        marks = json.dumps([asdict(one.covered) | {"is_taken": one.is_taken} for one in self.marks])
        typed = {"paper": str(source.id), "sha256": source.sha256, "marks": marks}
        return Unfinished(self.work, typed, source.owner_register, source.owner_id)

    def take_up(self, typed: Mapping[str, str]) -> None:
        """Show the places as they were when a crash interrupted the work."""
        told = json.loads(typed["marks"])
        places = enumerate(covered_in(told))
        self.marks = [Marked(covered, bool(told[place]["is_taken"])) for place, covered in places]
        self._show_list()

    def refresh_gate(self) -> None:
        waiting = sum(not each.is_taken for each in self.marks)
        if self._saving is not None:
            self.complain("正在存为公开版…")
        elif waiting:
            self.complain(f"还有 {waiting} 处没有决定：采用，或者不遮。")
        else:
            offered = "，或者先找出个人信息" if self._paper.is_pdf else ""
            self.complain("" if self.marks else f"在页面上按住鼠标画框{offered}。")

    def lead_on(self) -> None:
        """Select the first undecided place."""
        waiting = [number for number, each in enumerate(self.marks) if not each.is_taken]
        self._select(waiting[:1])
        self._selected()

    def save(self) -> None:
        """Make the 公开版, check it and store it beside the paper, which does not change."""
        paper, covered = self._paper, [each.covered for each in self.marks]

        def go_on(_failure: DisclosureError) -> None:
            self._saving = None
            if isValid(self):  # not closed meanwhile
                self.body.setEnabled(True)
                self.refresh_gate()

        def keep(content: bytes) -> None:
            saving, self._saving = self._saving, None
            if saving is None or saving.is_cancelled:
                return
            try:
                public = keep_public(self._session.registers, self._source, paper, covered, content)
            except DisclosureError as failure:
                go_on(failure)
                self.not_kept(failure, self.save)
                return
            self._session.told.emit(f"已存为公开版“{masked_prose(public.name)}”，遮盖 {len(covered)} 处")
            self._at_first = list(self.marks)
            self.accept()

        def work(progress: Progress) -> bytes:
            return public_version(paper, covered, progress)

        self._saving = self._session.run("存为公开版", work, keep, self, failed=go_on, shares=True)
        self.body.setEnabled(False)  # boxes drawn from now on would not be included
        self.refresh_gate()

    def done(self, result: int) -> None:
        """Close; a 公开版 still being made is cancelled."""
        if self._saving is not None:
            self._saving.cancel()
        super().done(result)

    # --- layout ---

    def _arrange_body(self) -> None:
        inside = QWidget()
        mark(inside, "desk")
        centred = QHBoxLayout(inside)
        centred.setContentsMargins(8, 8, 8, 8)
        centred.addWidget(self.canvas, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        pages = len(self._paper.pages)
        self.number.setRange(1, pages)
        self.number.setPrefix("第 ")
        self.number.setSuffix(f" 页，共 {pages} 页")
        self.number.setAccessibleName("页码")
        holder = QWidget()
        bar = FlowLayout(holder)
        if pages > 1:
            bar.addWidget(button("上一页", lambda: self.go_to(self.page - 1)))
            bar.addWidget(self.number)
            bar.addWidget(button("下一页", lambda: self.go_to(self.page + 1)))
        bar.addWidget(button("缩小", lambda: self.zoom_by(1 / _STEP)))
        bar.addWidget(button("放大", lambda: self.zoom_by(_STEP)))
        bar.addWidget(button("适合宽度", lambda: self.zoom_by(0)))
        bar.addWidget(self.preview)
        for keys, way in (("PgUp", -1), ("PgDown", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda way=way: self.go_to(self.page + way))
        self.note.say(_NO_SIGNS, Sign.DOUBT)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(holder)
        left.addWidget(self.note)
        left.addWidget(self.area, 1)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(16, 12, 16, 0)
        row.setSpacing(14)
        row.addLayout(left, 1)
        row.addWidget(self._side)

    def _fill_side(self) -> None:
        mark(self._beside, "plain")
        stack = QVBoxLayout(self._beside)
        stack.setContentsMargins(0, 0, 0, 12)
        stack.setSpacing(8)
        self.told.say(
            "按住鼠标画框；点住框里可以移动、拉边，Delete 删除。存下的公开版每页都是图像，框里的内容不在文件里。",
            name="secondary",
        )
        if self._paper.is_pdf:
            stack.addWidget(self.find_button)
        stack.addWidget(self.told)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.count, 1)
        head.addWidget(self.add_button)
        stack.addLayout(head)
        self.list.setAccessibleName("遮盖的地方")
        mark(self.list, "lines")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        wrap_lines(self.list)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.drop)
        stack.addWidget(self.list, 1)
        self.ground.setAccessibleName("不予公开的依据")
        self.ground.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for ground in RedactionGround:
            self.ground.addItem(ground.label)
        stack.addWidget(words("不予公开的依据（选中的几处一起改）", "secondary"))
        stack.addWidget(self.ground)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.take_button)
        acts.addWidget(self.drop_button)
        acts.addStretch(1)
        stack.addLayout(acts)


def open_redaction(
    session: Session, source: Attachment, parent: QWidget, typed: Mapping[str, str] | None = None
) -> None:
    """Open a stored paper to redact it, perhaps as a crash left it; viewing 身份证明 is recorded."""
    session.note_access(source, AccessKind.SHOWN)
    registers = session.registers

    def opened(paper: Paper) -> None:
        sheet = RedactionSheet(session, source, paper, parent)
        if typed is not None:
            sheet.take_up(typed)
        sheet.open()

    session.run("打开材料", lambda _progress: opened_paper(registers.content(source.sha256)), opened, parent)


def resume_redaction(session: Session, typed: Mapping[str, str], parent: QWidget) -> None:
    """Open a paper to redact it as it was when a crash interrupted that; raises RecordNotFoundError if it is gone."""
    source = session.registers.get(Attachment, int(typed["paper"]))
    if source.sha256 != typed["sha256"]:
        raise RecordNotFoundError("做到一半的区分处理：那份材料已经不在了。")
    open_redaction(session, source, parent, typed)


def print_list(session: Session, public: Attachment, parent: QWidget) -> None:
    """Show the 区分处理清单 of a 公开版, ready to print."""
    print_pdf(session, "区分处理清单", lambda: (list_of(session.registers, public), ""), parent)


def _holds(one: Covered, other: Covered) -> bool:
    """Whether a place is already covered by another."""
    left, top, right, bottom = other.place
    return (
        one.page == other.page
        and one.place[0] <= left + 1
        and one.place[1] <= top + 1
        and (one.place[2] >= right - 1 and one.place[3] >= bottom - 1)
    )
