"""A file that was copied while a save was under way: no command tells, writes out or builds on what nobody saved."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.errors import FileDamagedError
from disclosure.records import Request
from main import main
from storage.registers import open_registers
from tests.empty_files import new_registers
from tests.importers.ledgers.ledger_files import HEADER, ROW, write_csv
from tests.records_factory import make_request

_PAGE = 4096
_SAVED, _NEVER_SAVED = "保存过的描述", "从来没有保存的描述"


def _pages(content: bytes) -> list[bytes]:
    return [content[first : first + _PAGE] for first in range(0, len(content), _PAGE)]


def _halves(path: Path) -> Iterator[bytes]:
    """Yield what a copier reads of a file in which a record is put right meanwhile, overtaken at each changed page.

    Or as it lies when the program was killed in the midst of writing, and its journal was not copied."""
    with new_registers(path) as registers:
        registers.save_all(make_request(content=_SAVED * 20) for _ in range(30))
    before = path.read_bytes()
    with open_registers(path) as registers:
        registers.save(replace(registers.get(Request, 5), content=_NEVER_SAVED * 20))
    old, new = _pages(before), _pages(path.read_bytes())
    changed = [place for place, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]]
    for place in changed[1:]:
        yield b"".join([*new[:place], *old[place:]])
        yield b"".join([*old[:place], *new[place:]])
        yield b"".join([*old[:place], new[place], *old[place + 1 :]])


def _tells(path: Path) -> bool:
    """Whether a copy opens and tells of the change as of any other, though no journal does: what a command must see."""
    try:
        with open_registers(path) as registers:
            request = registers.get(Request, 5)
            is_new = request.content.startswith(_NEVER_SAVED) and registers.history(request)[-1].after != request
            return is_new and registers._connection.rows("PRAGMA integrity_check") == [
                ("ok",)
            ]  # SQLite finds nothing wrong with it
    except FileDamagedError:
        return False


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A copy that opens and holds what nobody saved."""
    folder = tmp_path_factory.mktemp("拷贝")
    for content in _halves(folder / "原件.xxgk"):
        copy = folder / "拷贝.xxgk"
        copy.write_bytes(content)
        if _tells(copy):
            return content
    raise AssertionError("no such copy was met")


@pytest.mark.parametrize(
    "words",
    [
        ("export", "--register", "requests", "--to", "台账.csv"),
        ("stats", "--period", "2024", "--to", "统计.csv"),
        ("check", "--year", "2024"),
        ("report", "--year", "2024", "--to", "年报.txt"),
        ("calendar", "--to", "期限.ics"),
        ("profile",),
        ("profile", "--set", "机关名称=示例街道办事处"),
        ("import", "来件.csv", "--as", "requests"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_half_copied_file_is_told_and_neither_read_from_nor_written_into(
    words: tuple[str, ...],
    half: bytes,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    write_csv(tmp_path / "来件.csv", HEADER, ROW)
    copy = tmp_path / "拷贝.xxgk"
    copy.write_bytes(half)
    before = sorted(tmp_path.iterdir())
    assert main([words[0], str(copy), *words[1:]]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "没有保存过" in printed.err
    assert "重新拷贝" in printed.err
    assert copy.read_bytes() == half
    assert sorted(tmp_path.iterdir()) == before


def test_every_half_of_a_copy_is_whole_or_told(tmp_path: Path) -> None:
    told = 0
    for content in _halves(tmp_path / "原件.xxgk"):
        copy = tmp_path / "拷贝.xxgk"
        copy.write_bytes(content)
        try:
            with open_registers(copy) as registers:
                problems = registers.verify(is_quick=True)
                whole = registers.get(Request, 5) == registers.history(registers.get(Request, 5))[-1].after
                told += bool(problems)
                assert whole or problems
        except FileDamagedError:  # told at opening
            told += 1
    assert told > 2
