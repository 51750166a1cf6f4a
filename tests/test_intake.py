"""Files in: only regular files, bounded, decoded once; folders that say what they could not show."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drafter.errors import ReadingError
from drafter.intake import decoded, encoded, files_in, read_bytes
from tests.conftest import REPORT, Run, save

TEXT = "模板: 甲\n期间: 2024年\n"


def refusal(file: Path, most: int = 1024) -> str:
    """What is said where a file is not read."""
    with pytest.raises(ReadingError) as caught:
        read_bytes(file, most)
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert problem.place.file == file.as_posix()
    return problem.message


def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.yaml")
    (tmp_path / "死链.yaml").symlink_to(tmp_path / "没有")
    (tmp_path / "圈.yaml").symlink_to(tmp_path / "圈.yaml")
    assert refusal(tmp_path / "管道.yaml") == "这不是普通文件（是管道或设备），没有读"
    assert refusal(Path("/dev/zero")) == "这不是普通文件（是管道或设备），没有读"
    assert refusal(tmp_path) == "这是一个文件夹，不是文件"
    assert refusal(tmp_path / "没有.yaml") == "没有这个文件，请核对路径和文件名"
    assert refusal(tmp_path / "死链.yaml") == "这是一个链接，它指向的文件不在了"
    assert refusal(tmp_path / "圈.yaml") == "文件打不开：链接绕成了圈"
    assert refusal(tmp_path / ("长" * 200)) == "文件打不开：路径或文件名太长"
    assert refusal(tmp_path / "a\0b") == "没有这个文件，请核对路径和文件名"


def test_a_file_of_any_size_costs_no_more_than_its_kind_may(tmp_path: Path) -> None:
    file = tmp_path / "大.yaml"
    with file.open("wb") as opened:
        opened.truncate(20 * 1024**3)  # sparse: it takes no room
    assert refusal(file, 4 * 1024 * 1024) == "文件超过 4 MB，请核对是否选错了文件"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"", "gb18030"),
    ],
)
def test_a_text_goes_back_in_the_encoding_that_it_came_in(mark: bytes, encoding: str) -> None:
    raw = mark + TEXT.encode(encoding)
    read = decoded("甲.yaml", raw)
    assert read.text == TEXT
    assert read.encoding is not None
    assert encoded(read.text, read.encoding) == raw
    assert len(read.warnings) == (0 if encoding == "utf-8" else 1)


def test_a_text_of_no_encoding_is_refused_or_read_with_its_damage() -> None:
    with pytest.raises(ReadingError, match="既不是 UTF-8 也不是 GB18030"):
        decoded("甲.txt", b"\x81\xff\xff")
    assert decoded("甲.txt", "好".encode() + b"\xff", lossy=True).encoding is None
    for raw in ("模板".encode("utf-32"), "ab".encode("utf-16-le")):
        with pytest.raises(ReadingError, match="不是 UTF-8 编码的文字"):
            decoded("甲.txt", raw, lossy=True)


def test_a_folder_gives_its_files_and_says_what_it_could_not_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("乙.yaml", "甲.YAML", ".drafter.yaml", ".drafter-x.yaml", "~$甲.yaml", "丙.txt"):
        save(tmp_path, "文", name)
    for folder in ("里", "锁"):
        (tmp_path / folder).mkdir()
        save(tmp_path / folder, "文", "丁.yaml")
    (tmp_path / "圈").symlink_to(tmp_path)
    (tmp_path / "死.yaml").symlink_to("没有")
    scandir = os.scandir

    def locked(path: str) -> object:
        if Path(path).name == "锁":
            raise PermissionError(13, "denied", path)
        return scandir(path)

    monkeypatch.setattr("os.scandir", locked)
    files, problems = files_in(tmp_path, (".yaml",), deep=True)
    names = [file.relative_to(tmp_path).as_posix() for file in files]
    assert names == ["乙.yaml", "死.yaml", "甲.YAML", "里/丁.yaml"]
    assert [problem.message for problem in problems] == ["文件夹打不开，里面的没有看：没有权限"]
    assert [file.name for file in files_in(tmp_path, (".yaml",))[0]] == [
        "乙.yaml",
        "死.yaml",
        "甲.YAML",
    ]


def test_every_way_in_passes_the_reader(run: Run, tmp_path: Path) -> None:
    for name in ("a.yaml", "a.txt", "a.md", "a.docx"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "templates").mkdir()
    os.mkfifo(tmp_path / "templates" / "甲.j2")
    code, out, _err = run("lint", "a.yaml", "a.txt", "a.md", "a.docx")
    assert code == 1
    assert out.count("D01 unreadable  这不是普通文件（是管道或设备），没有读") == 4
    code, _out, err = run("draft", "a.yaml", "-o", "b.txt")
    assert (code, err) == (1, "a.yaml  这不是普通文件（是管道或设备），没有读\n没有写成 b.txt\n")
    assert run("roll", "a.yaml")[0] == 1
    save(tmp_path, REPORT.replace("city-annual", "甲"))
    code, _out, err = run("draft", "报告.yaml")
    assert (code, "甲.j2  这不是普通文件" in err) == (1, True)
    save(tmp_path, REPORT)
    assert run("draft", "报告.yaml")[0] == 0  # it is a problem of its own template alone
    (tmp_path / "templates" / "甲.j2").unlink()
    os.mkfifo(tmp_path / ".drafter.yaml")
    code, out, _err = run("lint", "报告.yaml")
    assert (code, ".drafter.yaml  错误 D01 unreadable  这不是普通文件" in out) == (1, True)


def test_a_text_of_utf16_is_linted_and_mended_as_what_it_says(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "稿.txt"
    file.write_bytes(b"\xfe\xff" + "完成３项。\r\n投资xx亿元。\r\n".encode("utf-16-be"))
    code, out, _err = run("lint", "--fix", "稿.txt")
    assert code == 1
    assert out.count("文件是 UTF-16 编码，已照此读入") == 1
    assert "稿.txt:2:3  错误 M01 mask" in out
    assert file.read_bytes() == b"\xfe\xff" + "完成3项。\r\n投资xx亿元。\r\n".encode("utf-16-be")
