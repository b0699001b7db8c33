"""Chinese input with fcitx 4, the input method of the older Kylin and UOS, by its D-Bus protocol.

Qt's plug-in for ibus supports ibus and, through the portal, fcitx 5, but not fcitx 4, and a plug-in made for it fits
one build of Qt only. So every key is sent to fcitx 4 before Qt looks for shortcuts in it, and the results come back as
the same events as from any input method: fields, lists and the report notice no difference.
"""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import (
    Q_ARG,
    Q_RETURN_ARG,
    SLOT,
    QCoreApplication,
    QEvent,
    QMetaObject,
    QObject,
    QPointF,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusInterface, QDBusMessage, QDBusServiceWatcher
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeyEvent,
    QTextCharFormat,
    QWindow,
)
from shiboken6 import isValid

from gui.base.waits import Wait

_call = cast("Callable[..., object]", QMetaObject.invokeMethod)  # declared for bytes, but takes str
_PLACE, _MAKER, _CONTEXT = "/inputmethod", "org.fcitx.Fcitx.InputMethod", "org.fcitx.Fcitx.InputContext"
_FCITX_5 = "org.fcitx.Fcitx5"
_SHOWS_PREEDIT, _COMMITS_WHEN_LEFT = 1 << 1, 1 << 5
_PATIENCE = 500
"""Milliseconds to wait for an answer, which usually takes one. If fcitx hangs it is ignored until it restarts."""
_KEYS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease})


