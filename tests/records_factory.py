"""Records for tests: obviously invented people, sensible dates; every field can be given."""

from datetime import date
from typing import Any

from disclosure.records import (
    Activity,
    Draft,
    Duty,
    Litigation,
    Profile,
    Release,
    Request,
    Review,
    Step,
    Tally,
)
from disclosure.terms import (
    ActivityKind,
    Applicant,
    BusinessKind,
    Channel,
    DocumentKind,
    DutyCycle,
    ReleaseCategory,
    ReleaseChannel,
    StepKind,
    SuitRoute,
)

THU_29_FEB_2024 = date(2024, 2, 29)
FRI_1_MAR_2024 = date(2024, 3, 1)


def make_release(**values: Any) -> Release:
    """A published piece of ordinary information."""
    return Release(
        **{
            "name": "测试街道2024年工作要点",
            "document_kind": DocumentKind.OTHER,
            "category": ReleaseCategory.ARTICLE_20_3,
            "formed_on": THU_29_FEB_2024,
            "published_on": FRI_1_MAR_2024,
            "channels": (ReleaseChannel.PORTAL,),
            **values,
        }
    )


def make_request(**values: Any) -> Request:
    """A request handed in at the counter by an invented person."""
    return Request(
        **{
            "applicant_kind": Applicant.NATURAL_PERSON,
            "applicant": "张某某",
            "channel": Channel.COUNTER,
            "arrived_on": FRI_1_MAR_2024,
            "received_on": FRI_1_MAR_2024,
            "content": "测试街道2023年老旧小区改造项目清单",
            **values,
        }
    )


def make_step(request: Request, **values: Any) -> Step:
    """A note on a saved request."""
    return Step(**{"request_id": request.id, "kind": StepKind.NOTE, "on": FRI_1_MAR_2024, **values})


def make_review(**values: Any) -> Review:
    """A review that is not decided yet."""
    return Review(
        **{
            "applicant": "李某某",
            "review_body": "测试区人民政府",
            "received_on": FRI_1_MAR_2024,
            **values,
        }
    )


def make_suit(**values: Any) -> Litigation:
    """A suit brought without a review, not decided yet."""
    return Litigation(
        **{
            "plaintiff": "测试公司",
            "court": "测试区人民法院",
            "route": SuitRoute.DIRECT_SUIT,
            "received_on": FRI_1_MAR_2024,
            **values,
        }
    )


def make_tally(**values: Any) -> Tally:
    """A batch of three penalties."""
    return Tally(**{"kind": BusinessKind.PENALTY, "on": FRI_1_MAR_2024, "quantity": 3, **values})


def make_activity(**values: Any) -> Activity:
    """A training."""
    return Activity(**{"kind": ActivityKind.TRAINING, "on": FRI_1_MAR_2024, "content": "政务公开业务培训", **values})


def make_duty(**values: Any) -> Duty:
    """A quarterly bulletin."""
    return Duty(**{"name": "测试街道运行经费季度公示", "cycle": DutyCycle.QUARTERLY, **values})


def make_draft(**values: Any) -> Draft:
    """A written part of the report of 2024."""
    return Draft(**{"year": 2024, "part": "测试部分", "text": "测试文字。", **values})


def make_profile(**values: Any) -> Profile:
    """An invented street office."""
    return Profile(**{"name": "测试区测试街道办事处", "short_name": "测试街道", "code_character": "测街", **values})
