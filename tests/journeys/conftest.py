"""Fixtures of the window for the tests of this room."""

from tests.gui.fixtures import checked_soon, dressed, frame, no_window_left, preferences, qtbot, session, window
from tests.journeys.clerk import clerk

__all__ = ["checked_soon", "clerk", "dressed", "frame", "no_window_left", "preferences", "qtbot", "session", "window"]
