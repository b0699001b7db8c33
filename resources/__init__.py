"""Fonts, icons, calendars, letters, help and the sample year, reached with ``resource_path``."""
