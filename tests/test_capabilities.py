"""The page that says what the program can do: it is current, it is whole, and everything it names is there."""

from dataclasses import replace

import pytest

from setup.capabilities import KINDS, PAGE, Part, faults, page, parts

TOLD = parts()


def test_the_page_is_the_one_its_script_makes_and_has_every_row() -> None:
    made = PAGE.read_text(encoding="utf-8")
    assert made == page(TOLD), "make capabilities"
    assert sum(line.startswith("| ") and line[2].isdigit() for line in made.splitlines()) == 181 == sum(KINDS.values())


def test_everything_that_is_said_to_work_is_shown_by_what_is_there() -> None:
    assert list(faults(TOLD)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"shown_by": ("tests/test_capabilities.py::test_nobody_wrote",)}, "there is no tests/test_capabilities.py"),
        ({"shown_by": ("tests/no_such_file.py::test_it",)}, "there is no tests/no_such_file.py"),
        ({"shown_by": ("command conjure",)}, "there is no command conjure"),
        ({"shown_by": ()}, "nothing shows it"),
        (
            {"shown_by": ("tests/disclosure/test_numerals.py::test_numbers_as_programs_write_them",)},
            "nothing shows it in the window",
        ),
        ({"state": "nearly"}, "no state is called 'nearly'"),
        ({"state": "declined", "reason": ""}, "not said why it is declined"),
        ({"number": 2}, "the rows are not 1 to 155 in order"),
    ],
)
def test_a_row_that_shows_nothing_is_told(change: dict[str, object], said: str) -> None:
    first = TOLD[0]
    spoiled = Part(first.title, first.kind, (replace(first.rows[0], **change), *first.rows[1:]))  # type: ignore[arg-type]
    assert any(said in fault for fault in faults((spoiled, *TOLD[1:])))
