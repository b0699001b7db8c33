"""Files that are zipped XML: how a damaged one, or one with a password, shows itself."""

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
"""What reading a member that is damaged, sealed or not there raises."""
