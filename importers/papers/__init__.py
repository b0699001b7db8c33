"""Incoming papers: what a file, an e-mail or a pasted text says, where it was read, and what to store of it.

Files are read in memory and nothing of them is written anywhere; time and memory are limited by ``watched``.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path, PurePath

from disclosure.errors import SourceUnreadableError
from disclosure.paper_words import PaperKind
from disclosure.progress import Progress, silent
from disclosure.terms import FILE_NAME_WORDS, AttachmentKind
from importers.containers import NOT_ITSELF, SHORTCUTS, Kind, kind_of
from importers.containers.document import Document, Grid, Paragraph, grid_of_texts, text_of
from importers.page_images import page_signs
from importers.papers.applications import application
from importers.papers.disputes import review, suit
from importers.papers.found import Found, Reading
from importers.papers.mail import Mail, is_mail, read_mail
from importers.papers.outlook import is_outlook, read_outlook
from importers.papers.releases import release
from importers.papers.sheet import Sheet, begins, kind_of_title, lines_of, sheet_of
from importers.published.containers import read_container
from importers.published.containers.shapes import Shape
from importers.published.reflow import BEGINS, reflowed
from importers.told_of import outside_bytes
from importers.watch import Step, watched

_MOST_BYTES, _MOST_FILES, _MOST_SIGNS = 60_000_000, 20, 300_000
_TITLE_LINES, _LONGEST_NAME, _SURELY_ONE = 12, 12, 5
_BROKEN_WORD = re.compile(r"(?<=[\u4e00-\u9fff]) *[\r\n][ \r\n]*(?=[\u4e00-\u9fff])")
"""The end of a line between two Chinese characters."""
_PASTED = "粘贴的文字.txt"


def _as_lines(text: str) -> Document:
    """Return a text as a document; lines with tabs are rows of a table."""
    blocks: list[Paragraph | Grid] = []
    for is_row, lines in groupby(text[:_MOST_SIGNS].splitlines(), key=lambda line: "\t" in line.strip()):
        if is_row:
            blocks.append(grid_of_texts([[cell.strip() for cell in line.split("\t")] for line in lines]))
        else:
            blocks += [Paragraph(line.strip()) for line in lines if line.strip()]
    return tuple(blocks)


_PAPER = Shape(
    rows=lambda rows: [Grid(tuple(rows))],
    text=_as_lines,
    pages=partial(reflowed, is_paged=True, begins=lambda line: bool(BEGINS.match(line)) or begins(line)),
)
"""How to read a paper: tables whole, with their blank cells, and texts with their lines."""


@dataclass(frozen=True)
class KeptPaper:
    """One paper to store with the record: its name, its bytes, and its kind."""

    name: str
    content: bytes
    kind: AttachmentKind


@dataclass(frozen=True)
class Incoming:
    """What came in together: the values found, the papers to store, and what could not be read and why."""

    found: Found
    papers: tuple[KeptPaper, ...]
    told: tuple[str, ...] = ()


def read_files(
    paths: Sequence[Path], register: str = "", progress: Progress = silent, texts: Sequence[str] = ()
) -> Incoming:
    """Return what some files dropped together say: the one that says most is the paper, the others accompany it.

    Each of the pasted ``texts`` is a paper, too. ``register`` is used if no file says what it is. Raises
    SourceUnreadableError for a missing, empty or far too large file, and CancelledError within a second of
    ``progress`` raising it; other unreadable files are reported and stored.
    """
    if not paths and not any(text.strip() for text in texts):
        raise SourceUnreadableError("剪贴板里没有文字。先复制来件的文字或文件，再粘贴。")
    if len(paths) > _MOST_FILES:
        raise SourceUnreadableError(f"一次最多放 {_MOST_FILES} 个文件，要分几次放。")
    pasted = ((_PASTED, text.encode()) for text in texts)
    return _read([*((path.name, _content(path)) for path in paths), *pasted], register, progress)


def text_of_paper(content: bytes, name: str, progress: Progress = silent) -> str:
    """Return the text of a paper for searching: its first 300,000 characters, including the attachments of an e-mail.

    Line breaks within Chinese words are removed. Raises SourceUnreadableError for an unsupported kind of file, and
    CancelledError as ``read_files`` does.
    """
    if len(content) > _MOST_BYTES:
        raise SourceUnreadableError(f"“{name}”超过 {_MOST_BYTES // 1_000_000} MB，里面的字没有读。")

    def texts(step: Step) -> list[str]:
        if (mail := _mail_in(content, name)) is None:
            return [_signs(content, name, step)]
        mails = mail.with_inner
        found = [text for each in mails for text in (each.subject, text_of(each.text))]
        for file in (file for each in mails for file in each.files):
            with suppress(SourceUnreadableError):
                found += [file.name, _signs(file.content, file.name, step)]
        return found

    return _BROKEN_WORD.sub("", "\n".join(watched(texts, progress))[:_MOST_SIGNS])


def _mail_in(content: bytes, name: str) -> Mail | None:
    """Return a file as an e-mail, or None if it is not one. Raises SourceUnreadableError for a damaged one."""
    if is_outlook(content):
        return read_outlook(content, _PAPER)
    return read_mail(content, _PAPER) if is_mail(content, PurePath(name).suffix.lower()) else None


def _signs(content: bytes, name: str, step: Callable[[], None]) -> str:
    if kind_of(content, name) is Kind.PDF:  # plain text order is enough; finding tables takes a hundred times longer
        return page_signs(content, step, _MOST_SIGNS)
    return text_of(read_container(content, name, step, _PAPER))


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise SourceUnreadableError(f"“{path.name}”是文件夹，要放里面的文件。")
        if path.stat().st_size > _MOST_BYTES:
            raise SourceUnreadableError(f"“{path.name}”超过 {_MOST_BYTES // 1_000_000} MB，不像一份来件，要核对文件。")
        content = outside_bytes(path)
    except OSError as fault:
        raise SourceUnreadableError(f"打不开文件“{path.name}”，要核对它还在不在、能不能打开。") from fault
    if content.startswith(SHORTCUTS):  # a link stored instead of the paper would be useless
        raise SourceUnreadableError(f"“{path.name}”：{NOT_ITSELF}")
    if not content:
        raise SourceUnreadableError(f"“{path.name}”是空文件，里面什么也没有，要核对文件。")
    return content


@dataclass(frozen=True)
class _Source:
    """One incoming file: what it says, if it could be read; ``mail`` is the e-mail it is or was attached to."""

    name: str
    content: bytes
    found: Found | None
    mail: Mail | None = None
    is_mail: bool = False


def _read(files: Sequence[tuple[str, bytes]], register: str, progress: Progress) -> Incoming:
    told: list[str] = []

    def of_all(step: Step) -> Iterator[_Source]:
        for name, content in files:
            yield from _sources(name, content, register, told, step)
            step()

    sources = watched(lambda step: list(of_all(step)), progress)
    read = [source for source in sources if source.found is not None]
    main = max(read, key=_weight, default=None)
    found = main.found if main is not None and main.found is not None else Found(None)
    if main is not None:
        found = _with_mail(found, main, [each for each in read if each.mail is main.mail and each.is_mail])
    return Incoming(found, tuple(_kept(each, main) for each in sources), tuple(told))


def _sources(name: str, content: bytes, register: str, told: list[str], step: Callable[[], None]) -> list[_Source]:
    """Return a file, and the attachments of an e-mail; unreadable ones are reported and included."""
    try:
        mail = _mail_in(content, name)
        if mail is None:
            return [_Source(name, content, _understood(read_container(content, name, step, _PAPER), name, register))]
    except SourceUnreadableError as reason:
        told.append(f"“{name}”里的文字读不出来，要照原件填写，保存时这个文件照样放进材料。{reason}")
        return [_Source(name, content, None)]
    if mail.is_cut:
        told.append(f"“{name}”的附件太多，只取了前面的一部分，要打开邮件核对。")
    mails = mail.with_inner
    of_page = register or PaperKind.APPLICATION.register
    bodies = [
        _Source(name, content, _understood(each.text, "邮件正文", of_page, each.subject), each, is_mail=True)
        for each in mails
    ]
    body = max(bodies, key=_weight)  # a forwarded mail says more than the one that forwards it
    sources, mail = [body], body.mail or mail
    for file in (file for each in mails for file in each.files):
        found = None
        with suppress(SourceUnreadableError):  # most of those are pictures of identity cards
            found = _understood(read_container(file.content, file.name, step, _PAPER), file.name, register)
        sources.append(_Source(file.name, file.content, found, mail))
    return sources


_READERS: Mapping[PaperKind, Callable[[Sheet, str], Found]] = {
    PaperKind.APPLICATION: application,
    PaperKind.REVIEW: review,
    PaperKind.SUIT: suit,
    PaperKind.RELEASE: lambda sheet, _title: release(sheet),
}


def _understood(document: Document, name: str, register: str, subject: str = "") -> Found:
    """Return what a document says, its kind determined by its title, or else its labels, or else the page.

    Each place includes the name of the file.
    """
    lines = [subject, *(line.text for line in lines_of(document)[:_TITLE_LINES])]
    kind, title = next(((kind, text) for text in lines if (kind := kind_of_title(text)) is not None), (None, ""))
    if kind is None:
        found = application(sheet_of(document, PaperKind.APPLICATION), "")
        asks = found.value("content") and any(found.value(column) for column in ("applicant", "phone", "email"))
        asks = asks or len(found.readings) >= _SURELY_ONE
        known = {each.register for each in PaperKind}
        kind = PaperKind.APPLICATION if asks else PaperKind(register) if register in known else PaperKind.RELEASE
    found = _READERS[kind](sheet_of(document, kind), "".join(title.split()))
    stem = PurePath(name).stem
    stem = stem if len(stem) <= _LONGEST_NAME else f"{stem[:_LONGEST_NAME]}…"
    readings = {
        column: tuple(Reading(each.value, f"{stem} {each.where}") for each in row)
        for column, row in found.readings.items()
    }
    return replace(found, readings=readings)


def _weight(source: _Source) -> tuple[bool, int]:
    """Return how much a file says: incoming papers rank before our own, then by the number of columns."""
    assert source.found is not None, "only files that could be read are weighed"
    return source.found.kind is not PaperKind.RELEASE, len(source.found.readings)


def _with_mail(found: Found, main: _Source, bodies: Sequence[_Source]) -> Found:
    """Add what an e-mail says: that it came by mail and when, its sender, and anything further in its text."""
    mail = main.mail
    if mail is None or found.kind is not PaperKind.APPLICATION:
        return found
    readings = dict(found.readings)
    for body in bodies:
        if body is not main and body.found is not None and body.found.kind is PaperKind.APPLICATION:
            readings = {**body.found.readings, **readings}
    readings["channel"] = (Reading("internet", "邮件"),)
    if mail.sent_on is not None:
        readings["sent_on"] = (Reading(mail.sent_on.isoformat(), "邮件的发送时间"),)
    for column, value in (("applicant", mail.sender), ("email", mail.address)):
        if column not in readings and value:
            readings[column] = (Reading(value, "邮件的发件人"),)
    return replace(found, readings=readings)


_KINDS: Mapping[PaperKind, AttachmentKind] = {
    PaperKind.APPLICATION: AttachmentKind.APPLICATION,
    PaperKind.REVIEW: AttachmentKind.DISPUTE_NOTICE,
    PaperKind.SUIT: AttachmentKind.DISPUTE_NOTICE,
    PaperKind.RELEASE: AttachmentKind.RELEASE,
}


def _kept(source: _Source, main: _Source | None) -> KeptPaper:
    """Return a file as a paper to store, its kind from its contents if it is the main one, or else from its name."""
    named = next((kind for kind, words in FILE_NAME_WORDS if any(word in source.name for word in words)), None)
    if source is main and source.found is not None and source.found.kind is not None:
        kind = AttachmentKind.DECISION if source.found.is_decision else _KINDS[source.found.kind]
    elif source.is_mail:
        kind = AttachmentKind.RECEIPT  # it proves when the paper arrived
    else:
        kind = named or (AttachmentKind.APPLICATION if main is None else AttachmentKind.OTHER)
    return KeptPaper(source.name, source.content, kind)
