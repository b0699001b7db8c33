"""What an application may lack (条例第二十九条), and the sentences by which a 补正告知书 asks for it."""

import re

from disclosure.term_base import Term

_SERIAL = re.compile(r"^\s*\d+[.．、]\s*")
"""The number before an item: 「1.」「2、」."""
_ENDS = "；;。"


class Lacking(Term):
    """One thing that may be missing, as the clerk ticks it."""

    CONTENT = "content", "内容不明确"
    IDENTITY = "identity", "身份证明"
    CONTACT = "contact", "联系方式"
    RETRIEVAL = "retrieval", "获取方式不明"

    @property
    def sentence(self) -> str:
        """What the notice asks the applicant for."""
        return _SENTENCES[self]


_SENTENCES = {
    Lacking.CONTENT: "请写明所需信息的名称、文号，或者便于查找的其他特征（事项、时间、地点等）",
    Lacking.IDENTITY: "请提交申请人的身份证明",
    Lacking.CONTACT: "请写明能够联系到申请人的电话和通信地址",
    Lacking.RETRIEVAL: "请写明获取信息的方式和途径（纸质、电子邮件、当面查阅等）",
}


def items(text: str) -> tuple[str, ...]:
    """Return the lines of a text without their numbers and final punctuation."""
    return tuple(bare for line in text.splitlines() if (bare := _SERIAL.sub("", line).strip().rstrip(_ENDS)))


def with_item(text: str, lacking: Lacking, *, wanted: bool) -> str:
    """Return a text with an item added or removed; what the clerk wrote stays.

    Several items are numbered again; the last one ends the sentence.
    """
    kept = [item for item in items(text) if item != lacking.sentence]
    if wanted:
        kept.append(lacking.sentence)
    if not kept:
        return ""
    if len(kept) == 1:
        return f"{kept[0]}。"
    return "；\n".join(f"{number}.{item}" for number, item in enumerate(kept, 1)) + "。"
