"""Close reading of the prose: the claims of single sentences, and their style."""

from disclosure.checks.sentences import against_tables, writing

CHECKS = (*against_tables.CHECKS, *writing.CHECKS)
"""All checks, in the order of the rule pages."""
