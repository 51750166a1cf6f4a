"""`.drafter.yaml`: what an office has settled for all its texts – its rules, its words, its page.

The nearest such file counts: beside the text, or in a folder above it. What stands in it is read
here; `lint` knows what 规则 may say, whoever writes a draft what 版式 and 字体 mean, and the
library of templates what stands in 模板文件夹.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter import lines
from drafter.errors import Problem, ReadingError
from drafter.intake import read_text, real_path
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.data.nodes import Value
    from drafter.data.source import Source
    from drafter.errors import Place

NAME = ".drafter.yaml"
TEMPLATES = "模板文件夹"
KEYS = ("规则", "用词", "不算占位", "版式", "字体", TEMPLATES)
FACES: Mapping[str, str] = {
    "标题": "title",
    "正文": "body",
    "一级标题": "heading",
    "二级标题": "subheading",
    "页码": "page_number",
    "西文": "latin",
}
"""What may stand under 字体, and the face of the layout that it names."""
_FACE = Pattern(r"[^<>&\"'\\;{}\x00-\x1f]{1,31}")
"""The name of a face. Word takes 31 characters."""


class OfficeSettings(Struct, frozen=True):
    """What an office has settled. An empty one changes nothing."""

    rules: Mapping[str, str] = field(default_factory=dict)
    """Rule, by code or name -> what is written behind it."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What is typed -> what to write; with nothing to write, not to be used."""
    look_alikes: tuple[str, ...] = ()
    """What looks like a mask and is none."""
    reference: Path | None = None
    """The .docx that gives drafts their styles and page. None: they are ours."""
    templates: Path | None = None
    """The folder of the office's own templates. None: it has none."""
    faces: Mapping[str, str] = field(default_factory=dict)
    """Face of the layout -> name of the face that the office has."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the file itself."""
    source: Source | None = None
    """The file. None: there is none."""

    def rule_place(self, rule: str, *, at_value: bool = False) -> Place | None:
        """Where a rule is named in the file, or what is said of it."""
        if self.source is None:
            return None
        path = ("规则", rule)
        return self.source.place(path) if at_value else self.source.key_place(path)


def office_settings(file: Path) -> OfficeSettings:
    """What the office of a file has settled, and what is wrong with it.

    Raises ReadingError for a `.drafter.yaml` that is no YAML.
    """
    folder = office_folder(file)
    return OfficeSettings() if folder is None else _settings(folder / NAME)


def office_folder(file: Path) -> Path | None:
    """The folder of the `.drafter.yaml` that counts for a file; None without one.

    A pipe or a dead link of that name counts: reading it says what is wrong.
    """
    folders = real_path(file).parents
    return next((folder for folder in folders if os.path.lexists(folder / NAME)), None)


def settings_for(file: Path) -> OfficeSettings:
    """What the office of a file has settled. Raises ReadingError with all that its file breaks."""
    settings = office_settings(file)
    if settings.problems:
        raise ReadingError(settings.problems)
    return settings


@lru_cache(maxsize=64)
def _settings(file: Path) -> OfficeSettings:
    from drafter.data.source import LARGEST_FILE, source_of  # noqa: PLC0415 - most have no such file

    read = read_text(file, LARGEST_FILE)
    if not any(map(_says_something, lines.split(read.text))):
        return OfficeSettings()
    source = source_of(file.as_posix(), read.text, read.warnings, read.encoding)
    problems: list[Problem] = []
    for key in source.root:
        if key not in KEYS:
            message = _("不认识的键“{key}”；可写：{known}", key=key, known="、".join(KEYS))
            problems.append(Problem(message, source.key_place((key,))))
    reference = source.root.get("版式")
    if reference is not None and not (isinstance(reference, str) and reference):
        message = _("“{key}”写一个 .docx 文件的名称", key="版式")
        problems.append(Problem(message, source.key_place(("版式",))))
        reference = None
    return OfficeSettings(
        rules=dict(_table(source, "规则", problems)),
        words=dict(_table(source, "用词", problems)),
        look_alikes=_look_alikes(source, problems),
        reference=file.parent / reference if isinstance(reference, str) else None,
        templates=_templates(source, problems),
        faces=dict(_faces(source, problems)),
        problems=tuple(problems),
        source=source,
    )


def _says_something(row: str) -> bool:
    """Whether a line is neither empty, nor a remark, nor the mark of a document's beginning."""
    return not row.lstrip().startswith("#") and row.strip() not in ("", "---")


def _templates(source: Source, problems: list[Problem]) -> Path | None:
    """The office's folder of templates, named from the folder of the file."""
    name = source.root.get(TEMPLATES)
    if name is None:
        return None
    if not (isinstance(name, str) and name):
        message = _("“{key}”写一个文件夹的路径，从这个文件所在的文件夹算起", key=TEMPLATES)
        problems.append(Problem(message, source.key_place((TEMPLATES,))))
        return None
    folder = Path(source.file).parent / name
    if not os.path.isdir(folder):  # noqa: PTH112 - a Path of some versions raises for odd names
        message = _(
            "没有文件夹“{name}”；“{key}”从 {here} 算起",
            name=name,
            key=TEMPLATES,
            here=Path(source.file).parent.as_posix(),
        )
        problems.append(Problem(message, source.place((TEMPLATES,))))
        return None
    return folder


def _look_alikes(source: Source, problems: list[Problem]) -> tuple[str, ...]:
    items = source.root.get("不算占位") or []
    if isinstance(items, list) and all(isinstance(item, str) and item for item in items):
        return tuple(map(str, items))
    message = _("“{key}”下面写一个列表", key="不算占位")
    problems.append(Problem(message, source.key_place(("不算占位",))))
    return ()


def _faces(source: Source, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    for key, face in _table(source, "字体", problems):
        if key not in FACES:
            message = _("不认识的键“{key}”；可写：{known}", key=key, known="、".join(FACES))
            problems.append(Problem(message, source.key_place(("字体", key))))
        elif not _FACE.fullmatch(face):
            message = _("“{face}”不像字体的名称", face=face)
            problems.append(Problem(message, source.place(("字体", key))))
        else:
            yield FACES[key], face


def _table(source: Source, key: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """The entries of a table of texts; what is none is a problem."""
    table: Value = source.root.get(key, "")
    if table == "":
        return  # 规则: with nothing below it yet
    if not isinstance(table, dict):
        problems.append(Problem(_("“{key}”下面写“键: 值”", key=key), source.key_place((key,))))
        return
    for name, value in table.items():
        if not isinstance(value, str) or not name:
            message = _("“{key}”的值应是文字", key=name)
            problems.append(Problem(message, source.key_place((key, name))))
        else:
            yield name, value
