"""The small file that answers what a ledger leaves open: which of its columns and words are which of ours.

``{"列名": "栏目"}``, "" or null to leave a column out; ``{"列名": {"栏目": "办理结果", "说法": {"给了": "予以公开"}}}``
where words are said too.
"""

import json
from pathlib import Path

from disclosure.errors import SourceUnreadableError
from importers.decoding import decode_text
from importers.ledgers.proposal import Answers

_LARGEST = 1024 * 1024
_COLUMN, _WORDS = "栏目", "说法"


def read_mapping(path: Path) -> Answers:
    """Read the answers to a ledger's questions; columns and words of ours by code or label.

    Raises SourceUnreadableError when the file cannot be read or is not such a mapping.
    """
    try:
        content = path.read_bytes()[:_LARGEST]
        mapping = json.loads(decode_text(content) or "")
    except OSError as reason:
        raise SourceUnreadableError(f"读不到列对应关系文件“{path}”，请核对文件名。") from reason
    except (ValueError, RecursionError) as reason:
        raise SourceUnreadableError(f'列对应关系文件“{path.name}”不是 JSON，请写成 {{"列名": "栏目"}}。') from reason
    headings: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    for theirs, ours in mapping.items() if isinstance(mapping, dict) else [("", 0)]:
        if isinstance(ours, dict):
            column, said = ours.get(_COLUMN), ours.get(_WORDS, {})
        else:
            column, said = "" if ours is None else ours, {}
        if (
            not isinstance(column, str | None)
            or not isinstance(said, dict)
            or not all(isinstance(word, str) for word in said.values())
        ):
            raise SourceUnreadableError(f'列对应关系文件“{path.name}”应写成 {{"列名": "栏目"}}。')
        if column is not None:
            headings[theirs] = column
        words[theirs] = said
    return Answers(headings=headings, words=words)
