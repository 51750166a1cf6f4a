"""清单 and 分组 in prose, templates and tables, and what is missing in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.document import Table, plain
from drafter.errors import TemplateError
from drafter.formats.text import write_text
from tests.conftest import messages_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.drafting.draft import Draft

LIST = """清单:
  项目:
    来源: 项目股
    负责: 股室
    行:
      - {名称: 冷链园, 投资: 2.30亿元, 完成: x.xx亿元, 进度: 主体完工, 股室: 市场股}
      - {名称: 育苗中心, 投资: 8500万元, 完成: 0.85亿元, 进度: 已完工, 股室: 种植股}
      - {名称: 屠宰厂, 投资: 1.20亿元, 完成: 无, 进度: 未开工, 股室: 市场股}
"""
GROUP = """指标:
  面积:
    本期: 34.50万亩
    上年同期: 33.90万亩
    分组:
      乡镇:
        甲镇: {本期: 10.00万亩, 上年同期: 9.80万亩}
        乙镇: 12.00万亩
        丙乡: {本期: 7.50万亩, 上年同期: 7.60万亩}
        丁镇: 5.00万亩
"""


def chapter(text: str) -> str:
    return f"成效:\n  - 标题: 甲\n    内容: '{text}'\n"


@pytest.mark.parametrize(
    ("prose", "said"),
    [
        ("{{ 项目.个数 }}", "3个"),
        ("{{ 项目.名单 }}", "冷链园、育苗中心、屠宰厂"),
        ("{{ 项目.合计.投资 }}", "4.35亿元"),
        ("{{ 项目.进度.已完工.个数 }}", "1个"),
        ("{{ 项目.股室.市场股.合计.投资 }}", "3.50亿元"),
        ("{{ 项目.股室.市场股.进度.未开工.名单 }}", "屠宰厂"),
        ("{{ 项目.合计.完成 }}", "xx.xx亿元"),
    ],
)
def test_prose_says_a_list_by_closed_words(
    drafted_text: Callable[..., str], prose: str, said: str
) -> None:
    assert drafted_text(LIST + chapter(f"有{prose}。")).endswith(f"有{said}。")


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("项目.投资", "清单“项目”后面写 .个数、.名单、.合计.列"),
        ("项目.合计.投入", "清单“项目”没有“投入”这一列，是不是“投资”？"),
        ("项目.合计.进度", "“进度”里的“主体完工”不能相加"),
        ("项木.个数", "指标里没有“项木”，是不是“项目”？"),
    ],
)
def test_what_a_list_cannot_say_is_a_problem(
    drafted: Callable[..., Draft], expression: str, message: str
) -> None:
    with pytest.raises(TemplateError) as error:
        drafted(LIST + chapter(f"有{{{{ {expression} }}}}。"))
    assert message in messages_of(error)[0]


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("2.30亿元", "近2.3亿元", "9:23", "“投资”里有概数“近2.3亿元”，不能合计；请写准数，或把公布的数写在“合计”下"),
        ("8500万元", "三十余万元", "10:24", "“投资”里的“三十余万元”不能相加"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("in_template", [False, True])
def test_what_does_not_add_up_is_told_at_its_cell(
    drafted: Callable[..., Draft],
    old: str,
    new: str,
    place: str,
    message: str,
    *,
    in_template: bool,
) -> None:
    body, said = LIST.replace(old, new), "{{ 项目.合计.投资 }}。"
    with pytest.raises(TemplateError) as error:
        drafted(*((body, template(said)) if in_template else (body + chapter(said + said),)))
    (told,) = messages_of(error)
    assert told.startswith(place)
    assert message in told


@pytest.mark.parametrize(
    ("investments", "said"),
    [
        (("8500万元", "1.25亿元"), "2.1亿元"),
        (("0.5万元", "1.25亿元"), "1.25005亿元"),
        (("300万元", "0.25亿元"), "2800万元"),
        (("2.50亿元", "1.50亿元"), "4.00亿元"),
        (("8500万元", "xx"), "xx万元"),
        (("xx", "xx"), "xx"),
        (("8500万元", "x.xx亿元"), "xx.xx亿元"),
    ],
)
def test_a_total_is_in_the_unit_that_a_clerk_would_write(
    drafted_text: Callable[..., str], investments: tuple[str, str], said: str
) -> None:
    rows = ", ".join(f"{{名称: 项目{at}, 投资: {one}}}" for at, one in enumerate(investments))
    body = f"清单:\n  项目: [{rows}]\n"
    assert drafted_text(body + chapter("共{{ 项目.合计.投资 }}。")).endswith(f"共{said}。")
    assert (
        drafted_text(body, template("{{ 清单表(项目, 合计=true) }}"))
        .splitlines()[-1]
        .startswith("合计")
    )


def test_a_bare_mask_is_one_in_a_column_of_amounts(drafted: Callable[..., Draft]) -> None:
    body = LIST.replace("2.30亿元", "xx")
    loop = "{% for 行 in 项目|sort(attribute='投资') %}{{ 行.名称 }}{{ 行.投资 }}，{% endfor %}"
    made = drafted(body, template(loop + "{{ 项目.合计.投资 > '1亿元' and '多' }}"))
    assert write_text(made.document).strip() == "育苗中心8500万元，屠宰厂1.20亿元，冷链园xx，"
    assert [missing.name for missing in made.missing if missing.used] == ["清单“项目·冷链园”的投资"]


STATED = LIST.replace("    行:", "    合计: {投资: 4.36亿元, 完成: 近2亿元, 进度: 60%}\n    行:")


@pytest.mark.parametrize(
    ("prose", "said"),
    [
        ("{{ 项目.合计.投资 }}", "4.36亿元"),
        ("{{ 项目.合计.完成 }}", "近2亿元"),
        ("{{ 项目.合计.进度 }}", "60%"),
        ("{{ 项目.股室.市场股.合计.投资 }}", "3.50亿元"),
    ],
)
def test_a_stated_total_is_said_of_all_rows(
    drafted_text: Callable[..., str], prose: str, said: str
) -> None:
    assert drafted_text(STATED + chapter(f"有{prose}。")).endswith(f"有{said}。")


def test_names_of_rows_and_columns_of_text_have_no_unit_in_their_heads(
    drafted_text: Callable[..., str],
) -> None:
    rows = "[{项目: xx1项目, 投资: x亿元, 单位: xx1局}, {项目: xx2项目, 投资: x亿元, 单位: xx2局}]"
    body = f"清单:\n  工程:\n    文字: [单位]\n    行: {rows}\n"
    lines = drafted_text(body, template("{{ 清单表(工程) }}")).splitlines()
    assert [line.split() for line in lines[-3:]] == [
        ["项目", "投资（亿元）", "单位"],
        ["xx1项目", "x", "xx1局"],
        ["xx2项目", "x", "xx2局"],
    ]


def test_a_stated_total_that_is_masked_gives_way_to_the_sum(drafted: Callable[..., Draft]) -> None:
    draft = drafted(STATED.replace("4.36亿元", "x.xx亿元") + chapter("{{ 项目.合计.投资 }}。"))
    assert "4.35亿元" in str(draft.document)
    assert ("清单“项目·合计”的投资", "项目股") in [(m.name, m.owner) for m in draft.missing]


def test_the_row_of_totals_says_what_is_stated(drafted_text: Callable[..., str]) -> None:
    body = STATED.replace("8500万元", "0.85亿元")
    text = "{{ 清单表(项目, 列=['名称', '投资', '完成', '进度'], 合计=true) }}"
    assert drafted_text(body, template(text)).splitlines()[-1] == (
        "合计      4.36          近2           60%"
    )


def test_a_mask_of_a_row_is_missing_with_its_owner_and_what_hangs_on_it(
    drafted: Callable[..., Draft],
) -> None:
    (missing,) = drafted(LIST + chapter("累计完成{{ 项目.合计.完成 }}。")).missing
    assert (missing.name, missing.owner, missing.used) == (
        "清单“项目·冷链园”的完成",
        "市场股",
        True,
    )
    assert missing.place.line == 9
    (unused,) = drafted(LIST + chapter("有{{ 项目.个数 }}。")).missing
    assert not unused.used


def test_a_condition_on_a_masked_cell_masks_the_count(drafted: Callable[..., Draft]) -> None:
    body = LIST.replace("未开工", "xx").replace("x.xx亿元", "1.00亿元")
    draft = drafted(body + chapter("{{ 项目.进度.已完工.个数 }}完工。"))
    assert [missing.name for missing in draft.missing] == ["清单“项目·屠宰厂”的进度"]
    assert draft.missing[0].used


def template(text: str) -> str:
    return f"{{# 名称: 测试模板 #}}\n{text}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% for 行 in 项目 %}{{ 行.名称 }}{{ 行.投资 }}；{% endfor %}完",
         "冷链园2.30亿元；育苗中心8500万元；屠宰厂1.20亿元；完"),
        ('{% for 行 in (项目|sort(attribute="投资"))[:2] %}{{ 行.名称 }} {% endfor %}',
         "育苗中心 屠宰厂"),
        ('{% for 行 in 项目|sort(attribute="投资", reverse=true) %}{{ 行.名称 }} {% endfor %}',
         "冷链园 屠宰厂 育苗中心"),
        ('{% for 行 in 项目|sort(attribute="完成", reverse=true) %}{{ 行.名称 }} {% endfor %}',
         "育苗中心 屠宰厂 冷链园"),
        ('{% for 行 in 项目|sort(attribute="完成") %}{{ 行.名称 }} {% endfor %}',
         "育苗中心 屠宰厂 冷链园"),
        ('{{ (项目|selectattr("投资", "gt", "1亿元")).合计.投资 }}', "3.50亿元"),
        ("{% for 行 in 项目.股室.市场股 %}{{ 行.名称 }}；{% endfor %}", "冷链园；屠宰厂；"),
        ("{% for 行 in 项目.股室.市场股[:1] %}{{ 行.名称 }}；{% endfor %}", "冷链园；"),
        ("{{ 项目.股室.市场股|length }}", "2"),
        ("{% if 项目.进度.已停工 %}有{% else %}没有{% endif %}", "没有"),
        ('{{ (项目|rejectattr("投资", "gt", "1亿元")).名单 }}', "育苗中心"),
        ('{{ (项目|selectattr("投资", "eq", "0.85亿元")).个数 }}', "1个"),
        ('{{ (项目|selectattr("进度", "in", ["已完工", "主体完工"])).个数 }}', "2个"),
        ('{% for 股室, 行 in 项目|groupby("股室") %}{{ 股室 }}{{ 行.个数 }}；{% endfor %}完',
         "市场股2个；种植股1个；完"),
        ('{{ 清单["项目"].个数 }}', "3个"),
        ("{{ (项目|first).名称 }}、{{ (项目|last).名称 }}、{{ 项目|length }}", "冷链园、屠宰厂、3"),
    ],
)  # fmt: skip
def test_templates_loop_sort_cut_filter_and_group(
    drafted_text: Callable[..., str], text: str, said: str
) -> None:
    assert drafted_text(LIST, template(text)) == said


def test_a_cell_that_is_not_there_takes_its_clause_along(drafted_text: Callable[..., str]) -> None:
    text = "{% for 行 in 项目 %}{{ 行.名称 }}已动工，完成{{ 行.完成 }}；{% endfor %}完。"
    assert drafted_text(LIST, template(text)) == (
        "冷链园已动工，完成x.xx亿元；育苗中心已动工，完成0.85亿元；屠宰厂已动工；完。"
    )


def test_a_comparison_with_a_mask_is_missing_and_not_false(drafted: Callable[..., Draft]) -> None:
    text = '{% for 行 in 项目 %}{% if 行.完成 >= "1亿元" %}{{ 行.名称 }}{% endif %}{% endfor %}无'
    (missing,) = drafted(LIST, template(text)).missing
    assert missing.used
    counted = drafted(LIST, template('{{ (项目|selectattr("完成", "ge", "1亿元")).个数 }}'))
    assert counted.missing[0].used


@pytest.mark.parametrize(
    "condition",
    [
        "项目.个数 >= 3",
        "not 项目.个数 > 3",
        "2 < 项目.个数",
        "项目.个数 == 3",
        '项目.个数 == "3个"',
        "项目.进度.已完工.个数 == 1",
        "项目.进度.已停工.个数 < 1",
        '项目.合计.投资 > "4亿元"',
        '项目.合计.投资 == "43500万元"',
        '项目.股室.市场股.合计.投资 <= "3.5亿元"',
        "项目.合计.投资 > 指标投资",
        "指标投资 < 项目.合计.投资",
        "指标投资 < 项目[0].投资",
        "指标投资 == 项目[1].投资",
        "项目[1].投资 == 指标投资",
        '(项目|selectattr("投资", "gt", "1亿元")).个数 == 2',
        "项目[:2].个数 < 项目.个数",
    ],
)
def test_what_is_counted_and_added_up_compares_like_a_figure(
    drafted_text: Callable[..., str], condition: str
) -> None:
    text = f"{{% if {condition} %}}是{{% else %}}否{{% endif %}}"
    assert drafted_text(LIST + "指标: {指标投资: 0.85亿元}\n", template(text)) == "是"


@pytest.mark.parametrize(
    ("condition", "hole"),
    [
        ('项目.合计.完成 > "1亿元"', "清单“项目·冷链园”的完成"),
        ('项目.合计.完成 <= "1亿元"', "清单“项目·冷链园”的完成"),
        ("项目.股室.种植股.个数 >= 0", "清单“项目·屠宰厂”的股室"),
    ],
)
def test_a_count_or_sum_that_is_not_known_is_missing_and_compares_with_nothing(
    drafted: Callable[..., Draft], condition: str, hole: str
) -> None:
    body = LIST.replace("未开工, 股室: 市场股", "未开工, 股室: xx")
    made = drafted(body, template(f"{{% if {condition} %}}是{{% else %}}否{{% endif %}}"))
    assert write_text(made.document).strip() == "否"
    assert [missing.name for missing in made.missing if missing.used] == [hole]


def test_a_sum_of_an_empty_list_compares_with_nothing_and_is_not_missing(
    drafted: Callable[..., Draft],
) -> None:
    text = "{% if 项目.合计.投资 > '1亿元' %}是{% else %}否{% endif %}{{ 项目.个数 == 0 and '空' }}"
    made = drafted(EMPTY, template(text))
    assert (write_text(made.document).strip(), made.missing) == ("否空", ())


TIMED = """清单:
  项目:
    行:
      - {名称: 冷链园, 投资: 2.30亿元, 进度: 主体完工, 工期: 2024年3月}
      - {名称: 育苗中心, 投资: 8500万元, 进度: 已完工, 工期: 2023年12月25日}
      - {名称: 屠宰厂, 投资: 1.20亿元, 进度: 未开工, 工期: 2024年10月}
