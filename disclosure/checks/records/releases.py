"""Rules L-20 to L-29 on single releases: review, dates, deadline, numbers, personal data; and on duties."""

from collections import defaultdict
from collections.abc import Iterator

from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.checks.finding import Finding, RecordRef, Severity, of_record
from disclosure.checks.records.facts import RecordFacts
from disclosure.column_kinds import columns_by_name
from disclosure.masking import masked_prose
from disclosure.personal_data import OF_PEOPLE, Sort, personal_data
from disclosure.records import Release
from disclosure.releases.duties import DutyLine
from disclosure.report.counting import issued_on
from disclosure.terms import DocumentKind
from disclosure.wording import chinese_date, listed, some_listed

_REVIEW = "条例第十七条；保守国家秘密法第三十五条"


def _finding(
    rule: str,
    severity: Severity,
    release: Release,
    says: str,
    article: str,
    *,
    may_be_so: bool = False,
    field: str = "",
) -> Finding:
    name = f"公开信息{release.number}“{release.caption}”" if release.number else f"公开信息“{release.caption}”"
    return of_record(rule, severity, release, name, says, article, may_be_so=may_be_so, field=field)


def _published(facts: RecordFacts) -> Iterator[Release]:
    return (one for one in facts.releases if one.published_on is not None and one.published_on <= facts.today)


def withheld(facts: RecordFacts) -> Iterator[Finding]:
    """L-20: nothing is public that the review decided not to publish, or referred to the superior."""
    for release in _published(facts):
        conclusion = release.secrecy_conclusion
        if conclusion is not None and conclusion.keeps_back:
            taken_down = release.taken_down_on
            gone = f"，{chinese_date(taken_down)}撤下" if taken_down else ""
            says = f"保密审查结论是“{conclusion.label}”，却已公开{gone}"
            yield _finding(
                "L-20",
                Severity.ERROR,
                release,
                says,
                _REVIEW,
                may_be_so=taken_down is not None,
                field="secrecy_conclusion",
            )


def not_reviewed(facts: RecordFacts) -> Iterator[Finding]:
    """L-21: every release was reviewed before; for a register without any reviews there is one finding."""
    published = list(_published(facts))
    unreviewed = [one for one in published if one.secrecy_conclusion is None]
    if unreviewed and len(unreviewed) == len(published):
        told = f"本年公开的信息都没有登记保密审查结论（{_REVIEW}）。"
        yield Finding("L-21", Severity.WARNING, told, article=_REVIEW)
        return
    for release in unreviewed:
        yield _finding("L-21", Severity.ERROR, release, "公开前没有登记保密审查", _REVIEW, may_be_so=True)


def reviewed_afterwards(facts: RecordFacts) -> Iterator[Finding]:
    """L-22: the review comes before the release."""
    for release in _published(facts):
        reviewed_on, published_on = release.secrecy_reviewed_on, release.published_on
        if reviewed_on is not None and published_on is not None and reviewed_on > published_on:
            says = f"{chinese_date(published_on)}公开，{chinese_date(reviewed_on)}才保密审查"
            yield _finding("L-22", Severity.ERROR, release, says, _REVIEW, may_be_so=True, field="secrecy_reviewed_on")


def ended_before_issued(facts: RecordFacts) -> Iterator[Finding]:
    """L-23: a document ends after it was issued."""
    for release in facts.releases:
        if release.document_kind is DocumentKind.OTHER:
            continue
        days = (
            ("repealed_on", "废止日期", release.repealed_on),
            ("valid_until", "有效期最后一日", release.valid_until),
        )
        for field, name, day in days:
            if day is not None and day < issued_on(release):
                says = f"{name}{chinese_date(day)}早于制发日期{chinese_date(issued_on(release))}"
                yield _finding("L-23", Severity.ERROR, release, says, "条例第二十条第（一）项", field=field)
                break


