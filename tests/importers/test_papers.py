"""How much a paper may be, told with its name."""

from pathlib import Path

import pytest

import importers.papers
from disclosure.errors import SourceUnreadableError
from importers.papers import read_files, text_of_paper


@pytest.fixture
def few_bytes(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(importers.papers, "_MOST_BYTES", 1_000_000)
    return 1_000_000


def test_a_paper_as_large_as_may_be_is_read_and_a_larger_one_is_named(few_bytes: int, tmp_path: Path) -> None:
    path = tmp_path / "示例来件.txt"
    path.write_bytes("申请人：张某某\n".encode().ljust(few_bytes))
    assert read_files([path]).papers
    assert "张某某" in text_of_paper(path.read_bytes(), path.name)
    path.write_bytes("申请人：张某某\n".encode().ljust(few_bytes + 1))
    for act in (lambda: read_files([path]), lambda: text_of_paper(path.read_bytes(), path.name)):
        with pytest.raises(SourceUnreadableError, match=r"“示例来件.*超过 1 MB"):
            act()


def test_twenty_files_at_once_and_no_more(tmp_path: Path) -> None:
    paths = []
    for number in range(21):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(f"申请人：张{number}", "utf-8")
    assert len(read_files(paths[:20]).papers) == 20
    with pytest.raises(SourceUnreadableError, match="一次最多放 20 个文件"):
        read_files(paths)


def test_a_folder_and_a_file_that_is_gone_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError, match=f"“{tmp_path.name}”是文件夹"):
        read_files([tmp_path])
    with pytest.raises(SourceUnreadableError, match="打不开文件“不在"):
        read_files([tmp_path / "不在.pdf"])
