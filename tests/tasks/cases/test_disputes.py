"""A request that goes to review and to court, in a real file: linked cases, dates, papers, what a lost case teaches."""

import csv
import os
import zipfile
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from disclosure.errors import CancelledError, DisclosureError, ExportError
from disclosure.outcomes import Outcome
from disclosure.papers import IssuedLetter
from disclosure.records import Access, Litigation, Request, Review
from disclosure.terms import AccessKind, AttachmentKind, Channel, DisputeResult, StepKind, SuitRoute
from storage.registers import Registers
from tasks.calendar.loading import shipped_calendar
from tasks.cases import disputes
from tasks.letters.issuing import draft_letter, proposals
from tasks.letters.kept import evidence_rows, expected_papers
from tasks.packages.evidence import CATALOGUE, gather_papers, privacy_words
from tests.records_factory import make_profile, make_request, make_review, make_step, make_suit
from tests.small_pdfs import page

MAY = date(2024, 5, 6)
CALENDAR = shipped_calendar()


@pytest.fixture
def request_(registers: Registers) -> Request:
    registers.save(make_profile(review_body="测试区人民政府", court="测试区人民法院"))
    answer = {"outcome": Outcome.NOT_HELD, "answered_on": date(2024, 3, 20)}
    return registers.get(Request, registers.save(make_request(**answer)).record_id)


def test_a_review_comes_in_is_numbered_and_its_reply_dated(registers: Registers, request_: Request) -> None:
    done = disputes.register_dispute(registers, disputes.open_review(registers, request_, MAY), CALENDAR)
    assert (done.dispute.number, done.dispute.related_request) == ("复2024-1", request_.number)
    assert done.reply.due.on == date(2024, 5, 17), "Saturday 11 May 2024 was worked"
    assert disputes.reviews_of(registers, request_) == (done.dispute,)


def test_a_suit_after_it_is_linked_to_review_and_request(registers: Registers, request_: Request) -> None:
    assert disputes.open_suit(registers, request_, MAY).route is SuitRoute.DIRECT_SUIT
    review = disputes.register_dispute(registers, disputes.open_review(registers, request_, MAY), CALENDAR).dispute
    suit = disputes.open_suit(registers, request_, date(2024, 8, 1))
    assert (suit.route, suit.related_review) == (SuitRoute.SUIT_AFTER_REVIEW, review.number)
    saved = disputes.register_dispute(registers, suit, CALENDAR).dispute
    assert disputes.suits_of(registers, request_) == (saved,)
    assert disputes.request_of(registers, saved) == request_


def test_the_request_of_a_suit_is_found_by_its_review(registers: Registers, request_: Request) -> None:
    review = make_review(number="复2024-1", related_request=request_.number)
    registers.save(review)
    assert disputes.request_of(registers, make_suit(related_review="复2024-1")) == request_
    assert disputes.request_of(registers, make_suit(related_review="没有")) is None
    assert disputes.request_of(registers, make_suit()) is None
    assert disputes.request_of(registers, make_review()) is None


def test_a_lost_case_asks_why_and_its_cause_joins_the_checklist_of_such_answers(
    registers: Registers, request_: Request
) -> None:
    lost = make_review(related_request=request_.number, result=DisputeResult.CORRECTED, closed_on=date(2024, 6, 3))
    review = registers.get(Review, registers.save(lost).record_id)
    assert disputes.was_corrected(registers, request_)
    assert "因为什么" in disputes.question_of(review)
    assert disputes.checklist(registers, Outcome.NOT_HELD) == ()
    told = disputes.note_cause(registers, review, " 检索记录不完整 ")
    assert disputes.question_of(told) == ""
    assert disputes.checklist(registers, Outcome.NOT_HELD) == ("检索记录不完整（复2024-1 复议纠正）",)
    assert disputes.checklist(registers, Outcome.GRANTED) == ()


def test_an_answer_nobody_corrected_was_not_corrected(registers: Registers, request_: Request) -> None:
    registers.save(make_suit(related_request=request_.number))
    assert not disputes.was_corrected(registers, request_)
    assert not disputes.reviews_of(registers, make_request())
    assert not disputes.suits_of(registers, make_request())


@pytest.fixture
def suit(registers: Registers, request_: Request) -> Litigation:
    registers.attach(request_, name="申请表.pdf", content=b"%PDF application", kind=AttachmentKind.APPLICATION)
    registers.attach(request_, name="身份证.jpg", content=b"identity", is_identity=True)
    registers.save(make_step(request_, kind=StepKind.EXTENDED, days=20))
    review = registers.get(Review, registers.save(make_review(related_request=request_.number)).record_id)
    registers.attach(review, name="复议/决定书:1.pdf", content=b"%PDF decision")
    first = make_suit(number="诉2024-1", related_request=request_.number, related_review=review.number)
    registers.save(first)
    second = make_suit(number="诉2024-2", related_review=review.number, original_case="诉2024-1")
    return registers.get(Litigation, registers.save(second).record_id)


