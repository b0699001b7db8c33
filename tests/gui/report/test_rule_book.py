"""Every rule can be looked up without a finding: by id, article, row or column."""

from gui.report.findings import RuleDialog
from gui.report.rule_book import RuleBook
from gui.shell.main_window import MainWindow
from tests.gui.fixtures import PatientBot, find_window, open_windows


def test_the_rules_are_found_in_the_help_menu_by_article_and_by_cell(qtbot: PatientBot, window: MainWindow) -> None:
    window.entries["rules"].trigger()
    book = find_window(RuleBook)
    assert {"L-1", "T3-41", "X-1", "F-23"} <= set(book.shown())
    book.wanted.setText("第三十三条")
    assert "L-1" in book.shown()
    assert "T2-1" not in book.shown()
    book.wanted.setText("2.重复申请")
    assert book.shown()
    assert all(rule.startswith(("T3-", "L-")) for rule in book.shown())
    book.wanted.setText("T3-41")
    dialog = book.open_rule(next(row for row in range(book.table.rowCount()) if not book.table.isRowHidden(row)))
    assert isinstance(dialog, RuleDialog)
    assert "T3-41" in dialog.windowTitle()
    dialog.close()
    book.close()
    qtbot.waitUntil(lambda: len(open_windows()) == 1)
