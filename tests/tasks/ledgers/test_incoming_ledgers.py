"""What offices really send: headings, words, dates and damaged numbers, each with its right value."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from disclosure.errors import SourceUnreadableError
from disclosure.odd_values import odd_values
from disclosure.records import LEDGERS, Profile, Release, Request
from importers.ledgers.header import header_key
from importers.ledgers.ledger import read_ledger
from importers.ledgers.mapping_file import read_mapping
from importers.ledgers.proposal import Answers, Asked, Proposal, Question
from importers.ledgers.reading import BY_NAME
from storage.registers import Registers
from tasks.ledgers.confirming import confirm, together, unconfirmed
from tasks.ledgers.importing import ImportResult, import_ledger
from tasks.report.check_records import check_records
from tests.importers.ledgers.ledger_files import HEADER, ROW, silent, write_csv

FOLDER = Path(__file__).parents[2] / "data" / "incoming" / "ledgers"
ENTRIES: list[dict[str, Any]] = json.loads((FOLDER / "right-values.json").read_text(encoding="utf-8"))
WORDS: list[dict[str, Any]] = json.loads((FOLDER / "words" / "words.json").read_text(encoding="utf-8"))
OFFICE = Profile(name="云溪县白鹭街道办事处", review_body="云溪县人民政府", court="云溪县人民法院")

NOT_YET: dict[str, str] = {}
"""What is still to be put right; an entry that is right must leave this list."""


ROWS_NOT_YET = {"X07": "a cell that shows only its month is read by the day it holds"}


def _marked(entries: list[dict[str, Any]]) -> list[Any]:
    return [
        pytest.param(
            entry,
            id=entry["id"],
            marks=[pytest.mark.xfail(strict=True, reason=NOT_YET[entry["id"]])] if entry["id"] in NOT_YET else [],
        )
        for entry in entries
    ]


def _of_kind(*kinds: str) -> list[Any]:
    return _marked([entry for entry in ENTRIES if entry["kind"] in kinds])


def test_every_entry_is_there_and_looked_at() -> None:
    assert all((FOLDER / entry["file"].removeprefix("ledgers/")).exists() for entry in ENTRIES)
    assert {entry["kind"] for entry in ENTRIES} == {
        "foreign headings",
        "everyday words",
        "date forms",
        "damaged identity numbers",
        "_x000D_",
        "HTML as .xls",
        "strict OOXML",
        "merged header rows",
        "merge bombs",
        "32,767+ characters",
    }
    assert set(NOT_YET) <= {entry["id"] for entry in ENTRIES}


def _copied(entry: Mapping[str, Any], folder: Path) -> Path:
    source = FOLDER / entry["file"].removeprefix("ledgers/")
    path: Path = folder / source.name
    path.write_bytes(source.read_bytes())
    return path


def _questions(path: Path, register: str, answers: Answers) -> tuple[Question, ...]:
    return Proposal(read_ledger(path, LEDGERS[register], answers.headings, silent), answers, OFFICE).questions


# --- headings ---

SAID = {"驳回": "驳回复议请求", "单位": BY_NAME, "邮件": "互联网"}
"""What the clerk says to words nobody can know."""


def _answered(asked: tuple[Question, ...]) -> Answers:
    """Every proposal confirmed, and each word nobody can know said."""
    words: dict[str, dict[str, str]] = {}
    dates: dict[str, Any] = {}
    for one in asked:
        if one.asked is Asked.WORD:
            words.setdefault(one.column, {})[one.text] = SAID.get(one.text, one.proposal)
        if one.asked is Asked.DATE:
            dates.setdefault(one.column, set()).add(one.form)
    return Answers(
        headings={one.text: one.proposal for one in asked if one.asked is Asked.HEADING},
        words=words,
        dates={column: frozenset(forms) for column, forms in dates.items()},
        fills=frozenset(one.column for one in asked if one.asked is Asked.FILL),
    )


@pytest.mark.parametrize("entry", _of_kind("foreign headings"))
def test_a_ledger_with_its_own_words_in_the_heading_comes_in(
    entry: dict[str, Any], registers: Registers, tmp_path: Path
) -> None:
    registers.save(OFFICE)
    path, register = _copied(entry, tmp_path), entry["register"]
    ledger = read_ledger(path, LEDGERS[register], {}, silent)
    found = {target.name: target for target in ledger.header.targets}
    for theirs, ours in entry["mapping"].items():
        target = found[theirs]
        told = {header_key(column.label) for column in target.facts}
        named = ours.partition("（")[0].partition("·")[-1] or ours.partition("（")[0]
        assert header_key(named) in told if named else not told, (theirs, ours, told)
    rows = len(ledger.filled)
    assert rows == int(entry["right"].partition("then ")[2].partition(" rows")[0])
    result = import_ledger(registers, path, register, _answered(_questions(path, register, Answers())))
    assert (result.refused, result.accepted >= rows) == ((), True)


TRULY_DOUBTFUL = {
    "h1-requests-old-excel.xlsx": {"给了", "寄来", "没有这个信息"},  # in part or in whole? by what post? not made?
    "h3-requests-two-dates.xlsx": {"邮件"},  # by post or by e-mail
    "h6-reviews-legal-office.xlsx": {"驳回"},  # the request, or the application
}
"""What is refused without a person: words of the office that mean several things, whatever stands beside them."""


@pytest.mark.parametrize("entry", _of_kind("foreign headings"))
def test_proposals_alone_bring_in_all_rows_but_those_of_words_nobody_can_know(
    entry: dict[str, Any], registers: Registers, tmp_path: Path
) -> None:
    registers.save(OFFICE)
    path, register = _copied(entry, tmp_path), entry["register"]
    result = import_ledger(registers, path, register, Answers(takes_proposals=True))
    doubtful = TRULY_DOUBTFUL.get(entry["id"], set())
    asked = {word for word in doubtful for row in result.refused if any(f"“{word}”" in said for said in row.reasons)}
    assert asked == doubtful
    assert all(any(f"“{word}”" in said for word in doubtful for said in row.reasons) for row in result.refused)


def test_an_organisation_is_known_by_its_name_and_a_person_who_is_called_one_is_not(
    registers: Registers, tmp_path: Path
) -> None:
    rows = [("2023-001", "单位", "示例置业公司", *ROW[3:]), ("2023-002", "单位", "张某某", *ROW[3:])]
    path = write_csv(tmp_path / "台账.csv", HEADER, *rows)
    result = import_ledger(registers, path, "requests", Answers(takes_proposals=True))
    (request,) = registers.all(Request)
    assert (request.applicant_kind, "申请人类型" in request.proposed) == ("company", True)
    assert [row.cells[0] for row in result.refused] == ["2023-002"]


def test_a_heading_is_certain_where_its_column_can_be_nothing_else(tmp_path: Path) -> None:
    rows = [(*ROW[:3], "窗口", *ROW[4:7], "公开", ROW[8]), (*ROW[:3], "网上", *ROW[4:7], "部分公开", ROW[8])]
    header = [*HEADER[:3], "方式", *HEADER[4:7], "结果", HEADER[8]]
    asked = _questions(write_csv(tmp_path / "台账.csv", header, *rows), "requests", Answers())
    assert asked == ()


# --- words ---

_FIELDS = {"applicant": "applicant_kind", "channel": "channel", "outcome": "outcome", "review": "decision"}


@pytest.mark.parametrize("entry", _of_kind("everyday words"))
def test_a_word_is_taken_where_it_is_certain_and_asked_where_it_is_not(
    entry: dict[str, Any], registers: Registers, tmp_path: Path
) -> None:
    path, register = _copied(entry, tmp_path), entry["register"]
    field = _FIELDS[path.stem.partition("-")[0]]
    words = [one for one in WORDS if one["field"].partition(" ")[0] == path.stem.partition("-")[0]]
    asked = {one.text: one.proposal for one in _questions(path, register, Answers()) if one.asked is Asked.WORD}
    right = {one["word"]: one["code"] for one in words if one["mark"] == "ask"}
    assert {word: "" if code == BY_NAME else code for word, code in asked.items()} == right
    result = import_ledger(registers, path, register)
    stored = [getattr(record, field) for record in registers.all(LEDGERS[register])]
    assert sorted(filter(None, stored)) == sorted(one["code"] for one in words if one["mark"] == "certain")
    assert len(result.refused) == len(right)


# --- dates ---


@pytest.mark.parametrize("entry", _of_kind("date forms"))
def test_a_day_is_read_where_it_is_one_and_asked_where_it_may_be(
    entry: dict[str, Any], registers: Registers, tmp_path: Path
) -> None:
    path = _copied(entry, tmp_path)
    right = {one["row"]: one["right"] for one in json.loads(path_of(f"{path.stem}.json").read_text(encoding="utf-8"))}
    result = import_ledger(registers, path, "requests")
    stored = {request.number: str(request.arrived_on) for request in registers.all(Request)}
    unread = set(ROWS_NOT_YET) & set(right)
    assert unread <= {row for row in right if stored.get(row, "") != right[row]}, "no longer to be excused"
    stored = {row: day for row, day in stored.items() if row not in unread}
    right = {row: day for row, day in right.items() if row not in unread}
    assert stored == {row: day for row, day in right.items() if day[0].isdigit()}
    reasons = {row.cells[0]: "；".join(row.reasons) for row in result.refused}
    for row, day in right.items():
        if day.startswith("ask:"):
            assert day.removeprefix("ask:") in reasons[row] or "不在 1949 年" in reasons[row], reasons[row]


def path_of(name: str) -> Path:
    return FOLDER / name


# --- damaged numbers ---


@pytest.mark.parametrize("entry", _of_kind("damaged identity numbers"))
def test_a_damaged_number_is_told(entry: dict[str, Any], registers: Registers, tmp_path: Path) -> None:
    path = _copied(entry, tmp_path)
    result = import_ledger(registers, path, "requests")
    stored = {request.number: request for request in registers.all(Request)}
    refused = {row.cells[0] for row in result.refused}
    marked = {number for number, request in stored.items() if odd_values(request)}
    if entry["id"] == "id-text-formula.csv":
        numbers = ["399900199001011218", "399900198512300025", "399900200002293013", "399900197810110049"]
        assert [request.identity_number for request in stored.values()] == numbers
        assert [request.phone for request in stored.values()] == [f"0500555{n}{n}{n}{n}" for n in range(1, 5)]
    elif entry["id"] == "id-doubtful.csv":
        for one in json.loads(path_of("id-doubtful.json").read_text(encoding="utf-8")):
            number = one["row"]
            if one["right"].startswith("mark:"):
                assert number in marked, one
            elif one["right"].startswith(("peel", "half-width", "accepted")):
                value = one["right"].rpartition(" ")[2]
                assert stored[number].identity_number == (value if value[0].isdigit() else one["value"])
                assert number not in marked, one
            else:
                value = stored[number].identity_number
                assert number in marked or value == one["right"].rpartition(" ")[2] or value.isalnum(), one
    else:
        assert marked | refused == {*stored, *refused}


# --- the shape of sheets ---


def _imported(entry: dict[str, Any], registers: Registers, folder: Path) -> ImportResult | str:
    try:
        return import_ledger(registers, _copied(entry, folder), entry["register"])
    except SourceUnreadableError as refused:
        return str(refused)


@pytest.mark.parametrize("entry", _of_kind("merged header rows", "HTML as .xls", "strict OOXML", "32,767+ characters"))
def test_a_sheet_of_any_shape_comes_in_whole_or_is_refused_in_words(
    entry: dict[str, Any], registers: Registers, tmp_path: Path
) -> None:
    result = _imported(entry, registers, tmp_path)
    if isinstance(result, str):
        assert "另存为" in result
        return
    rows = 3 if entry["id"] in ("merged-cells-in-data.xlsx", "long-text.csv") else 2
    assert (result.refused, result.accepted) == ((), rows)
    records = list(registers.all(Request))
    assert all(record.applicant and record.content for record in records)
    if entry["id"] == "header-vertical-and-year-rows.xlsx":
        assert all(any(word in told for told in result.asides) for word in ("2025年3月", "小计", "填表人"))
    if entry["id"] == "long-text.csv":
        assert sorted(len(record.content) for record in records) == [32_767, 32_768, 50_000]


@pytest.mark.parametrize("entry", _of_kind("_x000D_"))
def test_line_ends_written_by_other_programs_are_line_ends(
    entry: dict[str, Any], registers: Registers, tmp_path: Path
) -> None:
    _imported(entry, registers, tmp_path)
    texts = {request.number: (request.content, request.remarks) for request in registers.all(Request)}
    assert texts["P1"] == ("第一行\n第二行", "无")
    assert texts["P2"][0] in ("甲\t乙", "甲 乙", "甲乙")
    assert texts["P2"][1] == ""
    assert texts["P3"][0] == "文件名 a_x000D_b 原样"


@pytest.mark.parametrize("entry", _of_kind("merge bombs"))
def test_merged_ranges_beyond_all_measure_do_no_harm(
    entry: dict[str, Any], registers: Registers, tmp_path: Path
) -> None:
    result = _imported(entry, registers, tmp_path)
    assert not isinstance(result, str)
    assert result.accepted == 1


# --- what is proposed stays told until somebody has looked ---


def test_what_was_taken_as_proposed_is_told_until_it_is_confirmed(registers: Registers, tmp_path: Path) -> None:
    entry = next(entry for entry in ENTRIES if entry["id"] == "h2-requests-form-words.xlsx")
    path = _copied(entry, tmp_path)
    assert import_ledger(registers, path, "requests").accepted == 0
    result = import_ledger(registers, path, "requests", Answers(takes_proposals=True))
    (request,) = registers.all(Request)
    assert (result.accepted, result.proposed) == (1, 1)
    assert set(request.proposed.split("；")) >= {"来件日期", "收到申请之日", "答复日期"}
    said = [finding for finding in check_records(registers, 2025, date(2026, 1, 20)) if finding.rule == "L-31"]
    assert len(said) == 1
    registers.save(replace(request, proposed=""))
    assert not [one for one in check_records(registers, 2025, date(2026, 1, 20)) if one.rule == "L-31"]
    again = import_ledger(registers, path, "requests", Answers(takes_proposals=True))
    assert (again.accepted, again.already_there) == (0, 1)


def test_all_that_an_import_proposed_is_confirmed_in_one_step_that_can_be_undone(
    registers: Registers, tmp_path: Path
) -> None:
    row = (ROW[2], "2023-03-01", ROW[6])
    rows = [(*row[:2], f"第{number}件") for number in range(5)]
    path = write_csv(tmp_path / "台账.csv", ("申请人", "来件日期", "申请内容"), *rows)
    result = import_ledger(registers, path, "requests", Answers(takes_proposals=True))
    (found,) = unconfirmed(registers, Request)
    assert (result.proposed, len(found.records)) == (5, 5)
    assert set(result.proposed_in) == set(found.values), "she is told which columns to look at"
    assert all(label in result.summary for label in result.proposed_in)
    assert found.values["申请渠道"] == {"当面": 5}
    assert set(found.values) == {"申请人类型", "申请渠道", "收到申请之日"}
    assert confirm(registers, found.records) == 5
    assert unconfirmed(registers, Request) == ()
    assert not [one for one in check_records(registers, 2023, date(2024, 1, 20)) if one.rule == "L-31"]
    registers.undo()
    other = write_csv(tmp_path / "另一份.csv", ("申请人", "来件日期", "申请内容"), (*row[:2], "另一件"))
    import_ledger(registers, other, "requests", Answers(takes_proposals=True))
    latest, first = unconfirmed(registers, Request)
    assert ("另一份" in latest.label, len(latest.records), len(first.records)) == (True, 1, 5)
    confirm(registers, first.records)
    assert unconfirmed(registers, Request) == (latest,)
    assert len(together([latest, first], "全部").records) == 6
    assert registers.verify() == []


def test_an_import_of_proposals_is_undone_in_one_step(registers: Registers, tmp_path: Path) -> None:
    entry = next(entry for entry in ENTRIES if entry["id"] == "h4-releases-web-list.xlsx")
    asked = _questions(_copied(entry, tmp_path), "releases", Answers())
    assert import_ledger(registers, tmp_path / entry["id"], "releases", _answered(asked)).accepted == 2
    registers.undo()
    assert list(registers.all(Release)) == []


def test_a_short_year_is_settled_by_the_other_days_of_its_column(registers: Registers, tmp_path: Path) -> None:
    rows = [(*ROW[:4], "23.3.1", "2023-03-02", *ROW[6:]), ("2023-002", *ROW[1:4], "2023.4.1", "2023-04-02", *ROW[6:])]
    assert import_ledger(registers, write_csv(tmp_path / "台账.csv", HEADER, *rows), "requests").accepted == 2
    assert sorted(str(one.arrived_on) for one in registers.all(Request)) == ["2023-03-01", "2023-04-01"]
    alone = write_csv(tmp_path / "单.csv", HEADER, ("2023-003", *rows[0][1:]))
    result = import_ledger(registers, alone, "requests")
    assert "2023-03-01" in result.refused[0].reasons[0]


def test_a_mapping_may_say_words_too(registers: Registers, tmp_path: Path) -> None:
    (tmp_path / "对应.json").write_text(
        json.dumps({"办理结果": {"说法": {"给了": "予以公开"}}}, ensure_ascii=False), encoding="utf-8"
    )
    path = write_csv(tmp_path / "台账.csv", HEADER, (*ROW[:7], "给了", ROW[8]))
    assert import_ledger(registers, path, "requests").refused
    assert import_ledger(registers, path, "requests", read_mapping(tmp_path / "对应.json")).accepted == 1