def test_the_papers_are_gathered_listed_hashed_and_zipped(
    registers: Registers, suit: Litigation, tmp_path: Path
) -> None:
    done = gather_papers(registers, suit, tmp_path, CALENDAR)
    names = [exhibit.name for exhibit in done.exhibits]
    assert names == ["01 复议_决定书_1.pdf", "02 申请表.pdf", "03 办理经过.csv", "04 答复期限逐日计算.csv"]
    with (done.folder / CATALOGUE).open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    papers = [(done.folder / row["材料名称"]).read_bytes() for row in rows]
    counted = [(str(number), str(len(paper)), sha256(paper).hexdigest()) for number, paper in enumerate(papers, 1)]
    assert [(row["序号"], row["字节数"], row["SHA-256"]) for row in rows] == counted
    asked = f"依申请公开{registers.get(Request, 1).caption}"
    assert [row["来源"] for row in rows] == ["行政复议复2024-1 附件", f"{asked} 附件", *[f"{asked}，由系统生成"] * 2]
    proof = {row["材料名称"]: row["证明事项"] for row in rows}
    assert proof["02 申请表.pdf"] == "申请人何时申请公开什么信息", "the column stood empty"
    assert proof["03 办理经过.csv"], "what was made for the case proves something, too"
    course = (done.folder / names[2]).read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in course] == [
        "步骤",
        "收到申请（当面）",
        "延期告知",
        "答复：本机关不掌握相关政府信息",
    ]
    with (done.folder / names[-1]).open(encoding="utf-8-sig", newline="") as stream:
        days = list(csv.DictReader(stream))
    worked = [row["日期"] for row in days if row["是否计入"] == "计入"]
    assert [row["日期"] for row in days if row["第几个工作日"]] == worked
    assert [int(row["第几个工作日"]) for row in days if row["第几个工作日"]] == [*range(1, len(worked) + 1)]
    assert [day for day in worked if not CALENDAR.is_workday(date.fromisoformat(day))] == []
    assert {row["是否计入"] for row in days} == {"计入", "不计"}
    assert all(row["理由"] for row in days)
    extended = [row["依据"] for row in days if row["第几个工作日"] and int(row["第几个工作日"]) > 20]
    assert extended == ["条例第三十三条第二款"] * 20
    with zipfile.ZipFile(done.archive) as packed:
        assert sorted(packed.namelist()) == sorted(f"{done.folder.name}/{name}" for name in (*names, CATALOGUE))
    assert sorted(path.name for path in tmp_path.glob("证据*")) == ["证据材料-诉2024-2", "证据材料-诉2024-2.zip"]
    assert list(tmp_path.glob(".~*")) == [], "no scratch folder stays"


def test_the_pages_of_the_evidence_are_counted_as_far_as_its_papers_have_pages(
    registers: Registers, request_: Request, tmp_path: Path
) -> None:
    """页码 of the 证据目录 and 页数 of what is gathered stood blank, of papers that could have been counted."""
    registers.attach(request_, name="申请表.pdf", content=page(pages=3), kind=AttachmentKind.APPLICATION)
    registers.attach(request_, name="补正材料.pdf", content=page(pages=1), kind=AttachmentKind.CORRECTION)
    registers.attach(request_, name="第三方意见.docx", content=b"PK", kind=AttachmentKind.OPINION)
    for step in (StepKind.CORRECTION_RECEIVED, StepKind.THIRD_PARTY_ANSWERED, StepKind.FEE_PAID):
        registers.save(make_step(request_, kind=step))
    registers.attach(request_, name="缴费凭证.pdf", content=page(pages=2), kind=AttachmentKind.PAYMENT)
    review = registers.get(Review, registers.save(make_review(related_request=request_.number)).record_id)
    rows = [line.split("｜") for line in evidence_rows(registers, review).splitlines()]
    assert {row[1]: row[-1] for row in rows} == {"申请表": "1—3", "补正材料": "4", "第三方意见": "", "缴费凭证": ""}
    done = gather_papers(registers, review, tmp_path, CALENDAR)
    with (done.folder / CATALOGUE).open(encoding="utf-8-sig", newline="") as stream:
        counted = {row["材料名称"].partition(" ")[2]: row["页数"] for row in csv.DictReader(stream)}
    assert [counted[name] for name in ("申请表.pdf", "第三方意见.docx", "缴费凭证.pdf")] == ["3", "", "2"]


