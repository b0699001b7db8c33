"""Every word of every paper the program writes, as another program reads it, is the one that was agreed on."""

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from docx.oxml.ns import qn

from storage.registers import Registers
from tests.kept_words import assert_kept
from tests.tasks.test_names_on_every_paper import DOORS, file

__all__ = ["file"]

_OF_THE_FILE = re.compile(
    r'(?<=｜)\d+(?=｜[0-9a-f]{64})|(?<="大小（字节）": )"?\d+"?|(?<=[.]sqlite )\d+'
    r"|(?<=日志至第 )\d+(?= 条)|(?<=指纹 )[0-9A-F-]{19}"
)
"""What changes with the bytes and the journal of a file: how large, how long, its sums."""


def lines_of(path: Path) -> Iterator[str]:
    """Each line of a paper, each row of a sheet."""
    match path.suffix:
        case ".pdf":
            with pypdfium2.PdfDocument(path) as document:
                for page in document:
                    yield page.get_textpage().get_text_bounded().replace("\r", "")
        case ".docx":
            for part in docx.Document(str(path)).element.body.iter(qn("w:p")):
                yield "".join(text.text or "" for text in part.iter(qn("w:t")))
        case ".xlsx":
            for sheet in openpyxl.load_workbook(path).worksheets:
                yield f"〔{sheet.title}〕"
                for row in sheet.iter_rows(values_only=True):
                    yield "｜".join("" if cell is None else str(cell) for cell in row)
        case ".json":
            yield json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False, indent=1)
        case ".html":
            yield html.unescape(path.read_text(encoding="utf-8"))
        case _:
            yield path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_words_are_as_kept(
    file: Registers,
    tmp_path: Path,
    door: Callable[[Registers, Path], Iterable[Path]],
) -> None:
    told = []
    for path in sorted(door(file, tmp_path)):
        told += [f"=== {path.relative_to(tmp_path) if path.is_relative_to(tmp_path) else path.name}"]
        told += [_OF_THE_FILE.sub("（某数）", line) for line in lines_of(path)]
    assert_kept(f"papers/{door.__name__}", told)
