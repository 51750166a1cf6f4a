"""What import reads of a report's frame: numbers of every form, title, who reports and when, period, area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.document import Byline, plain
from drafter.drafting.draft import draft
from drafter.drafting.library import library_for
from drafter.exchange.importing.importing import Wanted, imported
from drafter.exchange.importing.summary import summary_of
from drafter.formats.docx_read import read_docx
from drafter.formats.docx_write import write_docx
from drafter.formats.text import write_text
from drafter.rollover.roll import rolled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafter.data.model import Report
    from drafter.document import Document
    from drafter.exchange.importing.importing import Imported

    Read = Callable[[str], Imported]

TEXT = "全县完成水利投资3.2亿元。"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Import a text typed here."""

    def imported_from(text: str) -> Imported:
        file = tmp_path / "旧.txt"
        file.write_text(text, encoding="utf-8")
        return imported(file, library_for(), Wanted())

    return imported_from


def report(result: Imported) -> Report:
    return report_of(source_of("旧.yaml", result.text))


def document(result: Imported) -> Document:
    source = source_of("旧.yaml", result.text)
    return draft(report_of(source), source, library_for()).document


def told(result: Imported) -> str:
    return "\n".join(summary_of(result).lines)


# Numbers of headings and items


@pytest.mark.parametrize(
    ("first", "second", "form"),
    [
        ("㈠", "㈡", "㈠"),
        ("(一)", "(二)", "(一)"),
        ("（一）、", "（二）、", "（一）、"),
        ("（一）", "（二）", None),
    ],
)
def test_sections_of_any_form_of_number_keep_their_own_points(
    read: Read, first: str, second: str, form: str | None
) -> None:
    result = read(
        f"甲县水利局2023年工作总结\n一、主要工作\n{first}抓灌区\n一是修渠道。清淤12公里。\n二是换闸门。更换8座。\n"
        f"{second}抓供水\n一是建水厂。开工3座。\n二是改管网。改造40公里。\n"
    )
    sections = report(result).listed[0].sections
    assert [(s.heading, len(s.points)) for s in sections] == [("抓灌区", 2), ("抓供水", 2)]
    assert (result.proof.holds, result.proof.renumbered) == (True, ())
    assert report(result).settings.heading_numbers == ((form,) if form else ())


@pytest.mark.parametrize(
    ("marks", "form"), [("⑴⑵", "⑴"), (("1）", "2）"), "1）"), ("⒈⒉", "⒈"), (("(1)", "(2)"), "(1)")]
)
def test_items_of_any_form_of_number_are_a_list(
    read: Read, marks: tuple[str, str], form: str
) -> None:
    result = read(
        f"甲县水利局2023年工作总结\n一、主要工作\n{TEXT}\n{marks[0]}修渠道，清淤12公里。\n{marks[1]}换闸门，更换8座。\n"
    )
    assert len(report(result).listed[0].points) == 2
    assert report(result).settings.heading_numbers == (form,)
    assert result.proof.identical == result.proof.lines


@pytest.mark.parametrize("break_", ["\n", ""])
def test_circled_numbers_count_points_apart_and_in_a_row(read: Read, break_: str) -> None:
    result = read(
        f"甲县水利局2023年工作总结\n一、主要工作\n①修渠道。清淤12公里。{break_}②换闸门。更换8座。\n"
    )
    chapter = report(result).listed[0]
    assert [point.theme for point in chapter.points] == ["修渠道", "换闸门"]
    assert (chapter.numbering, bool(chapter.split_points)) == ("①", bool(break_))
    assert result.proof.identical == result.proof.lines


def test_a_form_that_only_some_numbers_have_is_told_and_set_by_the_standard(read: Read) -> None:
    result = read(
        "甲县水利局2023年工作总结\n一、主要工作\n（一）抓灌区\n清淤。\n㈡抓供水\n建厂。\n（三）抓防汛\n备汛。\n"
    )
    assert report(result).settings.heading_numbers == ()
    assert [(one.old, one.new) for one in result.proof.renumbered] == [("㈡", "（二）")]


