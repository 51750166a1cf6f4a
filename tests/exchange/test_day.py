"""A day as the README tells it: forms out, filled in with mistakes, a draft edited in Word, pulled home."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import docx
from openpyxl import load_workbook

from tests.conftest import ROOT, save
from tests.exchange.editing import type_over
from tests.exchange.office import at_work, edited, typed_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


def day_of(readme: str, head: str) -> str:
    """The section of a README that tells the day."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    return text.split(head)[1].split("\n## ")[0]


def consoles(day: str) -> list[str]:
    """What is typed and printed, console by console."""
    return re.findall(r"```console\n(.*?)```", day, re.DOTALL)


def go(run: Run, console: str) -> None:
    """Run the commands of a console; each prints what the README says, on either stream."""
    for command, printed in re.findall(r"\$ drafter (.*?)\n(.*?)(?=\$ |\Z)", console, re.DOTALL):
        _code, out, err = run(*command.split())
        assert err + out == printed


def edit(word: Path, *swaps: tuple[str, str]) -> None:
    """Words swapped in the paragraphs that have them."""
    document = docx.Document(str(word))
    for old, new in swaps:
        paragraph = next(p for p in document.paragraphs if old in p.text)
        type_over(paragraph, paragraph.text.replace(old, new))
    document.save(str(word))


def test_a_day_goes_as_the_readme_tells_it(run: Run, tmp_path: Path) -> None:
    day = day_of("README.md", "## One day")
    forms, collect, again, review, final = consoles(day)
    report = save(tmp_path, day.split("```yaml\n")[1].split("```")[0])
    folder, word, office = tmp_path / "表", tmp_path / "报告.docx", tmp_path / "office"
    office.mkdir()

    go(run, forms)
    at_work(
        office,
        typed_in(folder / "商贸股.xlsx", "商贸股", {"F5": "22.98", "F6": "90"}, ("G5", "H5", "B6")),
        typed_in(folder / "外贸股.xlsx", "外贸股", {"F5": "35200"}),
        typed_in(folder / "投资股.xlsx", "投资股", {"F5": "'1380", "K5": "6月底数"}),
    )
    growth = load_workbook(folder / "商贸股.xlsx", data_only=True)["商贸股"]["H5"].value
    assert growth == 7.4
    go(run, collect)
    at_work(office, typed_in(folder / "外贸股.xlsx", "外贸股", {"F5": "3.52"}))
    go(run, again)

    chief = (
        ("消费市场稳步回升", "消费市场持续回升"),
        ("90家，比上年末增加4家", "92家，比上年末增加6家"),
    )
    commented = ("稳外贸。帮助外贸企业开拓新市场，办好线上展会。", "再写一句跨境电商", "陈局长")
    at_work(office, edited(word, chief, commented))
    edit(
        word,
        ("促消费活动，", "促消费活动12场，"),
        ("住宿。", "住宿。三是提升县城商业。改造农贸市场2个，成交额增长-3.5%。"),
    )
    go(run, review)
    reviewed = docx.Document(str(tmp_path / "报告（审）.docx"))
    ours = [comment.text for comment in reviewed.comments if comment.author == "drafter"]
    assert ["下降3.5%" in text for text in ours] == [True]

    edit(word, ("增长-3.5%", "下降3.5%"), ("只有90家", "只有92家"))
    go(run, final)
    text = report.read_text(encoding="utf-8")
    assert "限额以上单位: {本期: 92家, 性质: 时点" in text
    assert "# 统计局月报" in text
    said = [
        [p.text for p in docx.Document(str(f)).paragraphs] for f in (word, tmp_path / "定稿.docx")
    ]
    assert said[0] == [text.replace("\ufeff", "") for text in said[1]]


def test_both_readmes_tell_the_same_day() -> None:
    english = day_of("README.md", "## One day")
    chinese = day_of("README.zh-CN.md", "## 四、一天走下来")
    assert consoles(english) == consoles(chinese)
    assert re.findall(r"```yaml\n(.*?)```", english, re.DOTALL) == re.findall(
        r"```yaml\n(.*?)```", chinese, re.DOTALL
    )
