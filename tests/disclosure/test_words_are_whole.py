"""The words by which ledgers and papers are read are whole: few say enough by one sign, and those are named here.

A word that lost a sign still stands in what it was found in, and in much else: 「流」 of 「物流」 is in every river.
"""

from collections.abc import Iterator, Mapping
from types import ModuleType

import pytest

from disclosure import import_words, paper_words

OF_ONE_SIGN: Mapping[ModuleType, Mapping[str, str]] = {
    import_words: {
        # alone in a cell or a heading
        "HEADINGS": "收文来答结",
        "LIKELY_HEADINGS": "号月",
        "LIKELY_VALUES": "函否无是有胜败",
        "ANSWERS": "可否无是有未没给能行非经",
        "YES": "1y√✓对是有",
        "NO": "0n×不否无",
        "NOT_KEPT": "№年序",
        "PLACEHOLDERS": "无空",
        "NO_RECORD": "注",
        # at the end
        "BARE": "人号日",
        "_COUNTS": "数量",
        "ENDINGS": "号日码",
        "APPLICANT_NAMES": "厂寺局店矿",
        # within what is short: a question, a heading, an answer
        "ASPECTS": "咋啥谁",
        "ASKING": "上交做写判制办印发取叫告回定密想拿挂接提撤收来登的看答管纠结给裁要败贴跟输递问领",
        "SPOKEN_OF": "交取口号告回密拿月来答给要贴",
        "OTHER_EVENTS": "限",
        # what says nothing
        "INSIDE": "的",
        "SAYS_NOTHING": "作及和已性的类经",
        "SIGNS": "了人他件份但全其函后含和均寄局已并性报拟早本来现的盘纸经给网转过还送都除页",
        "GRANTS": "+",
        "REFUSES": "-",
        "UNSURE": "!",
        "SOME_GROUND": "~",
        "TELLS_WHERE": ">",
    },
    paper_words: {"TITLE_ENDS": "函", "CLOSINGS": "望"},
}


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split()
    elif isinstance(value, Mapping):
        yield from _words(tuple(value.values()))
    elif isinstance(value, tuple | frozenset):
        for each in value:
            yield from _words(each)


@pytest.mark.parametrize("module", OF_ONE_SIGN, ids=lambda module: module.__name__)
def test_no_word_is_cut_to_one_sign(module: ModuleType) -> None:
    tables = {name: value for name, value in vars(module).items() if name.strip("_").isupper()}
    short = {name: {word for word in _words(value) if len(word) == 1} for name, value in tables.items()}
    assert {name: found for name, found in short.items() if found} == {
        name: set(signs) for name, signs in OF_ONE_SIGN[module].items()
    }
