"""Ranks of the text: where they stand, what is ranked, and how a report file writes them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from drafter.data.numerals import COUNT, count_of
from drafter.data.rank import parse_rank
from drafter.errors import WrongValueError
from drafter.han import HAN
from drafter.patterns import Pattern
from drafter.prose.ranks import AMONG, LED, RANK_VERB, worded_ranks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.prose.claims import Claim, Reading

_DIGITS = r"(?:(?:倒数)?第|前)\d{1,3}[位名]?"
_LED = Pattern(LED + _DIGITS)
_BARE = Pattern(rf"(?:{AMONG}|(?:(?!全[国省市县区州球]|倒数)[^\W\d居列排位增速]){{0,8}}){_DIGITS}")
_MOVED = Pattern(
    r"在?(?P<head>(?:全[国省市县区州](?:排名)?)?)的?(?:排名|位次|名次)?[由从](?:上年|去年)?的?(?P<among>[^，。；\d]{0,12}?)"
    r"第\d{1,3}[位名]?(?:上升|跃升|提升|前移|升|下降|下滑|后移|降|退|跌|变)[到至为]第\d{1,3}[位名]?$"
)
"""全市排名由第5位升至第2位: the second is the rank, the words before the first lead to it."""
_FROM = Pattern(r"[由从](?!.到)[^，。；\d]{0,12}第\d{1,3}[位名]?$")
_EVEN = Pattern("^(?:[均都也仍稳又]+(?=[位居列排])|[至到]+(?=第))")
"""What leads to the verb of a rank and is no part of it."""
_BEFORE = Pattern("[，、；。（]")
_CLAUSE = Pattern("[，；。（]")
_ASIDE = Pattern(rf"（(?:{HAN}|、){{1,6}}）")
"""What brackets add to among whom: 92个县（市）."""
_AMONG_SO_MANY = "(?:在?全?[省市县]?[0-9一二三四五六七八九十]{1,3}个?[县市区州地旗]{1,3}中?)?"
_MEASURES = (
    "总量", "规模", "产量", "数量", "总数", "总额", "额度", "金额", "面积", "里程", "密度", "占比",
    "比重", "进度", "得分", "数", "位次", "名次", "排名", "浓度", "水平", "绝对额",
)  # fmt: skip
"""What names a figure just told by its measure alone."""
_GROWTHS = ("增速", "增幅", "降幅", "增量", "幅度", "增长")
_MOVES = r"(?:[较比](?:上年|去年)(?:提升|上升|前移|下降|后移|下滑)\d{1,2}[位名个]{1,2}[至到]?)?"
_MEASURED = f"(?:(?:改善|增长|下降|提升)?(?:{'|'.join(_GROWTHS)})|{'|'.join(_MEASURES)})?"
_SAYS_RANK = Pattern(
    f"(?:其|并|且|已|但|后者|前者)?(?:预计)?(?:在全[国省市县区州])?{_MEASURED}(?:按?[由从].到.(?:排序|排列)?为?)?{_MOVES}"
    f"(?:连续.{{1,6}}(?:年|月|季度?|届))?{_AMONG_SO_MANY}(?:与[^，。；]{{2,10}}|在[^，。；]{{2,16}}[中里内]|在|分别)?"
    "[均都稳仍排跃仅只高退则也却但更又已]?(?:首次|成功|继续)?(?:进入|跻身|保持|跃居|处于|处在|蝉联|夺得)?"
)
"""What may stand between the mark behind a value and its rank."""
_LEADS_TO_RANK = Pattern(
    "(?:双双|夺得|摘得|蝉联|[稳仍均都在跃仅只高退则也却但更又已]|上?升至|跃升至|跃居|退至"
    "|保持|处于|处在|稳定|继续|排名|首次|成功|进入|跻身|力争|确保|连续.{1,6}(?:年|月|季度?|届))+$"
)
_AMONG_THEM = Pattern(
    "(?<=..)在[^，。；]{2,20}[中里内]$"
    "|^在[^，。；]{0,8}[0-9]{1,3}[^，。；]{1,8}中(?=..)|(?<!参)与[^，。；]{2,8}$|按?[由从].到.(?:排序|排列)?为?$"
)
_BEGINS = Pattern(rf"{RANK_VERB}|全[国省市县区州球]|世界|(?<=和|及|与)(?=第)")
_NO_NAME = Pattern("[和及0-9]|(?<!参)与|中$")
NEAR = 20
"""Characters between a value and the rank that is said of it. Our choice."""
_LONGEST_LEAD = 80
"""Characters before a rank in which its clause begins. Our choice."""
_FIELD_OF_DIGITS = 24
"""Characters before its digits in which a rank begins. Our choice."""
_RIVALS = Pattern(
    rf"[^，。；]{{1,12}}[中里内](?:(?:分别|均|稳|[^，。；\d]{{2,6}})?{RANK_VERB}[^，。；]{{0,4}}(?:第|前|首)"
    "|[^，。；\\d]{0,4}(?:垫底|末位|首位|榜首))"
)
"""What follows the count of those among whom something is ranked: 28个部门中排名第四."""
_OF_THEM = Pattern(
    "[^，。；\\d]{1,12}(?:之首|首位|垫底|第[一二三四五六七八九十\\d])",
    ("之首", "首位", "垫底", "第"),
)
"""The same behind 居全市: 居全市9个县（市、区）首位."""
_IN_ALL = Pattern("[居列排]全[国省市县区州]$", ("全",))
_OF_AMOUNT = Pattern(f"(?:其|并|且)?(?:{'|'.join(_MEASURES)})")
_OF_GROWTH = Pattern("增[速幅长]|(?<!新)增量|降幅|幅度|净增")
_GROWTH_FIRST = Pattern("(?:其|并|且)?(?:增速|增幅)")
_GROWTH_AT_END = Pattern("(?:增速|增幅|降幅)$")
JOINTS = Pattern("、|和|及")
_IN_ROW = Pattern("(?:分别|依次|分|各|均)$")
_EVALUATION = Pattern(
    "评估|评价|评比|评选|考核|考评|通报|测评|竞赛|比赛|大赛|练兵|检查|评审|排名|排行|榜"
)
_EVALUATED = Pattern(
    "在(?:全[国省市县区州][0-9]{1,3}[家个])?(?P<what>[^，。；《》]{2,20}?)中(?:[^，。；]{0,10}，|以[^，。；]{1,8})?"
    "(?:我[省市县区局院中心])?(?:[一二三两]次)?$"
    "|在《(?P<titled>[^，。；《》]{2,20}?)(?:报告)?》中，?(?:我[省市县区局院中心])?(?:[一二三两]次)?$"
)
"""在全省6家实验室年度评估中名列第一: what is ranked is what was evaluated."""


class Shared(Struct, frozen=True):
    """Which figures one rank is of, as its clause says."""

    named: str = ""
    """获批额、发放额均列; empty where they are counted or not named."""
    count: int = 0
    """两项指标均居; 0 where nothing is counted: of the row before."""
    of: str = ""
    """What is counted, or the measure of each: 两项指标均, 数量均."""
    by_growth: bool = False


_COUNTED = Pattern(
    rf"(?:这|上述|以上)?(?P<count>{COUNT})[项个者](?P<of>[^，。；、\d]{{0,8}}?)(?P<growth>增速|增幅|降幅)?"
)
_EACH = ("均", "都", "双双")


def names_a_measure_alone(name: str) -> bool:
    """Whether a name is none but the measure of another figure: 增速, 规模."""
    return name in (*_MEASURES, "行业", "同行业", "当年") or name.startswith(
        ("增速", "增幅", "降幅")
    )


def shared_by(clause: str) -> Shared | None:
    """The figures that the clause before a rank gives it to; None where it is of one."""
    body = _LEADS_TO_RANK.sub("", _AMONG_THEM.sub("", clause))
    counted = _COUNTED.fullmatch(body)
    if counted and (count := count_of(counted["count"])) > 1:
        return Shared(count=count, of=counted["of"], by_growth=bool(counted["growth"]))
    if not any(word in clause[len(body) :] for word in _EACH):
        return None
    body = body.removeprefix("其中").removeprefix("，")
    names = [name for name in JOINTS.split(body) if name]
    return Shared(named=body) if len(names) > 1 else Shared(of=body if body in _MEASURES else "")


def last_clause(text: str) -> str:
    """What stands behind the last mark of the text."""
    return _CLAUSE.split(text)[-1]


def ranked_of_figure(name: str) -> str:
    """The key of the rank that a measure alone names; empty for a name of its own.

    总量、增速分别居全市第2位、第3位: two ranks of the figure just told.
    """
    if name in _MEASURES:
        return "位次"
    moved = name.removeprefix("提高").removeprefix("下降").removeprefix("净")
    return "增速位次" if moved in _GROWTHS or moved == "增数" else ""


class RankAt(NamedTuple):
    """A rank as typed, and where it stands in the paragraph as read."""

    typed: str
    start: int
    end: int
    head: str = ""
    """What stands before it once for all of its row: 居全市; empty where it says that itself."""

    @property
    def whole(self) -> str:
        """The rank with what its row says once: 居全市第一."""
        return self.head + self.typed

    def lead(self, text: str) -> str:
        """The clause up to the rank."""
        return self._clauses(text)[-1]

    def clause(self, text: str) -> str:
        """The clause up to the rank, with all the names of a row in it."""
        return last_clause(text[max(0, self.start - _LONGEST_LEAD) : self.start])

    def _clauses(self, text: str) -> list[str]:
        """What stands before the rank, the last up to it."""
        stretch = _ASIDE.sub("", text[max(0, self.start - _LONGEST_LEAD) : self.start])
        return _BEFORE.split(stretch)

    def is_of_growth(self, text: str) -> bool:
        """Whether it, or what stands right before it, is said of a growth.

        增速居全市第2位; 增速高于全市0.4个百分点，居全市第3位.
        """
        *before, lead = self._clauses(text)
        if lead:
            return _OF_GROWTH.search(lead) is not None
        return bool(before) and _GROWTH_FIRST.match(before[-1]) is not None

    def is_of_amount(self, text: str) -> bool:
        """Whether it is said of the amount, though its growth stands between: 总量居全省第3位."""
        return _OF_AMOUNT.match(self.lead(text)) is not None

    def follows(self, text: str) -> bool:
        """Whether it is said of the value before it: nothing of its own is named between."""
        return _SAYS_RANK.fullmatch(self.lead(text)) is not None

    def evaluated(self, text: str) -> str:
        """What was evaluated, where the rank is that of an evaluation; else empty."""
        match = _EVALUATED.search(text, max(0, self.start - _LONGEST_LEAD), self.start)
        what = (match["what"] or match["titled"]) if match else ""
        return what if _EVALUATION.search(what) else ""

    def of_its_own(self) -> RankAt:
        """The rank from its verb or from among whom it is: 应用率升至全国第3位 is 全国第3位."""
        match = _BEGINS.search(self.typed)
        shift = match.start() if match else 0
        return self._replace(typed=self.typed[shift:], start=self.start + shift)

    def behind(self, first: RankAt) -> RankAt:
        """The rank in a row behind its first, which says among whom."""
        place = max(first.typed.rfind("第"), first.typed.rfind("前"))
        bare = self.typed[:1] in ("第", "前")
        return self._replace(head=first.typed[:place]) if bare and place > 0 else self


def rank_of(reading: Reading, claim: Claim) -> RankAt | None:
    """The rank whose digits a claim is: 居全省第3位. None for one of before: 由第5位."""
    text, end = reading.text, claim.number.full_end
    first = max(0, claim.start - _FIELD_OF_DIGITS)
    if _FROM.search(text, first, end) and not _MOVED.search(text, first, end):
        return None
    if moved := _MOVED.search(text, max(0, first - _FIELD_OF_DIGITS), end):
        start = max(text.rfind("第", 0, claim.start), text.rfind("前", 0, claim.start))
        return RankAt(text[start:end], moved.start(), end, moved["head"] + moved["among"])
    for form in (_LED, _BARE):
        for match in form.finditer(text, first, end):
            if match.end() >= claim.number.end:
                return RankAt(_EVEN.sub("", match[0]), match.start(), match.end())
    return None


def counts_rivals(reading: Reading, claim: Claim) -> bool:
    """Whether a number counts those among whom something is ranked: it is no figure."""
    end = claim.number.full_end
    in_all = _IN_ALL.search(claim.lead) is not None
    return bool(_RIVALS.match(reading.text, end) or (in_all and _OF_THEM.match(reading.text, end)))


def ranks_in_words(reading: Reading) -> Iterator[list[RankAt]]:
    """Ranks without a digit, those of a row together: 居全省首位; 分别居全市第三、第一."""
    rows = 0
    found: list[tuple[int, RankAt]] = []
    for rank in worded_ranks(reading.text):
        rows += rank.at == 0
        typed = reading.text[rank.start : rank.end]
        found.append((rows, RankAt(typed, rank.led, rank.end, rank.head if rank.at else "")))
    for _row, ranks in groupby(found, key=lambda entry: entry[0]):
        yield [rank for _number, rank in ranks]


def names_its_row(clause: str) -> str | None:
    """What stands before 分别 in the clause of a row of ranks; None where no such word stands."""
    match = _IN_ROW.search(clause)
    return _AMONG_THEM.sub("", clause[: match.start()]) if match else None


def written_rank(typed: str) -> str:
    """A rank as a report file writes it; empty where it cannot say the very words."""
    try:
        parsed = parse_rank(typed)
    except WrongValueError:
        return ""
    if parsed.verb == "居" and typed == f"居{parsed.text}":
        return parsed.text  # the words of a rank bring their own verb
    return typed if parsed.typed == typed else ""


def ranked_by(lead: str) -> tuple[str, bool]:
    """What a clause ranks by the words before its rank, and whether by its growth.

    进出口增速居 is 进出口 by its growth. Empty where it names several.
    """
    name = _LEADS_TO_RANK.sub("", _AMONG_THEM.sub("", lead))
    stem = _GROWTH_AT_END.sub("", name)
    return ("" if _NO_NAME.search(stem) else stem), stem != name
