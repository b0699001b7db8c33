"""Lines of the program are broken at random to see which no test sees; that draw itself is held here."""

import ast
import faulthandler
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from tests.torture.breaking import Break, draws

pytest.importorskip("resource", reason="lines are broken on Linux")

from tests.torture.broken_lines import broken, caught, nearest

PROGRAM = '''"""What it is."""

from typing import TYPE_CHECKING, TypeAlias, cast

Prices: TypeAlias = dict[str, int]
if TYPE_CHECKING:
    NEVER = 1


def price(pages: int, paid: bool = False) -> str | None:
    """Say it."""
    total = sum((pages * 2, 1), start=3)
    if total < 4 or not paid:
        return f"共{total}元"
    total += 1
    assert isinstance(total, int)
    for page in range(pages):
        print(page)
    return {"a": "张", "b": cast("str", pages)}["a"][1:]
'''


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "prices.py").write_text(PROGRAM, "utf-8")
    (tmp_path / "tests" / "room").mkdir(parents=True)
    (tmp_path / "tests" / "room" / "test_prices.py").write_text(
        "from room.prices import price\n\n\ndef test_a_page():\n    assert price(1) == '共6元'\n", "utf-8"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = .\n")
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def test_every_line_is_broken_so_that_it_still_runs_and_says_something_else(project: Path) -> None:
    drawn = [one for seed in range(60) for one in draws(project, ["room"], seed)]
    for way in drawn:
        assert ast.dump(ast.parse(way.of(PROGRAM.encode()))) != ast.dump(ast.parse(PROGRAM))
    assert {way.line for way in drawn} == {10, 12, 13, 14, 15, 17, 18, 19}
    assert {way.how for way in drawn} >= {
        *("a keyword dropped", "an element dropped", "an entry dropped", "a part dropped", "a character dropped"),
        *("and/or swapped", "not dropped", "not added", "comparison flipped", "true/false swapped", "number changed"),
        *("sign changed", "bound dropped", "none returned", "statement removed", "never entered"),
    }


def test_a_seed_draws_the_same_lines_again(project: Path) -> None:
    assert list(draws(project, ["room"], 7)) == list(draws(project, ["room"], 7))
    assert list(draws(project, ["room"], 7)) != list(draws(project, ["room"], 8))


def test_lines_of_the_program_itself_can_be_drawn() -> None:
    drawn = list(islice(draws(Path(__file__).parents[1], ["disclosure/cases"], 1), 10))
    assert len({(way.path, way.line) for way in drawn}) == 10


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended as groups")
def test_a_line_a_test_looks_at_is_caught_and_one_it_does_not_is_left(project: Path) -> None:
    place = PROGRAM.index("* 2")
    twice, shown = place + 2, PROGRAM.index("print(page)")
    looked_at = Break("room/prices.py", 12, "", "2", "3", twice, twice + 1)
    first = len(PROGRAM[:shown].encode())
    unseen = Break("room/prices.py", 18, "", "print(page)", "pass", first, first + len("print(page)"))
    tests = nearest(project, "room/prices.py")
    assert tests == ["tests/room/test_prices.py"]
    faulthandler.cancel_dump_traceback_later()  # its thread would be missing in the copy of this process
    assert caught(project, looked_at, tests) == "tests/room/test_prices.py::test_a_page"
    assert caught(project, unseen, tests) == ""
    assert (project / "room" / "prices.py").read_text("utf-8") == PROGRAM


def test_a_file_is_whole_again_after_it_was_broken_in_several_places(project: Path) -> None:
    file = project / "room" / "prices.py"
    some = [way for way in draws(project, ["room"], 3) if way.line in (12, 15)]
    with broken(project, some):
        assert file.read_text("utf-8") != PROGRAM
        ast.parse(file.read_text("utf-8"))
    assert file.read_text("utf-8") == PROGRAM
