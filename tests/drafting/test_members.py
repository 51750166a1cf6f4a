"""Templates loop over 其中 and 分组, sort, cut, choose and group what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.errors import TemplateError
from tests.conftest import messages_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.drafting.draft import Draft

BODY = """指标:
  面积:
    本期: 34.50万亩
    分组:
      乡镇:
        甲镇: {本期: 10.00万亩, 上年同期: 9.80万亩, 其中: {小麦: 4.00万亩, 玉米: 6.00万亩}}
        乙镇: {本期: 12.00万亩, 上年同期: 12.50万亩}
        丙乡: {本期: 7.50万亩, 上年同期: 7.60万亩}
        丁镇: 无
  税收: {本期: 30万元, 其中: {采矿业: {本期: 12万元, 同比: 8.1%}, 制造业: 18万元}}
  空的: 无
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% for 项 in 税收.其中 %}{{ 项.名称 }}{{ 项 }}；{% endfor %}完", "采矿业12万元；制造业18万元；完"),
        ("{% for 镇 in 面积.分组.乡镇 %}{{ 镇.名称 }}{{ 镇.升降 }}；{% endfor %}完",
         "甲镇增长2.0%；乙镇下降4.0%；丙乡下降1.3%；完"),
        ("{% for 镇 in 面积.分组.乡镇 %}{{ 镇.名称 }}{{ 镇.排位 }}；{% endfor %}完",
         "甲镇居各乡镇第2位；乙镇居各乡镇第1位；丙乡居各乡镇第3位；完"),
        ('{% for 镇 in (面积.分组.乡镇|sort(attribute="本期", reverse=true))[:2] %}{{ 镇.名称 }} {% endfor %}',
         "乙镇 甲镇"),
        ('{% for 镇 in 面积.分组.乡镇|sort(attribute="增速") %}{{ 镇.名称 }} {% endfor %}', "乙镇 丙乡 甲镇 丁镇"),
        ('{% for 镇 in 面积.分组.乡镇|sort(attribute="增速", reverse=true) %}{{ 镇.名称 }} {% endfor %}',
         "甲镇 丙乡 乙镇 丁镇"),
        ('{{ (面积.分组.乡镇|selectattr("增速", "lt", 0)).名单 }}', "乙镇、丙乡"),
        ('{{ (面积.分组.乡镇|selectattr("本期", "ge", "10万亩")).个数 }}', "2个"),
        ('{{ (面积.分组.乡镇|rejectattr("位次", "le", 1)).名单 }}', "甲镇、丙乡、丁镇"),
        ('{{ (面积.分组.乡镇|selectattr("名称", "in", ["甲镇", "丙乡"])).名单 }}', "甲镇、丙乡"),
        ('有{{ (面积.分组.乡镇|selectattr("增速", "gt", 50)).名单 }}，完', "完"),
        ('{% if (面积.分组.乡镇|selectattr("本期", "ge", "10万亩")).个数 >= 2 %}是{% endif %}', "是"),
        ('{{ (面积.分组.乡镇|selectattr("本期", "ge", "10万亩")).个数 == "2个" and "是" }}', "是"),
        ('{% for 走势, 镇 in 面积.分组.乡镇[:3]|groupby("走势") %}{{ 走势 }}的{{ 镇.名单 }}；{% endfor %}完',
         "增长的甲镇；下降的乙镇、丙乡；完"),
        ("{{ 面积.分组.乡镇|length }}、{{ (面积.分组.乡镇|first).名称 }}、{{ 面积.分组.乡镇[1] }}",
         "4、甲镇、12.00万亩"),
        ("{% for 项 in 面积.分组.乡镇.甲镇.其中 %}{{ 项.名称 }}{{ 项 }}；{% endfor %}完", "小麦4.00万亩；玉米6.00万亩；完"),
        ("{{ 面积.分组.乡镇.甲镇.同比 }}，{{ 面积.分组.乡镇.前三 }}", "比上年增长2.0%，乙镇（12.00万亩）、甲镇（10.00万亩）、丙乡（7.50万亩）"),
        ("{% for 项 in 空的.其中 %}有{% endfor %}完", "完"),
        ("{% for 镇 in 面积.分组.乡镇 %}{% if 镇.增速 < 0 %}{{ 镇.名称 }}{% endif %}{% endfor %}", "乙镇丙乡"),
        ("{% for 镇 in 面积.分组.乡镇[:2] %}{{ 按走势(镇, 增长='涨', 下降='落') }}{% endfor %}", "涨落"),
        ('{% if 面积.分组.乡镇.甲镇 > "9万亩" and 面积.分组.乡镇.甲镇.位次 == 2 %}是{% endif %}', "是"),
    ],
)  # fmt: skip
def test_templates_loop_over_parts_and_members(
    drafted_text: Callable[..., str], text: str, said: str
) -> None:
    assert drafted_text(BODY, text) == said


def test_a_masked_member_decides_nothing_and_is_missing(drafted: Callable[..., Draft]) -> None:
    body = BODY.replace("本期: 12.00万亩, 上年同期: 12.50万亩", "本期: xx.xx万亩")
    for text in (
        '{{ (面积.分组.乡镇|selectattr("本期", "ge", "10万亩")).名单 }}',
        '{{ (面积.分组.乡镇|selectattr("本期", "ge", "10万亩")).个数 }}',
        '{% for 镇 in 面积.分组.乡镇|sort(attribute="本期") %}{{ 镇.名称 }}{% endfor %}',
        '{% for 镇 in 面积.分组.乡镇 %}{% if 镇 > "1万亩" %}{{ 镇.名称 }}{% endif %}{% endfor %}',
    ):
        (missing,) = drafted(body, text).missing
        assert (missing.name, missing.used) == ("指标“面积·乙镇”的本期", True)


def test_members_of_the_blank_form_stand_in(drafted: Callable[..., Draft]) -> None:
    seed = "模板: plain\n期间: xxxx年\n单位: {名称: XX局}\n指标: {面积: {本期: x万亩, 分组: {乡镇: {甲镇: x万亩}}}}\n"  # fmt: skip
    text = "{% for 镇 in 面积.分组.乡镇 %}{{ 镇.名称 }}{{ 镇 }}。{% endfor %}"
    draft = drafted("指标: {面积: 3万亩}\n", text, seed=seed)
    assert [(m.name, m.lent) for m in draft.missing] == [("指标“面积·甲镇”的本期", True)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% for 镇 in 面积 %}{% endfor %}", "这里要写列表"),
        ("{% for 镇 in 面积.同比 %}{% endfor %}", "这里要写列表"),
        ("{% for 镇 in 面积.分组.县区 %}{% endfor %}", "“面积”没有分组“县区”；有：乡镇"),
        ('{{ 面积.分组.乡镇|sort(attribute="同笔") }}', "后面没有“.同笔”这个词"),
        ('{{ 面积.分组.乡镇|selectattr("本期", "gt", "1家") }}', "不能比大小"),
        ('{{ 面积.分组.乡镇|sort(attribute="本期") }}', "选出的几项要循环，或者写 .个数、.名单"),
        ('{{ (面积.分组.乡镇|sort(attribute="本期")).同比 }}', "选出的几项要循环"),
        ("{{ 面积|groupby('走势') }}", "过滤器“groupby”用在清单、其中、分组上"),
    ],
)
def test_what_cannot_be_asked_of_members_is_a_problem(
    drafted: Callable[..., Draft], text: str, message: str
) -> None:
    with pytest.raises(TemplateError) as error:
        drafted(BODY, text)
    assert message in messages_of(error)[0]
