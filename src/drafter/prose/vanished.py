"""Slots with nothing in them: 共有家企业, 增长%, 居全省第位, 《关于的通知》.

What is found is the unit that is left behind, or the words that have closed up over a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.han import HAN, is_han
from drafter.patterns import Form, Forms, Pattern, beginning, behind
from drafter.prose.bare_units import MARKS, MEASURE, PLAIN, find_bare_units
from drafter.prose.slots import BLANK_CHARACTERS, BLANKS, CLASSIFIERS, CLOSES, NUMERALS
from drafter.prose.variants import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

DATES = (
    Form(
        "year, month and day",
        r"(?<![^\Wa-zA-Z_])年月日|(?<=[局会府室院办 ])年月日",
        "江城市科学技术局 年月日",
        "年月日",
        ("年月日",),
    ),
    Form(
        "month and day",
        r"(?:(?<=\d年)|(?<=[于在至]))月日",
        "推进会已于月日召开。",
        "月日",
        ("月日",),
    ),
    Form(
        "blanks before the year",
        rf"(?<!\d)(?:[12]\d{{0,2}})?{BLANKS}{{2,12}}年(?:{BLANKS}{{0,12}}月(?:{BLANKS}{{0,12}}"
        r"日)?)?",
        "20  年  月  日",
        "20  年  月  日",
        behind(BLANK_CHARACTERS, "年"),
    ),
    Form(
        "blanks before the month",
        rf"(?<=\d年){BLANKS}{{1,12}}月(?:{BLANKS}{{0,12}}日)?",
        "2024年  月  日",
        "  月  日",
        behind(BLANK_CHARACTERS, "月"),
    ),
    Form(
        "blanks before the day",
        rf"(?<=\d月){BLANKS}{{1,12}}日",
        "2024年6月  日",
        "  日",
        behind(BLANK_CHARACTERS, "日"),
    ),
    Form(
        "number of a document",
        rf"(?<=\d\d〕){BLANKS}{{0,12}}号",
        "江科发〔2024〕 号",
        " 号",
        behind("〕", ("号", *BLANK_CHARACTERS)),
    ),
    Form(
        "year at the head of a clause",
        r"年(?<=[，。；：（！]年)(?=[，、]|以来|上半年|一季度|前三季度|全[省市县区国]"
        r"|我[省市县区局]|[是为来将]|比上年|比20|要[把以]|计划|力争|\d{1,2}[—-]\d)",
        "部署有力，年，我们攻坚克难。",
        "年",
        behind("，。；：（！", "年"),
    ),
    Form(
        "year before what is told of a year",
        r"年(?<=[，。；：（！]年)(?=全年|工作(?:回顾|总结|情况|要点|计划|安排|打算|重点|部署)"
        r"|经济社会发展|国民经济|财政性|[省市县区](?:十|政府工作|民生)|占[全国省市]"
        r"|达到?\d[\d.]*万?亿元[、，](?:同比)?[增下])",
        "经济稳中有进，年达到5.8万亿元、增长5.1%。",
        "年",
        behind("，。；：（！", "年"),
    ),
    Form(
        "year since when",
        rf"年(?<![{NUMERALS}今去上近历当年\d]年)(?=以来(?:同期|历史|最|新|首))",
        "水质达到年以来同期最好水平，",
        "年",
        ("年以来",),
    ),
    Form(
        "year behind its preposition",
        r"(?:(?<=[。，；：（\n][到至从自])|(?<=截至)|(?<=力争到))年(?=[，、]|以来"
        r"|[全我][省市县区国])|(?<=[到由从])年的(?=[\d第])",
        "力争到年，全省建成平台6个。",
        "年",
        behind("到至从自由", "年"),
    ),
)
"""Dates without their figures. 年末, 年底, 年初 and 年度 need none."""

_BEFORE_HEAD = "，。；："
_AT_HEAD = f"(?<=[{_BEFORE_HEAD}]{{0}})"
"""Behind a word: it begins its clause. The word comes first, so that a search skips to it."""
_LED = ("牵头", "主办", "主持", "带队", "承办", "承建", "等")
_DONE_WITH = ("签订", "签署", "合作共建", "联合开", "联合举")
_HELD = ("召开", "举行", "举办", "揭牌")
_HONOURED, _HONOURS = ("荣获", "获评", "授予", "荣膺"), ("称号", "荣誉", "奖项")
NAMES = (
    Form(
        "title of a document",
        r"关于的(?=通知|意见|实施|决定|报告|方案|办法|批复|函|请示|规定|若干|公告|通报|建议)",
        "根据《关于的通知》要求，",
        "关于的",
        ("关于的",),
    ),
    Form(
        "names in a row",
        r"(?<=[领导同志由记长任员组])、、+|、、+(?=等)",
        "县领导、、等出席，",
        "、、",
        ("、、",),
    ),
    Form(
        "list before 等",
        rf"等{_AT_HEAD.format('等')}(?={HAN}{{0,4}}(?:产业|项目|企业|平台|领域|行业|部门))",
        "全链发力，等支柱产业加快发展，",
        "等",
        behind(_BEFORE_HEAD, "等"),
    ),
    Form(
        "time before 以来",
        rf"以来{_AT_HEAD.format('以来')}(?=[，,])",
        "现将情况汇报如下：以来，全市坚持创新驱动。",
        "以来",
        behind(_BEFORE_HEAD, ("以来",)),
    ),
    Form(
        "who leads",
        rf"由{_AT_HEAD.format('由')}(?={'|'.join(_LED)})",
        "会议召开，由牵头，",
        "由",
        behind(behind(_BEFORE_HEAD, "由"), _LED),
    ),
    Form(
        "with whom",
        "|".join(f"{word}{_AT_HEAD.format(word)}(?={'|'.join(_DONE_WITH)})" for word in "与同"),
        "赴外地招商，与签订协议3个，",
        "与",
        behind(behind(_BEFORE_HEAD, "与同"), _DONE_WITH),
    ),
    Form(
        "where",
        rf"在(?<=[{_BEFORE_HEAD}日]在)(?={'|'.join(_HELD)})(?![^，。；]{{2,14}}[时中期])",
        "推进会6月8日在召开，",
        "在",
        behind("在", _HELD),
    ),
    Form(
        "what it is about",
        r"以为(?=主题|核心|重点|抓手|契机|引领|主线|载体|依托|目标|统领)",
        "活动以为主题，",
        "以为",
        ("以为",),
    ),
    Form(
        "which honour",
        beginning(_HONOURED, f"(?={'|'.join(_HONOURS)})"),
        "被授予称号，",
        "授予",
        behind(_HONOURED, _HONOURS),
    ),
    Form(
        "who",
        rf"同志{_AT_HEAD.format('同志')}(?=主持|出席|率|带队|带领|到|赴|在|作|参加|代表)",
        "会议召开，同志主持会议，",
        "同志",
        behind(_BEFORE_HEAD, ("同志",)),
    ),
)
"""Names that are gone, told by the words that have closed up."""

_SENTENCE_MARKS = frozenset("，。；、：,;")
_BLANK = Pattern(f"{BLANKS}{{1,12}}", tuple(BLANK_CHARACTERS))
_LEFT_BY_BLANK = Pattern(
    rf"[%％](?=[{MARKS}]|$)|个百分点|(?:万亿|[亿万])美?元(?=[{MARKS}]|$)"
    rf"|(?:{PLAIN}){CLOSES}|(?:{MEASURE['heads']})(?=[{MARKS}]|$)"
    rf"|(?:{'|'.join(c.word for c in CLASSIFIERS)})(?=[{MARKS}]|$)|"
    + "|".join(f"{c.word}(?={c.nouns})" for c in CLASSIFIERS if c.noun_before is not None)
)
"""A unit behind the blanks that its number has left."""
_DATES = Forms(DATES)
_NAMES = Forms(NAMES)


def find_vanished(text: str) -> list[tuple[int, int]]:
    """What numbers and names that are gone have left behind, in the order of the text.

    A line without a mark of a sentence is a row or a heading of a table, where units stand alone.
    """
    # A mark in front: the head of the text is the head of a clause.
    is_sentence = not _SENTENCE_MARKS.isdisjoint(text)
    text = f"，{simplified(text)}"
    spans = [match.span() for match in _DATES.finditer(text)]
    if is_sentence:
        spans.extend(find_bare_units(text))
        spans.extend(_behind_blanks(text))
        spans.extend(match.span() for match in _NAMES.finditer(text))
    kept: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if not kept or start > kept[-1][1]:
            kept.append((start - 1, stop - 1))
    return kept


def _behind_blanks(text: str) -> Iterator[tuple[int, int]]:
    """The units behind the blanks that their numbers have left."""
    for blank in _BLANK.finditer(text):
        before = text[blank.start() - 1 : blank.start()]
        if (
            is_han(before)
            and before not in NUMERALS
            and (left := _LEFT_BY_BLANK.match(text, blank.end()))
        ):
            yield left.span()
