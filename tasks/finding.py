"""Searching everything in a file; every hit says where the words were found."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice, product
from pathlib import PurePath

from disclosure.errors import DisclosureError
from disclosure.masking import masked_prose, screened
from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, RECORD_TYPES, Attachment, Record, Step
from resources.pinyin import folded, place_of
from storage.index import PAPERS, Trace
from storage.registers import Registers
from storage.search import field_text, searched_columns

MOST = 20
"""Most hits per register."""

_BEFORE, _AFTER, _AROUND = 12, 48, 200
_ROWS_AT_ONCE = 200
_WIDE = {0x3000: 0x20, **{0xFF00 + code: 0x20 + code for code in range(1, 0x5F)}}
"""Full-width characters to half-width ones."""


@dataclass(frozen=True)
class Hit:
    """A record in which words were found: where (「所需信息描述」, 「材料 申请书」), and the text around them.

    ``table`` is the register of what contains them: the record, or a step, letter or attachment of it. ``start`` and
    ``end`` are the position of the first word in ``text``; they are equal where it is masked.
    """

    record: Record
    table: str
    where: str
    text: str
    start: int
    end: int


def find(registers: Registers, text: str, most: int = MOST) -> list[Hit]:
    """Return the records in which all words of a text occur in one place, by register, the newest first.

    Each record is returned once. Of a register there are up to ``most`` and one more, which shows that there are
    others. What a password seals is not found; ``find_sealed`` does that, and takes longer.
    """
    by_record: dict[tuple[str, int], list[Trace]] = defaultdict(list)
    for trace in registers.traces(text, most + 1):
        by_record[trace.register, trace.record_id].append(trace)
    hits: list[Hit] = []
    for register, record_type in LEDGERS.items():
        ids = sorted((record_id for name, record_id in by_record if name == register), reverse=True)
        told = (
            next(filter(None, (_hit(registers, record, each, text) for each in by_record[register, record.id])), None)
            for record in registers.page(record_type, ids)
        )
        hits.extend(islice(filter(None, told), most + 1))
    return hits


def find_sealed(registers: Registers, text: str, progress: Progress = silent, most: int = MOST) -> list[Hit]:
    """Return the records in which all words of a text occur in what a password seals: fields of requests, and papers.

    These are decrypted and searched, the newest first, until ``most`` are found; nothing is found while the file is
    locked or has no password. ``progress`` may raise CancelledError.
    """
    if not registers.protection.is_sealed or registers.protection.is_locked:
        return []
    hits: dict[tuple[str, int], Hit] = {}
    for hit in _sealed_hits(registers, text.split(), progress):
        hits.setdefault((hit.record.register, hit.record.id), hit)
        if len(hits) >= most:
            break
    return list(hits.values())


# --- where in a record ---


def _hit(registers: Registers, record: Record, trace: Trace, text: str) -> Hit | None:
    """Return a trace as a hit, or None for a false match, which the index allows for pinyin."""
    words = text.split()
    if trace.table == record.register:
        return _in_fields(record, record, "", words)
    with suppress(DisclosureError):  # removed meanwhile
        if trace.table == PAPERS:
            attachment = registers.get(Attachment, trace.row_id)
            return _in_paper(record, attachment, registers.paper_text(attachment.sha256) or "", words)
        row = registers.get(RECORD_TYPES[trace.table], trace.row_id)
        return _in_fields(record, row, row.caption if isinstance(row, Step) else row.title, words)
    return None


def _in_fields(record: Record, row: Record, prefix: str, words: Sequence[str]) -> Hit | None:
    told = [(column, text) for column in searched_columns(row.register) if (text := field_text(row, column))]
    if not all(any(place_of(word, text) for _, text in told) for word in words):
        return None
    column, text = next((column, text) for column, text in told if place_of(words[0], text))
    where = f"{prefix} · {column.label}" if prefix else column.label
    return _cut(record, row.register, where, screened(column, text), words[0])


def _in_paper(record: Record, attachment: Attachment, text: str, words: Sequence[str]) -> Hit | None:
    """Find words literally: in a whole paper, almost any letters would match as pinyin."""
    wanted, lowered = [folded(word) for word in words], _lowered(text)
    if not all(word in lowered for word in wanted):
        return None
    place = lowered.index(wanted[0])
    around = text[max(0, place - _AROUND) : place + _AROUND]
    return _cut(
        record,
        attachment.register,
        f"材料 {masked_prose(PurePath(attachment.name).stem)}",
        masked_prose(around),
        words[0],
    )


def _lowered(text: str) -> str:
    """Return a long text folded character by character, so that positions stay the same."""
    return text.translate(_WIDE).lower()


def _cut(record: Record, table: str, where: str, text: str, word: str) -> Hit:
    """Return a hit with as much text as fits a line."""
    line = " ".join(text.split())
    start, end = place_of(word, line) or (0, 0)
    first = max(0, start - _BEFORE)
    before = "…" if first else ""
    shown = f"{before}{line[first : end + _AFTER]}{'…' if end + _AFTER < len(line) else ''}"
    return Hit(record, table, where, shown, start - first + len(before), end - first + len(before))


def _sealed_hits(registers: Registers, words: Sequence[str], progress: Progress) -> Iterator[Hit]:
    for done, (trace, texts) in enumerate(registers.sealed_fields()):
        if done % _ROWS_AT_ONCE == 0:
            progress(done, 0)
        if any(place_of(word, text) for word in words for text in texts):
            for record in registers.page(LEDGERS[trace.register], [trace.record_id]):
                yield from filter(None, (_in_fields(record, record, "", words),))
    for trace, text in registers.sealed_papers():
        progress(0, 0)
        if trace.register in LEDGERS and folded(words[0]) in _lowered(text):
            records = registers.page(LEDGERS[trace.register], [trace.record_id])
            for record, attachment in product(records, registers.page(Attachment, [trace.row_id])):
                yield from filter(None, (_in_paper(record, attachment, text, words),))
