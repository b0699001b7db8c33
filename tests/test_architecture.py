"""The walls of the house and its measures (docs/architecture.md; the budgets of the design)."""

import ast
import re
import shutil
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from functools import cache
from importlib import import_module, metadata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from packaging.requirements import Requirement

from disclosure.records import LEDGERS
from tests.well_said import faults_of

ROOT = Path(__file__).parents[1]
ROOMS = ("disclosure", "storage", "exporters", "importers", "tasks", "gui")
P95_OF_FUNCTIONS, FILES_IN_A_FOLDER, CALLED_ONCE, IMPORTS_IN_FUNCTIONS = 40, 20, 0.12, 100


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def sources(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from (ROOT / room).rglob("*.py")
    yield from (ROOT / name for name in ("main.py", "commandline.py"))


@cache
def nodes(source: Path) -> tuple[ast.AST, ...]:
    """Every node of a file; six measures are taken of the same files."""
    return tuple(ast.walk(ast.parse(source.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module", autouse=True)
def no_tree_left(trees_alone: None) -> Iterator[None]:  # noqa: ARG001 - it comes first
    """The trees go with the last test of this file."""
    yield
    nodes.cache_clear()


def functions(source: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in nodes(source):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_the_walls_stand() -> None:
    outcome = lint_imports(ROOT)
    assert outcome.returncode == 0, outcome.stdout


_OF_WORDS = ("import_words.py", "paper_words.py", "heading_shapes.py")
_A_PATTERN = re.compile(r"[\\|\[^$+*]|\(\?")
_BLANK_ALONE = re.compile(r"[（“\u4e00-\u9fff，。] (?=[\u4e00-\u9fff）”，。]|$)|^ [\u4e00-\u9fff]|“(?=[，。）])")
"""A blank stands beside a number or a name: where neither is, one was lost."""
_AS_TYPED = {
    "gui/cases/redaction/sheet.py": " 页，共 1 页",
    "gui/report/retyping.py": "已录入，下一格  Tab",
    "gui/statistics/layouts.py": "搜索要填的数，例如 新收 自然人",
    "tasks/profile.py": "“1”应写成 栏目=内容，如 机关全称=示例街道办事处。",
}


def texts_in(source: Path) -> Iterator[str]:
    """Yield every Chinese text for people that stands in a file, a number in place of what is filled in."""
    within = {id(node.value) for node in nodes(source) if isinstance(node, ast.Expr)}  # docstrings
    for node in nodes(source):
        if isinstance(node, ast.JoinedStr):
            within.update(map(id, node.values))
            text = "".join(str(one.value) if isinstance(one, ast.Constant) else "1" for one in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in within:
            text = node.value
        else:
            continue
        if re.search("[\u4e00-\u9fff]", text) and not _A_PATTERN.search(text):
            yield text


def test_no_sentence_in_the_program_lost_a_part() -> None:
    """Also those no test makes the program say: a hint, a tip, a refusal."""
    read = 0
    for source in sources(*ROOMS):
        for text in texts_in(source) if source.name not in _OF_WORDS else ():
            if not re.search("[。，；]", text):
                continue
            read += 1
            faults = {*faults_of(text)} - {"a pattern nobody filled", "begins in the midst"}  # a part of a sentence
            is_as_typed = _AS_TYPED.get(source.relative_to(ROOT).as_posix()) == text
            assert is_as_typed or (not faults and not _BLANK_ALONE.search(text)), (source, text, faults)
    assert read > 1_000


_DIGIT = "[一二三四五六七八九]"
_ARTICLE = re.compile("(.{0,8}?)第([一二三四五六七八九十百零]+)条", re.DOTALL)
_OF_A_LAW = re.compile(
    # what goes before an article: its law, the article before it, or the beginning of what is filled in behind a law
    "(?:条例|公开条例》|行政复议法|行政诉讼法|立法法|档案法|保守国家秘密法|个人信息保护法|民事诉讼法|民诉法|放假办法|711号|[条款、至（，1]|^|，或)\\Z"
)
_NUMBERED = re.compile(f"(?:[一二]百)?(?:(?:{_DIGIT}?十{_DIGIT}?)|(?:(?<=百)零|^){_DIGIT})|[一二]百")


def test_an_article_is_one_of_a_law_by_its_name() -> None:
    """「行政讼法第七十条」「条例第三三条」: nobody finds it."""
    named = 0
    for source in sources(*ROOMS):
        for before, number in (found for text in texts_in(source) for found in _ARTICLE.findall(text)):
            named += 1
            assert _OF_A_LAW.search(before), (source, before, number)
            assert _NUMBERED.fullmatch(number), (source, before, number)
    assert named > 200


LEAKS = [
    ("disclosure/wording.py", "PySide6"),
    ("disclosure/wording.py", "sqlite3"),
    ("disclosure/terms.py", "disclosure.records"),
    ("disclosure/wording.py", "pathlib"),
    ("storage/__init__.py", "exporters"),
    ("exporters/__init__.py", "storage"),
    ("importers/__init__.py", "sqlite_utils"),
    ("tasks/__init__.py", "PySide6"),
    ("storage/__init__.py", "gui"),
    ("gui/__init__.py", "reportlab"),
    ("gui/__init__.py", "sqlite3"),
]


CIRCLES = [
    "disclosure/calendar",
    "storage/figures",
    "exporters/paper",
    "importers/ledgers",
    "tasks/today",
    "gui/kit",
]


@pytest.fixture(scope="module")
def told_of_leaks(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is said of a house with every leak at once: each has to be named, so one look is enough."""
    house = tmp_path_factory.mktemp("house")
    for name in (*ROOMS, "resources"):
        shutil.copytree(ROOT / name, house / name, ignore=shutil.ignore_patterns("*.ttf", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", house / "pyproject.toml")
    for source, leak in LEAKS:
        with (house / source).open("a", encoding="utf-8") as planted:
            planted.write(f"\nimport {leak}\n")
    for wing in CIRCLES:
        module = wing.replace("/", ".")
        (house / wing / "one.py").write_text(f"import {module}.other\n", encoding="utf-8")
        (house / wing / "other.py").write_text(f"def f():\n    import {module}.one\n", encoding="utf-8")
    outcome = lint_imports(house)
    assert outcome.returncode == 1
    return outcome.stdout


@pytest.mark.parametrize(("source", "leak"), LEAKS)
def test_a_planted_leak_breaks_a_wall(source: str, leak: str, told_of_leaks: str) -> None:
    module = source.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    assert re.search(rf"^\W*{re.escape(module)} -> {re.escape(leak)} ", told_of_leaks, re.MULTILINE)


@pytest.mark.parametrize("wing", CIRCLES)
def test_a_planted_circle_is_found_in_any_room(wing: str, told_of_leaks: str) -> None:
    """Two files that need each other, one of them inside a function: the contract looks there, too."""
    assert f"No cycles are allowed in {wing.replace('/', '.')}" in told_of_leaks


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("commandline.py", {"disclosure", "tasks", "exporters", "importers", "resources"}),
        ("main.py", {"disclosure", "tasks", "commandline", "gui"}),
    ],
)
def test_the_top_level_files_know_only_the_rooms_below_them(name: str, known: set[str]) -> None:
    """The import contracts cover packages; these two are single files above them all."""
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    modules = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    modules += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    assert {module.split(".")[0] for module in modules} - set(sys.stdlib_module_names) <= known


def test_every_place_for_a_new_thing_is_there() -> None:
    """Whoever follows the tables of docs/architecture.md finds each file under the name they give."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    tables = text.partition("## One place for each new thing")[2].partition("\n## ")[0]
    named = re.findall(r"`((?:\w+/)+[\w.-]*|\w+\.py)`", tables)
    assert len(named) > 100, "the tables were not found"
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_functions_are_short() -> None:
    lengths = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in sources(*ROOMS)
        for node in functions(path)
    }
    assert statistics.median(lengths.values()) <= 8
    assert statistics.quantiles(lengths.values(), n=20)[-1] <= P95_OF_FUNCTIONS


def test_few_helpers_exist_to_be_called_once() -> None:
    """A story is told where it happens: a private function with one call is a jump for the reader.

    Functions handed over by name (slots, keys of a table) are not called, and not counted.
    """
    known, once = 0, []
    for path in sources(*ROOMS):
        named = Counter(
            node.id if isinstance(node, ast.Name) else node.attr
            for node in nodes(path)
            if isinstance(node, ast.Name | ast.Attribute)
        )
        called = {
            node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            for node in nodes(path)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
        }
        for function in functions(path):
            known += 1
            name = function.name
            if name.startswith("_") and not name.startswith("__") and named[name] == 1 and name in called:
                once.append(f"{path.relative_to(ROOT)} {name}")
    assert len(once) / known <= CALLED_ONCE, once


CALLED_FROM_OUTSIDE = {
    *("handle_starttag", "handle_data"),  # html.parser, of what a page is read from
    "parse_row",  # openpyxl, of each row of a sheet
    *("pixmap", "clone", "commit", "show_preedit"),  # Qt, of an icon and of the bus
    "get_table",  # reportlab, of a font it takes a part of
    "is_drawing",  # setup/pictures.py, before it photographs a paper
}
KEPT_ALIVE = {"_retyping"}
USED_BY_TESTS_ALONE = {
    "everywhere_button",
    "read_ledger",
    "tile_words",
}
"""Ways in which a test asks what the program asks more closely; a new one wants a reason."""


def test_nothing_is_defined_that_nobody_uses() -> None:
    """A line that called it was lost, or it may go; names of Qt and of other libraries are spelt their way."""
    defined, used = set(), set()
    for path in sources(*ROOMS):
        module, *within = nodes(path)
        assert isinstance(module, ast.Module)
        for statement in module.body:
            targets = statement.targets if isinstance(statement, ast.Assign) else ()
            defined |= {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}
        for node in within:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                defined.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                used.add(node.id)
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                used.add(node.attr)
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
                defined.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                used.add(node.value)  # asked for by its name
    unused = {
        name for name in defined - used - CALLED_FROM_OUTSIDE - KEPT_ALIVE if not re.match(r"__|[a-z]+[A-Z]", name)
    }
    assert unused - USED_BY_TESTS_ALONE == set()


NAMES_OF_OTHERS = {
    *("jan", "feb", "apr", "jun", "jul", "aug", "sep", "nov", "dec"),
    *("prn", "iuv", "currency", "tfoot", "maxp", "prep", "fpgm", "prodid", "dtstamp", "transp"),
    *("backslashreplace", "tmpdir", "packer", "explicit_horizontal_lines", "explicit_vertical_lines", "object_type"),
    *("jfif", "jfif_density", "jfif_unit", "jfif_version", "constant_memory", "error_type", "input_title"),
    *("font_name", "quote_prefix", "strings_to_formulas", "strings_to_urls", "text_wrap", "vcenter", "optimize"),
}
SAID_ONCE = {"floating", "knocks", "new_release", "portal_page", "usual_size"}
"""Ours: a look that a style sheet of resources has, a folder, three entries of menus that no test presses by name."""


def test_a_name_in_quotes_is_somebodys_name() -> None:
    """A column, a part or a key asked for by a name that nobody bears is never found, and nothing says so.

    Each stands a second time in the program, as a code beside its member does, or in a test; those of the list are
    given by formats, libraries and systems.
    """
    program = "\n".join(path.read_text(encoding="utf-8") for path in sources(*ROOMS))
    said = Counter(re.findall("[a-z_]{3,}", program.lower()))
    alone = {name for name in re.findall("[\"']([a-z_]{3,})[\"']", program) if said[name] == 1}
    tests = (path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__))
    known = {name for text in tests for name in re.findall("[a-z_]{3,}", text)}
    assert alone - known - NAMES_OF_OTHERS - SAID_ONCE == set()


def test_what_is_handed_on_is_taken() -> None:
    """``__all__`` names what a module hands on from another and somebody takes there; its own needs no list."""
    texts = {path: path.read_text(encoding="utf-8") for path in (*sources(*ROOMS), *(ROOT / "tests").rglob("*.py"))}
    taken = re.findall(r"^\s*from ([\w.]+) import (\([^)]*\)|.*)", "\n".join(texts.values()), re.MULTILINE)
    for path in sources(*ROOMS):
        if not (listed := re.search(r"^__all__ = (\[[^\]]*\])", texts[path], re.MULTILINE)):
            continue
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        wanted = {name for other, names in taken if other == module for name in re.findall(r"\w+", names)}
        own = "\n".join(
            names for _, names in re.findall(r"^from ([\w.]+) import (\([^)]*\)|.*)", texts[path], re.MULTILINE)
        )
        rooms = {one.stem for one in path.parent.iterdir()}
        listing = set(ast.literal_eval(listed[1]))
        assert listing == wanted & set(re.findall(r"\w+", own)) - (rooms - listing), module


def test_imports_stand_at_the_top() -> None:
    """An import in a function is a border, and there are few: what the first page needs not, a dialog, a library.

    Whoever crosses one for convenience pays with one of the places that are left.
    """
    found = Counter(
        path.relative_to(ROOT).parts[0]
        for path in sources(*ROOMS, "resources", "setup")
        if re.search(r"^\s+(from|import)\s", path.read_text(encoding="utf-8"), re.MULTILINE)  # few have to be walked
        for inside in [{line for each in functions(path) for line in range(each.lineno, (each.end_lineno or 0) + 1)}]
        for place in {node.lineno for node in nodes(path) if isinstance(node, ast.Import | ast.ImportFrom)} & inside
    )
    assert found.total() <= IMPORTS_IN_FUNCTIONS, dict(found)


def test_values_are_frozen() -> None:
    """What a record, a report or a finding says was said once; whoever wants another makes another.

    Private classes may gather while they work, and so may those named here, which are filled piece by piece.
    """
    thawed = {
        f"{path.relative_to(ROOT)} {node.name}"
        for path in sources(*ROOMS, "resources")
        for node in nodes(path)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        for decorator in map(ast.unparse, node.decorator_list)
        if decorator.startswith("dataclass") and "frozen=True" not in decorator
    }
    assert thawed == {
        "exporters/paper/structure.py Element",
        "importers/published/figures.py Figures",
        "storage/rescue/salvage.py Salvage",
    }


def test_no_folder_is_full() -> None:
    """A stranger finds the room: more than twenty files side by side are two matters."""
    files = Counter(str(path.parent.relative_to(ROOT)) for path in sources(*ROOMS, "resources"))
    assert {folder: count for folder, count in files.items() if count > FILES_IN_A_FOLDER} == {}


def test_the_lock_files_name_hashes_and_no_hosts() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        pinned = [line for line in text.splitlines() if "==" in line and not line.startswith(("#", " "))]
        assert pinned
        assert all(line.rstrip().endswith("\\") for line in pinned), "every pin is followed by its hashes"


def test_a_package_wanted_with_extras_is_locked_with_them() -> None:
    """An older pip takes ``coverage[toml]>=7`` for unpinned beside ``coverage==7.17.3`` and installs nothing."""
    locked = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^\w[^;\\\n]*==[^;\\\s]+", locked, re.MULTILINE)
    pinned = [Requirement(pin) for pin in pins]
    extras = {requirement.name: requirement.extras for requirement in pinned}
    wanted = [Requirement(text) for name in extras for text in installed_requirements(name)]
    missing = [
        str(one)
        for one in wanted
        if one.extras
        and (one.marker is None or one.marker.evaluate({"extra": ""}))
        and not one.extras <= extras.get(one.name, set())
    ]
    assert missing == []


def installed_requirements(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # locked for another system
        return []


def test_only_the_profile_says_how_long_a_property_may_take() -> None:
    """A property with a deadline of its own fails where the machine is busy."""
    profile = settings.get_profile("suite")
    assert (profile.deadline, profile.suppress_health_check) == (None, (HealthCheck.too_slow,))
    arguments = ("deadline", "derandomize", "database")
    texts = {source: source.read_text(encoding="utf-8") for source in (ROOT / "tests").rglob("test_*.py")}
    own = [
        f"{source.relative_to(ROOT)}:{node.lineno} {keyword.arg}"
        for source, text in texts.items()
        if any(re.search(rf"\b{argument}\s*=", text) for argument in arguments)  # few have to be parsed
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in arguments
    ]
    assert own == []


def test_qt_does_not_lose_references_to_none() -> None:
    """PySide6 6.12.0 dropped one with every call that returns None, and died after some thousands of calls."""
    code = "from PySide6.QtCore import QObject as O; o = O(); [o.parent() for _ in range(20000)]"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_item_of_a_layout_is_asked_for() -> None:
    """PySide goes on holding it, and takes what Qt later makes in its place of memory for that item: an event, once."""
    asked = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (*sources("gui"), *(ROOT / "tests" / "gui").rglob("*.py"))
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in ("itemAt", "itemAtPosition")
    ]
    assert asked == []


ANSWER_FOR_EVERY_TERM = [
    "disclosure.cases.receipt RECEIPT_RULES",
    "disclosure.cases.steps STEP_FORMS",
    "disclosure.column_kinds _PARSERS",
    "disclosure.letters.filling _READERS",
    "disclosure.letters.filling _ADDRESSEES",
    "disclosure.letters.lacking _SENTENCES",
    "disclosure.masking _BY_SORT",
    "disclosure.paper_words LABELS",
    "disclosure.papers _LOOKED",
    "disclosure.releases.status _ACTIONS",
    "disclosure.report.narrative _CHANNEL_WORDS",
    "disclosure.statistics.scoring MENDING",
    "exporters.paper.tables _FACES",
    "exporters.report.html _TAGS",
    "gui.base.signs _LOOKS",
    "gui.kit.day_strip _GROUNDS",
    "gui.registers.import_preview _FATES",
    "gui.report.contents STATE_WORDS",
    "gui.report.findings _SIGNS",
    "gui.report.trail_forms _ADVICE",
    "gui.statistics.scoring _SIGNS",
    "gui.today.due_cards LOOKS",
    "importers.papers _READERS",
    "importers.papers _KINDS",
    "tasks.safety.password _STRENGTH_WORDS",
    "tasks.safety.schedule _RULES",
]


@pytest.mark.parametrize("table", ANSWER_FOR_EVERY_TERM)
def test_a_table_asked_for_any_term_answers_for_every_term(table: str) -> None:
    module, name = table.split()
    answered = getattr(import_module(module), name)
    kind: type[Enum] = type(next(iter(answered)))
    assert set(answered) == set(kind)


def test_registers_are_named_by_their_records() -> None:
    """「requsts」: a command was never offered. The frame alone names tabs before the records are read."""
    frame = {ROOT / "gui/shell/main_window.py", ROOT / "gui/kit/shapes.py"}
    named = [
        (str(source), node.lineno, node.value)
        for source in {*(ROOT / "gui").rglob("*.py")} - frame
        for node in nodes(source)
        if isinstance(node, ast.Constant) and node.value in LEDGERS
    ]
    assert named == []
