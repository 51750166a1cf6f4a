"""The one fence round the work on a file: whatever goes wrong with it is a Problem with its place.

Without it one odd file would end a batch, and the drafts of the others with it.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from drafter.errors import DrafterError, InternalError, Place, Problem, ReadingError
from drafter.messages import _, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPEN = "DRAFTER_FENCE"
"""The variable of the environment that opens the fence with `open`: a fault of drafter is a
traceback."""


@contextmanager
def fenced(file: Path | None = None) -> Iterator[None]:
    """Raises only DrafterError, with `file` as the place of what carries none of its own.

    A broken pipe passes: it says that nobody reads our output, not that the file is odd.
    """
    place = Place(file.as_posix()) if file is not None else None
    try:
        yield
    except (DrafterError, BrokenPipeError):
        raise
    except (RecursionError, MemoryError):
        message = _("这份文件太大或太深，处理不了；请拆成几份")
        raise ReadingError([Problem(message, place)]) from None
    except OSError as error:
        message = _("文件打不开：{reason}", reason=reason_of(error))
        raise ReadingError([Problem(message, place)]) from None
    except Exception as error:
        if os.environ.get(OPEN) == "open":
            raise
        kind = type(error).__name__
        message = _("drafter 自己出了错（{kind}），这份文件没有处理；请把它交给维护的人", kind=kind)
        raise InternalError([Problem(message, place)]) from error
