"""E-mails saved by Outlook, .msg: sender, subject, date, text and attachments ([MS-OXMSG])."""

import struct
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from disclosure.errors import SourceUnreadableError
from disclosure.file_names import safe_name
from importers.containers.compound import Path, all_streams
from importers.containers.rich_text import read_rich_text
from importers.decoding import decode_damaged
from importers.papers.mail import CHINA, MOST_INSIDE, MOST_PARTS, Mail, MailFile, chosen_text, text_of_part
from importers.published.containers.shapes import Shape

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROPERTIES, _VALUE, _ATTACHED = "__properties_version1.0", "__substg1.0_", "__attach_version1.0_"
_SUBJECT, _SENDER, _SMTP, _ADDRESS = "0037", "0C1A", "5D01", "0C1F"
_TEXT, _PAGE, _RICH_TEXT = "1000", "1013", "1009"
_FORWARDED = "__substg1.0_3701000D"
"""The folder of an e-mail attached to another."""
_RICH_HEAD, _PACKED = struct.Struct("<IIII"), 0x75465A4C
_KNOWN = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""The initial dictionary for unpacking compressed text."""
_WINDOW, _MOST_RICH = 4096, 20_000_000
_CONTENT, _LONG_NAME, _SHORT_NAME = "3701", "3707", "3704"
_SENT, _CAME = 0x00390040, 0x0E060040
"""When it was sent, else when it was received: tags of times, in tenths of microseconds since 1601."""
_HEAD, _ENTRY = 32, struct.Struct("<IIQ")
_MOMENTS_BEGIN = datetime(1601, 1, 1, tzinfo=UTC)


def is_outlook(content: bytes) -> bool:
    """Whether a file is an e-mail of Outlook, by a stream that each has."""
    return content.startswith(_OLE) and _PROPERTIES.encode("utf-16-le") in content


def read_outlook(content: bytes, shape: Shape) -> Mail:
    """Return an e-mail. Raises SourceUnreadableError for a damaged file."""
    return _mail(all_streams(content), shape)


def _mail(streams: Mapping[Path, bytes], shape: Shape, depth: int = 0) -> Mail:
    address = next((text for text in (_text(streams, (), _SMTP), _text(streams, (), _ADDRESS)) if "@" in text), "")
    folders = sorted({path[0] for path in streams if path[0].startswith(_ATTACHED)})
    text = _text(streams, (), _TEXT) or _rich_text(_value(streams, (), _RICH_TEXT)[0])
    texts = {
        "text/plain": shape.text(text),
        "text/html": text_of_part(_value(streams, (), _PAGE)[0], "", "text/html", shape),
    }
    files = [
        MailFile(safe_name(name or f"附件{number}"), payload)
        for number, folder in enumerate(folders[:MOST_PARTS], start=1)
        if (payload := _value(streams, (folder,), _CONTENT)[0])
        for name in [_text(streams, (folder,), _LONG_NAME) or _text(streams, (folder,), _SHORT_NAME)]
    ]
    return Mail(
        _text(streams, (), _SENDER),
        address,
        " ".join(_text(streams, (), _SUBJECT).split()),
        _sent_on(streams.get((_PROPERTIES,), b"")),
        chosen_text(texts),
        tuple(files),
        len(folders) > MOST_PARTS,
        tuple(
            _mail(inside, shape, depth + 1)
            for folder in folders[:MOST_PARTS]
            if depth < MOST_INSIDE
            and (inside := {path[2:]: held for path, held in streams.items() if path[:2] == (folder, _FORWARDED)})
        ),
    )


def _rich_text(packed: bytes) -> str:
    """Return the text of a body stored only as compressed rich text, or "" if there is none or it is damaged."""
    with suppress(SourceUnreadableError, struct.error, ValueError, IndexError):
        _, size, how, _ = _RICH_HEAD.unpack_from(packed)
        body = packed[_RICH_HEAD.size :]
        return read_rich_text(_unpacked(body, size) if how == _PACKED else body[:size])
    return ""


def _unpacked(packed: bytes, size: int) -> bytes:
    """Return unpacked data ([MS-OXRTFCP]): eight items per byte of flags, each a byte or an offset and a length."""
    made, place = bytearray(_KNOWN), 0
    most = min(size, _MOST_RICH) + len(_KNOWN)
    while place < len(packed) and len(made) < most:
        flags, place = packed[place], place + 1
        for bit in range(8):
            if place >= len(packed) or len(made) >= most:
                break
            if not flags >> bit & 1:
                made.append(packed[place])
                place += 1
                continue
            there, place = int.from_bytes(packed[place : place + 2], "big"), place + 2
            back = (len(made) - (there >> 4)) % _WINDOW or _WINDOW
            if there >> 4 == len(made) % _WINDOW or back > len(made):
                return bytes(made[len(_KNOWN) :])  # the end mark, or damage
            for _ in range((there & 0xF) + 2):
                made.append(made[-back])
    return bytes(made[len(_KNOWN) :])


def _value(streams: Mapping[Path, bytes], folder: Path, tag: str) -> tuple[bytes, str]:
    """Return the bytes of a property and its type: 001F for a text, 001E for one in some code page."""
    for kind in ("001F", "001E", "0102"):
        if (content := streams.get((*folder, f"{_VALUE}{tag}{kind}"))) is not None:
            return content, kind
    return b"", ""


def _text(streams: Mapping[Path, bytes], folder: Path, tag: str) -> str:
    content, kind = _value(streams, folder, tag)
    text = content.decode("utf-16-le", "replace") if kind == "001F" else decode_damaged(content) or ""
    return text.strip("\0").strip()


def _sent_on(properties: bytes) -> date | None:
    count = max(0, len(properties) - _HEAD) // _ENTRY.size
    moments = {tag: value for tag, _, value in _ENTRY.iter_unpack(properties[_HEAD:][: count * _ENTRY.size])}
    moment = moments.get(_SENT) or moments.get(_CAME)
    if not moment:
        return None
    with suppress(OverflowError):  # a damaged date may be out of range
        return (_MOMENTS_BEGIN + timedelta(microseconds=moment // 10)).astimezone(CHINA).date()
    return None
