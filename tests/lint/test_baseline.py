"""`lint --baseline`: only what is new."""

from __future__ import annotations

import json
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


@pytest.mark.parametrize(
    ("here", "typed", "baseline"),
    [
        (".", "稿/甲.txt", "基线.json"),
        (".", "./稿/甲.txt", "./基线.json"),
        (".", "稿", "基线.json"),
        (".", "稿/../稿/甲.txt", "基线.json"),
        ("稿", "甲.txt", "../基线.json"),
        ("稿", "../稿/甲.txt", "../基线.json"),
        ("别处", "../稿/甲.txt", "../基线.json"),
        ("别处", "{root}/稿/甲.txt", "{root}/基线.json"),
    ],
)
@pytest.mark.parametrize(
    "known", ["稿/甲.txt", "./稿/甲.txt", "稿\\甲.txt", ".\\稿\\甲.txt", "{root}/稿/甲.txt",
              "D:\\局里\\稿\\甲.txt", "/home/他人/稿/甲.txt"],
)  # fmt: skip
def test_a_file_is_known_by_whatever_path_and_from_whatever_folder(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    here: str,
    typed: str,
    baseline: str,
    known: str,
) -> None:
    for folder in ("稿", "别处"):
        (tmp_path / folder).mkdir()
    (tmp_path / "稿" / "甲.txt").write_text(OLD, encoding="utf-8")
    found = json.loads(run("lint", "稿/甲.txt", "--format", "json")[1])
    found["findings"][0]["path"] = known.format(root=tmp_path)
    (tmp_path / "基线.json").write_text(json.dumps(found), encoding="utf-8")
    monkeypatch.chdir(tmp_path / here)
    root = {"root": tmp_path.as_posix()}
    code, out, _err = run("lint", typed.format(**root), "--baseline", baseline.format(**root))
    assert (code, out.splitlines()[-1]) == (0, "另有1条基线里已有，没有列出")


@pytest.mark.parametrize("folder", ["稿", "."])
def test_a_file_of_the_same_name_elsewhere_is_not_known(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    for name in ("稿/甲.txt", "别处/甲.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(OLD, encoding="utf-8")
    monkeypatch.chdir(tmp_path / folder)
    path = (tmp_path / "稿" / "甲.txt").relative_to(tmp_path / folder).as_posix()
    (tmp_path / "稿" / "基线.json").write_text(run("lint", path, "--format", "json")[1], "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("lint", "别处/甲.txt", "--baseline", "稿/基线.json")[0] == 1
    assert run("lint", "稿/甲.txt", "--baseline", "稿/基线.json")[0] == 0


def test_a_baseline_made_below_the_folder_that_it_stands_in_still_holds(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "稿").mkdir()
    (tmp_path / "稿" / "甲.txt").write_text(OLD, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "稿")
    told = run("lint", "甲.txt", "--format", "json")[1]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "基线.json").write_text(told, encoding="utf-8")
    assert run("lint", "稿/甲.txt", "--baseline", "基线.json")[0] == 0


def test_names_that_no_file_can_bear_are_no_fault(run: Run, tmp_path: Path) -> None:
    (tmp_path / "稿.txt").write_text(OLD, encoding="utf-8")
    found = json.loads(run("lint", "稿.txt", "--format", "json")[1])
    for path in ("\x00", "", "甲" * 5000, "/", "\\\\", ".."):
        found["findings"][0]["path"] = path
        (tmp_path / "基线.json").write_text(json.dumps(found), encoding="utf-8")
        assert run("lint", "稿.txt", "--baseline", "基线.json")[0] == 1
