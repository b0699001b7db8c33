"""The small file that answers a ledger's questions: which of its columns and words are which of ours.

``{"列名": "栏目"}``, "" or null to leave a column out; ``{"列名": {"栏目": "办理结果", "说法": {"给了": "予以公开"}}}``
to map words as well.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from disclosure.errors import SourceUnreadableError
from importers.decoding import decode_text
from importers.ledgers.proposal import Answers
from importers.told_of import outside_bytes

_LARGEST = 1024 * 1024
_COLUMN, _WORDS = "栏目", "说法"


def read_mapping(path: Path) -> Answers:
    """Read the answers to a ledger's questions, with our columns and words by code or label.

    Raises SourceUnreadableError if the file cannot be read or is not such a mapping.
    """
    try:
        content = outside_bytes(path)[:_LARGEST]
        mapping = json.loads(decode_text(content) or "")
    except OSError as reason:
        raise SourceUnreadableError(f"读不到列对应关系文件“{path}”，要核对文件名。") from reason
    except (ValueError, RecursionError) as reason:
        raise SourceUnreadableError(f'列对应关系文件“{path.name}”不是 JSON，要写成“{{"列名": "栏目"}}”。') from reason
    try:
        return answers_of(mapping)
    except TypeError as reason:
        raise SourceUnreadableError(f'列对应关系文件“{path.name}”应写成“{{"列名": "栏目"}}”。') from reason


def answers_of(mapping: object) -> Answers:
    """Return the answers in a mapping; raises TypeError if it is not one."""
    headings: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    if not isinstance(mapping, Mapping):
        raise TypeError(mapping)
    for theirs, ours in mapping.items():
        entry = ours if isinstance(ours, Mapping) else {_COLUMN: "" if ours is None else ours}
        column, said = entry.get(_COLUMN), entry.get(_WORDS, {})
        if not isinstance(column, str | None) or not isinstance(said, Mapping):
            raise TypeError(mapping)
        if not all(isinstance(word, str) for word in said.values()):
            raise TypeError(mapping)
        if column is not None:
            headings[theirs] = column
        words[theirs] = dict(said)
    return Answers(headings=headings, words=words)


def as_mapping(answers: Answers) -> dict[str, dict[str, object]]:
    """Return answers about headings and words as such a mapping."""
    keys = dict.fromkeys((*answers.headings, *answers.words))
    return {
        key: {
            **({_COLUMN: answers.headings[key]} if key in answers.headings else {}),
            _WORDS: dict(answers.words.get(key, {})),
        }
        for key in keys
    }
