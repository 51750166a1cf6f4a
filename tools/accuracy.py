"""How often lint is right: on its cases, on published texts, on planted faults, on sentences.

python tools/accuracy.py [--misses]                    precision and recall on tests/lint/cases
python tools/accuracy.py --published FOLDER            findings per 10,000 characters, and how many
are right python tools/accuracy.py --planted FOLDER [--seed N]   faults found, by operator
python tools/accuracy.py --sentences FOLDER            placeholders.jsonl and figures.jsonl

A folder of published texts holds .txt files, a paragraph a line. Judgements stand in
tests/lint/judged/published.tsv, one finding a line. Every set is split: what the rules were made
from (half A) and what only measured them (half B) are printed apart.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

sys.path.insert(0, str(Path(__file__).parent))

from planting import OPERATORS

from drafter.formats.text_read import read_text_document
from drafter.lines import starts_of
from drafter.lint.engine import hits_of
from drafter.lint.passages import passages_of, span_in_file
from drafter.lint.rules import BY_NAME, RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

_TESTS = Path(__file__).parent.parent / "tests" / "lint"
JUDGED = _TESTS / "judged" / "published.tsv"
_PER_OPERATOR = 30
_MOST_OF_A_TEXT = 3


class Found(NamedTuple):
    """A finding in a text, by what it is judged by."""

    text: str
    line: int
    rule: str
    span: str
    start: int
    end: int
    severity: str


def main() -> None:
    """Print the measure that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=_TESTS / "cases")
    parser.add_argument("--misses", action="store_true", help="show what is not as expected")
    parser.add_argument("--published", type=Path)
    parser.add_argument("--planted", type=Path)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.published:
        _published(options.published, show=options.misses)
    elif options.planted:
        _planted(options.planted, options.seed, show=options.misses)
    elif options.sentences:
        _sentences(options.sentences, show=options.misses)
    else:
        _cases(options.folder, show=options.misses)


def _cases(folder: Path, *, show: bool) -> None:
    rows = [_row(file, show=show) for file in sorted(folder.glob("*.yaml"))]
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
        document = read_text_document(case["text"], markdown=case.get("markdown", False))
        passages = passages_of(document)
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


def findings_of(name: str, text: str) -> list[Found]:
    """The findings of a text; spans are indices of the whole text."""
    passages = passages_of(read_text_document(text, markdown=False))
    starts = starts_of(text)
    found = []
    for rule in RULES:
        for passage, hit in hits_of(rule, passages):
            places = span_in_file(passage, hit.start, hit.end)
            if places is None:
                continue  # an empty cell, which stands nowhere
            start, end = (starts[place.line - 1] + place.offset for place in places)
            span = passage.text[hit.start : hit.end]
            severity = hit.severity or rule.severity
            found.append(
                Found(
                    text=name,
                    line=places[0].line,
                    rule=rule.name,
                    span=span,
                    start=start,
                    end=end,
                    severity=severity,
                )
            )
    return found


def _texts(folder: Path) -> list[tuple[str, str, str]]:
    """The half, name and text of every file; the halves take turns."""
    files = sorted(folder.glob("*.txt"))
    return [("AB"[at % 2], f.stem, f.read_text(encoding="utf-8")) for at, f in enumerate(files)]


def judgements() -> dict[tuple[str, str, str, str], tuple[str, str]]:
    """Verdict and reason by text, line, rule and span."""
    rows = (line.split("\t") for line in JUDGED.read_text(encoding="utf-8").splitlines()[1:])
    return {(row[0], row[1], row[2], row[3]): (row[4], row[5]) for row in rows}


def _published(folder: Path, *, show: bool) -> None:
    judged = judgements()
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    characters: Counter[str] = Counter()
    for half, name, text in _texts(folder):
        characters[half] += sum("\u4e00" <= character <= "\u9fff" for character in text)
        for found in findings_of(name, text):
            key = (found.text, str(found.line), found.rule, found.span)
            verdict, _reason = judged.get(key, ("unjudged", ""))
            counts[half, found.severity][verdict] += 1
            if show and found.severity != "info" and verdict != "right":
                print(*key, verdict, sep="\t")
    print(f"{'half':<6}{'severity':<10}{'found':>6}{'per 10,000':>12}{'right':>7}{'wrong':>7}"
          f"{'taste':>7}{'unjudged':>10}{'precision':>11}")  # fmt: skip
    for half in "AB":
        for severity in ("error", "warning", "info"):
            row = counts[half, severity]
            total, judged_ = row.total(), row.total() - row["unjudged"]
            precision = f"{row['right'] / judged_:.2f}" if judged_ else "-"
            print(f"{half:<6}{severity:<10}{total:>6}{total / characters[half] * 1e4:>12.3f}"
                  f"{row['right']:>7}{row['wrong']:>7}{row['taste']:>7}{row['unjudged']:>10}"
                  f"{precision:>11}")  # fmt: skip


