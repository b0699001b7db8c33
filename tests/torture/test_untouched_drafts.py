"""2,000 years by chance: no rule is held against what nobody touched, and it reads as people write it."""

from pathlib import Path

import pytest

from tests.tasks.report.test_untouched_drafts import twenty_years

pytestmark = pytest.mark.torture


@pytest.mark.parametrize("seed", range(100, 200))
def test_no_rule_is_held_against_twenty_untouched_years(tmp_path: Path, seed: int) -> None:
    twenty_years(tmp_path / "a.sqlite", seed)
