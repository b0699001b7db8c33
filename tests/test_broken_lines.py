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

from tests.torture.broken_lines import broken, caught, kept_of, nearest
from tests.torture.reached import Reached

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


PAID = {"cash": True, "never": False}


def is_paid(how: str) -> bool:
    return PAID[how]
'''

TESTS = """from tasks.prices import is_paid, price


def test_a_page():
    assert price(1) == "共6元"


def test_cash():
    assert is_paid("cash")
"""


def git(folder: Path, *asked: str) -> None:
    known = ("-c", "user.name=甲", "-c", "user.email=jia@example.org")
    subprocess.run(["git", *known, *asked], cwd=folder, check=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tasks").mkdir()
    (tmp_path / "tasks" / "__init__.py").touch()
    (tmp_path / "tasks" / "prices.py").write_text(PROGRAM, "utf-8")
    (tmp_path / "tests" / "tasks").mkdir(parents=True)
    (tmp_path / "tests" / "tasks" / "test_prices.py").write_text(TESTS, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = .\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "Say what pages cost")
    return tmp_path


def test_every_line_is_broken_so_that_it_still_runs_and_says_something_else(project: Path) -> None:
    drawn = [one for seed in range(60) for one in draws(project, ["tasks"], seed)]
    for way in drawn:
        assert ast.dump(ast.parse(way.of(PROGRAM.encode()))) != ast.dump(ast.parse(PROGRAM))
    assert {way.line for way in drawn} == {10, 12, 13, 14, 15, 17, 18, 19, 22, 26}
    assert {way.how for way in drawn} >= {
        *("a keyword dropped", "an element dropped", "an entry dropped", "a part dropped", "a character dropped"),
        *("and/or swapped", "not dropped", "not added", "comparison flipped", "true/false swapped", "number changed"),
        *("sign changed", "bound dropped", "none returned", "statement removed", "never entered"),
    }


def test_a_seed_draws_the_same_lines_again(project: Path) -> None:
    assert list(draws(project, ["tasks"], 7)) == list(draws(project, ["tasks"], 7))
    assert list(draws(project, ["tasks"], 7)) != list(draws(project, ["tasks"], 8))


def test_lines_of_the_program_itself_can_be_drawn() -> None:
    drawn = list(islice(draws(Path(__file__).parents[1], ["disclosure/cases"], 1), 10))
    assert len({(way.path, way.line) for way in drawn}) == 10


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended as groups")
def test_a_line_a_test_looks_at_is_caught_and_one_it_does_not_is_left(project: Path) -> None:
    place = PROGRAM.index("* 2")
    twice, shown = place + 2, PROGRAM.index("print(page)")
    looked_at = Break("tasks/prices.py", 12, "", "2", "3", twice, twice + 1)
    first = len(PROGRAM[:shown].encode())
    unseen = Break("tasks/prices.py", 18, "", "print(page)", "pass", first, first + len("print(page)"))
    tests = nearest(project, "tasks/prices.py")
    assert tests == ["tests/tasks/test_prices.py"]
    faulthandler.cancel_dump_traceback_later()  # its thread would be missing in the copy of this process
    assert caught(project, looked_at, tests) == "tests/tasks/test_prices.py::test_a_page"
    assert caught(project, unseen, tests) == ""
    assert (project / "tasks" / "prices.py").read_text("utf-8") == PROGRAM


def test_it_is_known_which_tests_reach_a_line_or_read_its_table_wherever_it_stands_by_now(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    place = kept_of(project, tmp_path / "maps")
    (project / "tasks" / "prices.py").write_text("# Below.\n" + PROGRAM, "utf-8")
    git(project, "commit", "-q", "-a", "-m", "Say more")
    reached = Reached(project, kept_of(project, tmp_path / "maps"))
    assert kept_of(project, tmp_path / "maps") == place
    page, cash = ("tests/tasks/test_prices.py::" + name for name in ("test_a_page", "test_cash"))
    told = {line: reached.tests_of("tasks/prices.py", line + 1) for line in (12, 15, 17, 19, 22, 26)}
    assert told == {12: {page}, 15: set(), 17: set(), 19: set(), 22: {cash}, 26: {cash}}
    assert set(reached.spent) == {page, cash}


def test_a_file_is_whole_again_after_it_was_broken_in_several_places(project: Path) -> None:
    file = project / "tasks" / "prices.py"
    some = [way for way in draws(project, ["tasks"], 3) if way.line in (12, 15)]
    with broken(project, some):
        assert file.read_text("utf-8") != PROGRAM
        ast.parse(file.read_text("utf-8"))
    assert file.read_text("utf-8") == PROGRAM
