"""Fixtures of the window for the tests of this room."""

from tests.gui.fixtures import dressed, no_window_left, preferences, qtbot, session, window
from tests.journeys.clerk import clerk

__all__ = ["clerk", "dressed", "no_window_left", "preferences", "qtbot", "session", "window"]
