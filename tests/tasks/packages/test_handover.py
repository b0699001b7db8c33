"""交接包: everything the next person needs, nobody's private data, whole or not there at all."""

import csv
import errno
import io
import json
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

import openpyxl
import pytest
from pypdf import PdfReader

from disclosure.column_kinds import Fen, columns
from disclosure.errors import CancelledError, ExportError, FileUnavailableError, LockedError
from disclosure.outcomes import Outcome
from disclosure.records import (
    RECORD_TYPES,
    Access,
    Draft,
    IssuedLetter,
    Release,
    ReportDelivery,
    ReportEvent,
    Request,
    Review,
)
from disclosure.report.model import AnnualReport
from disclosure.report.narrative import DATED_ON
from disclosure.terms import ReportDeliveryKind, ReportEventKind, SecrecyConclusion, StepKind
from gui.registers.views import VIEWS
from resources.locate import resource_path
from storage.query import Query
from storage.registers import Registers, open_registers
from tasks.cases.keeping import known_files
from tasks.letters.issuing import draft_letter
from tasks.letters.templates import templates
from tasks.packages import archive
from tasks.packages.archive import write_archive
from tasks.packages.handover import PAPER, SUMS, hand_over, handover_lists
from tasks.report.issuing import explain, issue, judged_findings
from tasks.report.published import keep_published
from tasks.report.versions import versions_of
from tasks.safety.password import set_password
from tests.conftest import MON_4_MARCH_2024_AT_NINE, fixed_now
from tests.records_factory import make_duty, make_profile, make_release, make_request, make_review, make_step, make_suit
from tests.report_texts import read_texts

TODAY = date(2024, 3, 4)
WITHHOLD = SecrecyConclusion.WITHHOLD
SECRETS = {"identity_number": "110101199001011237", "phone": "13000001234", "address": "测试区无名路99号"}


@pytest.fixture
def office(registers: Registers) -> Registers:
    """An office in the middle of its year: an open request, open cases, a release not published, a duty, letters."""
    registers.save(make_profile(code_character="测街", letter_numbering="{code}公开〔{year}〕{serial}号"))
    request = registers.save(make_request(**SECRETS)).after
    assert isinstance(request, Request)
    registers.save(make_request(number="2024-009", outcome=Outcome.GRANTED, answered_on=TODAY))
    gone = registers.save(make_request(number="2024-010")).after
    assert gone is not None
    registers.remove(gone, reason="重复登记")
    registers.save_all([make_review(case_number="测复〔2024〕1号"), make_suit(), make_duty()])
    registers.save(make_release(name="尚未公开的通知", published_on=None))
    kept = registers.attach(request, name="../申请表.pdf", content=b"%PDF-1.4 application")
    for serial, voided in ((1, False), (2, True), (4, False)):
        registers.save(
            IssuedLetter(
                owner_id=request.id,
                kind="receipt",
                name="登记回执",
                number=f"测街公开〔2024〕{serial}号",
                issued_on=TODAY,
                sha256=kept.sha256,
                is_voided=voided,
                void_reason="写错" if voided else "",
            )
        )
    return registers


def rows(office: Registers, heading: str) -> list[str]:
    lists = handover_lists(office, TODAY)
    return ["｜".join(row) for one in lists if heading in one.heading for row in one.rows]


def test_a_release_entered_ahead_is_told_as_not_public_on_the_paper_and_in_the_list(office: Registers) -> None:
    """Its day of publication was entered before it came: it stands in no 公开目录, and stood nowhere else either."""
    office.save(make_release(number="2024-099", name="四月才挂网的通知", published_on=date(2024, 4, 1)))
    assert any("四月才挂网的通知" in row for row in rows(office, "尚未公开的信息"))
    assert any("四月才挂网的通知" in row for row in rows(office, "正在办理的事项"))
    office.save(make_release(number="2024-098", name="信访情况月报", published_on=None, secrecy_conclusion=WITHHOLD))
    (told,) = (row for row in rows(office, "尚未公开的信息") if "信访情况月报" in row)
    assert told.endswith("不予公开"), "who takes over might publish what was decided not to be"
    (states,) = (field for field in VIEWS["releases"].filters if field.name == "state")
    for label, day, is_found in (
        ("尚未公开", TODAY, True),
        ("已经公开", TODAY, False),
        ("尚未公开", date(2024, 4, 1), False),
        ("已经公开", date(2024, 4, 1), True),
    ):
        found = office.all(Release, Query(filters=(states.asked([label], day),)))
        assert ("四月才挂网的通知" in [one.name for one in found]) is is_found, (label, day)