@pytest.mark.parametrize(
    ("marks", "numbering"), [(("1、", "2、"), "1."), (("（1）", "（2）"), "（1）")]
)
def test_headings_that_leave_out_a_level_are_sections_with_points_of_their_own(
    read: Read, marks: tuple[str, str], numbering: str
) -> None:
    result = read(
        f"甲县水利局2023年工作总结\n一、主要工作\n{TEXT}\n{marks[0]}抓灌区\n一是修渠道。清淤12公里。\n二是换闸门。更换8座。\n"
        f"{marks[1]}抓供水\n一是建水厂。开工3座。\n二是改管网。改造40公里。\n二、问题\n投入不足。\n"
    )
    chapter = report(result).listed[0]
    assert chapter.section_numbering == numbering
    assert [(s.heading, len(s.points)) for s in chapter.sections] == [("抓灌区", 2), ("抓供水", 2)]
    assert result.proof.identical == result.proof.lines


def test_items_that_run_on_below_a_chapter_stay_points(read: Read) -> None:
    result = read(f"甲县水利局2023年工作总结\n一、主要工作\n1.抓灌区。{TEXT}\n2.抓供水。{TEXT}\n")
    chapter = report(result).listed[0]
    assert (chapter.section_numbering, len(chapter.points), chapter.sections) == (None, 2, ())


def test_blanks_inside_a_heading_stay(read: Read) -> None:
    result = read(
        f"甲县2023年统计公报\n一、综  合\n{TEXT}\n二、农　业\n{TEXT}\n三、工业 和 建筑业\n{TEXT}\n"
    )
    assert [chapter.heading for chapter in report(result).listed] == [
        "综  合",
        "农　业",
        "工业 和 建筑业",
    ]
    assert result.proof.identical == result.proof.lines == 7


def test_numbers_behind_a_page_without_a_note_are_points(read: Read) -> None:
    text = f"甲县2023年工作总结\n一、成效\n{TEXT}\n二、打算\n{TEXT}\n附件1\n2024年民生实事\n"
    deeds = ("改造农村学校", "改造老旧道路", "新增停车泊位")
    rows = (f"{n}、{deed}。{TEXT}{TEXT}\n" for n, deed in zip("一二三", deeds, strict=True))
    result = read(text + "".join(rows))
    chapter = report(result).listed[-1]
    assert (len(chapter.points), chapter.numbering, chapter.split_points) == (3, "一、", True)
    assert result.proof.identical == result.proof.lines == 10


# The title


@pytest.mark.parametrize(
    "title", ["一季度全县水利运行情况分析", "甲县水利建设纪实", "抓灌区 保丰收 促增收"]
)
@pytest.mark.parametrize(
    "following", [f"{TEXT}\n", f"一、主要工作\n{TEXT}\n", f"县政府：\n{TEXT}\n"]
)
def test_a_short_first_line_above_whole_paragraphs_is_the_title(
    read: Read, title: str, following: str
) -> None:
    assert report(read(f"{title}\n{following}")).title == title


@pytest.mark.parametrize(
    "text",
    [
        f"全县水利建设成效明显，投资增长。\n{TEXT}\n",
        "水利\n电力\n燃气\n",
        f"名词解释\n7.灌区：是灌区。\n{TEXT}\n",
    ],
)
def test_a_sentence_a_list_and_a_note_are_no_title(read: Read, text: str) -> None:
    assert report(read(text)).title is None


def test_a_title_of_two_lines_may_end_on_any_word_too(read: Read) -> None:
    found = report(read(f"甲县水利\n建设纪实\n甲县水利局\n{TEXT}\n"))
    assert (found.title, found.bureau.name) == ("甲县水利\n建设纪实", "甲县水利局")


# Who reports and when, below the title


@pytest.mark.parametrize(
    ("lines", "name", "form"),
    [
        ("甲县水利局\n（2024年1月5日）", "甲县水利局", ("单位", "（成文日期）")),
        ("甲县水利局\n2024年1月5日", "甲县水利局", ("单位", "成文日期")),
        ("（2024年1月5日）\n甲县水利局", "甲县水利局", ("（成文日期）", "单位")),
        ("甲县水利局（2024年1月5日）", "甲县水利局", ("单位（成文日期）",)),
        (
            "甲县水利局\n国家统计局甲县调查队\n(2024年1月5日)",
            "甲县水利局、国家统计局甲县调查队",
            ("单位", "(成文日期)"),
        ),
    ],
)
def test_who_reports_and_when_below_the_title_is_kept_and_drafted_there(
    read: Read, lines: str, name: str, form: tuple[str, ...]
) -> None:
    result = read(f"2023年水利工作总结\n{lines}\n{TEXT}\n")
    found = report(result)
    assert (found.bureau.name, found.settings.byline) == (name, form)
    assert found.signing_date is not None
    assert found.signing_date.text == "2024年1月5日"
    byline = next(block for block in document(result).blocks if isinstance(block, Byline))
    assert [plain(line) for line in byline.lines] == lines.split("\n")
    assert result.proof.identical == result.proof.lines == 2 + len(byline.lines)
    names = name.replace("、", "，")
    assert f"标题下面的署名、日期记在 单位、成文日期 里：{names}，2024年1月5日" in told(result)


