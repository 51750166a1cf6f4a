"""Comments at the ends of lines, by which a rolled file remembers the values of the old one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from drafter import lines
from drafter.data.edits import Edit, end_of

if TYPE_CHECKING:
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source

_BLOCKS = ("|", ">")


class Remarks:
    """Where in a file a comment may stand."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def line_end(self, path: KeyPath) -> int | None:
        """Where the line ends in which the value at `path` ends.

        None where that is inside the text of another value.
        """
        stop = lines.end_of(self.source.text, end_of(self.source, path))
        at = bisect_left(self._long_texts, (stop,)) - 1
        is_inside = at >= 0 and self._long_texts[at][1] > stop
        return None if is_inside else stop

    def at(self, stop: int, remark: str) -> Edit:
        """The edit that puts a remark at the end of a line, behind a comment that stands there."""
        at = bisect_right(self._ends, stop) - 1
        has_comment = "#" in self.source.text[self._ends[at] : stop]
        return Edit(stop, stop, f"{'；' if has_comment else '  # '}{remark}")

    @cached_property
    def _ends(self) -> list[int]:
        """Where the keys and scalars end, which may hold a `#` that begins no comment."""
        spans = self.source.spans.values()
        scalars = [span.end for span in spans if span.style is not None]
        return sorted([0, *scalars, *(span.end for span in self.source.keys.values())])

    @cached_property
    def _long_texts(self) -> list[tuple[int, int]]:
        """Where quoted and plain texts of several lines stand, in the order of the file."""
        text = self.source.text
        return sorted(
            (span.start, span.end)
            for span in self.source.spans.values()
            if span.style is not None
            and span.style not in _BLOCKS
            and "\n" in text[span.start : span.end]
        )
