"""The manual is at hand inside the program."""

import ast
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import gui
from disclosure.column_kinds import columns
from disclosure.numerals import write_chinese
from disclosure.records import RECORD_TYPES
from gui.registers.page import COMMANDS, RegisterPage
from gui.report.page import ReportPage
from gui.shell.help import FIELDS, PLACES, HelpDialog, manual
from gui.shell.main_window import MENU_TITLES, MainWindow
from gui.shell.menus import MENUS, Entry
from resources.locate import resource_path
from tests.gui.fixtures import open_windows, wait_for_window

LONG_ENOUGH = 6
TELL_OF_THE_FILE = (
    "storage/rescue/verification.py",
    "storage/journal.py",
    "storage/password/protection.py",
    "storage/password/renewing.py",
    "storage/password/envelope.py",
    "storage/sealing.py",
    "tasks/safety/verify.py",
)


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


def test_every_menu_the_manual_names_is_there(window: MainWindow) -> None:
    menus = {name: title.partition("(")[0] for name, title in MENU_TITLES}
    entries = {f"{menus[entry.menu]}—{entry.text}" for entry in MENUS if entry.name}
    entries |= {f"更多—{command.text}" for command in COMMANDS}
    report = window.show_page("report")
    assert isinstance(report, ReportPage)
    entries |= {f"更多—{text}" for text in report.bar.acts}
    named = re.findall(rf"“((?:{'|'.join(menus.values())}|更多)(?:—|\s*→\s*)[^”]+)”", manual())
    assert len(named) >= 8
    assert [path for path in named if path not in entries] == []


def test_the_manual_tells_of_every_entry_of_the_menus_and_every_act_of_a_list() -> None:
    """第二备份位置…, 选择列… and six others were nowhere in it; a word mistyped on the screen is not there either."""
    words = [entry.text for entry in MENUS if entry.name] + [command.text for command in COMMANDS]
    assert [word for word in words if word.rstrip("…") not in manual()] == []


def test_every_word_on_a_button_is_told_in_the_manual_or_pressed_by_a_test() -> None:
    """Forty were in neither; a button mistyped looked as good as any."""
    here = Path(gui.__path__[0])
    told = "\n".join([manual(), *(path.read_text("utf-8") for path in (here.parent / "tests").rglob("*.py"))])
    said = {word for path in sorted(here.rglob("*.py")) for word in words_of_buttons(ast.parse(path.read_bytes()))}
    assert len(said) > 200
    assert [word for word in sorted(said) if re.split("…|  ", word)[0] not in told] == []


def test_a_word_of_a_button_is_found_where_it_is_made_or_asks_more() -> None:
    tree = ast.parse(
        "button('登记缴', f); a = {1: '登记缴费…', 2: '正在读…'}; say('不是按钮'); one.ok_button.setText('好  Enter')"
    )
    assert set(words_of_buttons(tree)) == {"登记缴", "登记缴费…", "好  Enter"}


def words_of_buttons(tree: ast.AST) -> Iterator[str]:
    """Yield what buttons say: what they are made with or told, and whatever ends as only an act does."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str() as word) if _ASKS_MORE.fullmatch(word):
                yield word
            case ast.Call(
                func=ast.Name(id="button" | "Button" | "_link"), args=[ast.Constant(value=str() as word), *_]
            ):
                yield word
            case ast.Call(func=ast.Attribute(attr="setText") as made, args=[ast.Constant(value=str() as word)]):
                if "button" in ast.unparse(made):
                    yield word


_ASKS_MORE = re.compile(r"(?!正在)[^\n。，：]{2,14}…(?:  .*)?")


def test_the_manual_says_what_to_do_about_everything_a_check_of_the_file_can_say() -> None:
    """Seals, chains and changed structures were told in sentences the manual knew nothing of."""
    told, lacking = 0, []
    for name in TELL_OF_THE_FILE:
        for sentence in sentences(Path(gui.__path__[0]).parent / name):
            told += 1
            parts = re.split(r"[^\u4e00-\u9fff]+", sentence)
            if not any(part in manual() for part in parts if len(part) >= LONG_ENOUGH):
                lacking.append(sentence)
    assert told > 20
    assert lacking == []


def sentences(source: Path) -> Iterator[str]:
    """The sentences a file can say, a space for what is filled in."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else " " for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            text = node.value
        else:
            continue
        if text.endswith(("。", "。）")):
            yield text


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
        write_chinese(n) for n in range(1, len(headings) + 1)
    ]
    matters = re.findall(r"^- \*\*(.*?)\*\*", manual(), re.MULTILINE)
    told_twice = {matter for matter in matters if matters.count(matter) > 1}
    assert told_twice == set()
    assert manual().count("holiday-cn") == 1