def test_every_column_of_the_paper_has_a_width_and_what_is_long_stands_left(office: Registers) -> None:
    """The longest column is read from its left edge in every list: a sentence set in the middle is no table."""
    for one in handover_lists(office, TODAY):
        assert len(one.widths) == len(one.header)
        assert one.widths.index(max(one.widths)) in one.left, one.heading
        assert set(one.left) <= set(range(len(one.header))), one.heading


def text_of(paper: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(paper)).pages)


# --- 交接包 ---


def test_the_paper_tells_what_is_open_and_how_the_numbers_stand(office: Registers) -> None:
    assert any("答复申请" in row and "2024-03-29" in row for row in rows(office, "正在办理的事项"))
    assert [row.split("｜")[:2] for row in rows(office, "未结的行政复议")] == [
        ["复2024-1", "行政复议"],
        ["诉2024-1", "行政诉讼"],
    ]
    assert any("尚未公开的通知" in row for row in rows(office, "尚未公开的信息"))
    assert len(rows(office, "应公开事项")) == 4
    assert "申请登记编号" not in "".join(rows(office, "编号使用情况"))
    (letters,) = [row for row in rows(office, "编号使用情况") if row.startswith("发文字号")]
    assert letters == (
        "发文字号｜测街公开〔2024〕4号｜测街公开〔2024〕5号｜空号：测街公开〔2024〕3号；作废：测街公开〔2024〕2号"
    )
    assert rows(office, "工作日历")[0].startswith("2024｜正式")
    assert rows(office, "年度报告") == ["2024｜未签发｜｜｜"]
    # the report of the year before was published before the office had this program, and brought in
    keep_published(office, AnnualReport(2023, "测试区测试街道2023年政府信息公开工作年度报告"))
    office.save(make_release(number="2023-001", formed_on=date(2023, 5, 1), published_on=date(2023, 5, 4)))
    assert rows(office, "年度报告")[0] == "2023｜未在这里签发，存有公布的报告｜｜｜"
    assert f"2024年3月 日志至第 {office.journal_marks()[-1].entry} 条" in rows(office, "登记情况")[-1]


def test_the_next_letter_number_on_the_paper_is_the_one_the_next_letter_gets(office: Registers) -> None:
    """Numbers typed into an answer or a step, and of other series, were not known to it: the paper told a used one."""
    numbered = replace(office.profile(), letter_numbering="{code}{mark}〔{year}〕{serial}号")
    office.save(numbered)
    request = office.get(Request, 1)
    notice = draft_letter(office, request, "correction-notice", {}, dated_on=TODAY).letter.number
    office.save(make_step(request, kind=StepKind.CORRECTION_ASKED, on=TODAY, letter_number=notice))
    office.save(replace(request, answer_number="测街告〔2024〕7号"))
    told = [row.split("｜") for row in rows(office, "编号使用情况") if row.startswith("发文字号")]
    following = {last: after for _, last, after, _ in told}
    assert notice in following
    kinds = [code for code, template in templates(office).items() if template.is_numbered]
    used = [draft_letter(office, office.get(Request, 2), code, {}, dated_on=TODAY).letter.number for code in kinds]
    assert set(following.values()) <= set(used)


def test_the_paper_lists_every_release_that_is_not_published(office: Registers) -> None:
    """It ended with the newest five hundred, and said nothing."""
    office.save_all([make_release(name=f"通知{number}", published_on=None) for number in range(520)])
    assert len(rows(office, "尚未公开的信息")) == 521


