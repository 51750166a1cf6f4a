"""The grammar of a report's lines: numbers, titles, notes, attachments, signatures.

Everything here looks at plain text; who reads files and who checks or imports what they say share
it.
"""

from __future__ import annotations

from msgspec import Struct

from drafter.data.byline import BYLINE_FORMS, DATE, NAME, BylineForm
from drafter.data.numerals import SIGN_ROWS, is_numeral, numeral, numeral_at
from drafter.patterns import Pattern, words_in

_ITEM_FORMS = (
    # 1. and 1、 and 1.2024年重点项目 but not 1.5
    Pattern(r"(?P<number>\d{1,2})(?:[.．](?:(?!\d)|(?=(?:19|20)\d\d年))|、)\s*"),
    # （1） and (1), （1）、 and 1） as people type it
    Pattern(
        r"(?:[（(](?P<number>\d{1,2})[）)](?:、|[.．])?"
        r"|(?P<half>\d{1,2})[）)](?![\d，])(?![、。；])(?![）)]))\s*",
        ("）", ")"),
    ),
)
"""Numbers of the third and the fourth level, in digits."""
_BEHIND_NUMERAL = ("、", ".", "．")
_COUNTED_BY_NUMERAL = (
    "季度", "月", "年", "类", "级", "个", "名", "等", "期", "批", "线", "产",
)  # fmt: skip
"""What the second numeral of a pair counts: 二、三季度 and 五、六月份 begin no chapter."""
_SIGNS = {
    sign: (row.level, number) for row in SIGN_ROWS for number, sign in enumerate(row.signs, start=1)
}
_TIGHT_NUMBER = Pattern(r"(?P<number>\d{1,2})[.．](?=\d)")
"""8.6个重大专项, 14.2025年十件实事: a number only where the row shows that it is one."""
AMOUNT = Pattern(r"(?<![\d.])\d[\d.]{0,20}[万亿]?(?:[%％家项个件户名元]|人(?!才|大))")
"""What only a sentence states: a line with an amount that ends in a mark is no heading."""
_COUNTING_SENTENCE = Pattern(r"[，,：:].*\d")
LONGEST_HEADING = 60
"""Characters. Our choice: a numbered line that is longer is a paragraph."""
_LONGEST_NAME = 30
"""Characters of a name under a report, or of a heading without a number. Our choice."""
_GENRE = words_in(
    "总结|小结|报告|汇报|要点|计划|情况|方案|安排|规划|思路|打算|通报|综述|谋划|分析|概况|"
    "概述|回顾|展望|月报|季报|简报|快报|公报"
)
"""How the title of a report ends."""
_BRACKETS = frozenset("（）()")
_LONGEST_BRACKET = 12
"""Characters of a bracket behind a title. Our choice."""
_SENTENCE_MARKS = frozenset("。；，")
_CLOSING_MARKS = frozenset("。；;")
_MARKS = frozenset("。；，：:！？;,")
_DATE_CHARACTERS = frozenset("0123456789０１２３４５６７８９xXｘＸ×*＊_○〇零一二三四五六七八九十")
_BUREAU = Pattern("(?:局|委|委员会|办|办公室|厅|院|中心|政府|党组|公司|部|会|处|科|所|站|队)$")
_SPEAKING = Pattern("如下|以下|下列|汇报|总结|报告|[是为有]$|\\d")
"""What a line says that ends in a colon and is no addressee."""
_NOTE = Pattern(r"(?:附?注|备注|说明|名词解释|注释)(?:[：:]|$)")
_CONTENTS = Pattern(r"(?:…|\.{3,}|·{3,}|\t)[ 　]*\d{1,3}$")
_TABLE_OF_CONTENTS = Pattern("目[ 　]*录$", ("目",))
_RESTARTS = ("附件", "附录", "附表", "目录", "名词解释")
_ATTACHMENT_LABEL = Pattern(r"附[ 　]*件[ 　]*", ("附",))
_ATTACHMENTS = Pattern(r"附件[：:][ 　]*(?:(?P<number>1)[.．、][ 　]*)?", ("附件",))
_NEXT_ATTACHMENT = Pattern(r"(?P<number>\d{1,2})[.．、][ 　]*")


class Label(Struct, frozen=True):
    """The number that a line begins with."""

    level: int
    """1 to 4: 一、 （一） 1. （1）."""
    number: int
    end: int
    """The index behind it and the blanks that follow."""


