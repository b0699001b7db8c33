"""What the window says twice it says alike: words that lack one character of what is said elsewhere are mistyped.

So are names that stand in one place only: of a column, a role, a token, a record, a signal, an icon.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAM = ("gui", "disclosure", "tasks", "storage", "importers", "exporters")
OF_OTHERS = """
IMPORT_NAME IMPORT_FROM EXTENDED_ARG RESUME LOAD_CONST STORE_NAME POP_TOP SETUP_ANNOTATIONS loader
QT_IM_MODULES XMODIFIERS GTK_IM_MODULE INPUT_METHOD IBUS_USE_PORTAL qtbase_zh_CN
QFileSystemModel Folder Drive Shortcut Unknown PgUp PgDown
SetCursorRect CommitString UpdatePreedit ProcessKeyEvent SetCapacity FocusIn
"""
"""Names Python, the system, Qt and fcitx have given."""
OF_ONE_PLACE = """
isStyled systemTextSize sheetOfWindows comesLast opensManual knocks last-month second_folder portal_page usual_size
"""
"""Names of ours that are only kept and asked for where they stand."""
ELSEWHERE = ("tests", "docs", "resources/help", "disclosure", "tasks", "storage", "importers", "exporters")
_WRITTEN = {".py", ".md", ".json", ".txt", ".tsv", ".csv"}
_OF_OTHERS_WORDS = ("import_words", "paper_words", "heading_shapes")
"""Modules of single words that stand in ledgers and papers of others, not of sentences."""
_MAY_LACK = frozenset("的了还和者能以不已与本并为也过里上到时有一二三四五六七八九十")
"""Without these signs a sentence says less, or something else, and is one all the same."""
_SHORT = 3
_RUN = re.compile("[\u4e00-\u9fff]+")
_NAME = re.compile(r"[A-Za-z][A-Za-z_-]{3,}")


@cache
def modules() -> Mapping[Path, ast.Module]:
    """Return what the modules of the window say to Python."""
    return {path: ast.parse(path.read_bytes()) for path in sorted((ROOT / "gui").rglob("*.py"))}


def named(tree: ast.AST) -> Iterator[str]:
    """Yield the names a module writes as text, but for types."""
    explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        for kind in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            explained |= {id(part) for part in ast.walk(kind)} if isinstance(kind, ast.AST) else set()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "cast":
            explained.add(id(node.args[0]))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _NAME.fullmatch(node.value):
            yield from () if id(node) in explained else (node.value,)


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


def lacking(said: Counter[str], elsewhere: Set[str]) -> list[str]:
    """Return what stands once, in words nobody else uses, but is what others say where one sign is put between two.

    The four signs about a gap are looked at: none of the threes among them stands anywhere else, and with the sign
    that is missing they do.
    """
    padded = [f"^{run}$" for run in said.keys() | elsewhere]
    threes = Counter(three for run in padded for three in {run[at : at + 3] for at in range(len(run) - 2)})
    alone = {
        run[at : at + 4]: run
        for run in (f"^{run}$" for run, times in said.items() if times == 1 and run not in elsewhere)
        for at in range(len(run) - 3 if len(run) > _SHORT + 1 else 0)
        if threes[run[at : at + 3]] == threes[run[at + 1 : at + 4]] == 1
    }
    found = {
        run[at : at + 2] + run[at + 3 : at + 5]: run[at : at + 5]
        for run in padded
        for at in range(len(run) - 4)
        if run[at + 2] not in _MAY_LACK and alone.get(run[at : at + 2] + run[at + 3 : at + 5], run) != run
    }
    return sorted(f"{alone[gap][1:-1]}: {whole}" for gap, whole in found.items())


def test_no_sentence_lacks_a_sign_that_others_have() -> None:
    """Half of the signs that were lost at random from what the program says outside the window were seen so."""
    files = [
        path
        for room in (*PROGRAM, "resources", "docs", "tests")
        for path in (ROOT / room).rglob("*.*")
        if path.suffix in _WRITTEN
    ]
    runs = [(path, _RUN.findall(path.read_text("utf-8", "ignore"))) for path in (*files, ROOT / "CHANGELOG.md")]
    ours = [path.relative_to(ROOT).parts[0] in PROGRAM and path.stem not in _OF_OTHERS_WORDS for path, _ in runs]
    said = Counter(run for (_, told), is_ours in zip(runs, ours, strict=True) if is_ours for run in told)
    elsewhere = {run for (_, told), is_ours in zip(runs, ours, strict=True) if not is_ours for run in told}
    assert lacking(said, elsewhere) == []


def test_a_sign_that_others_have_between_two_is_missed() -> None:
    told = "逾期未提意见的"
    assert lacking(Counter([told]), {"未提出意见"}) == [f"{told}: 未提出意见"]
    assert lacking(Counter([told]), {"未提了意见"}) == [], "it may lack that sign"
    assert lacking(Counter([told]), {"未提出异议"}) == [], "others go on otherwise"
    assert lacking(Counter([told]), {"未提出意见", "未提意外"}) == [], "others say it too"
    assert lacking(Counter({told: 2}), {"未提出意见"}) == lacking(Counter([told]), {"未提出意见", told}) == []
    assert lacking(Counter(["乙书"]), {"乙级书"}) == [], "short"


def test_what_is_said_elsewhere_is_said_alike() -> None:
    """Of two thousand texts of the window half could lose a character, and nobody would have seen it."""
    texts = (path for room in ELSEWHERE for path in (ROOT / room).rglob("*.[mp][dy]"))
    elsewhere = Counter(run for path in texts for run in _RUN.findall(path.read_text("utf-8")))
    here = Counter(run for tree in modules().values() for run in said(tree))
    assert mistyped(here, elsewhere) == []


def test_a_character_that_is_missing_is_seen() -> None:
    here = Counter(said(ast.parse("'''登记'''\na = '登记已交', f'提{a}登记已交材料，已提交登记{a}', '新建申请'")))
    assert here == Counter(["登记已交", "新建申请"])
    assert mistyped(here, Counter(["登记已提交"])) == ["登记已交: 登记已提交"]
    assert mistyped(here, Counter(["登记已提交", "登记已交"])) == []


def test_a_name_stands_in_two_places() -> None:
    """One of a column, a role or a token that lost a character was met only where a test came by."""
    sources = [path for room in PROGRAM for path in (ROOT / room).rglob("*.py")]
    sources += [ROOT / "resources" / "app.qss", *(ROOT / "resources" / "letters").rglob("*.md")]
    known = Counter(name for path in sources for name in _NAME.findall(path.read_text("utf-8")))
    known.update(path.stem for path in (ROOT / "resources").rglob("*.*"))
    alone = {name for tree in modules().values() for name in named(tree) if known[name] == 1}
    assert alone == {*OF_OTHERS.split(), *OF_ONE_PLACE.split()}


def test_names_of_types_and_words_of_people_are_no_names() -> None:
    made = ('def f(a: "Record") -> "Found":', ' "Read"', ' return cast("Named", a.get("content-type", "no", "a word"))')
    assert list(named(ast.parse("\n".join(made)))) == ["content-type"]
