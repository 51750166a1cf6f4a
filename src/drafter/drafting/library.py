"""Where templates, sections and blank forms are found, and by which names a report may call them.

Looked up in this order: the folder given on the command line, `templates/` beside the report file,
模板文件夹 of `.drafter.yaml`, the built-in one. A folder that holds `NAME.j2` or `sections/NAME.j2`
overrides what comes after it, file by file. A file whose name begins with `_` is no template of its
own: others import or include it.
"""

from __future__ import annotations

import os
import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter import lines
from drafter.data.reading import read_report
from drafter.data.settings import TEMPLATES, office_settings
from drafter.errors import Place, Problem, ReadingError, TemplateError, WrongValueError
from drafter.intake import read_text, real_path
from drafter.markup import RESERVED_CHARACTERS
from drafter.messages import _
from drafter.nearest import nearest
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from drafter.data.model import Report

_NAME = Pattern(
    r"\{#-?\s*名称[:：]\s*(?P<name>\S+)(?:\s*说明[:：]\s*(?P<about>.*?))?(?:\s*章节[:：]\s*(?P<chapters>[^\n#]*?))?\s*-?#\}",
    flags=re.DOTALL,
)
_FIGURES = Pattern(r"^指标:\n(?:(?: .*)?\n|#.*\n)*", flags=re.MULTILINE)
_FIGURE_NAME = Pattern(r"^  ([^\s#][^:\n]*):(?: |$)", flags=re.MULTILINE)
LARGEST_TEMPLATE = 1024 * 1024
"""Bytes. Our choice: fifty times the longest template met."""
_HEAD = 600
"""Characters of a template in which its name must stand."""


def built_in(folder: str) -> Path:
    """A data folder of the package: inside it in a wheel, beside src in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / folder
    return inside if inside.is_dir() else package.parent.parent / folder


_BUILT_IN = built_in("templates")


class Entry(Struct, frozen=True):
    """A template or section: its file name without ending, its Chinese name, its chapters."""

    key: str
    name: str
    about: str
    file: Path
    chapters: tuple[str, ...] = ()
    """The chapters that a report of this template must have; empty where the template says none."""


class TemplateText(Struct, frozen=True):
    """A template file and its text."""

    text: str
    file: Path


class Library:
    """The templates that a report is written with, from several folders seen as one."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = tuple(real_path(folder) for folder in folders)
        self._forms: dict[str, Report | None] = {}

    def __reduce__(self) -> tuple[Callable[[tuple[Path, ...]], Library], tuple[tuple[Path, ...]]]:
        """Goes from process to process as its folders: compiled templates stay where they are."""
        return library_of, (self.folders,)

    @cached_property
    def templates(self) -> dict[str, Entry]:
        """Every template by its key, the base of the others left out."""
        return {entry.key: entry for entry in self._entries("") if entry.key != "base"}

    @cached_property
    def sections(self) -> dict[str, Entry]:
        """Every section by its key."""
        return {entry.key: entry for entry in self._entries("sections/")}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every figure that any blank form asks for, by a look at the keys under 指标 alone."""
        names: set[str] = set()
        for key in self.templates:
            if seed := self.seed(key):
                figures = _FIGURES.search(_text_if_readable(seed) or "")
                names.update(
                    match[1] for match in _FIGURE_NAME.finditer(figures[0] if figures else "")
                )
        return frozenset(name.strip("'\"") for name in names)

    def template(self, name: str) -> Entry:
        """The template of that key or Chinese name. Raises WrongValueError with the nearest."""
        return self._found(self.templates, name, _("没有模板“{name}”", name=name))

    def section(self, name: str) -> Entry:
        """The section of that key or Chinese name. Raises WrongValueError with the nearest."""
        return self._found(self.sections, name, _("没有板块“{name}”", name=name))

    def _found(self, entries: Mapping[str, Entry], name: str, message: str) -> Entry:
        if name in entries:
            return entries[name]
        names = {entry.name: entry for entry in entries.values()}
        if name in names:
            return names[name]
        own = built_in("templates")
        looked = [_("自带的") if f == real_path(own) else from_here(f) for f in self.folders]
        where = _("（找过：{folders}）", folders="、".join(looked))
        if len(looked) == 1:
            where = _("（找过：自带的；自己的放在报告旁边的 templates 文件夹里）")
        if near := nearest(name, [*entries, *names], cutoff=0.4):
            raise WrongValueError(
                _("{message}，是不是“{near}”？", message=message, near=near) + where
            )
        raise WrongValueError(
            _("{message}；现有：{names}", message=message, names="、".join(names)) + where
        )

    def seed(self, key: str) -> Path | None:
        """The blank form of a template: beside the template's folder, else the built-in one."""
        for folder in self.folders:
            for seeds in (folder / "seeds", folder.parent / "seeds", folder):
                file = seeds / f"{key}.yaml"
                if file.is_file():
                    return file
        return None

    def form(self, key: str) -> Report | None:
        """The blank form of a template as a report; None where there is none.

        Read once. Raises ReadingError.
        """
        if key not in self._forms:
            seed = self.seed(key)
            self._forms[key] = read_report(seed, is_form=True) if seed else None
        return self._forms[key]

    def form_for(self, template: str) -> Report | None:
        """The blank form of the template of that key or name; None where either is missing."""
        try:
            return self.form(self.template(template).key)
        except KeyError:
            return None

    def source_of(self, name: str) -> str | None:
        """The text of a template file as the loader names it: base.j2, sections/industry.j2.

        None without one.
        """
        found = self.load(name)
        return None if found is None else found.text

    def file_of(self, name: str) -> str:
        """The path of a template file as the loader names it, as people here would type it."""
        found = self.load(name)
        return name if found is None else from_here(found.file)

    def _entries(self, sub: str) -> Iterator[Entry]:
        """The entries of a folder.

        A file that cannot be read is one too: whoever uses it hears why.
        """
        found: set[str] = set()
        for folder in self.folders:
            for file in sorted((folder / sub).glob("*.j2")):
                if file.stem not in found and not file.stem.startswith("_"):
                    found.add(file.stem)
                    match = _NAME.search((_text_if_readable(file) or "")[:_HEAD])
                    name = match["name"] if match else file.stem
                    about = re.sub(r"\s+", "", match["about"] or "") if match else ""
                    chapters = re.split("[、,，\\s]+", match["chapters"] or "") if match else []
                    yield Entry(file.stem, name, about, file, tuple(filter(None, chapters)))

    def load(self, name: str) -> TemplateText | None:
        """The template file of that name, from the first folder that has it; None where none has.

        Raises TemplateError where it cannot be read.
        """
        for folder in self.folders:
            try:
                file = real_path(folder / name)
                is_there = file.is_relative_to(folder) and file.exists()
            except (OSError, ValueError):  # a name that no file can bear
                continue
            if is_there and file.suffix == ".j2":
                return TemplateText(_text(file), file)
        return None


