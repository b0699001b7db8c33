"""How each register is shown: its columns, its filters, what can be changed at once. Declarations only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from disclosure.records import Activity, Duty, Litigation, Record, Release, Request, Review, Tally
from disclosure.terms import DisputeResult
from gui.registers.filters.fields import DATES, DUE, PAPERS, FilterField, of_column, of_states
from storage.query import Filter, not_by


@dataclass(frozen=True)
class RegisterView:
    """One register on screen. ``unit`` is the measure word for its records, ``shown`` its columns by default.

    The column ``title`` takes the remaining width. A wide window also shows ``wide``, before the last two columns; a
    small one only the first column and the title, or ``small`` if those do not distinguish records. ``filters`` are
    its drop-downs, of which the first ``usual`` are always in the row. ``sort`` is the initial sort column,
    ``together`` the columns that can be changed for several records at once. ``characters`` is the usual length of
    columns that are shown whole or not at all.
    """

    record_type: type[Record]
    new_label: str
    unit: str
    search_hint: str
    title: str
    shown: tuple[str, ...]
    filters: tuple[FilterField, ...]
    together: tuple[str, ...]
    wide: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    characters: Mapping[str, int] = field(default_factory=dict)
    usual: int = 6
    sort: str = ""
    has_year: bool = True


_DISPUTE_STATES = of_states(
    "状态",
    {
        "尚未审结": Filter("result", "is_pending"),
        "结果维持": Filter("result", "decided_as", DisputeResult.UPHELD),
        "结果纠正": Filter("result", "decided_as", DisputeResult.CORRECTED),
        "其他结果": Filter("result", "decided_as", DisputeResult.OTHER_RESULT),
    },
    ["尚未审结"],
)

RELEASES = RegisterView(
    Release,
    "新建信息",
    "条",
    "搜索名称、文号、索引号、科室",
    "name",
    ("state", "name", "number", "published_on", "department"),
    (
        DATES,
        of_states(
            "状态",
            {
                "尚未公开": partial(not_by, "published_on"),
                "已经公开": lambda today: Filter("published_on", "between", (date.min, today)),
            },
            ["尚未公开"],
        ),
        of_column(Release, "document_kind"),
        of_column(Release, "statistics_category"),
        of_column(Release, "channels"),
        of_column(Release, "department"),
        of_column(Release, "category"),
        PAPERS,
    ),
    ("department", "category", "statistics_category", "channels"),
    wide=("document_number", "statistics_category"),
    characters={"document_number": 14, "statistics_category": 14},
)
REQUESTS = RegisterView(
    Request,
    "新建申请",
    "件",
    "搜索编号、申请人、内容、文号",
    "content",
    ("state", "content", "applicant", "due", "number"),
    (
        DATES,
        of_states(
            "状态",
            {
                "未办结": Filter("outcome", "is_open"),
                "已办结": Filter("outcome", "is_answered"),
                "不计入年报": Filter("is_excluded", "equals", True),
            },
            ["未办结"],
        ),
        DUE,
        of_column(Request, "applicant_kind"),
        of_column(Request, "outcome"),
        of_column(Request, "channel"),
        of_column(Request, "department"),
        of_column(Request, "handler"),
        PAPERS,
    ),
    ("department", "handler", "channel", "archive_number"),
    wide=("applicant_kind", "channel", "received_on"),
    sort="state",
)
REVIEWS = RegisterView(
    Review,
    "新建复议",
    "件",
    "搜索编号、申请人、案号、机关",
    "review_body",
    ("state", "number", "applicant", "case_number", "received_on"),
    (DATES, _DISPUTE_STATES, of_column(Review, "review_body"), of_column(Review, "procedure"), PAPERS),
    ("review_body",),
    wide=("review_body", "closed_on"),
    small=("state", "number", "applicant"),
    characters={"case_number": 13},
)
LITIGATION = RegisterView(
    Litigation,
    "新建诉讼",
    "件",
    "搜索编号、原告、案号、法院",
    "court",
    ("state", "number", "plaintiff", "court", "instance", "received_on"),
    (
        DATES,
        _DISPUTE_STATES,
        of_column(Litigation, "route"),
        of_column(Litigation, "instance"),
        of_column(Litigation, "court"),
        PAPERS,
    ),
    ("court",),
    wide=("case_number", "closed_on"),
    small=("state", "number", "plaintiff"),
    characters={"case_number": 15},
)
TALLIES = RegisterView(
    Tally,
    "新建业务量",
    "笔",
    "搜索来源科室、备注",
    "remarks",
    ("kind", "on", "quantity", "amount", "department", "remarks"),
    (DATES, of_column(Tally, "kind"), of_column(Tally, "department")),
    ("department",),
    small=("kind", "on", "quantity", "remarks"),
)
ACTIVITIES = RegisterView(
    Activity,
    "新建记录",
    "条",
    "搜索内容、佐证",
    "content",
    ("kind", "on", "content", "quantity", "found", "corrected"),
    (DATES, of_column(Activity, "kind"), PAPERS),
    ("kind",),
    small=("kind", "on", "content"),
)
DUTIES = RegisterView(
    Duty,
    "新建事项",
    "项",
    "搜索事项、依据、科室",
    "name",
    ("name", "cycle", "starts_on", "channels", "department"),
    (of_column(Duty, "cycle"), of_column(Duty, "channels"), of_column(Duty, "department")),
    ("department", "cycle", "channels"),
    wide=("basis",),
    small=("name", "cycle", "starts_on"),
    has_year=False,
)

VIEWS: Mapping[str, RegisterView] = {
    view.record_type.register: view for view in (RELEASES, REQUESTS, REVIEWS, LITIGATION, TALLIES, ACTIVITIES, DUTIES)
}
"""The seven registers by name."""
