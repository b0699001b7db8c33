"""A table of whole rows to choose from, looked at and not typed into: one look wherever a sheet shows one."""

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget


def dress_rows(table: QTableWidget, name: str, title: int) -> None:
    """Let a table show whole rows; ``name`` is what a screen reader says, ``title`` the column that takes the width."""
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(title, QHeaderView.ResizeMode.Stretch)
