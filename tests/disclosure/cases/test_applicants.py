"""What kind of applicant a name tells."""

import pytest

from disclosure.cases.applicants import kind_of
from disclosure.terms import Applicant


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("苏立春", Applicant.NATURAL_PERSON),
        ("买买提·吐尔逊", Applicant.NATURAL_PERSON),
        ("青榕建设有限公司", Applicant.COMPANY),
        ("示例律师事务所", Applicant.LEGAL_SERVICE),
        ("示例大学", Applicant.RESEARCH_INSTITUTE),
        ("示例慈善会", Applicant.CHARITY),
        ("青榕社区业主委员会", Applicant.OTHER),
        ("示例研究中心", Applicant.RESEARCH_INSTITUTE),
        ("欧阳立春", Applicant.NATURAL_PERSON),
        ("苏", None),
        ("四季青新城", None),
        ("", None),
        ("青榕路一号院全体住户", None),
        *(
            (f"测试市青榕{end}", kind)
            for kind, ends in {
                Applicant.LEGAL_SERVICE: "律师事务所 法律服务所 法律援助中心 公证处",
                Applicant.RESEARCH_INSTITUTE: "研究院 研究所 科学院 大学 学院 研究中心 实验室",
                Applicant.CHARITY: "基金会 慈善会 慈善总会 志愿者协会 红十字会 公益服务中心 环保协会",
                Applicant.COMPANY: "公司 集团 厂 银行 合作社 商行 商店 超市 经营部 合伙企业 酒店",
                Applicant.OTHER: "委员会 业委会 居委会 村委会 协会 学会 商会 工会 医院 学校 服务中心 林业局",
            }.items()
            for end in ends.split()
        ),
    ],
)
def test_the_kind_is_read_off_the_end_of_a_name(name: str, kind: Applicant | None) -> None:
    assert kind_of(name) is kind
