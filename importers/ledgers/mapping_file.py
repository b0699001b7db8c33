"""The small file that says which of their columns is which of ours: {"列名": "栏目"}."""

import json
from pathlib import Path

from disclosure.errors import SourceUnreadableError
from importers.decoding import decode_text

_LARGEST = 1024 * 1024


def read_mapping(path: Path) -> dict[str, str]:
    """Read a mapping of ledger columns to our fields (code or label; "" or null leaves a column out).

    Raises SourceUnreadableError when the file cannot be read or is not such a mapping.
    """
    try:
        content = path.read_bytes()[:_LARGEST]
        mapping = json.loads(decode_text(content) or "")
    except OSError as reason:
        raise SourceUnreadableError(f"读不到列对应关系文件“{path}”，请核对文件名。") from reason
    except (ValueError, RecursionError) as reason:
        raise SourceUnreadableError(f'列对应关系文件“{path.name}”不是 JSON，请写成 {{"列名": "栏目"}}。') from reason
    if not isinstance(mapping, dict) or not all(isinstance(ours, str | None) for ours in mapping.values()):
        raise SourceUnreadableError(f'列对应关系文件“{path.name}”应写成 {{"列名": "栏目"}}。')
    return {theirs: ours or "" for theirs, ours in mapping.items()}
