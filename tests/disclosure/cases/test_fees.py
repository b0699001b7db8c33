"""信息处理费: the worked examples of 国办函〔2020〕109号, by piece and by page."""

import pytest

from disclosure.cases.fees import fee_by_pages, fee_by_pieces, fee_of_piece, piece_in_month
from disclosure.records import Request
from tests.disclosure.cases.cases import day, request


@pytest.mark.parametrize(
    ("pieces", "yuan"),
    [(0, 0), (1, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (35, 3000), (45, 5500), (55, 9000), (100, 37000)],
)
def test_requests_of_one_month_cost_by_tiers(pieces: int, yuan: int) -> None:
    fee = fee_by_pieces(pieces)
    assert fee.yuan == yuan == sum(fee_of_piece(position) for position in range(1, pieces + 1))
    assert sum(tier.count for tier in fee.tiers) == pieces


@pytest.mark.parametrize(
    ("pages", "yuan"),
    [
        (0, 0),
        (25, 0),
        (30, 0),
        (31, 10),
        (90, 600),
        (100, 700),
        (101, 720),
        (150, 1700),
        (200, 2700),
        (201, 2740),
        (250, 4700),
    ],
)
def test_pages_of_one_request_cost_by_tiers(pages: int, yuan: int) -> None:
    fee = fee_by_pages(pages)
    assert fee.yuan == yuan
    assert sum(tier.count for tier in fee.tiers) == pages


def test_every_tier_is_explained() -> None:
    assert fee_by_pieces(35).steps == (
        "第1至10件：不收费",
        "第11至30件：20件×100元＝2000元",
        "第31至35件：5件×200元＝1000元",
    )
    assert fee_by_pages(31).steps == ("第1至30页：不收费", "第31页：1页×10元＝10元")


def test_the_twelfth_request_costs_100_by_piece_or_600_by_page() -> None:
    assert (fee_of_piece(12), fee_by_pages(90).yuan) == (100, 600)


def month(*days: str, **changes: object) -> list[Request]:
    return [request(on, id=number, **changes) for number, on in enumerate(days, 1)]


def test_eight_on_31_march_and_eight_on_1_april_are_two_months() -> None:
    requests = month(*["2024-03-31"] * 8, *["2024-04-01"] * 8)
    assert [piece_in_month(one, requests) for one in requests] == [1, 2, 3, 4, 5, 6, 7, 8] * 2


def test_the_position_goes_by_receipt_and_leaves_out_what_is_not_counted() -> None:
    late, early, excluded, other, unconfirmed = (
        request("2024-03-20", id=1),
        request("2024-03-04", id=2),
        request("2024-03-01", id=3, is_excluded=True),
        request("2024-03-01", id=4, applicant="李某某"),
        request(None, id=5),
    )
    everyone = [late, early, excluded, other, unconfirmed]
    assert [piece_in_month(one, everyone) for one in (early, late, other, unconfirmed)] == [1, 2, 1, 0]


@pytest.mark.parametrize(
    ("one", "other", "position"),
    [
        ({"identity_number": "9x"}, {"identity_number": "9X", "applicant": "张三三"}, 2),
        ({"identity_number": "1"}, {"identity_number": "2"}, 1),
        ({"identity_number": "1"}, {}, 2),
        ({"applicant": "测试（甲）公司"}, {"applicant": "测试(甲)公司"}, 2),
    ],
)
def test_the_same_applicant_is_known_by_paper_then_by_name(
    one: dict[str, str], other: dict[str, str], position: int
) -> None:
    first, second = request("2024-03-04", id=1, **one), request("2024-03-05", id=2, **other)
    assert piece_in_month(second, [first, second]) == position
    assert day("2024-03-05") == second.received_on


def test_the_parts_of_a_split_are_pieces_and_their_original_is_none() -> None:
    """The original was piece 10, its parts 11 and 12: 100 + 100 元 instead of 0 + 100."""
    others = month(*["2024-03-04"] * 9)
    original = request("2024-03-05", id=10, number="2024-010")
    parts = [request("2024-03-05", id=number, number=f"2024-0{number}", split_from="2024-010") for number in (11, 12)]
    everyone = [*others, original, *parts]
    pieces = [piece_in_month(one, everyone, {"2024-010"}) for one in (original, *parts)]
    assert pieces == [0, 10, 11]
    assert [fee_of_piece(piece) for piece in pieces[1:]] == [0, 100]
