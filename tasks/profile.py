"""Reading and setting the office's profile from the command line."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from disclosure.column_kinds import Column, columns
from disclosure.errors import DisclosureError, UnreadableValueError
from disclosure.records import Profile
from disclosure.term_base import fold
from storage.registers import Registers


class UnknownFactError(DisclosureError):
    """A key that the profile does not have, or that was not written as key=value."""


def profile_lines(profile: Profile) -> dict[str, str]:
    """Return the profile as texts by label."""
    return {column.label: column.text(getattr(profile, column.name)) for column in columns(Profile)}


def amended_profile(registers: Registers, pairs: Iterable[str]) -> Profile:
    """Set values given as 「机关全称=…」 or ``name=…`` and return the profile; after any mistake nothing is set.

    Raises UnknownFactError for a key that does not exist, UnreadableValueError for a value its column cannot take.
    """
    values: dict[str, Any] = {}
    for pair in pairs:
        key, has_value, text = pair.partition("=")
        if not has_value:
            raise UnknownFactError(f"“{pair}”应写成 栏目=内容，如 机关全称=示例街道办事处。")
        column = _column(key)
        try:  # a blank value resets the column to its default
            values[column.name] = column.parse(text) if text.strip() else getattr(Profile(), column.name)
        except UnreadableValueError as unreadable:
            raise UnreadableValueError(f"{column.label}：{unreadable}") from unreadable
    profile = replace(registers.profile(), **values)
    if profile != registers.profile():
        registers.save(profile)
    return registers.profile()


def _column(key: str) -> Column:
    wanted = fold(key)
    for column in columns(Profile):
        if wanted in (column.name, fold(column.label), *(fold(alias) for alias in column.aliases)):
            return column
    known = "、".join(column.label for column in columns(Profile))
    raise UnknownFactError(f"机关信息没有“{key}”这一栏，可用：{known}。")
