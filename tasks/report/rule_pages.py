"""The shipped explanations of the rules and of the figures."""

from functools import cache

from disclosure.checks.cell_meanings import CellMeanings, read_cell_meanings
from disclosure.checks.rule_pages import RulePages, read_rule_pages
from resources.locate import resource_path


@cache
def rule_pages() -> RulePages:
    """Return the page of every rule of the checks, loaded on first use."""
    return read_rule_pages(resource_path("rules", "rules.md").read_text(encoding="utf-8"))


@cache
def cell_meanings() -> CellMeanings:
    """Return what every row and column of the three tables counts, loaded on first use."""
    return read_cell_meanings(resource_path("rules", "cells.md").read_text(encoding="utf-8"))