def test_a_bureau_alone_below_the_title_is_who_reports(read: Read) -> None:
    found = report(read(f"2023年水利工作总结\n甲县水利局\n{TEXT}\n"))
    assert (found.bureau.name, found.settings.byline, found.signing_date) == (
        "甲县水利局", ("单位",), None,
    )  # fmt: skip


def test_a_report_that_is_signed_at_its_end_keeps_the_lines_below_its_title_as_text(
    read: Read,
) -> None:
    result = read(f"2023年水利工作总结\n甲县水利局\n{TEXT}\n再作努力。\n甲县水利局\n2024年1月5日\n")
    assert report(result).settings.byline == ()
    assert (result.proof.holds, result.proof.identical) == (True, result.proof.lines)


def test_what_cannot_be_drafted_again_below_the_title_stays_text(read: Read) -> None:
    result = read(f"2023年水利工作总结\n甲县水利局\n2024年01月05日\n{TEXT}\n")
    assert (result.proof.holds, result.proof.identical) == (True, result.proof.lines)


def test_the_date_below_the_title_rolls_to_a_mask(read: Read) -> None:
    source = source_of(
        "旧.yaml", read(f"2023年水利工作总结\n甲县水利局\n（2024年1月5日）\n{TEXT}\n").text
    )
    after = rolled(source, library_for())
    blocks = draft(after.report, after.source, library_for()).document.blocks
    byline = next(block for block in blocks if isinstance(block, Byline))
    assert [plain(line) for line in byline.lines] == ["甲县水利局", "（2025年x月x日）"]


def test_a_byline_comes_back_from_word(read: Read, tmp_path: Path) -> None:
    drafted = document(read(f"2023年水利工作总结\n甲县水利局\n（2024年1月5日）\n{TEXT}\n"))
    file = tmp_path / "稿.docx"
    file.write_bytes(write_docx(drafted))
    again = read_docx(file)
    assert [type(block).__name__ for block in again.blocks] == ["Title", "Byline", "Paragraph"]
    assert imported(file, library_for(), Wanted()).proof.holds


# Period and area


@pytest.mark.parametrize(
    ("title", "label", "bureau"),
    [
        ("县水利局上半年工作总结", "xxxx年上半年", "县水利局"),
        ("前三季度全县水利情况分析", "xxxx年前三季度", "XX单位"),
        ("县水利局1—5月工作小结", "xxxx年1—5月", "县水利局"),
    ],
)
def test_a_title_without_a_year_tells_the_part_of_the_year(
    read: Read, title: str, label: str, bureau: str
) -> None:
    result = read(f"{title}\n{TEXT}\n")
    assert (report(result).period.label, report(result).bureau.name) == (label, bureau)
    part = label.removeprefix("xxxx年")
    assert f"期间：原文写的是“{part}”，没有写哪一年，请填上年份，或用 --period 写明再导入" in told(
        result
    )


@pytest.mark.parametrize(
    ("title", "date", "label"),
    [
        ("上半年水利工作总结", "2023年7月3日", "2023年上半年"),
        ("下半年水利工作总结", "2024年1月8日", "2023年下半年"),
    ],
)
def test_the_date_tells_the_year_of_a_title_without_one(
    read: Read, title: str, date: str, label: str
) -> None:
    result = read(f"{title}\n甲县水利局\n{date}\n{TEXT}\n")
    assert report(result).period.label == label
    assert "哪一年" not in told(result)


def test_what_the_report_calls_its_own_area_outweighs_a_meeting(read: Read) -> None:
    found = report(
        read(f"2023年水利工作总结\n我县承办了全市、全省现场会，全市三次通报表扬。{TEXT}\n")
    )
    assert found.bureau.own_area == "全县"


