"""Whatever comes in from outside becomes a value or one sentence, never a crash, and is never half taken in."""

import csv
import io
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.calendar.notices import read_holiday_json, read_notice
from disclosure.column_kinds import columns
from disclosure.errors import DisclosureError, SourceUnreadableError
from disclosure.letters.template_syntax import parse_template
from disclosure.records import LEDGERS, Request
from disclosure.report.cells import TABLE3, TABLE3_COLUMNS, TABLE4, TABLE4_COLUMNS
from disclosure.report.model import SECTION_HEADINGS
from importers.ledgers.mapping_file import read_mapping
from importers.published import read_published
from storage.registers import Registers
from tasks.ledgers.importing import import_ledger
from tests.samples import examples

BOUNDED = settings(
    max_examples=examples(30, 150),
    suppress_health_check=[*settings.get_profile("suite").suppress_health_check, HealthCheck.function_scoped_fixture],
)
"""Some seconds in all; the long runs are tests/torture's."""

LABELS = [column.label for column in columns(Request)]
_words = st.text(st.characters(codec="utf-8"), max_size=12)
_cells = st.one_of(
    _words,
    st.sampled_from(["自然人", "当面", "2024-03-01", "2024年2月30日", "是", "１２", "=1+1", "\t", "；", "张某某", "0"]),
)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _words,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            _words | st.sampled_from(["year", "days", "table2", "table3", "table4", "sections", "date", "isOffDay"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)
_printed = st.sampled_from(
    [
        *(row.label for row in (*TABLE3, *TABLE4)),
        *TABLE3_COLUMNS.values(),
        *TABLE4_COLUMNS.values(),
        *SECTION_HEADINGS,
        "信息内容",
        "本年制发件数",
        "12",
        "/",
        "",
        "减4",
        "22（其中修订16件）",
        "政府信息公开工作年度报告",
        "2023年",
    ]
)


def is_sentence(told: DisclosureError) -> None:
    assert str(told)
    assert not str(told).isascii()


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return path


@pytest.mark.parametrize("register", LEDGERS)
@given(
    table=st.tuples(
        st.lists(st.sampled_from(LABELS) | _words, max_size=8),
        st.lists(st.lists(_cells, max_size=8), max_size=5),
    ).map(lambda parts: [parts[0], *parts[1]]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
)
@BOUNDED
def test_any_ledger_is_taken_in_whole_or_told(
    registers: Registers, tmp_path: Path, register: str, table: list[list[str]], encoding: str
) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    source = written(tmp_path / "台账.csv", text.getvalue().encode(encoding, "replace"))
    record_type = LEDGERS[register]
    before, entries = registers.count(record_type), registers.fingerprint
    try:
        result = import_ledger(registers, source, register)
    except DisclosureError as told:
        is_sentence(told)
        assert (registers.count(record_type), registers.fingerprint) == (before, entries)
    else:
        assert registers.count(record_type) - before == result.accepted
        assert all(row.sentence for row in result.refused)


@given(content=st.binary(max_size=400), suffix=st.sampled_from([".csv", ".xlsx"]))
@BOUNDED
def test_any_bytes_called_a_ledger(registers: Registers, tmp_path: Path, content: bytes, suffix: str) -> None:
    before = registers.fingerprint
    try:
        import_ledger(registers, written(tmp_path / f"台账{suffix}", content), "requests")
    except DisclosureError as told:
        is_sentence(told)
        assert registers.fingerprint == before


@given(
    content=st.binary(max_size=400),
    suffix=st.sampled_from([".html", ".docx", ".pdf", ".xlsx", ".txt", ".json", ".exe"]),
)
@BOUNDED
def test_any_bytes_called_a_published_report(tmp_path: Path, content: bytes, suffix: str) -> None:
    read_or_told(tmp_path / f"年报{suffix}", content)


@given(value=_json)
@BOUNDED
def test_any_json_called_a_published_report(tmp_path: Path, value: Any) -> None:
    read_or_told(tmp_path / "年报.json", json.dumps(value))


@given(lines=st.lists(_printed | _words, max_size=30))
@BOUNDED
def test_any_text_called_a_published_report(tmp_path: Path, lines: list[str]) -> None:
    read_or_told(tmp_path / "年报.txt", "\n".join(lines))


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A web page of tables with any spans, nested or not."""
    span = st.sampled_from(["", ' colspan="2"', ' rowspan="3"', ' colspan="999999"', ' rowspan="-1"', ' colspan="x"'])
    cell = st.tuples(span, _printed | _words).map(lambda pair: f"<td{pair[0]}>{pair[1]}</td>")
    row = st.lists(cell, max_size=9).map(lambda cells: f"<tr>{''.join(cells)}</tr>")
    table = st.lists(row, max_size=9).map(lambda rows: f"<table>{''.join(rows)}</table>")
    parts = draw(st.lists(table | (_printed | _words).map(lambda text: f"<p>{text}</p>"), max_size=6))
    inside = draw(st.booleans())
    return "<table><tr><td>" + "".join(parts) + "</td></tr></table>" if inside else "".join(parts)


@given(page=pages())
@BOUNDED
def test_any_page_called_a_published_report(tmp_path: Path, page: str) -> None:
    read_or_told(tmp_path / "年报.html", page)


def read_or_told(path: Path, content: bytes | str) -> None:
    try:
        assert read_published(written(path, content)).year is not None
    except DisclosureError as told:
        is_sentence(told)


@given(
    text=_words
    | st.lists(
        st.sampled_from(
            [
                "国务院办公厅关于2027年部分节假日安排的通知\n",
                "一、元旦：",
                "1月1日",
                "2月30日",
                "（周三）",
                "至",
                "放假调休，共8天。",
                "上班。",
                "13月",
            ]
        )
        | _words,
        max_size=20,
    ).map("".join)
)
@BOUNDED
def test_any_text_pasted_as_a_notice(text: str) -> None:
    value_or_told(read_notice, text)


@given(value=_json)
@BOUNDED
def test_any_json_called_a_calendar(value: Any) -> None:
    value_or_told(read_holiday_json, json.dumps(value))


@given(
    text=st.lists(st.sampled_from(["{申请人}", "{没有}", "{", "}", "#", "标题：", "\n", "【", "】"]) | _words).map(
        "".join
    )
)
@BOUNDED
def test_any_text_typed_as_a_letter_template(text: str) -> None:
    value_or_told(lambda typed: parse_template(typed, ()), text)


@given(value=_json)
@BOUNDED
def test_any_json_called_a_mapping(tmp_path: Path, value: Any) -> None:
    value_or_told(read_mapping, written(tmp_path / "对应.json", json.dumps(value)))


def value_or_told(read: Any, given_value: Any) -> None:
    try:
        assert read(given_value) is not None
    except DisclosureError as told:
        is_sentence(told)


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".pdf", ".html", ".txt", ".json"])
def test_what_is_wrong_inside_a_file_is_told_with_its_name(suffix: str, tmp_path: Path, registers: Registers) -> None:
    """Random bytes called a workbook: the sentence said what was wrong with them, but not with which file."""
    path = tmp_path / f"误选的文件{suffix}"
    path.write_bytes(random.Random(suffix).randbytes(5000))
    for read in (read_published, lambda path: import_ledger(registers, path, "requests", None)):
        with pytest.raises(SourceUnreadableError, match=f"^“误选的文件{re.escape(suffix)}”"):
            read(path)
