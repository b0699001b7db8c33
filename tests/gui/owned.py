"""What nobody owns: a QObject without a parent goes with its Python name, in whatever thread that happens."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken


def unowned(root: QObject) -> list[str]:
    """Return by place what something in or below ``root`` holds and nothing owns; a window in sight owns itself."""
    below = [root, *cast("list[QObject]", root.findChildren(QObject))]
    return sorted({f"{type(one).__name__}.{name}" for one in below for name, held in _held(one) if _is_unowned(held)})


def _held(one: QObject) -> Iterator[tuple[str, QObject]]:
    """Yield the objects that are attributes of another, or stand in one of its lists or tables."""
    for name, value in vars(one).items():
        inside = (
            value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple | set) else [value]
        )
        yield from ((name, each) for each in inside if isinstance(each, QObject))


def _is_unowned(held: QObject) -> bool:
    if not Shiboken.isValid(held) or held.parent() is not None or not Shiboken.ownedByPython(held):
        return False
    return not (isinstance(held, QWidget) and held.isVisible())
