"""The wording inspectors compare character by character."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from disclosure import terms
from disclosure.outcomes import Outcome
from disclosure.report import cells, model
from disclosure.report.tables import BALANCE_CHECK
from disclosure.term_base import Term
from disclosure.terms import Applicant, Channel, DisputeBlock, DisputeResult, ReleaseCategory, StepKind

OFFICIAL: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "data" / "official-format.json").read_text(encoding="utf-8")
)


def every_term_type() -> list[type[Term]]:
    return [
        value
        for value in vars(terms).values()
        if isinstance(value, type) and issubclass(value, Term) and value is not Term
    ]


def official_rows() -> Iterator[dict[str, str]]:
    return (row for row in OFFICIAL["table3"]["rows"] if "code" in row)


def test_every_result_row_has_the_official_code_key_label_group_and_article() -> None:
    ours = [(o.key, o.value, o.label, o.group.label if o.group else None, o.article) for o in Outcome]
    assert ours == [(r["key"], r["code"], r["label"], r["group"], r["article"]) for r in official_rows()]


def test_the_remedy_of_every_result_follows_the_official_data() -> None:
    official = {row["code"]: row["remedy"] for row in official_rows()}
    ours = {outcome.value: outcome.remedy.value for outcome in Outcome}
    assert official.pop("partly_granted").startswith("review_first if")
    assert ours.pop("partly_granted") == "by_ground"
    assert ours == official


def test_the_rows_of_table_three_are_the_official_ones_in_order() -> None:
    official = [(row["key"], row["label"]) for row in OFFICIAL["table3"]["rows"] if row["key"] != "k"]
    assert [(row.code, row.label) for row in cells.TABLE3] == official
    assert next(row["label"] for row in OFFICIAL["table3"]["rows"] if row["key"] == "k") == cells.RESULTS_HEADING


def test_the_headings_of_table_three_are_the_official_ones() -> None:
    table = OFFICIAL["table3"]
    assert table["corner"] == cells.CORNER
    assert BALANCE_CHECK.removeprefix("勾稽检查：") in table["corner"], "the check below it says what is checked"
    assert table["header"] == {
        "applicants": cells.APPLICANTS_HEADING,
        "organisations": cells.ORGANISATIONS_HEADING,
        "total": cells.TOTAL_HEADING,
    }
    assert [(a["code"], a["label"]) for a in table["applicants"]] == [(a.value, a.label) for a in Applicant]


def test_table_two_has_the_official_blocks_columns_and_rows() -> None:
    official = [
        (block["heading"], block["columns"], [(row["code"], row["label"]) for row in block["rows"]])
        for block in OFFICIAL["table2"]["blocks"]
    ]
    ours = [
        (block.heading, [cells.TABLE2_FIRST_COLUMN, *block.columns.values()], [(r.code, r.label) for r in block.rows])
        for block in cells.TABLE2
    ]
    assert ours == official


def test_table_four_has_the_official_blocks_and_columns() -> None:
    table = OFFICIAL["table4"]
    assert [(b["code"], b["label"]) for b in table["blocks"]] == [(b.value, b.label) for b in DisputeBlock]
    assert [(c["code"], c["label"]) for c in table["columns"]] == list(cells.TABLE4_COLUMNS.items())
    assert {block.get("under") for block in table["blocks"]} == {None, cells.SUITS_HEADING}


def test_the_six_headings_the_five_sub_headings_and_the_title_are_official() -> None:
    assert list(model.SECTION_HEADINGS) == OFFICIAL["sections"]
    assert list(model.OVERVIEW_HEADINGS) == OFFICIAL["overview_subsections"]
    assert model.report_title("某街道", 2023) == OFFICIAL["title"].format(agency="某街道", year=2023)
    assert OFFICIAL["edition"] == cells.EDITION


def test_the_release_categories_are_the_items_of_articles_20_and_21() -> None:
    official = [(c["code"], c["label"], c["article"]) for c in OFFICIAL["release_categories"]]
    assert [(c.value, c.label, c.article) for c in ReleaseCategory] == official


@pytest.mark.parametrize("term_type", every_term_type(), ids=lambda term_type: term_type.__name__)
def test_labels_are_present_and_unique_in_their_class(term_type: type[Term]) -> None:
    labels = [member.label for member in term_type]
    assert all(labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("term_type", every_term_type(), ids=lambda term_type: term_type.__name__)
def test_every_term_is_found_by_code_and_by_label(term_type: type[Term]) -> None:
    for member in term_type:
        assert term_type.named(member.value) is member
        assert term_type.named(member.label) is member


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("6.属于四类过程性信息", Outcome.DELIBERATIVE_PROCESS),
        ("属于四类过程性信息", Outcome.DELIBERATIVE_PROCESS),
        ("部分公开", Outcome.PARTLY_GRANTED),
        ("（二）部分公开(区分处理的,只计这一情形,不计其他情形)", Outcome.PARTLY_GRANTED),
        ('3.危及"三安全一稳定"', Outcome.ENDANGERS_SECURITY),
        (" 予以公开 ", Outcome.GRANTED),
        ("其他", Outcome.OTHER_HANDLING),
        ("3.其他", Outcome.OTHER_HANDLING),
        ("其他处理·3.其他", Outcome.OTHER_HANDLING),
        ("（三）不予公开·6.属于四类过程性信息", Outcome.DELIBERATIVE_PROCESS),
        ("k36", Outcome.DELIBERATIVE_PROCESS),
        ("不予公开", None),
        ("", None),
    ],
)
def test_a_result_is_found_as_people_write_it(text: str, outcome: Outcome | None) -> None:
    assert Outcome.named(text) is outcome


@pytest.mark.parametrize(
    "text",
    [
        "20-3",
        "第二十条第（三）项",
        "第二十条（三）",
        "条例第二十条 (3)",
        "第二十条（3）",
        "(3)",
        "（三）",
    ],
)
def test_a_category_is_found_by_its_item_of_article_20(text: str) -> None:
    assert ReleaseCategory.named(text) is ReleaseCategory.ARTICLE_20_3


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("维持", DisputeResult.UPHELD),
        ("结果纠正", DisputeResult.CORRECTED),
        ("尚未审结", DisputeResult.PENDING),
        ("其他", DisputeResult.OTHER_RESULT),
    ],
)
def test_a_dispute_result_is_found_with_and_without_its_first_word(text: str, result: DisputeResult) -> None:
    assert DisputeResult.named(text) is result


@pytest.mark.parametrize(
    ("channel", "confirmed"),
    [
        (Channel.COUNTER, False),
        (Channel.REGISTERED_MAIL, False),
        (Channel.ORDINARY_MAIL, True),
        (Channel.INTERNET, True),
        (Channel.FAX, True),
        (Channel.ORAL, False),
    ],
)
def test_letters_web_and_fax_count_from_confirmation_by_article_31(channel: Channel, confirmed: bool) -> None:
    assert channel.needs_confirmation is confirmed


def test_three_steps_close_their_request_and_no_other_does() -> None:
    closing = {step: step.outcome for step in StepKind if step.outcome}
    assert {step: outcome.key for step, outcome in closing.items()} == {
        StepKind.CORRECTION_OVERDUE: "k61",
        StepKind.FEE_OVERDUE: "k62",
        StepKind.WITHDRAWN: "k63",
    }


@pytest.mark.parametrize(
    ("decision", "result"),
    [  # 行政复议法第六十八、六十九条 · 六十三至六十七条 · 三十三、四十一、七十四条
        (terms.ReviewDecision.UPHELD, DisputeResult.UPHELD),
        (terms.ReviewDecision.REQUEST_REJECTED, DisputeResult.UPHELD),
        (terms.ReviewDecision.REVOKED, DisputeResult.CORRECTED),
        (terms.ReviewDecision.DECLARED_VOID, DisputeResult.CORRECTED),
        (terms.ReviewDecision.TERMINATED, DisputeResult.OTHER_RESULT),
        (terms.ReviewDecision.SETTLED, DisputeResult.OTHER_RESULT),
        (terms.Judgment.CLAIMS_REJECTED, DisputeResult.UPHELD),  # 行政诉讼法第六十九条
        (terms.Judgment.CHANGED, DisputeResult.CORRECTED),
        (terms.Judgment.WITHDRAWN, DisputeResult.OTHER_RESULT),
    ],
)
def test_a_decision_proposes_its_column_of_table_four(
    decision: terms.ReviewDecision | terms.Judgment, result: DisputeResult
) -> None:
    assert decision.result is result


def test_grassroots_organs_are_streets_and_townships() -> None:
    grassroots = [level for level in terms.AgencyLevel if level.is_grassroots]
    assert grassroots == [terms.AgencyLevel.STREET, terms.AgencyLevel.TOWNSHIP]


@pytest.mark.parametrize("code", ["handed_ove", "handed-over", "", "Handed_over"])
def test_a_term_whose_code_is_not_its_name_is_refused_when_it_is_read(code: str) -> None:
    """A code mistyped stands in files of people before anybody sees it."""
    with pytest.raises(ValueError, match="Planted"):

        class Planted(Term):
            HANDED_OVER = code, "已移交"
