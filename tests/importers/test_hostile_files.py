"""Files made to harm: bombs, entities, endless nesting, tables as wide as a sheet can be; a sentence, and soon."""

import io
import json
import os
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from disclosure.errors import DisclosureError
from importers.ledgers.mapping_file import read_mapping
from tasks.calendar.years import read_year_file
from tasks.cases.redaction import redact_file
from tests.importers.test_whatever_comes_in import is_sentence
from tests.torture.fuzzing import READERS
from tests.torture.seeds import seeds_in

SHEET, DOCUMENT, STRINGS = "xl/worksheets/sheet1.xml", "word/document.xml", "xl/sharedStrings.xml"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BLANKS = b" " * 150_000_000
SECONDS_OF_WORK = 60
"""Of the processor, not of the clock: other work on the machine is not the reader's."""

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(9))
    + "]>"
)


def sheet(rows: str) -> str:
    return f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{rows}</sheetData></worksheet>'


def document(body: str) -> str:
    return f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


FAR = sheet('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c></row>')
LAUGHING_CELL = sheet('<row r="1"><c t="inlineStr"><is><t>&j;</t></is></c></row>')
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "{where}">]>' + document("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")
WIDE = '<w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>'
WIDE_CELL = f"<w:tr><w:tc>{WIDE}<w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"

ZIPPED: Mapping[str, tuple[str, str, Callable[[], bytes | str]]] = {
    "a sheet that unfolds to 150 MB": ("台账.xlsx", SHEET, lambda: sheet("").encode() + BLANKS),
    "a sheet that laughs a billion times": ("台账.xlsx", SHEET, lambda: LAUGHS + LAUGHING_CELL),
    "a cell at the far end of the sheet": ("台账.xlsx", SHEET, lambda: FAR),
    "a million rows": ("台账.xlsx", SHEET, lambda: sheet("<row><c><v>1</v></c></row>" * 1_000_000)),
    "three million shared texts": (
        "台账.xlsx",
        STRINGS,
        lambda: f'<sst xmlns="{SPREADSHEET}">{"<si><t>a</t></si>" * 3_000_000}</sst>',
    ),
    "a report that unfolds to 150 MB": ("年报.xlsx", SHEET, lambda: sheet("").encode() + BLANKS),
    "a report that laughs a billion times": ("年报.xlsx", SHEET, lambda: LAUGHS + LAUGHING_CELL),
    "a document that unfolds to 150 MB": ("年报.docx", DOCUMENT, lambda: BLANKS),
    "a document that laughs a billion times": (
        "年报.docx",
        DOCUMENT,
        lambda: LAUGHS + document("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>"),
    ),
    "a document that asks for a file": ("年报.docx", DOCUMENT, lambda: OUTSIDE.format(where="file:///etc/passwd")),
    "a document that asks for a page": ("年报.docx", DOCUMENT, lambda: OUTSIDE.format(where="http://127.0.0.1:9/")),
    "a cell over a hundred million columns": (
        "年报.docx",
        DOCUMENT,
        lambda: document(f"<w:tbl>{WIDE_CELL * 50}</w:tbl>"),
    ),
}
STRANGE = '<?xml version="1.0" encoding="UTF-9"?>'
ZIPPED_STRANGE = {
    "an encoding nobody knows, in a report": ("年报.xlsx", SHEET, lambda: STRANGE + sheet("")),
    "an encoding nobody knows, in a ledger": ("台账.xlsx", SHEET, lambda: STRANGE + sheet("")),
    "an encoding nobody knows, in a document": ("年报.docx", DOCUMENT, lambda: STRANGE + document("")),
}
"""Found by growing inputs: the parser's own complaint about an encoding is not one about the file."""

