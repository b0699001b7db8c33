"""What a module offers of others is what its readers take from it: no more, and nothing unsaid."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("commandline", "disclosure", "exporters", "gui", "importers", "storage", "tasks", "tests")
SOURCES = {path: path.read_text("utf-8") for room in ROOMS for path in (ROOT / room).rglob("*.py")}
OFFERING = [path for path, text in SOURCES.items() if "\n__all__ = [" in text and "tests" not in path.parts]


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", OFFERING, ids=_name)
def test_each_name_a_module_passes_on_is_offered_and_taken(path: Path) -> None:
    name, body = _name(path), ast.parse(SOURCES[path]).body
    others = (node for node in body if isinstance(node, ast.ImportFrom) and node.module != name)
    passed = {alias.name for node in others for alias in node.names}
    (offered,) = (
        node.value for node in body if isinstance(node, ast.Assign) and "__all__" in ast.unparse(node.targets[0])
    )
    taking = re.compile(rf"^ *from {re.escape(name)} import (\([^)]*\)|.*)", re.MULTILINE)
    taken = {word for text in SOURCES.values() for names in taking.findall(text) for word in re.findall(r"\w+", names)}
    assert set(ast.literal_eval(offered)) ^ (taken & passed) == set()