def label_of(text: str) -> Label | None:
    """The number that the text begins with; None where there is none. 8.6个 begins with none."""
    if not text:
        return None
    if sign := _SIGNS.get(text[0]):
        return Label(*sign, _behind(text, 1))
    is_bracketed = text[0] in "（("
    if found := numeral_at(text, int(is_bracketed)):
        number, end = found
        if is_bracketed:
            is_closed = text[end : end + 1] in ("）", ")")
            return Label(2, number, _behind(text, end + 1)) if is_closed else None
        return Label(1, number, _behind(text, end)) if _opens_chapter(text, end) else None
    if not (is_bracketed or text[0].isdecimal()):
        return None
    for level, form in enumerate(_ITEM_FORMS, start=3):
        if match := form.match(text):
            return Label(level, int(match[match.lastgroup or "number"]), match.end())
    return None


def _opens_chapter(text: str, end: int) -> bool:
    """Whether the mark behind a numeral makes it the number of a chapter: 一、 and 一. as typed."""
    if text[end : end + 1] != "、":
        return text[end : end + 1] in (".", "．")
    second = numeral_at(text, end + 1)
    is_pair = second is not None and text.startswith(_COUNTED_BY_NUMERAL, second[1])
    if is_pair and _HEADS_A_PLAN.match(text, end + 1):
        return True
    return not is_pair and not text.startswith("月份", end + 1)


_HEADS_A_PLAN = Pattern("[二三四]季度(?:重点)?工作[^，。；]{0,8}$", ("季度工作", "季度重点"))
"""三、四季度工作打算: the third chapter, on the fourth quarter."""


def _behind(text: str, at: int) -> int:
    """The index behind the mark that may stand here, and behind the blanks that follow."""
    at += text[at : at + 1] in _BEHIND_NUMERAL
    return len(text) - len(text[at:].lstrip())


def tight_label_of(text: str) -> Label | None:
    """The number of 8.6个重大专项, where the row that it stands in shows that 8. is one."""
    match = _TIGHT_NUMBER.match(text)
    return Label(3, int(match["number"]), match.end()) if match else None


_EXPLAINS = Pattern(
    "^[^：:]{2,24}[：:](?:是?指|反映)", ("：指", "：是指", "：反映", ":指", ":是指", ":反映")
)
"""二、事业收入：指开展专业业务活动取得的收入。: what a word means, no heading."""


def stands_alone(text: str, level: int) -> bool:
    """Whether a line with a number of this level is a heading: short, and no sentence.

    一、 and （一） may end in 。 all the same, where the line states no figure; 1. and （1） are
    items then.
    """
    stripped = text.strip()
    if len(stripped) > LONGEST_HEADING or _EXPLAINS.search(stripped):
        return False
    if stripped.endswith("。") and (AMOUNT.search(stripped) or _COUNTING_SENTENCE.search(stripped)):
        return False
    if level < 3:
        stripped = stripped.rstrip("：:" if AMOUNT.search(stripped) else "。：:；;")
    return _CLOSING_MARKS.isdisjoint(stripped)


def is_title(text: str) -> bool:
    """Whether a line above the text is the title of a report.

    Short, no sentence, and ends as one does.
    """
    if not is_plain(text) or len(text) > LONGEST_HEADING:
        return False
    return _without_bracket(text).endswith(_GENRE)


def _without_bracket(title: str) -> str:
    """工作总结（送审稿）: the title without the bracket behind it."""
    start = max(title.rfind("（"), title.rfind("("))
    inner = title[start + 1 : -1]
    is_bracket = start >= 0 and title.endswith(("）", ")")) and _BRACKETS.isdisjoint(inner)
    return title[:start] if is_bracket and 0 < len(inner) <= _LONGEST_BRACKET else title


def is_whole_paragraph(text: str) -> bool:
    """Whether a line says a whole sentence: a title may stand above it, whatever its words."""
    return text.endswith(("。", "！", "？", "；", "：")) and not is_plain(text)


def is_plain(text: str) -> bool:
    """Whether the line holds no mark of a sentence: a title, a name, a cell."""
    return _SENTENCE_MARKS.isdisjoint(text)


def is_bare_heading(text: str) -> bool:
    """Whether a line without a number may be a heading: 名词解释, 2025年工作安排."""
    return len(text) <= _LONGEST_NAME and _MARKS.isdisjoint(text)


