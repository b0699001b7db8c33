"""The table of speeds: what its budget allows is a value, so that what misses it is seen."""

from datetime import date
from pathlib import Path

import pytest

from benchmarks import __main__ as program
from benchmarks import typesetting
from benchmarks.budgets import Budget
from benchmarks.comparison import MISSED, Comparison
from exporters.paper.document import Document, Heading, Paragraph, text_table


@pytest.mark.parametrize(
    ("ours", "peer", "ratio", "most", "is_missed"),
    [
        (272.0, 125.0, 1.8, None, True),  # 2.18 times the peer
        (225.0, 125.0, 1.8, None, False),  # just as much as is allowed
        (94.0, 45.0, None, 90, True),
        (78.0, 45.0, None, 90, False),
        (56.0, 254.0, 1.3, 100, False),
        (156.0, 254.0, 1.3, 100, True),  # faster than the peer, and too slow all the same
        (108.0, 0.0, 0.1, 150, False),  # no peer on this machine: only our own time is judged
        (160.0, 0.0, 0.1, 150, True),
        (2442.0, 0.0, None, None, False),  # in a worker: nothing waits for it
    ],
)
def test_a_missed_budget_is_marked_in_the_table(
    ours: float, peer: float, ratio: float | None, most: float | None, is_missed: bool
) -> None:
    """A start that took 2.17 times the peer stood beside 「≤ 1.8」 like all the others."""
    row = Comparison("a start", ours, peer, "ms", "a bare window", Budget(ratio, most)).row
    assert (MISSED in row) is is_missed


def test_the_budget_is_told_in_words() -> None:
    row = Comparison("the numbers", 56.66, 254.79, "ms", "SQL", Budget(ratio=1.3, most=100)).row
    assert row == "| the numbers | 56.66 | 254.79 | ms | SQL | 0.22 | ≤ 1.3; ≤ 100 ms |"
    assert Comparison("all rows", 9.0, 0, "ms", "–", Budget(note="in a worker")).row.endswith("| – | in a worker |")


def test_a_subject_run_alone_leaves_the_others_and_names_what_is_missed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    taken = [10.0, 30.0]
    suites = {
        name: lambda name=name: [Comparison(f"{name} of it", taken.pop(), 10, "ms", "a peer", Budget(ratio=2))]
        for name in ("first", "second")
    }
    monkeypatch.setattr(program, "SUITES", suites)
    monkeypatch.setattr(program, "RESULTS", tmp_path / "RESULTS.md")
    program.main([])
    text = (tmp_path / "RESULTS.md").read_text(encoding="utf-8")
    assert "\nMissed: first of it.\n" in text
    assert text.count("second of it") == 1
    taken.append(15.0)
    program.main(["first"])
    text = (tmp_path / "RESULTS.md").read_text(encoding="utf-8")
    assert "\nNothing missed its budget.\n" in text
    assert "| first of it | 15.00 |" in text
    assert text.count("| second of it | 10.00 |") == 1


def test_the_typesetter_is_given_every_word_of_a_paper(tmp_path: Path) -> None:
    """A peer that sets less would be quicker for nothing."""
    table = text_table(("编号", "内容"), [("1", "道路改造"), ("2", "“引号”与\\")], (1, 2), (1,))
    paper = Document("测试报告", date(2024, 1, 2), (Heading("一、概述"), Paragraph("正文#不是命令。"), table))
    source = typesetting.write_source(paper, tmp_path / "paper.typ").read_text(encoding="utf-8")
    assert all(typesetting.quoted(text) in source for text in paper.texts())
    if typesetting.HAS_TYPST:
        made = typesetting.compiler().compile(input=str(tmp_path / "paper.typ"), format="pdf")
        assert made.startswith(b"%PDF")
