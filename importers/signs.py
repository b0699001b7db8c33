"""Look-alike characters that browsers, fonts and portals put for an ideograph, and invisible ones."""

import re
import unicodedata

_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇"
    "⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳㇆㇏㇐㇑㇒㇓㇔㇕㇖㇗㇘㇙㇚㇛㇜㇝㇞㇟㇠㇡"
)
_IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲"
    "讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟𠃌乀一丨丿丿丶𠃍乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎"
)
"""The radicals and strokes of U+2E80–2EF3 and U+31C0–31E3 and, in the same order, the ideographs they stand for: the
property Equivalent_Unified_Ideograph of Unicode 14, as given by Perl's Unicode::UCD. For the Kangxi radicals
U+2F00–2FD5 it equals their compatibility decomposition."""

_FOLDED = str.maketrans(_RADICALS, _IDEOGRAPHS) | {
    code: unicodedata.normalize("NFKC", chr(code))
    # Kangxi radicals, and the doubly encoded ideographs used by some fonts of PDF files (U+F98E for 年)
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA))
}
_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e"  # soft hyphen, zero-width spaces, direction marks
    "\u2060-\u2064\u2066-\u2069\ufeff"  # word joiner and its kin, isolates, the byte order mark
    "\ufe00-\ufe0f\U000e0100-\U000e01ef]"  # variation selectors
)


def fold_signs(text: str) -> str:
    """Return a text with radicals and doubly encoded ideographs as regular ideographs, without invisible characters.

    For reading what others made; never for data to be stored, where a name may be meant as it is written.
    """
    return _UNSEEN.sub("", text).translate(_FOLDED)
