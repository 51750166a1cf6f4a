"""Set phrases: their numbers and members, sessions, offices, abbreviations, words in pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.numerals import count_of
from drafter.lint.chapters import HEAD
from drafter.lint.findings import Hit
from drafter.lint.passages import once, whole_of
from drafter.messages import _
from drafter.patterns import Needs, Pattern, words_in

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_COUNTS = {"维护": "两", "确立": "两", "毫不动摇": "两", "自信": "四", "不摘": "四"}
"""What a phrase in quotes counts, and how many: “两个维护”, “四个意识”. 《中国共产党章程》 and the
documents of the party congresses."""
_COUNTED = Pattern(
    rf"“(?P<count>[一二两三四五六七八九])个(?P<what>{'|'.join(_COUNTS)})”",
    tuple(f"个{what}”" for what in _COUNTS),
)
_MEMBERS = {
    "意识": ("政治", "大局", "核心", "看齐"),
    "自信": ("道路", "理论", "制度", "文化"),
}
"""The members of “四个意识” and “四个自信”."""
_ROW = Pattern(
    r"(?P<row>(?:[^，。；：、“”]{2,6}(?P<what>意识|自信)、){3}[^，。；：、“”]{2}(?P=what))",
    ("意识、", "自信、"),
)
_SESSIONS = Pattern(
    rf"党的(?P<congress>{_NUMERAL})大(?:精神)?(?:和|及|以及|、)(?:党的)?(?P<term>{_NUMERAL})届"
    "(?=[一二三四五六七]中|[一二三四五六七]、|历次|中央)",
    (*(f"届{number}{mark}" for number in "一二三四五六七" for mark in "中、"), "届历次", "届中央"),
)
_OWN_SESSION = Pattern(
    rf"第(?P<term>{_NUMERAL})届人民代表大会(?:常务委员会)?第(?P<session>{_NUMERAL})次会议",
    ("届人民代表大会",),
)
_LAST_SESSION = Pattern(
    rf"(?<!第)(?P<term>{_NUMERAL})届人大(?P<session>{_NUMERAL})次会议"
    "(?=(?:确定|批准|审议通过|通过|决议)[^，。；]{0,14}(?:预算|计划|任务|目标|决议))",
    ("届人大",),
)
_OFFICE = Pattern(
    r"(?P<place>[省市县区旗州])(?:人民)?政府(?P<office>代?(?P<of>[省市县区旗州])长)(?=[，。；：、\s]|[^，。；：、\s]{2,4}$|$)",
    tuple(f"政府{acting}{place}长" for place in "省市县区旗州" for acting in ("", "代")),
)
_ABBREVIATIONS = {
    "GPD": "GDP", "DGP": "GDP", "PM25": "PM2.5", "PM2。5": "PM2.5", "PTC专利": "PCT专利",
    "PTC国际": "PCT国际",
}  # fmt: skip
_MISTYPED = Pattern(
    rf"(?<![A-Za-z])(?:{'|'.join(map(str, _ABBREVIATIONS))})(?![A-Za-z\d])", tuple(_ABBREVIATIONS)
)
_NEGATED = Pattern(
    r"(?:避免|杜绝|防止|严防|谨防)(?P<no>不|未|没有)(?:再)?(?:出现|发生|新增|产生|反弹|返贫)",
    ("避免", "杜绝", "防止", "严防", "谨防"),
)
_GENERAL_SECRETARY = Pattern("习近平总(?!书记)", ("习近平总",))
_ADVERBS = words_in(
    "更加紧密|清醒|深刻|坚定不移|矢志不渝|毫不动摇|持之以恒|坚持不懈|锲而不舍|一以贯之|驰而"
    "不息|旗帜鲜明|千方百计|不折不扣|实实在在|扎扎实实|大刀阔斧|理直气壮"
)
_ADVERB = Pattern(
    rf"(?P<lead>{'|'.join(_ADVERBS)})的"
    r"(?=团结在|认识到|看到|意识到|推进|推动|抓好|抓实|抓紧|落实|贯彻|坚持|做好|促进|加快|深化|走|干|把|将|完成"
    r"|执行|支持|维护|开展)",
    tuple(f"{adverb}的" for adverb in _ADVERBS),
)
_CAUSE = Pattern("(?P<first>原因|根源)(?:主要)?(?:是|在于)(?P<second>由于)", ("是由于", "在于由于"))
_CAUSE_AT_END = Pattern(
    "(?P<first>原因是)[^，。；]{2,40}(?P<second>所致|造成的|引起的|导致的)(?=[，。；])", ("原因是",)
)
_ALTHOUGH = Pattern(
    "(?P<first>虽然|尽管)(?:(?!但|却|仍|依然|还是)[^，。；]){2,30}，(?P<second>因此|所以|因而)",
    ("，因此", "，所以", "，因而"),
)
_YEAR_END = Pattern(r"\d{4}年未(?=[，、])", ("年未",))
_IF = Pattern(
    "(?P<first>只要)[^，。；]{2,24}，(?:我们)?(?P<second>才)(?=能|会|可)", ("，才", "，我们才")
)
_ONLY_IF = Pattern(
    "(?P<first>只有)[^，。；]{2,24}，(?:我们)?(?P<second>就)(?=能|会|可|一定)",
    ("，就", "，我们就"),
)


def set_phrase(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """固定说法写错了：几个维护、届次、职务、缩写，双重否定和成对的词。

    反例: 坚决做到“四个维护”，避免不出现新的欠账，只要抓实才能见效。
    正例: 坚决做到“两个维护”，避免出现新的欠账，只有抓实才能见效。
    依据: 党章和党的代表大会文件的提法；《现代汉语八百词》关于成对连词的用法。
    """
    whole = once(passages, whole_of).text
    checks = [(form, check) for form, check in _CHECKS if form.may_match(whole)]
    sessions = _own_session(passages) if _LAST_SESSION.may_match(whole) else None
    for passage in passages if checks or sessions else ():
        for form, check in checks:
            for match in form.finditer(passage.text):
                yield from ((passage, hit) for hit in check(match))
        if sessions is not None:
            yield from ((passage, hit) for hit in _last_session(passage.text, *sessions))


def _miscounted(match: re.Match[str]) -> Iterator[Hit]:
    right = _COUNTS[match["what"]]
    if match["count"].replace("二", "两") != right:
        message = _("固定的提法是“{right}个{what}”", right=right, what=match["what"])
        yield Hit(*match.span(), message)


def _of_another_congress(match: re.Match[str]) -> Iterator[Hit]:
    if match["congress"] != match["term"]:
        message = _("前面是{congress}大，这里是{term}届", **match.groupdict())
        yield Hit(*match.span("term"), message)


def _of_another_level(match: re.Match[str]) -> Iterator[Hit]:
    if match["place"] != match["of"]:
        message = _("{place}政府没有{of}长", place=match["place"], of=match["of"])
        yield Hit(*match.span("office"), message)


def _mistyped(match: re.Match[str]) -> Iterator[Hit]:
    yield Hit(*match.span(), _("应是{right}", right=_ABBREVIATIONS[match[0]]))


def _negated(match: re.Match[str]) -> Iterator[Hit]:
    yield Hit(*match.span("no"), _("否定了两次，意思反了"))


def _twice(match: re.Match[str]) -> Iterator[Hit]:
    """原因是由于…: one of the two says it."""
    message = _("“{first}”和“{second}”只用一个", first=match["first"], second=match["second"])
    yield Hit(*match.span("second"), message)


def _no_pair(match: re.Match[str]) -> Iterator[Hit]:
    message = _("“{first}”不和“{second}”配", first=match["first"], second=match["second"])
    yield Hit(*match.span("second"), message)


def _year_end(match: re.Match[str]) -> Iterator[Hit]:
    yield Hit(*match.span(), _("应是{right}", right=match[0].replace("未", "末")))


def _cut_short(match: re.Match[str]) -> Iterator[Hit]:
    yield Hit(*match.span(), _("职务没有写完整"))


def _adverb(match: re.Match[str]) -> Iterator[Hit]:
    message = _("“{lead}”后面说的是做什么，用“地”", lead=match["lead"])
    yield Hit(match.end() - 1, match.end(), message)


def _odd_member(match: re.Match[str]) -> Iterator[Hit]:
    """The one of four that is no member: 责任意识 among 政治、大局 and 看齐意识."""
    what, told = match["what"], match["row"].split("、")
    told[0] = told[0][-len(what) - 2 :]
    wanted = [f"{member}{what}" for member in _MEMBERS[what]]
    odd = [member for member in told if member not in wanted]
    left = [member for member in wanted if member not in told]
    if len(odd) == len(left) == 1:
        at = match.start("row") + match["row"].rfind(odd[0])
        message = _("“四个{what}”里没有它，应是{right}", what=what, right=left[0])
        yield Hit(at, at + len(odd[0]), message)


_CHECKS = (
    (_COUNTED, _miscounted),
    (_ROW, _odd_member),
    (_SESSIONS, _of_another_congress),
    (_OFFICE, _of_another_level),
    (_MISTYPED, _mistyped),
    (_NEGATED, _negated),
    (_GENERAL_SECRETARY, _cut_short),
    (_ADVERB, _adverb),
    (_IF, _no_pair),
    (_ONLY_IF, _no_pair),
    (_CAUSE, _twice),
    (_CAUSE_AT_END, _twice),
    (_ALTHOUGH, _no_pair),
    (_YEAR_END, _year_end),
)
"""What is looked for, and what is told of it."""
NEEDS = Needs(
    dict.fromkeys(n for form in (*(f for f, _check in _CHECKS), _LAST_SESSION) for n in form.needs)
)
_TURNED = 2
"""A congress that turned over within the year has met once before its second session."""


def _own_session(passages: Sequence[Passage]) -> tuple[int, int] | None:
    """The term and session that the report is given to; None where its head does not say."""
    for passage in passages[:HEAD]:
        if match := _OWN_SESSION.search(passage.text):
            return count_of(match["term"]), count_of(match["session"])
    return None


def _last_session(text: str, term: int, session: int) -> Iterator[Hit]:
    """十三届人大三次会议确定的预算任务, told to the fourth session of the fourteenth."""
    for match in _LAST_SESSION.finditer(text):
        is_last = session <= _TURNED and count_of(match["term"]) == term - 1
        if not is_last and count_of(match["term"]) != term:
            message = _("题目是{own}届，上次会议也应是{own}届", own=term)
            yield Hit(*match.span("term"), message)
