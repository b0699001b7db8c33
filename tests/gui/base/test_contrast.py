"""What stands on the screen can be read, in both themes: computed from the style sheet, pair by pair."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.base.appearance import DARK, LIGHT, Appearance, dress
from gui.base.signs import SIGN_SIZE, Sign
from gui.kit.cards import words
from gui.report.paper.editor import STATE_WORDS
from resources.locate import resource_path

TEXT, EDGE = 4.5, 3.0
"""The least contrast of words, and of the line round a field (WCAG 2.2, 1.4.3 and 1.4.11)."""
GROUNDS = ("card", "ground", "rail", "stripe", "desk", "accent-soft")
"""What words without a ground of their own stand on: a card, the page, the tabs, every other row, a chosen row."""
BESIDE = ("card", "ground", "rail", "desk")
"""What a field stands on."""
FIELDS = ("QLineEdit", "QPlainTextEdit", "QComboBox", "QSpinBox", "QCheckBox::indicator", "QRadioButton::indicator")
WORDLESS = ("QProgressBar", "QScrollBar", "::indicator", "::separator", "#rule")
"""Parts of the style sheet whose ground never carries words."""
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


@dataclass(frozen=True)
class Rule:
    """One rule of the style sheet: whom it dresses, and its colours by name of the token."""

    selector: str
    ink: str
    ground: str
    edge: str
    chosen_ink: str
    chosen_ground: str


def rules() -> Iterator[Rule]:
    sheet = re.sub(r"/\*.*?\*/", "", resource_path("app.qss").read_text(encoding="utf-8"), flags=re.DOTALL)
    for selectors, body in re.findall(r"([^{}]+)\{([^}]*)\}", sheet):
        said = {name: value for name, _, value in (part.strip().partition(": ") for part in body.split(";")) if name}

        def token(*names: str, said: Mapping[str, str] = said) -> str:
            found = (re.search(r"@([a-z-]+)", said.get(name, "")) for name in names)
            return next((match[1] for match in found if match), "")

        for selector in selectors.split(","):
            yield Rule(
                selector.strip(),
                token("color"),
                token("background", "background-color"),
                token("border-color", "border"),
                token("selection-color"),
                token("selection-background-color"),
            )


RULES = [rule for rule in rules() if ":disabled" not in rule.selector]
INKS = {rule.selector: rule.ink for rule in RULES if rule.ink}
OWN = {rule.selector: rule.ground for rule in RULES if rule.ground and rule.ink}
"""The grounds that go with the inks above: a state that changes neither keeps both."""


def ink_of(rule: Rule) -> str:
    """The words' colour: the rule's own, or that of the control whose state it dresses; none where it sets neither."""
    return rule.ink or INKS.get(rule.selector.partition(":")[0], "ink" if rule.ground else "")


def grounds_of(rule: Rule) -> tuple[str, ...]:
    """What words without a ground of their own stand on."""
    return ("paper",) if "#paper" in rule.selector or "#stat" in rule.selector else GROUNDS


def under(rule: Rule) -> tuple[str, ...]:
    """What the words of a rule stand on: its own ground, or that of the control whose state it dresses."""
    own = rule.ground or OWN.get(rule.selector.partition(":")[0], "")
    return (own,) if own else grounds_of(rule)


def test_what_has_the_keyboard_is_told_from_what_is_chosen() -> None:
    """With the keyboard on 对应 and 预览 chosen, both stood on the ground of what is chosen."""
    grounds = {rule.selector: rule.ground for rule in RULES if rule.ground}
    usual = grounds["QPushButton:focus"]
    chosen = {one.partition(":")[0]: ground for one, ground in grounds.items() if ":checked" in one and "#" in one}
    chosen |= {"QPushButton#filter": grounds["QPushButton#filterOn"]}
    assert len(chosen) > 2
    assert {one for one, ground in chosen.items() if grounds.get(f"{one}:focus", usual) == ground} == set()


@THEMES
@pytest.mark.parametrize("told", STATE_WORDS.values(), ids=[told for told, _sign in STATE_WORDS.values()])
def test_how_far_a_part_is_can_be_seen_on_its_paper(
    qtbot: QtBot, qapp: QApplication, theme: Mapping[str, str], told: tuple[str, Sign]
) -> None:
    """In the dark the pen beside 写过 was as light as the paper, which is light there, too."""
    label = words(told[0], "paperState", sign=told[1])
    qtbot.addWidget(label)
    dress(qapp, Appearance.DARK if theme is DARK else Appearance.LIGHT)
    seen = label.grab(QRect(0, 0, SIGN_SIZE, label.sizeHint().height())).toImage()
    dress(qapp, Appearance.LIGHT)
    inks = {seen.pixelColor(x, y).name() for x in range(seen.width()) for y in range(seen.height())}
    assert inks.intersection(ink for name, ink in theme.items() if contrast(ink, theme["paper"]) >= EDGE)
    assert theme[told[1].role] == LIGHT[told[1].role] or theme[told[1].role] not in inks


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast_is_what_the_standard_says() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@THEMES
def test_words_stand_out_from_what_they_stand_on(theme: Mapping[str, str]) -> None:
    pairs = {
        (rule.selector, ink, ground)
        for rule in RULES
        for ink, grounds in ((ink_of(rule), under(rule)), (rule.chosen_ink, (rule.chosen_ground,)))
        for ground in grounds
        if ink and ground
    }
    assert len(pairs) > 80
    pale = [(*pair, round(found, 1)) for pair in pairs if (found := contrast(theme[pair[1]], theme[pair[2]])) < TEXT]
    assert [pair for pair in pale if not any(part in pair[0] for part in WORDLESS)] == []


@THEMES
@pytest.mark.parametrize("state", ["overdue", "attention", "good", "wait"])
def test_a_state_is_read_on_its_own_ground(theme: Mapping[str, str], state: str) -> None:
    for ink in (state, "ink", "secondary"):
        assert contrast(theme[ink], theme[f"{state}-soft"]) >= TEXT, ink


@THEMES
def test_the_line_round_a_field_is_seen(theme: Mapping[str, str]) -> None:
    """A pale line said nothing of where to type."""
    edges = {(rule.selector, rule.edge) for rule in RULES if rule.edge and rule.selector.startswith(FIELDS)}
    edges = {
        edge for edge in edges if not re.search(" |:read-only", edge[0])
    }  # not a box's list, nor what is only read
    assert len(edges) >= len(FIELDS)
    pale = [
        (*edge, ground, round(found, 2))
        for edge in edges
        for ground in BESIDE
        if (found := contrast(theme[edge[1]], theme[ground])) < EDGE
    ]
    assert pale == []


@THEMES
def test_what_has_the_keyboard_shows_it(theme: Mapping[str, str]) -> None:
    """Every control that takes the keyboard has a ring of its own, seen against what lies round or in it."""
    rings = {rule.selector.partition(":focus")[0]: rule for rule in RULES if ":focus" in rule.selector}
    wanted = {"QPushButton", "QPushButton#primary", "QPushButton#link", "QPushButton#row", "QLineEdit", "QSpinBox"}
    wanted |= {"QPlainTextEdit", "QComboBox", "QCheckBox", "QRadioButton", "QTableView", "QListView"}
    wanted |= {"QTreeView", "QTextBrowser"}
    assert wanted - rings.keys() == set()
    for name, rule in rings.items():
        against = (rule.ground,) if name == "QPushButton#primary" else grounds_of(rule)
        if not rule.edge:  # the cross-hair of a table on paper, which is painted
            continue
        assert min(contrast(theme[rule.edge], theme[ground]) for ground in against) >= EDGE, name
