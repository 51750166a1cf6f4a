"""Set phrases: their numbers and members, sessions, offices, abbreviations, words in pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.numerals import count_of
from drafter.lint.chapters import HEAD
from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import Needs, Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_COUNTS = {"维护": "两", "确立": "两", "毫不动摇": "两", "自信": "四", "不摘": "四"}
"""What a phrase in quotes counts, and how many: “两个维护”, “四个意识”. 《中国共产党章程》 and the
documents of the party congresses."""
_COUNTED = Pattern(rf"“(?P<count>[一二两三四五六七八九])个(?P<what>{'|'.join(_COUNTS)})”", ("”",))
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
    rf"党的(?P<congress>{_NUMERAL})大(?:精神)?(?:和|及|以及|、)(?:党的)?(?P<term>{_NUMERAL})届(?=[一二三四五六七]中|[一二三四五六七]、|历次|中央)",
    ("党的",),
)
_OWN_SESSION = Pattern(
    rf"第(?P<term>{_NUMERAL})届人民代表大会(?:常务委员会)?第(?P<session>{_NUMERAL})次会议"
)
_LAST_SESSION = Pattern(
    rf"(?<!第)(?P<term>{_NUMERAL})届人大(?P<session>{_NUMERAL})次会议(?=(?:确定|批准|审议通过|通过|决议)[^，。；]{{0,14}}(?:预算|计划|任务|目标|决议))",
    ("届人大",),
)
_OFFICE = Pattern(
    r"(?P<place>[省市县区旗州])(?:人民)?政府(?P<office>代?(?P<of>[省市县区旗州])长)(?=[，。；：、\s]|[^，。；：、\s]{2,4}$|$)",
    ("长",),
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
_ADVERB = Pattern(
    r"(?P<lead>更加紧密|清醒|深刻|坚定不移|矢志不渝|毫不动摇|持之以恒|坚持不懈|锲而不舍|一以贯之|驰而不息"
    r"|旗帜鲜明|千方百计|不折不扣|实实在在|扎扎实实|大刀阔斧|理直气壮)的"
    r"(?=团结在|认识到|看到|意识到|推进|推动|抓好|抓实|抓紧|落实|贯彻|坚持|做好|促进|加快|深化|走|干|把|将|完成"
    r"|执行|支持|维护|开展)",
    ("的",),
)
_PAIRS = Pattern(
    r"(?P<first>只要)[^，。；]{2,24}，(?:我们)?(?P<second>才)(?=能|会|可)"
    r"|(?P<only>只有)[^，。；]{2,24}，(?:我们)?(?P<then>就)(?=能|会|可|一定)",
    ("只要", "只有"),
)
NEEDS = Needs(
    (
        *("”", "意识、", "自信、", "党的", "届人大", "长", "避免", "杜绝", "防止", "严防", "谨防"),
        *("习近平总", "的", "只要", "只有", *_ABBREVIATIONS),
    )
)


def set_phrase(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """固定说法写错了：几个维护、届次、职务、缩写，双重否定和成对的词。

    反例: 坚决做到“四个维护”，避免不出现新的欠账，只要抓实才能见效。
    正例: 坚决做到“两个维护”，避免出现新的欠账，只有抓实才能见效。
    依据: 党章和党的代表大会文件的提法；《现代汉语八百词》关于成对连词的用法。
    """
    sessions = _own_session(passages)
    for passage in passages:
        for start, end, message in _in_text(passage.text):
            yield passage, Hit(start, end, message)
        if sessions is not None:
            for start, end, message in _last_session(passage.text, *sessions):
                yield passage, Hit(start, end, message)


def _in_text(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _COUNTED.finditer(text):
        right = _COUNTS[match["what"]]
        if match["count"].replace("二", "两") != right:
            yield *match.span(), _("固定的提法是“{right}个{what}”", right=right, what=match["what"])
    for match in _ROW.finditer(text):
        yield from _odd_member(match["row"], match["what"], match.start("row"))
    for match in _SESSIONS.finditer(text):
        if match["congress"] != match["term"]:
            message = _("前面是{congress}大，这里是{term}届", **match.groupdict())
            yield *match.span("term"), message
    for match in _OFFICE.finditer(text):
        if match["place"] != match["of"]:
            message = _("{place}政府没有{of}长", place=match["place"], of=match["of"])
            yield *match.span("office"), message
    for match in _MISTYPED.finditer(text):
        yield *match.span(), _("应是{right}", right=_ABBREVIATIONS[match[0]])
    for match in _NEGATED.finditer(text):
        yield *match.span("no"), _("否定了两次，意思反了")
    for match in _GENERAL_SECRETARY.finditer(text):
        yield *match.span(), _("职务没有写完整")
    for match in _ADVERB.finditer(text):
        yield (
            match.end() - 1,
            match.end(),
            _("“{lead}”后面说的是做什么，用“地”", lead=match["lead"]),
        )
    for match in _PAIRS.finditer(text):
        first, second = match["first"] or match["only"], match["second"] or match["then"]
        start = match.start("second") if match["second"] else match.start("then")
        yield start, start + 1, _("“{first}”不和“{second}”配", first=first, second=second)


def _odd_member(row: str, what: str, start: int) -> Iterator[tuple[int, int, str]]:
    """The one of four that is no member: 责任意识 among 政治、大局 and 看齐意识."""
    told = row.split("、")
    told[0] = told[0][-len(what) - 2 :]
    wanted = [f"{member}{what}" for member in _MEMBERS[what]]
    odd = [member for member in told if member not in wanted]
    left = [member for member in wanted if member not in told]
    if len(odd) == len(left) == 1:
        at = start + row.rfind(odd[0])
        yield at, at + len(odd[0]), _("“四个{what}”里没有它，应是{right}", what=what, right=left[0])


_TURNED = 2
"""A congress that turned over within the year has met once before its second session."""


def _own_session(passages: Sequence[Passage]) -> tuple[int, int] | None:
    """The term and session that the report is given to; None where its head does not say."""
    for passage in passages[:HEAD]:
        if match := _OWN_SESSION.search(passage.text):
            return count_of(match["term"]), count_of(match["session"])
    return None


def _last_session(text: str, term: int, session: int) -> Iterator[tuple[int, int, str]]:
    """十三届人大三次会议确定的预算任务, told to the fourth session of the fourteenth."""
    for match in _LAST_SESSION.finditer(text):
        is_last = session <= _TURNED and count_of(match["term"]) == term - 1
        if not is_last and count_of(match["term"]) != term:
            message = _("题目是{own}届，上次会议也应是{own}届", own=term)
            yield *match.span("term"), message