def from_here(file: Path) -> str:
    """The path as people here would type it."""
    here = Path.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()


def _text(file: Path) -> str:
    """The text of a template, its lines ended by LF as Jinja counts them.

    Raises TemplateError where it cannot be read.
    """
    try:
        read = read_text(file, LARGEST_TEMPLATE, lossy=True)
    except ReadingError as error:
        raise TemplateError(error.problems) from None
    if read.warnings or read.encoding is None:
        message = _("模板不是 UTF-8 编码，请用记事本另存为 UTF-8")
        raise TemplateError([Problem(message, Place(file.as_posix()))])
    # Nobody types these characters; a template that holds them could name the values of a render.
    return "\n".join(lines.split(RESERVED_CHARACTERS.sub("", read.text)))


def _text_if_readable(file: Path) -> str | None:
    """The text of a template; None where it cannot be read, which whoever uses it hears."""
    try:
        return _text(file)
    except TemplateError:
        return None


def library_of(folders: tuple[Path, ...]) -> Library:
    """The Library of these folders; kept while none of their files changes.

    So its templates are compiled once in a process, and a draft after an edit sees the edit. Those
    of the package stand as they were installed, and are not looked at again.
    """
    own = [folder for folder in folders if folder != _BUILT_IN]
    return _library_of(folders, tuple(_stamps(own)))


@lru_cache(maxsize=8)
def _library_of(folders: tuple[Path, ...], _stamps: tuple[_Stamp, ...]) -> Library:
    return Library(folders)


_Stamp = tuple[str, int, int, int]
"""A file of a library as it is now: its path, its inode, its size in bytes, its time in
nanoseconds."""


def _stamps(folders: Iterable[Path]) -> Iterator[_Stamp]:
    """What tells whether any template or blank form of the folders has changed."""
    for folder in folders:
        for place in (folder, folder / "sections", folder / "seeds", folder.parent / "seeds"):
            try:
                with os.scandir(place) as entries:
                    files = [entry for entry in entries if entry.name.endswith((".j2", ".yaml"))]
            except OSError:  # not there
                continue
            for entry in files:
                try:
                    status = entry.stat()
                except OSError:  # a link to nothing
                    continue
                yield entry.path, status.st_ino, status.st_size, status.st_mtime_ns


def library_for(report_file: Path | None = None, templates: Path | None = None) -> Library:
    """The Library for a report file, with the folder of the command line first.

    Raises ReadingError for a `.drafter.yaml` that is no YAML, or whose 模板文件夹 is not there.
    """
    folders = [templates] if templates else []
    if report_file is not None:
        folders += _office_folders(report_file)
    own = dict.fromkeys(real_path(folder) for folder in folders)
    return library_of((*own, _BUILT_IN))


def _office_folders(report_file: Path) -> Iterator[Path]:
    """The folders of templates beside a report file and above it."""
    if (beside := report_file.parent / "templates").is_dir():
        yield beside
    settings = office_settings(report_file)
    if settings.templates is not None:
        yield settings.templates
    elif settings.source is not None and TEMPLATES in settings.source.root:
        raise ReadingError(settings.problems)