# Numbers left in the text


def test_numbers_left_in_the_text_are_counted_and_shown_whatever_their_unit(read: Read) -> None:
    result = read(
        "甲县水利局2023年工作总结\n3月8日，发放明白纸180余沓。三产比为3.9：59.5：36.6，价格指数为100.7。\n"
    )
    assert result.typed == ("180余沓", "3.9：59.5：36.6", "100.7")
    assert "照原样留在正文里的数3处" in told(result)
    assert "留在正文里的数，roll 会改成占位：180余沓、3.9：59.5：36.6、100.7" in told(result)


def test_prices_that_rise_and_fall_are_told_as_prices(read: Read) -> None:
    result = read(
        "甲县2023年统计公报\n各类商品中，食品类上涨2.6%；衣着类下降1.5%。粮食产量增长3%。\n"
    )
    figures = report(result).figures
    assert [figures[name].is_price for name in ("食品类", "衣着类", "粮食产量")] == [
        True, True, False,
    ]  # fmt: skip
    after = rolled(source_of("旧.yaml", result.text), library_for())
    last = draft(after.report, after.source, library_for()).document.blocks[-1]
    assert plain(getattr(last, "inlines", ())) == (
        "各类商品中，食品类上涨x.x%；衣着类上涨（下降）x.x%。粮食产量增长x%。"
    )


# Chapters without numbers, and who reports


BARE = """江城区梧桐街道办事处2024年工作总结
一年来，街道坚持党建引领。
发展更有质效
全年完成固定资产投资12.6亿元，增长4.5%。
民生更有温度
城镇新增就业2135人。
明年怎么干
2025年，街道将紧盯目标，完成固定资产投资13.5亿元；新增就业2200人。
江城区梧桐街道办事处
2024年12月31日
"""


def test_short_lines_above_paragraphs_are_chapters_where_nothing_is_numbered(read: Read) -> None:
    result = read(BARE)
    made = report(result)
    assert [chapter.heading for chapter in made.listed] == [
        "发展更有质效",
        "民生更有温度",
        "明年怎么干",
    ]
    assert made.listed[-1].kind == "思路"
    assert made.settings.heading_numbers == ("章不编号",)
    assert result.proof.identical == result.proof.lines
    assert made.figures["固定资产投资"].targets
    assert made.bureau.self_name == "我街道"


def test_one_short_line_alone_is_no_chapter(read: Read) -> None:
    made = report(read("江县科技局2024年工作总结\n重点工作\n完成投资3亿元。\n抓好项目。\n"))
    assert not made.listed


def test_a_heading_without_number_in_word_stays_without(tmp_path: Path) -> None:
    file = tmp_path / "旧.docx"
    word = docx.Document()
    word.add_paragraph("江县科技局2024年工作总结", style="Title")
    word.add_paragraph("工作成效", style="Heading 1")
    word.add_paragraph(TEXT)
    word.save(str(file))
    result = imported(file, library_for(), Wanted())
    assert report(result).settings.heading_numbers == ("章不编号",)
    lines = write_text(document(result)).splitlines()
    assert "　　工作成效" in lines


@pytest.mark.parametrize(
    ("title", "bureau", "self_name"),
    [
        ("2025年青山省政府工作报告", "青山省人民政府", "我省"),
        ("江城市政府工作报告", "江城市人民政府", "我市"),
        ("江城市中心医院2024年工作总结", "江城市中心医院", "我院"),
    ],
)
def test_the_title_tells_whose_report_it_is(
    read: Read, title: str, bureau: str, self_name: str
) -> None:
    made = report(read(f"{title}\n一、2024年工作\n{TEXT}\n"))
    assert (made.bureau.name, made.bureau.self_name) == (bureau, self_name)


def test_a_sentence_that_says_that_plans_follow_makes_them_goals(read: Read) -> None:
    text = (
        "江县卫健局2024年工作总结\n一、工作情况\n就诊率91.3%。\n二、回顾一年\n成绩来之不易。\n"
        "2025年，要着力抓好两件事。\n就诊率达到92.5%。\n建成医院1家。\n"
    )
    made = report(read(text))
    assert made.figures["就诊率"].now is not None
    assert made.figures["就诊率"].targets
