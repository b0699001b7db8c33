"""Of a damaged file everything that reads is saved, nothing is invented, and what is lost is named."""

import io
import random
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from disclosure.errors import DisclosureError, FileUnavailableError
from disclosure.papers import CalendarOverride, OwnSentence, TemplateOverride
from disclosure.records import RECORD_TYPES, Request
from disclosure.terms import PasswordEvent
from storage.registers import open_registers
from storage.rescue.salvage import Salvage, salvage
from storage.rescue.wreck import _read
from tests.conftest import MON_4_MARCH_2024_AT_NINE
from tests.empty_files import new_registers
from tests.records_factory import make_request
from tests.storage.kept_databases import content
from tests.storage.test_opening import killed_while_writing
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


def test_a_file_of_a_newer_program_is_not_said_to_be_saved_whole(tmp_path: Path, sound: tuple[bytes, Content]) -> None:
    """「没有任何内容丢失」 was said of columns and registers the older program does not know."""
    later = tmp_path / "新.sqlite"
    later.write_bytes(sound[0])
    with closing(sqlite3.connect(later)) as raw:
        raw.execute("CREATE TABLE later_register (id INTEGER PRIMARY KEY, what TEXT)")
        raw.execute("INSERT INTO later_register VALUES (1, '以后才有的')")
        raw.execute("PRAGMA user_version = 999")
        raw.commit()
    told = salvage(later, tmp_path / "救出.sqlite", NOW)
    assert ["更新版本" in sentence for sentence in told.lost] == [True]


def test_records_whose_pages_are_gone_come_back_out_of_the_journal(
    tmp_path: Path, sound: tuple[bytes, Content]
) -> None:
    data, whole = sound
    told, held = rescued(tmp_path, zeroed(data, *pages_of_requests(data)[:2]))
    assert held == whole
    assert told.from_journal > 0
    assert told.lost == []


def test_a_page_that_two_registers_could_hold_goes_to_the_one_whose_journal_knows_it(tmp_path: Path) -> None:
    """A calendar looks like a report's text of an old file: both are a year and two texts."""
    path = tmp_path / "日历.sqlite"
    with new_registers(path) as registers:
        registers.save(CalendarOverride(year=2024, text="2024-01-01", moved="2024-01-02"))
        whole = content(registers)
    data = path.read_bytes()
    path.unlink()
    told, held = rescued(tmp_path, zeroed(data, 0))
    assert (told.lost, held) == ([], whole)


@pytest.mark.parametrize("of", ["the file", "another file"])
def test_a_change_that_was_cut_off_is_taken_back_before_reading_and_another_files_is_not(
    of: str, tmp_path: Path, sound: tuple[bytes, Content]
) -> None:
    bad = tmp_path / "坏.sqlite"
    if of == "the file":
        bad.write_bytes(sound[0])
    left = killed_while_writing(bad)
    if of == "another file":
        bad.write_bytes(sound[0])
    before = bad.read_bytes(), left.read_bytes()
    told = salvage(bad, tmp_path / "救出.sqlite", NOW)
    assert (told.lost, told.is_history_whole) == ([], True)
    assert (bad.read_bytes(), left.read_bytes()) == before
    with open_registers(tmp_path / "救出.sqlite") as registers:
        held = content(registers)
    extra = {"requests"} if of == "the file" else set()  # saved whole before the cut
    assert {register for register, records in held.items() if records != sound[1][register]} == extra


