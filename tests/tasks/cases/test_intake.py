"""来件登记: what stands in the form a paper opens, where each value was read, and what of it is known already."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from disclosure.column_kinds import columns_by_name
from disclosure.paper_words import PaperKind
from disclosure.records import LEDGERS, Litigation, Profile, Request, Review
from disclosure.terms import AttachmentKind, DisputeResult, Judgment, ReviewDecision
from importers.ledgers.ledger import LedgerFile
from importers.ledgers.recognising import OldLedger
from storage.registers import Registers
from tasks.cases import intake
from tasks.cases.intake import Intake, Read, keep_papers, take_in_files
from tests.records_factory import make_request, make_review, make_suit

TODAY = date(2024, 3, 4)
PAPERS = Path(__file__).parents[2] / "data" / "incoming" / "papers"
RIGHT: dict[str, dict[str, Any]] = {
    each["file"]: each for each in json.loads((PAPERS / "right-values.json").read_text("utf-8"))
}
NOTICE = "行政复议答复通知书\n云政复〔2024〕7号\n申请人：李某某\n{about}本机关已受理。\n测试区人民政府\n2024年2月27日"
ABOUT_OURS = "申请人不服《答复书》（测公开〔2024〕2号），"
SUMMONS = "应诉通知书\n（2024）示01行初15号\n原告：李某某\n诉你单位一案，本院已受理。\n测试法院\n2024年3月1日"
OFFICE = Profile(name="测试区测试街道办事处", review_body="测试区人民政府", court="测试区人民法院")


def pasted(registers: Registers, text: str, register: str = "requests") -> Intake:
    return take_in_files(registers, [], register, TODAY, texts=[text])


@pytest.mark.parametrize(
    "file",
    [
        *("a01-form-citizen.docx", "a08-letter-short.rtf", "a17-mail-letter.eml", "b04-form.xlsx"),
        *("n01-review-reply-notice.docx", "n06-review-decision.txt", "n03-suit-notice.docx", "n05-judgment.doc"),
        *("r01-notice.docx", "r03-portal-page.html"),
    ],
)
def test_the_form_holds_what_stands_on_the_paper_and_says_where(file: str, registers: Registers) -> None:
    right = RIGHT[file]
    register = PaperKind[right["kind"].upper()].register
    found = take_in_files(registers, [PAPERS / file], register if register == "releases" else "requests", TODAY)
    assert found.register == register
    assert found.files == (PAPERS / file,)
    known = columns_by_name(LEDGERS[found.register])
    for name, value in right["values"].items():
        if name in known and value:
            assert found.readings[name].value == known[name].parse(value), name
            assert found.readings[name].where.startswith("读自 "), name
    assert [each.name for each in found.papers] == [file]
    assert found.told == ()


def test_an_application_arrives_today_unless_it_was_sent_and_what_it_is_for_is_remarked(registers: Registers) -> None:
    found = pasted(
        registers, "政府信息公开申请表\n申请人：张某某\n申请内容：合同\n用途：生产需要\n申请日期：2024年2月28日"
    )
    assert found.start == {"arrived_on": TODAY}
    arrived = found.readings["arrived_on"]
    assert (arrived.value, arrived.where) == (TODAY, "")
    assert [each.value for each in arrived.others] == [date(2024, 2, 28)], "the day on the paper is told beside it"
    remarks = found.readings["remarks"]
    assert remarks.value == "用途：生产需要"
    assert "第4行“用途”" in remarks.where
    of_today = pasted(registers, "政府信息公开申请表\n申请人：张某某\n申请内容：合同\n申请日期：2024年3月4日")
    assert of_today.readings["arrived_on"].others == ()
    mailed = take_in_files(registers, [PAPERS / "a17-mail-letter.eml"], "requests", TODAY).readings["arrived_on"]
    assert mailed.value == date.fromisoformat(RIGHT["a17-mail-letter.eml"]["values"]["sent_on"])


def test_a_dispute_is_about_the_request_whose_answer_it_names(registers: Registers) -> None:
    registers.save(OFFICE)
    named = registers.save(make_request(applicant="李某某", answer_number="测公开〔2024〕2号")).record
    registers.save(make_request(applicant="李某某"))
    found = pasted(registers, NOTICE.format(about=ABOUT_OURS))
    assert found.readings["related_request"] == Read(named.caption, "按文号“测公开〔2024〕2号”找到")
    assert found.start["related_request"] == named.caption
    assert (found.start["received_on"], found.start["review_body"]) == (TODAY, OFFICE.review_body)
    received = found.readings["received_on"]
    assert (received.value, received.where) == (TODAY, ""), "it was received today, whatever day the paper bears"
    assert [each.value for each in received.others] == [date(2024, 2, 27)]


@pytest.mark.parametrize("text", [NOTICE.format(about="申请人不服，"), SUMMONS])
def test_a_dispute_that_names_no_answer_is_about_the_newest_request_of_that_name(
    text: str, registers: Registers
) -> None:
    older, newer = (registers.save(make_request(applicant="李某某", content=what)).record for what in "甲乙")
    registers.save(make_request(applicant="王某某"))
    found = pasted(registers, text).readings["related_request"]
    assert found == Read(newer.caption, "按姓名或名称找到", (Read(older.caption, "同名的另一件申请"),))


@pytest.mark.parametrize(
    ("text", "body"), [(NOTICE.format(about=""), "review_body"), (SUMMONS, "court")], ids=["review", "suit"]
)
def test_a_dispute_about_nothing_we_know_begins_with_today_and_the_usual_body(
    text: str, body: str, registers: Registers
) -> None:
    registers.save(make_request(applicant="王某某"))
    assert pasted(registers, text).start == {"received_on": TODAY}
    registers.save(OFFICE)
    found = pasted(registers, text)
    assert found.start == {"received_on": TODAY, body: getattr(OFFICE, body)}
    assert "related_request" not in found.readings


DECIDED = [
    ("n06-review-decision.txt", "decision", ReviewDecision.REVOKED, DisputeResult.CORRECTED),
    ("n05-judgment.doc", "judgment", Judgment.CLAIMS_REJECTED, DisputeResult.UPHELD),
]


@pytest.mark.parametrize(("file", "detail", "decided", "result"), DECIDED)
def test_a_decision_gives_the_result_of_its_detail_and_no_day_of_receipt(
    file: str, detail: str, decided: ReviewDecision | Judgment, result: DisputeResult, registers: Registers
) -> None:
    found = take_in_files(registers, [PAPERS / file], "requests", TODAY)
    assert (found.readings[detail].value, found.readings["result"].value) == (decided, result)
    assert found.readings["result"].where == f"{found.readings[detail].where}（按结果明细）"
    assert "received_on" not in {**found.start, **found.readings}
    assert [each.kind for each in found.papers] == [AttachmentKind.DECISION]


@pytest.mark.parametrize(("file", "make"), [("n06-review-decision.txt", make_review), ("n05-judgment.doc", make_suit)])
def test_a_case_whose_number_is_known_goes_on(
    file: str, make: Callable[..., Review | Litigation], registers: Registers
) -> None:
    registers.save(make(case_number="别的"))
    known = registers.save(make(case_number=RIGHT[file]["values"]["case_number"])).record
    found = take_in_files(registers, [PAPERS / file], "requests", TODAY)
    assert (found.amends, dict(found.start)) == (known, {})


@pytest.mark.parametrize(
    ("office", "signed", "department"),
    [
        ("", "白鹭街道社会事务科", "白鹭街道社会事务科"),
        ("云溪县白鹭街道办事处", "白鹭街道社会事务科", "白鹭街道社会事务科"),
        ("云溪县白鹭街道办事处", "云溪县白鹭街道办事处", ""),
        ("云溪县白鹭街道办事处", "白鹭街道办事处", ""),
    ],
)
def test_who_published_is_the_department_unless_it_is_the_office_itself(
    office: str, signed: str, department: str, registers: Registers
) -> None:
    registers.save(Profile(name=office))
    found = pasted(registers, f"关于开展安全检查的通知\n\n请各社区遵照执行。\n\n{signed}\n2024年1月5日", "releases")
    assert found.register == "releases"
    assert found.start == {}
    read = found.readings.get("department")
    assert (read.value if read else "") == department
    assert read is None or read.where.startswith("读自 ")


def test_a_paper_kept_already_says_with_what_it_lies(registers: Registers, tmp_path: Path) -> None:
    first, copy = tmp_path / "申请书.txt", tmp_path / "同一份.txt"
    for path in (first, copy):
        path.write_text("政府信息公开申请表\n申请人：张某某\n申请内容：合同", "utf-8")
    found = take_in_files(registers, [first, copy], "requests", TODAY)
    assert [each.name for each in found.papers] == ["申请书.txt"], "the same bytes are one paper, and what they are"
    owner = registers.save(make_request()).record
    keep_papers(registers, owner, found.papers)
    (kept,) = registers.attachments("requests", owner.id)
    assert (kept.kind, kept.media_type) == (AttachmentKind.APPLICATION, "text/plain")
    (again,) = take_in_files(registers, [first], "requests", TODAY).papers
    assert again.kept_with == f"{Request.title} {owner.caption}"
    told = take_in_files(registers, [first], "requests", TODAY).told
    assert told == (f"“申请书.txt”已经放在{Request.title} {owner.caption}的材料里，核对是不是同一件。",)
    registers.remove(owner, "登记错了")
    (gone,) = take_in_files(registers, [first], "requests", TODAY).papers
    assert gone.kept_with in ("", Request.title)


@pytest.mark.parametrize(
    ("page", "register"), [("requests", "requests"), ("reviews", "reviews"), ("duties", "requests")]
)
def test_a_picture_is_of_the_page_and_to_be_filled_in_by_hand(
    page: str, register: str, registers: Registers, tmp_path: Path
) -> None:
    (tmp_path / "扫描.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 99)
    found = take_in_files(registers, [tmp_path / "扫描.jpg"], page, TODAY)
    assert found.register == register
    assert found.readings == {}
    assert len(found.told) == 1, "what is told of the file says what to do already"
    nothing = pasted(registers, "！？")
    assert nothing.told == ("没有认出可以填的内容，照原件填写，保存时文件照样放进材料。",)


@pytest.mark.parametrize(
    ("headings_and_rows", "read", "opens"),
    [
        ((6, 1), 3, {"ledger"}),
        ((5, 1), 2, {"form"}),
        ((5, 1), 1, {"ledger", "form"}),
        ((2, 1), 1, {"ledger", "form"}),
        ((1, 1), 1, {"form"}),
        ((6, 0), 1, {"form"}),
    ],
)
def test_a_table_is_a_ledger_by_so_many_headings_of_a_register(
    headings_and_rows: tuple[int, int], read: int, opens: set[str], registers: Registers, tmp_path: Path
) -> None:
    """Six headings only ledgers have are surely one; two may be one where hardly anything was read of a form."""
    (headings, rows), path = headings_and_rows, tmp_path / "表.txt"
    labels = ("联系电话：13800000000", "电子邮箱：a@example.com", "申请内容：合同")
    path.write_text("\n".join(["政府信息公开申请表", *labels[:read]]), "utf-8")
    seen = OldLedger(path, LedgerFile(path.stem, ()), Request, rows, headings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "recognised", lambda _path, _progress: seen)
        found = take_in_files(registers, [path], "requests", TODAY, may_be_ledger=True)
        assert {"ledger"} & opens == ({"ledger"} if found.ledger else set())
        assert {"form"} & opens == ({"form"} if found.readings else set())
        assert take_in_files(registers, [path], "requests", TODAY).ledger is None
        assert take_in_files(registers, [path, path], "requests", TODAY, may_be_ledger=True).ledger is None