def test_the_package_holds_a_proven_copy_and_sums_that_agree(office: Registers, tmp_path: Path) -> None:
    done = hand_over(office, tmp_path, MON_4_MARCH_2024_AT_NINE, "2024-03-03 U盘")
    names = sorted(path.name for path in done.folder.iterdir())
    assert names == sorted(["SHA256SUMS.txt", "交接清单.pdf", "台账-备份-20240304-090000.sqlite"])
    assert checked(done.folder, SUMS) == 0
    assert [path.stat().st_mode & 0o077 for path in (done.folder, done.archive)] == [0, 0], "its owner's alone"
    with open_registers(done.folder / "台账-备份-20240304-090000.sqlite") as copy:
        assert copy.verify() == []
        assert copy.fingerprint == office.fingerprint
    with zipfile.ZipFile(done.archive) as packed:
        assert sorted(name.split("/")[1] for name in packed.namelist()) == names
    told = text_of((done.folder / PAPER).read_bytes())
    expected = (
        "政府信息公开工作交接清单",
        "移交人",
        "接收人",
        "监交人",
        "2024-03-03U盘",
        "十、随附文件",
        "十一、交接签字",
        *[
            "分组",
            "期限",
            "依据",
            "收到日期",
            "机关或法院",
            "案号",
            "信息名称",
            "形成或变更日期",
            "责任科室",
            "期间",
            "应公开日期",
        ],
        *["已用到", "下一个", "空号、作废和移除", "年份", "年度", "版本", "签发日期", "发布核对"],
        "复2024-1",
        "测街公开〔2024〕3号",
    )
    assert [words for words in expected if words not in told] == []
    assert not [secret for secret in (*SECRETS.values(), "张某某") if secret in told]


def test_the_lists_and_their_columns_are_called_as_in_the_manual_and_the_forms(office: Registers) -> None:
    """The next person looks them up; half of these words stood nowhere else and could lose a character."""
    labels = {column.label for kind in RECORD_TYPES.values() for column in columns(kind)}
    told = [heading for one in handover_lists(office, TODAY) for heading in (one.heading, *one.header)]
    manual = resource_path("help", "manual.md").read_text("utf-8")
    assert [heading for heading in told if heading not in labels and heading not in manual] == []


def test_an_empty_file_is_handed_over_too(registers: Registers, tmp_path: Path) -> None:
    done = hand_over(registers, tmp_path, MON_4_MARCH_2024_AT_NINE)
    assert "无。" in text_of((done.folder / PAPER).read_bytes())


@pytest.mark.parametrize("kind", ["handover", "archive"])
def test_nothing_is_written_over_and_nothing_half_written_stays(office: Registers, tmp_path: Path, kind: str) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise CancelledError

    def write(place: Path, progress: object = None) -> None:
        told = {"progress": progress} if progress else {}
        if kind == "handover":
            hand_over(office, place, MON_4_MARCH_2024_AT_NINE, **told)  # type: ignore[arg-type]
        else:
            write_archive(office, 2024, place, TODAY, **told)  # type: ignore[arg-type]

    place = tmp_path / "移交"
    place.mkdir()
    with pytest.raises(CancelledError):
        write(place, stop)
    assert list(place.iterdir()) == []
    with pytest.raises(ExportError, match="不能写入"):
        write(tmp_path / "没有")
    write(place)
    with pytest.raises(ExportError, match="已经存在"):
        write(place)


def test_a_locked_file_is_not_handed_over(office: Registers, tmp_path: Path) -> None:
    set_password(office, "一个足够长的口令")
    office.protection.lock()
    with pytest.raises(LockedError):
        hand_over(office, tmp_path, MON_4_MARCH_2024_AT_NINE)
    with pytest.raises(LockedError):
        write_archive(office, 2024, tmp_path, TODAY)
    office.protection.unlock("一个足够长的口令")
    done = hand_over(office, tmp_path, MON_4_MARCH_2024_AT_NINE)
    assert "口令和恢复密钥须当面移交" in text_of((done.folder / PAPER).read_bytes())


# --- 归档包 ---


def checked(folder: Path, sums: str) -> int:
    """Verify as any machine would, with what every Linux has."""
    return subprocess.run(["sha256sum", "--quiet", "-c", sums], cwd=folder, check=False, capture_output=True).returncode


