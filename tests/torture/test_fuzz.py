"""Whatever comes in from outside, an importer reads it or refuses it in a sentence; it never crashes or hangs."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.torture.figures import note
from tests.torture.fuzzing import FIGURES, LONGEST, READERS, fuzz
from tests.torture.seeds import seeds_in

KINDS = {
    "年报.pdf": 150,
    "年报.docx": 1_000,
    "年报.xlsx": 1_000,
    "年报.html": 1_000,
    "年报.doc": 2_000,
    "年报.rtf": 1_500,
    "年报.odt": 1_000,
    "年报.mht": 1_000,
    "年报.xls": 2_000,
    "台账.xls": 10_000,
    "台账.ods": 8_000,
    "台账.strict": 8_000,
    "台账.html": 8_000,
    "台账.docx": 6_000,
    "台账.doc": 6_000,
    "台账.odt": 6_000,
    "台账.rtf": 6_000,
    "年报.json": 4_000,
    "年报.txt": 4_000,
    "台账.csv": 4_000,
    "台账.xlsx": 1_500,
    "来件.docx": 1_000,
    "来件.doc": 3_000,
    "来件.odt": 1_500,
    "来件.eml": 2_000,
    "来件.txt": 3_000,
    "来件.msg": 3_000,
    "通知.notice": 10_000,
    "年历.holidays": 10_000,
    "文书.letter": 10_000,
}
"""How many inputs of each kind a long run tries: slow readers fewer."""

GROWN = {
    "年报.docx": 1_000,
    "年报.xlsx": 1_000,
    "年报.html": 2_000,
    "年报.json": 10_000,
    "年报.txt": 5_000,
    "台账.csv": 10_000,
    "台账.xlsx": 2_000,
    "通知.notice": 20_000,
    "年历.holidays": 20_000,
    "文书.letter": 20_000,
}
"""The same for inputs grown by coverage; of a PDF the reader is not our code."""

FEW, FEWER, SEED = 6, 2, 20240304
"""How many inputs of each kind every run tries; of PDF, which takes half a second to read, fewer."""
ROOT = Path(__file__).parents[2]
GUIDED = ROOT / ".venv" / "fuzz" / "bin" / "python"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = seeds_in(tmp_path_factory.getbasetemp() / "来源")
    assert {path.name for path in folder.iterdir()} == set(KINDS)
    return folder


@pytest.mark.parametrize("name", KINDS)
def test_a_seed_is_sound_so_that_damage_gets_past_the_first_look(seeds: Path, name: str) -> None:
    READERS[Path(name).stem](seeds / name)  # raises for what it cannot read


@pytest.mark.parametrize("name", KINDS)
def test_damaged_input_is_read_or_refused_in_a_sentence(seeds: Path, tmp_path: Path, name: str) -> None:
    told = fuzz(seeds / name, FEWER if name.endswith(".pdf") else FEW, SEED, tmp_path)
    assert told.failures == []
    assert told.longest < LONGEST


@pytest.mark.torture
@pytest.mark.parametrize(("name", "many"), KINDS.items())
def test_much_damaged_input_is_read_or_refused_in_a_sentence(seeds: Path, tmp_path: Path, name: str, many: int) -> None:
    told = fuzz(seeds / name, many, SEED + 1, tmp_path)
    note(
        f"fuzz: {name}",
        {
            "inputs": many,
            "read": told.read,
            "refused": told.refused,
            "failures": told.failures,
            "longest_seconds": round(told.longest, 2),
        },
    )
    assert told.failures == []
    assert told.longest < LONGEST


@pytest.mark.torture
@pytest.mark.skipif(not GUIDED.exists(), reason="the coverage-guided fuzzer is not installed (setup/fuzzing.sh)")
@pytest.mark.parametrize(("name", "runs"), GROWN.items())
def test_inputs_grown_by_coverage_are_read_or_refused_in_a_sentence(
    seeds: Path, tmp_path: Path, name: str, runs: int
) -> None:
    command = [str(GUIDED), "-m", "tests.torture.guided", str(seeds / name), str(runs), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, errors="replace")
    figures = json.loads((tmp_path / FIGURES).read_text(encoding="utf-8"))
    note(f"grown: {name}", figures)
    assert done.returncode == 0, done.stderr[-4000:]
    assert figures["inputs"] >= runs // 2
