"""Fonts, icons, calendars, letters, help, the sample year and the Word template, reached with ``resource_path``."""
