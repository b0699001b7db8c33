"""Every word a ledger may use for ours, as data: for a heading, for a value, for yes and no.

To add a word: put it behind its column in ``HEADINGS`` or behind its term in ``VALUES``; words are parted by a blank.
Blanks and the kind of brackets do not matter, in headings nor do width, case, stars and colons: they are folded away
before words are compared. The official wording, the name in the code and the number before a row need not stand here.
What follows from a rule - the article of a 信息类别, the group before a 办理结果 - stands with the term.
"""

from collections.abc import Mapping

HEADINGS: Mapping[str, Mapping[str, str]] = {
    "releases": {
        "formed_on": "形成日期 生成日期 成文日期",
        "published_on": "发布日期",
        "secrecy_reviewer": "审查人",
        "secrecy_reviewed_on": "审查日期",
        "secrecy_conclusion": "审查结论",
        "is_forwarded": "是否转发引用上级文件",
    },
    "requests": {
        "applicant": "申请人姓名 申请人姓名或名称 申请人名称",
        "identity_number": "证件号 身份证号",
        "phone": "联系电话 联系方式",
        "address": "通信地址 联系地址",
        "email": "电子邮箱",
        "content": "申请内容 所需信息",
        "outcome": "处理决定类型",
    },
    "tallies": {
        "amount": "金额",
    },
    "profile": {
        "website": "网址",
        "opening_releases": "历年累计主动公开",
        "opening_requests": "历年累计受理申请",
        "opening_documents": "现行有效规范性文件",
    },
}
"""Other headings of a column, by register and by the column's name in the code."""

VALUES: Mapping[str, Mapping[str, str]] = {
    "Channel": {
        "counter": "当面提交 现场 窗口",
        "registered_mail": "邮寄 邮寄(签收) 挂号信 EMS 信函",
        "ordinary_mail": "平信",
        "internet": "网络 网上 网站 电子邮件 在线",
        "oral": "口头",
        "transferred": "转办 转来",
    },
    "DisputeResult": {
        "upheld": "维持",
        "corrected": "纠正",
        "other_result": "其他",
    },
    "Outcome": {
        "partly_granted": "部分公开 （二）部分公开",
    },
}
"""Other wordings of a value, by the class of its term and by the term's code."""

YES = frozenset(["是", "有", "对", "√", "✓", "1", "yes", "true", "y"])
NO = frozenset(["否", "无", "不", "×", "0", "no", "false", "n"])
"""What is read as 是 and as 否, in lower case."""

NUMBERING = "编号"
"""What most ledgers call the column of their own numbers, whatever it is called here."""
NOT_KEPT = "序号"
"""A heading of which nothing is kept: the number of the line."""


def headings(register: str, column: str) -> tuple[str, ...]:
    """Return the other headings under which a ledger may hold a column."""
    return tuple(HEADINGS.get(register, {}).get(column, "").split())


def values(term: str, code: str) -> tuple[str, ...]:
    """Return the other wordings under which a ledger may hold a value; ``term`` is the name of its class."""
    return tuple(VALUES.get(term, {}).get(code, "").split())
