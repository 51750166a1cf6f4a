"""The fence: one odd file stops no other, no result is lost with a process, no process stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from drafter import fence
from drafter.drafting import draft as drafts
from drafter.errors import DrafterError, InternalError, ReadingError
from drafter.fence import fenced
from drafter.processes import results_of
from tests.conftest import REPORT, ROOT, Run, save

ENVIRONMENT = {"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


def test_a_fault_of_ours_is_a_problem_for_users_and_a_traceback_in_tests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(KeyError), fenced(Path("甲.yaml")):
        raise KeyError("a fault")
    monkeypatch.delenv(fence.OPEN)
    with pytest.raises(InternalError) as caught, fenced(Path("甲.yaml")):
        raise KeyError("a fault")
    assert str(caught.value).startswith("甲.yaml  drafter 自己出了错（KeyError），这份文件没有处理")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (MemoryError(), "这份文件太大或太深，处理不了；请拆成几份"),
        (RecursionError(), "这份文件太大或太深，处理不了；请拆成几份"),
        (OSError(36, "File name too long"), "文件打不开：路径或文件名太长"),
    ],
)
def test_what_the_system_refuses_is_a_problem(error: Exception, message: str) -> None:
    with pytest.raises(ReadingError) as caught, fenced(Path("甲.yaml")):
        raise error
    assert str(caught.value) == f"甲.yaml  {message}"


def test_a_fault_in_one_report_or_text_stops_no_other(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(fence.OPEN)
    for name in ("甲.yaml", "坏.yaml", "乙.yaml"):
        save(tmp_path, REPORT, name)
    draft_file = drafts.draft_file

    def faulty(file: Path, templates: Path | None = None, template: str | None = None) -> object:
        if file.name == "坏.yaml":
            raise ZeroDivisionError
        return draft_file(file, templates, template)

    monkeypatch.setattr("drafter.batch.draft_file", faulty)
    code, out, err = run("draft", ".", "-o", "稿")
    assert code == 1
    assert sorted(path.name for path in (tmp_path / "稿").iterdir()) == ["乙.docx", "甲.docx"]
    assert "坏.yaml  drafter 自己出了错（ZeroDivisionError）" in err
    assert out.splitlines()[-1] == "共3份，写成2份，1份没有写成"
    monkeypatch.setattr("drafter.drafting.draft.draft_file", faulty)
    code, out, _err = run("lint", ".")
    assert code == 1
    assert "坏.yaml  错误 D01 unreadable  drafter 自己出了错（ZeroDivisionError）" in out
    assert "查了6个文件" in out or "查了5个文件" in out


def _outcome(task: int) -> int:
    if task == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return task * 10


def test_no_result_is_lost_with_a_process() -> None:
    found = list(results_of(_outcome, range(12), processes=2, chunk=3, lost=lambda task: -task))
    assert found == [0, 10, 20, 30, 40, -5, 60, 70, 80, 90, 100, 110]


def _slow(task: int) -> int:
    Path(f"{task}.pid").write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(60)
    return task


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2]
    except ProcessLookupError:
        return False
    except FileNotFoundError:  # it has just gone, or this system has no /proc
        return not Path("/proc/self").exists()
    return state.split()[0] != "Z"  # a zombie has ended, and waits for nobody to ask


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_stays_behind(tmp_path: Path, how: signal.Signals) -> None:
    code = (
        "import signal, sys\n"
        "from drafter.processes import results_of\n"
        "from tests.test_fence import _slow\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))\n"
        "list(results_of(_slow, range(2), processes=2, chunk=1, lost=str))\n"
    )
    environment = ENVIRONMENT | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL
    ) as parent:
        written = [tmp_path / "0.pid", tmp_path / "1.pid"]
        while not all(file.exists() and file.read_text(encoding="utf-8") for file in written):
            assert parent.poll() is None
            time.sleep(0.05)
        workers = [int(file.read_text(encoding="utf-8")) for file in written]
        parent.send_signal(how)
        parent.wait()
    for _attempt in range(200):
        if not any(map(_is_alive, workers)):
            break
        time.sleep(0.05)
    assert [worker for worker in workers if _is_alive(worker)] == []


@pytest.mark.parametrize(
    "arguments",
    [["draft", "报告.yaml", "-o", "稿.docx"], ["lint", "报告.yaml", "--format", "sarif"], ["rules"], ["rules", "M01"],
     ["templates"], ["roll", "报告.yaml", "-o", "新.yaml"], ["schema"], ["draft", "--help"]],
    ids=" ".join,
)  # fmt: skip
def test_python_without_docstrings_and_a_closed_output_end_without_traceback(
    tmp_path: Path, arguments: list[str]
) -> None:
    save(tmp_path, REPORT)
    command = [sys.executable, "-OO", "-m", "drafter", *arguments]
    done = subprocess.run(
        command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    full = "/dev/full" if Path("/dev/full").exists() else os.devnull
    with Path(full).open("w", encoding="utf-8") as out:
        done = subprocess.run(
            [*command, *(["--force"] if arguments[0] == "roll" else [])],
            cwd=tmp_path, env=ENVIRONMENT, stdout=out, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_reader_that_goes_away_is_no_problem_of_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(fence.OPEN)
    with pytest.raises(BrokenPipeError), fenced(Path("甲.yaml")):
        raise BrokenPipeError
    with pytest.raises(DrafterError), fenced():
        raise AttributeError


@pytest.mark.parametrize("command", ["draft", "roll"])
def test_a_ring_of_links_is_a_place_that_cannot_be_written(
    run: Run, tmp_path: Path, command: str
) -> None:
    save(tmp_path, REPORT)
    (tmp_path / "圈").symlink_to("圈")
    code, _out, err = run(
        command, "报告.yaml", "-o", "圈/稿.yaml" if command == "roll" else "圈/稿.txt"
    )
    assert code == 1
    assert "圈/稿" in err
