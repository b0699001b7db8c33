"""What the window says twice it says alike: words that lack one character of what is said elsewhere are mistyped."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ELSEWHERE = ("tests", "docs", "resources/help", "disclosure", "tasks", "storage", "importers", "exporters")
_RUN = re.compile("[\u4e00-\u9fff]+")


def said(tree: ast.AST) -> Iterator[str]:
    """Yield what the strings of a module say, each run of Chinese characters; of a filled one its inner runs."""
    explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
            runs = [(each[0], each.span()) for each in _RUN.finditer(node.value)]
            ends = {0, len(node.value)} if id(node) in parts else set()
            yield from (run for run, span in runs if not ends & set(span))


def mistyped(said: Counter[str], elsewhere: Counter[str]) -> list[str]:
    """Return what is said only once, and lacks an inner character of what is said elsewhere."""
    alone = {run for run, times in said.items() if times == 1 and run not in elsewhere}
    lacking = {
        run[:place] + run[place + 1 :]: run
        for run in said.keys() | elsewhere.keys()
        for place in range(1, len(run) - 1)
    }
    return [f"{run}: {lacking[run]}" for run in sorted(alone & lacking.keys())]


def test_what_is_said_elsewhere_is_said_alike() -> None:
    """Of two thousand texts of the window half could lose a character, and nobody would have seen it."""
    texts = (path for room in ELSEWHERE for path in (ROOT / room).rglob("*.[mp][dy]"))
    elsewhere = Counter(run for path in texts for run in _RUN.findall(path.read_text("utf-8")))
    here = Counter(run for path in (ROOT / "gui").rglob("*.py") for run in said(ast.parse(path.read_bytes())))
    assert mistyped(here, elsewhere) == []


def test_a_character_that_is_missing_is_seen() -> None:
    here = Counter(said(ast.parse("'''登记'''\na = '登记已交', f'提{a}登记已交材料，已提交登记{a}', '新建申请'")))
    assert here == Counter(["登记已交", "新建申请"])
    assert mistyped(here, Counter(["登记已提交"])) == ["登记已交: 登记已提交"]
    assert mistyped(here, Counter(["登记已提交", "登记已交"])) == []
