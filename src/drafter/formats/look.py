"""How a document is dressed: what may be chosen about its page, by an option or by the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.layout import Faces

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.data.settings import OfficeSettings


class Look(Struct, frozen=True):
    """The choices; without any of them the page is that of the standard."""

    list_numbers: bool = True
    """Whether a .docx numbers headings by a list; else numbers are text, for what loses lists."""
    faces: Faces = field(default_factory=Faces)
    reference: Path | None = None
    """The office's .docx that gives a .docx its styles, page, header and footer. None: ours."""


def look_of(
    settings: OfficeSettings, *, list_numbers: bool = True, reference: Path | None = None
) -> Look:
    """The look that an office has settled; a `reference` that is asked for comes before its own."""
    return Look(list_numbers, Faces(**settings.faces), reference or settings.reference)
