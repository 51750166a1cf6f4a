"""Two reports or texts compared: `drafter diff`."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import docx
import pytest

from drafter.exchange.diff import difference_of
from drafter.exchange.stated import contents_of
from tests.conftest import REPORT, ROOT, save

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

OLD = """全市工作报告

一、成效
全社会研发投入98.06亿元，同比增长37.6%。高新技术企业达767家，居全省第6位。培育了一批企业。办好一件实事。
二、问题
人才不足。
"""
NEW = """全市工作报告

一、成效
全社会研发投入110.00亿元，同比增长12.2%。办好一件实事。高新技术企业达767家，居全省第4位。
二、问题
人才不足。资金也紧。
"""


def _kinds(old: Path, new: Path) -> list[tuple[str, str, str]]:
    difference = difference_of(contents_of(old), contents_of(new))
    return [
        (c.kind, c.old.text if c.old else "", c.new.text if c.new else "")
        for c in difference.sentences
    ]


def test_figures_of_two_reports_are_compared_by_name(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT, "旧.yaml")
    save(tmp_path, REPORT.replace("98.06亿元", "110.00亿元"), "新.yaml")
    code, out, err = run("diff", "旧.yaml", "新.yaml")
    assert (code, err) == (0, "")
    assert out.splitlines()[:3] == [
        "指标：2项不同，1项相同",
        "  研发投入.本期  98.06亿元 → 110.00亿元（+11.94亿元，+12.2%）  旧.yaml:6:3 → 新.yaml:6:3",
        "  研发投入.同比  37.6% → 54.4%（+16.8个百分点）  旧.yaml:6:3 → 新.yaml:6:3",
    ]


def test_figures_of_texts_come_from_what_they_say(run: Run, tmp_path: Path) -> None:
    save(tmp_path, OLD, "旧.txt")
    save(tmp_path, NEW, "新.txt")
    code, out, _err = run("diff", "旧.txt", "新.txt")
    assert code == 0
    told = [line.strip() for line in out.splitlines() if "→" in line and "." in line]
    assert told[:2] == [
        "全社会研发投入.本期  98.06亿元 → 110.00亿元（+11.94亿元，+12.2%）  一、第1段",
        "全社会研发投入.同比  37.6% → 12.2%（-25.4个百分点）  一、第1段",
    ]
    assert any("第6位 → 第4位（前移2位）" in line for line in told)


def test_sentences_are_changed_new_and_gone(tmp_path: Path) -> None:
    kinds = _kinds(save(tmp_path, OLD, "旧.txt"), save(tmp_path, NEW, "新.txt"))
    assert sorted(kinds) == [
        (
            "changed",
            "全社会研发投入98.06亿元，同比增长37.6%。",
            "全社会研发投入110.00亿元，同比增长12.2%。",
        ),
        ("changed", "高新技术企业达767家，居全省第6位。", "高新技术企业达767家，居全省第4位。"),
        ("gone", "培育了一批企业。", ""),
        ("new", "", "资金也紧。"),
    ]


def test_a_sentence_that_stands_elsewhere_was_moved(tmp_path: Path) -> None:
    old = save(tmp_path, "办好一件实事。培育一批企业。引进一批人才。\n", "旧.txt")
    new = save(tmp_path, "培育一批企业。引进一批人才。办好一件实事。\n", "新.txt")
    assert _kinds(old, new) == [("moved", "办好一件实事。", "办好一件实事。")]


@pytest.mark.parametrize("ending", [".docx", ".txt", ".md"])
def test_a_report_says_the_same_as_what_was_drafted_from_it(
    run: Run, tmp_path: Path, ending: str
) -> None:
    save(tmp_path, REPORT)
    run("draft", "报告.yaml", "-o", f"稿{ending}")
    code, out, err = run("diff", "报告.yaml", f"稿{ending}")
    assert (code, err) == (0, "")
    assert out.splitlines()[0].startswith("指标：0项不同")
    assert "改0句，移0句，新0句，删0句" in out


@pytest.mark.parametrize("name", sorted(p.stem for p in (ROOT / "examples").glob("*.yaml")))
def test_no_example_differs_from_itself(name: str) -> None:
    file = ROOT / "examples" / f"{name}.yaml"
    difference = difference_of(contents_of(file), contents_of(file))
    assert (difference.figures, difference.sentences) == ((), ())
    assert difference.same_figures > 0
    assert difference.same_sentences > 10


def test_a_row_of_a_table_is_compared_as_one(tmp_path: Path) -> None:
    files = []
    for name, value in (("旧", "3家"), ("新", "4家")):
        document = docx.Document()
        document.add_paragraph("一、成效")
        table = document.add_table(2, 2)
        for at, text in enumerate(("指标", "数", "高新企业", value)):
            table.cell(at // 2, at % 2).text = text
        files.append(tmp_path / f"{name}.docx")
        document.save(str(files[-1]))
    assert _kinds(*files) == [("changed", "高新企业 | 3家", "高新企业 | 4家")]


def test_a_number_that_moved_on_makes_no_heading_another(tmp_path: Path) -> None:
    old = save(tmp_path, "报告\n\n一、成效\n很好。\n二、问题\n不足。\n", "旧.txt")
    new = save(tmp_path, "报告\n\n一、概况\n不错。\n二、成效\n很好。\n三、问题\n不足。\n", "新.txt")
    assert _kinds(old, new) == [("new", "", "概况"), ("new", "", "不错。")]


def test_the_page_marks_what_went_and_what_came(run: Run, tmp_path: Path) -> None:
    save(tmp_path, OLD.replace("人才", "<b>人才"), "旧.txt")
    save(tmp_path, NEW.replace("人才", "<b>干部"), "新.txt")
    code, out, _err = run("diff", "旧.txt", "新.txt", "-o", "比.html")
    assert (code, out) == (0, "已写成 比.html\n")
    page = (tmp_path / "比.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;<del>人才</del><ins>干部</ins>不足。" in page
    assert "<b>" not in page
    assert "<td>98.06亿元</td><td>110.00亿元</td><td>+11.94亿元，+12.2%</td>" in page


def test_two_texts_that_share_nothing_are_told(run: Run, tmp_path: Path) -> None:
    save(tmp_path, "甲事已办。\n", "旧.txt")
    save(tmp_path, "春眠不觉晓，处处闻啼鸟。\n", "新.txt")
    code, out, err = run("diff", "旧.txt", "新.txt")
    assert (code, err) == (0, "两份很少有相同的句子和指标，可能不是同一份报告，请核对文件\n")
    assert out.splitlines() == [
        "指标：0项不同，0项相同",
        "句子：改0句，移0句，新1句，删1句，相同0句",
        "没有逐条列出；要列，加 --all",
    ]
    code, out, err = run("diff", "旧.txt", "新.txt", "--all")
    assert (code, "可能不是同一份报告" in err) == (0, True)
    assert "    + 春眠不觉晓，处处闻啼鸟。" in out.splitlines()


def test_reports_of_two_bureaus_are_told_apart_and_two_periods_of_one_are_not(run: Run) -> None:
    files = [ROOT / "examples" / f"{name}.yaml" for name in (
        "education-half-year-2025", "health-annual-2024", "city-annual-2022", "showcase")]  # fmt: skip
    for one, other in itertools.combinations(map(str, files), 2):
        assert "可能不是同一份报告" in run("diff", one, other)[2]
    for file in map(str, files):
        assert run("roll", file, "-o", "下期.yaml", "--force")[0] == 0
        assert run("diff", file, "下期.yaml")[2] == ""


def test_a_long_text_that_is_all_different_is_compared_within_bounds(tmp_path: Path) -> None:
    old = save(tmp_path, "".join(f"第{n}件事甲已办。\n" for n in range(2000)), "旧.txt")
    new = save(tmp_path, "".join(f"第{n}件事乙已办。\n" for n in range(2000)), "新.txt")
    assert {kind for kind, _old, _new in _kinds(old, new)} == {"changed"}


def test_what_cannot_be_compared_is_said_of_both(run: Run, tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    code, out, err = run("diff", "坏.docx", "没有.txt")
    assert (code, out) == (1, "")
    assert "坏.docx" in err
    assert "没有.txt" in err
    code, _out, err = run("diff", "坏.pdf", "没有.txt")
    assert code == 2
    assert "不会比较“.pdf”文件" in err
    save(tmp_path, OLD, "旧.txt")
    code, _out, err = run("diff", "旧.txt", "旧.txt", "-o", "比.docx")
    assert (code, err) == (2, "不会写“.docx”格式；可写：.html\n")


REPORT_TEXTS = ("yaml", "docx", "txt", "md")


@pytest.mark.parametrize("first", REPORT_TEXTS)
@pytest.mark.parametrize("second", REPORT_TEXTS)
def test_in_every_mix_of_files_each_number_that_changed_is_told(
    run: Run, tmp_path: Path, first: str, second: str
) -> None:
    old = REPORT.replace(
        "上年同期: 71.25亿元}",
        "上年同期: 71.25亿元}\n  企业: {本期: 767家, 性质: 时点, 上年同期: 700家, 目标: 800家}",
    ).replace(
        "企业偏少。",
        "'规上企业只有{{ 企业 }}，占全市的12.5%，{{ 企业.完成率 }}，平均每家投入35万元。'",
    )
    new = (
        old.replace("98.06亿元", "99.10亿元").replace("767家", "770家").replace("35万元", "38万元")
    )
    for name, text, ending in (("旧", old, first), ("新", new, second)):
        save(tmp_path, text, f"{name}.yaml")
        if ending != "yaml":
            assert run("draft", f"{name}.yaml", "-o", f"{name}.{ending}")[0] == 0
    code, out, err = run("diff", f"旧.{first}", f"新.{second}")
    assert (code, err) == (0, "")
    told = out[: out.index("句子：")]
    for before, after in (("98.06亿元", "99.10亿元"), ("767家", "770家")):
        assert f"{before} → {after}" in told
    if (first, second) != ("yaml", "yaml"):  # where two files of figures are held together
        assert "35万元 → 38万元" in told
        assert "95.9% → 96.3%" in told


def test_a_number_that_nobody_knows_the_name_of_is_told_by_what_leads_to_it(
    run: Run, tmp_path: Path
) -> None:
    save(tmp_path, "一、成效\n为2家企业申报绿色工厂，完成年度目标的55.9%。\n", "旧.txt")
    save(tmp_path, "一、成效\n为5家企业申报绿色工厂，完成年度目标的58.9%。\n", "新.txt")
    out = run("diff", "旧.txt", "新.txt")[1].splitlines()
    assert out[1].startswith("  为  2家 → 5家（+3家，+150.0%）")
    assert out[2].startswith("  完成年度目标的  55.9% → 58.9%（+3.0个百分点）")


def test_a_member_of_a_group_and_the_year_so_far_are_figures_of_their_own(
    run: Run, tmp_path: Path
) -> None:
    old = REPORT.replace(
        "上年同期: 71.25亿元}",
        "上年同期: 71.25亿元, 累计: {本期: 200亿元}, 分组: {县区: {甲县: 30亿元}}}",
    )
    save(tmp_path, old, "旧.yaml")
    save(tmp_path, old.replace("200亿元", "210亿元").replace("30亿元", "31亿元"), "新.yaml")
    out = run("diff", "旧.yaml", "新.yaml")[1]
    assert "研发投入.累计·本期  200亿元 → 210亿元" in out
    assert "研发投入·甲县.本期  30亿元 → 31亿元" in out


HELD = """模板: plain
期间: 2022年
单位: {名称: 江城市科学技术局}
指标:
  企业:
    本期: 767家
    上年同期: 700家
    目标: {2022年: 750家, 2025年: 900家}
    历期: {2020年: 600家, 2021年: 700家}
    位次: 全省第6
    增速位次: 全省第9
    预计: {本期: 800家, 同比: 5.0%}
    基期: {期间: 2016年, 数值: 300家}
    参照: {邻市: {本期: 500家, 上年同期: 450家}}
    分组: {县区: {甲县: {本期: 30家, 位次: 第2}, 乙县: 20家}}
    口径: 科技部口径
