"""Where a long run notes its figures: one JSON line each in ``output/torture.jsonl``, for ``docs/reliability.md``."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_FIGURES = Path(__file__).parents[2] / "output" / "torture.jsonl"


def note(name: str, figures: Mapping[str, Any]) -> None:
    """Add the figures of one run."""
    _FIGURES.parent.mkdir(exist_ok=True)
    with _FIGURES.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps({"run": name, **figures}, ensure_ascii=False) + "\n")
