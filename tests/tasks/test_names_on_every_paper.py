"""One person whose name few fonts can write goes through every door: each paper says the name as it was typed."""

import html
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from disclosure.letters.filling import fill
from disclosure.papers import Draft
from disclosure.records import LEDGERS, Litigation, Request
from disclosure.terms import AttachmentKind, StepKind
from exporters.letters.paper import letter_docx, letter_pdf
from exporters.read_back.lines import bare
from exporters.read_back.pdf import read_pages, read_pdf
from exporters.report.formats import FORMATS
from storage.query import Query
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.ledgers.exporting import export_ledger
from tasks.ledgers.inspection_ledger import export_statutory_ledger, printed_ledger
from tasks.letters.envelopes import write_envelopes
from tasks.letters.files import issue_and_keep, kept_together, save_papers
from tasks.letters.issuing import draft_letter
from tasks.packages.archive import write_archive
from tasks.packages.evidence import gather_papers
from tasks.packages.handover import hand_over
from tasks.report.writing import export_report, framed_words_of_report, printed_report
from tests.conftest import fixed_now
from tests.empty_files import new_registers
from tests.letters_factory import office, request, shipped, source_for
from tests.records_factory import (
    make_activity,
    make_duty,
    make_release,
    make_request,
    make_review,
    make_step,
    make_suit,
    make_tally,
)

TODAY = date(2024, 3, 20)
NAMES = ("㛃𠮷𪩘𫝟𬎆𭕄·张", "བཀྲ་ཤིས་དོན་གྲུབ", "ئابدۇللا·مەمەت", "许\uf4a1")
"""Extensions A to F with the dot of a name, Tibetan, Uyghur, and a private code as old lists of names carry it."""
NAME = "、".join(NAMES)
FRAMED = "字库里没有 U+F4A1，PDF 上画成带框的编码，要核对或者改用 Word 文件。"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registers]:
    """A file in which the name stands wherever a name can."""
    path = tmp_path_factory.mktemp("names") / "登记簿.sqlite"
    with new_registers(path, now=fixed_now, by="测试员") as registers:
        registers.save(office(name=f"测试{NAMES[0]}街道办事处"))
        kept = registers.save(
            make_request(number="2024-001", applicant=NAME, address=f"{NAME}路1号", content=f"{NAME}的批复")
        )
        case = registers.get(Request, kept.record_id)
        registers.save(make_step(case, kind=StepKind.THIRD_PARTY_ASKED, on=date(2024, 3, 6), party=NAME))
        registers.attach(case, name=f"{NAME}.pdf", content=b"paper", kind=AttachmentKind.APPLICATION)
        registers.save(make_release(name=f"关于{NAME}的公示", department=NAME))
        registers.save(make_review(applicant=NAME, related_request="2024-001"))
        registers.save(make_suit(plaintiff=NAME, related_request="2024-001"))
        registers.save(make_tally(on=date(2024, 3, 1), remarks=NAME))
        registers.save(make_activity(on=date(2024, 3, 1), content=f"培训{NAME}"))
        registers.save(make_duty(name=f"{NAME}名册"))
        registers.save(Draft(year=2024, part="others", text=f"收到{NAME}的来信。"))
        yield registers


def case_of(file: Registers) -> Request:
    found = file.named(Request, "2024-001")
    assert found is not None
    return found


def said(path: Path) -> str:
    """Every word of a paper, without blanks, as another program reads it."""
    match path.suffix:
        case ".pdf":
            lines = read_pdf(path).lines
            return bare("".join(text for line in lines for text in line.texts) or "".join(read_pages(path)[0]))
        case ".docx":
            return bare("".join(docx.Document(str(path)).element.body.itertext()))
        case ".xlsx":
            sheets = openpyxl.load_workbook(path).worksheets
            return bare(
                "".join(
                    str(cell or "") for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row
                )
            )
        case ".json":
            return bare(json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False))
        case ".html":
            return bare(html.unescape(path.read_text(encoding="utf-8")))
    return bare(path.read_text(encoding="utf-8-sig"))


def reports(file: Registers, folder: Path) -> Iterable[Path]:
    assert framed_words_of_report(file, 2024, TODAY) == FRAMED
    return export_report(file, 2024, [folder / f"年报{suffix}" for suffix in FORMATS], TODAY)