"""
MONTHS = """清单:
  项目:
    行:
      - {名称: 甲, 工期: 2024年10月}
      - {名称: 乙, 工期: 2024年3月}
      - {名称: 丙, 工期: 无}
      - {名称: 丁, 工期: 2024年x月}
      - {名称: 戊, 工期: 2024年3月5日}
      - {名称: 己, 工期: 2024年6月底前}
      - {名称: 庚, 工期: 2023年}
      - {名称: 辛, 工期: 2024.9}
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('项目|sort(attribute="工期")', "庚戊乙己辛甲丙丁"),
        ('项目|sort(attribute="工期", reverse=true)', "甲辛己乙戊庚丙丁"),
        ('项目|selectattr("工期", "le", "2024年3月")', "乙戊庚"),
        ('项目|selectattr("工期", "lt", "2024年3月")', "庚"),
        ('项目|selectattr("工期", "gt", "2024年上半年")', "甲辛"),
        ('项目|selectattr("工期", "ge", "2024年3月")', "甲乙戊己辛"),
        ('项目|selectattr("工期", "eq", "2024年9月")', "辛"),
        ('项目|rejectattr("工期", "lt", "2024年10月")', "甲丙"),
    ],
)
def test_times_are_sorted_and_chosen_in_their_order(
    drafted_text: Callable[..., str], text: str, said: str
) -> None:
    loop = f"{{% for 行 in {text} %}}{{{{ 行.名称 }}}}{{% endfor %}}"
    assert drafted_text(MONTHS, template(loop)) == said


