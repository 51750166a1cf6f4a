"""Precision and recall of every lint rule on its cases: python tools/accuracy.py [--misses] [FOLDER].

A hit counts where rule, line of the case and span are exactly those that the case expects.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import yaml

from drafter.lint.engine import hits_of
from drafter.lint.passages import passages_of_text
from drafter.lint.rules import BY_NAME

_CASES = Path(__file__).parent.parent / "tests" / "lint" / "cases"


def main() -> None:
    """Print a line a rule, and with --misses what was missed or found in vain."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=_CASES)
    parser.add_argument(
        "--misses", action="store_true", help="show every case that is not as expected"
    )
    options = parser.parse_args()
    rows = [_row(file, show=options.misses) for file in sorted(options.folder.glob("*.yaml"))]
    print(
        f"{'rule':<26}{'cases':>6}{'right':>7}{'false':>7}{'missed':>7}{'precision':>11}{'recall':>8}"
    )
    for name, cases, right, false, missed in [
        *rows,
        ("all", *(sum(column) for column in list(zip(*rows, strict=True))[1:])),
    ]:
        precision = f"{right / (right + false):.3f}" if right + false else "-"
        recall = f"{right / (right + missed):.3f}" if right + missed else "-"
        print(f"{name:<26}{cases:>6}{right:>7}{false:>7}{missed:>7}{precision:>11}{recall:>8}")


def _row(file: Path, *, show: bool) -> tuple[str, int, int, int, int]:
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    rule = BY_NAME[data["rule"]]
    right = false = missed = 0
    for case in data["cases"]:
        passages = passages_of_text(case["text"], markdown=case.get("markdown", False))
        found = Counter(
            passage.text[hit.start : hit.end] for passage, hit in hits_of(rule, passages)
        )
        wanted = Counter(case["found"])
        right += (found & wanted).total()
        false += (found - wanted).total()
        missed += (wanted - found).total()
        if show and found != wanted:
            print(
                f"{rule.name}: {case['name']}\n  {case['text']}\n"
                f"  wanted {case['found']}, found {list(found.elements())}"
            )
    return data["rule"], len(data["cases"]), right, false, missed


if __name__ == "__main__":
    main()
