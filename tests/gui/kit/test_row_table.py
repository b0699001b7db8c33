"""A list of whole lines: none is cut, however little is wanting."""

from typing import Any, cast

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from gui.kit.row_table import wrap_lines


@pytest.mark.parametrize("ticked", [False, True])
def test_no_line_of_a_list_is_cut_however_long_it_is(qtbot: QtBot, ticked: bool) -> None:
    shown = QListWidget()
    qtbot.addWidget(shown)
    wrap_lines(shown)
    shown.resize(320, 900)
    for length in range(10, 70):
        item = QListWidgetItem("报" * length, shown)
        if ticked:
            item.setCheckState(Qt.CheckState.Checked)
    shown.show()
    for row in range(shown.count()):
        item = shown.item(row)
        option = QStyleOptionViewItem()
        shown.initViewItemOption(option)
        cast("Any", option).rect = shown.visualItemRect(item)
        cast("Any", shown.itemDelegate()).initStyleOption(option, shown.indexFromItem(item))
        place = shown.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, shown)
        wanted = shown.fontMetrics().boundingRect(
            QRect(0, 0, place.width(), 10_000), Qt.TextFlag.TextWrapAnywhere, item.text()
        )
        assert wanted.height() <= place.height(), item.text()
        assert place.right() < shown.viewport().width(), item.text()
