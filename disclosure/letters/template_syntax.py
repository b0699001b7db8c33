"""The syntax of letter templates: text files with declarations about one kind of letter, and its body.

The shipped ones are in ``resources/letters``, whose ``00-adding-a-letter.md`` explains the syntax. Offices may write
their own, so an invalid template is refused with the line at fault. Where a letter without 步骤 or 办理结果 is offered
is decided in ``tasks.letters.offered``.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from disclosure.errors import DisclosureError
from disclosure.outcomes import Outcome, Remedy
from disclosure.term_base import Term
from disclosure.terms import AttachmentKind, StepKind

FIELD = re.compile(r"\{([^{}？?]+)([？?]?)\}")
"""A bound field in braces; with a question mark after its name it may stay blank."""

_BRACE = re.compile(r"[{}]")
_WIDTHS = re.compile(r"^\d+(?:\.\d+)?\Z")
_SIGNS = str.maketrans("？！＃｜＞：", "?!#|>:")
_SEVERAL = re.compile(r"[；;]")


T = TypeVar("T", bound=Term)


class TemplateError(DisclosureError):
    """A letter template cannot be used; the sentence names the template, the line and what to write instead."""


class Addressee(Term):
    """主送: to whom a letter is addressed; the name comes from the record, not from the template."""

    APPLICANT = "applicant", "申请人"
    THIRD_PARTY = "third_party", "第三方"
    ORGAN = "organ", "其他机关"
    REVIEW_BODY = "review_body", "复议机关"
    COURT = "court", "法院"
    NOBODY = "nobody", "无"


class Signature(Term):
    """署名: who signs at the end."""

    OFFICE = "office", "机关"
    NOBODY = "nobody", "无"


class FieldKind(Term):
    """What the clerk types into a field of a letter."""

    SHORT = "short", "文字"
    LONG = "long", "多行"
    DAY = "day", "日期"
    LAST_DAY = "last_day", "期限"
    NUMBER = "number", "数字"
    MONEY = "money", "金额"
    GROUNDS = "grounds", "理由"


class Mark(Enum):
    """What a line of the body is."""

    PARAGRAPH = ""
    HEADING = "#"
    RIGHT = ">"
    FLUSH = "<"
    WIDTHS = "|:"
    HEAD_ROW = "|!"
    LIST_ROW = "|*"
    ROW = "|"
    BLANK = "~"
    NEW_PAGE = "==="


@dataclass(frozen=True)
class TypedField:
    """One field the clerk fills in: its name, its kind, its initial text, and a hint."""

    name: str
    kind: FieldKind
    default: str = ""
    hint: str = ""


@dataclass(frozen=True)
class BodyLine:
    """One line of the body. With a ``condition`` it is printed only if that field is filled (or blank)."""

    mark: Mark
    text: str
    line: int
    condition: str = ""
    wants_blank: bool = False
    rank: int = 1


_PAPER_KINDS: Mapping[str, AttachmentKind] = {
    "receipt": AttachmentKind.RECEIPT,
    "phone-record": AttachmentKind.RECEIPT,
    "review-reply": AttachmentKind.REPLY,
    "defence": AttachmentKind.REPLY,
}
"""Letters that are no answers but have their own kind among the papers."""


@dataclass(frozen=True, kw_only=True)
class LetterTemplate:
    """One kind of letter: its declarations and its body.

    ``mark`` is the character of its series of numbers (告, 补, 延 …), ``outcomes`` are the results it announces,
    ``elements`` the phrases the law requires, ``use`` says when to use it.
    """

    code: str
    item: int
    name: str
    title: str
    article: str
    use: str
    mark: str
    step: StepKind | None
    outcomes: tuple[Outcome, ...]
    remedy: Remedy
    is_numbered: bool
    addressee: Addressee
    signature: Signature
    typed: tuple[TypedField, ...]
    elements: tuple[str, ...]
    body: tuple[BodyLine, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of all fields of the body and its conditions, each once."""
        found = [name for line in self.body for name in (*_named(line.text), line.condition) if name]
        return tuple(dict.fromkeys(found))

    @property
    def paper_kind(self) -> AttachmentKind:
        """The kind of the letter among the papers of its case."""
        if self.outcomes:
            return AttachmentKind.ANSWER
        return _PAPER_KINDS.get(self.code, AttachmentKind.PROCESS_LETTER)

    @property
    def required(self) -> frozenset[str]:
        """The typed fields without which the letter cannot be issued."""
        names = {entry.name for entry in self.typed}
        return frozenset(
            name
            for line in self.body
            if not line.condition
            for name, mark in FIELD.findall(line.text)
            if not mark and name in names
        )


