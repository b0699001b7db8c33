"""What of a window nobody listens to: a signal of ours without a hearer, a choice that changes nothing."""

from collections.abc import Container, Iterator, Mapping
from typing import cast

from PySide6.QtCore import QMetaMethod, QMetaObject, QObject
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QTableWidget,
    QTreeWidget,
    QWidget,
)

from tests.gui.looks import is_ours

_TOLD: Mapping[type[QWidget], tuple[str, ...]] = {
    QLineEdit: ("textChanged(QString)", "textEdited(QString)", "returnPressed()"),
    QComboBox: ("activated(int)", "currentIndexChanged(int)", "currentTextChanged(QString)"),
    QCheckBox: ("toggled(bool)", "clicked(bool)"),
    QAbstractSpinBox: ("valueChanged(int)",),
    QListWidget: (
        "currentItemChanged(QListWidgetItem*,QListWidgetItem*)",
        "currentRowChanged(int)",
        "itemActivated(QListWidgetItem*)",
        "itemChanged(QListWidgetItem*)",
        "itemSelectionChanged()",
    ),
    QTableWidget: (
        "itemSelectionChanged()",
        "itemActivated(QTableWidgetItem*)",
        "cellActivated(int,int)",
        "currentCellChanged(int,int,int,int)",
    ),
    QTreeWidget: ("itemClicked(QTreeWidgetItem*,int)", "currentItemChanged(QTreeWidgetItem*,QTreeWidgetItem*)"),
}
"""How each kind of control tells what she did at it; at least one of them is heard, or it is read when she is done."""
_CONTROLS = tuple(_TOLD)


def unheard(window: QObject, *, to_others: Container[str] = (), read_at_the_end: Container[str] = ()) -> Iterator[str]:
    """Signals of ours nobody hears, but those told ``to_others``; controls that tell nobody what she did at them.

    ``read_at_the_end`` are the controls, by their names, that are asked only when she is done.
    """
    for each in [window, *cast("list[QObject]", window.findChildren(QObject))]:
        for name, receivers in _signals(each):
            called = f"{type(each).__name__}.{name}"
            if not receivers and called not in to_others:
                yield f"nobody hears {called}"
        if not isinstance(each, _CONTROLS) or not is_ours(each):
            continue
        called = each.accessibleName() or (each.text() if isinstance(each, QCheckBox) else "")
        if called not in read_at_the_end:
            for kind, told in _TOLD.items():
                if isinstance(each, kind) and not any(_hearers(each, one) for one in told):
                    yield f"tells nobody: {type(each).__name__} {called}"


def _hearers(sender: QObject, signature: str) -> int:
    return sender.receivers(cast("bytes", f"2{signature}"))


def _signals(sender: QObject) -> Iterator[tuple[str, int]]:
    """Yield the signals the program declared, each with how many hear it."""
    known = cast("QMetaObject | None", sender.metaObject())
    while known is not None and not str(known.className()).startswith("Q"):
        for place in range(known.methodOffset(), known.methodCount()):
            method = known.method(place)
            if method.methodType() is QMetaMethod.MethodType.Signal:
                signature = bytes(method.methodSignature().data()).decode()
                yield signature.partition("(")[0], _hearers(sender, signature)
        known = known.superClass()
