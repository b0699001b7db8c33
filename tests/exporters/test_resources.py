"""What is shipped is what was made."""

import hashlib

import pytest

from resources.locate import resource_path

_SUMS = [line.split() for line in resource_path("fonts", "SHA256SUMS").read_text(encoding="ascii").splitlines()]


@pytest.mark.parametrize(("digest", "name"), _SUMS, ids=[name for _, name in _SUMS])
def test_a_font_is_the_one_the_script_made(digest: str, name: str) -> None:
    assert hashlib.sha256(resource_path("fonts", name).read_bytes()).hexdigest() == digest


def test_every_font_has_its_sum_its_origin_and_its_licence() -> None:
    fonts = {path.name for path in resource_path("fonts").glob("*.ttf")}
    assert fonts == {name for _, name in _SUMS}
    origins = resource_path("fonts", "README.md").read_text(encoding="utf-8")
    assert all(name in origins for name in fonts)
    licences = [path.name for path in resource_path("fonts", "licences").iterdir()]
    assert all(f"licences/{name}" in origins for name in licences)