def parse_template(text: str, known_fields: Collection[str], origin: str = "") -> LetterTemplate:
    """Parse a template; raises TemplateError with the line at fault.

    ``known_fields`` are the names a body may use besides its own typed fields; ``origin`` names the template in the
    error.
    """
    lines = text.lstrip("\ufeff").splitlines()
    divider = next((place for place, line in enumerate(lines) if line.strip() == "---"), None)
    if divider is None:
        raise TemplateError(f"{_called(origin)}没有“---”一行，要用它把开头的说明和正文分开。")
    front = _Front(origin, lines[:divider])
    body = tuple(
        _body_line(origin, line.strip(), number)
        for number, line in enumerate(lines[divider + 1 :], start=divider + 2)
        if line.strip()
    )
    if not body:
        raise TemplateError(f"{_called(origin)}“---”之后没有正文，要补上。")
    template = LetterTemplate(
        code=front.one("代码"),
        item=front.whole("序号"),
        name=front.one("名称"),
        title=front.one("标题"),
        article=front.one("依据"),
        use=front.one("用途"),
        mark=front.one("字", "告"),
        step=front.term("步骤", StepKind),
        outcomes=front.terms("办理结果", Outcome),
        remedy=front.term("救济", Remedy) or Remedy.NONE,
        is_numbered=front.one("文号", "要") == "要",
        addressee=front.term("主送", Addressee) or Addressee.NOBODY,
        signature=front.term("署名", Signature) or Signature.OFFICE,
        typed=tuple(front.typed()),
        elements=tuple(value for _, value in front.all("要件")),
        body=body,
    )
    _refuse_unknown_fields(template, known_fields, origin)
    return template


class _Front:
    """The declarations before the body, one 「名称：内容」 per line."""

    def __init__(self, origin: str, lines: list[str]) -> None:
        self._origin = origin
        self._values: dict[str, list[tuple[int, str]]] = {}
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            key, colon, value = line.replace(":", "：", 1).partition("：")
            if not colon or key.strip() not in _KEYS:
                raise TemplateError(
                    f"{_called(origin)}第 {number} 行“{line.strip()}”应写成“名称：内容”，名称可用：{'、'.join(_KEYS)}。"
                )
            self._values.setdefault(key.strip(), []).append((number, value.strip()))

    def all(self, key: str) -> list[tuple[int, str]]:
        """Return every value of a key with its line number."""
        return self._values.get(key, [])

    def one(self, key: str, default: str | None = None) -> str:
        """Return the value of a key that may occur once, and must if it has no default."""
        found = self.all(key)
        if len(found) > 1:
            raise TemplateError(f"{_called(self._origin)}第 {found[1][0]} 行重复写了“{key}”，要只留一行。")
        if not found and default is None:
            raise TemplateError(f"{_called(self._origin)}开头缺少“{key}：”一行，要补上。")
        return found[0][1] if found else default or ""

    def whole(self, key: str) -> int:
        """Return a number."""
        text = self.one(key)
        if not text.isascii() or not text.isdigit():
            raise TemplateError(f"{_called(self._origin)}“{key}：{text}”应为数字。")
        return int(text)

    def term(self, key: str, term_type: type[T]) -> T | None:
        """Return one official term, None where the key is absent."""
        found = self.terms(key, term_type)
        return found[0] if found else None

    def terms(self, key: str, term_type: type[T]) -> tuple[T, ...]:
        """Return the official terms of a key, separated by ；."""
        return tuple(
            self._member(number, part.strip(), term_type)
            for number, value in self.all(key)
            for part in _SEVERAL.split(value)
            if part.strip()
        )

    def _member(self, number: int, text: str, term_type: type[T]) -> T:
        member = term_type.named(text)
        if member is None:
            known = "、".join(each.plain_label for each in term_type)
            raise TemplateError(f"{_called(self._origin)}第 {number} 行不认识“{text}”，可写：{known}。")
        return member

    def typed(self) -> Iterator[TypedField]:
        """Yield the fields the clerk fills in."""
        for number, value in self.all("填写"):
            parts = [part.strip() for part in value.replace("|", "｜").split("｜")]
            name, kind, default = (*parts, "", "", "")[:3]
            if not name or not kind:
                raise TemplateError(
                    f"{_called(self._origin)}第 {number} 行应写成“填写：字段｜文字｜初始内容｜提示”，后两项可省。"
                )
            hint = "｜".join(parts[3:])  # a hint about typing rows contains bars itself
            yield TypedField(name, self._member(number, kind, FieldKind), default, hint)