清单:
  项目:
    合计: {总投资: 9.00亿元}
    行:
      - {名称: 冷链园, 总投资: 3.00亿元, 开工: 2022年3月1日, 进展: 在建}
      - {名称: 粮仓, 总投资: 6.00亿元, 开工: 2022年4月9日, 进展: 无}
      - {名称: 粮仓, 总投资: 2.00亿元, 开工: 2021年4月9日, 进展: 在建}
成效: [{标题: 甲, 内容: 有成效。}]
"""
"""A report whose text states none of its values."""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("上年同期: 700家", "上年同期: 710家", "企业.上年同期  700家 → 710家（+10家，+1.4%）  :7:11"),
        ("2025年: 900家", "2025年: 950家", "企业.目标·2025年  900家 → 950家（+50家，+5.6%）  :8:30"),
        ("2020年: 600家", "2020年: 620家", "企业.历期·2020年  600家 → 620家（+20家，+3.3%）  :9:17"),
        ("全省第9", "全省第7", "企业.增速位次  全省第9位 → 全省第7位（前移2位）  :11:11"),
        ("同比: 5.0%", "同比: 6.0%", "企业.预计·同比  5.0% → 6.0%（+1.0个百分点）  :12:24"),
        ("数值: 300家", "数值: 310家", "企业.基期·数值  300家 → 310家（+10家，+3.3%）  :13:25"),
        ("上年同期: 450家", "上年同期: 460家", "企业·邻市.上年同期  450家 → 460家（+10家，+2.2%）  :14:31"),
        ("位次: 第2", "位次: 第1", "企业·甲县.位次  第2位 → 第1位（前移1位）  :15:33"),
        ("乙县: 20家", "乙县: 25家", "企业·乙县.本期  20家 → 25家（+5家，+25.0%）  :15:38"),
        ("科技部口径", "省厅口径", "企业.口径  科技部口径 → 省厅口径  :16:9"),
        ("    位次: 全省第6", "    位次: 无", "企业.位次  全省第6位 → 无  :10:9"),
        ("9.00亿元", "9.10亿元", "项目.合计·总投资  9.00亿元 → 9.10亿元（+0.10亿元，+1.1%）  :19:15"),
        ("3.00亿元", "3.20亿元", "项目·冷链园.总投资  3.00亿元 → 3.20亿元（+0.20亿元，+6.7%）  :21:24"),
        ("3月1日", "5月1日", "项目·冷链园.开工  2022年3月1日 → 2022年5月1日  :21:36"),
        ("进展: 无", "进展: 在建", "项目·粮仓（2022年4月9日）.进展  无 → 在建  :22:50"),
        ("2.00亿元", "2.50亿元",
         "项目·粮仓（2021年4月9日）.总投资  2.00亿元 → 2.50亿元（+0.50亿元，+25.0%）  :23:23"),
    ],
)  # fmt: skip
def test_a_value_that_no_text_states_is_told_by_its_name_and_key(
    run: Run, office: Path, old: str, new: str, told: str
) -> None:
    save(office / "templates", "{# 名称: 素 #}\n# 报告\n\n{{ 章节(成效) }}\n", "plain.j2")
    assert HELD.count(old) == 1
    save(office, HELD, "旧.yaml")
    save(office, HELD.replace(old, new), "新.yaml")
    code, out, err = run("diff", "旧.yaml", "新.yaml")
    assert (code, err) == (0, "")
    lines = [line.strip() for line in out.splitlines() if line.startswith("  ")]
    name, _mark, place = told.rpartition("  ")
    assert [line for line in lines if "同比" not in line or "同比" in name] == [
        f"{name}  旧.yaml{place} → 新.yaml{place}"
    ]


def test_a_row_that_came_and_one_that_went_are_told_cell_by_cell(run: Run, office: Path) -> None:
    save(office / "templates", "{# 名称: 素 #}\n# 报告\n\n{{ 章节(成效) }}\n", "plain.j2")
    save(office, HELD, "旧.yaml")
    save(office, HELD.replace("冷链园", "物流园"), "新.yaml")
    out = run("diff", "旧.yaml", "新.yaml")[1]
    assert "  项目·物流园.总投资  （没有） → 3.00亿元  新.yaml:21:24\n" in out
    assert "  项目·冷链园.总投资  3.00亿元 → （没有）  旧.yaml:21:24\n" in out


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("工业投资增长{}%", "工业投资.同比"),
        ("工业用电量同比{}%", "工业用电量.同比"),
        ("产值同比增长{}个百分点", "产值同比增长"),
        ("企业利润{}亿元", "企业利润.本期"),
    ],
)
def test_a_number_keeps_its_sign(run: Run, tmp_path: Path, said: str, name: str) -> None:
    for file, number in (("旧.txt", "-3.1"), ("新.txt", "3.1"), ("再.txt", "-3.6")):
        save(tmp_path, f"一、成效\n{said.format(number)}。\n", file)
    unit = said.partition("{}")[2]
    told = run("diff", "旧.txt", "新.txt")[1].splitlines()
    assert told[0] == "指标：1项不同，0项相同"
    assert told[1].startswith(f"  {name}  -3.1{unit} → 3.1{unit}（+6.2")
    told = run("diff", "旧.txt", "再.txt")[1].splitlines()
    assert told[1].startswith(f"  {name}  -3.1{unit} → -3.6{unit}（-0.5")
