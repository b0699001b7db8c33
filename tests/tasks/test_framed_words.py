"""What no font has is drawn as its code point and named in one sentence, whatever paper it stands on."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import commandline
from disclosure.papers import Draft
from disclosure.records import Request
from storage.registers import Registers
from tasks.ledgers.inspection_ledger import export_statutory_ledger
from tasks.letters.envelopes import write_envelopes
from tasks.packages.archive import write_archive
from tasks.packages.handover import hand_over
from tasks.report.writing import framed_words_of_report
from tests.letters_factory import office
from tests.records_factory import make_release, make_request

TODAY = date(2024, 3, 4)
RARE = "\uf4a1"
"""A private code, as old name lists of the police carry it."""
NAMED = "字库里没有 U+F4A1，PDF 上画成带框的编码，要核对或者改用 Word 文件。"


@pytest.fixture
def request_(registers: Registers) -> Request:
    registers.save(office())
    registers.save(make_release(name=f"关于{RARE}地块的公示", published_on=None))
    kept = registers.save(make_request(applicant=f"许{RARE}", address=f"测试区{RARE}路1号"))
    return registers.get(Request, kept.record_id)


def test_of_the_ledger_of_an_inspector(registers: Registers, request_: Request, tmp_path: Path) -> None:
    assert export_statutory_ledger(registers, "requests", tmp_path / "台账.pdf", TODAY, mask=False) == (1, NAMED)
    assert export_statutory_ledger(registers, "requests", tmp_path / "台账.csv", TODAY, mask=False) == (1, "")
    assert write_envelopes(registers, [request_], tmp_path / "信封.pdf", dated_on=TODAY) == NAMED


def test_of_what_is_handed_over_and_archived(registers: Registers, request_: Request, tmp_path: Path) -> None:
    (_, named) = hand_over(registers, tmp_path, datetime(2024, 3, 4, tzinfo=UTC)).sentence.splitlines()
    assert named == f"交接清单.pdf：{NAMED}"
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    plain = write_archive(registers, 2024, tmp_path / "a", TODAY)
    said, lacking = plain.sentence.splitlines()
    assert f"共 {plain.files} 份文件" in said
    assert lacking == plain.lacking
    registers.attach(request_, name=f"许{RARE}的申请表.pdf", content=b"paper")
    (*_, named) = write_archive(registers, 2024, tmp_path / "b", TODAY).sentence.splitlines()
    assert named == f"目录.pdf：{NAMED}"


@pytest.mark.usefixtures("request_")
def test_of_the_annual_report(registers: Registers, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert framed_words_of_report(registers, 2023, TODAY) == ""
    registers.save(Draft(year=2023, part="others", text=f"涉及{RARE}地块。"))
    assert framed_words_of_report(registers, 2023, TODAY) == NAMED
    path = str(registers.path)
    registers.close()
    for suffix, told in ((".pdf", NAMED), (".txt", "")):
        commandline.run(["report", path, "--year", "2023", "--to", str(tmp_path / f"年报{suffix}")], TODAY)
        said = capsys.readouterr()
        assert (said.out, said.err.strip()) == (f"{tmp_path / f'年报{suffix}'}\n", told)
