"""Which characters of a typed text are drawn, and as which."""

import pytest

from exporters.paper.characters import printable


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("a\tb", "a b"),
        ("a\u00a0b", "a b"),  # no break
        ("a\u2002b", "a b"),  # half an em
        ("a\u2003b", "a\u3000b"),  # an em is as wide as a character
        ("a\u2009b", "a b"),  # thin
        ("a\u202fb", "a b"),  # narrow
        ("a\u3000b", "a\u3000b"),
        ("a\r\nb\nc", "a b c"),
        ("a\u200db\x07\u00ad", "ab"),
        ("\u845b\U000e0100\u845b\ufe00", "\u845b\u845b"),  # forms of one letter
    ],
)
def test_blanks_are_drawn_as_blanks_and_what_has_no_ink_is_left_out(typed: str, drawn: str) -> None:
    assert printable(typed) == drawn
