"""Directions: signs, words of more and less, and themes that the figures below contradict."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.han import HAN
from drafter.lint.findings import A_HABIT, Hit, told_once
from drafter.lint.passages import behind_last
from drafter.lint.rules.accounts import wrong_side
from drafter.lint.rules.adding import is_leap
from drafter.lint.rules.differences import (
    changes_told_as_values,
    signed_rate,
    wrong_side_of_bounds,
)
from drafter.lint.rules.extremes import wrong_extremes
from drafter.lint.rules.reckoned import not_the_side, not_the_way
from drafter.lint.rules.rows import against_its_name, broken_courses, two_by_two
from drafter.messages import _
from drafter.patterns import Needs, Pattern, behind
from drafter.prose.claims import Aspect, Claim, Reading
from drafter.prose.language import (
    DOWN_WORDS,
    UP_WORDS,
    Sense,
    is_amount_name,
    is_rate_name,
)
from drafter.prose.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from drafter.lint.passages import Passage

_WAYS = (*UP_WORDS, *DOWN_WORDS)
_SIGNED_NUMBER = r"(?:\d[\d.]*|[xX×*][xX×*.]*)(?:[%％]|个百分点|[万亿]*元)?(?![-—～~至])"
_SIGNED = (Pattern(f"-{_SIGNED_NUMBER}", ("-",)), Pattern(f"负{_SIGNED_NUMBER}", ("负",)))
SIGNS = Needs((*"-－−–‒﹣", "负"))
"""What a number with a sign holds, as typed."""
_TIMES = Pattern(
    r"(?:下降|减少|降低|缩小|削减|(?<![至不最多缺])少|缩短|压减|压缩|下滑|缩减|精简|下跌|回落|节约|节省)了?(?:约|近)?"
    r"(?:\d+(?:\.\d+)?|[一两二三四五六七八九十数几]+)(?:多|余)?倍",
    ("倍",),
)
_AHEAD = ("上升", "前进", "提升", "跃升", "前移")
_BACK = ("下降", "后退", "下滑", "后移", "跌")
_RANK_CHANGE = Pattern(
    r"[由从][^，。；]{0,10}?第?(?P<from>\d{1,3})[位名]?"
    rf"(?P<word>{'|'.join((*_AHEAD, *_BACK))})[到至][^，。；\d]{{0,6}}第(?P<to>\d{{1,3}})",
    behind((*_AHEAD, *_BACK), "到至"),
)
_RANK_MOVE = Pattern(
    r"第(?P<to>[0-9]{1,3})[位名]?，(?:[较比]|上年|去年)(?:20\d\d年)?[^，。；\d]{0,8}第(?P<from>\d{1,3})[位名]）?，?"
    rf"(?P<word>{'|'.join((*_AHEAD, *_BACK))})了?(?P<by>\d{{1,3}})[个位名]",
    behind("位名0123456789", ("，较", "，比", "，上年", "，去年")),
)
"""居第2位，较上年的第1位前移1位: two ranks, and by how many places."""
_BOTH_WAYS = Pattern(
    r"(?:(?:增长|增加|提高|上升)了?(?:下降|减少|降低)|(?:下降|减少|降低)了?(?:增长|增加|提高|上升))"
    r"(?=\d[\d.]*%)",
    behind(("增长", "增加", "提高", "上升"), ("下降", "减少", "降低"))
    + behind(("下降", "减少", "降低"), ("增长", "增加", "提高", "上升"))
    + behind("了", ("下降", "减少", "降低", "增长", "增加", "提高", "上升")),
)
"""投资增长下降13.5%: typed over, and the old word left."""
_LEVEL_AND_MOVED = Pattern(
    r"持平[，、](?:同比|比上年|较上年)?(?:增长|增加|上升|下降|减少|降低)(?=\d)", ("持平",)
)
"""与去年持平，下降3.1%: both at once."""
_RANK_NOUN = Pattern("排名|位次|名次|排位|位居|居第|列第")
_RISING_THEME = Pattern(
    rf"(?P<subject>{HAN}{{2,12}}?)(?:较快|快速|稳步|持续|大幅|稳定|平稳)?"
    r"(?P<word>增长(?=明显|较快|迅速|$)|稳中有升|增势良好)(?:明显|较快|迅速)?$",
    ("增长", "稳中有升", "增势良好"),
)
_FALLING_THEME = Pattern(
    rf"(?P<subject>{HAN}{{2,12}}?)(?:明显|持续|大幅|小幅|同比|继续)?"
    r"(?P<word>下降|下滑|回落|减少)(?:明显|较快|较多)?$",
    ("下降", "下滑", "回落", "减少"),
)
_GENERAL_END = Pattern("(?<=..)(?:经济|生产|运行|形势|市场|发展|水平)+$")
"""工业经济平稳增长 is told by 规模以上工业增加值."""
_THEME = Pattern(
    r"[一二三四五六七八九十]{1,2}是(?P<theme>[^，。；]{3,24})。(?P<body>[^。]{4,120})", ("是",)
)


def growth_sign(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """“增长”“下降”之后不跟负数。

    反例: 工业投资同比增长-3.2%。
    正例: 工业投资同比下降3.2%。
    依据: 统计用语的通例：方向由动词表示，数值取绝对值。
    """
    return told_once(list(_every_sign(passages)), at_least=A_HABIT)


def _every_sign(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    for passage in passages:
        normal = passage.normal
        found = (match for signed in _SIGNED for match in signed.finditer(normal.text))
        for match in sorted(found, key=re.Match.start):
            before = normal.text[: match.start()].removesuffix("了")
            if not before.endswith(_WAYS) or (match[0][0] == "负" and before[-1] in "增减"):
                continue  # 减负2500亿元
            start, end = normal.typed(*match.span())
            number = match[0][1:]
            message = _("方向词后面跟了负数，请写成“下降{number}”或“增长{number}”", number=number)
            yield passage, Hit(start, end, message)


def times_decrease(passage: Passage) -> Iterator[Hit]:
    """减少不用倍数。

    反例: 能耗下降了2倍。
    正例: 能耗下降到原来的三分之一。
    依据: 倍数只用于增加。
    """
    normal = passage.normal
    for match in _TIMES.finditer(normal.text):
        message = _("减少不用倍数，请写成降到几分之几，或下降百分之几")
        yield Hit(*normal.typed(*match.span()), message)


def direction_word(passage: Passage) -> Iterator[Hit]:
    """说增加，数却变小；说减少，数却变大。

    反例: 研发投入由5.2亿元减少至6.1亿元。
    正例: 研发投入由5.2亿元增加至6.1亿元。
    依据: 算术；位次的数变小是上升。
    """
    reading, normal = passage.reading, passage.normal
    if not reading.claims:
        return
    for match in _BOTH_WAYS.finditer(normal.text):
        if normal.text[match.start() - 1 : match.start()] in ("负", "正"):
            continue  # 负增长下降3%
        message = _("“{words}”一增一减连在一起，请只留一个", words=match[0])
        yield Hit(*normal.typed(*match.span()), message)
    for match in _LEVEL_AND_MOVED.finditer(normal.text):
        message = _("“持平”和“{word}”不能同时说", word=match[0][-2:])
        yield Hit(*normal.typed(*match.span()), message)
    yield from wrong_side(reading)
    moves = (_RANK_CHANGE, _RANK_MOVE) if "第" in normal.text else ()
    for match in (match for form in moves for match in form.finditer(normal.text)):
        ahead = match["word"] in _AHEAD
        by = abs(int(match["to"]) - int(match["from"]))
        if "by" in match.re.groupindex and int(match["by"]) != by:
            message = _("前后两个位次相差{real}位", real=by)
            yield Hit(*normal.typed(*match.span("by")), message)
            continue
        if match["from"] != match["to"] and ahead is not (int(match["to"]) < int(match["from"])):
            message = _(
                "由第{before}位到第{after}位，不是“{word}”",
                before=match["from"],
                after=match["to"],
                word=match["word"],
            )
            yield Hit(*normal.typed(*match.span("word")), message)
    yield from two_by_two(reading)
    yield from against_its_name(reading)
    yield from _against_values(reading)
    yield from _both_ways(reading)
    yield from broken_courses(reading)
    yield from wrong_extremes(reading)
    yield from _records(reading)
    yield from _beside_another(reading)
    for level in reading.claims:
        if level.aspect is not Aspect.LEVEL or level.sense not in (Sense.UP_TO, Sense.DOWN_TO):
            continue
        before = reading.before(level)
        if before is None or _is_rank(before, level):
            continue
        if is_leap(level.number, before.number):
            continue  # the unit of one of them is wrong, which unit-magnitude tells
        moved = _sign(level.number.base - before.number.base)
        if moved and moved != level.direction and level.number.unit.dimension != "百分点":
            word = level.verb.rstrip("到至为成了")
            start, end = reading.verb_span(level)
            span = reading.span(start, min(start + len(word), end))
            yield Hit(*span, not_the_way(before.number.digits, level.number.digits, word))


def _against_values(reading: Reading) -> Iterator[Hit]:
    """低于省定90%的目标 of 93.4%; 减少到55件 of what fell by 55."""
    for own, bound, start, end in wrong_side_of_bounds(reading):
        yield not_the_side(reading, own, bound, start, end)
    for change in changes_told_as_values(reading):
        message = _(
            "前后两个数相差{number}，不是“{verb}”", number=change.number.text, verb=change.verb
        )
        yield Hit(*reading.span(*reading.verb_span(change)), message)


_CHANGES = (Aspect.CHANGE, Aspect.GROWTH)


def _both_ways(reading: Reading) -> Iterator[Hit]:
    """减收15.2亿元，增加33.9%: one change, up by the amount and down by the rate."""
    for first, second in pairwise(reading.claims):
        if second.aspect not in _CHANGES or first.aspect not in _CHANGES:
            continue
        if first.aspect is second.aspect or first.sentence != second.sentence:
            continue
        of_one = second.against in ("", first.against)  # 比上年增加1.3万人，下降29.9%
        same = first.of is not None and first.of == second.of and of_one
        opposed = first.direction * second.direction < 0 and not second.owned
        if same and opposed and second.mark in ("，", "、") and not second.respectively:
            message = _(
                "前面说“{first}”，这里说“{second}”，是同一个变化",
                first=first.verb,
                second=second.verb,
            )
            yield Hit(*reading.span(*reading.verb_span(second)), message)


_RECORD = Pattern(
    r"(?:规模|总量|总额|总值|产量|产值|销量|销售额|数量)再?创(?:出|下|造)?了?"
    r"(?:历史(?:同期)?|同期|近[^，。；]{1,5}年来?)?(?P<record>新[高低])",
    ("新高", "新低"),
)


def _records(reading: Reading) -> Iterator[Hit]:
    """增长25.2%，规模创历史新低: what has grown is at no low."""
    for match in _RECORD.finditer(reading.text):
        wrong = 1 if match["record"] == "新低" else -1
        growth = reading.last_to(match.start() - 1)
        if (
            growth is None
            or growth.number.full_end != match.start() - 1
            or reading.text[match.start() - 1] != "，"
        ):
            continue
        if growth.aspect is Aspect.GROWTH and growth.direction == wrong:
            message = _(
                "前面说“{verb}{rate}”，这里说创“{record}”",
                verb=growth.verb,
                rate=growth.number.text,
                record=match["record"],
            )
            yield Hit(*reading.span(*match.span("record")), message)


def _beside_another(reading: Reading) -> Iterator[Hit]:
    """增长7.4%（全市7.2%，低于全市0.2个百分点）: the two rates say that it is above."""
    for own, other, difference in zip(
        reading.claims, reading.claims[1:], reading.claims[2:], strict=False
    ):
        if difference.aspect is not Aspect.ABOVE or not other.area:
            continue
        verb = difference.verb
        said = verb.startswith(_ABOVE) - verb.startswith(_BELOW)
        if not said:
            continue
        rates = own.unit_kind == other.unit_kind == "rate" and own.sentence == other.sentence
        of_it = difference.against.startswith(other.area) and other.lead.startswith(other.area)
        above = signed_rate(own) - signed_rate(other)
        if rates and of_it and above and (above > 0) is not (said > 0):
            message = _(
                "{own}和{other}相比，不是“{word}”",
                own=own.number.text,
                other=other.number.text,
                word=difference.verb,
            )
            yield Hit(*reading.span(*reading.verb_span(difference)), message)


_ABOVE = ("高", "快", "好", "优", "领先")
_BELOW = ("低", "慢", "差", "落后")


def _is_rank(before: Claim, level: Claim) -> bool:
    places = {before.number.unit.symbol, level.number.unit.symbol} & {"位", "名"}
    return bool(places) or bool(_RANK_NOUN.search(before.lead)) or before.lead.endswith("第")


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def theme_direction(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """标题或要点说增长，紧接着的数却在下降。

    反例: （一）工业投资增长明显 1—5月，工业投资18.4亿元，同比下降8.6%。
    正例: （一）工业投资增长明显 1—5月，工业投资18.4亿元，同比增长8.6%。
    依据: 标题应与所领起的事实一致。
    """
    for passage, following in pairwise(passages):
        if passage.level and not following.level:
            theme = passage.text.rstrip("。 ")
            yield from _contradicted(passage, theme, 0, partial(_reading_of, following))
    for passage in passages:
        for match in _THEME.finditer(passage.text):
            body = partial(read, match["body"])
            yield from _contradicted(passage, match["theme"], match.start("theme"), body)


def _reading_of(passage: Passage) -> Reading:
    return passage.reading


def _contradicted(
    passage: Passage, theme: str, offset: int, body: Callable[[], Reading]
) -> Iterator[tuple[Passage, Hit]]:
    """A theme that says 增长 over a body whose first change of it falls, or the reverse.

    The body is only read below such a theme.
    """
    for form, direction in ((_RISING_THEME, 1), (_FALLING_THEME, -1)):
        found = form.search(theme)
        if found is None:
            continue
        name = _GENERAL_END.sub("", found["subject"])[-4:]
        changes = (
            c for c in body().claims if c.aspect in (Aspect.GROWTH, Aspect.CHANGE) and c.direction
        )
        first = next((c for c in changes if name in c.subject), None)
        if first is not None and first.direction == -direction:
            start, end = found.span("word")
            message = _("下面说的是“{word}”，与这里不一致", word=first.verb)
            yield passage, Hit(offset + start, offset + end, message)


_GUIDED = Pattern(r"坚持以(?P<what>[^，。；]{2,26}(?:思想|理论))(?=[，。；])", ("坚持以",))
_CARRIED_OUT = Pattern(
    "(?P<how>深入(?=习近平)|全面(?=党的|习近平|《)|认真(?=党的|党中央|习近平|《)|坚决(?=党中央|习近平))",
    ("深入习", "全面党", "全面习", "全面《", "认真党", "认真习", "认真《", "坚决党", "坚决习"),
)


def _without_their_verbs(passage: Passage) -> Iterator[Hit]:
    """坚持以…思想，; 全面党的二十大精神: the verb of a set phrase has gone."""
    text = passage.normal.text
    for match in _GUIDED.finditer(text):
        if "为" not in match["what"]:
            message = _("“{what}”后面少了“为指导”一类的话", what=f"以{match['what']}"[-10:])
            yield Hit(*passage.normal.typed(*match.span("what")), message)
    for match in _CARRIED_OUT.finditer(text):
        message = _("“{how}”后面少了“贯彻”“落实”一类的词", how=match["how"])
        yield Hit(*passage.normal.typed(*match.span()), message)


def missing_verb(passage: Passage) -> Iterator[Hit]:
    """“同比”后面，或者数额的名称和百分数之间，少了“增长”“下降”。

    反例: 全市用电量18.6亿千瓦时，同比11.4%。
    正例: 全市用电量18.6亿千瓦时，同比增长11.4%。
    依据: 本工具的约定：没有动词，看不出是增是减；数额不会是百分之几。
    """
    reading = passage.reading
    yield from _without_their_verbs(passage)
    for claim in reading.claims:
        if _is_bare_row(reading, claim):
            message = _("“分别”后面少了“增长”或“下降”")
            yield Hit(*reading.span(claim.start, claim.end), message)
        if _is_bare_growth(reading, claim):
            message = _("“{lead}”后面少了“增长”或“下降”", lead=claim.subject)
            yield Hit(*reading.span(claim.start, claim.end), message)
        if claim.aspect is not Aspect.GROWTH or claim.sense in (Sense.UP, Sense.DOWN):
            continue
        if claim.lead.endswith(("同比", "环比")) and not claim.respectively:
            message = _("“{lead}”后面少了“增长”或“下降”", lead=claim.lead[-2:])
            yield Hit(*reading.span(claim.start, claim.end), message)


def _is_bare_row(reading: Reading, claim: Claim) -> bool:
    """A per cent right behind 分别, said of amounts: 家电类消费分别40.9%、24.8%."""
    if claim.unit_kind != "rate" or not claim.lead.endswith("分别") or claim.quoted:
        return False
    named = behind_last("，。；：、", reading.text[: claim.start - 2])
    return is_amount_name(named) and not is_rate_name(named) and not _SHARE_OF.search(named)


def _is_bare_growth(reading: Reading, claim: Claim) -> bool:
    """A per cent right behind the name of an amount: 农林水支出20.7%.

    An amount is no per cent, so that its growth is meant.
    """
    if claim.aspect is not Aspect.LEVEL or claim.unit_kind != "rate" or claim.verb:
        return False
    if claim.respectively or claim.quoted or not claim.lead.endswith(claim.subject):
        return False
    if not is_amount_name(claim.subject) or is_rate_name(claim.subject):
        return False
    if claim.number.before or claim.subject.endswith(_MAY_BE_SHARES):
        return False
    if reading.text[claim.end : claim.end + 1] not in "，。；、":
        return False
    return not _SHARE_OF.search(claim.lead)


_MAY_BE_SHARES = ("数", "数量", "面积")
"""Names of counts that texts put for their share: 优良天数92.9%, 确权面积80%."""
_SHARE_OF = Pattern("完成|实现|达|占|其中|为|用于|不[高低超少]|[一二三]成")
"""What makes a per cent behind the name of an amount a part of it: 已完成投资75%."""