@pytest.fixture
def issued(office: Registers) -> Registers:
    """The same office, its report of 2023 issued."""
    office.save(
        make_request(
            number="2023-001",
            arrived_on=date(2023, 5, 4),
            received_on=date(2023, 5, 4),
            outcome=Outcome.GRANTED,
            answered_on=date(2023, 5, 20),
        )
    )
    office.save(Draft(year=2023, part=DATED_ON, text="2024-01-10"))
    read_texts(office, 2023)
    for one in judged_findings(office, 2023, date(2024, 1, 10)):
        if one.is_open:
            explain(office, 2023, one.finding, "已核实")
    issue(office, 2023, date(2024, 1, 10))
    return office


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs coreutils")
def test_the_package_of_a_year_verifies_on_any_machine_and_a_changed_byte_is_found(
    office: Registers, tmp_path: Path
) -> None:
    done = write_archive(office, 2024, tmp_path, TODAY)
    assert checked(done.folder, "manifest-sha256.txt") == 0
    assert checked(done.folder, "tagmanifest-sha256.txt") == 0
    victim = next((done.folder / "data").rglob("依申请公开台账.csv"))
    content = bytearray(victim.read_bytes())
    content[-1] ^= 1
    victim.write_bytes(content)
    assert checked(done.folder, "manifest-sha256.txt") != 0


def test_what_lies_in_the_package_of_a_year(office: Registers, tmp_path: Path) -> None:
    done = write_archive(office, 2024, tmp_path, TODAY)
    data = done.folder / "data"
    names = sorted(path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file())
    assert [name for name in names if name.startswith("02")] == [
        "02 文书/0001 登记回执（测街公开〔2024〕1号）.pdf",
        "02 文书/0002 登记回执（测街公开〔2024〕2号）.pdf",
        "02 文书/0003 登记回执（测街公开〔2024〕4号）.pdf",
    ]
    assert len([name for name in names if name.startswith("03")]) == 14
    assert [name for name in names if name.startswith("04")] == [], "the attachment is a letter's content"
    metadata = (data / "元数据.json").read_text(encoding="utf-8")
    assert "文件编号" in metadata, "people read it, too"
    told = json.loads(metadata)
    voided = [one for one in told["文件"] if "已作废：写错" in one["题名"]]
    assert [one["文件编号"] for one in voided] == ["测街公开〔2024〕2号"]
    assert {one["保管期限"] for one in told["文件"] if one["类别"] == "文书"} == {"30年"}
    assert "2024-010" not in (data / "03 台账" / "依申请公开台账.csv").read_text(encoding="utf-8-sig"), "it was removed"
    assert SECRETS["identity_number"] in (data / "03 台账" / "依申请公开台账.csv").read_text(encoding="utf-8-sig")
    assert done.files == len(told["文件"]) == len(names) - 3
    assert (done.folder / "bagit.txt").read_text(encoding="utf-8").startswith("BagIt-Version: 1.0\n")
    sheets = {path.stem: list(csv.reader(path.open(encoding="utf-8-sig"))) for path in data.rglob("*.csv")}
    assert {name for name, (header, *rest) in sheets.items() for row in rest if len(row) != len(header)} == set()
    assert sheets["2024年操作日志"][0] == [
        "条号",
        "时间",
        "操作人",
        "操作",
        "类型",
        "登记簿",
        "记录",
        "链值（SHA-256）",
    ]
    assert sheets["2024年操作日志"][1][:7] == [
        *("1", "2024-03-04T09:00:00+08:00", "测试员"),
        *("修改 机关信息", "新建", "机关信息", "1"),
    ]
    catalogue = text_of((data / "目录.pdf").read_bytes())
    assert "归档目录" in catalogue
    assert "序号题名文件编号日期类别文件1" in catalogue
    listed = openpyxl.load_workbook(data / "目录.xlsx").worksheets[0]
    asked_of_a_file = [
        "序号",
        "题名",
        "文件编号",
        "责任者",
        "日期",
        "保管期限",
        "密级",
        "类别",
        "文件",
        "格式",
        "大小（字节）",
        "SHA-256",
    ]
    assert asked_of_a_file in [[cell.value for cell in row] for row in listed.iter_rows(max_row=3)]
    assert "登记回执" in catalogue


