"""What the program says while a test runs is well said, whatever the test is about; else the test fails.

A sentence that lost a part is seldom what a test looks at: 「读回“”」, a quotation that never ends, a pattern nobody
filled, the name of a value in place of its label. A test of one sentence holds that sentence; what all of them owe is
looked at here, wherever one passes: the errors a person is shown, what findings and the other values of ours say, the
lines of the command line, the line at the foot of the window, its labels, tips and titles and the names a screen reader
says.

What stands in quotes is somebody's own text and may be anything but nothing; the rest of a sentence is judged without.
"""

import builtins
import dataclasses
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import pytest

from disclosure.checks.finding import Finding
from disclosure.errors import DisclosureError, InvalidRecordError, UnreadableValueError
from tests.findings_said import ill_said

ROOMS = ("disclosure.", "storage.", "importers.", "exporters.", "tasks.")
SAYING = frozenset({"sentence", "message", "says", "why", "told", "problem", "advice"})
"""What a field is called that holds words for people."""
PRINTING = frozenset({"commandline", "main"})

_HALVES = ("“”", "‘’", "《》", "（）", "〔〕", "【】")
_QUOTED = re.compile("“[^“”]+”")
_FAULTS = {
    "nothing where something was to stand": "|".join(_HALVES),
    "one sign after the other": r"[，。、；：？！][，。、；：？！]|（[，。、；：]|[，、；：]）",
    "begins in the midst": r"^[，。、；：）”》]",
    "blanks": r"  | [，。、；：]|^ | $",
    "a half-width sign": r"[\u4e00-\u9fff][,;][\u4e00-\u9fff]",
    "a pattern nobody filled": r"[{}]",
    "a value as programs see it": r"\bNone\b|<[\w.]+ object|\w\((?:\w+=|\d+, \d+)",
    "a name as programs see it": r"\b[A-Z]\w+\.[A-Z_]{2,}\b|\b[a-z]+_[a-z_]+\b",
}
_BY = re.M | re.A  # a Chinese character parts words, as a blank does
_ANY = re.compile("|".join(_FAULTS.values()), _BY)
_ENDS = re.compile(r"[。！？…](?:[）”]+)?$")
_SHORT = 24
"""Characters of a sentence that may stand in one line of the narrowest window."""
_DATA = re.compile(r"""[{}\[\]"-]|[^：，。“]+: """)
"""What the command line prints that is no sentence: JSON, a list, 「栏目: 内容」; columns stand two blanks apart."""


def faults_of(text: str, *, is_whole: bool = False) -> list[str]:
    """Return what is wrong with a text for people; one that is a whole sentence ends."""
    plain = _QUOTED.sub("“某”", text)
    faults = [name for name, signs in _FAULTS.items() if re.search(signs, plain, _BY)] if _ANY.search(plain) else []
    if any(plain.count(both[0]) != plain.count(both[1]) for both in _HALVES):
        faults.append("a half alone")
    if is_whole and not _ENDS.search(plain):
        faults.append("no end")
    return faults


