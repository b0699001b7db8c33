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
    ],
)
def test_the_kind_is_read_off_the_end_of_a_name(name: str, kind: Applicant | None) -> None:
    assert kind_of(name) is kind