def test_a_masked_month_is_missing_where_rows_are_ordered_by_it(
    drafted: Callable[..., Draft],
) -> None:
    loop = "{% for 行 in 项目|sort(attribute='工期') %}{{ 行.名称 }}{% endfor %}"
    holes = drafted(MONTHS, template(loop)).missing
    assert [(hole.name, hole.text, hole.used) for hole in holes] == [
        ("清单“项目·丁”的工期", "x", True)
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{{ 项目|selectattr("投资", "gt", "1家") }}', "“2.30亿元”和“1家”不能比大小"),
        (
            '{{ 项目|selectattr("投资", "gt", 1) }}',
            '和“2.30亿元”比的数要带单位并加引号，如 "1亿元"',
        ),
        ('{{ 项目|selectattr("进度", "gt", 1) }}', "“主体完工”不是数，不能比大小；能比大小的是"),
        ('{{ 项目|selectattr("工期", "gt", "快") }}', "“2024年3月”和“快”不能比大小"),
        ("{% if 项目 > 1 %}有{% endif %}", "清单“项目”要循环，或者写 .个数、.合计、.名单"),
        ("{% if 项目.名单 > 1 %}有{% endif %}", "“项目.名单”不是数，不能比大小"),
        ("{% if 项目.个数 > '1亿元' %}有{% endif %}", "“3个”和“1亿元”不能比大小"),
        ("{% if 项目.合计.投资 > 1 %}有{% endif %}", '比的数要带单位并加引号，如 "1亿元"'),
        ("{% if 项目.合计.进度 > 1 %}有{% endif %}", "“进度”里的“主体完工”不能相加"),
        ("{{ 项目.合计.投资 + 项目.个数 }}", "不用“+”相加"),
        (
            "{% for 行 in 项目.进度 %}{{ 行.名称 }}{% endfor %}",
            "“项目.进度”不是一些行；要一部分行，写 .列.值，如 .进度.已完工",
        ),
        ("{{ 项目 }}", "清单“项目”要循环，或者写 .个数、.合计、.名单"),
        ("{{ 项目|sort }}", "排序要写按哪一列、哪个词"),
        ('{{ 指标|groupby("股室") }}', "过滤器“groupby”用在清单、其中、分组上"),
        ('{{ 清单表("项目") }}', "清单表(…) 里写清单，不加引号"),
        ("{{ 清单表(项目, 列=['投入']) }}", "清单“项目”没有“投入”这一列"),
        ("{% for 行 in 项目 %}{{ 行.投入 }}{% endfor %}", "清单“项目”没有“投入”这一列"),
        ('{{ 分项表("乡镇", "甲") }}', "指标里没有“甲”"),
    ],
)
def test_what_a_template_cannot_ask_is_a_problem(
    drafted: Callable[..., Draft], text: str, message: str
) -> None:
    with pytest.raises(TemplateError) as error:
        drafted(TIMED, template(text))
    assert message in messages_of(error)[0]


