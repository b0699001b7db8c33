"""期满鉴定 through the file: what is listed, decided and carried out, and what stands in the lists afterwards."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from disclosure.cases.keeping import CaseFile, KeepingState
from disclosure.column_kinds import Kind, columns
from disclosure.errors import ExportError, RecordNotFoundError
from disclosure.outcomes import Outcome
from disclosure.records import Appraisal, FindingNote, IssuedLetter, LedgerWords, Request, Review
from disclosure.report.counting import Period
from disclosure.terms import KeepingDecision, StepKind
from disclosure.wording import DESTROYED
from storage.registers import Registers, create_registers
from tasks.cases.applicants import applicant_of
from tasks.cases.errors import CaseError
from tasks.cases.keeping import (
    STALE,
    appraise,
    destroy_files,
    destroy_removed,
    hand_over_files,
    kept_lines,
    title_of_list,
    write_keeping,
)
from tasks.cases.repeats import find_repeats
from tasks.packages.archive import write_archive
from tasks.report.check_records import check_records
from tasks.safety.password import set_password
from tests.records_factory import make_profile, make_request, make_review, make_step

MON_2_MAR_2026 = date(2026, 3, 2)
WED_1_APR_2026 = date(2026, 4, 1)


def old_request(year: int, **values: Any) -> Request:
    day = date(year, 3, 3)
    answered = {"outcome": Outcome.GRANTED, "answered_on": date(year, 3, 20)}
    return make_request(**{"arrived_on": day, "received_on": day, **answered, **values})


@pytest.fixture
def registers(tmp_path: Path) -> Iterator[Registers]:
    """An office that keeps case files ten years: two of 2014, one reviewed in 2020, one of last year, one open."""
    with create_registers(tmp_path / "登记.xxgk") as made:
        made.save(make_profile(retention="申请案卷10年；年度报告永久"))
        made.save_all(
            [
                old_request(2014, number="2014-001", applicant="赵无名", phone="13000009999"),
                old_request(2014, number="2014-002", archive_number="XX·2014·D10-2"),
                old_request(2014, number="2014-003"),
                old_request(2025, number="2025-001"),
                make_request(number="2026-001"),
            ]
        )
        made.save(make_review(number="复1", related_request="2014-003", closed_on=date(2020, 5, 6)))
        made.save(make_step(made.get(Request, 1), detail="赵无名来过", on=date(2014, 3, 25)))
        made.attach(made.get(Request, 1), name="申请表.txt", content=b"zhao wu ming")
        yield made


def test_a_letter_that_went_out_is_one_paper_of_its_file(registers: Registers) -> None:
    """It is kept among the materials and in the register of letters: 销毁清册 and 移交清单 counted it twice."""
    owner = registers.get(Request, 1)
    paper = registers.attach(owner, name="告知书.pdf", content=b"%PDF-1.4 answer")
    sent: dict[str, Any] = {"owner_id": owner.id, "kind": "granted", "name": "告知书", "issued_on": date(2014, 3, 20)}
    registers.save(IssuedLetter(**sent, number="测〔2014〕1号", sha256=paper.sha256))
    registers.save(IssuedLetter(**sent, number="测〔2014〕2号"))  # sent otherwise: no paper of it
    [first, _] = kept_lines(registers, MON_2_MAR_2026, (KeepingState.DUE,))
    assert first.papers == len(registers.attachments(Request.register, owner.id)) == 2


def in_state(registers: Registers, state: KeepingState, today: date = MON_2_MAR_2026) -> list[str]:
    return [line.file.head.number for line in kept_lines(registers, today, (state,))]


def decide(
    registers: Registers, decision: KeepingDecision, number: str, *, today: date = WED_1_APR_2026, **values: Any
) -> None:
    files = [line.file for line in kept_lines(registers, MON_2_MAR_2026) if line.file.head.number == number]
    made = Appraisal(**{"decision": decision, "decided_on": MON_2_MAR_2026, "approver": "钱局长", **values})
    appraise(registers, files, made, today)


def files_of(registers: Registers, state: KeepingState) -> list:  # type: ignore[type-arg]
    return [line.file for line in kept_lines(registers, WED_1_APR_2026, (state,))]


def test_what_has_reached_the_end_of_its_term_is_listed_and_nothing_else(registers: Registers) -> None:
    assert in_state(registers, KeepingState.DUE) == ["2014-001", "2014-002"]
    assert in_state(registers, KeepingState.KEPT) == ["2014-003", "2025-001"]
    assert in_state(registers, KeepingState.OPEN) == ["2026-001"]


def test_a_line_tells_the_file_from_others_and_names_nobody(registers: Registers) -> None:
    [first, second] = kept_lines(registers, MON_2_MAR_2026, (KeepingState.DUE,))
    assert first.papers == 1
    assert second.cells == (
        "XX·2014·D10-2",
        "2014-002",
        "",
        "测试街道2023年老旧小区改造项目清单",
        "2014年",
        "10年",
        "12年",
        "0",
        "2024-12-31期满，待鉴定",
    )
    assert "赵无名" not in str(first.cells)


def test_a_file_that_is_kept_on_comes_back_when_that_ends(registers: Registers) -> None:
    decide(registers, KeepingDecision.KEEP, "2014-001", keep_until=date(2026, 12, 31))
    assert in_state(registers, KeepingState.LONGER) == ["2014-001"]
    assert in_state(registers, KeepingState.DUE, date(2027, 1, 4)) == ["2014-001", "2014-002"]
    registers.undo()
    assert in_state(registers, KeepingState.DUE) == ["2014-001", "2014-002"]


@pytest.mark.parametrize(
    ("number", "values", "sentence"),
    [
        ("2014-001", {"approver": " "}, "要填写批准人"),
        ("2025-001", {}, "“2025-001”还不能鉴定：保管期内"),
        ("2026-001", {}, "“2026-001”还不能鉴定：未办结"),
    ],
)
def test_nothing_is_given_away_without_approval_or_before_its_time(
    registers: Registers, number: str, values: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(CaseError, match=sentence):
        decide(registers, KeepingDecision.DESTROY, number, **values)
    assert not list(registers.all(Appraisal))


def test_a_destroyed_file_leaves_its_count_and_nothing_else(registers: Registers) -> None:
    before = registers.figures(Period.of(2014))
    decide(registers, KeepingDecision.DESTROY, "2014-001")
    destroy_files(registers, files_of(registers, KeepingState.TO_DESTROY), WED_1_APR_2026, "孙某、李某", WED_1_APR_2026)
    left = registers.get(Request, 1)
    assert (left.applicant, left.content, left.phone, left.number) == (DESTROYED, DESTROYED, "", "2014-001")
    assert [step.detail for step in registers.steps(1)] == [""]
    assert registers.attachments("requests", 1) == ()
    assert registers.figures(Period.of(2014)) == before
    assert registers.verify() == []
    [line] = kept_lines(registers, WED_1_APR_2026, (KeepingState.DESTROYED,))
    assert line.said == "2026-04-01已销毁"
    assert line.file.appraisal is not None
    assert line.file.appraisal.witnesses == "孙某、李某"
    assert registers.undo_label is None


def test_the_list_of_destroyed_files_says_so_where_their_title_was(registers: Registers) -> None:
    """It was taken for a name, and hidden: 「（******」."""
    decide(registers, KeepingDecision.DESTROY, "2014-001")
    destroy_files(registers, files_of(registers, KeepingState.TO_DESTROY), WED_1_APR_2026, "甲、乙", WED_1_APR_2026)
    [line] = kept_lines(registers, WED_1_APR_2026, (KeepingState.DESTROYED,))
    assert line.title == DESTROYED


@pytest.mark.parametrize("witnesses", ["", "孙某", "孙某、 ", "孙某、孙某"])
def test_nothing_is_destroyed_without_two_witnesses(registers: Registers, witnesses: str) -> None:
    decide(registers, KeepingDecision.DESTROY, "2014-001")
    with pytest.raises(CaseError, match="两名以上监销人"):
        destroy_files(
            registers, files_of(registers, KeepingState.TO_DESTROY), WED_1_APR_2026, witnesses, WED_1_APR_2026
        )
    assert registers.get(Request, 1).applicant == "赵无名"


def test_nothing_is_destroyed_that_was_not_appraised_so_or_has_changed_since(registers: Registers) -> None:
    with pytest.raises(CaseError, match="没有鉴定为销毁"):
        destroy_files(registers, files_of(registers, KeepingState.DUE), WED_1_APR_2026, "孙某、李某", WED_1_APR_2026)
    decide(registers, KeepingDecision.DESTROY, "2014-001")
    chosen = files_of(registers, KeepingState.TO_DESTROY)
    registers.save(make_review(number="复2", related_request="2014-001"))
    with pytest.raises(CaseError, match=STALE):
        destroy_files(registers, chosen, WED_1_APR_2026, "孙某、李某", WED_1_APR_2026)
    assert registers.get(Request, 1).applicant == "赵无名"


def test_no_day_to_come_ends_a_term_of_years(registers: Registers) -> None:
    far = date(2062, 3, 2)
    with pytest.raises(CaseError, match="2062-03-02还没有到，要核对日期"):
        decide(registers, KeepingDecision.DESTROY, "2025-001", decided_on=far)
    decide(registers, KeepingDecision.DESTROY, "2014-001")
    chosen = files_of(registers, KeepingState.TO_DESTROY)
    with pytest.raises(CaseError, match="还没有到"):
        destroy_files(registers, chosen, far, "孙某、李某", WED_1_APR_2026)
    with pytest.raises(CaseError, match="2026-03-02才鉴定，日期不能早于它"):
        destroy_files(registers, chosen, date(2026, 3, 1), "孙某、李某", WED_1_APR_2026)
    assert registers.get(Request, 1).applicant == "赵无名"


def test_a_request_that_names_who_asked_is_listed_without_the_name(registers: Registers) -> None:
    registers.save(replace(registers.get(Request, 1), content="赵无名住房拆迁补偿协议"))
    [line] = [each for each in kept_lines(registers, MON_2_MAR_2026) if each.file.head.number == "2014-001"]
    assert line.title == "赵**住房拆迁补偿协议"


def test_a_long_request_is_listed_by_as_much_as_a_line_of_the_list_holds(registers: Registers) -> None:
    for length, shown in ((24, "房" * 24), (25, f"{'房' * 24}…")):
        registers.save(replace(registers.get(Request, 1), content="房" * length))
        [line] = [each for each in kept_lines(registers, MON_2_MAR_2026) if each.file.head.number == "2014-001"]
        assert line.title == shown


def test_nothing_is_found_fault_with_in_a_destroyed_case_nor_does_it_repeat_another(registers: Registers) -> None:
    late = replace(registers.get(Request, 1), answered_on=date(2014, 9, 1), lateness_reason="第三方意见迟到")
    registers.save(late)
    registers.save(make_step(late, kind=StepKind.THIRD_PARTY_ASKED, party="某公司", on=date(2014, 3, 5), detail=""))
    before = {finding.message for finding in check_records(registers, 2014, MON_2_MAR_2026)}
    for number in ("2014-001", "2014-002"):
        decide(registers, KeepingDecision.DESTROY, number, reason="赵无名一案没有继续保存的价值")
    destroy_files(registers, files_of(registers, KeepingState.TO_DESTROY), WED_1_APR_2026, "孙某、李某", WED_1_APR_2026)
    after = {finding.message for finding in check_records(registers, 2014, MON_2_MAR_2026)}
    assert after <= before
    assert find_repeats(registers, registers.get(Request, 1)).similar.repeats == ()
    new = make_request(applicant=DESTROYED, content=f"{DESTROYED}请公开", number="")
    assert find_repeats(registers, new).similar.repeats == ()
    assert DESTROYED not in registers.facts(Period.of(2014)).request_contents
    assert applicant_of(registers, registers.get(Request, 1)).others == ()
    assert [made.reason[:3] for made in registers.all(Appraisal)] == ["赵**", "赵无名"], "its own, not another's"


def test_a_review_goes_with_the_file_of_its_request(registers: Registers) -> None:
    registers.save(replace(registers.get(Review, 1), closed_on=date(2014, 5, 6)))
    decide(registers, KeepingDecision.DESTROY, "2014-003")
    destroy_files(registers, files_of(registers, KeepingState.TO_DESTROY), WED_1_APR_2026, "孙某，李某", WED_1_APR_2026)
    assert registers.get(Review, 1).applicant == DESTROYED


def test_what_goes_to_the_archive_stays_whole_in_the_register(registers: Registers) -> None:
    decide(registers, KeepingDecision.HAND_OVER, "2014-001")
    hand_over_files(registers, files_of(registers, KeepingState.TO_HAND_OVER), WED_1_APR_2026, WED_1_APR_2026)
    assert in_state(registers, KeepingState.HANDED_OVER) == ["2014-001"]
    assert registers.get(Request, 1).applicant == "赵无名"


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx", ".csv"])
def test_the_list_of_what_is_destroyed_is_written_for_those_who_sign(
    registers: Registers, tmp_path: Path, suffix: str
) -> None:
    decide(registers, KeepingDecision.DESTROY, "2014-001")
    path = tmp_path / f"销毁清册{suffix}"
    assert write_keeping(registers, KeepingState.TO_DESTROY, path, WED_1_APR_2026) == 1
    if suffix == ".xlsx":
        rows = list(load_workbook(path).active.iter_rows(values_only=True))  # type: ignore[union-attr]
        assert [row[2] for row in rows] == ["编号", "2014-001"]
    with pytest.raises(ExportError, match="清单只能写成"):
        write_keeping(registers, KeepingState.DUE, tmp_path / "清单.txt", WED_1_APR_2026)


def test_the_archive_package_of_the_year_tells_what_became_of_the_files(registers: Registers, tmp_path: Path) -> None:
    decide(registers, KeepingDecision.DESTROY, "2014-001")
    destroy_files(registers, files_of(registers, KeepingState.TO_DESTROY), WED_1_APR_2026, "孙某、李某", WED_1_APR_2026)
    written = write_archive(registers, 2026, tmp_path, WED_1_APR_2026)
    told = (written.folder / "data" / "06 档案鉴定" / "2026年档案鉴定和处置.csv").read_text(encoding="utf-8-sig")
    assert "2014-001" in told
    assert "2026-04-01已销毁" in told
    none = write_archive(registers, 2025, tmp_path, WED_1_APR_2026)
    assert not (none.folder / "data" / "06 档案鉴定").exists()


def test_only_what_is_kept_on_has_a_day_until_which(registers: Registers) -> None:
    with pytest.raises(CaseError, match="只在继续保管时填写"):
        decide(registers, KeepingDecision.DESTROY, "2014-001", keep_until=date(2030, 1, 1))
    assert not list(registers.all(Appraisal))


def test_each_list_is_called_by_what_becomes_of_its_files() -> None:
    called = {state: title_of_list(state) for state in KeepingState}
    assert {state for state, title in called.items() if title == "档案销毁清册"} == {
        KeepingState.TO_DESTROY,
        KeepingState.DESTROYED,
    }
    assert {state for state, title in called.items() if title == "档案移交清单"} == {
        KeepingState.TO_HAND_OVER,
        KeepingState.HANDED_OVER,
    }
    assert (called[KeepingState.DUE], called[KeepingState.KEPT]) == ("档案鉴定清单", "档案保管清单")


def test_the_words_of_an_old_ledger_that_named_somebody_go_with_the_case(registers: Registers) -> None:
    """「已当面答复赵无名」, said to mean 予以公开 at an import, stood in the file for ever."""
    words = {"已当面答复赵无名": "granted", "已公开": "granted"}
    registers.save(LedgerWords(shape="requests|谁", said=json.dumps({"outcome": {"说法": words}}, ensure_ascii=False)))
    decide(registers, KeepingDecision.DESTROY, "2014-001")
    destroy_files(registers, files_of(registers, KeepingState.TO_DESTROY), WED_1_APR_2026, "甲、乙", WED_1_APR_2026)
    (left,) = registers.all(LedgerWords)
    assert json.loads(left.said) == {"outcome": {"说法": {"已公开": "granted"}}}
    assert registers.verify() == []
    assert "赵无名".encode() not in registers.path.read_bytes()


def test_what_was_said_of_a_destroyed_case_in_the_checks_names_nobody_any_more(registers: Registers) -> None:
    """「姓名…都从这个文件中抹去」: the explanation of its lateness still named the applicant."""
    said = FindingNote(year=2014, rule="L-4", subject="2014-001", fingerprint="0", explanation="赵无名两次改了地址")
    registers.save(said)
    decide(registers, KeepingDecision.DESTROY, "2014-001")
    destroy_files(registers, files_of(registers, KeepingState.TO_DESTROY), WED_1_APR_2026, "甲、乙", WED_1_APR_2026)
    (left,) = registers.all(FindingNote)
    assert left.explanation.endswith("两次改了地址")
    assert registers.verify() == []
    assert "赵无名".encode() not in registers.path.read_bytes()


# --- the recycle bin ---


def thrown_away(registers: Registers, **values: Any) -> Request:
    """Enter a request by mistake, with a step and a paper, and remove it for a reason that names somebody."""
    given = {"applicant": "错录之人", "phone": "13700008888", "content": "错录的内容", **values}
    one = registers.get(Request, registers.save(make_request(**given)).record_id)
    registers.save(make_step(one, detail="错录之人来过", on=one.received_on or one.arrived_on))
    registers.attach(one, name="错录之人的申请表.txt", content=b"cuo lu")
    registers.remove(one, "与错录之人重复")
    return one


def approved(**values: Any) -> Appraisal:
    said: dict[str, Any] = {"approver": "钱某某", "reason": "错录之人录了两遍", "witnesses": "孙某、李某"}
    said |= {"done_on": WED_1_APR_2026, **values}
    return Appraisal(decision=KeepingDecision.KEEP, decided_on=WED_1_APR_2026, **said)


def in_the_bin(registers: Registers) -> list[CaseFile]:
    return files_of(registers, KeepingState.REMOVED)


def test_what_was_entered_by_mistake_is_destroyed_from_the_recycle_bin_and_leaves_who_approved_it(
    registers: Registers, tmp_path: Path
) -> None:
    thrown_away(registers, number="2026-777")
    figures = registers.figures(Period.of(2026))
    destroy_removed(registers, in_the_bin(registers), approved(), WED_1_APR_2026)
    content = registers.path.read_bytes()
    left = ("错录之人", "13700008888", "错录的内容", "cuo lu")
    assert [word for word in left if word.encode() in content] == []
    assert registers.figures(Period.of(2026)) == figures
    assert registers.verify() == []
    assert registers.undo_label is None
    assert in_the_bin(registers) == []
    [line] = kept_lines(registers, WED_1_APR_2026, (KeepingState.DESTROYED,))
    assert (line.file.head.number, line.said) == ("2026-777", "2026-04-01已销毁")
    assert line.file.appraisal is not None
    assert (line.file.appraisal.approver, line.file.appraisal.witnesses) == ("钱某某", "孙某、李某")
    assert "2026-777" in listed_in(registers, KeepingState.DESTROYED, tmp_path / "销毁清册.csv")
    with pytest.raises(RecordNotFoundError, match="已经销毁，不能恢复"):
        registers.restore(Request, line.file.head.id)


def test_of_a_mistake_not_even_who_worked_on_it_stays(registers: Registers) -> None:
    """The form promised 「只留编号、类型和日期」; the 承办人, the 科室 and what was written as 依据条款 stayed."""
    texts = [one.name for one in columns(Request) if one.kind is Kind.TEXT]
    written = [name for name in texts if name not in ("number", "related", "split_from", "merged_into")]
    one = thrown_away(registers, number="2026-777", **{name: f"字段{name}里的字" for name in written})
    destroy_removed(registers, in_the_bin(registers), approved(), WED_1_APR_2026)
    content = registers.path.read_bytes()
    assert [name for name in written if f"字段{name}里的字".encode() in content] == []
    [line] = kept_lines(registers, WED_1_APR_2026, (KeepingState.DESTROYED,))
    left = line.file.head
    assert isinstance(left, Request)
    assert (left.number, left.channel, left.received_on) == ("2026-777", one.channel, one.received_on)


@pytest.mark.parametrize("password", ["", "云溪白鹭2024"])
def test_who_destroyed_the_copy_stays_listed_when_its_case_is_destroyed_later(
    registers: Registers, password: str
) -> None:
    """The trace of the copy went with the case that had its number: nothing told any more who had approved it."""
    if password:
        set_password(registers, password)
    first = registers.get(Request, 1)
    registers.remove(first, "录了两遍")
    thrown_away(registers, number="2014-001")
    registers.save(replace(first, id=0))
    copies = [file for file in in_the_bin(registers) if file.head.id == 1]
    destroy_removed(registers, copies, approved(), WED_1_APR_2026)
    due = [file for file in files_of(registers, KeepingState.DUE) if file.head.number == "2014-001"]
    made = Appraisal(decision=KeepingDecision.DESTROY, decided_on=MON_2_MAR_2026, approver="钱局长")
    appraise(registers, due, made, WED_1_APR_2026)
    files = files_of(registers, KeepingState.TO_DESTROY)
    destroy_files(registers, files, WED_1_APR_2026, "甲、乙", WED_1_APR_2026)
    lines = kept_lines(registers, WED_1_APR_2026, (KeepingState.DESTROYED,))
    assert {(line.file.head.number, line.file.appraisal and line.file.appraisal.witnesses) for line in lines} == {
        ("2014-001", "甲、乙"),
        ("2014-001", "孙某、李某"),
    }
    assert in_the_bin(registers) == [], "what was only thrown away goes with it, as before"
    assert registers.verify() == []


def listed_in(registers: Registers, state: KeepingState, path: Path) -> str:
    write_keeping(registers, state, path, WED_1_APR_2026)
    return path.read_text(encoding="utf-8-sig")


def test_the_case_that_has_its_number_now_stays_whole_when_the_one_in_the_bin_is_destroyed(
    registers: Registers,
) -> None:
    """Entered twice, answered twice: the copy goes, and with it nothing of the case."""
    registers.save(replace(registers.get(Request, 1), remarks="头一遍写的备注"))
    first = registers.get(Request, 1)
    registers.remove(first, "录了两遍")
    again = registers.get(Request, registers.save(replace(first, id=0, remarks="")).record_id)
    registers.save(make_step(again, detail="补正过", on=date(2014, 3, 5)))
    review = registers.save(make_review(number="复9", related_request="2014-001")).record_id
    destroy_removed(registers, in_the_bin(registers), approved(), WED_1_APR_2026)
    assert registers.get(Request, again.id) == again
    assert [step.detail for step in registers.steps(again.id)] == ["补正过"]
    assert registers.get(Review, review).related_request == "2014-001"
    assert first.remarks.encode() not in registers.path.read_bytes()


@pytest.mark.parametrize("other", [{"applicant": "另一个人"}, {"received_on": WED_1_APR_2026, "answered_on": None}])
def test_an_answered_case_is_not_destroyed_because_its_number_was_given_to_another(
    registers: Registers, other: dict[str, Any]
) -> None:
    """Removed by mistake, its number given to somebody else by hand: the archive could be destroyed before its term."""
    first = registers.get(Request, 1)
    registers.remove(first, "误删")
    registers.save(replace(first, id=0, **other))
    said = (
        "“2014-001”已经办结或者发过文书，是一卷档案，不能从回收站销毁："
        "请先把用着它编号的那一件改成别的编号，再恢复，保管期满后鉴定、销毁。"
    )
    with pytest.raises(CaseError, match=re.escape(said)):
        destroy_removed(registers, in_the_bin(registers), approved(), WED_1_APR_2026)
    assert [one.record for one in registers.removed(Request)] == [first]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"approver": " "}, "没有批准，不能销毁"),
        ({"reason": ""}, "为什么不用留"),
        ({"witnesses": "孙某"}, "两名以上监销人"),
        ({"done_on": date(2026, 4, 2)}, "还没有到"),
    ],
)
def test_nothing_is_destroyed_from_the_bin_without_approval_a_reason_and_two_witnesses(
    registers: Registers, values: dict[str, Any], why: str
) -> None:
    thrown_away(registers)
    with pytest.raises(CaseError, match=why):
        destroy_removed(registers, in_the_bin(registers), approved(**values), WED_1_APR_2026)
    assert len(in_the_bin(registers)) == 1


def test_a_case_that_was_answered_is_not_destroyed_by_way_of_the_recycle_bin(registers: Registers) -> None:
    """It is an archive: it is restored, and appraised when its term is over (档案法第二十一条)."""
    registers.remove(registers.get(Request, 1), "不想要了")
    with pytest.raises(CaseError, match="先恢复，保管期满后鉴定"):
        destroy_removed(registers, in_the_bin(registers), approved(), WED_1_APR_2026)
    assert registers.restore(Request, 1).record_id == 1


def test_what_a_letter_went_out_about_or_a_review_is_about_is_not_destroyed_in_the_bin(registers: Registers) -> None:
    one = thrown_away(registers, number="2026-777")
    registers.save(make_review(number="复8", related_request="2026-777"))
    with pytest.raises(CaseError, match="复议、诉讼"):
        destroy_removed(registers, in_the_bin(registers), approved(), WED_1_APR_2026)
    registers.save(IssuedLetter(owner_id=one.id, name="告知书", issued_on=date(2026, 3, 2)))
    with pytest.raises(CaseError, match="发过文书"):
        destroy_removed(registers, in_the_bin(registers), approved(), WED_1_APR_2026)


def test_what_was_taken_out_of_the_bin_meanwhile_is_not_destroyed(registers: Registers) -> None:
    one = thrown_away(registers)
    chosen = in_the_bin(registers)
    registers.restore(Request, one.id)
    with pytest.raises(CaseError, match="刚才有了变化"):
        destroy_removed(registers, chosen, approved(), WED_1_APR_2026)
    assert registers.get(Request, one.id).applicant == "错录之人"
