"""What the checks say, and the page of each rule, is said as it was agreed on, and of the same cells."""

from dataclasses import fields

from disclosure.checks.finding import Finding
from disclosure.checks.rule_pages import PAGES
from disclosure.report.cells import CELLS
from tests.disclosure.checks.clean import CLEAN, FACTS, check
from tests.disclosure.checks.test_rules import AGAINST_PREVIOUS, AGAINST_REGISTERS, SPOILED
from tests.kept_words import assert_kept


def test_words_are_as_kept_of_each_finding_of_a_spoiled_report() -> None:
    found: list[Finding] = [
        *(finding for _, _, report in SPOILED for finding in check(report)),
        *(finding for _, _, report, previous in AGAINST_PREVIOUS for finding in check(report, previous)),
        *(finding for _, _, report, facts in AGAINST_REGISTERS for finding in check(report, None, facts)),
        *check(CLEAN, None, FACTS),
    ]
    told = (
        f"{one.rule} {one.severity} {one.message}〔{' '.join(one.cells)}〕〔{'；'.join(map(str, one.quotes))}〕"
        for one in found
    )
    assert_kept("findings", dict.fromkeys(told))


def test_words_are_as_kept_of_each_rules_page() -> None:
    told = []
    for page in PAGES.values():
        texts = {field.name: getattr(page, field.name) for field in fields(page)}
        cells = (
            "全部"
            if page.cells == CELLS
            else " ".join(dict.fromkeys(f"{cell.table}/{cell.row}" for cell in page.cells))
        )
        told += [
            *(f"{name}: {text}" for name, text in texts.items() if name != "cells" and text),
            f"cells: {cells}",
            "",
        ]
    assert_kept("rule_pages", told)
