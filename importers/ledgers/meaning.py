"""What a text in a column of ours means: certainly, probably, or unknown to anybody but the office."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from disclosure import import_words
from disclosure.numerals import write_chinese
from disclosure.outcomes import Outcome, OutcomeGroup
from disclosure.term_base import Term, fold
from disclosure.terms import (
    Applicant,
    BusinessKind,
    Channel,
    CourtInstance,
    DisputeResult,
    Judgment,
    ReleaseCategory,
    ReleaseChannel,
    RetrievalForm,
    ReviewDecision,
    ReviewProcedure,
    SuitRoute,
)

_DENIALS = frozenset(import_words.DENIALS)
_PARTS = re.compile(r"[（）()：:，,；;、/>＞|—-]")
_ALIKE = 80
"""From this rapidfuzz score two words differ only by a slip or an ending."""
_SHORTEST_PART = 3
"""Within a longer text only words of ours with at least so many characters count."""


@dataclass(frozen=True)
class Meaning:
    """The term a text means (None if there is no proposal), and whether that needs no confirmation."""

    term: Term | None = None
    is_certain: bool = False


@cache
def meaning_of(term_type: type[Term], text: str) -> Meaning:
    """Return the term a text means: by known words, then by its parts, then by similarity.

    Typing errors are corrected; a result that names only an article of the law means what the article says.
    """
    text = put_right(text)
    if term_type is RetrievalForm:  # 「光盘（邮寄）」
        given = [part for part in _PARTS.split(fold(text)) if part and part not in _SENT]
        text = given[0] if len(given) == 1 else text
    said = _meaning_of(term_type, text)
    if said.is_certain or term_type is not Outcome:
        return said
    for articles, is_certain in ((import_words.ARTICLES, True), (import_words.LIKELY_ARTICLES, False)):
        worded = text
        for cited in _ARTICLE.findall(text):
            # 「第16条第1款」 in the numerals of the law
            plain = _ARABIC.sub(lambda number: write_chinese(int(number[0])), fold(cited)).translate(_NO_BRACKETS)
            said_there = next((words for article, words in articles.items() if article in plain), "")
            worded = worded.replace(cited, f"（{said_there}）") if said_there else worded
        if worded != text and (found := _meaning_of(Outcome, worded)).is_certain:
            return Meaning(found.term, is_certain=is_certain)
    return said


_RIGHT = {slip: right for right, slips in import_words.SLIPS.items() for slip in slips.split()}
_SLIPS = re.compile(
    f"(?<!自)(?:{'|'.join(map(re.escape, sorted(_RIGHT, key=len, reverse=True)))})"
)  # 「自己撤了」 is correct


def put_right(text: str) -> str:
    """Return a text with its typing errors corrected: 「部份公开」, 「己办结」."""
    return _SLIPS.sub(lambda found: _RIGHT[found[0]], text)


_ARTICLE = re.compile(
    r"""
    (?:依据|根据|按照?)? (?:《?(?:政府信息公开)?条例》?)?
    第[^第（）()，,；;]{1,4}条 (?:第[^第]{1,2}款)? (?:第（?[^第]{1,3}）?项)?
    """,
    re.VERBOSE,
)
_ARABIC = re.compile(r"\d{1,2}")


_SENT = frozenset(import_words.SENT.split())
_NO_BRACKETS = str.maketrans("", "", "（）《》")


@cache
def _meaning_of(term_type: type[Term], text: str) -> Meaning:
    named = DisputeResult.PENDING if term_type is DisputeResult and is_unfinished(text) else term_type.named(text)
    likely = _likely(term_type)
    if named is not None or fold(text) in likely:
        return Meaning(named or likely[fold(text)], is_certain=named is not None)
    if (detailed := _told_by_detail(term_type, fold(text))) is not None:
        return detailed
    parts = [part for part in _PARTS.split(fold(text)) if part]
    if len(parts) > 1:
        found = {part: term_type.named(part) or _by_core(term_type).get(core(part)) for part in parts}
        members = {member for member in found.values() if member}
        empty = {*_SAYS_NOTHING, *(word for word, member in likely.items() if member is None)}
        if len(members) == 1:  # 「不予公开（个人隐私）」: the ground decides
            rest = (part for part, member in found.items() if member is None)
            empty |= {word for word, member in likely.items() if member in members}  # 「否，直接起诉」
            is_given = not members.isdisjoint({Outcome.GRANTED, Outcome.PARTLY_GRANTED})  # 「予以公开（电子版）」
            if all(
                part in empty or not core(part) or (is_given and meaning_of(RetrievalForm, part).is_certain)
                for part in rest
            ):
                return Meaning(members.pop(), is_certain=True)
            told = _told_by_signs(term_type, fold(text))
            return told if told and told.is_certain else Meaning(members.pop())
    if (same := _by_core(term_type).get(core(text))) is not None:
        return Meaning(same, is_certain=True)
    told = _told_by_signs(term_type, fold(text)) or Meaning()
    return told if told.is_certain else Meaning(_alike(term_type, fold(text)) or told.term)


_DETAILED: tuple[type[Term], ...] = (Channel, CourtInstance, ReviewProcedure, BusinessKind, SuitRoute)
"""For these a detail only adds information, 「一审（简易程序）」; in a result it may change the meaning."""
_DETAIL = re.compile(r"(.{2,}?)(?:（(.+)）|[:：—–-]+(.+))")


def _told_by_detail(term_type: type[Term], text: str) -> Meaning | None:
    """Return the meaning of a channel or a judgment with a detail, or None.

    「邮寄（平信）」 means its detail, 「互联网（某某通）」 the word before it.
    """
    if term_type is Judgment and (appeal := _APPEAL.fullmatch(text)):
        return meaning_of(Judgment, next(part for part in appeal.groups() if part))
    found = _DETAIL.fullmatch(text) if term_type in _DETAILED else None
    if found is None:
        return None
    said, detail = found[1], found[2] or found[3]
    told, wide = meaning_of(term_type, detail), meaning_of(term_type, said)
    if said in _ROUGHLY:
        return told if told.is_certain else None
    signs, is_denied = _signs(term_type.__name__), _DENIALS & set(detail)
    if not wide.is_certain or wide.term is None or told.term not in (None, wide.term) or is_denied:
        return None
    return None if signs and signs.found_in(detail)[0] - {wide.term.value} else wide


_ROUGHLY = frozenset(map(fold, import_words.ROUGHLY[Channel.__name__].split()))
_APPEAL = re.compile(
    r"""
    # 驳回上诉，维持原判（一审驳回诉讼请求）
    (?:二审)?驳回上诉[，、；]?(?:判决|裁定)?维持(?:原|一审|原审)(?:判决|裁定|裁判|判|裁)（(?:一审|原审|原判)(?:判决|裁定)?[:：]?(.+)）
    # 一审驳回诉讼请求，二审维持
    | 一审(?:判决|裁定)?([^一二审]+?)[，；。、]+二审(?:判决|裁定)?(?:驳回上诉)?[，、]?维持(?:原|一审)?(?:判决|裁定|判)?
    """,
    re.VERBOSE,
)
"""An appeal that upheld the first judgment, with that judgment."""

_LEFT = re.compile(
    r"(?:二审|终审|再审)?(?:判决|裁定)?(?:驳回(?:其|原告)?(?:的)?(?:上诉|再审申请|申诉)[，,、；]?(?:判决|裁定)?)?"
    r"(?:维持(?:原|一审|原审)(?:判决|裁定|裁判|判|裁)?)?"
)


def leaves_as_it_was(text: str) -> bool:
    """Whether an appeal upheld the previous judgment without saying what that was: 「维持原判」."""
    return bool(text and _LEFT.fullmatch(fold(text)) and ("维持" in text or "上诉" in text or "再审" in text))


_LONGEST_SENTENCE = 200
"""A longer text tells a story, not a result."""
_ANYTHING, _WHAT = "…", "[\\u3400-\\u9fff ]{2,15}?"
_TOLD_IN_SENTENCES: tuple[type[Term], ...] = (Outcome, ReviewDecision, Judgment, ReleaseChannel, RetrievalForm, Channel)
"""For these one sign is enough if nothing in the sentence negates it: 「有关法律有特别规定，属行政查询事项」."""
_PUNCTUATION = re.compile(r"[\W_\d]+")
_OURSELVES = re.compile("|".join(import_words.OURSELVES.split()))


def _told_by_signs(term_type: type[Term], text: str) -> Meaning | None:
    """Return what the signs in a text mean if they agree, certain if the text holds nothing else; else None.

    A word for a dispute means what its decision or judgment says.
    """
    if term_type is DisputeResult:
        told = [meaning_of(detail, text) for detail in (ReviewDecision, Judgment)]
        results = {one.term.result for one in told if isinstance(one.term, ReviewDecision | Judgment)}
        if len(results) == 1:
            return Meaning(results.pop(), is_certain=any(one.term is not None and one.is_certain for one in told))
        if results:
            return None
    signs = _signs(term_type.__name__)
    if signs is None or len(text) > _LONGEST_SENTENCE:
        return None
    found, rest = signs.found_in(_OURSELVES.sub("本机关", _PUNCTUATION.sub(" ", text)))
    said = found - {import_words.GRANTS, import_words.REFUSES, import_words.UNSURE, import_words.TELLS_WHERE}
    if import_words.TELLS_WHERE in found and not said:
        said = {Outcome.GRANTED}
    for wider, within in import_words.SIGNS_WITHIN.get(term_type.__name__, {}).items():
        said -= {within} if wider in said else set()
    code = _decided(said, found)
    member = term_type.named(code) if code else None
    if member is None and len(said) == 1 and import_words.UNSURE not in found:  # 「去年已经给过，重复了」
        return Meaning(term_type.named(next(iter(said))))
    others = (word for word, likely in _likely(term_type).items() if likely is not member and word in rest)
    is_told = (
        term_type in _TOLD_IN_SENTENCES
        and member is not Outcome.GRANTED
        and not _DENIALS & set(rest)
        and (term_type is not Channel or not any(others))
    )
    return Meaning(member, is_certain=is_told or not rest) if member is not None else None


def _decided(said: set[str], found: set[str]) -> str | None:
    """Return the code of signs that agree; a ground for refusal does not agree with something being given."""
    if import_words.UNSURE in found:
        return None
    grants, refuses = import_words.GRANTS in found, import_words.REFUSES in found
    if Outcome.PARTLY_GRANTED in said:  # 区分处理 counts as this case only
        others = [each for each in Outcome if each in said - {Outcome.PARTLY_GRANTED, Outcome.GRANTED}]
        is_apart = all(one.group in (OutcomeGroup.REFUSED, OutcomeGroup.UNAVAILABLE) for one in others)
        return Outcome.PARTLY_GRANTED if is_apart else None
    if len(said) > 1 or (said and grants and Outcome.GRANTED not in said) or (refuses and Outcome.GRANTED in said):
        return None
    return next(iter(said), Outcome.GRANTED if grants and not refuses else None)


@dataclass(frozen=True)
class _Signs:
    """The signs for a kind of words with their codes; ``gapped`` are those with text in between: 向…申请."""

    plain: Mapping[str, str]
    gapped: tuple[tuple[re.Pattern[str], str], ...]
    longest: int

    def found_in(self, text: str) -> tuple[set[str], str]:
        """Return the codes of the signs in a text, the longest at each place, and the remaining text."""
        found: set[str] = set()
        for pattern, code in self.gapped:
            text, count = pattern.subn(" ", text)
            found |= {code} if count else set()
        rest, place = "", 0
        while place < len(text):
            lengths = range(min(self.longest, len(text) - place), 0, -1)
            length = next((one for one in lengths if text[place : place + one] in self.plain), 0)
            if length:
                found.add(self.plain[text[place : place + length]])
            else:
                rest += text[place]
            place += length or 1
        return found - {""}, rest.strip()


@cache
def _signs(kind: str) -> _Signs | None:
    rows = import_words.SIGNS.get(kind)
    if rows is None:
        return None
    known = (*import_words.VALUES.get(kind, {}).items(), *reversed(list(rows.items())))  # a word is a sign for itself
    signs = {fold(word): code for code, row in known for word in row.split()}
    gapped = tuple(
        (re.compile(re.escape(word).replace(_ANYTHING, _WHAT)), code)
        for word, code in signs.items()
        if _ANYTHING in word
    )
    return _Signs(signs, gapped, max(map(len, signs)))


# --- no value, or none yet ---

_SIGNS_OF_NOTHING = re.compile(r"[/／\\\-－—–―‐−_＿~～]*")
_PLACEHOLDERS = frozenset(map(str.casefold, import_words.PLACEHOLDERS.split()))
_NOT_YET = frozenset(import_words.NOT_YET.split())


def is_sign_of_nothing(text: str) -> bool:
    """Whether a cell holds nothing but strokes."""
    return bool(_SIGNS_OF_NOTHING.fullmatch(text))


def is_placeholder(text: str) -> bool:
    """Whether a text says that there is no value: a stroke, 「无」, 「暂无」."""
    return is_sign_of_nothing(text) or text.casefold() in _PLACEHOLDERS


def is_unfinished(text: str) -> bool:
    """Whether all clauses of a text say that something is not done yet: 「已开庭，尚未判决」."""
    clauses = [clause for clause in _CLAUSES.split(fold(text)) if clause]
    done = [clause in _NOT_YET or bool(_NOT_DONE.fullmatch(clause)) for clause in clauses]
    return any(done) and all(
        is_open or _MEANWHILE.fullmatch(clause) for clause, is_open in zip(clauses, done, strict=True)
    )


_CLAUSES = re.compile(r"[，,；;、。（）()\s]+")
_STILL = "(?:目前|还|尚|仍|正|暂)*"
_BY_WHOM = "(?:申请人|第三方|第三人|其他机关|上级|领导|法院|复议机关)?"
_WORK = (
    "(?:办理|处理|答复|回复|审核|审批|审理|审查|流转|补正|征求(?:第三方|其他机关)?意见|核实|调查|研究|协调|进行|准备|"
    "起草|会签)"
)
_ON_THE_WAY = f"(?:已?(?:受理|开庭|延期|补正))?{_STILL}"
_NOT_DONE = re.compile(
    rf"""
    # 还在办, 等待审批, 待申请人补正
    {_ON_THE_WAY} (?:在|待|等待?) {_BY_WHOM}
        (?:办|处理|答复|回复|审查?|流转|走流程|补正|征求|核实|反馈|开庭|宣判|判|裁|决|结|定)
        [理核批完结意见中着呢的定案判决]*
    # 还没办完, 未到期, 尚未判决
    | {_ON_THE_WAY} (?:未|没有?) (?:办|答复|回复|到期|到日子|审结|结|判|裁|开庭|宣判|决|定)
        [理完结好呢的案决定判]*
    # 尚未作出决定
    | (?:尚|还|仍|暂)(?:未|没有?) (?:审理完?|作出|下达|收到)
        (?:决定|判决|裁判|裁定|答复|复议决定|复议决定书|判决书|裁判文书)?
    # 答复过程中, 延期办理中, 答复材料准备中
    | (?:正在|继续|延期)? (?:答复|答辩|材料|补正)* {_WORK} [过程当之]*中
    | 正在{_WORK} | (?:正在)?(?:一审|二审|复议|诉讼)(?:审理)?(?:中|阶段) | 正在(?:复议|诉讼)
    | 审理中止 | (?:裁定)?中止(?:审理|诉讼|复议)
    # 结转下年度继续办理
    | (?:结转|转入|转)(?:至|到)?(?:(?:下|次|明|来)一?年度?|\d{{4}}年?度?)(?:继续)?(?:办理|答复|处理|审理)? | 结转
    | 跨年度?(?:办理|答复|审理)
    # 尚在办理期限内, 未到答复期限
    | (?:(?:尚|还|仍)(?:在|处于)|在|处于)(?:法定)?(?:办理|答复|审理)期限?内 | (?:未到|未届)(?:法定)?(?:办理|答复)期限?
    """,
    re.VERBOSE,
)
_MEANWHILE = re.compile(
    r"""
    # 已开庭, 已延期30日
    已?(?:经|于.*)? (?:受理|登记|立案|延期|延长|补正|开庭|庭审|听证|签收|转办|提交(?:书面)?(?:答复书?|答辩状?|证据))
        (?:答复|办理|审理|审限)? (?:\d+个?(?:日|天|工作日|月))?
    # 2024年1月开庭
    | (?:定于|将于|拟于)?(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:开庭|宣判|答复|到期)
    | 征求(?:第三方|第三人|其他机关)?意见 | 书面审理 | 中止 | 一审 | 二审
    """,
    re.VERBOSE,
)
"""Interim events that end nothing: alone they do not prove that a case is open."""

_HAVE_CORES: tuple[type[Term], ...] = (Outcome, Applicant, Channel, RetrievalForm)
_EMPTY = re.compile(rf"\d+|{'|'.join(sorted(map(fold, import_words.SAYS_NOTHING.split()), key=len, reverse=True))}")


@cache
def core(text: str) -> str:
    """Return the part of a word that decides its term: 「信访举报投诉类」 and 「信访举报投诉类申请」 are the same."""
    return _EMPTY.sub("", fold(text))


@cache
def _by_core(term_type: type[Term]) -> dict[str, Term]:
    """Return the terms by the core of each of their names, without shared ones; empty for terms compared as a whole."""
    if term_type not in _HAVE_CORES:
        return {}
    found: dict[str, set[Term]] = {}
    for member in term_type:
        for name in (member.label, member.plain_label, *member.aliases):
            found.setdefault(core(name), set()).add(member)
    return {said: members.pop() for said, members in found.items() if said and len(members) == 1}


_SAYS_NOTHING = frozenset(group.plain_label for group in OutcomeGroup) | {"已办结", "已答复"}


@cache
def _likely(term_type: type[Term]) -> Mapping[str, Term | None]:
    rows = import_words.LIKELY_VALUES.get(term_type.__name__, {})
    return {fold(word): term_type.named(code) if code else None for code, row in rows.items() for word in row.split()}


@cache
def _names(term_type: type[Term]) -> Mapping[str, Term]:
    names = {fold(name): member for member in term_type for name in (member.label, member.plain_label, *member.aliases)}
    return names | {word: member for word, member in _likely(term_type).items() if member}


def _alike(term_type: type[Term], text: str) -> Term | None:
    is_denied = bool(_DENIALS & set(text))  # 「第三方未同意公开」 is not like 「同意公开」
    names = {name: member for name, member in _names(term_type).items() if not is_denied or _DENIALS & set(name)}
    if not names:
        return None
    inside = [name for name in names if len(name) >= _SHORTEST_PART and name in text]
    members = {names[name] for name in inside}
    if len(members) == 1:
        return members.pop()
    best, likeness = likest(text, list(names))
    return names[best] if likeness >= _ALIKE else None


def likest(text: str, others: Sequence[str]) -> tuple[str, float]:
    """Return the most similar of other texts, the first of equal ones, and its similarity of 100."""
    found: tuple[str, float, int] = process.extractOne(text, others, scorer=fuzz.ratio)
    return found[:2]


# --- what old ledgers always lack ---

_NATURAL = re.compile(
    r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}[·•・][\u3400-\u9fff]{1,8}|[\u3400-\u9fff][Xx*＊]{1,2}[\u3400-\u9fff]?"
)


_LIVES_THERE = re.compile(
    rf".*(?:居民|村民|市民|公民|业主|社员|职工|群众|农民|户主|村|组|号|室|户|街|路|社区|小区|先生|女士|同志)[{import_words.SURNAMES}][\u3400-\u9fff]{{1,2}}"
    r"|.{1,4}(?:先生|女士|同志|老师)|公民.{2,4}"
)
"""A person given with an address, or by a title."""

_LAWYERS = "律师事务所"


def applicant_kind(name: str, *, is_organisation: bool = False) -> Applicant | None:
    """Return the 申请人类型 a name suggests, or None, also for a person's name if it is an organisation."""
    plain = fold(name)
    if _LAWYERS in plain:  # 「某某律师事务所沈六」
        return Applicant.LEGAL_SERVICE
    if told := import_words.kind_of_body(plain):
        return Applicant.named(told)
    if is_organisation:
        return None
    person = re.sub(r"（.*|等[\d一二三四五六七八九十多余]*[人户名位]*\Z|[、，,；;/].*|\d+\Z", "", plain)
    is_somebody = _NATURAL.fullmatch(person) or _LIVES_THERE.fullmatch(person)
    return Applicant.NATURAL_PERSON if is_somebody else None


def release_category(texts: Iterator[str]) -> ReleaseCategory | None:
    """Return the 信息类别 that titles and 栏目 suggest, or None."""
    for text in texts:
        for code, subjects in import_words.CATEGORY_SUBJECTS.items():
            if any(subject in text for subject in subjects.split()):
                return ReleaseCategory.named(code)
    return None