class WellSaid:
    """Hears what is said, and fails the test in which it is said ill."""

    def __init__(self) -> None:
        self._heard: set[tuple[str, bool]] = set()
        self.ill: list[str] = []
        """What was said ill since the last test, and how."""

    def hear(self, text: str, *, is_whole: bool = False) -> None:
        """Look at a text, once."""
        if text and (text, is_whole) not in self._heard:
            if faults := faults_of(text, is_whole=is_whole):
                self.ill.append(f"{text!r}: {'; '.join(faults)}")
            else:
                self._heard.add((text, is_whole))

    def _hear_finding(self, finding: Finding) -> None:
        if finding.message.endswith("。") and (ill := ill_said(finding)):
            self.ill.append(f"{finding.rule} {finding.message!r}: {'; '.join(ill)}")

    def _hear_fields(self, names: Sequence[str], said: object) -> None:
        for name in names:
            self.hear(getattr(said, name))

    def pytest_collection_finish(self) -> None:
        """Stand at the doors, now that the program is imported."""
        self._at_errors()
        self._at_prints()
        _listen(Finding, self._hear_finding)
        for kind, fields in _saying():
            _listen(kind, partial(self._hear_fields, fields))
        if journal := sys.modules.get("storage.journal"):
            _listen(journal.Reversible, partial(self._hear_fields, ("label",)))
        if widgets := sys.modules.get("PySide6.QtWidgets"):
            self._at_the_foot(widgets.QStatusBar)
            for name in ("setToolTip", "setAccessibleName", "setWindowTitle"):
                self._at_widgets(widgets.QWidget, name)
        if cards := sys.modules.get("gui.kit.cards"):
            self._at_labels(cards.Words)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self) -> Iterator[None]:
        """Tell what was said ill since the last test."""
        yield
        ill, self.ill = list(dict.fromkeys(self.ill)), []
        if ill:
            pytest.fail("\n".join(["said ill (tests/well_said.py):", *ill]), pytrace=False)

    def _at_errors(self) -> None:
        def hear(error: DisclosureError) -> None:
            beside_a_field = isinstance(error, UnreadableValueError | InvalidRecordError)
            closes_with_its_usage = type(error).__module__ == "commandline"
            self.hear(str(error), is_whole=not (beside_a_field or closes_with_its_usage))

        _listen(DisclosureError, hear)

    def _at_the_foot(self, bar: Any) -> None:
        shown = bar.showMessage

        def showing(one: Any, text: str, *how: int) -> None:
            self.hear(text)
            shown(one, text, *how)

        bar.showMessage = showing

    def _at_widgets(self, kind: Any, name: str) -> None:
        told = getattr(kind, name)

        def telling(one: Any, text: str) -> None:
            told(one, text)
            self.hear(_laid_out(text))

        setattr(kind, name, telling)

    def _at_labels(self, kind: Any) -> None:
        """A label that says a whole sentence goes on in the next line, or it makes its window as wide as it is."""
        say = kind.say

        def saying(one: Any, text: str, *how: Any, **named: Any) -> None:
            say(one, text, *how, **named)
            self.hear(_laid_out(text))
            if (
                "。" in text
                and len(text) > _SHORT
                and not one.wordWrap()
                and one.sizePolicy().horizontalPolicy().name != "Ignored"
            ):
                self.ill.append(f"{text!r}: a sentence in one line")

        kind.say = saying

    def _at_prints(self) -> None:
        plain_print = builtins.print

        def printing(*said: object, **how: Any) -> None:
            if sys._getframe(1).f_globals["__name__"] in PRINTING:
                for line in (line.strip() for one in said for line in str(one).split("\n")):
                    for column in () if _DATA.match(line) else re.split("  +", line):
                        self.hear(column)
            plain_print(*said, **how)

        builtins.print = printing


def _laid_out(text: str) -> str:
    """Return what a label says without the blanks between its parts; of a shortened text a half may be gone."""
    return "" if "…" in text else re.sub(r"^ +|  +|(?<=：) +$", "", text.strip())


def _saying() -> Iterator[tuple[type, list[str]]]:
    """Yield the values of ours that hold sentences, with the fields they stand in."""
    for name, module in list(sys.modules.items()):
        for kind in vars(module).values() if name.startswith(ROOMS) else ():
            if isinstance(kind, type) and kind.__module__ == name and dataclasses.is_dataclass(kind):
                named = [each.name for each in dataclasses.fields(kind) if each.name in SAYING and each.type is str]
                if named:
                    yield kind, named


def _listen(kind: Any, hear: Callable[[Any], object]) -> None:
    """Have each object of a kind heard as soon as it is made."""
    made = kind.__init__

    def making(one: Any, *args: object, **named: object) -> None:
        made(one, *args, **named)
        hear(one)

    kind.__init__ = making