def test_attachments_lie_in_the_folder_of_their_record_under_safe_names(office: Registers, tmp_path: Path) -> None:
    office.attach(office.get(Request, 2), name="../../逃逸.pdf", content=b"another")
    done = write_archive(office, 2024, tmp_path, TODAY)
    (found,) = (done.folder / "data" / "04 案卷材料").rglob("*.pdf")
    assert found.parent.name == "依申请公开 000002 2024-009"
    assert found.read_bytes() == b"another"


def test_the_papers_of_a_case_are_counted_from_one_in_its_folder(office: Registers, tmp_path: Path) -> None:
    """「02 …」 was the first in the folder: the letter before it lies among the letters."""
    letter = next(office.all(IssuedLetter))
    office.attach(office.get(Request, letter.owner_id), name="申请表.pdf", content=b"another")
    done = write_archive(office, 2024, tmp_path, TODAY)
    (found,) = (done.folder / "data" / "04 案卷材料").rglob("*.pdf")
    assert found.name == "01 申请表.pdf"


def test_what_came_to_a_case_after_the_turn_of_the_year_is_in_the_package_of_the_year_it_ended(
    registers: Registers, tmp_path: Path
) -> None:
    """The package of 2023 was handed over in January; the answer's proof of delivery came in February, into none."""
    begun = {"arrived_on": date(2023, 12, 20), "received_on": date(2023, 12, 20)}
    kept = registers.save(
        make_request(number="2023-009", **begun, outcome=Outcome.GRANTED, answered_on=date(2024, 1, 5))
    )
    case = registers.get(Request, kept.record_id)
    registers.attach(case, name="签收回执.pdf", content=b"signed")
    (tmp_path / "移交").mkdir()
    data = write_archive(registers, 2024, tmp_path / "移交", TODAY).folder / "data"
    (found,) = (data / "04 案卷材料").rglob("*.pdf")
    assert (found.parent.name, found.read_bytes()) == (f"依申请公开 {case.id:06} 2023-009", b"signed")


def test_the_ledgers_of_a_package_have_the_case_that_ended_in_its_year_and_every_step(
    registers: Registers, tmp_path: Path
) -> None:
    """The answer to a request of December stood in no ledger of any package; none told of a step, a fee or a 单号."""
    begun = {"arrived_on": date(2023, 12, 20), "received_on": date(2023, 12, 20)}
    answer = {"outcome": Outcome.GRANTED, "answered_on": date(2024, 1, 5), "answer_number": "测街公开〔2024〕1号"}
    kept = registers.save(make_request(number="2023-009", **begun, **answer))
    case = registers.get(Request, kept.record_id)
    for kind, amount in ((StepKind.FEE_NOTICE, 10_000), (StepKind.FEE_PAID, 10_000), (StepKind.FEE_PAID, -4_000)):
        registers.save(make_step(case, kind=kind, on=date(2023, 12, 25), amount=Fen(amount)))
    registers.save(make_step(case, kind=StepKind.DELIVERED, on=date(2024, 1, 5), tracking_number="EMS0001"))
    for year, is_answered in ((2023, True), (2024, True), (2025, False)):
        place = tmp_path / str(year)
        place.mkdir()
        ledgers = write_archive(registers, year, place, TODAY).folder / "data" / "03 台账"
        listed = (ledgers / "依申请公开台账.csv").read_text(encoding="utf-8-sig")
        assert ("测街公开〔2024〕1号" in listed) is is_answered, year
        assert (ledgers / "依申请公开办理经过.csv").exists() is is_answered
    with (tmp_path / "2024" / "归档包-2024/data/03 台账/依申请公开办理经过.csv").open(encoding="utf-8-sig") as stream:
        steps = list(csv.DictReader(stream))
    told = [(row["登记编号"], row["步骤"], row["金额（元）"], row["单号"]) for row in steps]
    assert told == [
        ("2023-009", "收费通知", "100", ""),
        ("2023-009", "缴费", "100", ""),
        ("2023-009", "退费", "40", ""),
        ("2023-009", "送达", "", "EMS0001"),
    ]