def test_the_table_of_a_list_has_its_unit_in_the_head_and_a_total(
    drafted_text: Callable[..., str],
) -> None:
    body = LIST.replace("8500万元", "0.85亿元")
    text = "{{ 清单表(项目, 列=['名称', '投资', '完成', '进度'], 合计=true) }}"
    assert drafted_text(body, template(text)).splitlines() == [
        "名称      投资（亿元）  完成（亿元）  进度",
        "冷链园    2.30          x.xx          主体完工",
        "育苗中心  0.85          0.85          已完工",
        "屠宰厂    1.20          —             未开工",
        "合计      4.35          xx.xx         —",
    ]


def test_a_column_in_several_units_of_one_kind_is_added_up(
    drafted_text: Callable[..., str],
) -> None:
    text = "{{ 清单表(项目, 列=['名称', '投资', '进度'], 合计=true) }}"
    assert drafted_text(LIST, template(text)).splitlines()[-1].split() == ["合计", "4.35亿元", "—"]


def test_blank_rows_of_a_form_are_not_counted(drafted: Callable[..., Draft]) -> None:
    blank = "清单:\n  项目:\n    - {名称: xx, 投资: x亿元}\n"
    made = drafted(blank, template("共{{ 项目.个数 }}。"))
    assert write_text(made.document).strip("\u3000\n") == "共x个。"
    assert [hole.text for hole in made.missing if hole.used] == ["xx"]


