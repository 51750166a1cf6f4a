"""The cases of torture, one function a kind.

What is laid out, what runs, what must be true afterwards.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import cli
from drafter.formats import files
from tools import torture_inputs as inputs

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

_ROOT = Path(__file__).parent.parent
MOST_SECONDS = 2.0
"""Of processor: the machine may be busy."""
_CHECK_SECONDS = 8.0
"""Of `templates --check`, which drafts a template with each of its figures as 无."""
_FULL = 512
"""Bytes that fit on the full disk."""


@dataclass
class Case:
    """One run.

    Files laid out in a folder of its own, arguments, and what must be true afterwards.
    """

    kind: str
    laid_out: dict[str, bytes]
    runs: list[list[str]]
    """Arguments of the runs of drafter, one after another while they succeed."""
    kept: tuple[str, ...] = ()
    """Files that must hold what they held."""
    set_up: Callable[[Path], None] = lambda _folder: None
    """What is done in the process before it runs, in its folder."""
    follows: bool = False
    """Whether the later runs must succeed where the first does."""
    seconds: float = MOST_SECONDS
    after: Callable[[Path, int], str] = lambda _folder, _code: ""
    """What is wrong afterwards; nothing where nothing is."""


def _reports() -> list[str]:
    found = [*(_ROOT / "examples").glob("*.yaml"), *(_ROOT / "seeds").glob("*.yaml")]
    return [file.read_text(encoding="utf-8") for file in sorted(found)]


def _texts() -> list[str]:
    found = sorted((_ROOT / "tests" / "golden").glob("*.txt"))
    return [file.read_text(encoding="utf-8") for file in found]


REPORTS, TEXTS = _reports(), _texts()
SAVED = "别人刚存的\n".encode()


def _report_file(rng: random.Random) -> Case:
    content = inputs.changed_yaml(rng.choice(REPORTS), rng)
    command = rng.choice((
        ["draft", "报告.yaml", "-o", "稿.docx"],
        ["draft", "报告.yaml", "-o", "稿.txt"],
        ["draft", "--final", "报告.yaml", "-o", "稿.md"],
        ["lint", "报告.yaml", "--format", "json"],
        ["lint", "."],
    ))  # fmt: skip
    return Case("yaml", {"报告.yaml": content}, [command], kept=("报告.yaml",))


def _rolled(rng: random.Random) -> Case:
    runs = [["roll", "报告.yaml", "-o", "下期.yaml"], ["draft", "下期.yaml", "-o", "下期.txt"],
            ["roll", "下期.yaml", "-o", "再下期.yaml"]]  # fmt: skip
    content = inputs.changed_yaml(rng.choice(REPORTS), rng)
    return Case(
        "roll",
        {"报告.yaml": content},
        runs,
        kept=("报告.yaml",),
        set_up=_needs_a_draft,
        follows=True,
    )


def _needs_a_draft(folder: Path) -> None:
    """A file that does not draft need not roll into one that does."""
    if cli.run(["draft", str(folder / "报告.yaml"), "-o", str(folder / "本期.txt")]):
        sys.stdout.flush()
        os._exit(1)


def _text(rng: random.Random) -> Case:
    name = rng.choice(("报告.txt", "报告.md"))
    content = inputs.changed_text(rng.choice(TEXTS), rng)
    command = rng.choice((["lint", name], ["lint", name, "--format", "sarif"]))
    return Case("text", {name: content}, [command], kept=(name,))


def _fixed(rng: random.Random) -> Case:
    name = rng.choice(("报告.txt", "报告.md", "报告.yaml"))
    if name.endswith("yaml"):
        content = inputs.changed_yaml(rng.choice(REPORTS), rng)
    else:
        content = inputs.changed_text(rng.choice(TEXTS), rng)

    def after(folder: Path, _code: int) -> str:
        now, former = (folder / name).read_bytes(), folder / f"{name}.bak"
        if now == content:
            return ""
        if not former.exists():
            return "--fix kept no .bak"
        return "" if former.read_bytes() == content else "the .bak is not what was there"

    return Case("fix", {name: content}, [["lint", "--fix", name]], after=after)


def _docx(rng: random.Random) -> Case:
    if not DRAFTED:
        DRAFTED.extend(_drafted())
    content = inputs.changed_docx(rng.choice(DRAFTED), rng)
    return Case("docx", {"报告.docx": content}, [["lint", "报告.docx"]], kept=("报告.docx",))


DRAFTED: list[bytes] = []


def _drafted() -> Iterator[bytes]:
    """The drafts of two examples as Word files."""
    with tempfile.TemporaryDirectory() as name:
        for stem in ("showcase", "five-year-2020"):
            file = Path(name) / f"{stem}.docx"
            with contextlib.redirect_stdout(None):
                cli.run(["draft", str(_ROOT / "examples" / f"{stem}.yaml"), "-o", str(file)])
            yield file.read_bytes()


def _template(rng: random.Random) -> Case:
    sections = sorted((_ROOT / "templates" / "sections").glob("*.j2"))
    names = ["five-year.j2", "county-half-year.j2", "base.j2"]
    names += [f"sections/{file.name}" for file in sections]
    name = rng.choice(names)
    text = (_ROOT / "templates" / name).read_text(encoding="utf-8")
    example = "five-year-2020" if name == "five-year.j2" else "county-half-year-2024"
    report = (_ROOT / "examples" / f"{example}.yaml").read_bytes()
    laid_out = {f"t/{name}": inputs.changed_template(text, rng), "报告.yaml": report}
    command = rng.choice((
        ["draft", "报告.yaml", "--templates", "t", "-o", "稿.txt"],
        ["templates", "--check", example.rpartition("-")[0], "--templates", "t"],
    ))  # fmt: skip
    seconds = _CHECK_SECONDS if "--check" in command else MOST_SECONDS
    return Case("template", laid_out, [command], kept=tuple(laid_out), seconds=seconds)


def _fault(rng: random.Random) -> Case:
    """Something is wrong with where the result goes; what stood there stays, or is whole."""
    report = rng.choice(REPORTS).encode()
    name = rng.choice(("稿.docx", "稿.txt", "稿.md", "稿.html"))
    command = rng.choice((
        ["draft", "报告.yaml", "-o", name, "--force"],
        ["roll", "报告.yaml", "-o", "稿.yaml", "--force"],
    ))  # fmt: skip
    name = command[3] if command[0] == "draft" else "稿.yaml"
    before = "原来的".encode()
    set_up = rng.choice((_full_disk, _no_descriptors))
    laid_out = {"报告.yaml": report, name: before}

    def after(folder: Path, code: int) -> str:
        now = (folder / name).read_bytes()
        return "" if code == 0 or now == before else "the old file is gone, though it failed"

    return Case("fault", laid_out, [command], kept=("报告.yaml",), set_up=set_up, after=after)


def _full_disk(_folder: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FULL, _FULL))


def _no_descriptors(_folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))


def _place(rng: random.Random) -> Case:
    """A place where nothing can be written or read.

    No folder, a file in its place, a link loop, a fifo.
    """
    report = rng.choice(REPORTS).encode()
    where = rng.choice(
        ("没有/稿.docx", "报告.yaml/稿.docx", "圈/稿.txt", "圈", "读/稿.txt", "长" * 300 + ".txt")
    )
    command = rng.choice((
        ["draft", "报告.yaml", "-o", where],
        ["roll", "报告.yaml", "-o", where],
        ["lint", where],
        ["lint", "管.txt"],
        ["draft", "管.yaml"],
        ["lint", "."],
    ))  # fmt: skip

    def set_up(folder: Path) -> None:
        (folder / "圈").symlink_to("圈")
        (folder / "断.yaml").symlink_to("没有.yaml")
        for name in ("管.txt", "管.yaml", "管.docx"):
            os.mkfifo(folder / name)
        (folder / "读").mkdir(mode=0o555)

    return Case("place", {"报告.yaml": report}, [command], kept=("报告.yaml",), set_up=set_up)


def _meanwhile(rng: random.Random) -> Case:
    """Somebody saves the file while it is being mended: what they saved stays."""
    text = rng.choice(TEXTS).replace("，", ",", 3)

    def set_up(folder: Path) -> None:
        made = files.tempfile.mkstemp

        def mkstemp(*args: object, **rest: object) -> object:
            (folder / "报告.txt").write_bytes(SAVED)
            return made(*args, **rest)  # type: ignore[call-overload]  # passed on as they came

        files.tempfile.mkstemp = mkstemp  # type: ignore[assignment]

    def after(folder: Path, _code: int) -> str:
        kept = [file.read_bytes() for file in folder.glob("报告.txt*")]
        return (
            "" if SAVED in kept or text.encode() in kept[:1] else "what was saved meanwhile is lost"
        )

    return Case("meanwhile", {"报告.txt": text.encode()}, [["lint", "--fix", "报告.txt"]],
                set_up=set_up, after=after)  # fmt: skip


KINDS: dict[str, Callable[[random.Random], Case]] = {
    "yaml": _report_file,
    "roll": _rolled,
    "text": _text,
    "fix": _fixed,
    "docx": _docx,
    "template": _template,
    "fault": _fault,
    "place": _place,
    "meanwhile": _meanwhile,
}
