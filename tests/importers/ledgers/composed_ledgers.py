"""Ledgers of offices nobody has seen: headings, words, habits of days and facts in one cell, put together at random.

``headings.txt`` and ``headings_heard.txt`` hold headings by register and column, ``said.txt`` and ``said_heard.txt``
wordings by term.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

_DATA = Path(__file__).parents[2] / "data"


def _table(*names: str) -> Mapping[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for name in names:
        for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
            kind, code, *words = line.split()
            if code != "x" and code[0] not in "-?":  # of which nobody has to be asked
                found.setdefault((kind, code), []).extend(words)
    return found


HEADINGS, HEARD = _table("headings.txt", "headings_heard.txt"), _table("headings_heard.txt")
SAID = _table("said.txt", "said_heard.txt")
_SURNAMES, _GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦", "样例示某一二三四五六七八九"
_BODIES = ("样路工程有限公司", "例山茶叶有限公司", "示湖物业服务有限公司")
_ABOUT = (
    "征收补偿方案",
    "安置房分配方案",
    "低保户名单",
    "环评批复",
    "施工合同",
    "会议记录",
    "户口迁移档案",
    "经费明细",
)
_OFFICES = ("党政办", "城建办", "征迁办", "社会事务办", "综合执法队", "财政所", "政策法规科", "水利站", "便民中心")
_TITLES = (
    "2024年部门预算",
    "防汛应急预案",
    "行政处罚决定公示",
    "公益性墓地管理办法",
    "国土空间规划公告",
    "便民服务指南",
)
_COURTS = ("样州市云湖区人民法院", "样州市中级人民法院", "样州铁路运输法院")
_AUTHORITIES = ("样县人民政府", "样州市人民政府", "样州市司法局")

_MUST: Mapping[str, Sequence[str]] = {
    "requests": ("applicant", "content"),
    "reviews": ("applicant", "received_on"),
    "litigation": ("plaintiff", "received_on"),
    "releases": ("name", "published_on"),
}
_MAY: Mapping[str, str] = {
    "requests": "number applicant_kind phone address email identity_kind identity_number postcode agent channel "
    "retrieval department handler legal_basis answer_number archive_number outcome answered_on",
    "reviews": "number procedure related_request replied_on review_body case_number decision closed_on",
    "litigation": "number instance route defence_on related_request court case_number judgment closed_on",
    "releases": "number index_number document_number document_kind formed_on channels web_address department "
    "secrecy_reviewer secrecy_reviewed_on secrecy_conclusion first_checked_by second_checked_by final_checked_by",
}
_TOGETHER: Mapping[str, str] = {
    "requests": "applicant phone|address phone|department handler|answered_on answer_number|answered_on outcome|"
    "applicant address phone|applicant applicant_kind|identity_kind identity_number",
    "reviews": "review_body case_number|closed_on decision|applicant case_number",
    "litigation": "court case_number|closed_on judgment|court instance",
    "releases": "secrecy_reviewer secrecy_reviewed_on|channels web_address",
}
"""Columns that one heading holds together."""
_SHORT: Mapping[str, str] = {
    "applicant": "申请人 姓名",
    "phone": "联系电话 电话",
    "address": "地址 住址",
    "department": "科室 承办科室 承办部门",
    "handler": "承办人 人 经办人",
    "answered_on": "答复日期 答复时间 时间",
    "answer_number": "文号 答复文号",
    "outcome": "结果 答复结果",
    "applicant_kind": "类别 性质",
    "review_body": "复议机关",
    "case_number": "案号",
    "closed_on": "结案日期 结案时间",
    "decision": "复议决定 决定结果",
    "court": "受理法院 法院",
    "judgment": "裁判结果 判决结果",
    "instance": "审级",
    "secrecy_reviewer": "保密审查人 审查人",
    "secrecy_reviewed_on": "审查日期 日期",
    "channels": "公开渠道 发布平台",
    "web_address": "网址 链接",
    "identity_kind": "证件名称 证件类型",
    "identity_number": "证件号码 号码",
    "number": "编号 流水号",
}
"""What each is called there."""
_WORDS = {
    "channel": "Channel",
    "retrieval": "RetrievalForm",
    "applicant_kind": "Applicant",
    "decision": "ReviewDecision",
    "judgment": "Judgment",
    "outcome": "Outcome",
    "instance": "CourtInstance",
    "procedure": "ReviewProcedure",
    "document_kind": "DocumentKind",
    "secrecy_conclusion": "SecrecyConclusion",
    "route": "SuitRoute",
}
_NOT_OURS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "requests": {
        "是否延期": ("否", "是"),
        "申请用途": ("自用", "诉讼"),
        "审核人": ("王样", "李例"),
        "送达方式": ("邮寄", "当面"),
    },
    "reviews": {"被申请人": ("示例街道办事处",), "复议请求": ("撤销答复", "责令重新答复"), "听证没有": ("没有",)},
    "litigation": {"被告": ("示例街道办事处",), "案由": ("政府信息公开",), "代理律师": ("王样", "李例")},
    "releases": {"公开期限": ("长期", "一年"), "点击量": ("12", "345"), "发布人": ("王样", "李例")},
}


@dataclass
class Composed:
    """A ledger put together: its lines, and what each of its rows means by column."""

    register: str
    lines: list[list[str]]
    right: list[dict[str, object]] = field(default_factory=list)


def _written(day: date, habit: int) -> str:
    forms = (f"{day:%Y-%m-%d}", f"{day.year}.{day.month}.{day.day}", f"{day.year}/{day.month}/{day.day}")
    return (*forms, f"{day.year}年{day.month}月{day.day}日", f"{day.month}月{day.day}日")[habit]


def composed(seed: int) -> Composed:
    """Return the ledger of a seed."""
    chance = Random(seed)
    register = chance.choice(["requests", "requests", "requests", "reviews", "litigation", "releases"])
    columns = [*_MUST[register], *(one for one in _MAY[register].split() if chance.random() < 0.7)]
    if register == "requests":
        columns.append(chance.choice(["arrived_on", "received_on"]))
    groups: list[tuple[str, ...]] = []
    together_here = _TOGETHER[register].split("|")
    for together in chance.sample(together_here, len(together_here)):
        names = together.split()
        if set(names) <= set(columns) and chance.random() < 0.4:
            groups.append(tuple(names))
            columns = [one for one in columns if one not in names]
    groups = [*groups, *((one,) for one in columns)]
    chance.shuffle(groups)
    headings = [_heading(chance, register, group) for group in groups]
    others = [one for one in _NOT_OURS[register] if chance.random() < 0.3]
    habit, marks = chance.choice([0, 0, 1, 2, 3, 4]), [chance.choice([" ", "，", "/", "；", "（"]) for _ in groups]
    year = chance.choice(["2024", "2024", "二〇二四"])
    made = Composed(register, [[f"样例街道{year}年登记台账"], ["序号", *headings, *others]])
    said = {column: _repertoire(chance, kind) for column, kind in _WORDS.items()}
    for number in range(1, chance.randint(6, 10)):
        row, texts = _row(chance, register, number, habit, said)
        cells = [str(number)]
        for group, mark in zip(groups, marks, strict=True):
            parts = [texts[one] for one in group if texts[one]] or [""]
            whole = f"{parts[0]}（{'，'.join(parts[1:])}）" if mark == "（" and len(parts) > 1 else mark.join(parts)
            cells.append(whole)
        made.lines.append([*cells, *(chance.choice(_NOT_OURS[register][one]) for one in others)])
        made.right.append({one: row[one] for group in groups for one in group})
    made.lines += [["合计", f"{len(made.right)}件"]] * chance.randint(0, 1) + [["填表人：王样例"]] * chance.randint(
        0, 1
    )
    return made


def _heading(chance: Random, register: str, group: Sequence[str]) -> str:
    if len(group) == 1:
        return chance.choice(HEADINGS.get((register, group[0])) or _SHORT[group[0]].split())
    words = [chance.choice(_SHORT[one].split()) for one in group]
    ways = ("及".join(words), "、".join(words), "/".join(words), f"{words[0]}（{'、'.join(words[1:])}）")
    return chance.choice(ways)


def _repertoire(chance: Random, kind: str) -> dict[str, str]:
    """Return the words one office has for each term of a kind."""
    return {code: chance.choice(words) for (one, code), words in SAID.items() if one == kind}


def _row(
    chance: Random, register: str, number: int, habit: int, said: Mapping[str, Mapping[str, str]]
) -> tuple[dict[str, object], dict[str, str]]:
    """Return what a row means by column, and how it is written."""
    begun = date(2024, 1, 3) + timedelta(number * 26 + chance.randint(0, 15))
    ended = begun + timedelta(chance.randint(10, 25))
    is_body = chance.random() < 0.2
    who = chance.choice(_BODIES) if is_body else "".join(map(chance.choice, (_SURNAMES, _GIVEN, _GIVEN)))
    case = f"样政复〔2024〕{number + 10}号" if register == "reviews" else f"（2024）样0102行初{number + 20}号"
    row: dict[str, object] = {
        "number": f"样公开2024-{number:03}",
        **dict.fromkeys(("applicant", "plaintiff"), who),
        "phone": f"1380000{number:04}",
        "address": f"东样村{number}号",
        "email": f"user{number}@example.com",
        "identity_kind": "营业执照" if is_body else "身份证",
        "identity_number": f"91330100MA0000{number:03}X" if is_body else f"33010019900101{number:04}",
        "postcode": f"3100{number:02}",
        "agent": chance.choice(["", "", f"{chance.choice(_SURNAMES)}样例"]),
        "content": f"东样村{chance.choice(_ABOUT)}",
        "department": chance.choice(_OFFICES),
        "handler": f"{chance.choice(_SURNAMES)}某样",
        "legal_basis": chance.choice(["《条例》第三十六条第二项", "条例第三十七条"]),
        "archive_number": f"2024-依-{number:02}",
        "answer_number": f"样街告〔2024〕{number}号",
        "review_body": chance.choice(_AUTHORITIES),
        "case_number": case,
        "related_request": f"样公开2024-{number:03}",
        "court": chance.choice(_COURTS),
        "name": f"样镇{chance.choice(_TITLES)}",
        "index_number": f"SY001-2024-{number:04}",
        "document_number": f"样政〔2024〕{number}号",
        "web_address": f"http://www.example.gov.cn/art/{number}.html",
        "secrecy_reviewer": chance.choice(["鲁样一", "韦例二"]),
        "first_checked_by": "苗样样",
        "second_checked_by": "方样例",
        "final_checked_by": "花示示",
        **dict.fromkeys(("arrived_on", "received_on", "formed_on"), begun),
        **dict.fromkeys(("answered_on", "closed_on", "published_on", "secrecy_reviewed_on"), ended),
        **dict.fromkeys(("replied_on", "defence_on"), begun + timedelta(9)),
    }
    texts = {name: _written(value, habit) if isinstance(value, date) else str(value) for name, value in row.items()}
    for column, words in said.items():
        code = chance.choice(list(words))
        if column == "applicant_kind":
            code = "company" if is_body else "natural_person"
        row[column], texts[column] = code, words[code]
    places = chance.sample(["portal", "social_media", "notice_board"], 2)
    row["channels"] = tuple(places)
    texts["channels"] = "、".join(chance.choice(SAID["ReleaseChannel", one]) for one in places)
    return row, texts
