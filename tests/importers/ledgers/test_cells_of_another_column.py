"""What of a cell belongs to a column the ledger lacks: an agent beside the applicant, a mail address as 联系方式."""

from pathlib import Path

import pytest

from disclosure.records import Request
from tests.importers.ledgers.ledger_files import HEADER, ROW, only_record, write_csv


def _of(path: Path, heading: str, cell: str, name: str, *more: tuple[str, str]) -> Request:
    """The record of a row that has, beside what every row has, a column of its own or another applicant."""
    header, row = list(HEADER), list(ROW)
    for title, text in ((heading, cell), *more):
        if title in header:
            row[header.index(title)] = text
        else:
            header.append(title)
            row.append(text)
    return only_record(write_csv(path / f"{name}.csv", header, row), Request)


@pytest.mark.parametrize(
    ("cell", "applicant", "agent"),
    [
        ("温晓莉（代理人：温建华）", "温晓莉", "温建华"),
        ("温晓莉，委托代理人温建华", "温晓莉", "温建华"),
        ("云岭锦盛置业有限公司（代办人 崔涛）", "云岭锦盛置业有限公司", "崔涛"),
        ("温晓莉（本人）", "温晓莉（本人）", ""),
        ("某某代理有限公司", "某某代理有限公司", ""),
        ("某省专利代理人协会", "某省专利代理人协会", ""),
    ],
)
def test_an_agent_told_beside_the_applicant(tmp_path: Path, cell: str, applicant: str, agent: str) -> None:
    found = _of(tmp_path, "申请人", cell, "agent")
    assert (found.applicant, found.agent) == (applicant, agent)


def test_an_agent_with_a_column_of_its_own_leaves_the_applicant_whole(tmp_path: Path) -> None:
    found = _of(tmp_path, "申请人", "温晓莉（代理人：温建华）", "own", ("代理人", "李四"))
    assert (found.applicant, found.agent) == ("温晓莉（代理人：温建华）", "李四")


@pytest.mark.parametrize(
    ("cell", "phone", "email"),
    [
        ("dajiang@example.com", "", "dajiang@example.com"),
        ("13800030012", "13800030012", ""),
        ("13800030012 / dajiang@example.com", "13800030012", "dajiang@example.com"),
    ],
)
def test_a_mail_address_among_telephones(tmp_path: Path, cell: str, phone: str, email: str) -> None:
    found = _of(tmp_path, "联系方式", cell, "mail")
    assert (found.phone, found.email) == (phone, email)


@pytest.mark.parametrize(
    ("cell", "kind", "number"),
    [
        ("身份证 3301**********0066", "身份证", "3301**********0066"),
        ("营业执照 91330100MA0000011A", "营业执照", "91330100MA0000011A"),
        ("执业许可证：23301000000001", "执业许可证", "23301000000001"),
        ("3301**********0066", "", "3301**********0066"),
    ],
)
def test_a_paper_of_identity_and_its_number(tmp_path: Path, cell: str, kind: str, number: str) -> None:
    found = _of(tmp_path, "身份证明", cell, "identity")
    assert (found.identity_kind, found.identity_number) == (kind, number)
