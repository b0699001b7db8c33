"""How each register is shown: its first columns, its quick filters, what its search box finds. Declarations only."""

from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.records import Activity, Duty, Litigation, Record, Release, Request, Review, Tally
from disclosure.terms import (
    ActivityKind,
    Applicant,
    BusinessKind,
    DisputeResult,
    DocumentKind,
    DutyCycle,
    ReleaseChannel,
    SuitRoute,
)
from storage.query import Filter


@dataclass(frozen=True)
class QuickFilter:
    """One chip above the table. ``ignores_year``: what it finds is looked for in all years (未办结)."""

    label: str
    filters: tuple[Filter, ...]
    ignores_year: bool = False


@dataclass(frozen=True)
class RegisterView:
    """One register on the screen. ``unit`` counts its records; ``shown`` are its columns until others are chosen.

    What is left of the width goes to the column ``title``.
    """

    record_type: type[Record]
    new_label: str
    unit: str
    search_hint: str
    title: str
    shown: tuple[str, ...]
    quick: tuple[QuickFilter, ...]
    has_year: bool = True
    has_steps: bool = False


def _is(label: str, field: str, value: object) -> QuickFilter:
    return QuickFilter(label, (Filter(field, "equals", value),))


RELEASES = RegisterView(
    Release,
    "新建信息",
    "条",
    "搜索名称、文号、索引号、科室",
    "name",
    ("state", "name", "number", "published_on", "statistics_category", "department"),
    (
        QuickFilter("尚未公开", (Filter("published_on", "is_empty"),), ignores_year=True),
        _is("行政规范性文件", "document_kind", DocumentKind.NORMATIVE_DOCUMENT),
        QuickFilter("门户网站", (Filter("channels", "contains", ReleaseChannel.PORTAL),)),
        QuickFilter("公开栏", (Filter("channels", "contains", ReleaseChannel.NOTICE_BOARD),)),
    ),
)
REQUESTS = RegisterView(
    Request,
    "新建申请",
    "件",
    "搜索编号、申请人、内容、文号",
    "content",
    ("state", "content", "applicant", "due", "number", "received_on"),
    (
        QuickFilter("未办结", (Filter("outcome", "is_open"),), ignores_year=True),
        QuickFilter("已办结", (Filter("outcome", "is_answered"),)),
        _is("自然人", "applicant_kind", Applicant.NATURAL_PERSON),
        QuickFilter("法人或其他组织", (Filter("applicant_kind", "differs", Applicant.NATURAL_PERSON),)),
        _is("不计入年报", "is_excluded", True),
    ),
    has_steps=True,
)
REVIEWS = RegisterView(
    Review,
    "新建复议",
    "件",
    "搜索编号、申请人、案号、机关",
    "review_body",
    ("number", "applicant", "review_body", "case_number", "received_on", "result", "closed_on"),
    (
        QuickFilter("尚未审结", (Filter("result", "is_pending"),), ignores_year=True),
        QuickFilter("结果维持", (Filter("result", "decided_as", DisputeResult.UPHELD),)),
        QuickFilter("结果纠正", (Filter("result", "decided_as", DisputeResult.CORRECTED),)),
    ),
)
LITIGATION = RegisterView(
    Litigation,
    "新建诉讼",
    "件",
    "搜索编号、原告、案号、法院",
    "court",
    ("number", "plaintiff", "court", "instance", "route", "received_on", "result", "closed_on"),
    (
        QuickFilter("尚未审结", (Filter("result", "is_pending"),), ignores_year=True),
        _is("直接起诉", "route", SuitRoute.DIRECT_SUIT),
        _is("复议后起诉", "route", SuitRoute.SUIT_AFTER_REVIEW),
        QuickFilter("结果纠正", (Filter("result", "decided_as", DisputeResult.CORRECTED),)),
    ),
)
TALLIES = RegisterView(
    Tally,
    "新建业务量",
    "笔",
    "搜索来源科室、备注",
    "remarks",
    ("kind", "on", "quantity", "amount", "department", "remarks"),
    tuple(_is(kind.label, "kind", kind) for kind in BusinessKind),
)
ACTIVITIES = RegisterView(
    Activity,
    "新建记录",
    "条",
    "搜索内容、佐证",
    "content",
    ("kind", "on", "content", "quantity", "found", "corrected"),
    tuple(
        _is(kind.label, "kind", kind)
        for kind in (
            ActivityKind.WEBSITE_CHECK,
            ActivityKind.CORRECTION,
            ActivityKind.TRAINING,
            ActivityKind.POLICY_ADVICE,
            ActivityKind.ZERO_CONFIRMATION,
        )
    ),
)
DUTIES = RegisterView(
    Duty,
    "新建事项",
    "项",
    "搜索事项、依据、科室",
    "name",
    ("name", "cycle", "starts_on", "channels", "department", "basis"),
    tuple(_is(cycle.label, "cycle", cycle) for cycle in DutyCycle),
    has_year=False,
)

VIEWS: Mapping[str, RegisterView] = {
    view.record_type.register: view for view in (RELEASES, REQUESTS, REVIEWS, LITIGATION, TALLIES, ACTIVITIES, DUTIES)
}
"""The seven registers by name."""
