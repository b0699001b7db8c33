"""Reading what was typed after ``main.py``: options in any order, every mistake one Chinese sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from pathlib import Path

from disclosure.columns import parse_date
from disclosure.errors import DisclosureError, UnreadableValueError

FIRST_YEAR, LAST_YEAR = 1949, 2199


class UsageError(DisclosureError):
    """What was typed is not a command: one sentence that says what is wrong and how it is written."""


class Takes(Enum):
    """What follows an option."""

    NOTHING = auto()
    ONE = auto()
    MANY = auto()
    PAIRS = auto()


@dataclass(frozen=True)
class Usage:
    """How a command is written: its operands, its options and what they take, which must be given, and a line of help.

    Options of which one must be given stand together in ``needed``.
    """

    name: str
    help: str
    operands: tuple[str, ...] = ()
    options: Mapping[str, Takes] = field(default_factory=dict)
    needed: tuple[tuple[str, ...], ...] = ()
    line: str = ""

    @property
    def help_line(self) -> str:
        """How the command is written and what it does."""
        return f"main.py {self.line}  {self.help}"

    def mistake(self, what: str) -> UsageError:
        """Return the error for one mistake, with the way the command is written."""
        return UsageError(f"{what}；正确写法：main.py {self.line}")


@dataclass(frozen=True)
class Arguments:
    """What was typed, by name: operands and options as texts, lists for options that may come again."""

    usage: Usage
    values: Mapping[str, Sequence[str]]

    def has(self, name: str) -> bool:
        """Whether an option was given."""
        return name in self.values

    def text(self, name: str, default: str = "") -> str:
        """Return the value of an operand or option."""
        return self.values[name][-1] if self.values.get(name) else default

    def texts(self, name: str) -> tuple[str, ...]:
        """Return all values of an option."""
        return tuple(self.values.get(name, ()))

    def path(self, name: str) -> Path:
        """Return an operand or option as a path."""
        return Path(self.text(name))

    def whole(self, name: str, default: int = 0, *, least: int = 0, most: int = 10**9) -> int:
        """Return an option as a whole number between two bounds; raise UsageError for anything else."""
        text = self.text(name)
        if not text:
            return default
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most):
            raise self.usage.mistake(f"{name} 应为 {least} 到 {most} 的整数，不能是“{text}”")
        return int(text)

    def year(self) -> int:
        """Return ``--year``; raise UsageError where it is no year."""
        return self.whole("--year", least=FIRST_YEAR, most=LAST_YEAR)

    def secret(self) -> str:
        """Return the first line of ``--password-file``, empty without one; raise UsageError where it cannot be read."""
        if not self.has("--password-file"):
            return ""
        try:
            return self.path("--password-file").read_text(encoding="utf-8-sig").partition("\n")[0].strip("\r")
        except (OSError, UnicodeDecodeError) as unreadable:
            raise self.usage.mistake("--password-file 读不出来，应为第一行写着口令的文本文件") from unreadable

    def day(self, name: str) -> date:
        """Return an option as a day; raise UsageError where it is no date."""
        try:
            return parse_date(self.text(name))
        except UnreadableValueError as unreadable:
            raise self.usage.mistake(f"{name}：{unreadable}") from unreadable


def read_arguments(usage: Usage, words: Sequence[str]) -> Arguments:
    """Return what was typed after a command's name; raise UsageError for the first mistake."""
    values: dict[str, list[str]] = {}
    operands: list[str] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            operands.append(word)
            continue
        name, is_joined, joined = word.partition("=")
        if name not in usage.options:
            raise usage.mistake(f"没有“{name}”这个选项")
        if is_joined and usage.options[name] is Takes.NOTHING:
            raise usage.mistake(f"{name} 后面不写内容")
        if is_joined:
            rest.insert(0, joined)
        _take(usage, name, values, rest)
    _set_operands(usage, operands, values)
    _check_needed(usage, values)
    return Arguments(usage, values)


def _take(usage: Usage, name: str, values: dict[str, list[str]], rest: list[str]) -> None:
    takes = usage.options[name]
    if name in values and takes in (Takes.ONE, Takes.NOTHING):
        raise usage.mistake(f"{name} 写了两次")
    own = values.setdefault(name, [])
    if takes is Takes.NOTHING:
        return
    if not rest or rest[0].startswith("--") or not rest[0].strip():
        raise usage.mistake(f"{name} 后面缺少内容")
    own.append(rest.pop(0))
    if takes is Takes.PAIRS:
        own.extend(_pairs(rest))


def _pairs(rest: list[str]) -> Iterator[str]:
    while rest and "=" in rest[0] and not rest[0].startswith("--"):
        yield rest.pop(0)


def _set_operands(usage: Usage, operands: list[str], values: dict[str, list[str]]) -> None:
    if len(operands) > len(usage.operands):
        raise usage.mistake(f"多写了“{operands[len(usage.operands)]}”")
    if len(operands) < len(usage.operands):
        raise usage.mistake(f"缺少 {usage.operands[len(operands)]}")
    for name, operand in zip(usage.operands, operands, strict=True):
        if not operand.strip():
            raise usage.mistake(f"{name} 不能是空的")
        values[name] = [operand]


def _check_needed(usage: Usage, values: Mapping[str, Sequence[str]]) -> None:
    for choice in usage.needed:
        given = [name for name in choice if name in values]
        if not given:
            raise usage.mistake(f"缺少 {' 或 '.join(choice)}")
        if len(given) > 1:
            raise usage.mistake(f"{' 与 '.join(given)} 只能写一个")