@pytest.mark.parametrize(
    ("names", "said"),
    [("xx1", "x个"), ("××项目", "x个"), ("X光机", "1个"), ("xx1}, {名称: 码头", "2个")],
)
def test_a_row_is_blank_whose_name_begins_with_a_mask_where_no_row_has_a_name(
    drafted_text: Callable[..., str], names: str, said: str
) -> None:
    assert (
        drafted_text(f"清单:\n  项目: [{{名称: {names}}}]\n", template("{{ 项目.个数 }}")) == said
    )


def test_groups_of_rows_have_the_names_that_jinja_gives_them(
    drafted_text: Callable[..., str],
) -> None:
    loop = "{% for 组 in 项目|groupby('股室') %}{{ 组.grouper }}{{ 组.list.个数 }}。{% endfor %}"
    assert drafted_text(LIST, template(loop)) == "市场股2个。种植股1个。"


EMPTY = "清单:\n  项目: {来源: 项目股, 不变: [投资], 行: []}\n"


def test_of_an_empty_list_nothing_is_added_up_and_no_table_made(
    drafted_text: Callable[..., str],
) -> None:
    attached = "附件:\n  - {标题: 项目, 清单: 项目, 列: [名称]}\n"
    text = (
        "有{{ 项目.个数 }}，总投资{{ 项目.合计.投资 }}，完工{{ 项目.进度.已完工.个数 }}。"
        "{% for 行 in 项目|sort(attribute='投资') %}{{ 行.名称 }}{% endfor %}\n"
        "{{ 清单表(项目, 列=['名称'], 合计=true) }}{{ 附件页() }}"
    )
    assert drafted_text(EMPTY + attached, template(text)).split() == [
        "有0个，完工0个。",
        "附件",
        "项目",
    ]
    prose = chapter("有{{ 项目.个数 }}，总投资{{ 项目.合计.投资 }}，名单为{{ 项目.名单 }}。")
    assert drafted_text(EMPTY + prose).endswith("有0个。")


