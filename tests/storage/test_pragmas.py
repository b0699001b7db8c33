"""SQLite passes over a setting it does not know and says nothing: what is asked of it here are settings it has."""

import ast
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VALUES = {"ON", "OFF", "MEMORY", "FILE", "EXCLUSIVE", "DELETE", "EXTRA"}
"""What a setting may be put to, beside a number, a text and what is filled in."""

ASKED = {
    node.value
    for room in ("storage", "tasks")
    for path in (ROOT / room).rglob("*.py")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.match(r"PRAGMA\b|PRAGM", node.value)
}


def test_there_are_settings_to_look_at() -> None:
    assert len(ASKED) > 20


@pytest.mark.parametrize("asked", sorted(ASKED))
def test_each_setting_is_one_that_sqlite_has(asked: str) -> None:
    with closing(sqlite3.connect(":memory:")) as raw:
        known = {name for (name,) in raw.execute("PRAGMA pragma_list")}
    said = re.match(r"PRAGMA (\w+)(?: = (.*)|\(.*)?$", asked)
    assert said is not None
    assert said[1] in known
    assert not said[2] or said[2] in VALUES or re.fullmatch(r"-?\d+|'.*", said[2])