class Fcitx4(QObject):
    """Typing with the fcitx 4 of one X display, while it is running; idle with fcitx 5 or without any."""

    def __init__(self, app: QGuiApplication, display: str) -> None:
        super().__init__(app)
        self._bus = QDBusConnection.sessionBus()
        self._service = f"org.fcitx.Fcitx-{display.rpartition(':')[2].partition('.')[0] or 0}"
        self._context: QDBusInterface | None = None
        self._field: QObject | None = None
        self._taken: bool | None = None
        self._is_sending = False
        watcher = QDBusServiceWatcher(self._service, self._bus, parent=self)
        watcher.serviceRegistered.connect(self._begin)
        watcher.serviceUnregistered.connect(self._lose)
        app.focusObjectChanged.connect(self._enter)
        app.inputMethod().cursorRectangleChanged.connect(self._tell_place)
        app.focusWindowChanged.connect(self._listen)
        self._listen(app.focusWindow())
        self._begin()

    @Slot()
    def _begin(self) -> None:
        """Ask fcitx 4 for a context of our own."""
        if self._context is not None or not self._is_there(self._service) or self._is_there(_FCITX_5):
            return
        wanted = QDBusMessage.createMethodCall(self._service, _PLACE, _MAKER, "CreateICv3")
        wanted.setArguments([QCoreApplication.applicationName(), QCoreApplication.applicationPid()])
        made = self._bus.call(wanted, QDBus.CallMode.Block, _PATIENCE)
        if made.type() is not QDBusMessage.MessageType.ReplyMessage:  # it registers its name before it answers
            QTimer.singleShot(Wait.LONG, self, self._begin)
            return
        path = f"/inputcontext_{made.arguments()[0]}"
        context = QDBusInterface(self._service, path, _CONTEXT, self._bus, self)
        context.setTimeout(_PATIENCE)
        connect = cast("Callable[..., bool]", self._bus.connect)
        for signal, slot in (("CommitString", "commit(QString)"), ("UpdatePreedit", "show_preedit(QString,int)")):
            connect(self._service, path, _CONTEXT, signal, self, SLOT(slot))
        self._context = context
        self._enter(QGuiApplication.focusObject())

    def _is_there(self, service: str) -> bool:
        there = self._bus.interface()  # None without a session bus, whatever the type says
        return bool(there) and bool(there.isServiceRegistered(service).value())

    @Slot()
    def _lose(self) -> None:
        self._context = self._field = None

    @Slot(str)
    def commit(self, text: str) -> None:
        """Insert the chosen text."""
        self._send("", text=text)

    @Slot(str, int)
    def show_preedit(self, text: str, caret: int) -> None:
        """Show the text being composed; ``caret`` is a position in bytes."""
        self._send(text, caret=len(text.encode()[:caret].decode(errors="ignore")))

    def _listen(self, window: QWindow | None) -> None:
        """Filter the keys of a window that has, or had, the focus, as keys are sent to windows first."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Offer every key to fcitx 4 first."""
        kind = event.type()
        if self._field is None or self._context is None:
            return False
        if kind in _KEYS and watched.isWindowType() and isinstance(event, QKeyEvent):
            return self._offer(event, kind)
        if kind is QEvent.Type.InputMethod and watched is self._field and not self._is_sending:
            self._context.asyncCall("Reset")  # gui.base.half_typed has inserted the letters
        return False

    def _offer(self, event: QKeyEvent, kind: QEvent.Type) -> bool:
        """Return whether fcitx 4 used a key; a press is offered once, when Qt looks for shortcuts in it."""
        if kind is QEvent.Type.KeyPress and self._taken is not None:
            taken, self._taken = self._taken, None
            return taken
        taken = self._takes(event, is_release=kind is QEvent.Type.KeyRelease)
        if kind is QEvent.Type.ShortcutOverride:
            self._taken = taken
            event.setAccepted(taken)
        return taken

    def _takes(self, event: QKeyEvent, *, is_release: bool) -> bool:
        if self._context is None:
            return False
        try:
            taken = _call(
                self._context,
                "ProcessKeyEvent",
                Qt.ConnectionType.DirectConnection,
                Q_RETURN_ARG("int"),
                Q_ARG("uint", event.nativeVirtualKey()),
                Q_ARG("uint", event.nativeScanCode()),
                Q_ARG("uint", event.nativeModifiers()),
                Q_ARG("int", int(is_release)),
                Q_ARG("uint", event.timestamp() & 0xFFFFFFFF),
            )
        except RuntimeError:
            taken = 0
        if self._context.lastError().isValid():
            self._lose()
            return False
        # Its signals arrive before its answers: the text first, then the key.
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
        return bool(taken)

    @Slot(QObject)
    def _enter(self, field: QObject | None) -> None:
        """Follow the focus; passwords and fields without text input are never reported to fcitx 4."""
        if self._context is None:
            return
        if self._field is not None:
            self._context.asyncCall("FocusOut")
            if isValid(self._field):
                self._field.removeEventFilter(self)
        self._field = self._taken = None
        if field is not None and _takes_text(field):
            self._field = field
            field.installEventFilter(self)
        if self._field is not None:
            features = Q_ARG("uint", _SHOWS_PREEDIT | _COMMITS_WHEN_LEFT)
            _call(self._context, "SetCapacity", Qt.ConnectionType.DirectConnection, features)
            self._context.asyncCall("FocusIn")
            self._tell_place()

    @Slot()
    def _tell_place(self) -> None:
        """Report the position of the caret on the screen, for the candidates."""
        window = QGuiApplication.focusWindow()
        if self._context is None or self._field is None or window is None:
            return
        caret, scale = QGuiApplication.inputMethod().cursorRectangle(), window.devicePixelRatio()
        corner = window.mapToGlobal(QPointF(caret.topLeft()))
        numbers = (corner.x(), corner.y(), caret.width(), caret.height())
        self._context.asyncCallWithArgumentList("SetCursorRect", [int(number * scale) for number in numbers])

    def _send(self, preedit: str, *, text: str = "", caret: int = 0) -> None:
        if self._field is None:
            return
        line = QTextCharFormat()
        line.setFontUnderline(True)
        looks = [
            QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.TextFormat, 0, len(preedit), line),
            QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.Cursor, caret, 1),
        ]
        event = QInputMethodEvent(preedit, looks)
        event.setCommitString(text)
        self._is_sending = True
        QCoreApplication.sendEvent(self._field, event)
        self._is_sending = False


def _takes_text(field: QObject) -> bool:
    asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled | Qt.InputMethodQuery.ImHints)
    QCoreApplication.sendEvent(field, asked)
    hints = Qt.InputMethodHint(asked.value(Qt.InputMethodQuery.ImHints) or 0)
    return bool(asked.value(Qt.InputMethodQuery.ImEnabled)) and not hints & Qt.InputMethodHint.ImhHiddenText
