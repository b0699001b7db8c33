"""区分处理 of a stored paper: finding personal data on its pages; making, proving, storing and listing its 公开版."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL.Image import Image

from disclosure.cases.redaction import Covered, Redaction, covered_in, is_seen, proposed, settled
from disclosure.column_kinds import columns
from disclosure.errors import ExportError, SourceUnreadableError
from disclosure.file_names import MOST_BYTES, fitted
from disclosure.masking import each_of, masked_prose
from disclosure.progress import Progress, silent
from disclosure.records import RECORD_TYPES, Attachment, Record, Request
from disclosure.terms import AttachmentKind
from exporters.redaction import redacted
from exporters.redaction_list import redaction_list
from importers.paper_pages import Paper, opened_paper
from importers.told_of import outside_bytes
from storage.registers import Registers
from storage.whole_file import write_whole
from storage.writing import called

_MEDIA_TYPES = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg"}


def known_people(registers: Registers, owner: Record) -> dict[str, str]:
    """Return the personal data in a case, each text with the name of its field, to look for on the pages, too.

    It comes from the record itself, those it refers to (the request of a review), and the steps, which name third
    parties. A field with several names, 「甲、乙」, is split.
    """
    case = [owner]
    for record in case:  # grows during the loop
        if isinstance(record, Request):
            case.extend(registers.steps(record.id))
        for column in columns(type(record)):
            number = getattr(record, column.name) if column.refers_to else ""
            other = registers.named(RECORD_TYPES[column.refers_to], number) if number else None
            case.extend([other] if other is not None and other not in case else [])
    told = (
        (column, getattr(record, column.name)) for record in case for column in columns(type(record)) if column.personal
    )
    each_one = ((one, column.label) for column, text in told for one in each_of(column, text))
    return dict(reversed([*each_one]))


def found_on(paper: Paper, page: int, known: dict[str, str]) -> tuple[Covered, ...] | None:
    """Return the personal data on a page, from 1, as places to cover; None for a page without any text: a scan.

    What is outside the visible part of a page is not in its picture and needs no cover.
    """
    text, places = paper.signs(page - 1)
    if not text.strip():
        return None
    size = paper.sizes[page - 1]
    return tuple(one for one in proposed(page, text, places, known) if is_seen(one.place, size))


def public_version(paper: Paper, covered: Sequence[Covered], progress: Progress) -> bytes:
    """Return a paper as pictures with the places covered, and prove it; raises ExportError, CancelledError."""

    def pages() -> Iterator[Image]:
        for place in range(len(paper.pages)):
            progress(place, len(paper.pages))
            yield paper.picture(place)

    return redacted(pages(), paper.sizes, settled(covered, paper.sizes), paper.suffix)


def keep_public(
    registers: Registers, source: Attachment, paper: Paper, covered: Sequence[Covered], content: bytes
) -> Attachment:
    """Store a 公开版, with what was covered, beside the paper it was made from, which is not changed.

    It is named after the paper, unless that name contains personal data: the file's name is published with it.
    """
    owner = registers.get(RECORD_TYPES[source.owner_register], source.owner_id)
    redaction = Redaction(source.sha256, masked_prose(source.name), settled(covered, paper.sizes))
    before = sum(each.source == source.sha256 for each in redactions_of(registers, source))
    number = str(before + 1) if before else ""
    stem = Path(source.name).stem
    bare = "".join(stem.split())
    tells = masked_prose(stem) != stem or any("".join(text.split()) in bare for text in known_people(registers, owner))
    with registers.batch(f"存为公开版 {called(source)}"):
        return registers.attach(
            owner,
            name=fitted("材料" if tells else stem, f"-公开版{number}{paper.suffix}", MOST_BYTES),
            media_type=_MEDIA_TYPES[paper.suffix],
            content=content,
            kind=AttachmentKind.RELEASE,
            redaction=redaction.as_json(),
        )


def covered_before(registers: Registers, source: Attachment) -> tuple[Covered, ...]:
    """Return what the newest 公开版 of a paper covers, as a start for the next one; nothing if there is none."""
    made = reversed(redactions_of(registers, source))
    return next((each.covered for each in made if each.source == source.sha256), ())


def redactions_of(registers: Registers, source: Attachment) -> list[Redaction]:
    """Return the redactions behind all 公开版 stored with the same record, oldest first."""
    kept = registers.attachments(source.owner_register, source.owner_id)
    return [Redaction.from_json(each.redaction) for each in kept if each.redaction]


def list_of(registers: Registers, public: Attachment) -> bytes:
    """Return the 区分处理清单 of a 公开版 as PDF: page, place and ground of everything covered, by whom and when."""
    made = registers.history(public)[0]
    return redaction_list(Redaction.from_json(public.redaction), registers.profile().name, made.at, made.by)


def redact_file(source: Path, boxes: Path, target: Path) -> int:
    """Write the 公开版 of a file to another one, with the places given in a JSON file; return their number.

    Raises SourceUnreadableError for unreadable or invalid input; ExportError if the result fails the proof, or if the
    target has another suffix or is the source itself.
    """
    try:
        paper, told = opened_paper(outside_bytes(source)), json.loads(outside_bytes(boxes).decode("utf-8-sig"))
    except (OSError, ValueError) as reason:
        raise SourceUnreadableError(f"“{source}”或遮盖清单“{boxes}”读不出来，检查文件名和内容。") from reason
    if target.suffix.lower() != paper.suffix:
        raise ExportError(f"这份材料的公开版是 {paper.suffix} 文件，--to 要以 {paper.suffix} 结尾。")
    if target.exists() and target.samefile(source):
        raise ExportError("公开版不能写到原件上，要换一个文件名。")
    covered = covered_in(told)
    write_whole(target, public_version(paper, covered, silent))
    return len(covered)
