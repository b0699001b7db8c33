"""Finding words in everything a file holds, each hit with the place where they stand."""

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
"""Records of one register that are told at once."""

_BEFORE, _AFTER, _AROUND = 12, 48, 200
_ROWS_AT_ONCE = 200
_WIDE = {0x3000: 0x20, **{0xFF00 + code: 0x20 + code for code in range(1, 0x5F)}}
"""Wide signs as narrow ones."""


@dataclass(frozen=True)
class Hit:
    """One record in which words were found: where (「所需信息描述」, 「材料 申请书」), and the text around them.

    ``table`` is what they stand in: the record's own register, or that of a step, a letter or an attachment of it.
    ``start`` and ``end`` are the place of the first word in ``text``; equal where the screen masks what was found.
    """

    record: Record
    table: str
    where: str
    text: str
    start: int
    end: int


def find(registers: Registers, text: str, most: int = MOST) -> list[Hit]:
    """Return the records in which all words of a text stand in one place, by register, the newest first.

    Each record is told once. Up to ``most`` of a register, and one more, by which it is known that there are others.
    Nothing a password seals is found: ``find_sealed`` does that, and takes longer.
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
    """Return where all words of a text stand in what a password seals: fields of requests, and papers.

    It is looked through with the key, the newest first, until ``most`` are found; nothing while the file is locked or
    has no password. ``progress`` may raise CancelledError.
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
    """Return a trace as a hit, or nothing where it was none after all: an index of letters is not quite sharp."""
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
    """Look for words as they stand: a whole paper says nearly everything, if letters are taken for pinyin."""
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
    """Return a long text as it is compared, sign by sign: the places in it stay what they are."""
    return text.translate(_WIDE).lower()


def _cut(record: Record, table: str, where: str, text: str, word: str) -> Hit:
    """Return a hit with as much of a text as a line holds."""
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
