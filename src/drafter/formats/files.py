"""Documents as files: the format by the ending, written beside and then put in place of what was there."""

from __future__ import annotations

import datetime
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import Place, Problem, WritingError
from drafter.formats.docx_digest import is_edited
from drafter.formats.look import Look
from drafter.formats.writers import FORMATS, WRITERS
from drafter.messages import _, date

if TYPE_CHECKING:
    from drafter.document import Document


def write(document: Document, file: Path, look: Look | None = None, *, force: bool = False) -> None:
    """Write the document in the format of the file's ending. Without a `look` as the standard asks.

    Raises WritingError, and then the file is as it was; ReadingError for a reference that cannot be
    read. A .docx that was edited since drafter wrote it, or that a program has open, is not replaced
    without `force`.
    """
    writer = WRITERS.get(file.suffix.lower())
    if writer is None:
        raise _failed(file, unknown_format(file.suffix))
    if not force:
        _refuse_to_lose(file)
    replace_file(file, writer(document, look or Look()))


def unknown_format(ending: str) -> str:
    """What to say of an ending that nothing is written with."""
    known = " ".join(FORMATS)
    return _("不会写“{ending}”格式；可写：{formats}", ending=ending, formats=known)


def _refuse_to_lose(file: Path) -> None:
    if file.suffix.lower() != ".docx" or not file.exists():
        return
    for lock in (
        file.with_name(f"~${file.name}"),
        file.with_name(f"~${file.name[2:]}"),
        file.with_name(f".~lock.{file.name}#"),
        file.with_name(f".~{file.name}"),
    ):
        if lock.exists():
            raise _failed(
                file, _("文件正在 Word 或 WPS 里打开，请先关闭（确认没有打开可用 --force）")
            )
    if is_edited(file):
        changed = date(datetime.date.fromtimestamp(file.stat().st_mtime))
        message = _(
            "这份文件生成之后有人改过（{date}），没有覆盖；另存一个名字（-o），或用 --force 覆盖",
            date=changed,
        )
        raise _failed(file, message)


def replace_file(file: Path, content: bytes) -> None:
    """Write beside, then replace: a reader sees the old file or the new one, never half of one. Raises WritingError."""
    folder = file.parent
    if not folder.is_dir():
        raise _failed(file, _("没有文件夹“{folder}”，请先建好", folder=folder.as_posix()))
    if file.is_dir():
        raise _failed(file, _("“{name}”是一个文件夹，不能写成文件", name=file.name))
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".drafter-", suffix=file.suffix, dir=folder)
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        Path(temporary).chmod(file.stat().st_mode & 0o777 if file.exists() else 0o666 & ~_umask())
        Path(temporary).replace(file)
    except PermissionError:
        message = _("没有写入的权限：文件可能正被打开，或文件夹是只读的")
        raise _failed(file, message) from None
    except OSError as error:
        raise _failed(file, _("写不进去：{reason}", reason=error.strerror or error)) from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _failed(file: Path, message: str) -> WritingError:
    return WritingError([Problem(message, Place(file.as_posix()))])
