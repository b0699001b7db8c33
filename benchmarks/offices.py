"""Two files made by the program: that of an office after ten years, and a district's larger than any real one.

They are made once, through the ordinary interface, and kept outside the project, in ``BENCHMARK_FILES``.
"""

import os
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from disclosure.outcomes import Outcome
from disclosure.records import Draft, Profile, Release, Request, Step
from disclosure.report.narrative import PROSE
from disclosure.terms import Applicant, AttachmentKind, Channel, DocumentKind, ReleaseCategory, ReleaseChannel, StepKind
from storage.query import Query
from storage.registers import Registers, create_registers

TODAY = date(2026, 3, 2)
"""The day on which both are opened."""

FIRST_YEAR, YEARS = 2016, 10
WORDS = ("长者食堂", "征收补偿", "道路改造", "门牌编制", "社区人口", "预算执行", "安置房", "绿化养护", "经费明细")
_SHARE_OPEN = 0.02
_REQUESTS, _RELEASES = 3_000, 10_000
_PAPERS, _PAPER_BYTES = 2_000, 100_000
_DISTRICT = 100_000
_PART = 200
_AT_ONCE = 50_000
_STILL_OPEN = 40
_KEPT = Path(os.environ.get("BENCHMARK_FILES", Path(tempfile.gettempdir(), "disclosure-desk-benchmarks")))


def office() -> Path:
    """Return a file of 10 years with 300 requests and 1,000 releases each, 2,000 papers of 100 kB, nine drafts."""
    return _made("office", _fill_office)


def district() -> Path:
    """Return a file of 100,000 requests and as many releases."""
    return _made("district", lambda registers: _fill(registers, _DISTRICT, _DISTRICT))


def of_requests(count: int) -> Path:
    """Return a file with so many requests and nothing else."""

    def fill(registers: Registers) -> None:
        made = requests(count)
        for first in range(0, count, _AT_ONCE):
            registers.save_all(islice(made, min(_AT_ONCE, count - first)))

    return _made(f"{count}-requests", fill)


def requests(count: int) -> Iterator[Request]:
    """Yield invented requests spread over the ten years to 2025."""
    random.seed(200)
    outcomes, applicants = list(Outcome), list(Applicant)
    for number in range(count):
        received = date(2016, 1, 1) + timedelta(days=random.randrange(3652))
        is_open = random.random() < _SHARE_OPEN
        rare = "甲骨拓片" if number % 10_000 == 0 else ""
        yield Request(
            number=f"{received.year}-{number:07}",
            applicant_kind=random.choice(applicants),
            applicant="张某某",
            channel=Channel.COUNTER,
            arrived_on=received,
            received_on=received,
            content=f"{random.choice(WORDS)}{random.choice(WORDS)}{rare}有关材料",
            department="党政综合办",
            outcome=None if is_open else random.choice(outcomes),
            answered_on=None if is_open else received + timedelta(days=random.randrange(60)),
        )


def _made(name: str, fill: Callable[[Registers], object]) -> Path:
    path = _KEPT / f"{name}.sqlite"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        with create_registers(unfinished) as registers:
            registers.save(Profile(name="水部街道办事处", short_name="水部街道"))
            fill(registers)
        unfinished.rename(path)
    return path


def _fill(registers: Registers, asked: int, released: int) -> None:
    """Enter requests and releases spread over the ten years; the newest requests are still open, with one step each."""
    registers.save_all(_releases(released))
    registers.save_all(_recent(request) for request in requests(asked))
    newest = registers.ids(Request, Query(descending=True, limit=_STILL_OPEN))
    registers.save_all(
        Step(request_id=each, kind=StepKind.CORRECTION_ASKED, on=TODAY - timedelta(days=5)) for each in newest[::2]
    )


def _recent(request: Request) -> Request:
    """Leave only recent requests open."""
    assert request.received_on is not None
    if request.outcome is not None or request.received_on > date(2025, 12, 1):
        return request
    return replace(request, outcome=Outcome.GRANTED, answered_on=request.received_on + timedelta(days=12))


def _releases(count: int) -> Iterator[Release]:
    dice = random.Random(19)
    kinds, categories = list(DocumentKind), list(ReleaseCategory)
    for number in range(count):
        formed = date(FIRST_YEAR, 1, 1) + timedelta(days=dice.randrange(365 * YEARS))
        yield Release(
            number=f"公-{formed.year}-{number:06}",
            name=f"关于{dice.choice(WORDS)}{dice.choice(WORDS)}有关事项的公告（第{number}号）",
            document_kind=kinds[0] if number % 997 == 0 else kinds[1] if number % 97 == 0 else kinds[-1],
            category=dice.choice(categories),
            formed_on=formed,
            published_on=formed + timedelta(days=dice.randrange(20)),
            channels=(ReleaseChannel.PORTAL,),
            department="党政综合办",
        )


def _fill_office(registers: Registers) -> None:
    _fill(registers, _REQUESTS, _RELEASES)
    for year in range(FIRST_YEAR, FIRST_YEAR + YEARS - 1):
        part = PROSE[0]
        registers.save(Draft(year=year, part=part, text=f"{year} 年，街道认真做好政府信息公开工作。"))
    owners, dice = list(registers.all(Request, Query(limit=_PAPERS))), random.Random(5)
    for first in range(0, len(owners), _PART):
        with registers.batch("添加附件"):
            for owner in owners[first : first + _PART]:
                registers.attach(
                    owner,
                    name=f"{owner.number} 答复书.pdf",
                    content=dice.randbytes(_PAPER_BYTES),
                    kind=AttachmentKind.ANSWER,
                )
