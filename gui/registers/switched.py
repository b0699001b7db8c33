"""Two registers in one tab: 主动公开 and 应公开事项."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedLayout, QWidget

from gui.base.fitting import settle
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.forms.record_form import RecordForm
from gui.registers.page import RegisterPage
from gui.registers.views import VIEWS, RegisterView


class SwitchedPages(QWidget):
    """Two registers in one tab: 主动公开 and 应公开事项."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        year: int,
        views: Sequence[RegisterView],
        *,
        is_compact: bool,
    ) -> None:
        super().__init__()
        self._session, self._preferences, self._year = session, preferences, year
        self._views = {view.record_type.register: view for view in views}
        self._pages: dict[str, RegisterPage] = {}
        self._is_compact = is_compact
        self._stack = QStackedLayout(self)
        self.show_view(next(iter(self._views)))

    def go_to(self, register: str, record_id: int) -> None:
        """Show one of the registers and select a record in it."""
        self.show_view(register).show_record(record_id)

    def show_place(self, record_id: int, table: str) -> None:
        """Scroll to the steps, letters or papers of a record."""
        page = self._stack.currentWidget()
        assert isinstance(page, RegisterPage)
        page.show_place(record_id, table)

    def show_view(self, register: str) -> RegisterPage:
        """Show one of the registers, which is built on first use."""
        if register not in self._pages:
            view = self._views[register]
            page = RegisterPage(self._session, view, self._preferences, self._year, is_compact=self._is_compact)
            titles = [(name, view.record_type.title) for name, view in self._views.items()]
            page.offer_views(titles, register, self.show_view)
            self._pages[register] = page
            self._stack.addWidget(page)
        self.setFocusProxy(self._pages[register])
        self._stack.setCurrentWidget(self._pages[register])
        return self._pages[register]

    def set_compact(self, is_compact: bool) -> None:
        """Pass on how much room there is."""
        self._is_compact = is_compact
        for page in self._pages.values():
            page.set_compact(is_compact)
            settle(page)

    def new_record(self) -> RecordForm:
        """Open the form for a new record of the first register."""
        return self.show_view(next(iter(self._views))).new_record()

    def set_year(self, year: int) -> None:
        """Show another year in both."""
        self._year = year
        for page in self._pages.values():
            page.set_year(year)


def ledger_pages(
    session: Session, preferences: Preferences, year: int, names: Sequence[str], *, is_compact: bool
) -> RegisterPage | SwitchedPages:
    """Return the page of a register by its name, or the tab with several."""
    views = [VIEWS[name] for name in names]
    if len(views) == 1:
        return RegisterPage(session, views[0], preferences, year, is_compact=is_compact)
    return SwitchedPages(session, preferences, year, views, is_compact=is_compact)
