"""E-mails as Outlook saves them, .msg: who wrote when about what, the text, and the files that came ([MS-OXMSG])."""

import struct
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from disclosure.file_names import safe_name
from importers.containers.compound import Path, all_streams
from importers.decoding import decode_damaged
from importers.papers.mail import CHINA, MOST_PARTS, Mail, MailFile, chosen_text, text_of_part
from importers.published.containers.shapes import Shape

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROPERTIES, _VALUE, _ATTACHED = "__properties_version1.0", "__substg1.0_", "__attach_version1.0_"
_SUBJECT, _SENDER, _SMTP, _ADDRESS = "0037", "0C1A", "5D01", "0C1F"
_TEXT, _PAGE = "1000", "1013"
_CONTENT, _LONG_NAME, _SHORT_NAME = "3701", "3707", "3704"
_SENT, _CAME = 0x00390040, 0x0E060040
"""When it was sent, else when it came: tags of moments, in tenths of microseconds since 1601."""
_HEAD, _ENTRY = 32, struct.Struct("<IIQ")
_MOMENTS_BEGIN = datetime(1601, 1, 1, tzinfo=UTC)


def is_outlook(content: bytes) -> bool:
    """Whether a file is an e-mail of Outlook, by the stream each has."""
    return content.startswith(_OLE) and _PROPERTIES.encode("utf-16-le") in content


def read_outlook(content: bytes, shape: Shape) -> Mail:
    """Return an e-mail. Raises SourceUnreadableError for a damaged file."""
    streams = all_streams(content)
    address = next((text for text in (_text(streams, (), _SMTP), _text(streams, (), _ADDRESS)) if "@" in text), "")
    folders = sorted({path[0] for path in streams if path[0].startswith(_ATTACHED)})
    texts = {
        "text/plain": shape.text(_text(streams, (), _TEXT)),
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
    )


def _value(streams: Mapping[Path, bytes], folder: Path, tag: str) -> tuple[bytes, str]:
    """Return the bytes of a property, and of which kind it is: 001F for a text, 001E for one in some code page."""
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
    with suppress(OverflowError):  # a damaged one may lie beyond all years
        return (_MOMENTS_BEGIN + timedelta(microseconds=moment // 10)).astimezone(CHINA).date()
    return None
