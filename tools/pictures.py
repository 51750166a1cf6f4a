"""The README's pictures of the day: 商贸股's form, and the reviewed page with its comments.

    python tools/pictures.py

The day is gone through as its test goes (tests/exchange/test_day.py); LibreOffice prints what came
of it, comments in the margin, and poppler cuts it to docs/images/form.png and review.png.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
_IN_MARGIN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Writer/Print/Content">
<prop oor:name="Note" oor:op="fuse"><value>4</value></prop></item>
</oor:items>
"""
"""LibreOffice prints comments beside the text (4: in margins), a choice of the print dialog."""


class Picture(NamedTuple):
    """What is cut of a printed file, in pixels."""

    file: str
    """Below the folder of the day."""
    name: str
    resolution: int
    left: int
    top: int
    width: int
    height: int


PICTURES = (
    Picture("表/商贸股.xlsx", "form.png", 90, 30, 45, 990, 190),
    Picture("报告（审）.docx", "review.png", 100, 75, 240, 700, 660),
)


def main() -> int:
    """Go through the day, print, cut; 0 when both pictures are drawn."""
    with tempfile.TemporaryDirectory() as folder:
        base, printed = Path(folder) / "day", Path(folder) / "printed"
        test = ["tests/exchange/test_day.py", "-q", f"--basetemp={base}"]
        done = subprocess.run([sys.executable, "-m", "pytest", *test], cwd=ROOT, check=False)
        if done.returncode:
            return 1
        profile = Path(folder) / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_IN_MARGIN, encoding="utf-8")
        for picture in PICTURES:
            file = next(base.glob(f"*0/{picture.file}"))
            _print(file, printed, profile)
            _cut(printed / f"{file.stem}.pdf", picture)
    return 0


def _print(file: Path, folder: Path, profile: Path) -> None:
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), str(file)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip


def _cut(pdf: Path, picture: Picture) -> None:
    sizes = {
        "-r": picture.resolution,
        "-x": picture.left,
        "-y": picture.top,
        "-W": picture.width,
        "-H": picture.height,
    }
    options = [str(part) for option in sizes.items() for part in option]
    target = ROOT / "docs" / "images" / picture.name
    subprocess.run(
        ["pdftoppm", "-png", "-singlefile", *options, str(pdf), str(target.with_suffix(""))],
        check=True, capture_output=True,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
