"""Words people read, kept line by line: whoever changes one sees in the diff what will be read instead.

``KEEP_WORDS=1 .venv/bin/python -m pytest -k words_are_as_kept`` keeps them anew.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "words"
_OF_BYTES = re.compile(r"\b[0-9a-f]{64}\b|\b[0-9A-F]{64}\b")


def assert_kept(name: str, lines: Iterable[str]) -> None:
    """Compare words with those kept under a name; sums of bytes are none."""
    path = FOLDER / f"{name}.txt"
    found = [_OF_BYTES.sub("（校验值）", line.rstrip()) for text in lines for line in text.splitlines() or [""]]
    if os.environ.get("KEEP_WORDS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert found == path.read_text(encoding="utf-8").splitlines()