def published_before_formed(facts: RecordFacts) -> Iterator[Finding]:
    """L-24: nothing is published before it exists; after a change the date may be that of the change."""
    for release in _published(facts):
        if release.published_on is not None and release.published_on < release.formed_on:
            says = f"公开日期{chinese_date(release.published_on)}早于形成或变更日期{chinese_date(release.formed_on)}"
            yield _finding("L-24", Severity.WARNING, release, says, TimeLimit.PUBLICATION.article, field="published_on")


def impossible(facts: RecordFacts) -> Iterator[Finding]:
    """L-28: nothing is published or issued in the future, and nothing published before it was issued."""
    for release in facts.releases:
        is_document = release.document_kind is not DocumentKind.OTHER
        issued, published = release.issued_on if is_document else None, release.published_on
        days = (("published_on", "公开日期", published), ("issued_on", "制发日期", issued))
        to_come = [(field, name, day) for field, name, day in days if day is not None and day > facts.today]
        for field, name, day in to_come:
            says = f"{name}{chinese_date(day)}还没有到，要核对日期"
            yield _finding("L-28", Severity.WARNING, release, says, TimeLimit.PUBLICATION.article, field=field)
        is_told = published is not None and published < release.formed_on  # reported by L-24
        if not (to_come or is_told) and issued is not None and published is not None and issued > published:
            says = f"公开日期{chinese_date(published)}早于制发日期{chinese_date(issued)}"
            yield _finding("L-28", Severity.WARNING, release, says, TimeLimit.PUBLICATION.article, field="issued_on")


def published_late(facts: RecordFacts) -> Iterator[Finding]:
    """L-25: published within the deadline after its formation or change (条例第二十六条)."""
    for release in _published(facts):
        due_on = TimeLimit.PUBLICATION.due_after(release.formed_on, facts.calendar).on
        if release.published_on is not None and release.published_on > due_on:
            says = f"应在{chinese_date(due_on)}前公开，{chinese_date(release.published_on)}才公开"
            yield _finding("L-25", Severity.WARNING, release, says, TimeLimit.PUBLICATION.article, field="published_on")


def index_number_twice(facts: RecordFacts) -> Iterator[Finding]:
    """L-26: no two releases have the same 索引号."""
    for number, releases in facts.index_numbers.items():
        if len(releases) > 1:
            names = some_listed([one.number or f"“{one.caption}”" for one in releases])
            says = f"索引号“{masked_prose(number)}”同时用在{names}"
            yield _finding("L-26", Severity.WARNING, releases[-1], says, "条例第二十四条")


def tells_of_people(facts: RecordFacts) -> Iterator[Finding]:
    """L-29: name and summary of a release contain no personal numbers; office telephones are allowed."""
    labels = columns_by_name(Release)
    for release in facts.releases:
        for field in ("name", "summary"):
            found = dict.fromkeys(one.sort for one in personal_data(getattr(release, field)) if one.sort in OF_PEOPLE)
            if found:
                sorts = listed([sort.label for sort in found])
                says = f"{labels[field].label}里有{sorts}，公开前删去或者遮盖"
                severity = Severity.WARNING if set(found) == {Sort.MOBILE} else Severity.ERROR
                yield _finding("L-29", severity, release, says, "条例第十五条", may_be_so=True, field=field)


def duties_unmet(facts: RecordFacts) -> Iterator[Finding]:
    """L-27: what must be published each month, quarter or year has been; one finding per duty."""
    lines: dict[int, list[DutyLine]] = defaultdict(list)
    for line in facts.duties:
        lines[line.duty.id].append(line)
    for missed in lines.values():
        duty = missed[0].duty
        article = masked_prose(duty.basis) or "条例第十九条"
        periods = listed([line.period.name for line in missed if line.period])
        message = f"应公开事项“{duty.caption}”{periods}到期没有公开（{article}）。"
        yield Finding("L-27", Severity.WARNING, message, record=RecordRef.of(duty), article=article)


CHECKS = (
    withheld,
    not_reviewed,
    reviewed_afterwards,
    ended_before_issued,
    published_before_formed,
    impossible,
    published_late,
    index_number_twice,
    tells_of_people,
    duties_unmet,
)
