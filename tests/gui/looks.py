"""What of a window is not as the house has it: roles without a look, uneven distances, what has no place or effect."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import cast

from PySide6.QtCore import SIGNAL, QObject, Qt, QTimer
from PySide6.QtGui import QTextLayout
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QBoxLayout,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStatusBar,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QTableView,
    QTableWidget,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from gui.forms.editors import Editor
from gui.forms.record_form import RecordForm
from gui.kit.button_row import FlowLayout
from gui.kit.cards import Button, Card
from gui.kit.gated_form import GatedForm
from gui.registers.detail import RecordDetail
from gui.report.paper.margin import Note
from gui.report.retyping import RetypeWindow
from gui.shell.help import manual
from resources.locate import resource_path
from tests.gui import spaced

KNOWN = set(re.findall(r"#([A-Za-z]+)", resource_path("app.qss").read_text(encoding="utf-8")))
ROUND_A_CARD = (1, 1, 1, 1)
"""What lies inside a frame leaves its line in sight."""
OF_THEMSELVES = (QDialog, QMainWindow, QMenu)
OF_QT = (QMessageBox, QPrintPreviewDialog, QFileDialog)


def is_ours(widget: QWidget) -> bool:
    """Whether the program made a widget, not Qt: the parts of a message and of a preview of pages are Qt's."""
    above: QWidget | None = widget
    while above is not None and not above.isWindow():
        if isinstance(above, QDialogButtonBox) and above.objectName().startswith("qt_"):
            return False
        above = above.parentWidget()
    return not isinstance(above, OF_QT) and not widget.objectName().startswith("qt_")


def roles(window: QWidget) -> Iterator[str]:
    """Roles that look like nothing; the fields of a form are called after their columns.

    What scrolls is filled by Qt unless its role says otherwise; what merely holds others is never filled.
    """
    for each in [window, *cast("list[QWidget]", window.findChildren(QWidget))]:
        name = each.objectName()
        if name and name not in KNOWN and is_ours(each) and not isinstance(each.parentWidget(), Editor | QTabBar):
            yield f"no such role: {name} of {type(each).__name__}"
        above = each.parentWidget()
        if type(each) in (QWidget, QFrame) and is_ours(each) and above is not None:
            scrolls = isinstance(above.parentWidget(), QScrollArea)
            if scrolls != bool(name) and (scrolls or name == "plain"):
                yield f"{'fills its ground' if scrolls else 'had none to fill'}: {name or type(each).__name__}"


LINED_UP = (QBoxLayout, QGridLayout, QFormLayout)


def distances(window: QWidget) -> Iterator[str]:
    """Distances off the grid of two pixels: mistyped, or left to the system's style, whose margins are 9 or 11."""
    for layout in cast("list[QLayout]", window.findChildren(QLayout)):
        holder = layout.parentWidget()
        if holder is None or not isinstance(layout, LINED_UP) or not is_ours(holder):
            continue
        sides = layout.contentsMargins()
        margins = (sides.left(), sides.top(), sides.right(), sides.bottom())
        between = (
            (layout.horizontalSpacing(), layout.verticalSpacing())
            if isinstance(layout, QGridLayout | QFormLayout)
            else (layout.spacing(),)
        )
        odd = [length for length in (*(margins if margins != ROUND_A_CARD else ()), *between) if length % 2]
        if layout.count() and odd:
            yield f"uneven: {margins}, {between} in {type(holder).__name__} {holder.objectName()}"
        untold = spaced.BOTH & ~spaced.of(layout)
        if untold and _between(layout, holder) & untold:
            parts = ", ".join(map(told, laid_in(layout, holder).values()))
            yield f"distances of the system's style in {type(holder).__name__} {holder.objectName()}: {parts}"


def _between(layout: QBoxLayout | QGridLayout | QFormLayout, holder: QWidget) -> int:
    """Which distances a layout has between its parts: a single part has none, what Qt lays out itself none of ours."""
    parts = len(laid_in(layout, holder)) + len([each for each in layout.children() if isinstance(each, QLayout)])
    if isinstance(layout, QBoxLayout):
        is_qts = isinstance(holder, QStatusBar) or holder.windowType() is Qt.WindowType.Popup
        return spaced.BOTH if parts > 1 and not is_qts else 0
    columns = layout.columnCount() if isinstance(layout, QGridLayout) else 2
    return (spaced.ACROSS if columns > 1 else 0) | (spaced.BELOW if layout.rowCount() > 1 else 0) if parts > 1 else 0