def test_the_package_has_the_journal_of_a_year_that_was_entered_in_the_next(office: Registers, tmp_path: Path) -> None:
    """All of 2023 was entered in 2024: its journal was a heading and nothing."""
    late = make_request(number="2023-001", arrived_on=date(2023, 12, 28), received_on=date(2023, 12, 28))
    case = office.get(Request, office.save(late).record_id)
    office.save(make_step(case, on=date(2024, 1, 2)))
    office.attach(case, name="答复.pdf", content=b"%PDF-1.4 answer")
    done = write_archive(office, 2023, tmp_path, TODAY)
    with (done.folder / "data" / "05 操作日志" / "2023年操作日志.csv").open(encoding="utf-8-sig") as stream:
        _, *lines = csv.reader(stream)
    assert [line[4:7] for line in lines] == [
        ["新建", "依申请公开", str(case.id)],
        ["新建", "办理步骤", "1"],
        ["新建", "附件", "2"],
    ], "and nothing of what was done to the cases of another year"


def test_a_package_without_a_report_says_so(office: Registers, issued: Registers, tmp_path: Path) -> None:
    """「归档包已写好」 was all that was said of a year whose report nobody had issued."""
    assert "年度报告" in write_archive(office, 2024, tmp_path, TODAY).sentence
    assert "年度报告" not in write_archive(issued, 2023, tmp_path, TODAY).sentence


def test_every_shape_of_an_issued_report_is_in_the_package(issued: Registers, tmp_path: Path) -> None:
    done = write_archive(issued, 2023, tmp_path, TODAY)
    folder = done.folder / "data" / "01 年度报告" / "第1版"
    assert sorted(path.suffix for path in folder.iterdir()) == [".docx", ".html", ".json", ".pdf", ".txt", ".xlsx"]
    journal = (done.folder / "data" / "05 操作日志" / "2023年操作日志.csv").read_text(encoding="utf-8-sig")
    assert ",新建,已签发的年度报告," in journal, "it was issued in the year after"
    assert any("年度报告" in row for row in rows(issued, "年度报告")) is False
    assert rows(issued, "年度报告")[0].startswith("2023｜已签发｜2023V1-")


@pytest.mark.usefixtures("data_alone")
def test_what_became_of_the_report_goes_along_with_its_proof(issued: Registers, tmp_path: Path) -> None:
    sent = ReportDelivery(
        year=2023, kind=ReportDeliveryKind.SUBMITTED, on=date(2024, 1, 12), recipient="测试区政府办", proof="签收单"
    )
    kept = issued.get(ReportDelivery, issued.save(sent).record_id)
    issued.attach(kept, name="签收单.txt", content=b"received")
    returned = ReportEvent(
        year=2023, kind=ReportEventKind.RETURNED, on=date(2024, 2, 1), reason="缺改进措施", until=date(2024, 2, 9)
    )
    issued.save(returned)
    done = write_archive(issued, 2023, tmp_path, TODAY)
    folder = done.folder / "data" / "01 年度报告" / "报送与整改"
    beside = {path.name for path in done.folder.iterdir()}  # nothing that was only made to be read lies there
    assert beside == {
        *("bagit.txt", "bag-info.txt", "data", "说明.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"),
    }
    assert (folder / "01 签收单.txt").read_bytes() == b"received"
    told = (folder / "2023年度报告报送与整改.csv").read_text(encoding="utf-8-sig")
    assert "2024-01-12,报送,测试区政府办,签收单" in told
    assert "缺改进措施（2024年2月9日前改正，尚未办结）" in told
    assert rows(issued, "报送、公布和整改")[1:] == [
        "2023｜2024-01-12｜报送｜测试区政府办｜签收单",
        "2023｜2024-02-01｜退回整改第1版｜｜缺改进措施（2024年2月9日前改正，尚未办结）",
    ]
    assert any("年度报告整改" in row and "2024-02-09" in row for row in rows(issued, "正在办理的事项"))


def test_the_package_of_an_empty_year_says_so_in_its_ledgers(registers: Registers, tmp_path: Path) -> None:
    done = write_archive(registers, 2021, tmp_path, TODAY)
    assert done.files == 15
    assert checked(done.folder, "manifest-sha256.txt") == 0


