"""The grammar of a report's lines: numbers, titles, notes, attachments, signatures.

Everything here looks at plain text; who reads files and who checks or imports what they say share
it.
"""

from __future__ import annotations

from msgspec import Struct

from drafter.data.byline import BYLINE_FORMS, DATE, NAME, BylineForm
from drafter.data.numerals import NUMERAL, SIGN_ROWS, numeral
from drafter.patterns import Pattern, behind

_HEADING_FORMS = (
    # 一、 but not 二、三季度 nor 五、六月份; 一. as people type it
    Pattern(
        rf"(?P<number>{NUMERAL})(?:、"
        rf"(?!(?:{NUMERAL})(?:季度|月份?|年|[类级个名等期批线产])|月份)|[.．])[ 　\t]*"
    ),
    # （一） and (一), （一）、 as people type it
    Pattern(rf"[（(](?P<number>{NUMERAL})[）)][、.．]?[ 　\t]*"),
    # 1. and 1、 and 1.2024年重点项目 but not 1.5
    Pattern(r"(?P<number>\d{1,2})(?:[.．](?:(?!\d)|(?=(?:19|20)\d\d年))|、)[ 　\t]*"),
    # （1） and (1), （1）、 and 1） as people type it
    Pattern(
        r"(?:[（(](?P<number>\d{1,2})[）)][、.．]?"
        r"|(?P<half>\d{1,2})[）)](?=[^\d，。；、）)]|$))[ 　\t]*"
    ),
)
_SIGNS = {
    sign: (row.level, number) for row in SIGN_ROWS for number, sign in enumerate(row.signs, start=1)
}
_BEHIND_SIGN = Pattern(r"[、.．]?[ 　\t]*")
_TIGHT_NUMBER = Pattern(r"(?P<number>\d{1,2})[.．](?=\d)")
"""8.6个重大专项, 14.2025年十件实事: a number only where the row shows that it is one."""
AMOUNT = Pattern(r"(?<![\d.])\d[\d.]{0,20}[万亿]?(?:[%％家项个件户名元]|人(?!才|大))")
"""What only a sentence states: a line with an amount that ends in a mark is no heading."""
_COUNTING_SENTENCE = Pattern(r"[，,：:].*\d")
LONGEST_HEADING = 60
"""Characters. Our choice: a numbered line that is longer is a paragraph."""
_LONGEST_NAME = 30
"""Characters of a name under a report, or of a heading without a number. Our choice."""
_GENRE = Pattern(
    "(?:总结|小结|报告|汇报|要点|计划|情况|方案|安排|规划|思路|打算|通报|综述|谋划|分析|概况|概述"
    "|回顾|展望|[月季简快公]报)"
    "(?:[（(][^（）()]{1,12}[）)])?$"
)
"""How the title of a report ends."""
_SENTENCE_MARK = Pattern("[。；，]")
_CLOSED = Pattern("[。；;]")
_ANY_MARK = Pattern("[。；，：:！？;,]")
_DIGIT = r"[\dxXｘＸ×*＊_○〇零一二三四五六七八九十]"
_DATE = Pattern(rf"{_DIGIT}{{4,8}}年{_DIGIT}{{1,4}}月{_DIGIT}{{1,4}}[日号]")
_BUREAU = Pattern("(?:局|委|委员会|办|办公室|厅|院|中心|政府|党组|公司|部|会|处|科|所|站|队)$")
_SPEAKING = Pattern("如下|以下|下列|汇报|总结|报告|[是为有]$|\\d")
"""What a line says that ends in a colon and is no addressee."""
_NOTE = Pattern(r"(?:附?注|备注|说明|名词解释|注释)(?:[：:]|$)")
_CONTENTS = Pattern(r"(?:…|\.{3,}|·{3,}|\t)[ 　]*\d{1,3}$")
_TABLE_OF_CONTENTS = Pattern("目[ 　]*录$")
_RESTART = Pattern(
    rf"(?:附件|附录|附表|目录|名词解释|第(?:{NUMERAL})部分)",
    ("附件", "附录", "附表", "目录", "名词解释", *behind("一二三四五六七八九十", ("部分",))),
)
_ATTACHMENT_LABEL = Pattern(rf"附[ 　]*件[ 　]*(?P<number>\d{{1,2}}|{NUMERAL})?$")
_ATTACHMENTS = Pattern(r"附件[：:][ 　]*(?:(?P<number>1)[.．、][ 　]*)?")
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
        behind_it = _BEHIND_SIGN.match(text, 1)
        return Label(*sign, behind_it.end() if behind_it else 1)
    if text[0] not in "（(0123456789一二三四五六七八九十":
        return None
    for level, form in enumerate(_HEADING_FORMS, start=1):
        if match := form.match(text):
            typed = match[match.lastgroup or "number"]
            return Label(level, int(typed) if typed.isdecimal() else numeral(typed), match.end())
    return None


