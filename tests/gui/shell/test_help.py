"""The manual is at hand inside the program."""

from pytestqt.qtbot import QtBot

from gui.shell.help import HelpDialog, manual


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


def test_the_manual_names_every_tab() -> None:
    for tab in ("主动公开", "依申请公开", "行政复议", "行政诉讼", "年度业务量", "工作记录", "年度报告"):
        assert tab in manual()
