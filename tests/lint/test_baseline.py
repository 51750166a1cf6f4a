"""`lint --baseline`: only what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

OLD = "工业投资同比增长-3.2%。\n"


@pytest.fixture
def baseline(run: Run, tmp_path: Path) -> Path:
    """What lint found in the old text."""
    (tmp_path / "稿.txt").write_text(OLD, encoding="utf-8")
    file = tmp_path / "基线.json"
    file.write_text(run("lint", "稿.txt", "--format", "json")[1], encoding="utf-8")
    return file


@pytest.mark.usefixtures("baseline")
def test_what_is_known_is_not_told_though_its_line_moved(run: Run, tmp_path: Path) -> None:
    (tmp_path / "稿.txt").write_text("全市情况如下。\n" + OLD, encoding="utf-8")
    code, out, err = run("lint", "稿.txt", "--baseline", "基线.json")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "查了1个文件：0个错误，0个警告，0个提示",
        "另有1条基线里已有，没有列出",
    ]


@pytest.mark.usefixtures("baseline")
def test_the_same_mistake_once_more_is_new(run: Run, tmp_path: Path) -> None:
    (tmp_path / "稿.txt").write_text(OLD + OLD, encoding="utf-8")
    code, out, _err = run("lint", "稿.txt", "--baseline", "基线.json")
    assert code == 1
    assert "稿.txt:2:" in out
    assert "1个错误" in out


def test_a_file_that_is_no_result_of_lint_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "稿.txt").write_text(OLD, encoding="utf-8")
    for text in ("{}", "[1]", '{"findings": [1]}', "不是JSON", "[" * 100_000):
        (tmp_path / "基线.json").write_text(text, encoding="utf-8")
        code, out, err = run("lint", "稿.txt", "--baseline", "基线.json")
        assert (code, out) == (2, "")
        assert err == "基线.json  不是 drafter lint --format json 写出的文件，不能作基线\n"


def test_a_baseline_that_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "稿.txt").write_text(OLD, encoding="utf-8")
    code, _out, err = run("lint", "稿.txt", "--baseline", "没有.json")
    assert code == 1
    assert "没有这个文件" in err
