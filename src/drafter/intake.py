"""Files in: the one way by which a file comes in, whether report, text, .docx or template.

Only regular files are read, and never more of one than its kind may have: a pipe cannot hang the
tool and a device cannot fill the memory. How bytes are text is decided here too, once for all.
"""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.errors import Place, Problem, ReadingError
from drafter.messages import _, number, reason_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_MEGABYTE = 1024 * 1024
_HEAD = 64
"""Bytes. A text of UTF-16 has a zero byte in so many, wherever it begins with ASCII."""
_MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_NAMES = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "gb18030": "GB18030"}
"""The encodings that are read and reported; UTF-8, with or without mark, is what is expected."""


class Decoded(Struct, frozen=True):
    """The text of a file."""

    text: str
    encoding: str | None
    """For `encoded`; None where the file would lose something on its way back."""
    warnings: tuple[Problem, ...] = ()
    """That the encoding is not UTF-8, or that some of it could not be read."""


def read_bytes(file: Path, most: int) -> bytes:
    """The content of a regular file of at most `most` bytes. Raises ReadingError."""
    try:
        # A pipe that nobody writes to would block here, or later.
        handle = os.open(
            file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except OSError as error:
        raise _failed(file, _not_opened(file, error)) from None
    except ValueError:  # a path with a zero character
        raise _failed(file, _("没有这个文件，请核对路径和文件名")) from None
    try:
        with os.fdopen(handle, "rb") as opened:
            status = os.fstat(handle)
            if stat.S_ISDIR(status.st_mode):
                raise _failed(file, _folder())
            if not stat.S_ISREG(status.st_mode):
                raise _failed(file, _("这不是普通文件（是管道或设备），没有读"))
            content = opened.read(most + 1) if status.st_size <= most else b""
    except OSError as error:
        raise _failed(file, _not_opened(file, error)) from None
    if len(content) > most or status.st_size > most:
        limit = number(max(1, most // _MEGABYTE))
        message = _("文件超过 {limit} MB，请核对是否选错了文件", limit=limit)
        raise _failed(file, message)
    return content


def _folder() -> str:
    return _("这是一个文件夹，不是文件")


def _not_opened(file: Path, error: OSError) -> str:
    if isinstance(error, IsADirectoryError) or (  # Windows denies the opening of a folder
        isinstance(error, PermissionError) and os.path.isdir(file)  # noqa: PTH112 - raises nothing
    ):
        return _folder()
    if isinstance(error, FileNotFoundError):
        if os.path.islink(file):  # noqa: PTH114 - a Path of some versions raises for odd names
            return _("这是一个链接，它指向的文件不在了")
        return _("没有这个文件，请核对路径和文件名")
    return _("文件打不开：{reason}", reason=reason_of(error))


def read_text(file: Path, most: int, *, lossy: bool = False) -> Decoded:
    """The text of a regular file of at most `most` bytes. Raises ReadingError.

    `lossy` replaces bytes that no encoding explains, where they would be an error else.
    """
    return decoded(file.as_posix(), read_bytes(file, most), lossy=lossy)


def decoded(file: str, raw: bytes, *, lossy: bool = False) -> Decoded:
    """The text of the bytes: UTF-8, or UTF-16 with a mark, or GB18030. Raises ReadingError."""
    marked = next((name for name, mark in _MARKS.items() if raw.startswith(mark)), None)
    if raw.startswith(_UTF_32) or (marked is None and b"\x00" in raw[:_HEAD]):
        message = _("不是 UTF-8 编码的文字（也许是没有标记的 UTF-16）；请用记事本另存为 UTF-8")
        raise ReadingError([Problem(message, Place(file))])
    if marked is None:
        plain = "utf-8-sig" if raw.startswith(codecs.BOM_UTF8) else "utf-8"
        try:
            return Decoded(raw.decode(plain), plain)
        except UnicodeDecodeError:
            pass
    encoding = marked or "gb18030"
    body = raw[len(_MARKS.get(encoding, b"")) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        message = _("既不是 UTF-8 也不是 GB18030 编码的文字；请用记事本另存为 UTF-8")
        if not lossy:
            raise ReadingError([Problem(message, Place(file))]) from None
        return Decoded(body.decode(encoding, errors="replace"), None)
    message = _(
        "文件是 {encoding} 编码，已照此读入；请用记事本另存为 UTF-8", encoding=_NAMES[encoding]
    )
    warnings = (Problem(message, Place(file), "warning"),)
    returns = encoded(text, encoding) == raw
    return Decoded(text, encoding if returns else None, warnings)


def encoded(text: str, encoding: str) -> bytes:
    """The bytes of a text in the encoding of the file that it came from, with that file's mark."""
    return _MARKS.get(encoding, b"") + text.encode(encoding)


def real_path(path: Path) -> Path:
    """The path without links and dots.

    A ring of links is left as it is: Path.resolve raises for it.
    """
    return Path(os.path.realpath(path))


def certain_encoding(file: Path, encoding: str | None) -> str:
    """The encoding that brings a file back as it was. Raises ReadingError where none does."""
    if encoding is None:
        raise _failed(file, _("文件的编码读不准，没有改动；请用记事本另存为 UTF-8"))
    return encoding


def files_in(
    folder: Path, endings: Collection[str], *, deep: bool = False
) -> tuple[list[Path], list[Problem]]:
    """The files of a folder with one of these endings, in order, and what could not be looked at.

    Passed over: names that begin with a dot (settings, and what drafter writes before it replaces)
    and with ~$ (what Word keeps beside an open file). `deep` looks into folders too, but follows no
    link to one.
    """
    files: list[Path] = []
    problems: list[Problem] = []

    def unread(error: OSError) -> None:
        message = _("文件夹打不开，里面的没有看：{reason}", reason=reason_of(error))
        problems.append(Problem(message, Place(Path(error.filename or folder).as_posix())))

    for where, folders, names in os.walk(folder, onerror=unread):
        folders[:] = [name for name in folders if not _is_passed_over(name)] if deep else []
        found = [name for name in names if not _is_passed_over(name)]
        files += [file for file in (Path(where, name) for name in found) if _ends(file, endings)]
    return sorted(files), sorted(problems, key=str)


def given_files(
    paths: Iterable[Path], endings: Collection[str], nothing: str, *, deep: bool = False
) -> tuple[list[Path], list[Problem]]:
    """The files that paths stand for, and what could not be looked at.

    A file stands for itself, whatever its ending, a folder for those in it; `nothing` says what is
    wrong with a folder without any. `deep` looks into its folders too.
    """
    files: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        found, unread = files_in(path, endings, deep=deep)
        if not found and not unread:
            unread = [Problem(nothing, Place(path.as_posix()))]
        files += found
        problems += unread
    return files, problems


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "~$"))


def _ends(file: Path, endings: Collection[str]) -> bool:
    return file.suffix.lower() in endings


def _failed(file: Path, message: str) -> ReadingError:
    return ReadingError([Problem(message, Place(Path(file).as_posix()))])
