"""Whatever bytes, grids or JSON arrive, they become a report or one refusal, and never anything else."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.checks.all_checks import findings
from disclosure.checks.subject import Subject
from disclosure.errors import SourceUnreadableError
from disclosure.report.cells import ROW_LABELS
from importers.containers.document import Document, Paragraph, grid_of_texts
from importers.containers.web_page import read_web_page
from importers.containers.word_file import read_word_file
from importers.decoding import decode_damaged
from importers.published.containers.pdf_file import read_pdf_file
from importers.published.containers.plain_text import read_plain_text
from importers.published.containers.workbook import read_workbook
from importers.published.json_report import read_json
from importers.published.splitting import adds_up, is_glued, only, readings, settled
from importers.published.understanding import understood
from tests.samples import examples

FEW = settings(max_examples=examples(15, 75))
LABELS = sorted(
    {label for rows in ROW_LABELS.values() for label in rows.values()}
    | {"结果维持", "总计", "自然人", "（六）其他处理"}
)
CELLS = st.one_of(
    st.sampled_from(LABELS), st.integers(-5, 999).map(str), st.sampled_from(["", "/", "减4"]), st.text(max_size=6)
)
BLOCKS = st.one_of(
    st.one_of(
        st.text(max_size=30), st.sampled_from(["二、主动公开政府信息情况", "2023年工作年度报告", "2024年2月30日"])
    ).map(Paragraph),
    st.lists(st.lists(CELLS, max_size=17), max_size=6).map(grid_of_texts),
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=9), st.dictionaries(st.text(max_size=4), inner, max_size=4)),
    max_leaves=12,
)
KEYS = st.sampled_from(
    [
        "year",
        "title",
        "table2",
        "table3",
        "table4",
        "table2_2019",
        "sections",
        "narrative_claims",
        "label_variants",
        "level",
        "edition",
        "format",
        "statements",
        "labels_read",
        "dated_on",
        "agency",
        "opening",
    ]
)
TABLES = st.dictionaries(st.sampled_from(LABELS), VALUES, max_size=8)


def judged(document: Document) -> None:
    try:
        report = understood(document)
    except SourceUnreadableError:
        return
    findings(Subject(report, report, None, lambda _a, _b: 1.0))


@FEW
@given(st.lists(BLOCKS, max_size=8))
def test_any_blocks(blocks: list[Any]) -> None:
    judged(tuple(blocks))


@FEW
@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    for reader in (read_web_page, read_word_file, read_workbook, read_pdf_file):
        try:
            judged(reader(content))
        except SourceUnreadableError:
            continue
    judged(read_plain_text(decode_damaged(content) or ""))


@FEW
@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "<tr>",
                "<td>",
                "<td rowspan=9999999>",
                "<td colspan='-3'>",
                "</table>",
                "<p>",
                "七",
                "8",
                "<br>",
                "<!--",
                "&nbsp;",
            ]
        ),
        max_size=40,
    )
)
def test_any_markup(pieces: list[str]) -> None:
    try:
        judged(read_web_page("".join(pieces).encode()))
    except SourceUnreadableError:
        return


@FEW
@given(st.dictionaries(KEYS, st.one_of(VALUES, TABLES), max_size=9))
def test_any_json(data: dict[str, Any]) -> None:
    try:
        report = read_json(json.dumps(data))
    except SourceUnreadableError:
        return
    findings(Subject(report, report, None, lambda _a, _b: 0.0))


def test_a_deep_or_huge_page_ends_in_time() -> None:
    judged(read_web_page(b"<div>" * 5_000 + "一、总体情况".encode()))
    with pytest.raises(SourceUnreadableError):
        read_web_page(b"<table>" + b"<tr><td>1</td></tr>" * 21_000 + b"</table>")


@given(st.lists(st.integers(0, 999), min_size=1, max_size=5))
def test_the_true_reading_of_a_run_is_among_the_readings(numbers: list[int]) -> None:
    assert tuple(numbers) in readings("".join(map(str, numbers)), len(numbers))
    assert readings(" ".join(map(str, numbers)), len(numbers)) == [tuple(numbers)]


def test_an_open_run_is_settled_by_the_table_or_left_open() -> None:
    assert only("640020470", 7, adds_up, cut=True) == [(64, 0, 0, 2, 0, 4, 70)]
    options: dict[str, list[tuple[int, ...]]] = {"a": [(1, 2)], "b": [(3, 4), (34, 0)]}
    assert settled(options, lambda rows: rows["b"] == (3, 4)) == {"a": (1, 2), "b": (3, 4)}
    assert settled(options, lambda _: True) == {"a": (1, 2)}
    assert settled({"a": [(1,)]}, lambda _: False) == {"a": (1,)}


@pytest.mark.parametrize(
    "run", ["821", "8318349", "1000001", "64 0 0 2 0 4", "258 12 1 1", "4524 4524", "1 0 0 0 0 0 1 1"]
)
def test_numbers_that_stand_apart_are_never_cut(run: str) -> None:
    """An office that printed 821 was blamed for 8, 2 and 1."""
    assert only(run, 7, lambda _: True, cut=is_glued([run])) == []


def test_blanks_where_a_line_ended_do_not_hide_a_glued_row() -> None:
    runs = ["0000000", "500000 5", "230 000023", "64 0 0 2 0 4 70"]
    assert is_glued(runs)
    read = [(0,) * 7, (5, 0, 0, 0, 0, 0, 5), (23, 0, 0, 0, 0, 0, 23), (64, 0, 0, 2, 0, 4, 70)]
    assert [only(run, 7, adds_up, cut=True) for run in runs] == [[row] for row in read]
