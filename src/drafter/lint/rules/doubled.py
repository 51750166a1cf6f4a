"""Words that stand twice in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.han import HAN, is_han
from drafter.lint.findings import Hit
from drafter.lint.passages import once, whole_of
from drafter.messages import _
from drafter.patterns import Needs, Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两几多")
_WORDS_OF_WORDS = frozenset(
    "后链家园化性率者厅局部委网型类界税法券基集厂主城区品会学商队长师员村业"
)
"""What makes another word of the second: 优势产业产业链, 企业企业家."""
_MEANT_TWICE = frozenset(
    (
        "研究",
        "讨论",
        "考虑",
        "商量",
        "琢磨",
        "了解",
        "切磋",
        "休息",
        "体验",
        "锻炼",
        "非常",
        "很多",
        "彼此",
    )
)
"""Words that people say twice, which is no slip."""
_IDIOMS = frozenset("连越再边且半")
"""What stands twice in a set phrase of four, cut across here: 攻坚之战连战连胜."""
_LINKS = """
的 目标有是真似 确      及 普以涉波顾危触遍提论累推惠企埃旁 时早第其格物
和 共谐温平缓饱总协祥中柔附暖谦亲随调议谋 谐平气睦解田缓善蔼谈煦顺美
与 参给授付赋赠 会其否时此众日  或 抑间 许者多则
对 应面针相绝反比校核配一结成派作查 象策口接应手标外内比照待付立称抗话方焦
为 作成行认因以称人视变改分定更最极较颇尤大列转升建誉 民了此何主人首数期名止
将 即必 来军近领士        把 火 握关手控脉        被 植棉 动告子褥征
向 方面定导取动走转趋志倾一双纵横意 上好导往来前  从 服自跟无 业事而前此严
在 现存实内所潜正旨外 于线校职建岗册任编役场  并 合兼吞归一 购且网轨举行联存重排进
而 然从因反进继故 且言是已    由 理自缘经事 于此来   按 摩 照时期揭键摩需
已 早业自不而 经有            未 尚从并 来能必      共 公总一 同享建治有计性识赢管
达 到发表传抵直通下 到成标产  较 比相 为大量真      且 并而况尚 慢
居 民邻定宜移安聚故隐群同久迁旅乔寓 民住委家室所安中高多首于留
了 为罢除到没 解然结事断却如   比 对相无占同环评类可攀好百之 较例重如亚价对拼赛率值喻皆利特
于 属由位关等低高大小基对优善敢 是今            均 平人户亩 衡匀线价
"""
_TWICE = Pattern(
    "|".join(
        f"{word}(?<![{before}]{word}){word}(?![{behind}])"
        for row in _LINKS.strip().splitlines()
        for word, before, behind in zip(*[iter(row.split())] * 3, strict=True)
    ),
    tuple(word * 2 for word in _LINKS.split()[::3]),
)
"""严重的的问题, 蔬菜及及食用菌: a word that links two others, twice. The second and third column
have what makes another word of the first or the second one: 普及及…, 及及时."""
_NEEDS_OF_TWICE = Needs(_TWICE.needs)


_LONGEST = 8
"""Characters of a word. Our choice."""
_WIDTH = 4
"""Bytes of a character in UTF-32."""
_AT_ONCE = 50_000
"""Characters that are looked at together. Our choice: more take no less time for each."""


def doubled_word(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """同一个词连着写了两遍；叠词、人名、地名不算。

    反例: 加快建设建设创新平台。
    正例: 加快建设创新平台。
    依据: 本工具的约定：多是改稿时留下的。
    """
    whole = once(passages, whole_of)
    text = whole.text
    linked = _TWICE.finditer(text) if _NEEDS_OF_TWICE.held_in(whole) else ()
    found = [(*match.span(), match[0][0]) for match in linked]
    found += [(start, end, text[start : (start + end) // 2]) for start, end in _doubled(text)]
    for passage in passages:
        for start, end, item in (
            _twice_in_a_list(passage.text) if _may_be_twice(passage.text) else ()
        ):
            yield passage, Hit(start, end, _("“{word}”在这一列里写了两遍", word=item))
    for start, end, word in sorted(found):
        index, at = whole.place(start)
        yield passages[index], Hit(at, at + end - start, _("“{word}”写了两遍", word=word))


_LIST = Pattern(rf"(?<!{HAN})(?<!、){HAN}{{2,8}}(?:、{HAN}{{2,8}})+", ("、",))
_UNITS = ("元", "吨", "人次", "平方米", "公里")
"""2140亿元、亿元: a number is gone, which is told elsewhere."""
_GOES_ON = ("分别", "等", "相", "的", "共", "均", "各", "依次")
"""What may follow the last item of a list without being part of it."""


def _twice_in_a_list(text: str) -> Iterator[tuple[int, int, str]]:
    """欧盟、东盟、美国、东盟分别…: an item that stands twice in one list."""
    for match in _LIST.finditer(text):
        at, told = match.start(), set[str]()
        items = match[0].split("、")
        for number, item in enumerate(items):
            is_last = number == len(items) - 1
            same = item if item in told else ""
            if is_last and not same:
                begins = (item[:length] for length in _PREFIXES)
                same = next((b for b in begins if b in told and _goes_on_behind(item, b)), "")
            if same:
                yield at, at + len(same), same
            if not item.endswith(_UNITS):
                told.add(item)
            at += len(item) + 1


def _may_be_twice(text: str) -> bool:
    """Whether a piece between two marks of a list stands there again, or begins the next."""
    told = set[str]()
    for piece in text.split("、"):
        if len(piece) <= _LONGEST_ITEM:
            if piece in told:
                return True
            told.add(piece)
        elif told and any(piece[:length] in told for length in _PREFIXES):
            return True
        else:
            told.update([piece[-length:] for length in _LENGTHS])
    return False


_LONGEST_ITEM = 8
_PREFIXES = range(2, _LONGEST_ITEM + 1)
_LENGTHS = (2, 3, 4)
"""Characters of the first item of a list, behind whatever stands before it. Our choice."""


def _goes_on_behind(item: str, known: str) -> bool:
    return item.startswith(known) and item[len(known) :].startswith(_GOES_ON)


def _doubled(text: str) -> Iterator[tuple[int, int]]:
    """Where a word of Chinese stands twice and is not meant to, from the first to the last."""
    done = 0
    for start, length in _repeats(text):
        end = start + 2 * length
        word = text[start : start + length]
        if start < done or not all(map(is_han, word)):
            continue
        done = end
        cut = _is_cut_across(text[start:end], text) or _is_of_three(text, start, end)
        if not (_is_meant(text, start, end, word) or cut):
            yield start, end


def _repeats(text: str) -> Iterator[tuple[int, int]]:
    """Every start of what comes again at once, and its length; the first and shortest before."""
    for first in range(0, len(text), _AT_ONCE):
        piece = text[first : first + _AT_ONCE + 2 * _LONGEST]
        for start, length in sorted(_repeats_in(piece)):
            if start < _AT_ONCE:
                yield first + start, length


def _repeats_in(text: str) -> Iterator[tuple[int, int]]:
    """The same of a piece, by length.

    The text, taken as one number, is compared with itself moved by so many characters: what is
    equal comes to zero. That takes a tenth of the time of an expression.
    """
    data = text.encode("utf-32-le", "surrogatepass")
    number = int.from_bytes(data, "little")
    for length in range(2, _LONGEST + 1):
        moved = number >> (8 * _WIDTH * length)
        differences = (number ^ moved).to_bytes(len(data), "little")
        equal = bytes(_WIDTH * length)
        at = differences.find(equal)
        while at >= 0:
            start = -(-at // _WIDTH)
            at = start * _WIDTH
            if differences.startswith(equal, at):
                yield start, length
            at = differences.find(equal, at + _WIDTH)


def _is_meant(text: str, start: int, end: int, word: str) -> bool:
    """Whether people say the word twice, or the second one begins another word."""
    if word in _MEANT_TWICE or word[0] == "逐" or word[1] in _IDIOMS or len(set(word)) < 2:
        return True
    if not _NUMERALS.isdisjoint(word) or text[end : end + 1] in _WORDS_OF_WORDS:
        return True
    return text[start - 1 : start].isdecimal() or _is_quoted(text, start, end)


def _is_cut_across(twice: str, whole: str) -> bool:
    """Whether the text shows that the words are cut otherwise: 构建|共建|共治, 深化|文化|文艺."""
    half = len(twice) // 2
    if half != 2:
        return False
    word, between = twice[:2], twice[1:3]
    return whole.count(between) - whole.count(twice) >= max(
        1, whole.count(word) - 2 * whole.count(twice)
    )


def _is_of_three(text: str, start: int, end: int) -> bool:
    """Whether the last character begins a word that the text has elsewhere: 纪委|监委|监督."""
    if end - start != 2 * _SHORTEST or end >= len(text):
        return False
    following = text[end - 1 : end + 1]
    return text.count(following) - text.count(text[end - 2 : end + 1]) >= _SHORTEST


_SHORTEST = 2
"""Characters of the shortest word, and how often a word has to stand elsewhere. Our choice."""


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether the span is the whole of a name in quotes: “加油加油”."""
    return text[start - 1 : start] in ("“", "《", "‘") and text[end : end + 1] in ("”", "》", "’")
