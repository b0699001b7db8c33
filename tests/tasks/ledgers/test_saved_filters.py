"""A saved filter of a list lets through what it says; what cannot be read of it lets everything through."""

import pytest

from disclosure.papers import SavedFilter
from storage.registers import Registers
from tasks.ledgers.saved_filters import choices_of, saved_filters


@pytest.mark.parametrize(
    ("choices", "read"),
    [
        ('{"outcome": ["granted", "refused"], "year": [2024]}', {"outcome": ("granted", "refused"), "year": ("2024",)}),
        ('{"outcome": "granted", "year": []}', {"year": ()}),
        ("{}", {}),
        ("[1]", {}),
        ('"outcome"', {}),
        ("", {}),
        ("{", {}),
    ],
)
def test_the_choices_of_a_filter_are_read_as_far_as_they_can_be(choices: str, read: dict[str, tuple[str, ...]]) -> None:
    assert choices_of(SavedFilter(owner_register="requests", name="示例", choices=choices)) == read


def test_each_list_has_its_own_filters(registers: Registers) -> None:
    for register, name in (("requests", "甲"), ("releases", "乙"), ("requests", "丙")):
        registers.save(SavedFilter(owner_register=register, name=name, choices="{}"))
    assert [one.name for one in saved_filters(registers, "requests")] == ["甲", "丙"]
    assert saved_filters(registers, "reviews") == []
