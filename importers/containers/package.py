"""Files that are zipped XML: the errors of damaged ones and of those with a password."""

import zipfile
import zlib

from lxml import etree

DAMAGED_PACKAGE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    etree.LxmlError,
    LookupError,
    RuntimeError,
    OSError,
    ValueError,
    EOFError,
)
"""The errors raised on reading a member that is damaged, encrypted or missing."""
