"""A paper of lists numbers itself."""

from datetime import date
from itertools import pairwise

from disclosure.numerals import write_chinese
from exporters.ledgers.listing import Listed, Signing, listing_document, signing_table
from exporters.paper.document import Heading, Paragraph, Table


def test_one_list_more_never_gives_two_headings_one_number() -> None:
    """With a tenth list the handover paper had two 九、 and broke on the eleventh."""
    lists = [Listed(f"清单{place}", ("甲",), [("一",)], (1,)) for place in range(12)]
    document = listing_document("清单", lists, date(2024, 3, 1), signing=Signing("交接签字", ("移交人",)))
    assert document.title == document.subject == document.keywords == "清单"
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == [*(f"{write_chinese(place + 1)}、清单{place}" for place in range(12)), "十三、交接签字"]


def test_only_the_last_list_keeps_the_signatures_on_its_page() -> None:
    lists = [
        Listed("有", ("甲",), [("一",)], (1,)),
        Listed("无", ("甲",), [], (1,)),
        Listed("末", ("甲",), [("二",)], (1,)),
    ]
    for signing, holds in ((Signing("签字", ("移交人",)), [False, False, True]), (None, [False, False, False])):
        blocks = listing_document("清单", lists, date(2024, 3, 1), signing=signing).blocks
        under = [
            after for block, after in pairwise(blocks) if isinstance(block, Heading) and block.text[2:] in "有无末"
        ]
        assert [block.holds_next for block in under if isinstance(block, Table | Paragraph)] == holds


def test_whoever_signs_has_five_centimetres_for_it_and_all_else_its_room() -> None:
    widths = signing_table(Signing("", ("移交人",))).grid.widths
    across = [156 * width / sum(widths) for width in widths]  # the type area of GB/T 9704 is 156 mm wide
    assert [least < width < least + 5 for least, width in zip((25, 35, 50, 35), across, strict=True)] == [True] * 4


def test_numbers_of_headings_read_as_people_count() -> None:
    assert [write_chinese(number) for number in (1, 9, 10, 11, 20, 21, 99)] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "二十一",
        "九十九",
    ]
