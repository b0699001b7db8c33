"""Show what each megabyte of the built folder is for: ``python -m setup.sizes [FOLDER]`` prints the table of the docs.

A file belongs to the first line whose pattern matches its path; files without a line are listed as such, so that a
large new library cannot hide.
"""

import re
import sys
from pathlib import Path

PARTS = (
    ("the rare characters of names: extension B, the largest font", r"fonts/RareHan-B"),
    ("the rare characters of names: the other extensions", r"fonts/RareHan"),
    ("the fonts of papers: song, fang, kai and hei, two weights", r"resources/fonts/.*ttf"),
    ("calendar, letters, help, sample, icons", r"_internal/resources/"),
    ("Qt: widgets, drawing, printing", r"PySide6/Qt/lib/(?!libicu)|PySide6/(?:Qt6|opengl|plugins|Qt/plugins|plugins)"),
    ("ICU: order by pinyin, GB 18030, time zones for Qt", r"libicu"),
    ("PySide6 and shiboken6: Qt for Python", r"PySide6|shiboken6"),
    ("our program and the Python libraries, compiled and packed", r"/DisclosureDesk(?:-cmd)?(?:\.exe)?$"),
    ("cryptography: the password, sealed fields, signatures of packages", r"cryptography"),
    ("pypdfium2: read PDF, print papers", r"pypdfium2"),
    ("pdfminer: tables of published PDF", r"pdfminer|pdfplumber"),
    ("lxml: Word, HTML, .odt", r"lxml"),
    ("rapidfuzz: like words in ledgers and texts", r"rapidfuzz"),
    ("uharfbuzz: Tibetan and Uyghur", r"uharfbuzz"),
    ("Pillow: pictures in papers", r"PIL|pillow"),
    ("Python itself and its library", r"libpython|python3\d*\.dll|python3\.11/|base_library|DLLs|\.pyd$"),
    ("OpenSSL of Python: the password's key", r"libcrypto|libssl"),
    ("X11, D-Bus, glib and what they need: window, input method", r"_internal/lib[^/]*\.so"),
    ("licences", r"licences|LICENSE|NOTICES"),
)
MEGABYTE = 1 << 20


def shares(folder: Path) -> list[tuple[str, int]]:
    """Return each part with its bytes, the largest first; links are counted once, at their target."""
    found: dict[str, int] = {}
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            path = f"/{file.relative_to(folder).as_posix()}"
            name = next((name for name, pattern in PARTS if re.search(pattern, path)), "everything else")
            found[name] = found.get(name, 0) + file.stat().st_size
    return sorted(found.items(), key=lambda part: -part[1])


def table(folder: Path) -> str:
    """Return the parts as a Markdown table, with their sum."""
    parts = shares(folder)
    lines = [f"| {size / MEGABYTE:.1f} | {name} |" for name, size in parts]
    total = sum(size for _name, size in parts) / MEGABYTE
    return "\n".join(["| MB | for |", "|---:|---|", *lines, f"| **{total:.1f}** | **all** |", ""])


if __name__ == "__main__":
    sys.stdout.write(table(Path(sys.argv[1] if len(sys.argv) > 1 else "dist/DisclosureDesk")))
