"""Each drop-down above a list against a recount of the records; the head and the acts of a list, read whole."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from disclosure.calendar.workdays import DAY
from disclosure.column_kinds import columns_by_name
from disclosure.outcomes import Outcome
from disclosure.records import Release, Request
from disclosure.terms import Channel, ReleaseChannel
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.registers.filters.bar import FilterBar
from gui.registers.filters.fields import DATE, DATES, DUE, asked, count, is_period, keeps, known, of_column, period_of
from gui.registers.page import COMMANDS, RegisterPage
from gui.registers.views import RELEASES, REQUESTS, VIEWS
from gui.shell.main_window import MainWindow
from storage.query import Query
from storage.registers import Registers
from tests.records_factory import make_release, make_request

TODAY = date(2024, 3, 4)
CHANNELS = [*Channel]
REQUESTED = [
    make_request(
        number=f"2024-{n:03}",
        arrived_on=day,
        received_on=day,
        channel=CHANNELS[n % 3],
        department=("城建办", "财政科", "")[n % 3],
        is_excluded=n % 7 == 0,
        **({"outcome": Outcome.GRANTED, "answered_on": day + DAY} if n % 2 else {}),
    )
    for n, day in enumerate(
        (
            *(
                date(2023, 12, 31),
                date(2024, 1, 1),
                date(2024, 1, 31),
                date(2024, 2, 1),
                date(2024, 2, 3),
                date(2024, 2, 4),
            ),
            *(
                date(2024, 2, 5),
                date(2024, 2, 6),
                date(2024, 2, 29),
                date(2024, 3, 1),
                date(2024, 3, 4),
                date(2024, 1, 5),
                date(2024, 1, 8),
            ),
        )
    )
]

PERIODS = {
    "2024": (date(2024, 1, 1), date(2024, 12, 31)),
    "2023": (date(2023, 1, 1), date(2023, 12, 31)),
    "this-month": (date(2024, 3, 1), date(2024, 3, 31)),
    "last-month": (date(2024, 2, 1), date(2024, 2, 29)),
    "30-days": (date(2024, 2, 4), TODAY),
    "2024-02-01/2024-02-04": (date(2024, 2, 1), date(2024, 2, 4)),
    "2024-02-05/": (date(2024, 2, 5), date.max),
    "/2024-01-01": (date.min, date(2024, 1, 1)),
}
WORDS = {
    "2024": "2024 年",
    "this-month": "本月",
    "last-month": "上月",
    "30-days": "近 30 日",
    "2024-02-01/2024-02-04": "2024年2月1日至2024年2月4日",
    "2024-02-05/": "2024年2月5日起",
    "/2024-01-01": "到2024年1月1日",
}


@pytest.fixture
def full(session: Session) -> Registers:
    session.registers.save_all(REQUESTED)
    return session.registers


def found(registers: Registers, chosen: dict[str, tuple[str, ...]]) -> set[str]:
    query = Query(filters=asked(REQUESTS.filters, chosen, TODAY))
    return {one.number for one in registers.all(Request, query)}


@pytest.mark.parametrize("key", PERIODS)
def test_days_are_let_through_from_the_first_to_the_last(full: Registers, key: str) -> None:
    first, last = PERIODS[key]
    assert period_of(key, TODAY) == (first, last)
    assert is_period(key)
    wanted = {one.number for one in REQUESTED if one.received_on and first <= one.received_on <= last}
    assert found(full, {DATE: (key,)}) == wanted
    assert wanted


@pytest.mark.parametrize("key", WORDS)
def test_days_are_told_in_words(key: str) -> None:
    assert DATES.told((key,)) == WORDS[key]


def test_no_two_results_are_offered_under_one_name(session: Session) -> None:
    """「其他」 stood at the end of a list of twenty results: of which group?"""
    field = of_column(Request, "outcome")
    offered = [field.words(key) for key in field.offered(session.registers)]
    assert "其他处理·其他" in offered
    assert "不予公开·属于国家秘密" in offered
    assert "予以公开" in offered, "a row without a group is its own"
    assert len(set(offered)) == len(offered) == len(Outcome) + 1


def test_several_choices_are_told_in_few_words() -> None:
    assert DATES.told(("2024", "2023", "2022")) == "2022—2024 年"
    assert DATES.told(("2024", "2022")) == "2024 年、2022 年"
    assert DATES.told(("2024", "2022", "2020")) == "3 项"
    assert DATES.told(()) == ""
    channel = of_column(Request, "channel")
    keys = [one.value for one in Channel][:3]
    assert channel.told(keys[:2]) == "、".join(one.plain_label.partition("（")[0] for one in CHANNELS[:2])
    assert channel.told(keys) == "3 项"


@pytest.mark.parametrize("key", ["", "/", "2024-13", "每天", "2024-02-01"])
def test_what_is_no_period_is_forgotten(key: str) -> None:
    assert not is_period(key)
    assert known(REQUESTS.filters, {DATE: (key,), "state": ("未办结",), "gone": ("x",)}) == {"state": ("未办结",)}


def test_each_term_and_text_lets_its_own_records_through(full: Registers) -> None:
    for one in CHANNELS[:3]:
        assert found(full, {"channel": (one.value,)}) == {each.number for each in REQUESTED if each.channel is one}
    for text in ("城建办", "财政科", ""):
        assert found(full, {"department": (text,)}) == {each.number for each in REQUESTED if each.department == text}
    both = found(full, {"department": ("城建办", ""), "channel": (CHANNELS[0].value,)})
    assert both == {each.number for each in REQUESTED if each.department == "城建办" and each.channel is CHANNELS[0]}
    department = of_column(Request, "department")
    assert set(department.offered(full)) == {"城建办", "财政科", ""}
    assert department.offered(full)[-1] == ""
    assert department.words("") == "没有填"
    states = {
        "未办结": {each.number for each in REQUESTED if each.outcome is None and not each.is_excluded},
        "已办结": {each.number for each in REQUESTED if each.outcome is not None},
        "不计入年报": {each.number for each in REQUESTED if each.is_excluded},
    }
    for state, numbers in states.items():
        assert found(full, {"state": (state,)}) == numbers
    assert found(full, {"state": ("未办结", "不计入年报")}) == states["未办结"] | states["不计入年报"]


def test_what_is_no_term_that_must_be_filled_is_not_offered_as_blank(full: Registers) -> None:
    for view in VIEWS.values():
        for field in view.filters:
            column = columns_by_name(view.record_type).get(field.name)
            if column is not None and column.term is not None:
                offers_blank = "" in field.offered(full)
                assert offers_blank is not column.required, (view.record_type, field.name)
            for key in field.offered(full):
                assert field.words(key), (view.record_type, field.name, key)


def test_a_record_of_several_channels_is_found_by_each(session: Session) -> None:
    both = (ReleaseChannel.PORTAL, ReleaseChannel.NOTICE_BOARD)
    session.registers.save_all(
        [
            make_release(number="1", channels=both),
            make_release(number="2", channels=both[:1]),
            make_release(number="3", channels=()),
        ]
    )
    field = of_column(Release, "channels")

    def numbers(*keys: str) -> list[str]:
        query = Query(filters=(field.asked(keys, TODAY),))
        return sorted(one.number for one in session.registers.all(Release, query))

    assert numbers(both[0].value) == ["1", "2"]
    assert numbers(both[1].value) == ["1"]
    assert numbers("") == ["3"]
    assert numbers(both[1].value, "") == ["1", "3"]
    assert RELEASES.unit == "条"


def test_terms_are_let_through_by_how_near_they_are(session: Session, full: Registers) -> None:
    """20 working days from 31 January 2024 end on 4 March, from 6 February on the 11th."""
    looked = {key: keeps(session, REQUESTS.filters, {"due": (key,)}) for key in DUE.offered(full)}
    still = [one for one in full.all(Request) if one.outcome is None and not one.is_excluded]
    kept = {
        key: {one.number for one, is_kept in zip(still, look(full, still), strict=True) if is_kept}
        for key, look in looked.items()
        if look
    }
    told = {DUE.words(key): numbers for key, numbers in kept.items()}
    by_day = {one.number: one.received_on for one in still if one.received_on}
    overdue = {number for number, day in by_day.items() if day <= date(2024, 1, 30)}
    today = {number for number, day in by_day.items() if day == date(2024, 1, 31)}
    soon = {number for number, day in by_day.items() if date(2024, 2, 1) <= day <= date(2024, 2, 6)}
    assert (told["已经逾期"], told["今天到期"], told["5 个工作日内到期"]) == (overdue, today, today | soon)
    assert all((overdue, today, soon))
    assert told["等对方，未计期限"] == told["还没有确认收到"] == set()
    assert keeps(session, REQUESTS.filters, {"state": ("未办结",)}) is None
    assert count(session, Request, REQUESTS.filters, {"state": ("未办结",)}) == len(
        [one for one in REQUESTED if not one.outcome and not one.is_excluded]
    )


@pytest.fixture
def bar(qtbot: QtBot, session: Session, full: Registers, preferences: Preferences) -> FilterBar:  # noqa: ARG001
    made = FilterBar(session, Request, REQUESTS.filters, preferences, 2024, usual=6, unit="件")
    qtbot.addWidget(made)
    made.resize(1200, 60)
    made.show()
    return made


def test_a_drop_down_offers_ticks_what_is_chosen_and_lets_all_through_again(qtbot: QtBot, bar: FilterBar) -> None:
    menu = bar.menus["channel"]
    menu.aboutToShow.emit()
    offered = [action for action in menu.actions() if action.isCheckable()]
    assert [action.text() for action in offered] == [one.plain_label.partition("（")[0] for one in Channel]
    assert not any(action.isChecked() for action in offered)
    everything = menu.actions()[-1]
    assert (everything.text(), everything.isEnabled()) == ("不限", False)
    with qtbot.waitSignal(bar.changed):
        offered[1].trigger()
    assert bar.chosen["channel"] == (CHANNELS[1].value,)
    menu.aboutToShow.emit()
    assert [action.isChecked() for action in menu.actions() if action.isCheckable()][:3] == [False, True, False]
    assert bar.buttons["channel"].is_on
    assert bar.told() == f"日期 2024 年，申请渠道 {CHANNELS[1].plain_label.partition('（')[0]}"
    menu.actions()[-1].trigger()
    assert "channel" not in bar.chosen
    assert not bar.buttons["channel"].is_on
    dates = bar.menus[DATE]
    dates.aboutToShow.emit()
    assert [action.text() for action in dates.actions() if action.text()][-2:] == ["起止日期…", "不限"]
    for each in bar.menus.values():
        each.aboutToShow.emit()
        kinds = "".join("-" if one.isSeparator() else "c" if one.isCheckable() else "." for one in each.actions())
        assert kinds.strip("c") in ("-.", "-.."), "choices, a line, and what is no choice"


def test_what_was_ticked_just_now_can_be_unticked_and_saved_from_the_list_that_is_still_open(bar: FilterBar) -> None:
    """不限 stayed grey until the list was closed and opened again, so did 保存筛选 of a compact window."""
    bar.clear()
    one, menu = bar.compact_button.menu(), bar.menus["channel"]
    one.aboutToShow.emit()
    menu.aboutToShow.emit()
    save = next(action for action in one.actions() if action.text() == bar.save_button.text())
    everything = menu.actions()[-1]
    seen = [(everything.isEnabled(), save.isEnabled(), menu.title())]
    for _ in range(2):
        menu.actions()[0].trigger()
        seen.append((everything.isEnabled(), save.isEnabled(), menu.title()))
    assert seen == [(False, False, "申请渠道"), (True, True, "申请渠道 当面"), (False, False, "申请渠道")]


def test_what_is_open_is_looked_for_in_all_years_and_the_cross_takes_it_back(bar: FilterBar) -> None:
    assert bar.chosen == {DATE: ("2024",)}
    bar.choose("state", ("未办结",))
    assert bar.is_of_all_years
    assert bar.buttons["state"].text() == "状态 未办结"
    bar.buttons["state"].cleared.emit()
    assert "state" not in bar.chosen
    bar.set_year(2023)
    assert bar.chosen[DATE] == ("2023",)
    bar.clear()
    assert bar.chosen == {DATE: ()}


def behind_one_button(bar: FilterBar) -> list[str]:
    """What is offered behind 条件, in order."""
    return [action.text() for action in bar.more.menu().actions()]


def test_rare_drop_downs_stand_behind_one_button_until_they_let_only_something_through(bar: FilterBar) -> None:
    rare = [field.name for field in REQUESTS.filters[6:]]
    assert rare
    assert [bar.buttons[name].isHidden() for name in rare] == [True] * len(rare)
    assert bar.more.isVisible()
    behind = behind_one_button(bar)
    assert behind == [field.label for field in REQUESTS.filters[6:]]
    bar.choose(rare[0], ("城建办",))
    assert not bar.buttons[rare[0]].isHidden()
    assert behind_one_button(bar) == behind[1:]


def test_what_was_chosen_is_there_again_at_the_next_start(
    qtbot: QtBot, session: Session, bar: FilterBar, preferences: Preferences
) -> None:
    bar.choose("channel", (CHANNELS[2].value,))
    again = FilterBar(session, Request, REQUESTS.filters, preferences, 2024, usual=6, unit="件")
    qtbot.addWidget(again)
    assert again.chosen == bar.chosen


def test_a_record_that_is_hidden_is_let_through_and_no_more(bar: FilterBar, full: Registers) -> None:
    hidden = next(one for one in full.all(Request) if one.number == "2024-001")
    other = next(one for one in Channel if one is not hidden.channel)
    bar.choose("channel", (other.value,))
    assert bar.make_way(hidden.id) == f"申请渠道 {other.plain_label.partition('（')[0]}"
    assert bar.chosen == {DATE: ("2024",)}
    assert bar.make_way(hidden.id) == ""


def test_how_many_are_left_is_told_and_leads_to_them(qtbot: QtBot, bar: FilterBar) -> None:
    left = len([one for one in REQUESTED if one.outcome is None and not one.is_excluded])
    made = bar.standings["未办结"]
    qtbot.waitUntil(lambda: made.text() == f"{left} 件未办结")
    assert made.toolTip() == "只看未办结的，不论哪一年"
    made.click()
    assert (bar.chosen["state"], bar.is_of_all_years) == (("未办结",), True)
    made.click()
    assert bar.chosen == {DATE: ("2024",)}


# --- the page ---


@pytest.fixture
def page(frame: MainWindow, full: Registers) -> RegisterPage:  # noqa: ARG001
    shown = frame.show_page("requests")
    assert isinstance(shown, RegisterPage)
    return shown


def test_the_acts_of_a_list_are_there_by_words_and_keys(page: RegisterPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.selected() is not None)
    offered = [one for one in COMMANDS if one.of in (None, Request)]
    assert set(page.commands) == {one.name for one in offered}
    for one in offered:
        action = page.commands[one.name]
        assert action.isEnabled(), one.name
        keys = [each.toString() for each in action.shortcuts()]
        assert keys == [each for each in one.keys.split(" / ") if each], one.name
    keys = [each for one in offered for each in one.keys.split(" / ") if each]
    assert len(keys) == len(set(keys)), "no key does two things"
    assert [action.text() for action in page.acts.actions()] == [
        one.text for one in offered if one.needs_record and one.text
    ]


def test_what_needs_a_record_or_writes_is_shut_where_it_cannot_be_done(
    page: RegisterPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: page.selected() is not None)
    page.search.setText("没有这样的事")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    for one in COMMANDS:
        if one.name in page.commands:
            assert page.commands[one.name].isEnabled() is not one.needs_record, one.name
    monkeypatch.setattr(page.session.registers._connection, "is_read_only", True)
    page._selection_changed()
    for one in COMMANDS:
        if one.name in page.commands:
            assert page.commands[one.name].isEnabled() is not (one.needs_record or one.writes), one.name
    assert not page.new_button.isEnabled()
    QTest.keyClick(page.search, Qt.Key.Key_Return)


def test_the_head_of_a_list_stands_in_one_line_from_its_title_to_what_is_new(page: RegisterPage, qtbot: QtBot) -> None:
    page.window().resize(1400, 800)
    qtbot.waitUntil(lambda: page.count.text() != "")
    QApplication.processEvents()
    line = [page.title, page.search, page.scope, page.new_button]
    assert [each.x() for each in line] == sorted(each.x() for each in line)
    assert page.title.text() == "依申请公开"
    assert (page.title.x(), page.width() - 1 - page.new_button.geometry().right()) == (20, 20)
    assert page.new_button.text() == "新建申请  Ctrl+N"
    assert page.search.placeholderText() == f"{REQUESTS.search_hint}  Ctrl+F"
    assert 220 <= page.search.width() <= 380
    assert page.everywhere_button.toolTip().endswith("Ctrl+Shift+F")
    assert page.filters.geometry().top() < page.count.geometry().bottom()
    assert (
        page.count.text() == f"{len([one for one in REQUESTED if one.received_on and one.received_on.year == 2024])} 件"
    )
    assert page.objectName() == "page"
    assert page.table.width() > page.detail.width() >= 320
    page.set_compact(True)
    assert list(page.model.names) == list(REQUESTS.small or (REQUESTS.shown[0], REQUESTS.title)), "there is no room"
    assert (page.new_button.text(), page.how_many.isVisible(), page.scope.isVisible()) == ("新建", True, False)
    assert page.how_many.text() == page.count.text()
    page.set_compact(False)
    assert (page.new_button.text(), page.how_many.isVisible(), page.scope.isVisible()) == (
        "新建申请  Ctrl+N",
        False,
        True,
    )


def test_what_is_looked_for_everywhere_is_what_was_typed_here(page: RegisterPage, qtbot: QtBot) -> None:
    page.search.setText("绿化")
    page.focus_search()
    assert page.search.selectedText() == "绿化"
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.window().focusWidget() is page.table
    with qtbot.waitSignal(page.session.searched) as sought:
        page.everywhere_button.click()
    assert sought.args == ["绿化"]


def test_one_record_amended_stays_chosen(page: RegisterPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.model.rowCount() > 4)
    row = 3
    page.table.selectRow(row)
    chosen = page.selected()
    assert isinstance(chosen, Request)
    page.session.save(replace(chosen, remarks="改过"))
    qtbot.waitUntil(lambda: getattr(page.selected(), "remarks", "") == "改过")
    assert page.chosen() == [page.selected()]
