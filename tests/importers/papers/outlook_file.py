"""E-mails as Outlook saves them: a compound file of one stream for each property ([MS-CFB], [MS-OXMSG])."""

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

_SECTOR, _MINI, _END, _FREE, _FAT = 512, 64, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALL = 4096
_FOLDER, _STREAM, _ROOT = 1, 2, 5

Path = tuple[str, ...]


def _chained(pieces: Sequence[bytes], size: int) -> tuple[bytes, list[int], list[int]]:
    """Lay contents into sectors; their bytes, the table of which follows which, and where each begins."""
    whole, table, begins = b"", list[int](), list[int]()
    for piece in pieces:
        count = -(-len(piece) // size)
        begins.append(len(table) if count else _END)
        table += [*range(len(table) + 1, len(table) + count), *[_END][:count]]
        whole += piece.ljust(count * size, b"\0")
    return whole, table, begins


def _numbers(table: Sequence[int]) -> bytes:
    return b"".join(struct.pack("<I", number) for number in table)


def compound(streams: Mapping[Path, bytes]) -> bytes:
    """Return a compound file."""
    folders = sorted({path[:depth] for path in streams for depth in range(1, len(path))})
    entries: list[Path] = [(), *sorted([*folders, *streams])]
    small = [path for path in entries if path in streams and len(streams[path]) < _SMALL]
    large = [path for path in entries if path in streams and len(streams[path]) >= _SMALL]
    minis, mini_table, mini_begins = _chained([streams[path] for path in small], _MINI)
    mini_table += [_FREE] * (-len(mini_table) % 128)
    directory = b"\0" * (128 * (len(entries) + -len(entries) % 4))
    parts = [directory, _numbers(mini_table), minis, *(streams[path] for path in large)]
    _, _, begins = _chained(parts, _SECTOR)
    starts = dict(zip([*small, *large], [*mini_begins, *begins[3:]], strict=True))
    made = b""
    for path in entries:
        inside = [other for other in entries if other[:-1] == path and other]
        beside = [other for other in entries if other[:-1] == path[:-1] and other > path] if path else []
        name = (path[-1] if path else "Root Entry").encode("utf-16-le")
        kind = _ROOT if not path else _STREAM if path in streams else _FOLDER
        size = len(streams[path]) if path in streams else 0 if path else len(minis)
        links = (_FREE, entries.index(beside[0]) if beside else _FREE, entries.index(inside[0]) if inside else _FREE)
        made += struct.pack(
            "<64sHBBIII16sIQQIQ",
            name,
            len(name) + 2,
            kind,
            1,
            *links,
            b"",
            0,
            0,
            0,
            starts.get(path, 0) if path else begins[2],
            size,
        )
    parts[0] = made.ljust(len(directory), b"\0")
    whole, table, _ = _chained(parts, _SECTOR)
    sectors = -(-(len(table) + 1) // 128)
    table += [_FAT] * sectors
    table += [_FREE] * (-len(table) % 128)
    first = len(whole) // _SECTOR
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        b"",
        0,
        sectors,
        begins[0],
        0,
        _SMALL,
        begins[1],
        len(mini_table) // 128,
        _END,
        0,
    )
    return header + _numbers([*range(first, first + sectors), *[_FREE] * (109 - sectors)]) + whole + _numbers(table)


def outlook(
    subject: str,
    text: str,
    sender: tuple[str, str],
    sent: datetime,
    files: Mapping[str, bytes] | None = None,
    *,
    page: str = "",
    code_page: str = "",
) -> bytes:
    """Return an e-mail; with a ``code_page`` its texts are not Unicode, as old Outlook wrote them."""
    return compound(outlook_streams(subject, text, sender, sent, files, page=page, code_page=code_page))


def outlook_streams(
    subject: str,
    text: str,
    sender: tuple[str, str],
    sent: datetime,
    files: Mapping[str, bytes] | None = None,
    *,
    page: str = "",
    code_page: str = "",
) -> dict[Path, bytes]:
    """Return the streams of one."""
    kind, encoding = ("001E", code_page) if code_page else ("001F", "utf-16-le")
    moment = int((sent.astimezone(UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds() * 10_000_000)
    texts = {"0037": subject, "1000": text, "0C1A": sender[0], "0C1F": "/O=示例/CN=某某", "5D01": sender[1]}
    streams: dict[Path, bytes] = {(f"__substg1.0_{tag}{kind}",): value.encode(encoding) for tag, value in texts.items()}
    streams["__properties_version1.0",] = b"\0" * 32 + struct.pack("<IIQ", 0x00390040, 6, moment)
    if page:
        streams["__substg1.0_10130102",] = page.encode()
    for number, (name, content) in enumerate((files or {}).items()):
        folder = f"__attach_version1.0_#{number:08X}"
        streams[folder, f"__substg1.0_3707{kind}"] = name.encode(encoding)
        streams[folder, "__substg1.0_37010102"] = content
    return streams
