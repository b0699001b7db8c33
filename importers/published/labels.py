"""Printed labels to codes: exact after folding, or else by similarity."""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from disclosure.checks.sheet import SINGLE_KEY, SINGLE_ROW
from disclosure.numerals import NUMERALS
from disclosure.report.cells import COLUMN_LABELS, DOCUMENT_COLUMNS, TABLE3, TABLE4, TOTAL, TOTAL_HEADING
from disclosure.report.tables import Role, stat_tables

_ENUMERATION = re.compile(rf"^(?:[（(]?[{NUMERALS}]+[）)，、.．]|[（(]?[0-9]+[）)，、.．])")
_SIGNS = str.maketrans(
    {
        "(": "（",
        ")": "）",
        ",": "，",
        ":": "：",
        "．": ".",
        "“": '"',
        "”": '"',
        "„": '"',
        "＂": '"',
        "‘": '"',
        "’": '"',
        "、": "，",
        "﹙": "（",
        "﹚": "）",
    }
)
_ALIKE = 0.62
_ALIKE_SHORT = 0.5
_STEM = 5


def squeeze(text: str) -> str:
    """Return a text without any white space."""
    return "".join(text.split())


@lru_cache(maxsize=2048)
def fold_label(text: str) -> str:
    """Return the form in which printed labels are compared: no spaces, and one kind of bracket, comma and quote."""
    return squeeze(text).translate(_SIGNS)


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """Return a folded label without its printed number."""
    return _ENUMERATION.sub("", fold_label(text))


TABLE3_LABELS: Mapping[str, str] = {**{row.code: row.label for row in TABLE3}, SINGLE_KEY: SINGLE_ROW}
"""Every row of table three by code, including the single 「（六）其他处理」 of older editions."""

TABLE2_LABELS: Mapping[str, str] = {
    "rules": "规章",
    "normative_documents": "行政规范性文件",
    "licences": "行政许可",
    "penalties": "行政处罚",
    "coercive_measures": "行政强制",
    "administrative_fees": "行政事业性收费",
}
OLD_TABLE2_LABELS: tuple[str, ...] = (
    "规章",
    "规范性文件",
    "行政许可",
    "其他对外管理服务事项",
    "行政处罚",
    "行政强制",
    "行政事业性收费",
    "政府集中采购",
)
OLD_TABLE2_WIDTHS: Mapping[str, int] = {"行政事业性收费": 2, "政府集中采购": 2}
OLD_HEADS = ("新制作数量", "新公开数量", "对外公开总数量", "上一年项目数量", "采购项目数量")
"""Column heads that only the 2019 edition has."""

FORM_LABELS: Mapping[str, tuple[str, ...]] = {
    table.code: tuple(cell.text for cell in table.cells if cell.role is not Role.FIGURE) for table in stat_tables({})
}
"""Every label of the form by table, each as often as it is printed."""
KNOWN_LABELS: Mapping[str, str] = {
    plain(label): label
    for label in sorted({label for labels in FORM_LABELS.values() for label in labels}, key=len, reverse=True)
}
"""Every label without its number; if a row and a head have the same words, the head's."""
_OF_ANY_EDITION = {*KNOWN_LABELS, *map(plain, (*OLD_TABLE2_LABELS, *OLD_HEADS, SINGLE_ROW))}

COLUMNS: Mapping[str, str] = {fold_label(label): code for code, label in COLUMN_LABELS["table3"].items()}
DOCUMENT_HEADS: Mapping[str, str] = {fold_label(label): code for code, label in DOCUMENT_COLUMNS.items()}
BLOCKS: Mapping[str, str] = {row.code: row.label for row in TABLE4}
RESULT_HEADS: tuple[str, ...] = tuple(label for code, label in COLUMN_LABELS["table4"].items() if code != TOTAL)

_TABLE3_BY_TEXT = {fold_label(label): code for code, label in TABLE3_LABELS.items()}
_TABLE3_BY_WORDS = {
    plain(label): code for code, label in TABLE3_LABELS.items() if code not in ("k7", "k63", SINGLE_KEY)
}
_TABLE3_SHORT = {"部分公开": "k2", "予以公开": "k1"}
_RESULT_TOTAL = frozenset({"（七）" + TOTAL_HEADING, "七，总计", "（七）合计", "办理结果总计", "（六）总计"})


