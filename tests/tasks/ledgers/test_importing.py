"""Importing a ledger: nothing torn, nothing lost, nothing twice."""

import csv
import errno
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.errors import CancelledError, DisclosureError, ExportError, SourceUnreadableError
from disclosure.records import LEDGERS, Activity, Request, Tally
from disclosure.terms import BusinessKind
from importers.ledgers.reading import Reading
from importers.ledgers.rows import Row
from storage.query import Query
from storage.registers import Registers
from storage.whole_file import ASIDE
from tasks.ledgers.fates import fates
from tasks.ledgers.importing import ImportResult, import_ledger
from tasks.ledgers.known_rows import KnownRows
from tasks.ledgers.refusals import RefusedRow
from tests.empty_files import new_registers
from tests.importers.ledgers.ledger_files import HEADER, ROW, write_csv
from tests.records_factory import make_request
from tests.samples import examples
from tests.well_said import faults_of

TALLIES = ("业务类型", "日期", "数量", "金额（元）")


def refused_rows(path: Path) -> list[list[str]]:
    """Return a refusals file as rows."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def numbers(registers: Registers) -> list[str]:
    """Return the numbers of all requests."""
    return [request.number for request in registers.all(Request, Query(sort="id"))]


def test_accepted_rows_land_as_one_step_and_refused_ones_go_back_beside_the_source(
    registers: Registers, tmp_path: Path
) -> None:
    bad = ("2023-002", "外星人", *ROW[2:])
    source = write_csv(tmp_path / "台账.csv", HEADER, ROW, bad, ("", "", ""), ("2023-003", *ROW[1:]))
    result = import_ledger(registers, source, "requests")
    assert (result.accepted, result.already_there, result.blank, len(result.refused)) == (2, 0, 1, 1)
    assert result.refusals_path == tmp_path / "台账-退回.csv"
    header, row = refused_rows(tmp_path / "台账-退回.csv")
    assert (header, row[:-1]) == ([*HEADER, "退回原因"], list(bad))
    assert row[-1].startswith("申请人类型：不认识“外星人”")
    assert "第 3 行：申请人类型" in result.refused[0].sentence
    registers.undo()
    assert numbers(registers) == []


def test_a_month_among_days_goes_back_with_the_day_it_may_be(registers: Registers, tmp_path: Path) -> None:
    rows = (("行政处罚", "2023-03-05", "2"), ("行政处罚", "2023年3月", "3"))
    result = import_ledger(registers, write_csv(tmp_path / "台账.csv", ("类型", "日期", "数量"), *rows), "tallies")
    (refused,) = result.refused
    assert "“2023年3月”是一个月，可能是 2023-03-31" in "".join(refused.reasons)


def test_the_refused_file_mended_adds_only_what_was_missing(registers: Registers, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "台账.csv", HEADER, ROW, ("", "自然人", "", *ROW[3:]))
    refusals = import_ledger(registers, source, "requests").refusals_path
    assert refusals is not None
    header, row = refused_rows(refusals)
    write_csv(refusals, header, [*row[:2], "李某某", *row[3:]])
    assert import_ledger(registers, refusals, "requests").accepted == 1
    again = import_ledger(registers, refusals, "requests")
    assert (again.accepted, again.already_there, again.refused) == (0, 1, ())
    assert numbers(registers) == ["2023-001", "2023-002"]


def test_an_older_refused_file_that_differs_is_kept(registers: Registers, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "台账.csv", HEADER, ("", "外星人", *ROW[2:]))
    refusals = tmp_path / "台账-退回.csv"
    refusals.write_text("改到一半", encoding="utf-8")
    for _ in range(2):
        import_ledger(registers, source, "requests")
    assert (tmp_path / "台账-退回（旧1）.csv").read_text(encoding="utf-8") == "改到一半"
    assert len(refused_rows(refusals)) == 2
    assert len(list(tmp_path.glob("台账-退回*"))) == 2


def test_a_workbook_gives_its_refused_rows_back_as_a_workbook_that_runs_nothing(
    registers: Registers, tmp_path: Path
) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (HEADER, ("", "外星人", '=HYPERLINK("http://example.invalid")', *ROW[3:])):
        sheet.append(list(row))
    sheet["C2"].data_type = "s"
    workbook.save(tmp_path / "台账.xlsx")
    path = import_ledger(registers, tmp_path / "台账.xlsx", "requests").refusals_path
    assert path == tmp_path / "台账-退回.xlsx"
    (given,) = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2))
    assert [cell.data_type for cell in given if cell.value] == ["s"] * 9
    assert given[2].value == '=HYPERLINK("http://example.invalid")'


def test_a_refused_formula_in_a_text_ledger_is_made_harmless(registers: Registers, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "台账.csv", HEADER, ("", "外星人", "=cmd|' /C calc'!A0", *ROW[3:]))
    path = import_ledger(registers, source, "requests").refusals_path
    assert path is not None
    assert refused_rows(path)[1][2] == "'=cmd|' /C calc'!A0"


def test_a_number_that_is_taken_is_refused_and_says_what_differs(registers: Registers, tmp_path: Path) -> None:
    import_ledger(registers, write_csv(tmp_path / "一.csv", HEADER, ROW), "requests")
    other = write_csv(tmp_path / "二.csv", HEADER, (*ROW[:7], "重复申请", "2023-03-21"))
    result = import_ledger(registers, other, "requests")
    assert result.refused[0].reasons == (
        "登记编号：“2023-001”已经登记过，但办理结果、答复日期不同，要在窗口中修改原记录，或改登记编号",
    )


def test_a_row_that_was_answered_or_put_right_since_does_not_come_in_a_second_time(
    registers: Registers, tmp_path: Path
) -> None:
    """「已登记过的行不会重复」: a row whose request had been answered since came in once more, and was counted."""
    source = write_csv(tmp_path / "台账.csv", HEADER[1:], ROW[1:], ROW[1:])
    assert import_ledger(registers, source, "requests").accepted == 2
    first, second = registers.all(Request, Query(sort="id"))
    registers.save(replace(first, content="改正了的内容", remarks="已电话核对"))
    again = import_ledger(registers, source, "requests")
    assert (again.accepted, again.already_there) == (0, 2)
    registers.remove(second)
    assert import_ledger(registers, source, "requests").accepted == 1, "what was taken away is not there"
    put_right = write_csv(tmp_path / "新.csv", HEADER[1:], ROW[1:], ROW[1:], ROW[1:])
    assert import_ledger(registers, put_right, "requests").accepted == 1


def test_of_what_is_there_already_nothing_is_kept_where_nobody_looks_at_it() -> None:
    """A hundred thousand rows imported again took as much memory as the first time."""
    known, new = (Tally(kind=BusinessKind.PENALTY, on=date(2024, 1, 2), quantity=number) for number in (1, 2))
    readings = [Reading(Row(place, ()), "", each) for place, each in enumerate((known, new))]
    numbered = make_request(number="2024-001")
    readings_of_requests = [Reading(Row(5, ("张某某",)), "", numbered)]
    for keeps in (True, False):
        found = fates(KnownRows(Tally, [known]), readings, keeps_known=keeps)
        assert [one.is_there for one in found] == [True, False]
        (there,) = fates(KnownRows(Request, [numbered]), readings_of_requests, keeps_known=keeps)
        assert there.is_there
        assert (there.reading.record is numbered) is keeps


def test_a_number_that_stands_twice_in_a_file_is_refused_the_second_time(registers: Registers, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "台账.csv", HEADER, ROW, ROW)
    for accepted in (1, 0):
        result = import_ledger(registers, source, "requests")
        assert result.accepted == accepted
        assert result.refused[0].reasons == ("登记编号：“2023-001”与第 2 行重复，要改登记编号或删去一行",)


def test_equal_rows_without_a_number_are_as_many_cases(registers: Registers, tmp_path: Path) -> None:
    row = ("行政处罚", "2023-03-01", "3", "")
    two, three = (write_csv(tmp_path / f"{n}.csv", TALLIES, *([row] * n)) for n in (2, 3))
    assert [import_ledger(registers, path, "tallies").accepted for path in (two, two, three, three)] == [2, 0, 1, 0]
    assert registers.count(Tally) == 3


def test_a_number_given_by_the_program_is_none_that_stands_further_down(registers: Registers, tmp_path: Path) -> None:
    unnumbered = ("", *ROW[1:])
    source = write_csv(tmp_path / "台账.csv", HEADER, unnumbered, unnumbered, ROW, ("2023-002", *ROW[1:]))
    assert import_ledger(registers, source, "requests").accepted == 4
    assert sorted(numbers(registers)) == ["2023-001", "2023-002", "2023-003", "2023-004"]
    assert import_ledger(registers, source, "requests").already_there == 4


def test_a_request_without_its_day_of_receipt_is_refused_unless_it_is_there(
    registers: Registers, tmp_path: Path
) -> None:
    row = (*ROW[:5], "", *ROW[6:])
    source = write_csv(tmp_path / "台账.csv", HEADER, row)
    assert import_ledger(registers, source, "requests").refused[0].reasons == (
        "收到申请之日：已经办理的申请，填写收到申请之日",
    )
    import_ledger(registers, write_csv(tmp_path / "好.csv", HEADER, ROW), "requests")
    (stored,) = registers.all(Request)
    registers.save(replace(stored, received_on=None))
    assert import_ledger(registers, source, "requests").already_there == 1


def test_the_refused_rows_of_a_ledger_with_the_longest_name_come_back(registers: Registers, tmp_path: Path) -> None:
    longest = "长" * 83  # 249 bytes: with 「-退回」 no file system takes the name
    source = write_csv(tmp_path / f"{longest}.csv", HEADER, ROW, ("", "外星人", *ROW[2:]))
    path = import_ledger(registers, source, "requests").refusals_path
    assert path is not None
    assert path.name.endswith("-退回.csv")
    assert "外星人" in path.read_text(encoding="utf-8-sig")


def test_nothing_is_imported_where_refused_rows_cannot_be_given_back(
    registers: Registers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_it = os.open

    def only_for_reading(path: Path | str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if Path(path).name.startswith(ASIDE):
            raise OSError(errno.EROFS, "read-only")
        return open_it(path, flags, mode, dir_fd=dir_fd)

    source = write_csv(tmp_path / "台账.csv", HEADER, ROW, ("", "外星人", *ROW[2:]))
    monkeypatch.setattr("os.open", only_for_reading)
    with pytest.raises(ExportError, match=r"有 1 行需要退回.*一行也没有导入"):
        import_ledger(registers, source, "requests")
    assert numbers(registers) == []
    assert [path.suffix for path in tmp_path.iterdir() if "退回" in path.name] == []


def test_a_cancelled_import_leaves_nothing(
    registers: Registers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("importers.ledgers.text_file.PROGRESS_EVERY", "importers.ledgers.ledger.PROGRESS_EVERY"):
        monkeypatch.setattr(place, 200)  # told and written in as many parts as a ledger ten times as long
    monkeypatch.setattr("storage.writing.CHUNK", 100)
    rows = [("", *ROW[1:6], f"第{number}件", *ROW[7:]) for number in range(250)]
    source = write_csv(tmp_path / "台账.csv", HEADER, *rows, ("", "外星人", *ROW[2:]))
    told: list[tuple[int, int]] = []
    import_ledger(registers, source, "requests", progress=lambda done, total: told.append((done, total)))
    assert len(set(told)) >= 6
    registers.undo()
    (tmp_path / "台账-退回.csv").unlink()
    for wanted in list(dict.fromkeys(told))[:-1]:  # what watches the work tells the last again, as often as time passes

        def cancel(done: int, total: int, wanted: tuple[int, int] = wanted) -> None:
            if total == wanted[1] and done >= wanted[0]:  # that very one may be passed over on a busy machine
                raise CancelledError

        with pytest.raises(CancelledError):
            import_ledger(registers, source, "requests", progress=cancel)
        assert numbers(registers) == []
        assert [path.name for path in tmp_path.glob("*.csv")] == ["台账.csv"]


def test_a_register_without_remarks_keeps_unknown_columns_as_evidence(registers: Registers, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "台账.csv", ("类型", "日期", "内容", "地点"), ("会议", "2023-01-01", "例会", "三楼"))
    assert import_ledger(registers, source, "activities").accepted == 1
    (activity,) = registers.all(Activity)
    assert activity.evidence == "地点：三楼"


CELLS = st.sampled_from(
    ["", "自然人", "外星人", "张某某", "2023-001", "2023-002", "2023-02-30", "当面", "0", "长者食堂"]
)
ROWS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["", "2023-001", "2023-002", "甲"]),
            st.just("自然人"),
            st.just("张某某"),
            st.just("当面"),
            st.just("2023-03-01"),
            st.sampled_from(["2023-03-01", ""]),
            st.sampled_from(["甲事", "乙事"]),
        ),
        st.tuples(*([CELLS] * 7)),
    ),
    max_size=12,
)


@given(rows=ROWS, others=ROWS)
@settings(max_examples=examples(20, 100))
def test_importing_twice_adds_nothing_and_every_row_has_one_fate(
    rows: list[Sequence[str]], others: list[Sequence[str]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with new_registers(folder / "台账.sqlite") as registers:
            import_ledger(registers, write_csv(folder / "先.csv", HEADER[:7], *others), "requests")
            source = write_csv(folder / "台账.csv", HEADER[:7], *rows)
            first, second = (import_ledger(registers, source, "requests") for _ in range(2))
            for result in (first, second):
                fates = result.accepted + result.already_there + len(result.refused) + result.blank
                assert fates == len(rows)
            assert (second.accepted, second.refused) == (0, first.refused)
            assert second.already_there == first.already_there + first.accepted


@given(
    content=st.binary(max_size=2_000),
    register=st.sampled_from(sorted(LEDGERS)),
    suffix=st.sampled_from([".csv", ".xlsx"]),
)
@settings(max_examples=examples(20, 100))
def test_any_bytes_are_imported_or_refused_in_one_sentence(content: bytes, register: str, suffix: str) -> None:
    _import_anything(content, register, suffix)


@given(
    cells=st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=6), max_size=8),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
@settings(max_examples=examples(20, 100))
def test_any_table_is_imported_or_refused_in_one_sentence(cells: list[list[str]], encoding: str) -> None:
    text = "业务类型,日期,数量\n" + "\n".join(",".join(row) for row in cells)
    _import_anything(text.encode(encoding, "ignore"), "tallies", ".csv")


@given(places=st.lists(st.integers(0, 6_000), min_size=1, max_size=20), junk=st.binary(min_size=1, max_size=4))
@settings(max_examples=examples(20, 100))
def test_a_damaged_workbook_is_imported_or_refused_in_one_sentence(places: list[int], junk: bytes) -> None:
    content = bytearray(_workbook())
    for place in places:
        content[place % len(content) : place % len(content) + len(junk)] = junk
    _import_anything(bytes(content), "tallies", ".xlsx")


def _workbook() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        workbook = openpyxl.Workbook()
        workbook.worksheets[0].append(list(TALLIES))
        workbook.worksheets[0].append(["行政处罚", "2023-03-01", 3, ""])
        workbook.save(Path(name) / "a.xlsx")
        return (Path(name) / "a.xlsx").read_bytes()


def _import_anything(content: bytes, register: str, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / f"台账{suffix}"
        source.write_bytes(content)
        with new_registers(Path(name) / "台账.sqlite") as registers, suppress(DisclosureError):
            import_ledger(registers, source, register)


def test_an_unreadable_source_changes_nothing(registers: Registers, tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError):
        import_ledger(registers, tmp_path / "无.csv", "requests")
    assert numbers(registers) == []


def test_what_is_said_of_an_import_is_one_whole_sentence_after_the_other() -> None:
    """「…写在：w-退回.csv导入的行中 1 行有疑问」 ran on: where the file's name ends nobody saw."""
    result = ImportResult(
        register="requests",
        accepted=2,
        already_there=0,
        refused=(RefusedRow(3, "", (), ("来件日期不对",)),),
        refusals_path=Path("w-退回.csv"),
        doubts=("第 2 行：请核对。",),
        recalled=("“某栏”",),
        proposed=1,
        asides=("第 9 行",),
        left_out=("说明",),
    )
    said = [part for part in result.summary.split("。") if part]
    assert len(said) == 7
    assert faults_of(result.summary, is_whole=True) == []
    assert "“w-退回.csv”" in said[1]


@pytest.mark.parametrize("named", ["recalled", "asides"])
def test_others_are_spoken_of_only_where_there_are_others(named: str) -> None:
    told = [f"“第{number}”" for number in range(60)]
    nothing = ImportResult(register="requests", accepted=0, already_there=0, refused=())
    said = []
    for count in range(1, len(told)):
        some: dict[str, Any] = {named: tuple(told[:count])}
        said.append(replace(nothing, **some).summary)
    lacking = [any(one not in words for one in told[:count]) for count, words in enumerate(said, start=1)]
    assert True in lacking
    assert [words.endswith("等。") for words in said] == lacking
