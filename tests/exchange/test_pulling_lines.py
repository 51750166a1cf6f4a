"""The lines that a draft writes round its text: 主送, 附件, 署名, heads; none is edited unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from drafter.drafting.draft import draft_file
from drafter.exchange.pulling.pull import pull
from drafter.exchange.pulling.unpulled import unpulled
from drafter.formats.docx_digest import is_edited
from drafter.formats.files import write
from drafter.formats.look import Look
from tests.conftest import Run, save
from tests.exchange.editing import style_of, type_over
from tests.exchange.test_pulling import LONG, drafted_in, pulled_whole, redrafted, said_in

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.exchange.pulling.changes import Change

LETTER = (
    LONG.replace("成文日期:", "主送: 市委、市政府\n成文日期:")
    + """附件:
  - {标题: 主要指标, 指标: 全部}
  - {标题: 税收情况, 指标: [税收]}
"""
)
"""A report with every line that a draft writes round its text."""


def typed_over(word: Path, old: str, new: str, style: str = "") -> None:
    """A whole paragraph typed over: the first of that text, and of that style where one is given."""
    document = docx.Document(str(word))
    paragraphs = [p for p in document.paragraphs if p.text == old and style in style_of(p)]
    type_over(paragraphs[0], new)
    document.save(str(word))


def told(file: Path, word: Path) -> Change:
    """The one change that was told and not taken, beside none that was."""
    (change,) = pull(file, word).changes
    assert not change.taken
    return change


@pytest.mark.parametrize("typed", ["市委、市政府：请审阅", "市委、市政府", "市委、市政府:"])
def test_what_stands_in_the_place_of_the_colon_behind_the_addressee_is_told(
    tmp_path: Path, typed: str
) -> None:
    file, word = drafted_in(tmp_path, LETTER)
    typed_over(word, "市委、市政府：", typed)
    change = told(file, word)
    assert (
        change.note
        == "主送机关后面由程序写一个“：”，这一处没有收；换主送机关要留住“：”，别的话请写到正文里"
    )
    assert (change.place and change.place.line, change.paragraph) == (4, 2)
    assert list(unpulled(file)) == [word]


def test_another_addressee_goes_home_with_one_colon(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, LETTER)
    typed_over(word, "市委、市政府：", "市委、市政府、市人大：")
    assert "主送: 市委、市政府、市人大\n" in pulled_whole(file, word)


def test_another_addressee_without_its_colon_is_told(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, LETTER)
    typed_over(word, "市委、市政府：", "市委、市政府、市人大")
    change = told(file, word)
    assert (change.before, change.after) == ("市委、市政府：", "市委、市政府、市人大")


@pytest.mark.parametrize("typed", ["附件3", "附件一", "附表1", "附件"])
def test_another_number_of_an_attachment_is_told(tmp_path: Path, typed: str) -> None:
    file, word = drafted_in(tmp_path, LETTER)
    typed_over(word, "附件1", typed)
    change = told(file, word)
    assert (change.before, change.after) == ("附件1", typed)
    assert change.note == "“附件”和它的序号由程序照次序写，没有收；要换次序就移动附件"


@pytest.mark.parametrize(
    ("old", "new"),
    [("附件：1. 主要指标", "附件：1．主要指标"), ("　　　2. 税收情况", "　　　2、税收情况")],
)
def test_another_mark_before_the_name_of_an_attachment_is_told(
    tmp_path: Path, old: str, new: str
) -> None:
    file, word = drafted_in(tmp_path, LETTER)
    typed_over(word, old, new)
    change = told(file, word)
    assert (change.before, change.after) == (old.strip(), new.strip())
    assert change.note == "“附件”和它的序号由程序照次序写，没有收；要换次序就移动附件"


@pytest.mark.parametrize("style", ["Signature", "Date"])
def test_an_edited_signature_and_date_are_taken_or_told(tmp_path: Path, style: str) -> None:
    file, word = drafted_in(tmp_path, LETTER)
    document = docx.Document(str(word))
    paragraph = next(p for p in document.paragraphs if style_of(p) == style)
    type_over(paragraph, f"{paragraph.text}（印）")
    document.save(str(word))
    assert pull(file, word).changes


@pytest.mark.parametrize("edge", ["header", "footer"])
def test_words_in_a_header_or_footer_are_told(tmp_path: Path, run: Run, edge: str) -> None:
    _file, word = drafted_in(tmp_path, LETTER)
    document = docx.Document(str(word))
    getattr(document.sections[0], edge).paragraphs[0].text = "征求意见稿"
    document.save(str(word))
    code, out, _err = run("pull", "报告.yaml", "报告.docx")
    assert code == 1
    assert "正文外" in out
    assert "征求意见稿" in out
    assert "页眉、页脚、脚注、尾注里的字不收" in out


def test_the_header_of_the_office_is_no_edit(tmp_path: Path) -> None:
    office = docx.Document()
    office.sections[0].header.paragraphs[0].text = "江城市科学技术局"
    office.save(str(tmp_path / "局样式.docx"))
    file = save(tmp_path, LETTER)
    word = tmp_path / "报告.docx"
    write(draft_file(file).document, word, look=Look(reference=tmp_path / "局样式.docx"))
    assert not is_edited(word)
    typed_over(word, "市委、市政府：", "市委：")
    assert [change.after for change in pull(file, word).changes] == ["市委"]
    document = docx.Document(str(word))
    document.sections[0].header.paragraphs[0].text = "江城市科学技术局文件"
    document.save(str(word))
    assert [change.after for change in pull(file, word).changes] == ["市委", "江城市科学技术局文件"]


def test_a_picture_in_the_text_is_told(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, LETTER)
    document = docx.Document(str(word))
    picture = tmp_path / "图.png"
    picture.write_bytes(PNG)
    document.paragraphs[4].add_run().add_picture(str(picture))
    document.save(str(word))
    change = told(file, word)
    assert (change.after, change.note[:9]) == ("（图）", "Word 里加的图")
    assert redrafted(pull(file, word), file) == said_in(word)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)
"""A picture of one dot."""


def test_a_word_file_that_drafter_did_not_write_has_no_edits(tmp_path: Path, run: Run) -> None:
    """The old report that was imported stands beside the new file under its name."""
    word = tmp_path / "总结.docx"
    page = docx.Document()
    for line in ("青石县水利局2024年工作总结", "一、主要成效", "完成水利投资8.65亿元。"):
        page.add_paragraph(line)
    page.save(str(word))
    report = str(tmp_path / "总结.yaml")
    assert run("import", str(word), "-o", report)[0] == 0
    _code, out, err = run("lint", report)
    assert "drafter pull" not in out + err
    code, _out, err = run("draft", report)
    assert code == 1
    assert "已经有一份同名的文件，不是起草出来的，没有覆盖" in err
