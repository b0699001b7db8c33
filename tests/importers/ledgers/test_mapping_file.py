"""The answers to a ledger's questions, kept in a file: what it may hold, and that it is named where it is none."""

import json
from pathlib import Path

import pytest

from disclosure.errors import SourceUnreadableError
from importers.ledgers.mapping_file import answers_of, read_mapping

NAME = "示例对应.json"


def told(folder: Path, content: str) -> str:
    (folder / NAME).write_text(content, "utf-8")
    with pytest.raises(SourceUnreadableError) as refused:
        read_mapping(folder / NAME)
    return str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        *("{", "", "[" * 100_000, "[]", '"栏目"', '{"列": 5}', '{"列": ["栏目"]}', '{"列": {"栏目": 5}}'),
        '{"列": {"栏目": "收到日期", "说法": []}}',
        '{"列": {"说法": {"是": 1}}}',
    ],
    ids=range(10),
)
def test_a_file_that_is_no_mapping_is_named_with_how_one_is_written(content: str, tmp_path: Path) -> None:
    says = told(tmp_path, content)
    assert f"“{NAME}”" in says
    assert '{"列名": "栏目"}' in says


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError, match=NAME):
        read_mapping(tmp_path / NAME)


def test_a_heading_is_answered_by_a_column_by_nothing_or_by_what_its_words_mean(tmp_path: Path) -> None:
    mapping = {"来件日": "收到日期", "备注二": None, "是否": {"说法": {"有": "是"}}, "方式": {"栏目": "申请渠道"}}
    (tmp_path / NAME).write_text(json.dumps(mapping, ensure_ascii=False), "utf-8")
    answers = read_mapping(tmp_path / NAME)
    assert answers.headings == {"来件日": "收到日期", "备注二": "", "方式": "申请渠道"}
    assert answers.words == {"来件日": {}, "备注二": {}, "是否": {"有": "是"}, "方式": {}}
    assert answers_of({}).headings == {}
