"""A Word or OpenDocument file damaged on its way is one sentence, however its parts were packed."""

import io
import zipfile

import pytest

from disclosure.errors import SourceUnreadableError
from importers.containers.open_document import read_open_document
from importers.containers.word_file import read_word_file


@pytest.mark.parametrize("packed", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize(
    ("read", "part"), [(read_word_file, "word/document.xml"), (read_open_document, "content.xml")], ids=["docx", "odt"]
)
def test_a_part_whose_bytes_were_lost_is_told_in_a_sentence(read: object, part: str, packed: int) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", packed) as package:
        package.writestr(part, "<w>" + "".join(map(str, range(3000))) + "</w>")
    content = bytearray(whole.getvalue())
    place = content.index(part.encode()) + len(part)
    content[place : place + 900] = b"\xff" * 900
    assert callable(read)
    with pytest.raises(SourceUnreadableError, match="已损坏"):
        read(bytes(content))
