"""How a document is dressed: what may be chosen about its page, by an option or by the office."""

from __future__ import annotations

from dataclasses import dataclass, field

from drafter.layout import Faces


@dataclass(frozen=True, slots=True)
class Look:
    """The choices; without any of them the page is that of the standard."""

    list_numbers: bool = True
    """Whether a .docx numbers headings by a list; else the numbers are text, for systems that lose lists."""
    faces: Faces = field(default_factory=Faces)
