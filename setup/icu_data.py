"""Reduce the ICU data that Qt for Linux brings along, 31 MB for all languages, to the needed 4 MB.

The library ``libicudata`` is one table of named parts: converters, collations, names of languages and currencies, rules
for breaking lines and spelling out numbers. Qt uses ICU for sorting, old encodings and time zones only. Without a part,
ICU behaves as for an unknown language. ``build.spec`` calls ``cut``; ICU's code is not changed.
"""

import re
import struct
import subprocess
from itertools import pairwise
from pathlib import Path

_MAGIC, _MAGIC_AT = b"CmnD", 12
_KEPT = re.compile(
    r"[^/]+\.(?:icu|nrm|cfu)$"  # properties, aliases of converters, normalisation forms
    r"|(?:gb|ibm-1386|ibm-1383|ibm-5478|windows-936|windows-950|iso-ir-165|cns)[^/]*\.cnv$"  # Chinese encodings
    r"|(?:(?:coll|zone)/)?(?:root|res_index|pool|ucadata|tzdbNames|en|zh(?:_[A-Za-z_]+)?)\.(?:res|icu)$"
    # not language data: time zones, and the calendar, script and plural rules of regions
    r"|(?:zoneinfo64|timezoneTypes|metaZones|windowsZones|keyTypeData|supplementalData|likelySubtags|langInfo"
    r"|numberingSystems|plurals|icuver|icustd|currencyNumericCodes|genderList|dayPeriods|grammaticalFeatures)\.res$"
)


def parts(library: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return the header of the table in an ICU data library and its parts by name; ValueError if there is none."""
    start = library.index(_MAGIC) - _MAGIC_AT
    (header,) = struct.unpack_from("<H", library, start)
    base = start + header
    (count,) = struct.unpack_from("<I", library, base)
    places = [struct.unpack_from("<II", library, base + 4 + 8 * place) for place in range(count)]
    names = [library[base + name : library.index(b"\0", base + name)].decode("ascii") for name, _data in places]
    # the length of the last part is not stored: it ends with the file
    ends = [*(data for _name, data in places), len(library) - base]
    found = {name: library[base + begin : base + end] for name, (begin, end) in zip(names, pairwise(ends), strict=True)}
    return library[start:base], found


def table(header: bytes, kept: dict[str, bytes]) -> bytes:
    """Return the parts as one table after its header, each part at a multiple of 16 as ICU requires."""
    names, contents = b"", b""
    name_at = 4 + 8 * len(kept)
    data_at = -(-(name_at + sum(len(name) + 1 for name in kept)) // 16) * 16
    index = struct.pack("<I", len(kept))
    for name, content in sorted(kept.items()):
        index += struct.pack("<II", name_at + len(names), data_at + len(contents))
        names += name.encode("ascii") + b"\0"
        contents += content + b"\0" * (-len(content) % 16)
    return header + (index + names).ljust(data_at, b"\0") + contents


def is_kept(name: str) -> bool:
    """Whether a part is needed in an office here, by its name in the table."""
    return _KEPT.match(name.partition("/")[2]) is not None


def cut(library: Path, folder: Path) -> Path:
    """Write the same library with fewer parts into a folder and return it; needs ``as`` and ``ld`` of binutils."""
    header, found = parts(library.read_bytes())
    kept = {name: content for name, content in found.items() if is_kept(name)}
    folder.mkdir(parents=True, exist_ok=True)
    data, source, target = folder / "icu.dat", folder / "icu.s", folder / library.name
    data.write_bytes(table(header, kept))
    symbol = f"icudt{library.name.rpartition('.')[2]}_dat"
    source.write_text(
        f".globl {symbol}\n.type {symbol}, %object\n.section .rodata\n.balign 16\n"
        f'{symbol}: .incbin "{data}"\n.size {symbol}, .-{symbol}\n.section .note.GNU-stack,"",%progbits\n',
        encoding="utf-8",
    )
    subprocess.run(["as", "-o", str(folder / "icu.o"), str(source)], check=True)
    subprocess.run(["ld", "-shared", "-soname", library.name, "-o", str(target), str(folder / "icu.o")], check=True)
    return target