NOT_ALWAYS_PLACED = {"head", "add_button", "kind_box", "problem", "sentences_button", "insert_button", "back_button"}
NOT_ALWAYS_PLACED |= {"number", "unmasked"}
"""What a card or an editor has only where there is something for it."""


SEVERAL = (dict, list, tuple)


def is_lost(kept: object) -> bool:
    """Whether something to be seen was made, and never put anywhere."""
    if isinstance(kept, QLayout):
        return isValid(kept) and kept.parentWidget() is None
    return isinstance(kept, QWidget) and isValid(kept) and kept.parent() is None and not isinstance(kept, OF_THEMSELVES)


def without_place(window: QWidget) -> Iterator[str]:
    """What an object keeps of its own to be shown, and nobody sees."""
    for holder in [window, *cast("list[QObject]", window.findChildren(QObject))]:
        for name, kept in getattr(holder, "__dict__", {}).items():
            if isinstance(kept, SEVERAL):
                is_one_lost = any(map(is_lost, kept.values() if isinstance(kept, dict) else kept))
            else:
                is_one_lost = is_lost(kept)
            if is_one_lost and name not in NOT_ALWAYS_PLACED:
                yield f"nowhere: {name} of {type(holder).__name__}"


def without_effect(window: QWidget) -> Iterator[str]:
    """Buttons nothing happens at, and timers that end in silence."""
    for made in cast("list[Button]", window.findChildren(Button)):
        heard = sum(
            made.receivers(cast("bytes", SIGNAL(signal))) for signal in ("clicked()", "clicked(bool)", "toggled(bool)")
        )
        if not heard and made.menu() is None:
            yield f"does nothing: [{made.text() or made.accessibleName()}]"
        if made.isVisible() and not made.text() and not made.toolTip():
            yield f"says nothing when pointed at: {made.accessibleName()}"
    for timer in cast("list[QTimer]", window.findChildren(QTimer)):
        if not timer.receivers(cast("bytes", SIGNAL("timeout()"))):
            yield f"ends in silence: a timer of {type(timer.parent()).__name__}"


def faked(window: QWidget) -> Iterator[str]:
    """Bold that Qt draws by itself: no font that is shipped for the screen has it."""
    for table in cast("list[QTableView]", window.findChildren(QTableView)):
        header = table.horizontalHeader()
        if header.highlightSections() and header.isVisibleTo(table) and is_ours(table):
            yield f"bold headings over what is chosen: {table.accessibleName() or type(table).__name__}"
        items = (table.item(row, 0) for row in range(table.rowCount())) if isinstance(table, QTableWidget) else ()
        if any(item is not None and item.font().bold() for item in items):
            yield f"bold lines: {table.accessibleName()}"


def cut(window: QWidget) -> Iterator[str]:
    """Words that have less room than they need; those that end in dots say so by their size policy."""
    for label in cast("list[QLabel]", window.findChildren(QLabel)):
        if not label.isVisible() or not label.text() or label.textFormat() is Qt.TextFormat.RichText:
            continue
        if label.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored or not is_ours(label):
            continue
        room = label.contentsRect().size()
        if label.wordWrap():
            needed = label.heightForWidth(label.width()) - label.height()
            if needed > 0:
                yield f"{needed} pixels of “{label.text()[:_QUOTED]}” are cut below"
        else:
            advance = max(map(label.fontMetrics().horizontalAdvance, label.text().splitlines()))
            if advance > room.width():
                yield f"{advance - room.width()} pixels of “{label.text()[:_QUOTED]}” are cut at the right"


