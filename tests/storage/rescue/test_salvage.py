"""Of a damaged file everything that reads is saved, nothing is invented, and what is lost is named."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from disclosure.errors import DisclosureError, FileUnavailableError
from disclosure.records import RECORD_TYPES, Request
from storage.registers import open_registers
from storage.rescue.salvage import Salvage, salvage
from tests.conftest import MON_4_MARCH_2024_AT_NINE
from tests.records_factory import make_request
from tests.storage.kept_databases import content
from tests.torture.figures import note
from tests.torture.flipping import damaged_copies, sound_file

PAGE, TABLE_LEAF = 4096, 13
SEED = 20240304
Content = dict[str, list[dict[str, Any]]]
NOW: datetime = MON_4_MARCH_2024_AT_NINE


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Content]:
    path = tmp_path_factory.mktemp("好") / "台账.sqlite"
    whole = sound_file(path)
    return path.read_bytes(), whole


def rescued(folder: Path, damaged: bytes) -> tuple[Salvage, Content]:
    """Salvage a damaged content and return what was told and what the new, verified file holds."""
    bad, good = folder / "坏.sqlite", folder / "救出.sqlite"
    bad.write_bytes(damaged)
    good.unlink(missing_ok=True)
    told = salvage(bad, good, NOW)
    assert bad.read_bytes() == damaged
    with open_registers(good) as registers:
        assert registers.verify() == []
        held = content(registers)
        registers.save(make_request())
    assert sorted(each.name for each in folder.iterdir()) == ["坏.sqlite", "救出.sqlite"]
    return told, held


def zeroed(data: bytes, *pages: int) -> bytes:
    damaged = bytearray(data)
    for page in pages:
        damaged[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    return bytes(damaged)


def pages_of_requests(data: bytes) -> list[int]:
    """Return the leaves of the table of requests: their texts, but not as the journal keeps them, with names."""
    pages = [data[first : first + PAGE] for first in range(0, len(data), PAGE)]
    return [
        number
        for number, page in enumerate(pages)
        if page[0] == TABLE_LEAF and "张某某".encode() in page and b'"applicant_kind"' not in page
    ]


def test_of_a_sound_file_everything_is_saved_with_its_history(tmp_path: Path, sound: tuple[bytes, Content]) -> None:
    data, whole = sound
    told, held = rescued(tmp_path, data)
    assert held == whole
    assert (told.lost, told.from_journal, told.is_history_whole) == ([], 0, True)


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: zeroed(data, 0, 6, 7),
        lambda data: zeroed(data, 0),
        lambda data: b"x" * 16 + data[16:],
        lambda data: b"\0" * 100 + data[100:],
    ],
    ids=["schema zeroed", "first page zeroed", "magic overwritten", "header zeroed"],
)
def test_without_its_first_page_a_file_is_still_read_whole(
    tmp_path: Path, sound: tuple[bytes, Content], harm: Callable[[bytes], bytes]
) -> None:
    told, held = rescued(tmp_path, harm(sound[0]))
    assert held == sound[1]
    assert told.lost == []


def test_records_whose_pages_are_gone_come_back_out_of_the_journal(
    tmp_path: Path, sound: tuple[bytes, Content]
) -> None:
    data, whole = sound
    told, held = rescued(tmp_path, zeroed(data, *pages_of_requests(data)[:2]))
    assert held == whole
    assert told.from_journal > 0
    assert told.lost == []


def test_what_is_lost_is_named_and_nothing_else_is(tmp_path: Path, sound: tuple[bytes, Content]) -> None:
    data, whole = sound
    told, held = rescued(tmp_path, data[: len(data) // 2])
    assert told.lost
    assert not told.is_history_whole
    assert_nothing_is_invented(told, held, whole)


def assert_nothing_is_invented(told: Salvage, held: Content, whole: Content) -> None:
    named = "\n".join(told.lost)
    for register, records in held.items():
        known = {record["id"]: record for record in whole[register]}
        title = RECORD_TYPES[register].title
        for record in records:
            assert known.get(record["id"]) == record or f"“{title}”第 {record['id']} 条" in named


def try_salvages(folder: Path, sound: tuple[bytes, Content], count: int, seed: int) -> dict[str, int]:
    data, whole = sound
    total = sum(len(records) for records in whole.values())
    figures = {"files": 0, "opened_again": 0, "records": 0, "saved": 0, "from_journal": 0, "whole_with_history": 0}
    for damaged in damaged_copies(data, count, seed):
        figures["files"] += 1
        figures["records"] += total
        try:
            told, held = rescued(folder, damaged)
        except DisclosureError:
            for left in folder.iterdir():
                left.unlink()
            continue
        assert_nothing_is_invented(told, held, whole)
        figures["opened_again"] += 1
        figures["saved"] += sum(len(records) for records in held.values())
        figures["from_journal"] += told.from_journal
        figures["whole_with_history"] += told.is_history_whole
    return figures


def test_however_a_file_is_damaged_most_of_it_is_saved(tmp_path: Path, sound: tuple[bytes, Content]) -> None:
    figures = try_salvages(tmp_path, sound, 8, SEED)
    assert figures["saved"] > 0.8 * figures["records"]


@pytest.mark.torture
def test_many_damaged_files_are_salvaged(tmp_path: Path, sound: tuple[bytes, Content]) -> None:
    figures = try_salvages(tmp_path, sound, 300, SEED + 1)
    note("salvage of flipped and truncated files", figures)
    assert figures["saved"] > 0.8 * figures["records"]


def test_a_salvage_never_replaces_a_file_and_needs_something_to_read(
    tmp_path: Path, sound: tuple[bytes, Content]
) -> None:
    bad, taken = tmp_path / "坏.sqlite", tmp_path / "已有.sqlite"
    bad.write_bytes(sound[0][:PAGE])
    taken.write_bytes(b"x")
    with pytest.raises(FileUnavailableError, match="已存在"):
        salvage(bad, taken, NOW)
    with pytest.raises(FileUnavailableError, match="没有任何可以读出的记录"):
        salvage(bad, tmp_path / "新.sqlite", NOW)
    assert not (tmp_path / "新.sqlite").exists()


def test_a_salvaged_file_counts_on(tmp_path: Path, sound: tuple[bytes, Content]) -> None:
    data, whole = sound
    rescued(tmp_path, zeroed(data, *pages_of_requests(data)[3:5]))
    with open_registers(tmp_path / "救出.sqlite") as registers:
        assert registers.count(Request) == len(whole["requests"]) + 1
        assert len({request.number for request in registers.all(Request)}) == registers.count(Request)