def _planted(folder: Path, seed: int, *, show: bool) -> None:
    chance = random.Random(seed)
    texts = _texts(folder)
    known = {name: Counter(_told(f) for f in findings_of(name, text)) for _h, name, text in texts}
    totals = {"A": [0, 0], "B": [0, 0]}
    for operator, plant in OPERATORS.items():
        by_half = {"A": [0, 0], "B": [0, 0]}
        for half, name, text in _spread(texts, chance):
            fault = plant(text, chance)
            if fault is None or by_half[half][1] >= _PER_OPERATOR:
                continue
            seen = any(
                known[name][_told(f)] == 0
                and f.start <= fault.end + 40
                and f.end >= fault.start - 40
                for f in findings_of(name, fault.text)
            )
            by_half[half][0] += seen
            by_half[half][1] += 1
            if show and not seen:
                print(f"  missed: {fault.text[max(0, fault.start - 30) : fault.end + 20]!r}")
        line = "".join(f"{a:>5}/{b:<4}" for a, b in by_half.values())
        print(f"{operator:<44}{line}")
        for half, (a, b) in by_half.items():
            totals[half][0] += a
            totals[half][1] += b
    for half, (a, b) in totals.items():
        print(f"half {half}: {a} of {b} = {a / max(b, 1):.3f}")


def _told(found: Found) -> tuple[str, str]:
    return found.rule, found.span


def _spread(
    texts: list[tuple[str, str, str]], chance: random.Random
) -> Iterator[tuple[str, str, str]]:
    """Every text some times, in an order of chance."""
    rounds = [entry for entry in texts for _ in range(_MOST_OF_A_TEXT)]
    chance.shuffle(rounds)
    yield from rounds


def _half(identifier: str) -> str:
    return "AB"[int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 2]


def _sentences(folder: Path, *, show: bool) -> None:
    """Masks: exact spans.

    Figures: the rule under test fires where it should, none on sound texts.
    """
    scores: dict[str, Counter[str]] = {"A": Counter(), "B": Counter()}
    for row in _rows(folder / "placeholders.jsonl"):
        score = scores[_half(row["id"])]
        wanted = {tuple(span[:2]) for span in row["spans"]}
        optional = [tuple(span[:2]) for span in row.get("optional", [])]
        holes = [f for f in findings_of("", row["text"]) if BY_NAME[f.rule].code[0] == "M"]
        found = {(f.start, f.end) for f in holes}
        found -= {(a, b) for a, b in found - wanted for c, d in optional if a < d and c < b}
        score["mask right"] += len(found & wanted)
        score["mask found"] += len(found)
        score["mask wanted"] += len(wanted)
        score["clean"] += not wanted and not optional
        score["clean flagged"] += bool(found) and not wanted and not optional
        if show and found != wanted:
            print(row["id"], row["text"], "wanted", wanted, "found", found)
    for row in _rows(folder / "figures.jsonl"):
        score = scores[_half(row["id"].rstrip("abc"))]
        rules = {f.rule for f in findings_of("", row["text"]) if f.severity != "info"}
        fired = row["rule"] in rules if row["expect"] else bool(rules)
        score["faulty"] += row["expect"]
        score["faulty found"] += row["expect"] and fired
        score["sound"] += not row["expect"]
        score["sound flagged"] += not row["expect"] and fired
        if show and fired != row["expect"]:
            print(row["id"], row["rule"], row["text"], sorted(rules))
    for half, score in scores.items():
        precision = score["mask right"] / max(score["mask found"], 1)
        recall = score["mask right"] / max(score["mask wanted"], 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"half {half}: masks exact P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, "
              f"clean flagged {score['clean flagged']} of {score['clean']}; "
              f"figures found {score['faulty found']} of {score['faulty']}, "
              f"sound flagged {score['sound flagged']} of {score['sound']}")  # fmt: skip


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


if __name__ == "__main__":
    main()
