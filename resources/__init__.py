"""Fonts, icons, calendars, letters, help, the sample and the Word template, reached with ``resource_path``."""
