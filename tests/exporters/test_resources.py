"""What is shipped is what was made."""

import hashlib

import pytest
from fontTools.ttLib import TTFont

from resources.locate import resource_path

_SUMS = [line.split() for line in resource_path("fonts", "SHA256SUMS").read_text(encoding="ascii").splitlines()]


@pytest.mark.parametrize(("digest", "name"), _SUMS, ids=[name for _, name in _SUMS])
def test_a_font_is_the_one_the_script_made(digest: str, name: str) -> None:
    assert hashlib.sha256(resource_path("fonts", name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("name", [name for _, name in _SUMS])
def test_a_font_is_drawn_on_the_square_pdf_counts_in(name: str) -> None:
    """reportlab embeds wrong widths for fonts drawn on any other square (PDF/A-2, 6.2.11.5)."""
    assert TTFont(resource_path("fonts", name), lazy=True)["head"].unitsPerEm == 1000


def test_the_paper_can_print_every_letter_and_character_of_gbk() -> None:
    covered = {code for _, name in _SUMS for code in TTFont(resource_path("fonts", name), lazy=True).getBestCmap()}
    both = [bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)]
    wanted = {letter for pair in both for letter in pair.decode("gbk", errors="ignore")}
    assert sorted(letter for letter in wanted if letter.isalpha() and ord(letter) not in covered) == []


def test_every_font_has_its_sum_its_origin_and_its_licence() -> None:
    fonts = {path.name for path in resource_path("fonts").glob("*.ttf")}
    assert fonts == {name for _, name in _SUMS}
    origins = resource_path("fonts", "README.md").read_text(encoding="utf-8")
    assert all(name in origins for name in fonts)
    licences = [path.name for path in resource_path("fonts", "licences").iterdir()]
    assert all(f"licences/{name}" in origins for name in licences)
