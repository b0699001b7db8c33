"""A cell put right in the import window counts instead of what stands in the file (importers.ledgers.ledger)."""

from disclosure.records import Request
from importers.ledgers.ledger import LedgerFile
from tests.importers.ledgers.ledger_files import HEADER, ROW, text_of

FILE = LedgerFile("示例.csv", text_of([HEADER, ROW, (*ROW[:2], "李某某"), ("2023-003", *ROW[1:])]))


def test_a_corrected_cell_counts_instead_of_the_one_in_the_file() -> None:
    plain = FILE.ledger(Request, {})
    (sheet, row), *others = plain.rows
    ledger = FILE.ledger(Request, {}, corrected={(sheet, row.number): {"申请人": " 赵某某 ", "没有的列": "甲"}})
    (_, corrected), *left = ledger.rows
    assert corrected.cells == (*ROW[:2], "赵某某", *ROW[3:])
    assert corrected.number == row.number
    assert left == others


def test_a_cell_beyond_the_end_of_a_short_row_is_filled_up_to_its_place() -> None:
    (_, _), (sheet, short), _ = FILE.ledger(Request, {}).rows
    ledger = FILE.ledger(Request, {}, corrected={(sheet, short.number): {"答复日期": "2023-03-20"}})
    assert ledger.rows[1][1].cells[2:] == ("李某某", *[""] * 5, "2023-03-20")


def test_a_number_that_was_typed_anew_is_a_text() -> None:
    (sheet, row), *_ = FILE.ledger(Request, {}).rows
    ledger = FILE.ledger(Request, {}, corrected={(sheet, row.number): {"登记编号": "7", "申请人": "赵"}})
    assert ledger.rows[0][1].numbers == row.numbers & ~0b101
