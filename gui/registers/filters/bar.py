"""The row of drop-downs above a list, with saved filters, and the single button for all in a compact window."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QCursor, QKeyEvent, QMouseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStyle, QStyleOptionButton, QStylePainter, QWidget

from disclosure.changes import Change
from disclosure.progress import Progress
from disclosure.records import Record, SavedFilter
from gui.base.appearance import colour, mark, scaled
from gui.base.preferences import Preferences
from gui.base.session import Session, touched
from gui.base.waits import Wait
from gui.kit.button_row import FlowLayout
from gui.kit.cards import Button, button
from gui.kit.shapes import draw
from gui.registers.filters.dialogs import ForgetFilterDialog, PeriodDialog, SaveFilterDialog
from gui.registers.filters.fields import DATE, Chosen, FilterField, asked, count, keeps, known
from gui.registers.model import Keeps
from storage.query import Filter, Query
from tasks.ledgers.saved_filters import choices_of, saved_filters

_SIGN, _ROOM, _BEFORE = 16, 26, 12
_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class StayingMenu(QMenu):
    """A menu of ticks that stays open while they are set, by mouse or Space; Enter and Esc close it.

    Releasing the mouse button that opened it ticks nothing: on a low screen the menu covers its button.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._opened_at, self._is_pressed = QPoint(), False

    def showEvent(self, _event: QShowEvent) -> None:
        self._opened_at, self._is_pressed = QCursor.pos(), False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_pressed = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        way = (event.globalPosition().toPoint() - self._opened_at).manhattanLength()
        if not self._is_pressed and way < QApplication.startDragDistance():
            event.accept()
        elif action is not None and action.isEnabled() and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class FilterButton(Button):
    """One drop-down: its name, or in colour the choice with a cross that clears it.

    Del and Backspace do what the cross does and emit ``cleared``.
    """

    cleared = Signal()

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self._label, self._is_on = label, False
        self.tell("")

    def tell(self, chosen: str) -> None:
        """Show the choice; empty for no filter."""
        self._is_on = bool(chosen)
        self.setText(f"{self._label} {chosen}" if chosen else self._label)
        self.setAccessibleName(f"筛选 {self._label}：{chosen or '不限'}")
        self.setToolTip("按 Del 取消这一项" if chosen else "")
        mark(self, "filterOn" if chosen else "filter")

    @property
    def is_on(self) -> bool:
        """Whether it filters."""
        return self._is_on

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_on and self._sign().adjusted(-6, -6, 6, 6).contains(event.position().toPoint()):
            self.cleared.emit()
        else:
            super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Handle Del while it has the focus, as the page would remove records."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in _CLEARING:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CLEARING:
            self.cleared.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.showMenu()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text at the left and our own sign at the right, in place of the style's arrow."""
        painter, option = QStylePainter(self), cast("Any", QStyleOptionButton())
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setPen(colour("accent" if self._is_on else "ink"))
        room = self.rect().adjusted(scaled(_BEFORE), 0, -scaled(_ROOM), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        ink = colour("accent" if self._is_on else "secondary")
        draw(painter, "cross" if self._is_on else "chevron", QRectF(self._sign()), ink)
        painter.end()

    def _sign(self) -> QRect:
        size = scaled(_SIGN)
        return QRect(self.width() - scaled(_ROOM), (self.height() - size) // 2, size, size)


class FilterBar(QWidget):
    """The filters of one register. ``changed`` is emitted when they change."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        record_type: type[Record],
        fields: Sequence[FilterField],
        preferences: Preferences,
        year: int,
        *,
        usual: int,
        unit: str,
    ) -> None:
        super().__init__()
        self._session, self._preferences, self._year = session, preferences, year
        self._usual, self._unit = usual, unit
        self._type, self._register, self._fields = record_type, record_type.register, fields
        self._has_year = any(field.name == DATE for field in fields)
        remembered = preferences.filters(self._register)
        self.chosen: dict[str, tuple[str, ...]] = known(fields, remembered)
        if self._has_year and DATE not in remembered:
            self.chosen[DATE] = (str(year),)
        self.buttons = {field.name: FilterButton(field.label) for field in fields}
        self.menus = {field.name: self._menu(field) for field in fields}
        self.more = Button("条件")
        self.more.setMenu(QMenu(self.more))
        self.save_button = button("保存筛选…", self.save)
        self._save_action = QAction(self.save_button.text(), self)
        self._save_action.triggered.connect(self.save)
        self.saved: dict[str, Button] = {}
        self.counts: dict[str, int] = {}
        self.compact_button = Button("筛选", self)
        self.compact_button.setMenu(QMenu(self.compact_button))
        self.compact_button.menu().aboutToShow.connect(self._offer_all)
        self.compact_button.hide()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        self._flow = FlowLayout(holder)
        for field in fields:
            self._flow.addWidget(self.buttons[field.name])
        for each in (self.more, self.save_button):
            mark(each, "filterPlain")
            self._flow.addWidget(each)
        self.row.addWidget(holder, 1)
        self.standing, self.standings = QWidget(), dict[str, Button]()
        told = QHBoxLayout(self.standing)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(12)
        for name, key in self._open_ones():
            one = self.standings[key] = button("", partial(self._turn_open, name, key), "link")
            one.hide()
            told.addWidget(one)
        self._count_soon = session.timer(self, self._count, Wait.TYPING)
        session.changed.connect(self._follow)
        session.day_changed.connect(self._count_soon.start)
        self._show_saved()
        self._show()

    # --- the choice ---

    def asked(self) -> tuple[Filter, ...]:
        """Return the filters for the query."""
        return asked(self._fields, self.chosen, self._session.today)

    def keeps(self) -> Keeps | None:
        """Return the function that filters the records found, if SQL cannot do all of it."""
        return keeps(self._session, self._fields, self.chosen)

    @property
    def is_of_all_years(self) -> bool:
        """Whether no date is chosen."""
        return not self.chosen.get(DATE)

    def told(self) -> str:
        """Return the whole choice in words: 「年度 2025 年，科室 财政科」."""
        fields = (field for field in self._fields if self.chosen.get(field.name))
        return "，".join(f"{field.label} {field.told(self.chosen[field.name])}" for field in fields)

    def look_wider(self, text: str, found: Callable[[list[tuple[str, str, int]]], object]) -> None:
        """Report which drop-downs hide search results: the name, its choice, and how many it hides by itself."""
        session, chosen = self._session, {name: keys for name, keys in self.chosen.items() if keys}
        told = [
            (field.name, f"{field.label} {field.told(chosen[field.name])}")
            for field in self._fields
            if field.name in chosen
        ]

        def counted(_progress: Progress) -> list[tuple[str, str, int]]:
            without = ((name, words, {key: chosen[key] for key in chosen if key != name}) for name, words in told)
            return [
                (name, words, count(session, self._type, self._fields, rest, text)) for name, words, rest in without
            ]

        session.run_quietly(counted, found, shares=True)

    def choose(self, name: str, keys: Sequence[str]) -> None:
        """Choose these keys in one drop-down; none clears it."""
        field = next(each for each in self._fields if each.name == name)
        self.chosen[name] = tuple(keys)
        if field.in_all_years & set(keys):  # open cases are shown whatever their year
            self.chosen[DATE] = ()
        self._is_now()

    def choose_all(self, chosen: Chosen) -> None:
        """Choose exactly what was saved."""
        self.chosen = {DATE: (), **known(self._fields, chosen)}
        self._is_now()

    def set_year(self, year: int) -> None:
        """Show another year."""
        self._year = year
        if self._has_year:
            self.choose(DATE, (str(year),))

    def clear(self) -> None:
        """Clear all filters."""
        self.choose_all({})

    def make_way(self, record_id: int) -> str:
        """Clear exactly the drop-downs that hide a record; return in words what they now show."""
        session, hiding = self._session, list[FilterField]()
        for field in (each for each in self._fields if self.chosen.get(each.name)):
            alone = {field.name: self.chosen[field.name]}
            wanted = (*asked(self._fields, alone, session.today), Filter("id", "equals", record_id))
            found = list(session.registers.all(self._type, Query(filters=wanted)))
            looks = keeps(session, self._fields, alone)
            if not found or (looks is not None and not all(looks(session.registers, found))):
                hiding.append(field)
        told = "，".join(f"{field.label} {field.told(self.chosen[field.name])}" for field in hiding)
        for field in hiding:
            self.chosen[field.name] = ()
        if hiding:
            self._is_now()
        return told

    def _is_now(self) -> None:
        self.chosen = {name: keys for name, keys in self.chosen.items() if keys or name == DATE}
        kept = {name: keys for name, keys in self.chosen.items() if (name, keys) != (DATE, (str(self._year),))}
        self._preferences.remember_filters(self._register, kept)
        self._show()
        self.changed.emit()

    # --- drop-downs ---

    def _menu(self, field: FilterField) -> QMenu:
        made = self.buttons[field.name]
        menu = StayingMenu(made)
        menu.setTitle(field.label)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(partial(self._offer, field, menu))
        made.setMenu(menu)
        made.cleared.connect(partial(self.choose, field.name, ()))
        return menu

    def _offer(self, field: FilterField, menu: QMenu) -> None:
        """List the choices, including chosen ones that no longer occur in the register."""
        menu.clear()
        chosen = self.chosen.get(field.name, ())
        offered = field.offered(self._session.registers)
        if field.name == DATE and str(self._year) not in offered:
            offered = [str(self._year), *offered]
        for key in dict.fromkeys((*offered, *chosen)):
            action = menu.addAction(field.words(key), partial(self._turn, field, key))
            action.setCheckable(True)
            action.setChecked(key in chosen)
        menu.addSeparator()
        if field.name == DATE:
            menu.addAction("起止日期…", self.ask_period)
        menu.addAction("不限", partial(self.choose, field.name, ())).setEnabled(bool(chosen))

    def _turn(self, field: FilterField, key: str) -> None:
        chosen = self.chosen.get(field.name, ())
        self.choose(field.name, [each for each in chosen if each != key] if key in chosen else [*chosen, key])

    def ask_period(self) -> None:
        """Ask for a first and a last day."""
        dialog = PeriodDialog(self._session.today, self.window())
        dialog.chosen.connect(lambda key: self.choose(DATE, (key,)))
        dialog.open()

    def _show(self) -> None:
        """Show the choice: the usual drop-downs and every other one that filters."""
        hidden = []
        for place, field in enumerate(self._fields):
            made = self.buttons[field.name]
            made.tell(field.told(self.chosen.get(field.name, ())))
            menu, is_shown = self.menus[field.name], place < self._usual or made.is_on
            menu.setTitle(made.text())
            for unlimited in menu.actions()[-1:]:  # it may be open
                unlimited.setEnabled(made.is_on)
            made.setVisible(is_shown)
            hidden += [] if is_shown else [field]
        menu = self.more.menu()
        menu.clear()
        for field in hidden:
            menu.addMenu(self.menus[field.name])
        self.more.setVisible(bool(hidden))
        active = sum(made.is_on for made in self.buttons.values())
        self.compact_button.setText(f"筛选 {active}" if active else "筛选")
        mark(self.compact_button, "chosen" if active else "")
        for name, saved in self.saved.items():
            saved.setChecked(self._saved[name] == self._now())
        self.save_button.setEnabled(active > 0 and not self._session.is_read_only)
        self._save_action.setEnabled(self.save_button.isEnabled())
        self._flow.invalidate()

    def _offer_all(self) -> None:
        """Fill the single button of a compact window."""
        menu = self.compact_button.menu()
        menu.clear()
        for field in self._fields:
            menu.addMenu(self.menus[field.name])
        menu.addSeparator()
        for name in self.saved:
            menu.addAction(self.saved[name].text(), partial(self.use, name))
        menu.addAction(self._save_action)
        menu.addAction("全部不限", self.clear)

    # --- saved filters ---

    def _now(self) -> dict[str, tuple[str, ...]]:
        return {name: keys for name, keys in self.chosen.items() if keys}

    def save(self) -> None:
        """Ask for a name and save the choice in the file."""
        SaveFilterDialog(self._session, self._register, self._now(), self.told(), self.window()).open()

    def forget(self) -> None:
        """Ask which saved filters to delete."""
        ForgetFilterDialog(self._session, self._register, self.window()).open()

    def use(self, name: str) -> None:
        """Apply a saved filter; a second time, show the current year again."""
        if self._saved[name] == self._now():
            self.choose_all({DATE: (str(self._year),)} if self._has_year else {})
        else:
            self.choose_all(self._saved[name])

    def _follow(self, changes: Sequence[Change]) -> None:
        if SavedFilter.register in touched(changes):
            self._show_saved()
            self._show()
        self._count_soon.start()

    def _show_saved(self) -> None:
        for made in self.saved.values():
            self._flow.removeWidget(made)
            made.hide()
            made.deleteLater()
        self._saved: Mapping[str, dict[str, tuple[str, ...]]] = {
            one.name: known(self._fields, choices_of(one))
            for one in saved_filters(self._session.registers, self._register)
        }
        self.saved = {}
        for name in self._saved:
            saved = self.saved[name] = button(name, partial(self.use, name))
            saved.setCheckable(True)
            mark(saved, "filterSaved")
            self._flow.addWidget(saved)
        self._tell_counts()
        self._count_soon.start()

    def _count(self) -> None:
        wanted: dict[str, Chosen] = {**self._saved}
        wanted |= {key: {name: (key,)} for name, key in self._open_ones()}

        def counted(_progress: Progress) -> dict[str, int]:
            return {name: count(self._session, self._type, self._fields, chosen) for name, chosen in wanted.items()}

        self._session.run_quietly(counted, self._counted, shares=True)

    def _counted(self, counts: dict[str, int]) -> None:
        self.counts = counts
        for key, made in self.standings.items():
            made.setText(f"{counts.get(key, 0)} {self._unit}{key}")
            made.setToolTip(f"只看{key}的，不论哪一年")
            made.setVisible(bool(counts.get(key)))
        self._tell_counts()

    def _open_ones(self) -> list[tuple[str, str]]:
        """Return drop-down and key for open cases, such as 「未办结」, shown beside the title."""
        states = (field for field in self._fields if field.classes is None)
        return [(field.name, key) for field in states for key in sorted(field.in_all_years)]

    def _turn_open(self, name: str, key: str) -> None:
        """Show only open cases, whatever their year; pressed again, the current year."""
        is_on = self.chosen.get(name) == (key,)
        if is_on and self._has_year:
            self.chosen[DATE] = (str(self._year),)
        self.choose(name, () if is_on else (key,))

    def _tell_counts(self) -> None:
        for name, made in self.saved.items():
            found = self.counts.get(name)
            made.setText(name if found is None else f"{name}  {found}")
            made.setAccessibleName(f"保存的筛选 {made.text()}")
        self._flow.invalidate()
