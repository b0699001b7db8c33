"""Every file of an issued version names it, in the open and in its properties; a draft names none."""

from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.errors import ExportError
from disclosure.report.model import AnnualReport
from exporters.report import text as report_text
from exporters.report.expected import version_code_in
from exporters.report.files import KINDS, write_report
from storage.whole_file import whole_file
from tests.exporters.paper.verapdf import faults
from tests.exporters.report.reports import sample_report

CODE = "2023V1-0F3A52C1"


def issued() -> AnnualReport:
    return replace(sample_report(), version_code=CODE)


@pytest.mark.parametrize("suffix", KINDS)
def test_every_file_of_an_issued_version_carries_its_code_and_a_draft_none(tmp_path: Path, suffix: str) -> None:
    version, draft = tmp_path / f"v{suffix}", tmp_path / f"d{suffix}"
    write_report(issued(), version)
    write_report(sample_report(), draft)
    assert CODE in str(KINDS[suffix].read(version))
    assert version_code_in(str(KINDS[suffix].read(draft))) == ""
    again = tmp_path / f"w{suffix}"
    write_report(issued(), again)
    assert version.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_the_line_below_the_last_page_leaves_the_pdf_an_archive(tmp_path: Path, flavour: str) -> None:
    path = tmp_path / "年报.pdf"
    write_report(issued(), path)
    assert faults(path, flavour) == {}


def test_a_file_with_another_code_is_never_handed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_text, "imprint", lambda _report: "版本号：2023-2-00000000")
    refused = pytest.raises(ExportError, match=r"版本号不一致|0F3A52C1.*00000000")
    with refused, whole_file(tmp_path / "年报.txt") as aside:
        write_report(issued(), aside)
    assert list(tmp_path.iterdir()) == []