def tight_label_of(text: str) -> Label | None:
    """The number of 8.6个重大专项, where the row that it stands in shows that 8. is one."""
    match = _TIGHT_NUMBER.match(text)
    return Label(3, int(match["number"]), match.end()) if match else None


def stands_alone(text: str, level: int) -> bool:
    """Whether a line with a number of this level is a heading: short, and no sentence.

    一、 and （一） may end in 。 all the same, where the line states no figure; 1. and （1） are
    items then.
    """
    stripped = text.strip()
    if len(stripped) > LONGEST_HEADING:
        return False
    if stripped.endswith("。") and (AMOUNT.search(stripped) or _COUNTING_SENTENCE.search(stripped)):
        return False
    if level < 3:
        stripped = stripped.rstrip("：:" if AMOUNT.search(stripped) else "。：:；;")
    return not _CLOSED.search(stripped)


def is_title(text: str) -> bool:
    """Whether a line above the text is the title of a report.

    Short, no sentence, and ends as one does.
    """
    return is_plain(text) and len(text) <= LONGEST_HEADING and bool(_GENRE.search(text))


def is_whole_paragraph(text: str) -> bool:
    """Whether a line says a whole sentence: a title may stand above it, whatever its words."""
    return text.endswith(("。", "！", "？", "；", "：")) and bool(_SENTENCE_MARK.search(text))


def is_plain(text: str) -> bool:
    """Whether the line holds no mark of a sentence: a title, a name, a cell."""
    return not _SENTENCE_MARK.search(text)


def is_bare_heading(text: str) -> bool:
    """Whether a line without a number may be a heading: 名词解释, 2025年工作安排."""
    return len(text) <= _LONGEST_NAME and not _ANY_MARK.search(text)


def is_date(text: str) -> bool:
    """Whether the line is a date and nothing else, known or masked: 2024年7月8日, xxxx年x月x日."""
    return bool(_DATE.fullmatch(text))


def is_name(text: str) -> bool:
    """Whether the line may be the name above the date: short, without marks or number."""
    return len(text) <= _LONGEST_NAME and not _ANY_MARK.search(text) and not label_of(text)


def is_bureau(text: str) -> bool:
    """Whether the line is the name of a bureau and nothing else.

    It may sign a report without date.
    """
    return is_name(text) and bool(_BUREAU.search(text))


_BYLINE = Pattern(
    rf"(?P<name>[^（()）\d]*?)(?P<before>[ 　\t]*[（(]?)(?P<date>{_DATE.pattern})?(?P<after>[）)]?)"
)


class BylinePart(Struct, frozen=True):
    """A line below the title that says who reports, or when; spans are indices of the line."""

    form: BylineForm
    name: tuple[int, int]
    """Of the bureau; empty where it names none."""
    date: tuple[int, int]


def byline_of(text: str) -> BylinePart | None:
    """What a line below a title says where it names the bureau, the date or both, and no more."""
    match = _BYLINE.fullmatch(text)
    if match is None:
        return None
    name, date = match["name"], match["date"] or ""
    if name and not is_bureau(name):
        return None
    typed = (NAME if name else "") + match["before"] + (DATE if date else "") + match["after"]
    form = next((form for form in BYLINE_FORMS if form == typed), None)
    if form is None:
        return None
    return BylinePart(form, match.span("name"), match.span("date") if date else (0, 0))


def is_addressee(text: str) -> bool:
    """Whether the line, without its colon, may be whom a report is for: 市委、市政府; 各位代表."""
    return (
        0 < len(text) <= LONGEST_HEADING
        and not _SENTENCE_MARK.search(text)
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
    return bool(_RESTART.match(text))


def attachment_number(text: str) -> int | None:
    """The number of a line that says 附件1, 附件一 or 附件 (0); None for any other line."""
    match = _ATTACHMENT_LABEL.fullmatch(text)
    if not match:
        return None
    typed = match["number"] or "0"
    return int(typed) if typed.isdecimal() else numeral(typed)


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
