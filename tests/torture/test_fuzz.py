"""Whatever comes in from outside, an importer reads it or refuses it in a sentence; it never crashes or hangs."""

from pathlib import Path

import pytest

from tests.torture.figures import note
from tests.torture.fuzzing import LONGEST, fuzz
from tests.torture.seeds import make_seeds

KINDS = {
    "年报.pdf": 150, "年报.docx": 1_000, "年报.xlsx": 1_000, "年报.html": 1_000, "年报.json": 4_000, "年报.txt": 4_000,
    "台账.csv": 4_000, "台账.xlsx": 1_500, "通知.notice": 10_000, "年历.holidays": 10_000, "文书.letter": 10_000,
}
"""How many inputs of each kind a long run tries: slow readers fewer."""

FEW, SEED = 12, 20240304


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("来源")
    assert {path.name for path in make_seeds(folder)} == set(KINDS)
    return folder


@pytest.mark.parametrize("name", KINDS)
def test_damaged_input_is_read_or_refused_in_a_sentence(seeds: Path, tmp_path: Path, name: str) -> None:
    told = fuzz(seeds / name, FEW, SEED, tmp_path)
    assert told.failures == []
    assert told.longest < LONGEST


@pytest.mark.torture
@pytest.mark.parametrize(("name", "many"), KINDS.items())
def test_much_damaged_input_is_read_or_refused_in_a_sentence(
    seeds: Path, tmp_path: Path, name: str, many: int
) -> None:
    told = fuzz(seeds / name, many, SEED + 1, tmp_path)
    note(f"fuzz: {name}", {"inputs": many, "read": told.read, "refused": told.refused, "failures": told.failures,
                           "longest_seconds": round(told.longest, 2)})
    assert told.failures == []
    assert told.longest < LONGEST