_KEYS = (
    "序号",
    "代码",
    "名称",
    "标题",
    "依据",
    "用途",
    "字",
    "步骤",
    "办理结果",
    "救济",
    "文号",
    "主送",
    "署名",
    "填写",
    "要件",
)


def _body_line(origin: str, text: str, number: int) -> BodyLine:
    condition, wants_blank = "", False
    if text[0].translate(_SIGNS) in "?!":
        wants_blank = text[0].translate(_SIGNS) == "!"
        condition, colon, rest = text[1:].replace(":", "：", 1).partition("：")
        if not colon or not condition.strip() or not rest.strip():
            raise TemplateError(f"{_called(origin)}第 {number} 行的条件应写成“？字段：内容”。")
        condition, text = condition.strip(), rest.strip()
    if _BRACE.search(FIELD.sub("", text)):
        raise TemplateError(f"{_called(origin)}第 {number} 行的花括号没有成对，字段应写成“{{字段}}”。")
    mark = next(mark for mark in _LONGEST_FIRST if text[:3].translate(_SIGNS).startswith(mark.value))
    rest = text[len(mark.value) :].strip()
    if mark is Mark.WIDTHS and not all(_WIDTHS.match(part) for part in rest.split()):
        raise TemplateError(f"{_called(origin)}第 {number} 行的列宽应写成数字，如“|: 2 4 2 4”。")
    rank = 2 if mark is Mark.HEADING and rest[:1] in ("#", "＃") else 1
    return BodyLine(mark, rest.lstrip("#＃ ") if rank > 1 else rest, number, condition, wants_blank, rank)


_LONGEST_FIRST = sorted(Mark, key=lambda mark: -len(mark.value))
"""Longer marks first, because 「|:」 also begins with 「|」; the empty one last."""


def _refuse_unknown_fields(template: LetterTemplate, known_fields: Collection[str], origin: str) -> None:
    known = {*known_fields, *(entry.name for entry in template.typed)}
    for line in template.body:
        for name in (*_named(line.text), *([line.condition] if line.condition else [])):
            if name not in known:
                raise TemplateError(
                    f"{_called(origin)}第 {line.line} 行有不认识的字段“{name}”，要改用已有的字段，"
                    f"或在开头加一行“填写：{name}｜文字”。"
                )


def _named(text: str) -> list[str]:
    return [name for name, _ in FIELD.findall(text)]


def _called(origin: str) -> str:
    return f"文书模板“{origin}”" if origin else "文书模板"


def by_code(templates: Collection[LetterTemplate]) -> Mapping[str, LetterTemplate]:
    """Return templates by their code; raises TemplateError where two share one."""
    found: dict[str, LetterTemplate] = {}
    for template in templates:
        if template.code in found:
            raise TemplateError(f"文书模板“{template.name}”与“{found[template.code].name}”的代码相同，要改其中一个。")
        found[template.code] = template
    return found
