"""Slips of the keyboard: numbers typed wrong, words doubled, stray blanks."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.han import HAN
from drafter.lint.findings import Hit, told_once
from drafter.messages import _
from drafter.patterns import Form, Pattern, alternatives
from drafter.prose.slots import MEASURE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_UNIT = f"(?:{MEASURE}|[元家个项件人户次台套亩吨米倍成])"
NUMBER_TYPING = (
    Form("sign twice", r"(?<=\d)(?:[%％]{2,}|‰{2,})", "同比增长8.2%%，", "%%"),
    Form("unit twice", rf"(?<=\d)(?P<unit>{MEASURE})(?P=unit)(?!均)", "15.2亿元亿元，", "亿元亿元"),
    Form("counted twice", r"(?<=\d)(?P<counted>[家项件户名])(?P=counted)(?!均)", "2家家，", "家家"),
    Form(
        "blank at the point",
        rf"(?<![\d.])\d{{1,9}}(?:[.．][ \u3000\u00a0]{{1,4}}|[ \u3000\u00a0]{{1,4}}[.．])\d{{1,4}}"
        rf"(?={_UNIT})",
        "同比增长15. 7%，",
        "15. 7",
    ),
    Form(
        "another mark for the point",
        rf"(?<![\d.·。:：])\d{{1,9}}(?:[·・•]\d{{1,4}}(?={_UNIT})|。\d{{1,4}}(?={MEASURE}))",
        "增长3。1%，",
        "3。1",
    ),
    Form(
        "comma for the point",
        r"(?<![\d.,])\d{1,9}[,，]\d{1,2}(?=[%％]|个百分点)",
        "增长3,1%",
        "3,1",
    ),
    Form(
        "two points",
        rf"(?<![\d.])\d{{1,9}}(?:\.\d{{1,4}}){{2,4}}(?={_UNIT})",
        "增长17.8.5%",
        "17.8.5",
    ),
    Form("point twice", rf"(?<![\d.])\d{{1,9}}\.{{2}}\d{{1,4}}(?={_UNIT})", "增长17..5%", "17..5"),
    Form(
        "zero in front",
        rf"(?<![\d.,—－～~:：-])0\d{{1,8}}\.\d{{1,4}}(?={_UNIT})",
        "增长08.5%",
        "08.5",
    ),
    Form(
        "year of two digits",
        r"(?P<year>(?:(?<=[，。；（：])|^)(?:1[5-9]|2\d)年(?=\d{1,2}月|[上下]半年|[一二三四]季度|，[全我各市县区]))",
        "，23年，全区共发生",
        "23年",
    ),
    Form(
        "letter for a digit",
        r"(?<![A-Za-z\d.])\d{1,9}(?:\.\d{0,3})?[OoIl]\d{0,3}(?:\.\d{1,4})?"
        r"(?=[%％]|[万亿]?元|个百分点)",
        "增长1O.5%",
        "1O.5",
    ),
)
"""How a number is mistyped."""
_NUMBER = Pattern(alternatives(NUMBER_TYPING))
_MAY_BE_MISTYPED = Pattern(
    r"\d(?:([^\d\s]{1,4})\1|·\d|・\d|•\d|。\d|,\d|，\d|[OoIl]|[.．]?\s+[.．]?\d|\.\.|\.\d+\.\d"
    r"|(?<=0)(?<![\d.,]0)\d+\.|\d年(?<!\d\d\d年))"
)
"""What a number mistyped holds: most paragraphs have none."""

_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两几多")
_WORDS_OF_WORDS = "后链家园化性率者厅局部委网型类界税法券基集厂主城区品群会学商队长师员村业"
"""What makes another word of the second: 优势产业产业链, 企业企业家."""
_DOUBLED = Pattern(rf"(?P<word>(?P<first>{HAN})(?=.{{1,7}}(?P=first)){HAN}{{1,7}}?)(?P=word)")
"""Its first character has to come again soon, whatever stands between: most places are left at
once, three times as fast as where the class is asked of each character."""
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
_BOOK_COMMA = Pattern(r"、(?<=[》”]、)(?=[《“])", ("》、《", "”、“", "》、“", "”、《"))

_WIDE_BLANKS = "\u00a0\u2000-\u200a\u202f\u205f\u3000\t"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_ANY_BLANK = Pattern(rf"[ {_WIDE_BLANKS}{_UNSEEN}]")
_INSIDE = rf"(?:{HAN}|[，。；：、！？（）“”《》％])"
_BLANK = Pattern(
    rf"[{_UNSEEN}]+|(?<={_INSIDE})[ {_WIDE_BLANKS}]+(?=\d|{_INSIDE})"
    rf"|(?<=[\d%])[ {_WIDE_BLANKS}]+(?={_INSIDE})"
    rf"|(?<=[^\Wa-zA-Z_])[\u00a0\u2000-\u200a\u202f]+(?=[\d.%-])"
)
_SENTENCE_MARK = Pattern("[，。；！？]")
_NUMBER_OF_ITEM = Pattern(
    r"[ \u3000]*(?:第?[一二三四五六七八九十百]{1,4}[、章节条部分是]{0,2}"
    r"|[（(]?[\w①-⑳]{1,3}[）)、.．]?|附件\d{0,2}[：:]?|[-*•●○■◆]|#{1,6})$"
)


def number_typing(passage: Passage) -> Iterator[Hit]:
    """数字敲错了：百分号或单位重复、小数点旁有空格、小数点打成别的符号。

    反例: 工业投资增长8.2%%，技改投资增长15. 7%，税收增长3。1%。
    正例: 工业投资增长8.2%，技改投资增长15.7%，税收增长3.1%。
    依据: GB/T 15835-2011 第5.1条。
    """
    if _MAY_BE_MISTYPED.search(passage.text) is None:
        return
    for match in _NUMBER.finditer(passage.text):
        typed = match[0]
        half = typed[: len(typed) // 2]
        twice = match.lastgroup in ("unit", "counted") or typed[0] in "%％‰"
        if twice:
            mended = half if half * 2 == typed else typed[0]
            yield Hit(match.start(), match.end(), _("“{text}”重复了", text=typed), mended)
        elif match.lastgroup == "year":
            yield Hit(match.start(), match.end(), _("年份要写四位数字，不写“{text}”", text=typed))
        else:
            yield Hit(match.start(), match.end(), _("“{text}”像是数字敲错了", text=typed))


def doubled_word(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """同一个词连着写了两遍；叠词、人名、地名不算。

    反例: 加快建设建设创新平台。
    正例: 加快建设创新平台。
    依据: 本工具的约定：多是改稿时留下的。
    """
    found = [(passage, hit) for passage in passages for hit in _doubled_in(passage.text)]
    whole = "\n".join(passage.text for passage in passages) if found else ""
    for passage, hit in found:
        if not _is_cut_across(passage.text[hit.start : hit.end], whole):
            yield passage, hit


def _is_cut_across(twice: str, whole: str) -> bool:
    """Whether the text shows that the words are cut otherwise: 构建|共建|共治, 深化|文化|文艺."""
    half = len(twice) // 2
    if half != 2:
        return False
    word, between = twice[:2], twice[1:3]
    return whole.count(between) - whole.count(twice) >= max(
        1, whole.count(word) - 2 * whole.count(twice)
    )


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


def _doubled_in(text: str) -> Iterator[Hit]:
    for match in _TWICE.finditer(text):
        yield Hit(*match.span(), _("“{word}”写了两遍", word=match[0][0]))
    for match in _DOUBLED.finditer(text):
        word = match["word"]
        if (
            word in _MEANT_TWICE
            or word[0] == "逐"
            or not _NUMERALS.isdisjoint(word)
            or len(set(word)) < 2
        ):
            continue
        if text[match.end() : match.end() + 1] in _WORDS_OF_WORDS and match.end() < len(text):
            continue
        if word[1] in _IDIOMS:
            continue
        if text[match.start() - 1 : match.start()].isdecimal() or _is_quoted(text, *match.span()):
            continue
        yield Hit(match.start(), match.end(), _("“{word}”写了两遍", word=word))


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether the span is the whole of a name in quotes: “加油加油”."""
    return text[start - 1 : start] in ("“", "《", "‘") and text[end : end + 1] in ("”", "》", "’")