def broken(window: QWidget) -> Iterator[str]:
    """What stands at the right of a card's title and breaks inside a word, as 「等待」 did."""
    for card in cast("list[Card]", window.findChildren(Card)):
        corner = card.corner
        lines = corner.text().splitlines() if corner.isVisible() and corner.wordWrap() else []
        room = corner.contentsRect().width()
        yield from (f"“{line}” breaks" for line in lines if corner.fontMetrics().horizontalAdvance(line) > room)


def orphaned(window: QWidget) -> Iterator[str]:
    """Titles of notes that leave a single character in their last line."""
    for note in cast("list[Note]", window.findChildren(Note)):
        if note.isVisible() and note.title.text():
            told = QTextLayout(note.title.text().replace("\n", "\u2028"), note.title.font())
            told.beginLayout()
            while (line := told.createLine()).isValid():
                line.setLineWidth(note.title.contentsRect().width())
            told.endLayout()
            if told.lineCount() > 1 and told.lineAt(told.lineCount() - 1).textLength() == 1:
                yield f"one character alone in a line: {note.title.text()}"


def opened_below(form: RecordForm) -> Iterator[str]:
    """What a form shows first, where that is not its first field; to be asked when it has just been opened."""
    below = form.scroll_area.verticalScrollBar().value()
    if below and not form.begins_at:
        yield f"opens {below} pixels below its top: {form.windowTitle()}"


def unread(window: QWidget) -> Iterator[str]:
    """What a field would have typed into it, where that has less room than it needs."""
    for field in cast("list[QLineEdit]", window.findChildren(QLineEdit)):
        if field.isVisible() and is_ours(field) and field.placeholderText() and not field.text():
            words = QStyleOptionFrame()
            field.initStyleOption(words)
            room = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, words, field).width()
            needed = field.fontMetrics().horizontalAdvance(field.placeholderText()) + 2 * _OF_A_CARET
            if needed > room:
                yield f"{needed - room} pixels of “{field.placeholderText()}” are cut"


_OF_A_CARET = 2
"""What Qt leaves free at each side of what is typed."""


def sideways(window: QWidget) -> Iterator[str]:
    """Lists of which some columns are only seen by scrolling: what has no room is left out, and told so."""
    for table in cast("list[QTableView]", window.findChildren(QTableView)):
        bar = table.horizontalScrollBar()
        if table.isVisible() and is_ours(table) and bar.maximum() > bar.minimum():
            yield f"{bar.maximum()} pixels are only seen by scrolling: {table.accessibleName()}"


def stuck(window: QWidget) -> Iterator[str]:
    """What is higher than its room, and never scrolls."""
    for area in cast("list[QAbstractScrollArea]", window.findChildren(QAbstractScrollArea)):
        never = area.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        below = area.verticalScrollBar().maximum()
        if area.isVisible() and is_ours(area) and never and below > 1:
            yield f"{below} pixels are never seen: {told(area)} {area.accessibleName()}"


def adrift(window: QWidget) -> Iterator[str]:
    """What scrolls and ends before the page or its foot does: it is cut off in the middle of nowhere."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for area in cast("list[QScrollArea]", window.findChildren(QScrollArea)):
        above: QWidget = area
        holder = area.parentWidget() if area.isVisible() and is_ours(area) else None
        while holder is not None and not above.isWindow() and not isinstance(holder, Card):
            end = above.geometry().bottom() + 1
            beside = cast("list[QWidget]", holder.findChildren(QWidget, options=direct))
            below = {each.y(): each for each in beside if each.isVisible() and each.y() >= end}
            gap = min(below, default=holder.height()) - end
            if gap > 0 and (not below or below[min(below)].objectName() == "foot"):
                yield f"{gap} pixels are left below what scrolls in {type(holder).__name__}"
            above, holder = holder, None if gap > 0 or below else holder.parentWidget()


def banded(window: QWidget) -> Iterator[str]:
    """A form that is narrower than its page, and has a ground of its own: that ends in the middle of nothing."""
    if isinstance(window, GatedForm) and window.reads_well and window.body.objectName() != "plain":
        yield f"its ground ends at {window.body.maximumWidth()} pixels: {window.body.objectName()}"


def loud(window: QWidget) -> Iterator[str]:
    """Drop-downs that open as a menu of the system's style, in its colours, over what they belong to."""
    for box in cast("list[QComboBox]", window.findChildren(QComboBox)):
        asked = QStyleOptionComboBox()
        box.initStyleOption(asked)
        if is_ours(box) and box.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, asked, box):
            yield f"opens as a menu: {box.accessibleName()}"


