"""What kind of applicant a name tells."""

from pathlib import Path

import pytest

from disclosure.cases.applicants import kind_of
from disclosure.terms import Applicant

BODIES = [
    (name, Applicant.named(kind))
    for kind, *names in map(
        str.split,
        (Path(__file__).parents[2] / "data" / "names_of_applicants.txt").read_text(encoding="utf-8").splitlines(),
    )
    for name in names
]
"""Names of bodies with the column of table three they belong to, as the desk and an imported ledger tell it."""


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("苏立春", Applicant.NATURAL_PERSON),
        ("欧阳立春", Applicant.NATURAL_PERSON),
        ("买买提·吐尔逊", Applicant.NATURAL_PERSON),
        ("苏 立 春", Applicant.NATURAL_PERSON),
        ("苏", None),
        ("四季青新城", None),
        ("", None),
        ("青榕路一号院全体住户", None),
    ],
)
def test_a_person_is_known_by_a_short_name(name: str, kind: Applicant | None) -> None:
    assert kind_of(name) is kind


def test_the_kind_of_a_body_is_read_off_the_end_of_its_name() -> None:
    assert {name: kind_of(name) for name, _ in BODIES} == dict(BODIES)