def test_what_is_lost_is_named_and_nothing_else_is(tmp_path: Path, sound: tuple[bytes, Content]) -> None:
    data, whole = sound
    told, held = rescued(tmp_path, data[: len(data) // 2])
    assert told.lost
    assert not told.is_history_whole
    assert_nothing_is_invented(told, held, whole)


def test_what_has_to_be_compared_by_hand_is_called_as_the_clerk_calls_it(
    tmp_path: Path, sound: tuple[bytes, Content]
) -> None:
    """「“依申请公开”第 20 条」 is a number she never saw: she looks for 2026-012."""
    data, whole = sound
    told, _ = rescued(tmp_path, data[: len(data) // 2])
    named = {
        register: {record["id"]: str(record[RECORD_TYPES[register].caption_field]) for record in records}
        for register, records in whole.items()
        if RECORD_TYPES[register].caption_field in ("number", "name", "content")
    }
    by_title = {RECORD_TYPES[register].title: register for register in named}
    lines = [match for line in told.lost if (match := re.match(r"“(.+?)”第 (\d+) 条(?:（(.+)）)?读出了", line))]
    seen = [match for match in lines if match[1] in by_title]
    assert seen
    for match in seen:
        assert match[3] == named[by_title[match[1]]][int(match[2])], match[0]


def assert_nothing_is_invented(told: Salvage, held: Content, whole: Content) -> None:
    named = "\n".join(told.lost)
    if told.knows_all and not told.lost:  # 「没有任何内容丢失」
        assert held == whole
    for register, records in held.items():
        known = {record["id"]: record for record in whole[register]}
        title = RECORD_TYPES[register].title
        for record in records:
            assert known.get(record["id"]) == record or f"“{title}”第 {record['id']} 条" in named


def try_salvages(folder: Path, sound: tuple[bytes, Content], count: int, seed: int) -> dict[str, int]:
    data, whole = sound
    total = sum(len(records) for records in whole.values())
    figures = {
        "files": 0,
        "opened_again": 0,
        "records": 0,
        "saved": 0,
        "saved_of_cut": 0,
        "from_journal": 0,
        "whole_with_history": 0,
    }
    for damaged in damaged_copies(data, count, seed):
        is_cut = len(damaged) < len(data)
        figures["files"] += 1
        figures["records"] += 0 if is_cut else total
        try:
            told, held = rescued(folder, damaged)
        except DisclosureError:
            for left in folder.iterdir():
                left.unlink()
            continue
        assert_nothing_is_invented(told, held, whole)
        figures["opened_again"] += 1
        figures["saved_of_cut" if is_cut else "saved"] += sum(len(records) for records in held.values())
        figures["from_journal"] += told.from_journal
        figures["whole_with_history"] += told.is_history_whole
    return figures


def test_however_a_file_is_damaged_most_of_it_is_saved(tmp_path: Path, sound: tuple[bytes, Content]) -> None:
    figures = try_salvages(tmp_path, sound, 5, SEED)
    assert figures["saved"] >= 0.99 * figures["records"] > 0


@pytest.mark.torture
def test_many_damaged_files_are_salvaged(tmp_path: Path, sound: tuple[bytes, Content]) -> None:
    figures = try_salvages(tmp_path, sound, 300, SEED + 1)
    note("salvage of flipped and truncated files", figures)
    assert figures["saved"] >= 0.99 * figures["records"] > 0


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


def test_a_file_that_is_not_there_is_not_called_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    for missing in (tmp_path / "没有.sqlite", tmp_path):
        with pytest.raises(FileUnavailableError, match=f"没有找到文件“{missing.name}”"):
            salvage(missing, tmp_path / "新.sqlite", NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_salvaged_file_counts_on(tmp_path: Path, sound: tuple[bytes, Content]) -> None:
    data, whole = sound
    rescued(tmp_path, zeroed(data, *pages_of_requests(data)[3:5]))
    with open_registers(tmp_path / "救出.sqlite") as registers:
        assert registers.count(Request) == len(whole["requests"]) + 1
        assert len({request.number for request in registers.all(Request)}) == registers.count(Request)


FIRST_256_KB = 64
PASSWORD = "春眠不觉晓 2024"
Files = dict[str, tuple[bytes, Content]]


def requests_of(path: Path, count: int) -> None:
    with new_registers(path) as registers:
        registers.save_all([make_request(content="关于测试街道的公告" * 20, phone="00000000000") for _ in range(count)])
        registers.save_all([OwnSentence(part="opening", text=f"测试{number}") for number in range(3)])
        registers.save_all([TemplateOverride(code=f"测试{number}", text="测试") for number in range(3)])


def with_password(path: Path, password: str) -> None:
    with open_registers(path) as registers:
        registers.protection.unlock(PASSWORD)
        event = PasswordEvent.SET if password else PasswordEvent.REMOVED
        registers.reseal(registers.protection.renewed(password), event)
        registers.save(make_request(phone="11111111111"))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """300 requests in a file that never had a password, in one that has, and in one that had."""
    path = tmp_path_factory.mktemp("多") / "台账.sqlite"
    requests_of(path, 300)
    files: Files = {}
    for name in ("never sealed", "sealed", "sealed once", "vacuumed"):
        if name.startswith("sealed"):
            with_password(path, PASSWORD if name == "sealed" else "")
        elif name == "vacuumed":
            with closing(sqlite3.connect(path)) as raw:
                raw.execute("VACUUM")
        with open_registers(path) as registers:
            registers.protection.unlock(PASSWORD)
            files[name] = path.read_bytes(), content(registers)
    return files


def everything_of(folder: Path, damaged: bytes) -> tuple[Salvage, Content]:
    """Salvage a damaged content and return what was told and what the new file holds once it is unlocked."""
    bad, good = folder / "坏.sqlite", folder / "救出.sqlite"
    bad.write_bytes(damaged)
    told = salvage(bad, good, NOW)
    with open_registers(good) as registers:
        registers.protection.unlock(PASSWORD)
        assert [each for each in registers.verify() if "更改一次口令，它会重新写入" not in each] == []
        return told, content(registers)


@pytest.mark.sampled
@pytest.mark.parametrize("kind", ["never sealed", "sealed", "sealed once", "vacuumed"])
@pytest.mark.parametrize("pages", [1, FIRST_256_KB])
def test_a_file_that_lost_its_beginning_gives_back_all_that_is_in_its_bytes(
    tmp_path: Path, many: Files, kind: str, pages: int
) -> None:
    data, whole = many[kind]
    told, held = everything_of(tmp_path, zeroed(data, *range(pages)))
    assert held["requests"] == whole["requests"], told.lost[:3]
    if pages == 1:
        assert (held, told.lost) == (whole, [])


@pytest.mark.sampled
@pytest.mark.parametrize("kind", ["never sealed", "sealed"])
@pytest.mark.parametrize("filled", ["zeros", "noise"])
def test_of_a_file_with_a_tenth_of_its_pages_gone_nearly_all_comes_back(
    tmp_path: Path, many: Files, kind: str, filled: str
) -> None:
    data, whole = many[kind]
    chance, damaged = random.Random(SEED), bytearray(data)
    for page in chance.sample(range(len(data) // PAGE), len(data) // PAGE // 10):
        damaged[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE) if filled == "noise" else bytes(PAGE)
    told, held = everything_of(tmp_path, bytes(damaged))
    assert_nothing_is_invented(told, held, whole)
    assert len(held["requests"]) >= 0.95 * len(whole["requests"])


def test_a_page_the_disk_does_not_give_counts_as_zeros() -> None:
    class Disk(io.BytesIO):
        def read(self, length: int | None = -1, /) -> bytes:
            start = self.tell()
            if start <= 2 * PAGE < start + (length or 0):
                raise OSError
            return super().read(length)

    pieces = b"".join(_read(Disk(b"x" * 5 * PAGE), 0, 5 * PAGE))
    assert pieces == b"x" * 2 * PAGE + bytes(PAGE) + b"x" * 2 * PAGE