def armed(window: QWidget) -> Iterator[str]:
    """Number fields with the arrows of the system's style, too small to be hit."""
    for box in cast("list[QAbstractSpinBox]", window.findChildren(QAbstractSpinBox)):
        if is_ours(box) and box.buttonSymbols() is not QAbstractSpinBox.ButtonSymbols.NoButtons:
            yield f"has arrows: {box.accessibleName()}"


def unsaid(window: QWidget) -> Iterator[str]:
    """Menus that keep to themselves what is to be said when one of their entries is pointed at."""
    for menu in cast("list[QMenu]", window.findChildren(QMenu)):
        for entry in menu.actions() if not menu.toolTipsVisible() else ():
            if _KEYS.sub("", entry.toolTip()) != _KEYS.sub("", entry.text()):
                yield f"never says “{entry.toolTip()[:_QUOTED]}”: {entry.text()}"


_KEYS = re.compile(r"\t.*|\(&?.\)|[&…]")
"""What is no word of an entry; where nothing else is to be said of it, Qt says its words."""


def elided(window: QWidget) -> Iterator[str]:
    """Cells that end in dots, in columns that cannot be made wider and do not take the room that is left."""
    for table in cast("list[QTableWidget]", window.findChildren(QTableWidget)):
        for column in range(0 if not table.isVisible() or not is_ours(table) else table.columnCount()):
            ways_out = (QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.Interactive)
            if table.horizontalHeader().sectionResizeMode(column) in ways_out:
                continue
            cells = (table.model().index(row, column) for row in range(table.rowCount()))
            needed = max((table.sizeHintForIndex(cell).width() for cell in cells), default=0)
            room = table.columnWidth(column)
            if needed > room:
                yield f"{needed} pixels stand in {room}: column {column} of {table.accessibleName()}"


def overlapping(window: QWidget) -> Iterator[str]:
    """What was laid side by side or one below the other, and lies one over the other."""
    for layout in cast("list[QLayout]", window.findChildren(QLayout)):
        if not isinstance(layout, (*LINED_UP, FlowLayout)):
            continue
        holder = layout.parentWidget()
        seen = [each for each in laid_in(layout, holder).values() if each.isVisible() and not each.size().isEmpty()]
        for one, other in combinations(seen, 2):
            if one.geometry().intersects(other.geometry()):
                yield f"{told(one)} and {told(other)} lie one over the other"


def laid_in(layout: QLayout, holder: QWidget | None) -> dict[int, QWidget]:
    """Return what lies in a layout by its place; ``holder`` is its widget, which whoever asks has to hold.

    Not by its items: PySide holds the object of an item it was once asked for, and takes for that item whatever Qt
    makes in the same place of memory later, an event for one.
    """
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    beside = cast("list[QWidget]", holder.findChildren(QWidget, options=direct)) if holder is not None else []
    return {place: widget for widget in beside if (place := layout.indexOf(widget)) >= 0}


def spread(window: QWidget) -> Iterator[str]:
    """Words and buttons that were pulled apart to fill what room there is: nobody took it up beside or below them."""
    for layout in cast("list[QLayout]", window.findChildren(QLayout)):
        holder = layout.parentWidget()
        if holder is None or not isinstance(layout, QBoxLayout) or not is_ours(holder):
            continue
        is_row = layout.direction() in (QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.RightToLeft)
        for place, each in laid_in(layout, holder).items():
            if not each.isVisible() or layout.stretch(place) or isinstance(holder, RetypeWindow):
                continue
            if is_row and isinstance(each, QPushButton):
                spare = each.width() - max(each.sizeHint().width(), each.minimumWidth())
            elif not is_row and isinstance(each, QLabel) and each.text() and not each.wordWrap():
                spare = each.height() - max(each.sizeHint().height(), each.minimumHeight())
            else:
                continue
            if spare > 1:
                yield f"{told(each)} is {spare} pixels larger than it needs"