def test_an_attachment_shows_a_list(drafted_text: Callable[..., str]) -> None:
    attached = "附件:\n  - {标题: 项目, 清单: 项目, 列: [名称, 进度]}\n"
    assert drafted_text(LIST + attached, template("{{ 附件页() }}")).splitlines()[-3:] == [
        "冷链园    主体完工",
        "育苗中心  已完工",
        "屠宰厂    未开工",
    ]


@pytest.mark.parametrize(
    ("prose", "said"),
    [
        ("动工3个，停工的有{{ 项目.进度.已停工.名单 }}。", "动工3个。"),
        ("停工{{ 项目.进度.已停工.个数 }}。", "停工0个。"),
        ("完工的有{{ 项目.进度.已完工.名单 }}。", "完工的有育苗中心。"),
    ],
)
def test_a_clause_that_names_nobody_falls_away(
    drafted_text: Callable[..., str], prose: str, said: str
) -> None:
    assert drafted_text(LIST + chapter(prose)).endswith(said)
    assert drafted_text(LIST, template(prose)).endswith(said)


def test_a_list_of_the_blank_form_stands_in_with_its_masks(drafted: Callable[..., Draft]) -> None:
    seed = "模板: plain\n期间: xxxx年\n单位: {名称: XX局}\n" + LIST
    (missing,) = drafted("", template("{{ 项目.合计.完成 }}"), seed=seed).missing
    assert missing.lent


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("分组.乡镇.甲镇", "10.00万亩"),
        ("分组.乡镇.甲镇.同比", "比上年增长2.0%"),
        ("分组.乡镇.甲镇.排位", "居各乡镇第2位"),
        ("分组.乡镇.分列", "甲镇（10.00万亩）、乙镇（12.00万亩）、丙乡（7.50万亩）、丁镇（5.00万亩）"),
        ("分组.乡镇.前三", "乙镇（12.00万亩）、甲镇（10.00万亩）、丙乡（7.50万亩）"),
        ("分组.乡镇.后三", "丁镇（5.00万亩）、丙乡（7.50万亩）、甲镇（10.00万亩）"),
    ],
)  # fmt: skip
def test_prose_says_a_group(drafted_text: Callable[..., str], words: str, said: str) -> None:
    assert drafted_text(GROUP + chapter(f"{{{{ 面积.{words} }}}}。")).endswith(f"{said}。")


def test_a_group_of_which_growths_are_known_is_ordered_by_them(
    drafted_text: Callable[..., str],
) -> None:
    body = GROUP.replace("乙镇: 12.00万亩", "乙镇: {本期: 12.00万亩, 同比: 3.5%}").replace(
        "丁镇: 5.00万亩", "丁镇: {本期: 5.00万亩, 同比: -4.0%}"
    )
    said = drafted_text(body + chapter("{{ 面积.分组.乡镇.增速前三 }}。"))
    assert said.endswith("乙镇（3.5%）、甲镇（2.0%）、丙乡（-1.3%）。")


def test_members_with_a_growth_alone_are_listed_with_it(drafted: Callable[..., Draft]) -> None:
    body = (
        "指标:\n  面积:\n    本期: 34.50万亩\n    分组:\n"
        "      乡镇: {甲镇: {同比: 2.0%}, 乙镇: {同比: -1.0%}, 丙镇: 无}\n"
    )
    made = drafted(body + chapter("{{ 面积.分组.乡镇.分列 }}。"))
    assert write_text(made.document).rstrip().endswith("甲镇（2.0%）、乙镇（-1.0%）。")
    assert made.missing == ()
    with pytest.raises(TemplateError) as error:
        drafted(body + chapter("{{ 面积.分组.乡镇.前三 }}。"))
    assert "各项只有同比，没有数，排不出“前三”；请写 .增速前三" in messages_of(error)[0]