def test_the_same_data_give_the_same_bytes(office: Registers, tmp_path: Path) -> None:
    office.backup_to(tmp_path / "另一份.sqlite")
    for name in ("一", "二"):
        (tmp_path / name).mkdir()
    first = write_archive(office, 2024, tmp_path / "一", TODAY).archive.read_bytes()
    with open_registers(tmp_path / "另一份.sqlite") as copy:
        assert write_archive(copy, 2024, tmp_path / "二", TODAY).archive.read_bytes() == first


def test_that_personal_data_went_to_the_archive_is_noted_once(office: Registers, tmp_path: Path) -> None:
    write_archive(office, 2024, tmp_path, TODAY)
    assert [access.fields for access in office.all(Access)] == ["个人信息（2024年归档包）"]


def test_300_requests_with_papers(registers: Registers, tmp_path: Path) -> None:
    registers.save_all([make_request() for _ in range(300)])
    for request in list(registers.all(Request)):
        registers.attach(request, name="申请表.pdf", content=f"form {request.id}".encode())
    done = write_archive(registers, 2024, tmp_path, TODAY)
    assert done.files == 315
    assert checked(done.folder, "manifest-sha256.txt") == 0


# --- the journal's fingerprint ---


def test_a_printed_fingerprint_can_be_held_against_the_file_later(registers: Registers) -> None:
    first = registers.save(make_request()).after
    assert isinstance(first, Request)
    (mark,) = registers.journal_marks()
    groups = "-".join(mark.fingerprint[:16].upper()[at : at + 4] for at in (0, 4, 8, 12))
    assert mark.line == f"2024年3月 日志至第 1 条 指纹 {groups}"
    registers._now = lambda: fixed_now().replace(month=4)  # a month later
    registers.save(replace(first, content="改了"))
    assert registers.journal_marks()[0] == mark, "what was printed in March still stands"
    assert registers.journal_marks()[1].month == "2024-04"


def test_a_journal_whose_dates_were_damaged_has_no_fingerprint_and_is_no_fault(registers: Registers) -> None:
    """Found by flipping bits: a date that is none any more."""
    registers.save(make_request())
    registers._connection.raw.execute("DROP TRIGGER journal_is_never_changed")
    for damaged in (b"\xff\x00", b"2024"):
        registers._connection.raw.execute("UPDATE journal SET at = CAST(? AS TEXT)", (damaged,))
        assert registers.journal_marks() == []


# --- found by looking at the papers of a busy office ---


def test_no_answer_and_no_release_is_left_out_of_a_busy_offices_paper(registers: Registers) -> None:
    """Each open request asks for a 补正告知 before its answer: a list cut short would lose the answers first."""
    registers.save_all([make_request() for _ in range(60)])
    registers.save_all([make_release(name=f"信息{place}", published_on=None) for place in range(60)])
    assert len([row for row in rows(registers, "正在办理的事项") if "答复申请" in row]) == 60
    assert len(rows(registers, "尚未公开的信息")) == 60


def test_the_numbers_of_records_tell_the_highest_the_gaps_and_the_removed(registers: Registers) -> None:
    january = date(2024, 1, 4)
    registers.save(make_request(number="2024-009", arrived_on=january, received_on=january))
    registers.save_all([make_request(number=f"2024-{serial:03}") for serial in (1, 2, 3, 4, 5, 6, 8)])
    gone = registers.save(make_request(number="2024-010")).after
    assert gone is not None
    registers.remove(gone, reason="重复登记")
    (told,) = [row for row in rows(registers, "编号使用情况") if "依申请公开" in row]
    assert told == "2024年依申请公开编号｜2024-010｜2024-011｜空号：2024-007；已移除：2024-010"


def test_in_january_the_numbers_of_the_year_before_are_told_too(registers: Registers) -> None:
    december = date(2023, 12, 20)
    registers.save(make_request(number="2023-001", arrived_on=december, received_on=december))
    assert [row for row in rows(registers, "编号使用情况") if "依申请公开" in row] == [
        "2023年依申请公开编号｜2023-001｜2023-002｜",
        "2024年依申请公开编号｜本年未用｜2024-001｜",
    ]


