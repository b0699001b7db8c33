"""E-mails: sender, subject and date, the text without quotations, and the attachments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, timedelta, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from disclosure.errors import SourceUnreadableError
from disclosure.file_names import safe_name
from importers.containers.document import Document, Grid, Paragraph, text_of
from importers.containers.web_page import read_web_page
from importers.decoding import decode_damaged
from importers.published.containers.shapes import Shape

_HEADERS = re.compile(rb"\A(?:[\w-]{1,60}:[^\n]*\n|[ \t][^\n]*\n){2,200}", re.MULTILINE)
_MARKS = re.compile(rb"^(?:From|To|Subject|Date|Message-ID|Received|Return-Path):", re.MULTILINE | re.IGNORECASE)
_LEAST_MARKS = 2
_LONGEST_HEAD = 100_000
MOST_PARTS = 60
"""The most parts of one e-mail, including attachments."""
MOST_INSIDE = 3
"""The deepest nesting of forwarded e-mails."""
_FORWARDED = "message/rfc822"
CHINA = timezone(timedelta(hours=8))
_QUOTED = re.compile(r"^\s*>")
_BELOW_ARE_OTHERS = re.compile(r"^\s*-{2,}\s*(?:原始邮件|回复邮件|Original Message)", re.IGNORECASE)
_LEAST_TEXT = 10


@dataclass(frozen=True)
class MailFile:
    """One attachment of an e-mail."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """One e-mail: its sender and subject decoded, the date it was sent in Chinese time, text and attachments.

    ``inner`` are the e-mails attached when forwarding; ``is_cut`` says that it had more parts than were read.
    """

    sender: str
    address: str
    subject: str
    sent_on: date | None
    text: Document
    files: tuple[MailFile, ...]
    is_cut: bool = False
    inner: tuple["Mail", ...] = ()

    @property
    def with_inner(self) -> list["Mail"]:
        """This e-mail, and every e-mail inside it at any depth."""
        return [self, *(mail for each in self.inner for mail in each.with_inner)]


def is_mail(content: bytes, suffix: str) -> bool:
    """Whether a file is an e-mail, by its headers."""
    head = content[:20_000]
    return suffix == ".eml" or bool(_HEADERS.match(head) and len(_MARKS.findall(head)) >= _LEAST_MARKS)


def read_mail(content: bytes, shape: Shape) -> Mail:
    """Return an e-mail. Raises SourceUnreadableError for one that is damaged."""
    head, end, rest = content.partition(b"\r\n\r\n" if b"\r\n\r\n" in content[:_LONGEST_HEAD] else b"\n\n")
    if len(head) <= _LONGEST_HEAD and not head.isascii() and (text := decode_damaged(head)):
        content = text.encode() + end + rest  # sent as raw GBK bytes, which the library would drop
    try:
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage), "the policy makes these"
        return _mail(message, shape)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        raise SourceUnreadableError("这封邮件已损坏，要在邮箱里重新导出，或把正文复制后粘贴进来。") from fault


_none: Document = ()


def _mail(message: EmailMessage, shape: Shape, depth: int = 0) -> Mail:
    parts, is_cut = _parts(message)
    texts = {"text/plain": _none, "text/html": _none}
    files: list[MailFile] = []
    inner: list[Mail] = []
    for part in parts:
        kind, name = part.get_content_type(), _header(part.get_filename() or "")
        payload = part.get_payload(decode=True)
        if part is not message and kind == _FORWARDED:
            inside = [one for one in part.iter_parts() if isinstance(one, EmailMessage) and depth < MOST_INSIDE]
            inner += [_mail(one, shape, depth + 1) for one in inside]
        elif part.get_content_maintype() == "multipart" or not isinstance(payload, bytes):
            continue
        elif name or kind not in texts:
            files += [MailFile(safe_name(name or f"附件{len(files) + 1}"), payload)] if payload else []
        elif texts[kind] is _none:
            texts[kind] = text_of_part(payload, part.get_content_charset("") or "", kind, shape)
    sender, address = _sender(message)
    subject, sent_on = _header(message["Subject"]), _sent_on(message)
    return Mail(sender, address, subject, sent_on, chosen_text(texts), tuple(files), is_cut, tuple(inner))


def _parts(message: EmailMessage) -> tuple[list[EmailMessage], bool]:
    """Return the parts of an e-mail, not descending into forwarded e-mails, and whether there were more."""
    parts: list[EmailMessage] = []
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if len(parts) >= MOST_PARTS:
            return parts, True
        parts.append(part)
        if part.is_multipart() and part.get_content_type() != _FORWARDED:
            waiting += reversed([one for one in part.iter_parts() if isinstance(one, EmailMessage)])
    return parts, False


def text_of_part(payload: bytes, charset: str, kind: str, shape: Shape) -> Document:
    """Return the content of a page or a plain text of an e-mail."""
    if kind == "text/html":
        return shape.of(read_web_page(payload, charset)) if payload.strip() else ()
    text = decode_damaged(payload, charset)
    return shape.text(text) if text is not None else ()


def chosen_text(texts: dict[str, Document]) -> Document:
    """Return the text to read, without quotations: the HTML if it has tables or there is no plain text."""
    page, plain = texts["text/html"], texts["text/plain"]
    chosen = page if any(isinstance(block, Grid) for block in page) or not plain else plain
    own = tuple(_own(chosen))
    return own if len(text_of(own)) >= _LEAST_TEXT else chosen


def _own(document: Document) -> Iterator[Paragraph | Grid]:
    for block in document:
        if isinstance(block, Paragraph) and _BELOW_ARE_OTHERS.match(block.text):
            return
        if not (isinstance(block, Paragraph) and _QUOTED.match(block.text)):
            yield block


def _header(value: object) -> str:
    """Return a header decoded, also one sent as raw bytes of GBK or UTF-8."""
    text = " ".join(str(value or "").split())
    if any("\udc80" <= sign <= "\udcff" for sign in text):
        return decode_damaged(text.encode("utf-8", "surrogateescape")) or ""
    return text


def _sender(message: EmailMessage) -> tuple[str, str]:
    addresses = getattr(message["From"], "addresses", ())
    if not addresses:
        return "", ""
    return _header(addresses[0].display_name), _header(addresses[0].addr_spec)


def _sent_on(message: EmailMessage) -> date | None:
    try:
        sent = parsedate_to_datetime(str(message["Date"]))
    except (ValueError, TypeError, OverflowError):
        return None
    return (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).astimezone(CHINA).date()