def test_a_group_of_which_all_are_none_takes_its_clause_with_it(
    drafted_text: Callable[..., str],
) -> None:
    body = "指标:\n  面积: {本期: 3万亩, 分组: {乡镇: {甲镇: 无, 乙镇: 无}}}\n"
    said = drafted_text(body + chapter("面积{{ 面积 }}，有{{ 面积.分组.乡镇.分列 }}。"))
    assert said.endswith("面积3万亩。")


def test_a_place_among_masks_is_missing_at_the_mask(drafted: Callable[..., Draft]) -> None:
    body = GROUP.replace("乙镇: 12.00万亩", "乙镇: xx.xx万亩")
    for words in ("甲镇.排位", "前三"):
        (missing,) = drafted(body + chapter(f"{{{{ 面积.分组.乡镇.{words} }}}}。")).missing
        assert (missing.name, missing.text) == ("指标“面积·乙镇”的本期", "xx.xx万亩")


def test_a_place_by_value_hangs_on_no_mask_of_a_growth(drafted: Callable[..., Draft]) -> None:
    body = GROUP.replace("上年同期: 9.80万亩", "上年同期: x.xx万亩")
    text = chapter("{{ 面积.分组.乡镇.丙乡.排位 }}，增速{{ 面积.分组.乡镇.丙乡.增速排位 }}。")
    draft = drafted(body + text)
    assert [(m.name, m.used) for m in draft.missing] == [("指标“面积·甲镇”的上年同期", True)]
    assert "居各乡镇第3位" in write_text(draft.document)
    masked = body.replace("乙镇: 12.00万亩", "乙镇: xx.xx万亩")
    member = ("指标", "面积", "分组", "乡镇")
    holes = drafted(masked + chapter("{{ 面积.分组.乡镇.丙乡.排位 }}。")).holes
    assert holes[(*member, "丙乡", "位次")] == (*member, "乙镇", "本期")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("分组", "“分组”后面写分法，如 .分组.乡镇"),
        ("分组.行业", "“面积”没有分组“行业”；有：乡镇"),
        ("分组.乡镇.戊镇", "“面积”的分组“乡镇”没有“戊镇”"),
    ],
)
def test_what_a_group_cannot_say_is_a_problem(
    drafted: Callable[..., Draft], words: str, message: str
) -> None:
    with pytest.raises(TemplateError) as error:
        drafted(GROUP + chapter(f"{{{{ 面积.{words} }}}}。"))
    assert message in messages_of(error)[0]


def test_the_table_of_a_group_has_its_members_in_rows(drafted_text: Callable[..., str]) -> None:
    assert drafted_text(GROUP, template('{{ 分项表("乡镇", "面积") }}')).splitlines() == [
        "乡镇  面积（万亩）  同比   排名",
        "甲镇  10.00         2.0%   2",
        "乙镇  12.00         —      1",
        "丙乡  7.50          -1.3%  3",
        "丁镇  5.00          —      4",
    ]


def test_a_figure_that_is_none_is_left_out_of_the_table_of_a_group(
    drafted_text: Callable[..., str],
) -> None:
    text = '{{ 分项表("乡镇", "面积", "产量") }}'
    for none in ("无", "{本期: 3万吨, 分组: 无}"):
        lines = drafted_text(GROUP + f"  产量: {none}\n", template(text)).splitlines()
        assert lines[0] == "乡镇  面积（万亩）  同比   排名"
    figures = "指标: {面积: 无, 产量: 无}\n"
    assert drafted_text(figures, template(f"前{text}")) == "前"


TWO_FIGURES = (
    GROUP
    + """\
  产量:
    本期: 9.00万吨
    分组:
      乡镇:
        甲镇: {本期: 3.00万吨, 上年同期: 2.00万吨}
        丙乡: 6.00万吨
"""
)


def test_of_several_figures_each_stands_over_its_columns(drafted: Callable[..., Draft]) -> None:
    (table,) = drafted(
        TWO_FIGURES, template('{{ 分项表("乡镇", "面积", "产量") }}')
    ).document.blocks
    assert isinstance(table, Table)
    assert [(plain(s.inlines), s.columns) for s in table.spanners] == [
        ("", 1),
        ("面积", 3),
        ("产量", 3),
    ]
    assert table.header == (
        "乡镇",
        *("本期（万亩）", "同比", "排名"),
        *("本期（万吨）", "同比", "排名"),
    )
    assert [plain(cell) for cell in table.rows[0]] == [
        *("甲镇", "10.00", "2.0%", "2"),
        *("3.00", "50.0%", "2"),
    ]


