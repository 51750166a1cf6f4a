"""What its writer or a program has left behind: 待补, TBD, {{ 名 }}, #REF!, 单击此处输入文字."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.han import HAN
from drafter.patterns import Form, Forms, behind
from drafter.prose.slots import CLOSES, MEASURE, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_VERB = "(?<![有亟尚急接等优期招善对看款相])"
"""有待, 亟待, 等待, 接待: verbs, no notes."""
_OPENING = "（(【["
_NOT_LATIN = "(?<![A-Za-z0-9.@_-])"
_NOT_LATIN_BEHIND = "(?![A-Za-z0-9.@_-])"


TODO_MARKS = (
    Form(
        "waiting, in brackets",
        r"[（(【\[](?:待(?:[补填核定完]|[^）)】\]\n]{0,12}?(?:反馈|提供|更新|确认|统计))"
        r"|缺(?![口乏陷位席少])|后补|数据待)[^）)】\]\n]{0,20}[）)】\]]",
        "成交额（待市统计局核定）",
        "（待市统计局核定）",
        behind(_OPENING, ("待", "缺", "后补", "数据待")),
    ),
    Form(
        "no figures, in brackets",
        r"[（(【\[](?:暂?无数据|数据暂?缺|暂缺|空缺|未统计|待定)[）)】\]]",
        "周期为（暂无数据）个月",
        "（暂无数据）",
        ("无数据", "数据缺", "暂缺", "空缺", "未统计", "待定"),
    ),
    Form(
        "note of the writer",
        r"[（(【\[](?:注[:：][^）)】\]\n]{0,40}?(?:填写|补充|修改|更新|核[实改对准])[^）)】\]\n]{0,40}"
        r"|此处[^）)】\]\n]{0,40})[）)】\]]",
        "（此处补充典型案例）",
        "（此处补充典型案例）",
        behind(_OPENING, ("注", "此处")),
    ),
    Form(
        "waiting, behind its subject in brackets",
        r"[（(【\[][^（(【\[）)】\]\n]{1,16}待(?:补|填|更新|提供|确认|录入"
        r"|核(?![准查发心]))[^）)】\]\n]{0,10}[）)】\]]",
        "（上月数待补充）",
        "（上月数待补充）",
        behind("待", ("补", "填", "更新", "提供", "确认", "录入", "核")),
    ),
    Form(
        "to be done after, in brackets",
        r"[（(【\[][^（(【\[）)】\]\n]{0,12}(?:核实|确认|统计|核对|汇总|反馈)后再?(?:补|填"
        r"|更新|报)[^）)】\]\n]{0,10}[）)】\]]",
        "（核实后补充）",
        "（核实后补充）",
        behind(("后", "后再"), ("补", "填", "更新", "报")),
    ),
    Form(
        "order, in brackets",
        r"[（(【\[](?:补充?|填写?|插入|加上?|更新)(?:具体|最新|相关)?"
        r"(?:数据|数字|数值|内容|案例|名称|名单|图表|表格|图片)[^）)】\]\n]{0,8}[）)】\]]",
        "（补充最新数据）",
        "（补充最新数据）",
        behind(_OPENING, ("补", "填", "插入", "加", "更新")),
    ),
    Form(
        "figure not of now, in brackets",
        r"[（(【\[][^（(【\[）)】\]\n]{0,10}(?:未更新|数据缺失|(?:数[字据值]?|额|率|值|时间"
        r"|文号|人数)待定"
        r"|沿用上年数?|去年数据|旧数据)[^（(【\[）)】\]\n]{0,10}[）)】\]]",
        "（去年数据，未更新）",
        "（去年数据，未更新）",
        ("未更新", "数据缺失", "待定", "沿用上年", "去年数据", "旧数据"),
    ),
    Form(
        "request, in brackets",
        r"[（(【\[](?:请(?!示)|数据[需待请]|需再?(?=[核补]))[^）)】\]\n]{0,20}?(?:补充|补填"
        r"|填写|核对|核实|确认|提供)[^）)】\]\n]{0,10}[）)】\]]",
        "（请运行科填写）",
        "（请运行科填写）",
        (*behind(_OPENING, "请"), *behind("需", "再核补"), *behind("数据", "请需待")),
    ),
    Form(
        "waiting, at the end of a clause",
        rf"{_NO_VERB}待(?:补充|填写|填报|补填|补录|核实|核定|补|填|核)(?=[，。；、）)\s]|$)",
        "成交额待核实，",
        "待核实",
        behind("待", "补填核"),
    ),
    Form(
        "waiting, before a unit",
        rf"待(?:定|补充|核实|补|填|核)(?<={HAN}待.)(?={UNIT}{CLOSES})|待(?:补充"
        rf"|核实)(?={MEASURE})",
        "充电桩待定个，",
        "待定",
        behind("待", "定补核填"),
    ),
    Form(
        "figure that is waited for",
        r"待定(?<=(?:增长|下降|占比|达到|完成|总额|总量|产值|投资|收入|金额|比重|总数"
        r"|人数)待定)(?=[，。；、）)\s]|$)",
        "技改投资增长待定，",
        "待定",
        ("待定",),
    ),
    Form("to be filled in", "补数(?![字据量目额值])", "此处补数，", "补数", ("补数",)),
    Form(
        "Latin note",
        r"(?<![A-Za-z])(?:TBD|TBC|TODO|FIXME|tbd|tbc)(?![A-Za-z])",
        "培育高企TBD，",
        "TBD",
        ("TBD", "TBC", "TODO", "FIXME", "tbd", "tbc"),
    ),
    Form(
        "missing",
        rf"暂缺(?=[，。；、）)\s]|$|{UNIT}{CLOSES})",
        "在孵企业数暂缺，",
        "暂缺",
        ("暂缺",),
    ),
)
"""Notes that a writer has left for himself or a colleague."""

RESIDUE = (
    Form(
        "expression of a template",
        r"\{\{[^{}\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}|<%[^%\n]{0,80}%>|\$\{[^}\n]{0,80}\}",
        "全年投入{{ 研发投入 }}亿元",
        "{{ 研发投入 }}",
        ("{{", "{%", "<%", "${"),
    ),
    Form(
        "name in signs",
        r"(?<!\{)\{[^\W\d][\w. ]{0,20}\}(?!\})|\[\[[^\[\]\n]{1,30}\]\]"
        r"|@(?![a-z\d])\w\w{0,20}@|\$(?![a-z\d])\w\w{0,30}\$"
        r"|__[A-Z][A-Z0-9_]{0,30}__",
        "总产值达{产值}亿元",
        "{产值}",
        ("{", "[[", "@", "$", "__"),
    ),
    Form(
        "place of a format",
        rf"%(?:[0-9]?\.[0-9])?[sdf](?![A-Za-z\d])(?<![\d%A-Za-z)）]%[sdf])(?={UNIT}|[，。；、]|{HAN})",
        "新增企业%d家",
        "%d",
        behind("%", "sdf.0123456789"),
    ),
    Form(
        "field of a letter",
        rf"«[^»\n]{{0,60}}»|‹[^›>\n]{{1,20}}[›>]|<{{1,2}}‹?{HAN}{{2,10}}›?>{{1,2}}"
        r"|(?<![A-Za-z])MERGEFIELD(?![a-z])",
        "«单位名称»负责",
        "«单位名称»",
        ("«", "‹", "<", "MERGEFIELD"),
    ),
    Form(
        "comment",
        r"<!--(?:[^>\n]{0,80}-->)?",
        "成绩来之不易。<!-- 待改 -->",
        "<!-- 待改 -->",
        ("<!--",),
    ),
    Form(
        "error of a sheet",
        r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!)|#{5,}",
        "增长#DIV/0!，",
        "#DIV/0!",
        ("#",),
    ),
    Form(
        "no value",
        rf"{_NOT_LATIN}(?:nan|NaN|NULL|null|None|undefined){_NOT_LATIN_BEHIND}",
        "新增企业nan家",
        "nan",
        ("nan", "NaN", "NULL", "null", "None", "undefined"),
    ),
    Form(
        "no value in a slot",
        rf"(?<={HAN})(?:N/A|n/a|NA|inf|-inf|∞)(?={UNIT}|[，。；])",
        "同比增长inf%",
        "inf",
        ("N/A", "n/a", "NA", "inf", "∞"),
    ),
    Form(
        "lost reference",
        r"错误[!！]未找到引用源。?",
        "详见错误!未找到引用源。",
        "错误!未找到引用源。",
        ("未找到引用源",),
    ),
    Form(
        "label of a site",
        r"\[标签[:：][^\]\n]{0,40}\]",
        "[标签:介绍]全市",
        "[标签:介绍]",
        ("[标签",),
    ),
    Form(
        "sign of a page",
        r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|#\d{2,5});|</?(?:br|p|div|span|td"
        r"|tr)\s{0,4}/?>",
        "全市&nbsp;",
        "&nbsp;",
        ("&", "<"),
    ),
    Form(
        "word of a site",
        r"(?:…+|\.{3,6})?预览结束|展开全文|阅读全文|查看全文|未完，?继续阅读|下载后可编辑"
        r"|此处(?:省略|隐藏)\d*字|点击(?:查看更多|下载全文)",
        "全市新增高企12家…预览结束",
        "…预览结束",
        ("预览结束", "全文", "未完", "下载后", "此处", "点击"),
    ),
    Form(
        "prompt of a form",
        r"(?:点击|单击)?(?:在此处?|此处)(?:键入|添加|插入)(?:文字|内容|标题|正文|图片|表格)"
        r"|点击添加(?:文字|标题|内容|正文)|请输入(?:文字|内容|标题|正文|单位名称|姓名)"
        rf"|(?:单击|点击|单击或点击)(?:或点击)?此处输入{HAN}{{1,6}}|请在此处(?:输入"
        r"|填写)[^，。\s）)】\]]{0,8}",
        "单击此处输入文字",
        "单击此处输入文字",
        ("在此", "此处", "点击添加", "请输入"),
    ),
)
"""What a program, a form or a web page has left."""

TODO_FORMS = Forms(TODO_MARKS)
RESIDUE_FORMS = Forms(RESIDUE)


class Leftovers(Struct, frozen=True):
    """The spans of what was left in a text."""

    notes: tuple[tuple[int, int], ...]
    residue: tuple[tuple[int, int], ...]


def leftovers_of(text: str) -> Leftovers:
    """Everything that its writer, a program, a form or a web page has left in the text."""
    return Leftovers(tuple(find_todo_marks(text)), tuple(find_residue(text)))


def find_todo_marks(text: str) -> Iterator[tuple[int, int]]:
    """The span of every note that a writer has left."""
    yield from (match.span() for match in TODO_FORMS.finditer(text))


def find_residue(text: str) -> Iterator[tuple[int, int]]:
    """The span of everything that a program, a form or a web page has left."""
    for match in RESIDUE_FORMS.finditer(text):
        start, end = match.span()
        bracketed = text[start - 1 : start] + text[end : end + 1] in ("（）", "()", "[]", "【】")
        yield (start - 1, end + 1) if start and bracketed else (start, end)