PLAIN: Mapping[str, tuple[str, Callable[[], bytes | str]]] = {
    "divisions without end": ("年报.html", lambda: "<div>" * 200_000 + "x"),
    "tables in tables": ("年报.html", lambda: "<table><tr><td>" * 5_000 + "1"),
    "cells over everything": (
        "年报.html",
        lambda: "<table>" + "<tr><td rowspan=65534 colspan=1000>1</td></tr>" * 3_000,
    ),
    "a line of 5 MB": ("年报.txt", lambda: "1" * 5_000_000),
    "lists without end": ("年报.json", lambda: "[" * 200_000),
    "objects without end": ("年报.json", lambda: '{"year":2023,"table2":' + '{"a":' * 50_000 + "1" + "}" * 50_001),
    "a year of 100,000 digits": ("年报.json", lambda: f'{{"year":{"9" * 100_000}}}'),
    "a calendar without end": ("年历.holidays", lambda: "[" * 200_000),
    "a calendar of a year of 100,000 digits": ("年历.holidays", lambda: f'{{"year":{"9" * 100_000}}}'),
    "a notice of 10 MB": ("通知.notice", lambda: "一、元旦：1月1日至" * 500_000),
    "a template of fields only": ("文书.letter", lambda: "{申请人}" * 500_000),
    "200,000 columns": ("台账.csv", lambda: ",".join(f"a{place}" for place in range(200_000))),
    "30 million empty lines": ("台账.csv", lambda: "\n" * 30_000_000),
}


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seeds_in(tmp_path_factory.getbasetemp() / "来源")


def read(path: Path) -> None:
    """Have a file read; a sentence is as good as a value, anything else is not, nor is work without end."""
    begun = time.process_time()
    try:
        READERS[path.stem](path)
    except DisclosureError as told:
        is_sentence(told)
    assert time.process_time() - begun < SECONDS_OF_WORK


@pytest.mark.parametrize("what", [*ZIPPED, *ZIPPED_STRANGE])
def test_a_hostile_member_of_a_zipped_file(seeds: Path, tmp_path: Path, what: str) -> None:
    name, member, content = {**ZIPPED, **ZIPPED_STRANGE}[what]
    packed = zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(seeds / name) as sound, packed as made:
        for each in sound.namelist():
            made.writestr(each, content() if each == member else sound.read(each))
    read(tmp_path / name)


@pytest.mark.parametrize("what", PLAIN)
def test_a_hostile_file(tmp_path: Path, what: str) -> None:
    name, content = PLAIN[what]
    made = content()
    (tmp_path / name).write_bytes(made if isinstance(made, bytes) else made.encode())
    read(tmp_path / name)


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_zip_inside_a_zip_is_no_workbook_and_no_document(tmp_path: Path, suffix: str) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("a", b"\0" * 1_000_000)
    with zipfile.ZipFile(tmp_path / f"年报{suffix}", "w") as made:
        made.writestr("b.zip", inner.getvalue())
    with pytest.raises(DisclosureError):
        READERS["年报"](tmp_path / f"年报{suffix}")


def test_macros_are_never_looked_at(seeds: Path, tmp_path: Path) -> None:
    """A workbook with a macro part reads as the same workbook: the part is not opened."""
    with zipfile.ZipFile(seeds / "台账.xlsx") as sound, zipfile.ZipFile(tmp_path / "台账.xlsx", "w") as made:
        for each in sound.namelist():
            made.writestr(each, sound.read(each))
        made.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 not a macro at all")
    READERS["台账"](tmp_path / "台账.xlsx")


def test_what_a_json_report_says_twice_or_strangely_is_told(tmp_path: Path) -> None:
    path = tmp_path / "年报.json"
    for value in ({"year": 1e400}, {"year": True}, {"year": "二〇二三"}, {"year": 2023, "table3": {"a": {"b": [[]]}}}):
        path.write_text(json.dumps(value), encoding="utf-8")
        read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
@pytest.mark.parametrize(
    "read",
    [
        READERS["台账"],
        READERS["年报"],
        READERS["来件"],
        read_mapping,
        read_year_file,
        lambda path: redact_file(path, path, path.with_name("公开版.pdf")),
    ],
    ids=["a ledger", "a report", "a paper", "a mapping", "a calendar", "a paper to cover"],
)
def test_what_is_no_plain_file_is_refused_and_nobody_waits_for_it(
    read: Callable[[Path], object], tmp_path: Path
) -> None:
    """A pipe nobody writes into never ends; /dev/zero took all the memory there was."""
    pipe = tmp_path / "来件"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        with pytest.raises(DisclosureError) as refused:
            read(path)
        is_sentence(refused.value)