OTHER_LOOKS = {"办理结果": "compact", "所选数字的记录": "records", "找到的记录": ""}
"""Lists that look otherwise than the rest: with headings, in a card, and with lines that draw themselves."""


def unlined(window: QWidget) -> Iterator[str]:
    """Lists whose lines are not spaced as those of all others."""
    for each in cast("list[QListWidget]", window.findChildren(QListWidget)):
        if is_ours(each) and each.objectName() != OTHER_LOOKS.get(each.accessibleName(), "lines"):
            yield f"spaced as “{each.objectName()}”: {each.accessibleName()}"


ALSO_KEEPS = "“登记并出回执…”"
"""What stands at the end, because it keeps the form and does more."""


def unfooted(window: QWidget) -> Iterator[str]:
    """Forms whose foot does not begin with what is in the way and end with what keeps them."""
    if isinstance(window, GatedForm):
        holder = window.foot.parentWidget()
        inside = laid_in(window.foot, holder)
        order = [inside[place] for place in sorted(inside)]
        keeps = order[-1] is window.save_button or told(order[-1]).partition(" ")[0] == "FootStep"
        if order[0] is not window.gate or not (keeps or told(order[-1]).endswith(ALSO_KEEPS)):
            yield f"its foot is {', '.join(map(told, order))}"


def nested(window: QWidget) -> Iterator[str]:
    """Tables of which a cell is said to hold others: a screen reader and whoever walks them would go on inside."""
    for table in cast("list[QTableView]", window.findChildren(QTableView)):
        model = table.model()
        first = model.index(0, 0) if model is not None else None
        if first is not None and first.isValid() and (model.rowCount(first), model.columnCount(first)) != (0, 0):
            yield f"a cell holds others: {table.accessibleName()}"


def unheard_acts(window: QWidget) -> Iterator[str]:
    """Entries of a menu of acts that are called as the manual never calls anything."""
    for menu in cast("list[QMenu]", window.findChildren(QMenu)):
        for entry in menu.actions():
            named = _HEAD.search(_KEYS.sub("", entry.text()))
            if entry.text().endswith("…") and named is not None and not is_told(named[0]):
                yield f"the manual tells nothing of “{entry.text()}”"


TYPED_INTO = {"要登记的申请"}
"""The one list of which the cells are typed into, which shows their edges."""


def mishandled(window: QWidget) -> Iterator[str]:
    """Lists one can type into by chance, with the numbers of their rows, or of which a single cell is chosen."""
    for table in cast("list[QTableView]", window.findChildren(QTableView)):
        if not is_ours(table) or not table.isVisible():
            continue
        cell, rows = table.model().index(0, 0), table.verticalHeader()
        is_typed_into = table.accessibleName() in TYPED_INTO
        can_be = table.editTriggers() != QAbstractItemView.EditTrigger.NoEditTriggers
        if can_be and not is_typed_into and cell.flags() & Qt.ItemFlag.ItemIsEditable:
            yield f"can be typed into: {table.accessibleName()}"
        if rows.isVisible() and table.model().headerData(0, Qt.Orientation.Vertical) in (1, "1"):
            yield f"numbers its rows: {table.accessibleName()}"
        if table.showGrid() and not (is_typed_into or rows.isVisible()):
            yield f"has lines between its cells: {table.accessibleName()}"
        if table.tabKeyNavigation():
            yield f"Tab stays in it: {table.accessibleName()}"
    texts: list[QPlainTextEdit | QTextEdit] = list(cast("list[QPlainTextEdit]", window.findChildren(QPlainTextEdit)))
    texts += cast("list[QTextEdit]", window.findChildren(QTextEdit))
    for text in texts:
        if is_ours(text) and not text.isReadOnly() and not text.tabChangesFocus():
            yield f"Tab stays in it: {text.accessibleName()}"


_HEAD = re.compile(r"[^\s·：—\d]+")
"""The first word of a title; the record or the year follows it."""


_DONE_WITH = re.compile(r"^(?:新建|编辑|打印|导出|导入旧?|已)|台账$")
"""What is done with a register or paper, before its name."""