def test_a_figure_of_one_column_takes_both_lines_of_the_head(
    drafted_text: Callable[..., str], drafted: Callable[..., Draft]
) -> None:
    body = TWO_FIGURES.replace("{本期: 3.00万吨, 上年同期: 2.00万吨}", "{本期: 3.00万吨}")
    asked = template('{{ 分项表("乡镇", "面积", "产量", 列=["本期"]) }}')
    (table,) = drafted(body, asked).document.blocks
    assert isinstance(table, Table)
    assert table.header == ("乡镇", "面积（万亩）", "产量（万吨）")
    assert not table.spanners
    several = template('{{ 分项表("乡镇", "面积", "产量", 列=["本期", "同比"]) }}')
    assert drafted_text(TWO_FIGURES, several).splitlines()[0].split() == [
        *("乡镇", "面积本期（万亩）", "面积同比", "产量本期（万吨）", "产量同比"),
    ]


def test_a_table_that_no_page_has_room_for_is_a_warning(drafted: Callable[..., Draft]) -> None:
    figures = "".join(
        f"  指标{at}:\n    本期: 3000.25亿元\n    分组: {{县区: {{甲县: {{本期: 1000.25亿元, 上年同期: 900.25亿元}}}}}}\n"
        for at in range(6)
    )
    names = ", ".join(f'"指标{at}"' for at in range(6))
    (warning,) = drafted(
        "指标:\n" + figures, template(f'{{{{ 分项表("县区", {names}) }}}}')
    ).warnings
    assert warning.message == (
        "以“县区”开头的表有19列，一页排不下，数会断成两行；请少列几列，或分成几张表"
    )
    few = template('{{ 分项表("县区", "指标0", "指标1") }}')
    assert drafted("指标:\n" + figures, few).warnings == ()


@pytest.mark.parametrize(
    ("said", "used"),
    [
        ("总投资{{ 项目.合计.总投资 }}", ["9 总投资", "10 总投资"]),
        ("完工{{ 项目.进度.完工.个数 }}", ["9 进度", "11 进度"]),
        ("完工总投资{{ 项目.进度.完工.合计.总投资 }}", ["9 进度", "10 总投资", "11 进度"]),
        ("{{ 项目.名单 }}", []),
        ("{{ 项目.个数 }}", []),
    ],
)
def test_every_masked_cell_on_which_a_sum_or_count_hangs_is_used(
    drafted: Callable[..., Draft], said: str, used: list[str]
) -> None:
    missing = drafted(
        f"""\
        清单:
          项目:
            来源: 项目股
            行:
              - {{名称: 冷链园, 总投资: x.x亿元, 进度: xx}}
              - {{名称: 物流园, 总投资: x.x亿元, 进度: 完工}}
              - {{名称: 粮仓, 总投资: 1.0亿元, 进度: xx}}
        成效: [{{标题: 甲, 内容: '{said}。'}}]
        """
    ).missing
    assert len(missing) == 4
    first = missing[0].place.line
    assert [f"{one.place.line - first + 9} {one.key}" for one in missing if one.used] == used


def test_a_column_that_only_the_blank_form_has_is_asked_not_refused(
    drafted: Callable[..., Draft],
) -> None:
    own = "清单:\n  重点项目:\n    - {项目: 冷链园, 进度: 在建}\n    - {项目: 清江桥, 进度: 完工}\n"
    form = "模板: plain\n期间: xxxx年\n单位: {名称: xx局}\n清单:\n  重点项目:\n    - {项目: xx, 进度: xx, 来源: xx}\n"
    template = '{{ 清单表(重点项目, 列=["项目", "来源"]) }}\n{{ 清单表(重点项目) }}\n'
    draft = drafted(own, template, seed=form)
    asked, whole = (block for block in draft.document.blocks if isinstance(block, Table))
    assert asked.header == ("项目", "来源")
    assert [[plain(cell) for cell in row] for row in asked.rows] == [
        ["冷链园", "xx"],
        ["清江桥", "xx"],
    ]
    assert whole.header == ("项目", "进度")
    assert [(one.subject, one.key, one.lent) for one in draft.missing] == [
        ("重点项目·冷链园", "来源", True),
        ("重点项目·清江桥", "来源", True),
    ]