def is_date(text: str) -> bool:
    """Whether the line is a date and nothing else, known or masked: 2024年7月8日, xxxx年x月x日."""
    year, _year, rest = text.partition("年")
    month, _month, day = rest.partition("月")
    return (
        day.endswith(("日", "号"))
        and 4 <= len(year) <= 8
        and 1 <= len(month) <= 4
        and 1 <= len(day) - 1 <= 4
        and _DATE_CHARACTERS.issuperset(year + month + day[:-1])
    )


def is_name(text: str) -> bool:
    """Whether the line may be the name above the date: short, without marks or number."""
    return is_bare_heading(text) and not label_of(text)


def is_bureau(text: str) -> bool:
    """Whether the line is the name of a bureau and nothing else.

    It may sign a report without date.
    """
    return is_name(text) and bool(_BUREAU.search(text))


class BylinePart(Struct, frozen=True):
    """A line below the title that says who reports, or when; spans are indices of the line."""

    form: BylineForm
    name: tuple[int, int]
    """Of the bureau; empty where it names none."""
    date: tuple[int, int]


def byline_of(text: str) -> BylinePart | None:
    """What a line below a title says where it names the bureau, the date or both, and no more."""
    closed = text[-1:] if text.endswith(("）", ")")) else ""
    end = len(text) - len(closed)
    start = _date_start(text, end)
    opened = text[start - 1 : start] if text[start - 1 : start] in ("（", "(") else ""
    name = text[: start - len(opened)].rstrip(" 　\t")
    if name and not (is_bureau(name) and _NO_NAME_HOLDS.isdisjoint(name)):
        return None
    told = (NAME if name else "", DATE if start < end else "")
    typed = f"{told[0]}{text[len(name) : start]}{told[1]}{closed}"
    form = next((form for form in BYLINE_FORMS if form == typed), None)
    if form is None:
        return None
    return BylinePart(form, (0, len(name)), (start, end) if start < end else (0, 0))


_NO_NAME_HOLDS = frozenset("（()）0123456789")


def _date_start(text: str, end: int) -> int:
    """Where the date begins that the stretch ends with; its end where it ends with none."""
    start = year = text.rfind("年", 0, end)
    while start > 0 and text[start - 1] in _DATE_CHARACTERS:
        start -= 1
    return start if year > 0 and is_date(text[start:end]) else end


def is_addressee(text: str) -> bool:
    """Whether the line, without its colon, may be whom a report is for: 市委、市政府; 各位代表."""
    return (
        0 < len(text) <= LONGEST_HEADING
        and is_plain(text)
        and not _SPEAKING.search(text)
        and label_of(text) is None
        and not text.startswith("附件")
    )


def is_note(text: str) -> bool:
    """Whether the line opens notes: 注：…, 名词解释."""
    return bool(_NOTE.match(text))


def is_contents_line(text: str) -> bool:
    """Whether the line is one of a table of contents: 一、主要成效……3."""
    return text[-1:].isdigit() and bool(_CONTENTS.search(text))


def is_contents_heading(text: str) -> bool:
    """Whether the line is 目录."""
    return bool(_TABLE_OF_CONTENTS.fullmatch(text))


def begins_anew(text: str) -> bool:
    """Whether numbers count from one again behind the line: 附件1, 目录, 名词解释, 第二部分."""
    if text.startswith(_RESTARTS):
        return True
    part = numeral_at(text, 1) if text.startswith("第") else None
    return part is not None and text.startswith("部分", part[1])


def attachment_number(text: str) -> int | None:
    """The number of a line that says 附件1, 附件一 or 附件 (0); None for any other line."""
    match = _ATTACHMENT_LABEL.match(text)
    if not match:
        return None
    typed = text[match.end() :] or "0"
    if typed.isdecimal() and len(typed) < 3:
        return int(typed)
    return numeral(typed) if is_numeral(typed) else None


def attachments_head(text: str) -> tuple[int, bool] | None:
    """The index where the first name begins in 附件：1. 甲表, and whether it bears a number.

    None for a line that lists no attachment.
    """
    match = _ATTACHMENTS.match(text)
    return (match.end(), bool(match["number"])) if match else None


def attachment_head(text: str, number: int) -> int | None:
    """The index where the name begins in the line of this attachment (2.

    乙表); None for another line.
    """
    match = _NEXT_ATTACHMENT.match(text)
    return match.end() if match and int(match["number"]) == number else None
