"""Office files saved as 「Strict Open XML」, with the names of their parts replaced by those the libraries know."""

import io
import re
import zipfile

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|spreadsheetml|officeDocument)/")


def with_known_names(part: bytes) -> bytes:
    """Return the XML of a part with the transitional names in place of the strict ones (ISO/IEC 29500-1, annex A)."""
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part)


def known_package(content: bytes) -> bytes:
    """Return a whole .xlsx in the form the libraries know, unchanged unless it is a strict one.

    Raises the errors of zipfile for a damaged file; its size has to be checked before.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        if "xl/workbook.xml" not in names or _STRICT.search(package.read("xl/workbook.xml")) is None:
            return content
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as known:
            for name in names:
                known.writestr(name, with_known_names(package.read(name)))
    return made.getvalue()