_MOST_TIMES_LONGER = 3
"""Texts whose lengths differ by more than this factor are at most half alike."""


def is_label(text: str) -> bool:
    """Whether a text is a label of the form of this edition or of 2019, ignoring its number."""
    return plain(text) in _OF_ANY_EDITION


def table3_row(label: str) -> str | None:
    """Return the row of table three with exactly this label, with or without its number, or None."""
    text = fold_label(label)
    if text in _TABLE3_BY_TEXT:
        return _TABLE3_BY_TEXT[text]
    if text in _RESULT_TOTAL:
        return "k7"
    words = plain(label)
    return _TABLE3_BY_WORDS.get(words) or _TABLE3_SHORT.get(words.split("（")[0])


def table3_row_like(label: str, left: Iterable[str], least: float = _ALIKE) -> str | None:
    """Return the most similar row for an altered label among those not yet found, or None if none is similar."""
    text, words = fold_label(label), plain(label)
    if len(words) < _STEM and not _ENUMERATION.match(text):
        return None
    best, score = None, least
    for code in left:
        official, official_words = fold_label(TABLE3_LABELS[code]), plain(TABLE3_LABELS[code])
        if min(len(words), len(official_words)) >= _STEM and (
            official_words.startswith(words) or words.startswith(official_words)
        ):  # one is the other shortened, by a page end or a clerk
            return code
        likeness = alike(text, official, score)
        if likeness > score:
            best, score = code, likeness
    return best


def alike(text: str, label: str, least: float = 0.0) -> float:
    """Return the similarity of a text and a label, from 0 to 1; 0 if it cannot exceed ``least``.

    Texts of very different lengths are not compared.
    """
    if max(len(text), len(label)) > _MOST_TIMES_LONGER * min(len(text), len(label)):
        return 0.0
    if 2 * sum(map(set(label).__contains__, text)) <= least * (len(text) + len(label)):
        return 0.0  # an upper limit by the characters they share
    return SequenceMatcher(None, text, label, autojunk=False).ratio()


def table2_row(label: str) -> str | None:
    """Return the row of table two with this label (ignoring a following explanation in brackets), or None."""
    words = plain(label).split("（")[0]
    if words == "规范性文件":
        return "normative_documents"
    return next((code for code, official in TABLE2_LABELS.items() if words == official), None)


def table2_row_like(label: str, left: Iterable[str]) -> str | None:
    """Return the most similar row of table two for an altered label among those not yet found, or None."""
    scored = [(alike(plain(label), TABLE2_LABELS[row]), row) for row in left]
    score, row = max(scored, default=(0.0, ""))
    return row if score >= _ALIKE_SHORT else None


def old_table2_row(label: str) -> str | None:
    """Return the row of the 2019 table two with this label as printed in that edition, or None."""
    words = plain(label).split("（")[0]
    if words == "行政规范性文件":
        return "规范性文件"
    return words if words in OLD_TABLE2_LABELS else None


def official_labels(table: str, printed: Iterable[str]) -> dict[str, str]:
    """Return printed row labels of table two or three with the official label of each, without unknown ones."""
    names, exactly = (TABLE2_LABELS, table2_row) if table == "table2" else (TABLE3_LABELS, table3_row)
    labels = list(printed)
    codes: dict[str, str] = {label: code for label in labels if (code := exactly(label)) is not None}
    for label in labels if table == "table3" else ():
        left = [known for known in names if known not in codes.values()]
        like = None if label in codes else table3_row_like(label, left)
        if like is not None:
            codes[label] = like
    return {label: names[code] for label, code in codes.items()}


def block_of(text: str) -> str | None:
    """Return the block of table four a heading is about, or None."""
    words = fold_label(text)
    if "未经复议" in words or "直接起诉" in words:
        return "direct_suit"
    if "复议后" in words:
        return "suit_after_review"
    return "review" if words.endswith("行政复议") or words == "行政复议情况" else None
