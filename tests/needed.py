"""What of a pattern or a table of words no example needs: an alternative, a part that may be left out, a word.

A part that nothing needs is a guess, or was lost and nobody sees it.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, MutableMapping
from itertools import chain, pairwise
from types import ModuleType
from typing import Any, TypeVar

_SIGN = re.compile(r"\\(?:u\w{4}|x\w\w|.)|.", re.DOTALL)
_MEMBER = re.compile(r"(?:\\(?:u\w{4}|x\w\w|.)|[^\\])(?:-(?:\\(?:u\w{4}|x\w\w|.)|[^\]\\]))?", re.DOTALL)


def patterns(module: ModuleType) -> dict[str, re.Pattern[str]]:
    """Every pattern of a module by its name, each once, those of its tables by their place."""

    def within(name: str, value: Any) -> Iterator[tuple[str, re.Pattern[str]]]:
        if isinstance(value, re.Pattern):
            yield name, value
        elif isinstance(value, dict):
            yield from chain.from_iterable(within(f"{name}[{key}]", one) for key, one in value.items())
        elif isinstance(value, tuple | list):
            yield from chain.from_iterable(within(f"{name}[{key}]", one) for key, one in enumerate(value))
        elif defaults := getattr(value, "__defaults__", None):
            yield from within(name, defaults)  # a test made of a pattern

    named = chain.from_iterable(within(name, value) for name, value in vars(module).items())
    return {name: pattern for pattern, name in {pattern: name for name, pattern in named}.items()}


def without_a_part(pattern: str) -> Iterator[tuple[str, str]]:
    """Yield each part that can be left out of a pattern, and the pattern without it."""
    opened = [[0]]  # of each open group: where its alternatives begin
    place, atom, openings = 0, 0, list[int]()
    while place < len(pattern):
        sign = _SIGN.match(pattern, place)
        assert sign is not None
        text, end = sign[0], sign.end()
        if text == "[":
            first = end + (pattern[end] == "^")
            end = first
            members = []
            while pattern[end] != "]" or end == first:
                member = _MEMBER.match(pattern, end)
                assert member is not None
                members.append((end, member.end()))
                end = member.end()
            end += 1
            if len(members) > 1:
                yield from ((pattern[a:b], pattern[:a] + pattern[b:]) for a, b in members)
            atom = place
        elif text == "(":
            head = re.compile(r"\((?:\?(?:P<\w+>|[:=!]|<[=!]))?").match(pattern, place)
            assert head is not None
            end = head.end()
            opened.append([end])
            openings.append(place)
        elif text == "|":
            opened[-1].append(end)
        elif text == ")":
            yield from _alternatives(pattern, opened.pop(), place)
            atom = openings.pop()
        elif text == "?" and pattern[place - 1] not in "*+?}":
            yield pattern[atom : place + 1], pattern[:place] + pattern[end:]
        elif text not in "*+{}":
            atom = place
        place = end
    yield from _alternatives(pattern, opened.pop(), len(pattern))


def _alternatives(pattern: str, begins: list[int], end: int) -> Iterator[tuple[str, str]]:
    if len(begins) > 1:
        for number, (first, after) in enumerate(pairwise([*begins, end + 1])):
            kept = (
                pattern[:first] + pattern[after:] if number + 1 < len(begins) else pattern[: first - 1] + pattern[end:]
            )
            yield pattern[first : after - 1], kept


def found(pattern: re.Pattern[str], text: str) -> str:
    """Return a text with what a pattern finds in it between ⟦ and ⟧."""
    return pattern.sub(lambda match: f"⟦{match[0]}⟧", text)


def unneeded(pattern: re.Pattern[str], examples: Iterable[str]) -> list[str]:
    """Return the parts without which a pattern finds the same in every example."""
    plain = re.sub(r"\s+#.*|\s+", "", pattern.pattern) if pattern.flags & re.VERBOSE else pattern.pattern
    flags = pattern.flags & ~re.VERBOSE
    seen = {text: _seen(pattern, text) for text in examples}
    return [
        part
        for part, less in without_a_part(plain)
        if all(_seen(re.compile(less, flags), text) == spans for text, spans in seen.items())
    ]


def _seen(pattern: re.Pattern[str], text: str) -> list[tuple[Any, ...]]:
    return [(one.span(), one.groups()) for one in pattern.finditer(text)] + [(bool(pattern.fullmatch(text)),)]


_Example = TypeVar("_Example", bound=Hashable)


def unneeded_words(
    table: MutableMapping[str, str],
    read: Callable[[_Example], object],
    examples: Iterable[_Example],
    *,
    concerned: Callable[[str, _Example], bool],
    forget: Callable[[], object],
) -> list[str]:
    """Return the words of a table, parted by blanks, without which every example is read the same.

    Each word is left out of the table itself and ``forget`` called, which drops what was made of the table; only
    examples it ``concerned`` may have are read again, the shortest first, which says little besides the word.
    """
    told = {example: read(example) for example in sorted(examples, key=lambda example: len(str(example)))}
    found = []
    for key, row in list(table.items()):
        for word in row.split():
            table[key] = " ".join(other for other in row.split() if other != word)
            forget()
            if all(read(example) == told[example] for example in told if concerned(word, example)):
                found.append(word)
        table[key] = row
    forget()
    return found
