"""What people change in Word comes home: to figures, to prose, to lists; what cannot is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from drafter.data.reading import report_of
from drafter.drafting.draft import draft, draft_file
from drafter.drafting.library import library_for
from drafter.errors import ReadingError
from drafter.exchange.aligning import align
from drafter.exchange.pulling.pull import pull
from drafter.formats.docx_read import read_docx
from drafter.formats.files import write
from drafter.formats.text import write_text
from tests.conftest import Run, save
from tests.exchange.editing import style_of, type_over

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.exchange.pulling.pull import Pulled

LONG = """模板: city-annual
期间: 2022年
单位: {名称: 江城市科学技术局}
成文日期: 2023年1月10日
指标:
  研发投入:             # 财务科核过
    本期: 98.06亿元
    上年同期: 71.25亿元
  高新技术产业增加值: {本期: 822.94亿元, 同比: 19.04%}
  企业: 767家
  税收: {本期: 12.0亿元, 同比: -3.2%}
成效:
  - 标题: 加大投入
    内容: '全社会研发投入{{ 研发投入 }}，{{ 研发投入.同比 }}。高新技术企业{{ 企业 }}。'
  - 标题: 壮大产业
    导语: '高新技术产业增加值{{ 高新技术产业增加值.概述 }}。税收{{ 税收 }}，{{ 税收.同比 }}。'
    要点:
      - 主题: 培育企业
        内容: '建成企业库，入库企业{{ 企业 }}。'
      - 主题: 建设园区
        内容: 园区道路全部通车，标准厂房交付使用。
      - 内容: 出台了科技金融的支持办法。