def unheard_of(window: QWidget) -> Iterator[str]:
    """A window whose title begins with words the manual has nothing about."""
    head = _HEAD.search(window.windowTitle())
    named = _DONE_WITH.sub("", head[0]) if head is not None else ""
    if head is not None and (len(head[0]) == 1 or named not in manual()):
        yield f"the manual tells nothing of “{head[0]}”"


@cache
def is_word(part: str) -> bool:
    """Whether the manual has it as a word: it stands after, and before, more than one other character."""
    around = re.findall(f"(?=(.){re.escape(part)}(.))", manual(), re.DOTALL)
    return len(part) > 1 and all(len(set(side)) > 1 for side in zip(*around, strict=True)) and bool(around)


def is_told(title: str) -> bool:
    """Whether the manual has a title, or each of its words."""
    return (len(title) > 1 and title in manual()) or _is_of_words(title)


def _is_of_words(title: str) -> bool:
    cuts = range(2, len(title) - 1)
    return is_word(title) or any(is_word(title[:cut]) and _is_of_words(title[cut:]) for cut in cuts)


def staying(window: QWidget) -> Iterator[str]:
    """A dialog that is still there when it was closed."""
    if isinstance(window, QDialog) and not window.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose):
        yield "stays when it is closed"


def stale(window: QWidget) -> Iterator[str]:
    """A form that was not asked, as it opened, what prevents saving: it says so only when something is typed."""
    if isinstance(window, GatedForm) and type(window).refresh_gate is not GatedForm.refresh_gate:
        before = _gate(window)
        window.refresh_gate()
        if before != _gate(window):
            yield f"says {before}, and when asked {_gate(window)}"


def still_asking(window: QWidget) -> Iterator[str]:
    """A form that goes on asking whether to leave, when something more is typed."""
    if isinstance(window, GatedForm) and type(window).is_dirty is not GatedForm.is_dirty:
        window._ask(True)
        window.refresh_gate()
        if not window.keep_button.isHidden():
            yield "asks whether to leave, though one types on"


def _gate(form: GatedForm) -> tuple[str, str, bool]:
    return form.gate.text(), form.save_button.toolTip(), form.save_button.isEnabled()


HAIRLINE = 1


def uneven(window: QWidget) -> Iterator[str]:
    """Sizes that were set and are off the grid of two pixels: mistyped; a hairline is one."""
    for each in [window, *cast("list[QWidget]", window.findChildren(QWidget))]:
        if each.minimumSize() == each.maximumSize() and not isinstance(each, QTableView):
            for length in (each.width(), each.height()):
                if length % 2 and length != HAIRLINE and is_ours(each):
                    yield f"fixed at {each.width()}×{each.height()}: {told(each)}"
        elif not each.isWindow() and not isinstance(each, QTableView | RecordDetail):
            for length in (each.minimumWidth(), each.maximumWidth()):  # heights are counted in lines of a font
                if length % 2 and length not in (HAIRLINE, _ANY) and is_ours(each):
                    yield f"bounded by {length}: {told(each)}"


_ANY = 16777215
"""What Qt takes for no bound."""


def told(widget: QWidget) -> str:
    """Name a widget by what it says."""
    said = getattr(widget, "text", str)()
    return f"{type(widget).__name__} {widget.objectName()} “{str(said)[:_QUOTED]}”"


_QUOTED = 24


def faults(window: QWidget) -> list[str]:
    """What is wrong with the looks of one window or of a form that lies in one."""
    untitled = ["no title"] if not window.windowTitle() else []
    looked_at = (
        adrift,
        armed,
        unsaid,
        banded,
        broken,
        loud,
        elided,
        orphaned,
        spread,
        stale,
        mishandled,
        staying,
        uneven,
        unheard_of,
    )
    return [*untitled, *ill_made(window), *(fault for look in looked_at for fault in look(window))]


def ill_made(window: QWidget) -> list[str]:
    """What is wrong with a window in whatever state it is, also before it is laid out."""
    looked_at = (roles, distances, without_place, without_effect, faked, unlined, unfooted, nested, unheard_acts)
    return [fault for look in looked_at for fault in look(window)]
