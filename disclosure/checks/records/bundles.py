"""Rules L-18 and L-19 about merged and split requests: each has exactly one answer that counts."""

from collections.abc import Iterator

from disclosure.checks.finding import Finding, RecordRef, Severity
from disclosure.checks.records.facts import RecordFacts, SplitRequest
from disclosure.records import Request
from disclosure.wording import listed

_SPLIT = "条例第五十条"
"""The format of the report counts a split request by its parts."""


def merged_into_nothing(facts: RecordFacts) -> Iterator[Finding]:
    """L-18: a request merged into another needs that other one and its answer."""
    for request, is_split in facts.astray:
        if request.merged_into == request.number:
            why, mend = "就是本件", "要分开办理"
        elif is_split:
            why, mend = "已经拆分", "要分开办理"
        else:
            why, mend = "不在登记簿中", "要恢复那一件或者分开办理"
        says = f"并入的{request.merged_into}{why}，没有哪一份答复会答复它，{mend}"
        message = f"申请{request.number}：{says}（条例第三十三条）。"
        yield Finding("L-18", Severity.ERROR, message, record=RecordRef.of(request), article="条例第三十三条")


def split_and_counted_otherwise(facts: RecordFacts) -> Iterator[Finding]:
    """L-19: a split request is counted by its parts, and only by them."""
    for split in facts.splits:
        parts, gone = _numbers(split.parts), _numbers(split.gone)
        if not split.parts:
            yield _told(split, Severity.INFO, f"拆出的{gone}都已删除，本件又按一件计数")
            continue
        outcome = split.original.outcome
        if outcome is not None and split.original.is_answered:
            own = f"本件登记的办理结果“{outcome.plain_label}”没有计入"
            says = f"已拆分为{parts}，按拆出的各件计数，{own}，要核对保留哪一边"
            yield _told(split, Severity.ERROR, says)
        strays = tuple(part for part in split.parts if _is_of_another_year(part, split.original))
        if split.original.is_excluded:
            continue
        if all(part.is_excluded or part in strays for part in split.parts):
            why = "都不计入年报" if not strays else "都不计入本件收到的那一年"
            yield _told(split, Severity.ERROR, f"拆出的{parts}{why}，本件也不再计数，表三没有统计这件申请")
        elif strays:
            says = f"拆出的{_numbers(strays)}收到申请之日与本件不在同一年，没有和本件计在同一年，要核对日期"
            yield _told(split, Severity.WARNING, says)
        if split.gone:
            yield _told(split, Severity.WARNING, f"拆出的{gone}已删除，申请中的这一部分没有哪一件答复")
    for part in facts.orphans:
        says = f"拆分自的{part.split_from}不在登记簿中，编号填错的，原件和本件会各计一件"
        yield _told(SplitRequest(part, ()), Severity.WARNING, says)


def _is_of_another_year(part: Request, original: Request) -> bool:
    """Whether a part is not counted in the year its original came: received in another year, or on no day yet."""
    if original.received_on is None:
        return False
    return part.received_on is None or part.received_on.year != original.received_on.year


def _numbers(requests: tuple[Request, ...]) -> str:
    return listed([request.number for request in requests])


def _told(split: SplitRequest, severity: Severity, says: str) -> Finding:
    request, message = split.original, f"申请{split.original.number}：{says}（{_SPLIT}）。"
    return Finding("L-19", severity, message, record=RecordRef.of(request), article=_SPLIT, may_be_so=True)


CHECKS = (merged_into_nothing, split_and_counted_otherwise)
