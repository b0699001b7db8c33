"""The words a ledger may use: each names something of ours, and one thing only."""

from collections import defaultdict

import pytest

from disclosure import outcomes, terms
from disclosure.column_kinds import columns, columns_by_name
from disclosure.import_words import HEADINGS, NO, VALUES, YES
from disclosure.records import RECORD_TYPES, Request
from disclosure.term_base import Term, fold
from disclosure.terms import Channel

TERMS = {
    name: term
    for module in (terms, outcomes)
    for name, term in vars(module).items()
    if isinstance(term, type) and issubclass(term, Term) and term is not Term
}


def test_every_heading_belongs_to_a_column() -> None:
    strange = [
        f"{register}.{name}"
        for register, words in HEADINGS.items()
        for name in words
        if register not in RECORD_TYPES or name not in columns_by_name(RECORD_TYPES[register])
    ]
    assert strange == []


def test_every_wording_belongs_to_a_term() -> None:
    strange = [
        f"{name}.{code}"
        for name, words in VALUES.items()
        for code in words
        if name not in TERMS or code not in {member.value for member in TERMS[name]}
    ]
    assert strange == []


@pytest.mark.parametrize("term", [TERMS[name] for name in VALUES], ids=str)
def test_a_wording_means_one_value(term: type[Term]) -> None:
    meant = defaultdict(set)
    for member in term:
        for word in (member.label, member.plain_label, *member.aliases):
            meant[fold(word)].add(member.name)
    assert {word: names for word, names in meant.items() if len(names) > 1} == {}


def test_yes_is_not_no() -> None:
    assert not YES & NO


def test_a_word_of_the_table_is_understood() -> None:
    assert Channel.named("邮寄(签收)") is Channel.REGISTERED_MAIL
    assert "联系电话" in next(column.aliases for column in columns(Request) if column.name == "phone")