def test_the_manual_names_every_tab() -> None:
    for tab in ("主动公开", "依申请公开", "行政复议", "行政诉讼", "年度业务量", "工作记录", "年度报告"):
        assert tab in manual()


FORMS: tuple[str, ...] = (
    "releases",
    "requests",
    "reviews",
    "litigation",
    "tallies",
    "activities",
    "duties",
    "steps",
    "profile",
)
FORMS += ("report_deliveries", "report_events", "appraisals")


def test_f1_leads_from_every_field_to_its_own_line(qtbot: QtBot) -> None:
    """It always opened the first page; a field without a line of its own is named here."""
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    without = []
    for register in FORMS:
        record_type = RECORD_TYPES[register]
        for column in columns(record_type):
            if dialog.go_to((FIELDS, record_type.title, column.label)):
                line = dialog.text.textCursor().block()
                heading = line
                while not heading.blockFormat().headingLevel():
                    heading = heading.previous()
                if heading.text() == record_type.title:
                    continue
            without.append(f"{record_type.title} {column.label}")
    assert without == []


def test_no_line_of_the_manual_is_about_a_field_that_is_gone() -> None:
    told = re.findall(r"^\* \*\*(.*?)\*\*", manual(), re.MULTILINE)
    known = {column.label for register in FORMS for column in columns(RECORD_TYPES[register])}
    assert {label for line in told for label in line.split("、")} - known == set()


def test_every_wing_of_the_window_has_its_place_in_the_manual(qtbot: QtBot) -> None:
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    assert [module for module, topic in PLACES.items() if not dialog.go_to(topic)] == []
    wings = {name.name for name in pkgutil.iter_modules(gui.__path__)} - {"base", "kit", "shell"}
    assert {wing for wing in wings if f"gui.{wing}" not in PLACES} == set()


def test_f1_in_a_form_opens_the_manual_at_the_field(qtbot: QtBot, window: MainWindow) -> None:
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    form = page.new_record()
    line = form.fields["received_on"].editor.inputs()[0]
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClick(line, Qt.Key.Key_F1)
    dialog = wait_for_window(qtbot, HelpDialog)
    assert dialog.text.textCursor().selectedText().startswith("收到申请之日：")
    first = dialog.text.cursorForPosition(QPoint(40, 30)).block().text()
    assert "收到申请之日" in first
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    assert sum(isinstance(each, HelpDialog) for each in open_windows()) == 1
    dialog.close()
    form.hide()
    form.deleteLater()


def test_f1_on_a_page_opens_the_manual_at_its_matter(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("today").setFocus()
    window.entries["manual"].trigger()
    dialog = wait_for_window(qtbot, HelpDialog)
    assert dialog.text.textCursor().selectedText().startswith("今日：")
    dialog.close()


def test_the_pictures_of_the_manual_are_there_small_and_all_of_use(qtbot: QtBot) -> None:
    """`make pictures` writes them; the window shows them as wide as they are."""
    named = re.findall(r"^!\[(.+)\]\((pictures/\w+\.png)\)$", manual(), re.MULTILINE)
    folder = resource_path("help", "pictures")
    assert sorted(path for _told, path in named) == sorted(f"pictures/{path.name}" for path in folder.iterdir())
    assert max(path.stat().st_size for path in folder.iterdir()) < 150_000
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    for _told, path in named:
        picture = dialog.text.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(path))
        image = QImage()
        assert image.loadFromData(picture), path
        assert image.width() <= dialog.text.viewport().width() - 2 * dialog.text.document().documentMargin()
