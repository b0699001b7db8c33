"""The manual is at hand inside the program."""

import re

from pytestqt.qtbot import QtBot

from disclosure.wording import chinese_number
from gui.registers.page import COMMANDS
from gui.shell.help import HelpDialog, manual
from gui.shell.menus import MENU_TITLES, MENUS, Entry


def test_the_manual_is_shown_and_searched_round(qtbot: QtBot) -> None:
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    assert "使用手册" in dialog.text.toPlainText()
    assert "**" not in dialog.text.toPlainText()
    dialog.wanted.setText("回收站")
    places = set()
    for _ in range(manual().count("回收站") + 1):
        assert dialog.find_next()
        places.add(dialog.text.textCursor().position())
    assert len(places) == manual().count("回收站")
    dialog.wanted.setText("没有这个词")
    assert not dialog.find_next()


def test_every_menu_the_manual_names_is_there() -> None:
    menus = {name: title.partition("(")[0] for name, title in MENU_TITLES}
    entries = {f"{menus[entry.menu]}—{entry.text}" for entry in MENUS if entry.name}
    entries |= {f"更多—{command.text}" for command in COMMANDS}
    named = re.findall(rf"“((?:{'|'.join(menus.values())}|更多)(?:—|\s*→\s*)[^”]+)”", manual())
    assert len(named) >= 8
    assert [path for path in named if path not in entries] == []


def test_the_keys_the_manual_names_beside_a_menu_are_its_own() -> None:
    menus = {name: title.partition("(")[0] for name, title in MENU_TITLES}
    keys = {
        f"{menus[entry.menu]}—{entry.text}": entry.keys for entry in MENUS if isinstance(entry, Entry) and entry.name
    }
    for path, told in re.findall(r"“([^”—]{2}—[^”]+)”(?:（|，)(Ctrl\+[^）]+)）", manual()):
        assert told in keys[path]


def test_the_sections_of_the_manual_are_numbered_and_each_matter_is_told_once() -> None:
    headings = re.findall(r"^## (.*)$", manual(), re.MULTILINE)
    assert [heading.partition("、")[0] for heading in headings] == [
        chinese_number(n) for n in range(1, len(headings) + 1)
    ]
    matters = re.findall(r"^- \*\*(.*?)\*\*", manual(), re.MULTILINE)
    told_twice = {matter for matter in matters if matters.count(matter) > 1}
    assert told_twice == set()
    assert manual().count("holiday-cn") == 1


def test_the_manual_names_every_tab() -> None:
    for tab in ("主动公开", "依申请公开", "行政复议", "行政诉讼", "年度业务量", "工作记录", "年度报告"):
        assert tab in manual()
