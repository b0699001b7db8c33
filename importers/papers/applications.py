"""An application for information (条例第二十九条) on any form: who asks, for what, and how to provide it."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice, zip_longest

from disclosure.paper_words import CLOSINGS, PaperKind
from disclosure.terms import Applicant, Channel
from importers.ledgers.meaning import applicant_kind, meaning_of
from importers.papers import values
from importers.papers.found import Found, Gathering
from importers.papers.sheet import Line, Sheet, Statement, begins, is_labelled
from importers.published.reflow import BEGINS

_ASKED = re.compile(
    r"""
    (?:(?:申请|请求|要求|恳请)(?:公开|获取|查询|提供|了解)|(?<=，)内容(?=[为是])|(?<!申)请[\u4e00-\u9fff]{0,6}公开)
    (?:[为是]|(?:的|以下|如下|下列|政府|信息|内容|文件|材料|事项|是|为)*[：:])?   # 「以下信息：」
    (.*)
    """,
    re.VERBOSE,
)
_ASIDES = re.compile(r"[，,](?=请|希望|电子版|纸质|邮寄|麻烦|以便|用于|谢谢|发到|发至|发送|并)")
_IN_A_SENTENCE = re.compile("[，。：:；]")
"""Punctuation that no title has: 「申请公开政府信息登记表」."""
_MYSELF = re.compile(
    r"(?:本人(?:姓名)?[：:]?|我(?:是|叫)(?:[\u4e00-\u9fff]{2,12}?(?:居民|村民|业主|市民|职工|住户))?|申请人)"
    r"([\u4e00-\u9fff]{2,4}?)(?=[，,（(]|身份证|，?现住|电话)"
)
_LIVES = re.compile(
    r"(?:家住|现住|住址|住在|(?<![\u4e00-\u9fff])住|(?:邮寄|寄送|寄|送达)(?:至|到|给)[：:])[：:]?([^，,。；;、\s]{5,60})"
)
_POSTCODE = re.compile(r"邮(?:政)?编(?:码)?[：:\s]*(\d{6})")
_PROOF = re.compile(r"([\u4e00-\u9fff]{2,10})[：:\s]*[0-9A-Za-z]{6}")
_CLAUSES = re.compile(r"[，,：:。；;\n]")
_WISHES = re.compile("以|用|发|寄|提供|领取|方式|版|获取")
_HANDED_IN = {"信函": Channel.REGISTERED_MAIL, "邮寄": Channel.REGISTERED_MAIL, "当面": Channel.COUNTER}
_LONGEST_TITLE, _FEW_LINES = 30, 12


def application(sheet: Sheet, title: str) -> Found:
    """Return the values of an application."""
    found = Gathering()
    for take in (_people, _reach, _asked, _retrieved, _days, _remarks):
        take(sheet, found)
    return Found(PaperKind.APPLICATION, title, found.done())


def _people(sheet: Sheet, found: Gathering) -> None:
    """Add the applicant: by label, by phrases of a letter, or by signature; also its kind and proof of identity."""
    named = [(each, values.name(each.text)) for each in sheet.of("applicant")]
    for each, name in named:
        found.add("applicant", name, each.where)
        if name and each.half and each.half == Applicant.NATURAL_PERSON:
            found.add("applicant_kind", each.half, f"{each.place}（公民一栏）")
    for each in sheet.of("signed"):
        found.add("applicant", values.name(each.text), each.where)
    for line in sheet.lines if not found.has("applicant") else ():
        if match := _MYSELF.search(line.text):
            found.add("applicant", match[1], line.place)
    for line in _signatures(sheet.lines) if not found.has("applicant") else ():
        found.add("applicant", line.text.strip(), f"{line.place}（落款）")
    for each in sheet.of("agent"):
        found.add("agent", values.name(each.text), each.where)
    _proof(sheet, found)
    _kind(sheet, found)


def _signatures(lines: Sequence[Line]) -> list[Line]:
    """Return the last line with nothing but the name of a person or a body, before a date or at the end."""
    return [
        line
        for line, below in zip_longest(lines, lines[1:], fillvalue=Line("", ""))
        if applicant_kind(line.text.strip()) not in (None, Applicant.OTHER)
        and not is_labelled(line.text, PaperKind.APPLICATION)
        and (not below.text or values.days(below.text))
    ][-1:]


def _kind(sheet: Sheet, found: Gathering) -> None:
    for each in sheet.of("applicant_kind"):
        for option in values.options(each.text):
            told = meaning_of(Applicant, option)
            if told.term is not None and told.is_certain:
                found.add("applicant_kind", told.term.value, each.where)
    readings = found.done()
    if "applicant_kind" not in readings and "applicant" in readings:
        name = readings["applicant"][0]
        by_code = values.kind_by_code(found.first("identity_number"))
        proposed = by_code or applicant_kind(name.value)
        how = "按统一社会信用代码推定" if by_code else "按名称推定"
        found.add("applicant_kind", proposed.value if proposed else "", f"{name.where}（{how}）")


def _proof(sheet: Sheet, found: Gathering) -> None:
    for each in sheet.of("identity_kind"):
        found.add("identity_kind", "、".join(values.options(each.text)), each.where)
    for each in sheet.of("identity_number"):
        kind, number = values.identity(each.text)
        found.add("identity_number", number, each.where)
        before = _PROOF.match(each.text)
        told = before[1] if before else values.CARD if "身份" in each.label else kind
        found.add("identity_kind", told if number and not found.has("identity_kind") else "", each.where)
    for line in sheet.lines if not found.has("identity_number") else ():
        for kind, number in values.proofs(line.text):
            found.add("identity_number", number, line.place)
            found.add("identity_kind", kind, line.place)


def _reach(sheet: Sheet, found: Gathering) -> None:
    """Add how to reach the applicant."""
    cleaners: Mapping[str, Callable[[str], str]] = {
        "phone": values.phone,
        "email": values.email,
        "postcode": values.postcode,
    }
    for column, clean in cleaners.items():
        for each in sheet.of(column):
            found.add(column, clean(each.text), each.where)
    for each in sheet.of("address"):
        address, postcode = values.address(each.text)
        found.add("address", address, each.where)
        if not found.has("postcode"):
            found.add("postcode", postcode, each.where)
    looks: Mapping[str, Callable[[str], str]] = {
        "phone": values.phones,
        "email": values.email,
        "address": lambda text: values.address(match[1])[0] if (match := _LIVES.search(text)) else "",
        "postcode": lambda text: match[1] if (match := _POSTCODE.search(text)) else "",
    }
    for column, look in looks.items():
        for line in sheet.lines if not found.has(column) else ():
            found.add(column, look(line.text), line.place)


def _asked(sheet: Sheet, found: Gathering) -> None:
    """Add what is requested: under its labels, on the lines below a label alone in its line, or in a sentence."""
    told = [(each.where, _with_lines_below(each, sheet)) for each in sheet.of("content", blank=True)]
    parts = [(each.where, each.text) for each in sheet.of("content_name", "content_number")]
    parts += [(where, text) for where, text in told if text][:1]
    parts += [(each.where, each.text) for each in sheet.of("content_index")]
    if parts:
        found.add("content", "\n".join(text for _, text in parts), parts[0][0])
        return
    for number, line in enumerate(sheet.lines):
        match = _ASKED.search(line.text)
        if match is not None and _IN_A_SENTENCE.search(line.text):
            sentence, stop, _ = match[1].partition("。")
            text = _ASIDES.split(sentence + stop)[0].strip() or _below(sheet.lines, number + 1)
            found.add("content", text, line.place)
            return


def _with_lines_below(each: Statement, sheet: Sheet) -> str:
    """Return the text after a label, with the lines below that belong to it."""
    number = next((number for number, line in enumerate(sheet.lines) if line.place == each.place), len(sheet.lines))
    text = values.running(each.text)
    if each.place.startswith("表"):
        return text
    below = _below(sheet.lines, number + 1, only_items=bool(text) and not text.endswith(("：", "；", ";")))
    return "\n".join(filter(None, (text, below)))


def _below(lines: Sequence[Line], first: int, *, only_items: bool = False) -> str:
    """Return the lines from one on, up to another label, a closing phrase, a signature or the end."""
    taken: list[str] = []
    for line in lines[first : first + _FEW_LINES]:
        text = line.text.strip(" \u3000")
        is_over = text.startswith(tuple(CLOSINGS.split())) or bool(values.days(text) and len(text) < _LONGEST_TITLE)
        is_item = BEGINS.match(text) and not is_labelled(text, PaperKind.APPLICATION)
        if is_over or (not is_item and (only_items or begins(text))):
            break
        taken.append(text)
        if not is_item and text.endswith("。"):
            break
    return "\n".join(taken)


def _retrieved(sheet: Sheet, found: Gathering) -> None:
    """Add the form requested: by the carrier, else by the way of delivery, else by the wishes in a letter."""
    for column in ("carrier", "way"):
        for each in sheet.of(column) if not found.has("retrieval") else ():
            for option in values.options(each.text):
                found.add("retrieval", values.retrieval(option), each.where)
    for line in sheet.lines if not found.has("retrieval") else ():
        wished = (clause for clause in _CLAUSES.split(line.text) if _WISHES.search(clause) and "地址" not in clause)
        asked = (form for clause in wished if (form := values.retrieval(clause)))
        ticked = [values.retrieval(option) for option in values.options(line.text)]
        for form in ticked if values.is_ticked(line.text) else islice(asked, 1):
            found.add("retrieval", form, line.place)
    for each in sheet.of("carrier", "way") if not found.has("email") else ():
        found.add("email", values.email(each.text), each.where)
    for each in sheet.of("channel"):
        for option in values.options(each.text):
            known = meaning_of(Channel, option).term or next((_HANDED_IN[w] for w in _HANDED_IN if w in option), None)
            found.add("channel", known.value if known else "", each.where)


def _days(sheet: Sheet, found: Gathering) -> None:
    for each in sheet.of("written_on"):
        for day in values.days(each.text)[:1]:
            found.add("written_on", day.isoformat(), each.where)
    for line in reversed(sheet.lines[-_FEW_LINES:]) if not found.has("written_on") else ():
        if len(line.text.strip()) < _LONGEST_TITLE or line.place.startswith("表"):
            for day in values.days(line.text)[-1:] if not found.has("written_on") else ():
                found.add("written_on", day.isoformat(), f"{line.place}（落款）")


def _remarks(sheet: Sheet, found: Gathering) -> None:
    for column in ("purpose", "legal", "contact"):
        for each in sheet.of(column)[:1]:
            found.add(column, values.running(each.text) if column == "purpose" else values.name(each.text), each.where)