def letters(_file: Registers, folder: Path) -> Iterable[Path]:
    """Every letter there is, in one PDF and in one Word file."""
    person = request(applicant=NAME, agent=NAME, address=f"{NAME}路1号", content=f"{NAME}的批复", handler=NAME)
    filled = []
    for template in shipped().values():
        source = source_for(template)
        of_case: dict[str, Any] = {"request": person} if source.request is not None else {}
        filled.append(fill(template, source_for(template, **of_case)))
    assert sum(NAME in letter.text for letter in filled) >= 40
    for suffix, make in ((".pdf", letter_pdf), (".docx", letter_docx)):
        (folder / f"文书{suffix}").write_bytes(make(filled))
        wanted = bare("".join(letter.text for letter in filled)).count(bare(NAME))
        assert said(folder / f"文书{suffix}").count(bare(NAME)) >= wanted
    return folder.iterdir()


def kept_letters(file: Registers, folder: Path) -> Iterable[Path]:
    """A letter that went out: what is kept, what is saved beside the file, what is printed again."""
    draft = draft_letter(file, case_of(file), "receipt", {"经办人": NAME, "收到材料": "申请表 1 份"}, dated_on=TODAY)
    issued = issue_and_keep(file, draft)
    (folder / "再印.pdf").write_bytes(kept_together(file, [issued.letter]))
    return [*save_papers(file, issued, folder), folder / "再印.pdf"]


def envelopes(file: Registers, folder: Path) -> Iterable[Path]:
    assert write_envelopes(file, [case_of(file)], folder / "信封.pdf", dated_on=TODAY) == FRAMED
    return folder.iterdir()


def ledgers(file: Registers, folder: Path) -> Iterable[Path]:
    for register in LEDGERS:
        for suffix in (".xlsx", ".csv"):
            export_ledger(file, register, folder / f"{register}{suffix}")
        for suffix in (".pdf", ".xlsx", ".csv"):
            told = export_statutory_ledger(file, register, folder / f"{register}台账{suffix}", TODAY, mask=False)
            assert told == (1, FRAMED if suffix == ".pdf" else "")
    return folder.iterdir()


def printed(file: Registers, folder: Path) -> Iterable[Path]:
    """What goes to the printer and nowhere else: the names are hidden on a ledger, but not what stands in its texts."""
    made = {"台账": printed_ledger(file, "releases", TODAY, Query()), "年报": printed_report(file, 2024, TODAY)}
    for name, (content, framed) in made.items():
        (folder / f"{name}.pdf").write_bytes(content)
        assert framed == FRAMED
    return folder.iterdir()


def evidence(file: Registers, folder: Path) -> Iterable[Path]:
    (case,) = file.all(Litigation)
    gathered = gather_papers(file, case, folder, load_calendar(file), with_identity=True)
    assert f"01 {NAME}.pdf" in [exhibit.name for exhibit in gathered.exhibits]
    return [path for path in gathered.folder.iterdir() if path.stem.endswith(("证据目录", "办理经过"))]


def archive(file: Registers, folder: Path) -> Iterable[Path]:
    done = write_archive(file, 2024, folder, TODAY)
    assert FRAMED in done.sentence
    assert any(path.name == f"01 {NAME}.pdf" for path in done.folder.rglob("*"))
    return [done.folder / "data" / name for name in ("目录.pdf", "目录.xlsx", "元数据.json")]


def handover(file: Registers, folder: Path) -> Iterable[Path]:
    done = hand_over(file, folder, datetime(2024, 3, 20, tzinfo=UTC))
    assert FRAMED in done.sentence
    return [path for path in done.folder.iterdir() if path.suffix == ".pdf"]


DOORS: tuple[Callable[[Registers, Path], Iterable[Path]], ...] = (
    reports,
    letters,
    kept_letters,
    envelopes,
    ledgers,
    printed,
    evidence,
    archive,
    handover,
)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_every_paper_says_a_name_as_it_was_typed(
    file: Registers, tmp_path: Path, door: Callable[[Registers, Path], Iterable[Path]]
) -> None:
    """It was tried on the ledger, the envelope and the note alone."""
    papers = list(door(file, tmp_path))
    assert papers
    wanted = {path: NAMES[:1] if path.name == "年报.xlsx" else NAMES for path in papers}  # it has tables and no prose
    words = {path: said(path) for path in papers}
    lacking = {path.name: [name for name in names if bare(name) not in words[path]] for path, names in wanted.items()}
    assert {name: names for name, names in lacking.items() if names} == {}