@pytest.mark.usefixtures("data_alone")
def test_two_proofs_of_the_same_name_are_both_in_the_package(issued: Registers, tmp_path: Path) -> None:
    version = versions_of(issued, 2023)[-1]
    for content in (b"first look", b"second look"):
        issued.attach(version, name="发布核对-网页.html", content=content)
    done = write_archive(issued, 2023, tmp_path, TODAY)
    found = sorted((done.folder / "data" / "01 年度报告").rglob("*网页.html"))
    assert [path.read_bytes() for path in found] == [b"first look", b"second look"]


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder in use cannot be removed")
def test_where_the_folder_cannot_be_put_in_place_nothing_packed_stays(
    office: Registers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(path: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "busy", str(path))

    monkeypatch.setattr("storage.whole_file.os.rename", busy)
    with pytest.raises(ExportError, match="不能写入"):
        hand_over(office, tmp_path, MON_4_MARCH_2024_AT_NINE)
    assert not list(tmp_path.glob("交接包*"))


@pytest.mark.parametrize("kept", [-1, 0], ids=["a byte", "all of a file"])
def test_an_archive_that_lost_anything_is_never_handed_over(
    office: Registers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    def losing(source: BinaryIO, target: BinaryIO, _piece: int) -> None:
        content = source.read()
        target.write(content[:kept] if source.name.endswith(PAPER) else content)

    monkeypatch.setattr("tasks.packages.packing.shutil.copyfileobj", losing)
    with pytest.raises(ExportError, match="与文件夹中的文件不符"):
        hand_over(office, tmp_path, MON_4_MARCH_2024_AT_NINE)
    assert list(tmp_path.glob("交接包*")) == []


def test_personal_data_that_cannot_be_noted_do_not_go_out(
    office: Registers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk of the file was full: 归档包 failed, she was told, and it lay there with every identity number."""
    monkeypatch.setattr(archive, "note_export", full)
    place = tmp_path / "移交"
    place.mkdir()
    with pytest.raises(FileUnavailableError):
        write_archive(office, 2024, place, TODAY)
    assert list(place.iterdir()) == []


def full(*_: object) -> None:
    raise FileUnavailableError("磁盘空间不足。")


def test_the_catalogue_of_a_package_states_the_term_of_each_file_by_its_own_kind(
    registers: Registers, tmp_path: Path
) -> None:
    """档案法实施条例第十九条: a paper of a review was listed with the term of requests, and so was a release's."""
    registers.save(make_profile(retention="申请案卷10年；复议案卷50年；年度报告永久"))
    cases = [make_request(number="2024-1"), make_review(number="复1", received_on=date(2024, 5, 6)), make_release()]
    for place, case in enumerate(cases):
        saved = registers.get(type(case), registers.save(case).record_id)
        registers.attach(saved, name=f"{saved.register}.txt", media_type="text/plain", content=b"%d" % place)
    done = write_archive(registers, 2024, tmp_path, TODAY)
    told = json.loads((done.folder / "data" / "元数据.json").read_text(encoding="utf-8"))["文件"]
    terms = {one["文件"].rpartition("/")[2]: one["保管期限"] for one in told if one["类别"] == "案卷材料"}
    assert terms == {"01 requests.txt": "10年", "01 reviews.txt": "50年", "01 releases.txt": ""}


def test_the_catalogue_of_a_package_and_the_list_of_what_to_keep_state_one_term(
    registers: Registers, tmp_path: Path
) -> None:
    """A request with a review is one case file, kept 50 years; the catalogue gave its answer to the archive for 10."""
    registers.save(make_profile(retention="申请案卷10年；复议案卷50年；年度报告永久"))
    asked = registers.get(Request, registers.save(make_request(number="2024-1")).record_id)
    review = make_review(number="复1", received_on=date(2024, 5, 6), related_request="2024-1")
    for place, one in enumerate((asked, registers.get(Review, registers.save(review).record_id))):
        registers.attach(one, name=f"{one.register}.txt", media_type="text/plain", content=b"%d" % place)
    done = write_archive(registers, 2024, tmp_path, TODAY)
    told = json.loads((done.folder / "data" / "元数据.json").read_text(encoding="utf-8"))["文件"]
    (file,) = known_files(registers)
    assert file.years == 50
    assert {one["保管期限"] for one in told if one["类别"] == "案卷材料"} == {"50年"}
