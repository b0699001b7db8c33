"""Closer reading of the prose: what single sentences claim, and how they are written."""

from disclosure.checks.sentences import against_tables, writing

CHECKS = (*against_tables.CHECKS, *writing.CHECKS)
"""Every check, in the order of the rule pages."""
