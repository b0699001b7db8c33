"""Fixtures of the window for the tests of this room."""

from tests.gui.fixtures import checked_soon, dressed, frame, no_window_left, preferences, qtbot, session, window

__all__ = ["checked_soon", "dressed", "frame", "no_window_left", "preferences", "qtbot", "session", "window"]
