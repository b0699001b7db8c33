"""Fonts, icons, calendars, letters, help and the sample year, reached with importlib.resources."""
