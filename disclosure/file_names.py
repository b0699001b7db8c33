"""File names that every system accepts, and which files may be opened with the system's program.

Names come from people, ledgers and the papers of other offices; a name must never lead out of its folder, hide its
real ending, or start a program.
"""

import unicodedata
from hashlib import sha256

_FORBIDDEN = dict.fromkeys(map(ord, '\\/:*?"<>|'), "_")
_PORTS = (f"{port}{place}" for port in ("com", "lpt") for place in range(10))
_DEVICES = frozenset({"con", "prn", "aux", "nul", *_PORTS})
"""Names that Windows takes for a device, with any ending."""

_INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")
_LAST_TWO = 0xFFFE
"""The last two codes of each plane are no characters. Private and newer codes are kept: names may need them."""
MOST_BYTES = 180
"""Linux allows 255 bytes, three for a Chinese character; this leaves room for numbers and marks we add."""

_LONGEST_NAME = 247
"""Linux allows 255 bytes, and SQLite appends 「-journal」 to the name of a file it opens."""

_LONGEST_SUFFIX = 12
_DIGITS_OF_A_CUT = 8
_UNNAMED = "未命名"
_KINDS = {
    ".pdf": "PDF",
    ".doc": "Word",
    ".docx": "Word",
    ".wps": "WPS",
    ".xls": "表格",
    ".xlsx": "表格",
    ".et": "表格",
    ".csv": "表格",
    ".html": "网页",
    ".json": "数据文件",
    ".txt": "文本",
}
_HARMLESS = frozenset(
    {
        "pdf",
        "ofd",
        "png",
        "jpg",
        "jpeg",
        "bmp",
        "gif",
        "tif",
        "tiff",
        "txt",
        "csv",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "wps",
        "et",
        "dps",
        "odt",
        "ods",
    }
)


def safe_name(name: str) -> str:
    """Return a name as a valid file name on Windows and Linux, with the same ending; 「未命名」 for an empty one."""
    composed = unicodedata.normalize("NFC", name)
    visible = "".join(
        each for each in composed if unicodedata.category(each) not in _INVISIBLE and ord(each) & _LAST_TWO != _LAST_TWO
    )
    stem, suffix = _parted(visible.translate(_FORBIDDEN).strip(" ."))
    stem = _shortened(stem, MOST_BYTES - len(suffix.encode())).strip(" .") or _UNNAMED
    return f"_{stem}{suffix}" if stem.partition(".")[0].strip().lower() in _DEVICES else f"{stem}{suffix}"


def fitted(stem: str, ending: str, most_bytes: int = _LONGEST_NAME) -> str:
    """Return ``stem`` with an ending, shortened to ``most_bytes``.

    A stem that is too long is cut and marked with its hash, so that two long stems stay different. Surrogates, from a
    name that was unpacked in another encoding, are kept.
    """
    room, bytes_of_stem = most_bytes - len(ending.encode()), stem.encode(errors="surrogateescape")
    if len(bytes_of_stem) <= room:
        return f"{stem}{ending}"
    mark = f"～{sha256(bytes_of_stem).hexdigest()[:_DIGITS_OF_A_CUT]}"
    return f"{_shortened(stem, room - len(mark.encode()))}{mark}{ending}"


def bare_name(name: str) -> str:
    """Return the name of a document without its ending, and any other name whole."""
    return _parted(name)[0] if is_harmless(name) else name


def plain_name(name: str) -> str:
    """Return the name of a document with its kind in words, to tell apart files that differ only in their ending."""
    stem, ending = _parted(name)
    kind = _KINDS.get(ending.lower(), "")
    return f"{stem}（{kind}）" if kind else bare_name(name)


def is_harmless(name: str) -> bool:
    """Whether the system may open a file: it is a document or a picture by its real ending."""
    return _parted(safe_name(name))[1].removeprefix(".").lower() in _HARMLESS


def _parted(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    return (stem, dot + suffix) if stem and suffix.isalnum() and len(suffix) <= _LONGEST_SUFFIX else (name, "")


def _shortened(text: str, most_bytes: int) -> str:
    return text.encode(errors="surrogateescape")[:most_bytes].decode("utf-8", "ignore")
