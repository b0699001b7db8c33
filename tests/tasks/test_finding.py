"""Finding a word wherever it stands, told with its place; and what stands in the papers that are kept."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from disclosure.errors import CancelledError
from disclosure.outcomes import Outcome
from disclosure.papers import IssuedLetter
from disclosure.records import Attachment, Release, Request, Review
from disclosure.terms import AttachmentKind, PasswordEvent, StepKind
from importers.papers import text_of_paper
from storage.registers import Registers
from tasks.finding import MOST, Hit, find, find_sealed
from tasks.paper_texts import read_next_paper
from tests.empty_files import new_registers
from tests.records_factory import make_activity, make_duty, make_release, make_request, make_review, make_step

PAPERS = Path(__file__).parents[1] / "data" / "incoming" / "papers"
PASSWORD = "春眠不觉晓 2024"


def workbook(*rows: tuple[str, ...]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    sheet = book.create_sheet(index=0)
    for row in rows:
        sheet.append(row)
    book.save(content)
    return content.getvalue()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registers]:
    """A file in which every kind of place says something of its own."""
    with new_registers(tmp_path_factory.mktemp("find") / "台账.sqlite") as registers:
        request = registers.save(
            make_request(
                applicant="单雄信",
                address="测试市示范区无名路99号",
                phone="13000001234",
                content="征收补偿安置方案，电话13900005678",
                outcome=Outcome.NOT_HELD,
                answered_on=date(2024, 3, 5),
                remarks="复核",
            )
        ).after
        assert isinstance(request, Request)
        registers.save(make_step(request, kind=StepKind.THIRD_PARTY_ASKED, party="尉迟建材公司"))
        registers.save(
            IssuedLetter(
                owner_id=request.id,
                kind="receipt",
                name="登记回执",
                number="测街〔2024〕7号",
                issued_on=date(2024, 3, 4),
                sha256=registers.attach(request, name="回执.txt", content="兹收到你的申请".encode()).sha256,
            )
        )
        registers.attach(
            request,
            name="土地证明.xlsx",
            content=workbook(("地块", "面积"), ("龙眼洞东", "３２亩")),
            kind=AttachmentKind.OTHER,
        )
        registers.attach(request, name="照片.png", content=b"\x89PNG\r\n\x1a\n\0\0\0")
        release = registers.save(make_release(name="绿化养护公告", department="社会事务办")).after
        assert isinstance(release, Release)
        registers.attach(release, name="公告.pdf", content=(PAPERS / "r02-announcement.pdf").read_bytes())
        registers.save(make_activity(content="窗口接待培训"))
        registers.save(make_duty(basis="条例第二十条"))
        while read_next_paper(registers):
            pass
        yield registers


def told(hit: Hit) -> tuple[str, str, str]:
    return hit.record.title, hit.where, hit.text[hit.start : hit.end]


PLACES = [
    ("征收补偿", ("依申请公开", "所需信息描述", "征收补偿")),
    ("zsbc", ("依申请公开", "所需信息描述", "征收补偿")),
    ("shanxiongx", ("依申请公开", "申请人", "单雄信")),
    ("danxiongxin", ("依申请公开", "申请人", "单雄信")),
    ("sxx 安置", ("依申请公开", "申请人", "单雄信")),
    ("示范区", ("依申请公开", "地址", "示范区")),
    ("不掌握", ("依申请公开", "办理结果", "不掌握")),
    ("yuchi", ("依申请公开", "征求第三方意见 2024-03-01 · 对方", "尉迟")),
    ("测街〔2024〕7号", ("依申请公开", "已发文书 · 文号", "测街〔2024〕7号")),
    ("tdzm", ("依申请公开", "附件 · 文件名", "土地证明")),
    ("龙眼洞", ("依申请公开", "材料 土地证明", "龙眼洞")),
    ("32亩", ("依申请公开", "材料 土地证明", "３２亩")),
    ("兹收到", ("依申请公开", "材料 回执", "兹收到")),
    ("lvhua", ("主动公开", "信息名称", "绿化")),
    ("shsw", ("主动公开", "责任科室", "社会事务")),
    ("窗口", ("工作记录", "内容", "窗口")),
    ("第二十条", ("应公开事项", "依据", "第二十条")),
]


@pytest.mark.parametrize(("typed", "place"), PLACES)
def test_a_word_is_found_wherever_it_stands_and_its_place_is_told(
    office: Registers, typed: str, place: tuple[str, str, str]
) -> None:
    assert place in [told(hit) for hit in find(office, typed)]


@pytest.mark.parametrize("typed", ["", " ", "没有这样的字", "xqzw", "征收 绿化", "lyd", "%", '"', "*", "(", "AND"])
def test_what_stands_nowhere_is_not_found(office: Registers, typed: str) -> None:
    """Pinyin is not taken to the running text of papers: a page of it says nearly everything."""
    assert find(office, typed) == []


def test_a_record_is_told_once_and_a_hidden_number_stays_hidden(office: Registers) -> None:
    (hit,) = find(office, "13000001234")
    assert (hit.where, hit.text, hit.start, hit.end) == ("电话", "130****1234", 0, 0)
    (hit,) = find(office, "13900005678")
    assert "13900005678" not in hit.text
    assert len(find(office, "征")) == 1


def test_of_a_long_text_as_much_is_shown_around_the_words_as_fits_a_line(registers: Registers) -> None:
    long = "".join(chr(0x4E00 + place) for place in range(600))
    before, behind = long[:300], long[300:]
    registers.save(make_request(content=f"{before}绿化养护清单{behind}"))
    release = registers.save(make_release(name="公告")).after
    assert isinstance(release, Release)
    registers.attach(release, name="公告.txt", content=f"{before}绿化养护清单{behind}".encode())
    while read_next_paper(registers):
        pass
    hits = find(registers, "绿化养护清单")
    assert [hit.record.register for hit in hits] == ["releases", "requests"]
    for hit in hits:
        assert hit.text == f"…{before[-12:]}绿化养护清单{behind[:48]}…"
        assert hit.text[hit.start : hit.end] == "绿化养护清单"


def test_a_short_text_is_shown_whole_without_ellipses(registers: Registers) -> None:
    for content in (f"{'一' * 12}绿化{'二' * 48}", "绿化"):
        registers.save(make_request(content=content))
    assert [hit.text for hit in find(registers, "绿化")] == ["绿化", f"{'一' * 12}绿化{'二' * 48}"]


@pytest.mark.parametrize("steps", [1, 2])
def test_searching_what_is_sealed_stops_among_the_fields_and_among_the_papers(registers: Registers, steps: int) -> None:
    request = registers.save(make_request(address="测试市示范区")).after
    assert isinstance(request, Request)
    registers.attach(request, name="申请书.txt", content="龙眼洞东路".encode())
    registers.reseal(registers.protection.renewed(PASSWORD), PasswordEvent.SET)
    while read_next_paper(registers):
        pass
    told = list[int]()

    def stop(done: int, _total: int) -> None:
        told.append(done)
        if len(told) == steps:
            raise CancelledError

    with pytest.raises(CancelledError):
        find_sealed(registers, "龙眼洞", stop)


def test_more_than_can_be_told_of_one_register_does_not_hide_the_others(registers: Registers) -> None:
    registers.save_all([make_release(name="绿化公告") for _ in range(MOST + 9)])
    registers.save(make_request(content="绿化清单"))
    hits = find(registers, "绿化")
    assert [hit.record.register for hit in hits] == ["releases"] * (MOST + 1) + ["requests"]
    assert hits[0].record.id == MOST + 9


def test_what_was_removed_is_not_found_with_all_that_belongs_to_it(office: Registers) -> None:
    office.remove(office.get(Request, 1))
    try:
        assert not [hit for typed, _ in PLACES for hit in find(office, typed) if hit.record.register == "requests"]
    finally:
        office.undo()


READ = {
    "a01-form-citizen.docx": "政府信息",
    "a04-form-old-word.doc": "政府信息",
    "a05-form-other-words.odt": "申请",
    "a06-letter.txt": "申请",
    "a08-letter-short.rtf": "申请",
    "a09-portal-mail.eml": "申请",
    "a10-mail-form-attached.eml": "申请",
    "a13-letter-agent.pdf": "申请",
    "a14-letter.wps": "申请",
    "a16-portal-page.doc": "申请",
    "b04-form.xlsx": "申请",
    "e02-article.html": "街道",
}


@pytest.mark.parametrize("name", READ)
def test_papers_of_every_kind_are_read(name: str) -> None:
    assert READ[name] in text_of_paper((PAPERS / name).read_bytes(), name)


def test_a_word_broken_by_the_end_of_a_line_is_whole() -> None:
    assert text_of_paper("龙眼\r\n洞东路\n\nA b\n丙".encode(), "记录.txt") == "龙眼洞东路\nA b\n丙"


def test_a_paper_without_words_is_known_as_such_and_read_once(office: Registers) -> None:
    picture = next(each for each in office.all(Attachment) if each.name == "照片.png")
    assert office.paper_text(picture.sha256) == ""
    assert office.unread_paper() is None


def test_reading_a_paper_stops_when_it_is_asked_to_and_begins_again(registers: Registers) -> None:
    def stop(_done: int, _total: int) -> None:
        raise CancelledError

    release = registers.save(make_release()).after
    assert isinstance(release, Release)
    registers.attach(release, name="公告.pdf", content=(PAPERS / "r02-announcement.pdf").read_bytes())
    with pytest.raises(CancelledError):
        read_next_paper(registers, stop)
    assert read_next_paper(registers)
    assert not read_next_paper(registers)


def test_what_a_password_seals_is_found_with_the_key_alone(registers: Registers) -> None:
    request = registers.save(make_request(address="测试市示范区无名路99号")).after
    assert isinstance(request, Request)
    registers.attach(request, name="申请书.txt", content="龙眼洞东路三十二号".encode())
    registers.save(make_request(content="示范区门牌"))
    review = registers.save(make_review()).after
    assert isinstance(review, Review)
    assert review.id == request.id
    registers.attach(review, name="复议申请书.txt", content="龙眼洞西路".encode())
    assert find_sealed(registers, "示范区") == []
    registers.reseal(registers.protection.renewed(PASSWORD), PasswordEvent.SET)
    while read_next_paper(registers):
        pass
    assert [hit.record.id for hit in find(registers, "示范区")] == [2]
    assert [told(hit) for hit in find_sealed(registers, "示范区")] == [("依申请公开", "地址", "示范区")]
    assert [told(hit) for hit in find_sealed(registers, "sfq wmlu")] == [("依申请公开", "地址", "示范区")]
    assert sorted(told(hit) for hit in find_sealed(registers, "龙眼洞")) == [
        ("依申请公开", "材料 申请书", "龙眼洞"),
        ("行政复议", "材料 复议申请书", "龙眼洞"),
    ]
    registers.protection.lock()
    assert find(registers, "龙眼洞") == find_sealed(registers, "龙眼洞") == find_sealed(registers, "示范区") == []
    assert not read_next_paper(registers)
