"""Documents as files.

The format by the ending, written beside and then put in place of what was there.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import Place, Problem, ReadingError, WritingError
from drafter.fence import fenced
from drafter.formats.docx_digest import state_of
from drafter.formats.look import Look
from drafter.formats.text_digest import is_edited_text, signed
from drafter.formats.writers import FORMATS, WRITERS
from drafter.intake import read_bytes, real_path
from drafter.messages import _, date, reason_of
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drafter.document import Document

_SIGNED = (".html", ".md")
"""The formats whose digest is a comment at their end."""
NOT_IN_NAMES = Pattern(r'[\\/:*?"<>|\x00-\x1f]|^\.|[. ]$')
"""What no name of a file may hold on Windows, or begin or end with."""
LONGEST_NAME = 60
"""Characters of the name of a file; our choice, 180 bytes of Chinese."""
_LARGEST = 64 * 1024 * 1024
"""Bytes. What drafter writes is far smaller: a larger file is none of ours."""


def to_bytes(document: Document, ending: str, look: Look | None = None) -> bytes:
    """The document in the format of an ending (.docx .html .md .txt). Raises WritingError.

    Without a `look` as the standard asks.
    """
    writer = WRITERS.get(ending.lower())
    if writer is None:
        raise WritingError([Problem(unknown_format(ending))])
    content = writer(document, look or Look())
    return signed(content) if ending.lower() in _SIGNED else content


def write(
    document: Document,
    file: Path | str,
    look: Look | None = None,
    *,
    force: bool = False,
    inputs: Iterable[Path] = (),
) -> None:
    """Write the document in the format of the file's ending. Without a `look` as the standard asks.

    Raises WritingError, and then the file is as it was; ReadingError for a reference that cannot be
    read. A file that was edited since drafter wrote it, that drafter did not write, or that a
    program has open, is not replaced without `force`. Plain text says nothing of who wrote it: it
    is edited if it is another text, and newer than the `inputs` (report, folders of templates)
    that it is made from; where it is older, it stays as .bak.
    """
    file = Path(file)
    if file.suffix.lower() not in WRITERS:
        raise _failed(file, unknown_format(file.suffix))
    with fenced(file):
        _refuse_place(file, file)
    content = to_bytes(document, file.suffix, look)
    if not force and os.path.lexists(file):
        _refuse_open(file)
        if file.suffix.lower() == ".txt":
            _refuse_or_keep_text(file, content, inputs)
        elif message := _not_ours(file):
            raise _failed(file, message)
    replace_file(file, content)


def wrong_name(name: str) -> str | None:
    """What keeps a text from being the name of a file: None where nothing does."""
    if NOT_IN_NAMES.search(name):
        return _('“{name}”不能作文件名：不含 / \\ : * ? " < > |，不以点开头', name=name[:40])
    if len(name) > LONGEST_NAME:
        return _(
            "“{name}…”太长，不能作文件名，不超过{limit}个字", name=name[:20], limit=LONGEST_NAME
        )
    return None


def unknown_format(ending: str) -> str:
    """What to say of an ending that nothing is written with."""
    known = " ".join(FORMATS)
    if not ending:
        return _("文件名没有后缀，不知道写成什么格式；可写：{formats}", formats=known)
    return _("不会写“{ending}”格式；可写：{formats}", ending=ending, formats=known)


def _refuse_open(file: Path) -> None:
    """Raises WritingError where Word, WPS or LibreOffice has the file open."""
    for lock in (
        file.with_name(f"~${file.name}"),
        file.with_name(f"~${file.name[2:]}"),
        file.with_name(f".~lock.{file.name}#"),
        file.with_name(f".~{file.name}"),
    ):
        if os.path.lexists(lock):
            raise _failed(
                file, _("文件正在 Word 或 WPS 里打开，请先关闭（确认没有打开可用 --force）")
            )


def _not_ours(file: Path) -> str:
    """Why a file is not replaced: someone has edited or made it; empty where drafter wrote it."""
    if file.suffix.lower() == ".docx":
        state = state_of(file)
    else:
        is_same = not _not_there(file) and not is_edited_text(_content(file))
        state = "written" if is_same else "edited"
    if state == "written":
        return ""
    if state == "foreign":
        return _(
            "已经有一份同名的文件，不是起草出来的，没有覆盖；另存一个名字（-o），或用 --force 覆盖"
        )
    return _(
        "这份文件生成之后有人改过（{date}），没有覆盖；另存一个名字（-o），或用 --force 覆盖",
        date=_changed(file),
    )


def _refuse_or_keep_text(file: Path, content: bytes, inputs: Iterable[Path]) -> None:
    if _not_there(file):
        return
    former = _content(file)
    if former == content:
        return
    made_from = max((_newest(path) for path in inputs), default=0.0)
    if file.stat().st_mtime >= made_from:
        message = _(
            "已有的文件和要写的不一样，可能有人改过（{date}），没有覆盖；"
            "另存一个名字（-o），或用 --force 覆盖",
            date=_changed(file),
        )
        raise _failed(file, message)
    keep_former(file, former)


def _newest(path: Path) -> float:
    """When a file, or what a folder of templates holds, was last changed.

    0 where nobody can say.
    """
    files = path.rglob("*.j2") if path.is_dir() else (path,)
    found = 0.0
    for file in files:
        with contextlib.suppress(OSError):
            found = max(found, file.stat().st_mtime)
    return found


def _changed(file: Path) -> str:
    """The day on which a file was last changed.

    Clocks that were wrong give days that no calendar has.
    """
    try:
        return date(datetime.date.fromtimestamp(file.stat().st_mtime))
    except (OSError, OverflowError, ValueError):
        return _("时间不明")


def _not_there(file: Path) -> bool:
    return not os.path.exists(file)  # noqa: PTH110 - a Path raises for a name that is too long


def _content(file: Path) -> bytes:
    """What stands there. Raises WritingError where it is no file of ours to judge."""
    try:
        return read_bytes(file, _LARGEST)
    except ReadingError as error:
        raise WritingError(error.problems) from None


def keep_former(file: Path, former: bytes) -> None:
    """Keep what stood in a file beside it, as NAME.bak. Raises WritingError."""
    replace_file(file.with_name(f"{file.name}.bak"), former, like=file)


def edit_file(file: Path, former: bytes, content: bytes) -> None:
    """Put `content` in the place of `former`, which stays as NAME.bak. Raises WritingError.

    Where the file is no longer `former`, somebody saved it meanwhile: it is left as it is.
    """
    _refuse_changed(file, former)
    keep_former(file, former)
    replace_file(file, content, former=former)


def _refuse_changed(file: Path, former: bytes) -> None:
    if _content(file) != former:
        raise _failed(file, _("这份文件刚刚有人另存过，没有改动；请再运行一次"))


def replace_file(
    file: Path, content: bytes, *, former: bytes | None = None, like: Path | None = None
) -> None:
    """Write beside, then replace: a reader sees the old file or the new one, never half of one.

    A link stays a link, and its file is replaced; owner and mode stay. A file with several names
    (hard links) is written where it stands, so that all of them keep it. A new file has the owner
    and mode of `like`. Raises WritingError; with `former` also where the file holds something else
    by now.
    """
    temporary = ""
    try:
        place = real_path(file) if file.is_symlink() else file
        _refuse_place(file, place)
        handle, temporary = tempfile.mkstemp(
            prefix=".drafter-", suffix=place.suffix, dir=place.parent
        )
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        standing = place.stat() if place.exists() else None
        if former is not None:
            _refuse_changed(file, former)
        if standing is not None and standing.st_nlink > 1:
            place.write_bytes(content)
            return
        _dress(Path(temporary), like.stat() if like is not None else standing)
        Path(temporary).replace(place)
    except PermissionError:
        message = _("没有写入的权限：文件可能正被打开，或文件夹是只读的")
        raise _failed(file, message) from None
    except OSError as error:
        raise _failed(file, _("写不进去：{reason}", reason=reason_of(error))) from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _refuse_place(file: Path, place: Path) -> None:
    """Raises WritingError where no file can stand, OSError for a name that no system takes."""
    if not place.parent.is_dir():
        raise _failed(file, _("没有文件夹“{folder}”，请先建好", folder=place.parent.as_posix()))
    if place.is_symlink():  # what no link leads out of
        raise _failed(file, _("写不进去：{reason}", reason=_("链接绕成了圈")))
    if place.is_dir():
        raise _failed(file, _("“{name}”是一个文件夹，不能写成文件", name=file.name))
    if place.exists() and not place.is_file():
        raise _failed(file, _("“{name}”不是普通文件（是管道或设备），不能写", name=file.name))


def _dress(temporary: Path, standing: os.stat_result | None) -> None:
    """Give a new file the owner and mode of the one it replaces, else those of any new file."""
    if standing is None:
        temporary.chmod(0o666 & ~_umask())
        return
    if hasattr(os, "chown"):
        # Only the superuser may give a file away; a group that one is not of, nobody else may set.
        with contextlib.suppress(PermissionError):
            os.chown(temporary, standing.st_uid, standing.st_gid)
    temporary.chmod(stat.S_IMODE(standing.st_mode))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _failed(file: Path, message: str) -> WritingError:
    return WritingError([Problem(message, Place(file.as_posix()))])
