"""Places for files: folders made, nothing replaced that nobody has asked to lose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.errors import MisuseError, Place, Problem, WritingError
from drafter.messages import _, reason_of

if TYPE_CHECKING:
    from pathlib import Path


_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
"""What no name of a file may hold on one system or another."""


def written_beside(target: Path, template: str | None) -> Path:
    """Where the draft by a further template goes: 报告-简报.docx; None: that by the main one."""
    if template is None:
        return target
    return target.with_stem(f"{target.stem}-{_NO_FILE_NAME.sub('_', template)}")


def refuse_to_replace(file: Path, *, force: bool) -> None:
    """Raises WritingError where a file is there already and nobody has asked to lose it."""
    if file.exists() and not force:
        message = _("文件已经有了，没有覆盖；另写一个名字（-o），或用 --force 覆盖")
        raise WritingError([Problem(message, Place(file.as_posix()))])


def make_folder(folder: Path) -> None:
    """Make a folder in one that is there: a path with two that are not is a slip of the hand.

    One that is there already stays. Raises MisuseError.
    """
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError:
        message = _("“{name}”是一个文件，不能当文件夹", name=folder.name)
    except FileNotFoundError:
        message = _("没有文件夹“{folder}”，请先建好", folder=folder.parent.as_posix())
    except OSError as error:
        message = _("写不进去：{reason}", reason=reason_of(error))
    else:
        return
    raise MisuseError([Problem(message, Place(folder.as_posix()))])
