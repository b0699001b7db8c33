"""The papers of the built program are those written from source, byte for byte, and are read back by it."""

import json
import sys
from pathlib import Path

import pytest

from exporters.report.formats import FORMATS
from tests.frozen.program import ROOT, run
from tests.sample_files import LAST_YEAR, sample_at

pytestmark = pytest.mark.frozen


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample of a fixed day, where the built program has exported that of today without a screen."""
    folder = tmp_path_factory.mktemp("示例")
    assert "示例年度报告.pdf" in run(folder, "--sample")
    return sample_at(folder / "output" / "示例.sqlite")


@pytest.fixture(scope="module")
def papers(sample: Path) -> dict[str, Path]:
    """The report in every format, written by the built program."""
    made = {suffix: sample.with_name(f"报告{suffix}") for suffix in FORMATS}
    wanted = [word for path in made.values() for word in ("--to", str(path))]
    run(sample.parent, "report", str(sample), "--year", str(LAST_YEAR), *wanted)
    return made


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_paper_is_the_one_written_from_source(suffix: str, sample: Path, papers: dict[str, Path]) -> None:
    path = sample.with_name(f"源码{suffix}")
    run(
        sample.parent,
        "report",
        str(sample),
        "--year",
        str(LAST_YEAR),
        "--to",
        str(path),
        program=(sys.executable, str(ROOT / "main.py")),
    )
    assert path.read_bytes() == papers[suffix].read_bytes()


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_paper_is_read_back(suffix: str, papers: dict[str, Path]) -> None:
    answer = json.loads(run(papers[suffix].parent, "check-report", str(papers[suffix]), "--json"))
    # a paper names the office as its title does, JSON by its whole name
    assert answer["report"]["agency"].removesuffix("办事处") == "示例市示范区清河街道"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_ledger_goes_out_and_comes_in(suffix: str, sample: Path, tmp_path: Path) -> None:
    ledger = tmp_path / f"主动公开{suffix}"
    run(tmp_path, "export", str(sample), "--register", "releases", "--to", str(ledger))
    assert "导入 0 条" in run(tmp_path, "import", str(sample), str(ledger), "--as", "releases")