def quote_comma(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """并列的书名号之间、引号之间不用顿号；一份文件只报一次，说明有几处。

    反例: 出台《人才办法》、《平台细则》。
    正例: 出台《人才办法》《平台细则》。
    依据: GB/T 15834-2011 第4.5.3.5条。
    """
    return told_once(list(every_quote_comma(passages)))


def every_quote_comma(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """Every such mark."""
    message = _("书名号之间、引号之间不用顿号")
    for passage in passages:
        for match in _BOOK_COMMA.finditer(passage.text):
            yield passage, Hit(match.start(), match.end(), message, "")


def blank_in_text(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """句子中间有多余的空白；一份文件只报一次，说明有几处，少见的空白说出名称。

    反例: 完成投资 3.2 亿元，同比增长 5%。
    正例: 完成投资3.2亿元，同比增长5%。
    依据: 本工具的约定：汉字和数字之间不空格，看不见的字符会妨碍查找。
    """
    found = list(every_blank(passages))
    if not found:
        return
    odd = {
        character: (passage, hit)
        for passage, hit in reversed(found)
        for character in passage.text[hit.start : hit.end]
        if character not in " \u3000\t"
    }
    if not odd:
        yield from told_once(found)
        return
    first = min(odd.values(), key=lambda place: (place[0].line, place[1].start))
    names = "、".join(_name_of(character) for character in sorted(odd))
    for passage, hit in told_once(found, first=first):
        message = _("{message}，其中有{names}", message=hit.message, names=names)
        yield passage, replace(hit, message=message)


def _name_of(character: str) -> str:
    """What people call an odd blank, with its code point."""
    code = f"U+{ord(character):04X}"
    if character in "\u00a0\u202f":
        return _("不间断空格（{code}）", code=code)
    if unicodedata.category(character) == "Zs":
        return _("特殊宽度的空格（{code}）", code=code)
    return _("看不见的字符（{code}）", code=code)


def every_blank(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """Every run of blanks inside a sentence. Lines that are no sentence may be set by blanks."""
    message = _("句子中间有多余的空白")
    for passage in passages:
        text = passage.text
        if _ANY_BLANK.search(text) is None:
            continue
        is_sentence = _SENTENCE_MARK.search(text) is not None and not passage.cells
        for match in _BLANK.finditer(text):
            unseen = unicodedata.category(match[0][0]) in ("Cf", "Cc") and match[0][0] != "\t"
            if unseen or (
                is_sentence and not _NUMBER_OF_ITEM.match(text[: min(match.start(), 12)])
            ):
                yield passage, Hit(match.start(), match.end(), message, "")
