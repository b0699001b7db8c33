"""An invented case for letters: an office with complete facts, a request with steps, and typed fields."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from disclosure.column_kinds import Fen
from disclosure.letters.fields import FIELDS
from disclosure.letters.source import LetterSource
from disclosure.letters.template_syntax import FieldKind, LetterTemplate, parse_template
from disclosure.records import Attachment, IssuedLetter, Profile, Request, Step
from disclosure.terms import DeliveryMethod, RetrievalForm, StepKind
from tests.records_factory import make_profile, make_request, make_review, make_suit

FOLDER = Path(__file__).parents[1] / "resources" / "letters"
TUE_5_MAR_2024 = date(2024, 3, 5)
TUE_9_APR_2024 = date(2024, 4, 9)


@cache
def shipped() -> Mapping[str, LetterTemplate]:
    """Every shipped template by code, in the order of the list of documents; read once for all tests."""
    parsed = [
        parse_template(path.read_text(encoding="utf-8"), FIELDS, path.stem) for path in sorted(FOLDER.glob("*.txt"))
    ]
    return MappingProxyType({template.code: template for template in parsed})


def office(**values: Any) -> Profile:
    """An office whose 机关信息 is complete."""
    return make_profile(
        **{
            "office": "党政综合办公室",
            "address": "测试区测试路1号",
            "postcode": "350000",
            "phone": "0591-00000000",
            "email": "ceshi@example.com",
            "website_name": "测试区人民政府网",
            "website": "https://www.example.com",
            "review_body": "测试区人民政府",
            "court": "测试铁路运输法院",
            "letter_numbering": "{code}公开〔{year}〕{serial}号",
            **values,
        }
    )


def request(**values: Any) -> Request:
    """A request of an invented person, everything registered."""
    return make_request(
        **{
            "id": 1,
            "number": "2024-003",
            "identity_kind": "居民身份证",
            "identity_number": "000000000000000000",
            "phone": "00000000000",
            "address": "测试区测试路2号1单元101室",
            "postcode": "350001",
            "email": "z@example.com",
            "retrieval": RetrievalForm.PAPER,
            "department": "城市建设科",
            "handler": "王某某",
            **values,
        }
    )


def case_steps() -> tuple[Step, ...]:
    """A case that met nearly everything."""
    return (
        Step(
            id=1,
            request_id=1,
            kind=StepKind.CORRECTION_ASKED,
            on=TUE_5_MAR_2024,
            until=date(2024, 3, 19),
            letter_number="测街公开〔2024〕1号",
        ),
        Step(id=2, request_id=1, kind=StepKind.CORRECTION_RECEIVED, on=date(2024, 3, 12)),
        Step(id=3, request_id=1, kind=StepKind.THIRD_PARTY_ASKED, on=date(2024, 3, 13), party="测试公司"),
        Step(
            id=4,
            request_id=1,
            kind=StepKind.THIRD_PARTY_ANSWERED,
            on=date(2024, 3, 20),
            party="测试公司",
            detail="不同意公开，涉及商业秘密",
        ),
        Step(id=5, request_id=1, kind=StepKind.REASONS_ASKED, on=date(2024, 3, 21), until=date(2024, 4, 1)),
        Step(
            id=6,
            request_id=1,
            kind=StepKind.FEE_NOTICE,
            on=date(2024, 3, 22),
            signed_on=date(2024, 3, 25),
            amount=Fen(10000),
            letter_number="测街公开〔2024〕4号",
        ),
        Step(
            id=7,
            request_id=1,
            kind=StepKind.DELIVERED,
            on=date(2024, 4, 9),
            delivery=DeliveryMethod.POST,
            tracking_number="EMS000000001",
            posted_on=date(2024, 4, 9),
            signed_on=date(2024, 4, 11),
        ),
    )


_WRITTEN = {
    "证据清单": "1｜政府信息公开申请表｜申请人提交｜申请的内容和时间｜1\n"
    "2｜补正告知书及回执｜本机关制作｜已一次性告知补正｜2—3",
    "不予公开部分": "合同第3页单价｜涉及测试公司的商业秘密，依据条例第十五条\n"
    "附件二联系电话｜涉及个人隐私，依据条例第十五条",
    "补正事项": "1. 请提交身份证明复制件。\n2. 请写明所需项目的名称或者实施年份。",
    "不予公开理由": "保护第三方合法权益",
    "延长工作日": "20",
}
_BY_KIND = {
    FieldKind.DAY: "2024-05-10",
    FieldKind.LAST_DAY: "2024-05-10",
    FieldKind.NUMBER: "2",
    FieldKind.MONEY: "100",
    FieldKind.GROUNDS: "属于国家秘密",
}


def typed_for(template: LetterTemplate) -> dict[str, str]:
    """Something typed into every field of a template that has no default."""
    return {
        entry.name: _WRITTEN.get(entry.name) or _BY_KIND.get(entry.kind) or entry.default or f"测试{entry.name}内容"
        for entry in template.typed
    }


def source_for(template: LetterTemplate, typed: Mapping[str, str] | None = None, **values: Any) -> LetterSource:
    """The invented case, ready to fill a template; an answer's result is not recorded yet."""
    own = {"outcome": template.outcomes[0]} if template.outcomes else {}
    facts = {"answered_on": TUE_9_APR_2024, "answer_number": "测街公开〔2024〕5号", "legal_basis": "条例第三十六条"}
    filing = {"outcome": next(iter(shipped()["granted"].outcomes)), **facts} if template.code == "filing-form" else {}
    steps = tuple(step for step in case_steps() if step.kind is not template.step)
    return LetterSource(
        **{
            "profile": office(),
            "dated_on": TUE_9_APR_2024,
            "number": "测街公开〔2024〕6号" if template.is_numbered else "",
            "request": request(**own, **filing),
            "steps": steps,
            "related": request(id=2, number="2023-011", **facts),
            "review": make_review(case_number="测复〔2024〕2号") if template.code == "review-reply" else None,
            "suit": make_suit(case_number="（2024）测行初1号") if template.code == "defence" else None,
            "due_on": date(2024, 4, 19),
            "correction_due_on": date(2024, 4, 12),
            "typed": typed_for(template) if typed is None else typed,
            "attachments": (Attachment(name="身份证明.jpg", sha256="b"),),
            "letters": (
                IssuedLetter(name="补正告知书", number="测街公开〔2024〕1号", issued_on=TUE_5_MAR_2024, sha256="a"),
            ),
            **values,
        }
    )
