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


@pytest.mark.parametrize("size", ["DL", "C5"])
def test_a_long_name_and_address_are_set_smaller_and_in_lines(registers: Registers, tmp_path: Path, size: str) -> None:
    """「画到了纸外，请重试」: a company of a long name got no envelope, and retrying helped nobody."""
    street = "测试省测试市测试区测试街道办事处便民服务中心二期综合楼北侧附属楼三层东侧三〇一室"
    registers.save(office(name="测试省测试市测试区测试街道办事处政府信息公开工作领导小组办公室", address=street))
    long = request(
        applicant="测试艾克拜尔·买买提江·图尔逊江国际供应链管理（集团）股份有限公司测试市分公司（普通合伙）",
        address="测试省测试市测试区测试路一百二十八弄三十六号金色家园小区二期十八栋三单元一千二百零一室转交测试市分公司"
        * 2,
    )
    path = tmp_path / "信封.pdf"
    write_envelopes(registers, [long], path, size=size, dated_on=TUE_5_MAR_2024)
    with pypdfium2.PdfDocument(path) as document:
        told = "".join(document[0].get_textpage().get_text_range().split())
    assert long.address in told
    assert f"{long.applicant}收" in told
    assert street in told