def test_a_reply_rests_on_what_its_answer_rested_on(registers: Registers, request_: Request) -> None:
    """法律依据 of the 答复书 was blank, though the register had the article of the answer."""
    registers.save(replace(request_, legal_basis="条例第三十六条第（四）项、第（五）项；国办函〔2020〕109号"))
    for dispute, code in ((make_review(), "review-reply"), (make_suit(), "defence")):
        change = registers.save(replace(dispute, related_request=request_.number))
        kept = registers.get(type(dispute), change.record_id)
        basis = proposals(registers, kept, code, {}, dated_on=MAY, calendar=CALENDAR)["法律依据"]
        assert basis == "《中华人民共和国政府信息公开条例》第三十六条第（四）项、第（五）项，国办函〔2020〕109号。"


def test_what_is_lacking_is_told_and_identity_papers_go_only_when_asked(
    registers: Registers, suit: Litigation, tmp_path: Path
) -> None:
    (tmp_path / "一").mkdir()
    note = make_step(registers.get(Request, 1), detail="第三方来电13800000000", party="测试公司")
    registers.save(note)
    unasked = gather_papers(registers, suit, tmp_path / "一", CALENDAR)
    assert not [exhibit.name for exhibit in unasked.exhibits if "身份证" in exhibit.name]
    assert not [name for name in zipfile.ZipFile(unasked.archive).namelist() if "身份证" in name]
    done = gather_papers(registers, suit, tmp_path, CALENDAR, with_identity=True)
    assert "03 身份证.jpg" in [exhibit.name for exhibit in done.exhibits]
    veiled, whole = (next(one.folder.glob("*办理经过.csv")).read_text(encoding="utf-8-sig") for one in (unasked, done))
    assert ("13800000000" in veiled, "13800000000" in whole) == (False, True)
    (access,) = registers.all(Access)
    assert (access.owner_register, access.kind) == ("litigation", AccessKind.EXPORTED)
    assert "行政诉讼答辩状" in done.sentence
    assert "延期告知书" in done.sentence
    found = {paper.name: names for paper, names in expected_papers(registers, suit)}
    assert found["政府信息公开申请表"] == ("申请表.pdf",)


def test_identity_papers_do_not_leave_a_file_in_which_that_cannot_be_noted(
    registers: Registers, suit: Litigation, tmp_path: Path
) -> None:
    """「并记入查阅记录」, said the tick; in a file opened to be read they went out and nothing was noted."""
    registers._connection.is_read_only = True
    (tmp_path / "出").mkdir()
    with pytest.raises(DisclosureError, match="只读"):
        gather_papers(registers, suit, tmp_path / "出", CALENDAR, with_identity=True)
    assert list((tmp_path / "出").iterdir()) == []
    registers._connection.is_read_only = False
    assert registers.count(Access) == 0


def test_a_folder_that_goes_out_is_not_called_by_a_telephone(registers: Registers, tmp_path: Path) -> None:
    review = registers.get(Review, registers.save(make_review(number="来电13800000000")).record_id)
    assert gather_papers(registers, review, tmp_path, CALENDAR).folder.name == "证据材料-来电138____0000"


def test_a_request_alone_goes_out_as_its_file_with_all_that_came_of_it(
    registers: Registers, request_: Request, suit: Litigation, tmp_path: Path
) -> None:
    """Only a case in review or court could be gathered; an inspector asks for the file of one request."""
    assert suit.id
    done = gather_papers(registers, request_, tmp_path, CALENDAR)
    names = [exhibit.name for exhibit in done.exhibits]
    assert names == ["01 申请表.pdf", "02 复议_决定书_1.pdf", "03 办理经过.csv", "04 答复期限逐日计算.csv"]
    assert done.folder.name == f"卷宗-{request_.number}"
    assert sorted(path.name for path in done.folder.iterdir()) == sorted([*names, "卷内目录.csv"])
    assert "延期告知书" in done.sentence
    assert "行政诉讼答辩状" not in done.sentence, "a request is handed in to nobody"
    assert "答复书送达凭证" in done.sentence
    (tmp_path / "未答复").mkdir()
    running = registers.get(Request, registers.save(make_request(number="2024-077")).record_id)
    assert "答复书" not in gather_papers(registers, running, tmp_path / "未答复", CALENDAR).sentence


def test_equal_papers_make_equal_archives(registers: Registers, suit: Litigation, tmp_path: Path) -> None:
    archives = []
    for place in (tmp_path / "一", tmp_path / "二"):
        place.mkdir()
        archives.append(gather_papers(registers, suit, place, CALENDAR).archive.read_bytes())
    assert archives[0] == archives[1]


