"""The kind of applicant suggested by a name: proposed in the form, never decided."""

from collections.abc import Mapping

from disclosure.terms import Applicant

_MOST_LETTERS_OF_A_PERSON = 4
_NAMED: Mapping[Applicant, tuple[str, ...]] = {
    Applicant.LEGAL_SERVICE: ("律师事务所", "法律服务所", "法律援助中心", "公证处"),
    Applicant.RESEARCH_INSTITUTE: ("研究院", "研究所", "科学院", "大学", "学院", "研究中心", "实验室"),
    Applicant.CHARITY: ("基金会", "慈善会", "慈善总会", "志愿者协会", "红十字会", "公益服务中心", "环保协会"),
    Applicant.COMPANY: ("公司", "集团", "厂", "银行", "合作社", "商行", "商店", "超市", "经营部", "合伙企业", "酒店"),
    Applicant.OTHER: (
        "委员会",
        "业委会",
        "居委会",
        "村委会",
        "协会",
        "学会",
        "商会",
        "工会",
        "医院",
        "学校",
        "中心",
        "局",
    ),
}
"""The endings of names, by kind; the first match counts, so narrower ones come before wider ones."""


def kind_of(name: str) -> Applicant | None:
    """Return the column of table three a name belongs to, by its ending; None if that is not clear."""
    plain = "".join(name.split())
    for kind, ends in _NAMED.items():
        if plain.endswith(ends):
            return kind
    is_person = "·" in plain or (1 < len(plain) <= _MOST_LETTERS_OF_A_PERSON)
    return Applicant.NATURAL_PERSON if is_person else None