问题: [{主题: 主体少, 内容: 企业偏少，带动不强。}, {主题: 人才缺, 内容: 高层次人才引进难。}]
思路: [{主题: 抓培育, 内容: 培育企业，建好梯队。}]
"""


def drafted_in(folder: Path, text: str = LONG) -> tuple[Path, Path]:
    """A report file and its draft in Word."""
    file = save(folder, text)
    word = folder / "报告.docx"
    write(draft_file(file).document, word)
    return file, word


def edit(word: Path, *swaps: tuple[str, str]) -> None:
    """Words swapped as people do in Word: in the paragraph that has them, whatever its runs."""
    document = docx.Document(str(word))
    for old, new in swaps:
        paragraph = next(p for p in document.paragraphs if old in p.text)
        text = paragraph.text.replace(old, new, 1)
        type_over(paragraph, text)
    document.save(str(word))


def redrafted(pulled: Pulled, file: Path) -> str:
    """The text of the draft of what was pulled."""
    source = pulled.source
    return write_text(draft(report_of(source), source, library_for(file)).document)


def said_in(word: Path) -> str:
    """The text of a Word file."""
    return write_text(read_docx(word))


def pulled_whole(file: Path, word: Path) -> str:
    """The report file after a pull that took everything and left nothing to tell."""
    pulled = pull(file, word)
    assert pulled.is_whole, [change for change in pulled.changes if not change.taken]
    assert redrafted(pulled, file) == said_in(word)
    return pulled.source.text


def test_a_draft_that_nobody_edited_has_nothing_to_pull(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    assert pull(file, word).changes == []


def test_a_figure_typed_over_goes_to_its_value(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("822.94亿元", "830.10亿元"))
    assert "高新技术产业增加值: {本期: 830.10亿元, 同比: 19.04%}" in pulled_whole(file, word)


def test_a_published_growth_typed_over_goes_to_the_growth(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("19.04%", "19.50%"))
    pulled = pull(file, word)
    (change,) = pulled.changes
    assert (change.before, change.after) == ("19.04%", "19.50%")
    assert change.note == "高新技术产业增加值的同比"
    assert change.place is not None
    assert change.place.line == 9


def test_a_growth_that_turned_into_a_fall_changes_its_sign(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("下降3.2%", "增长1.5%"))
    assert "税收: {本期: 12.0亿元, 同比: 1.5%}" in pulled_whole(file, word)


def test_a_computed_growth_typed_over_is_a_question(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("37.6%", "40.0%"))
    pulled = pull(file, word)
    (change,) = pulled.changes
    assert not change.taken
    assert "由报告文件里别的数算出" in change.note
    assert pulled.source.text == pulled.former.text


def test_a_value_and_its_computed_growth_changed_together_agree(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("98.06亿元", "99.75亿元"), ("37.6%", "40.0%"))
    text = pulled_whole(file, word)
    assert "    本期: 99.75亿元\n" in text
    assert "# 财务科核过" in text


def test_a_value_changed_without_its_computed_growth_is_told(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("98.06亿元", "99.75亿元"))
    pulled = pull(file, word)
    assert [change.taken for change in pulled.changes] == [True, False]
    assert "算得40.0%" in pulled.changes[1].note


def test_a_figure_changed_in_one_of_two_places_is_a_question(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("高新技术企业767家", "高新技术企业800家"))
    pulled = pull(file, word)
    (change,) = pulled.changes
    assert not change.taken
    assert change.note.startswith("这个数文中写了2处，只改了1处")
    assert pulled.source.text == pulled.former.text


def test_a_figure_changed_in_all_places_is_taken_once(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("高新技术企业767家", "高新技术企业800家"), ("入库企业767家", "入库企业800家"))
    assert "  企业: 800家\n" in pulled_whole(file, word)
    (change,) = pull(file, word).changes
    assert change.note == "企业（文中2处都改了）"


def test_a_sentence_goes_to_its_field_and_keeps_its_expressions(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("建成企业库，入库企业", "企业库已经建成，共入库"))
    assert "'企业库已经建成，共入库{{ 企业 }}。'" in pulled_whole(file, word)


def test_words_around_a_value_stay_an_expression_of_the_bare_value(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("比上年增长37.6%", "较上年大幅增长37.6%"))
    assert "较上年大幅增长{{ 研发投入.增速 }}。" in pulled_whole(file, word)


def test_a_clause_struck_out_takes_its_expression_along(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("，比上年增长37.6%", ""))
    assert "'全社会研发投入{{ 研发投入 }}。高新技术企业{{ 企业 }}。'" in pulled_whole(file, word)


def test_braces_typed_in_word_never_become_an_expression(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("园区道路全部通车", "园区道路{{ 企业 }}全部通车"))
    assert "\\{{ 企业 \\}}" in pulled_whole(file, word)


def test_a_heading_goes_to_its_title(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("壮大产业", "做强做优产业"))
    assert "  - 标题: 做强做优产业\n" in pulled_whole(file, word)


def test_points_are_added_removed_and_moved(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(
        word,
        ("一是培育企业。建成企业库，入库企业767家。", ""),
        ("二是建设园区", "一是建设园区"),
        (
            "三是出台了科技金融的支持办法。",
            "二是出台了科技金融的支持办法。三是做好服务。全年走访企业，解决难题。",
        ),
    )
    text = pulled_whole(file, word)
    assert "培育企业\n" not in text
    assert "      - 内容: '做好服务。全年走访企业，解决难题。'\n" in text


def test_a_moved_point_is_moved_in_its_list(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(
        word,
        (
            "二是建设园区。园区道路全部通车，标准厂房交付使用。三是出台了科技金融的支持办法。",
            "二是出台了科技金融的支持办法。三是建设园区。园区道路全部通车，标准厂房交付使用。",
        ),
    )
    text = pulled_whole(file, word)
    assert text.index("科技金融") < text.index("建设园区")


def test_a_paragraph_added_behind_another_joins_its_field(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    document = docx.Document(str(word))
    at = next(n for n, p in enumerate(document.paragraphs) if "全社会研发投入" in p.text)
    document.paragraphs[at + 1].insert_paragraph_before("下一步将设立研发准备金制度。")
    document.save(str(word))
    assert "      下一步将设立研发准备金制度。\n" in pulled_whole(file, word)


def test_text_of_a_template_is_told_as_an_override(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("各项工作有序推进", "各项工作取得新成绩"))
    pulled = pull(file, word)
    (change,) = pulled.changes
    assert not change.taken
    assert "出自模板或板块" in change.note
    assert change.place is not None
    assert change.place.file.endswith(".j2")


def test_tracked_changes_count_as_accepted(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    document = docx.Document(str(word))
    paragraph = next(p for p in document.paragraphs if "企业偏少" in p.text)
    run = paragraph.runs[-1]._r
    inserted = paragraph._p.makeelement(run.tag.replace("}r", "}ins"), {})
    run.addnext(inserted)
    copy = docx.oxml.parse_xml(docx.oxml.xmlchemy.serialize_for_reading(run))
    inserted.append(copy)
    document.save(str(word))
    pulled = pull(file, word)
    assert pulled.revisions == 1
    assert redrafted(pulled, file) == said_in(word)


def test_another_report_is_refused(tmp_path: Path) -> None:
    file, _word = drafted_in(tmp_path)
    other = tmp_path / "别的.docx"
    document = docx.Document()
    for line in ("关于召开座谈会的通知", "定于本周五上午在三楼会议室开会。", "请准时参加。"):
        document.add_paragraph(line)
    document.save(str(other))
    with pytest.raises(ReadingError, match="像是另一份报告"):
        pull(file, other)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 200])
def test_what_is_no_word_file_or_is_locked_is_refused(
    run: Run, tmp_path: Path, content: bytes
) -> None:
    file, word = drafted_in(tmp_path)
    word.write_bytes(content)
    former = file.read_bytes()
    code, out, err = run("pull", str(file), str(word), "--write")
    assert (code, out) == (1, "")
    assert err.startswith(word.as_posix())
    assert file.read_bytes() == former


def test_the_command_shows_first_and_writes_when_asked(run: Run, tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("822.94亿元", "830.10亿元"), ("壮大产业", "做强产业"))
    former = file.read_text(encoding="utf-8")
    code, out, _err = run("pull", str(file), str(word))
    assert code == 0
    assert "可以收进来2处：" in out
    assert f"{file.as_posix()}:9" in out
    assert file.read_text(encoding="utf-8") == former
    code, out, _err = run("pull", str(file), str(word), "--write")
    assert code == 0
    assert "830.10亿元" in file.read_text(encoding="utf-8")
    assert (tmp_path / "报告.yaml.bak").read_text(encoding="utf-8") == former
    code, out, _err = run("pull", str(file), str(word))
    assert (code, out) == (0, "文稿和报告文件说的一样，没有要收的改动\n")


def test_what_was_not_taken_is_the_exit_code(run: Run, tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("37.6%", "40.0%"))
    code, out, _err = run("pull", str(file), str(word))
    assert code == 1
    assert "没有收、要人来定的1处：" in out


def test_roll_and_lint_say_that_the_word_file_was_edited_until_it_is_pulled(
    run: Run, tmp_path: Path
) -> None:
    file, word = drafted_in(tmp_path)
    assert "drafter pull" not in run("lint", str(file))[2]
    edit(word, ("822.94亿元", "830.10亿元"))
    assert "drafter pull" in run("lint", str(file))[2]
    assert "drafter pull" in run("roll", str(file))[2]
    assert "drafter pull" in run("draft", str(file))[2]
    run("pull", str(file), str(word), "--write")
    assert "drafter pull" not in run("lint", str(file))[2]


def test_texts_are_aligned_with_moves() -> None:
    old = ["甲乙丙丁戊己", "子丑寅卯辰巳", "春夏秋冬四季轮回"]
    new = ["春夏秋冬四季轮回", "甲乙丙丁戊庚", "全新的一段话"]
    pairs = align(old, new)
    assert {pair.new: pair.old for pair in pairs if pair.new is not None} == {0: 2, 1: 0, 2: None}
    assert [pair.old for pair in pairs if pair.new is None] == [1]
    assert sum(pair.moved for pair in pairs) == 1


def test_a_point_moves_to_another_list_with_its_expressions(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(
        word,
        ("一是培育企业。建成企业库，入库企业767家。二是建设园区", "一是建设园区"),
        ("三是出台了", "二是出台了"),
        ("一是主体少", "一是培育企业。建成企业库，入库企业767家。二是主体少"),
        ("二是人才缺", "三是人才缺"),
    )
    text = pulled_whole(file, word)
    assert (
        "问题: [{主题: '培育企业', 内容: '建成企业库，入库企业{{ 企业 }}。'}, {主题: 主体少" in text
    )
    assert "      - 主题: 建设园区\n" in text


def test_a_list_whose_points_are_all_struck_out_goes_with_them(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    points = "一是培育企业。建成企业库，入库企业767家。二是建设园区。园区道路全部通车，标准厂房交付使用。三是出台了科技金融的支持办法。"
    edit(word, (points, ""))
    assert "要点" not in pulled_whole(file, word)


def test_a_paragraph_cut_in_two_keeps_its_expressions(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    document = docx.Document(str(word))
    paragraph = next(p for p in document.paragraphs if "高新技术企业767家" in p.text)
    first, second = paragraph.text.split("。")[:2]
    paragraph.insert_paragraph_before(f"{first}。", style=paragraph.style)
    type_over(paragraph, f"{second}。")
    document.save(str(word))
    text = pulled_whole(file, word)
    assert "      全社会研发投入{{ 研发投入 }}，{{ 研发投入.同比 }}。\n\n" in text
    assert "      高新技术企业{{ 企业 }}。\n" in text


def test_a_paragraph_moves_to_another_section(tmp_path: Path) -> None:
    text = LONG.replace(
        "高新技术企业{{ 企业 }}。'", "高新技术企业{{ 企业 }}。\n\n      出台了新的办法。'"
    )
    file, word = drafted_in(tmp_path, text)
    document = docx.Document(str(word))
    moved = next(p for p in document.paragraphs if "出台了新的办法" in p.text)
    head = next(p for p in document.paragraphs if p.text == "加大投入")
    head._p.addnext(moved._p)
    document.save(str(word))
    pulled_whole(file, word)


def test_a_section_is_moved_whole(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    document = docx.Document(str(word))
    heads = [p for p in document.paragraphs if style_of(p) == "Heading 2"]
    first, body = heads[0], heads[0]._p.getnext()
    heads[1]._p.getnext().addnext(first._p)
    first._p.addnext(body)
    document.save(str(word))
    text = pulled_whole(file, word)
    assert text.index("标题: 壮大产业") < text.index("标题: 加大投入")


def test_a_section_is_added_with_its_paragraph_and_points(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    document = docx.Document(str(word))
    before = next(p for p in document.paragraphs if p.text == "壮大产业")
    style = next(p for p in document.paragraphs if "研发投入" in p.text).style
    before.insert_paragraph_before("优化服务", style=before.style)
    said = "我局做好服务。一是走访企业。走访了一百户。二是送政策。办了三场宣讲。"
    before.insert_paragraph_before(said, style=style)
    document.save(str(word))
    assert (
        "  - 标题: '优化服务'\n"
        "    导语: '我局做好服务。'\n"
        "    要点:\n"
        "      - 主题: '走访企业'\n"
        "        内容: '走访了一百户。'\n"
        "      - 主题: '送政策'\n"
        "        内容: '办了三场宣讲。'\n"
        "  - 标题: 壮大产业\n"
    ) in pulled_whole(file, word)


def test_a_heading_of_another_level_is_told(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    document = docx.Document(str(word))
    paragraph = next(p for p in document.paragraphs if p.text == "壮大产业")
    paragraph.style = document.styles["Heading 3"]
    document.save(str(word))
    (change,) = pull(file, word).changes
    assert not change.taken
    assert change.note.startswith("字没有变，标题的级别或者编号变了")
    assert (change.place and change.place.line) == 15


def test_a_series_cut_into_paragraphs_is_told_and_its_points_stay(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    document = docx.Document(str(word))
    paragraph = next(p for p in document.paragraphs if "二是建设园区" in p.text)
    lead, rest = paragraph.text.split("二是建设园区")
    paragraph.insert_paragraph_before(lead, style=paragraph.style)
    type_over(paragraph, f"二是建设园区{rest}")
    document.save(str(word))
    pulled = pull(file, word)
    (change,) = pulled.changes
    assert change.note.startswith("字没有变，分段或者一是、二是的编号变了")
    assert pulled.source.text == pulled.former.text


def test_an_edit_that_brings_the_draft_no_nearer_is_not_made(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(
        word, ("一是培育企业。建成企业库，入库企业767家。", "一是培育企业。一是建库。建成企业库。")
    )
    pulled = pull(file, word)
    assert "一是" not in pulled.source.text or pulled.is_whole


def test_comments_are_listed_with_their_text_at_the_place(run: Run, tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    document = docx.Document(str(word))
    at, paragraph = next(
        (at, p) for at, p in enumerate(document.paragraphs, 1) if "企业偏少" in p.text
    )
    run_ = paragraph.runs[0]
    run_.text = "一是主体少。"
    rest = paragraph.add_run("企业偏少，带动不强。二是人才缺。高层次人才引进难。")
    document.add_comment(rest, text="请投资股\n核一下", author="王局长")
    document.add_comment(run_, text="不合规则", author="drafter")
    document.save(str(word))
    code, out, _err = run("pull", str(file), str(word))
    assert code == 0
    assert out.splitlines()[:2] == [
        "还有1条批注，没有收：",
        f"  第{at}段“企业偏少，带动不强。二是人才缺。高…”  王局长：请投资股 核一下",
    ]


def test_words_that_stand_twice_and_were_changed_in_one_place_are_a_question(
    tmp_path: Path,
) -> None:
    text = LONG.replace("问题:", "附件: [{标题: 研发投入情况, 内容: 情况良好。}]\n问题:")
    file, word = drafted_in(tmp_path, text)
    edit(word, ("研发投入情况", "各县研发投入情况"))
    pulled = pull(file, word)
    assert pulled.source.text == pulled.former.text
    assert {change.note for change in pulled.changes} == {
        "这几个字文中有几处，没有改得一样；请核对，改成一样的再收"
    }


def test_what_is_no_value_any_more_is_told_as_that(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path)
    edit(word, ("822.94亿元", "82（含开发区）2.94亿元"))
    (change,) = pull(file, word).changes
    assert not change.taken
    assert change.note == "“82（含开发区）2.94亿元”填不进报告文件，没有收；请核对"


def test_a_sum_of_rows_that_no_longer_holds_is_a_question_about_the_rows(tmp_path: Path) -> None:
    rows = "清单: {项目: {行: [{名: 甲, 投资: 1.2亿元}, {名: 乙, 投资: 2.0亿元}]}}\n成效:\n"
    said = "高新技术企业{{ 企业 }}，项目投资{{ 项目.合计.投资 }}。"
    text = LONG.replace("成效:\n", rows).replace("高新技术企业{{ 企业 }}。", said)
    file, word = drafted_in(tmp_path, text)
    edit(word, ("项目投资3.2亿元", "项目投资3.6亿元"))
    (change,) = pull(file, word).changes
    assert change.note == "这个数由清单“项目”的各行算出，算得3.2亿元；请核对各行，或改 Word 里的数"


def test_a_sum_typed_over_its_mask_goes_into_no_row(tmp_path: Path) -> None:
    rows = "清单: {项目: {行: [{名: 甲, 投资: x.x亿元}, {名: 乙, 投资: 2.0亿元}]}}\n成效:\n"
    said = "高新技术企业{{ 企业 }}，项目投资{{ 项目.合计.投资 }}。"
    text = LONG.replace("成效:\n", rows).replace("高新技术企业{{ 企业 }}。", said)
    file, word = drafted_in(tmp_path, text.replace("x.x亿元", "xx.x亿元"))
    edit(word, ("项目投资xx.x亿元", "项目投资13.6亿元"))
    (change,) = pull(file, word).changes
    assert not change.taken
    assert "由清单“项目”的各行算出" in change.note
