"""A clause that counts one reason for refusing says nothing of all refusals."""

from disclosure.checks.claims import _ONE_REASON, sentences
from tests.needed import found, unneeded

OF_ONE = [
    "因⟦国家秘密⟧不予公开1件",
    "⟦法规禁止⟧公开1件",
    "危及⟦三安全⟧1件",
    "侵害⟦第三方⟧权益1件",
    "属于⟦内部事务⟧信息1件",
    "⟦过程性⟧信息1件",
    "⟦执法案卷⟧1件",
    "⟦查询事项⟧1件",
    "本机关⟦不掌握⟧1件",
    "信息⟦不存在⟧1件",
    "没有⟦现成信息⟧1件",
    "补正后⟦仍不明确⟧1件",
    "⟦信访⟧举报1件",
    "⟦重复申请⟧1件",
    "公开⟦出版物⟧1件",
    "大量⟦反复申请⟧1件",
    "⟦重新出具⟧1件",
    "⟦逾期⟧不补正1件",
]
OF_ALL = ["不存在、不掌握等无法提供5件", "仍不明确等5件", "没有现成信息等5件", "本机关不掌握等5件", "不予公开5件"]


def test_one_reason_is_told_from_the_group_it_belongs_to() -> None:
    marked = [*OF_ONE, *OF_ALL]
    texts = [text.translate({ord("⟦"): None, ord("⟧"): None}) for text in marked]
    assert [found(_ONE_REASON, text) for text in texts] == marked
    assert unneeded(_ONE_REASON, texts) == []


def test_sentences_are_parted_by_stops_semicolons_and_lines() -> None:
    assert sentences("甲，乙。丙；丁\n戊") == ["甲，乙", "丙", "丁", "戊"]
