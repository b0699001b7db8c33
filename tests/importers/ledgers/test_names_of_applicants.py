"""Every ending of a name that tells what an applicant is belongs to some body there may be."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import cast

from disclosure.import_words import APPLICANT_NAMES, kind_of_body
from tests.needed import unneeded_words

NAMES = {
    name: kind
    for kind, *names in map(
        str.split,
        (Path(__file__).parents[2] / "data" / "names_of_applicants.txt").read_text(encoding="utf-8").splitlines(),
    )
    for name in names
}


def test_a_name_tells_what_the_applicant_is() -> None:
    assert {name: kind for name, kind in NAMES.items() if kind_of_body(name) != kind} == {}


def test_each_ending_of_a_name_is_needed() -> None:
    rows = cast("MutableMapping[str, str]", APPLICANT_NAMES)
    assert unneeded_words(rows, kind_of_body, NAMES, concerned=_ends, forget=lambda: None) == []


def _ends(ending: str, name: str) -> bool:
    return name.endswith(ending)
