"""The pages of the rules as they are shipped."""

from functools import cache

from disclosure.checks.rule_pages import RulePages, read_rule_pages
from resources.locate import resource_path


@cache
def rule_pages() -> RulePages:
    """Return the page of every rule of the checks, read when it is first asked for."""
    return read_rule_pages(resource_path("rules", "rules.md").read_text(encoding="utf-8"))
