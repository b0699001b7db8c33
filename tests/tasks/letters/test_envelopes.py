"""Envelopes go to whoever speaks for the applicant."""

from pathlib import Path

import pypdfium2
import pytest

from disclosure.errors import ExportError
from storage.registers import Registers
from tasks.letters.envelopes import write_envelopes
from tests.letters_factory import TUE_5_MAR_2024, office, request


def test_the_agent_receives_the_letter_where_there_is_one(registers: Registers, tmp_path: Path) -> None:
    registers.save(office())
    path = tmp_path / "信封.pdf"
    write_envelopes(registers, [request(), request(agent="李某某")], path, size="C5", dated_on=TUE_5_MAR_2024)
    with pypdfium2.PdfDocument(path) as document:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    assert "张某某收" in pages[0]
    assert "李某某收" in pages[1]
    assert all("测试区测试街道办事处" in page for page in pages)


def test_nothing_is_written_without_an_address(registers: Registers, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="没有姓名或者地址"):
        write_envelopes(registers, [request(address="")], tmp_path / "信封.pdf", dated_on=TUE_5_MAR_2024)
    assert not (tmp_path / "信封.pdf").exists()