def test_nothing_is_overwritten_and_a_missing_place_is_told(
    registers: Registers, suit: Litigation, tmp_path: Path
) -> None:
    gather_papers(registers, suit, tmp_path, CALENDAR)
    with pytest.raises(ExportError, match="已经存在"):
        gather_papers(registers, suit, tmp_path, CALENDAR)
    with pytest.raises(ExportError, match="不能写入"):
        gather_papers(registers, suit, tmp_path / "没有", CALENDAR)


def test_a_cancelled_gathering_leaves_nothing(registers: Registers, suit: Litigation, tmp_path: Path) -> None:
    def cancel(_done: int, _total: int) -> None:
        raise CancelledError

    place = tmp_path / "空"
    place.mkdir()
    with pytest.raises(CancelledError):
        gather_papers(registers, suit, place, CALENDAR, progress=cancel)
    assert list(place.iterdir()) == []


def test_a_case_without_a_request_hands_in_what_it_has(registers: Registers, tmp_path: Path) -> None:
    review = registers.get(Review, registers.save(make_review()).record_id)
    kinds = AttachmentKind
    needed = (kinds.REPLY, kinds.STANDING, kinds.AUTHORISATION, kinds.APPLICATION, kinds.RECEIPT, kinds.ANSWER)
    for kind in (*needed, kinds.DELIVERY):
        registers.attach(review, name=f"{kind.value}.pdf", content=kind.value.encode(), kind=kind)
    assert gather_papers(registers, review, tmp_path, CALENDAR).sentence == "共 7 份材料，应交的材料都已找到。"


def test_a_request_without_a_running_term_has_no_day_strip(registers: Registers, tmp_path: Path) -> None:
    registers.save(make_request(number="2024-001", channel=Channel.FAX, received_on=None))
    review = registers.get(Review, registers.save(make_review(related_request="2024-001")).record_id)
    assert [exhibit.name for exhibit in gather_papers(registers, review, tmp_path, CALENDAR).exhibits] == [
        "01 办理经过.csv"
    ]


def test_a_letter_that_went_out_is_handed_in_and_a_voided_one_is_not(registers: Registers, tmp_path: Path) -> None:
    review = registers.get(Review, registers.save(make_review()).record_id)
    for name, is_voided in (("答复书一.pdf", True), ("答复书二.pdf", False)):
        paper = registers.attach(review, name=name, content=name.encode())
        registers.save(
            IssuedLetter(
                owner_register="reviews",
                owner_id=review.id,
                name="行政复议答复书",
                issued_on=MAY,
                sha256=paper.sha256,
                is_voided=is_voided,
            )
        )
    (exhibit,) = gather_papers(registers, review, tmp_path, CALENDAR).exhibits
    assert (exhibit.name, exhibit.source) == ("01 答复书二.pdf", "行政复议复2024-1 已发文书")


def test_before_papers_are_handed_in_it_is_told_what_to_look_at(
    registers: Registers, request_: Request, suit: Litigation
) -> None:
    assert privacy_words(registers, suit).startswith("3 份材料的内容没有逐字检查，")
    registers.save(make_step(request_, kind=StepKind.NOTE, detail="第三方来电13800000000"))
    told = privacy_words(registers, suit)
    assert told.startswith("办理经过里有手机号码，不含身份证明时遮住；3 份材料的内容没有逐字检查，")
    assert "13800000000" not in told


@pytest.mark.skipif(os.name == "nt", reason="rights of Windows are lists")
def test_papers_of_a_case_are_their_owners_alone(registers: Registers, suit: Litigation, tmp_path: Path) -> None:
    done = gather_papers(registers, suit, tmp_path, CALENDAR)
    assert done.folder.stat().st_mode & 0o777 == 0o700
    assert done.archive.stat().st_mode & 0o777 == 0o600


def test_the_list_of_evidence_begins_with_what_the_case_holds(registers: Registers, suit: Litigation) -> None:
    """She was to type 序号｜名称｜来源｜证明内容｜页码 with a bar no key of hers makes, of papers the program knows."""
    registers.attach(suit, name="答辩状.pdf", content=b"%PDF reply", kind=AttachmentKind.REPLY)
    for suffix in ("pdf", "docx"):
        registers.attach(suit, name=f"授权委托书.{suffix}", content=suffix.encode(), kind=AttachmentKind.AUTHORISATION)
    told = proposals(registers, suit, "evidence-list", dated_on=MAY)["证据清单"]
    assert [row.split("｜")[:3] for row in told.splitlines()] == [
        ["1", "授权委托书", "本机关"],
        ["2", "申请表", "申请人提交"],
    ]
    letter = draft_letter(registers, suit, "evidence-list", {"证据清单": told}, dated_on=MAY).letter
    assert "申请人何时申请公开什么信息" in letter.text
