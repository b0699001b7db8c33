"""Fixtures of the window for the tests of this room."""

from tests.gui.fixtures import dressed, no_window_left, preferences, qtbot, session, window

__all__ = ["dressed", "no_window_left", "preferences", "qtbot", "session", "window"]
