"""How well old reports are imported: what is lifted, named and laid out, and whether the law holds.

python tools/importing.py FOLDER                 paragraphs, numbers lifted, import again, roll
python tools/importing.py FOLDER --judged        figures, ranks and layout against judgements

A folder of published texts holds .txt files, a paragraph a line. Judgements stand in
tests/exchange/judged/import.tsv, made by reading: a figure a line, with the names that a colleague
would choose (`|` between them), its role, value, growth, change and ranks; or how many chapters,
sections, points and items a text has. The halves of a folder take turns, as in accuracy.py: half A
is what the rules were made from, half B only measures them.
"""

from __future__ import annotations

import argparse
import csv
import re
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from drafter.data.numerals import SPOKEN_FORMS
from drafter.data.period import parse_period
from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.drafting.draft import draft
from drafter.drafting.library import library_for
from drafter.errors import DrafterError
from drafter.exchange.importing.importing import Imported, Wanted, imported
from drafter.formats.text import write_text
from drafter.prose.ranks import RANK_VERB
from drafter.rollover.roll import rolled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from drafter.exchange.importing.figures import Entry, Key

JUDGED = Path(__file__).parent.parent / "tests" / "exchange" / "judged" / "import.tsv"
_LIBRARY = library_for()
_UNKNOWN = Wanted(period=parse_period("2024年"))
"""How a text is imported that does not say its period: a clerk gives it."""


class Judged(NamedTuple):
    """A figure of a text, or a count of its layout, as a reader judged it."""

    text: str
    kind: str
    """figure, chapter, section, point or item."""
    names: str
    role: str
    value: str
    growth: str
    change: str
    rank: str
    growth_rank: str


def main() -> None:
    """Print the measure that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--judged", action="store_true", help="against the judgements")
    parser.add_argument("--misses", action="store_true", help="show what is not as judged")
    options = parser.parse_args()
    if options.judged:
        _judged(options.folder, show=options.misses)
    else:
        _laws(options.folder, show=options.misses)


def _laws(folder: Path, *, show: bool) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for half, file in _halves(folder):
        count = counts[half]
        count["texts"] += 1
        try:
            result = imported(file, _LIBRARY, Wanted())
        except DrafterError as error:
            count["refused"] += 1
            print(f"{file.name}: {error}")
            continue
        count["paragraphs"] += result.proof.lines
        count["identical"] += result.proof.identical
        count["lifted"] += sum(map(len, result.lifting.lifted.values()))
        count["typed"] += len(result.typed)
        for name, wrong in (("unstable", not _is_stable(result)), ("unrolled", not _rolls(file))):
            count[name] += wrong
            if wrong and show:
                print(f"{file.name}: {name}")
    for half, count in sorted(counts.items()):
        numbers = count["lifted"] + count["typed"]
        print(
            f"{half}: {count['texts']} texts, {count['refused']} refused; "
            f"identical {_share(count['identical'], count['paragraphs'])} of "
            f"{count['paragraphs']} paragraphs; lifted {_share(count['lifted'], numbers)} of "
            f"{numbers} numbers; import again differs {count['unstable']}, "
            f"rolled does not draft {count['unrolled']}"
        )


def _is_stable(result: Imported) -> bool:
    """Whether the draft of what was imported is imported as the same."""
    source = source_of("导入.yaml", result.text)
    text = write_text(draft(report_of(source), source, _LIBRARY).document)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{_name(result)}.txt"
        file.write_text(text, encoding="utf-8")
        return imported(file, _LIBRARY, Wanted()).text == result.text


def _name(result: Imported) -> str:
    """The name of the old file, which the first line of the report file says."""
    return result.text.split(" ", 3)[2].rpartition(".")[0]


def _rolls(file: Path) -> bool:
    """Whether the next period's file drafts; the period is given where the text does not say it."""
    result = imported(file, _LIBRARY, Wanted())
    if "期间" in result.front.guessed or result.front.period.is_masked:
        result = imported(file, _LIBRARY, _UNKNOWN)
    try:
        new = rolled(source_of("导入.yaml", result.text), _LIBRARY)
        draft(report_of(new.source), new.source, _LIBRARY)
    except DrafterError as error:
        print(f"{file.name}: {error}")
        return False
    return True


def _judged(folder: Path, *, show: bool) -> None:
    rows = _judgements()
    halves = {file.stem: half for half, file in _halves(folder)}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text, judged in rows.items():
        file = folder / f"{text}.txt"
        result = imported(file, _LIBRARY, Wanted())
        count = counts[halves[text]]
        for said in _held(result, judged, count):
            if show:
                print(f"{text}: {said}")
    for half, count in sorted(counts.items()):
        print(f"half {half}")
        for what, right, of in (
            ("figures lifted", "lifted", "figures"),
            ("names good", "good", "lifted"),
            ("names wrong", "wrong", "lifted"),
            ("roles wrong", "other role", "lifted"),
            ("growth on its figure", "growth right", "growths"),
            ("ranks on their figure", "rank right", "ranks"),
            ("false merges", "merged", "lifted"),
            ("chapters and sections", "headings found", "headings"),
            ("points", "points found", "points"),
            ("numbered items", "items found", "items"),
        ):
            found = f"{count[right]:>4} of {count[of]:>4}"
            print(f"  {what:<24}{found}  {_share(count[right], count[of])}")


def _held(result: Imported, judged: Sequence[Judged], count: Counter[str]) -> Iterator[str]:
    """Hold an import against the judgements of its text; what is not as judged."""
    merged: dict[str, set[str]] = defaultdict(set)
    for row in judged:
        if row.kind != "figure":
            yield from _counted(result, row, count)
            continue
        count["figures"] += bool(row.value or row.growth)
        others = {
            name
            for other in judged
            for name in other.names.split("|")
            if other is not row and other.value == row.value
        }
        found = _found(result, row, others)
        if found is None:
            yield f"{row.names.split('|')[0]} {row.value}{row.growth} is not lifted"
        elif not _is_rank_alone(row):
            merged[f"{found[0].name} {found[1][:-1]}"].add(row.names)
            yield from _named(row, *found, count)
        yield from _said_of(row, found, count)
    for name, several in merged.items():
        if len(several) > 1:
            count["merged"] += 1
            yield f"{name} is {len(several)} figures: {'; '.join(several)}"


def _found(result: Imported, row: Judged, others: Collection[str]) -> tuple[Entry, Key] | None:
    """The entry that holds the value, or the growth where there is no value, and in which place.

    What is called as another row of the same value is that one: two rates of 100%.
    """
    names = row.names.split("|")
    places = [
        (entry, key)
        for entry in result.lifting.entries.values()
        for key, value in entry.values.items()
        if (row.value and _bare(value) == _bare(row.value) and key[-1] not in ("同比", "增减"))
        or (not row.value and row.growth and _grows(key) and _bare(value) == _bare(row.growth))
        or (
            _is_rank_alone(row) and key[-1] in ("位次", "增速位次") and _called(entry, key) in names
        )
    ]
    places = [p for p in places if _called(*p) in names or _called(*p) not in others]
    places.sort(key=lambda place: _called(*place) not in names)
    return places[0] if places else None


def _grows(key: Key) -> bool:
    """Whether it is the place of a growth: as it was, or as it is to be."""
    return key[-1] == "同比" or "目标增速" in key


def _is_rank_alone(row: Judged) -> bool:
    """Whether it judges a rank of what the text gives no value of."""
    return not (row.value or row.growth)


def _named(row: Judged, entry: Entry, key: Key, count: Counter[str]) -> Iterator[str]:
    count["lifted"] += 1
    name, names = _called(entry, key), row.names.split("|")
    if name in names:
        count["good"] += 1
    elif not _is_about(name, names):
        count["wrong"] += 1
        yield f"{row.value or row.growth} is named {name}, not {names[0]}: wrong"
    else:
        yield f"{row.value or row.growth} is named {name}, not {names[0]}: usable"
    role = next((_ROLES[step] for step in key if step in _ROLES), "本期")
    if role not in row.role.split("|"):
        count["other role"] += 1
        yield f"{name} {row.value} is {role}, not {row.role}"


_ROLES = {step: step for step in ("预计", "目标", "上年同期", "基期")} | {"目标增速": "目标"}
"""What a place of a figure's values is called in a judgement, where it is not of now."""


def _is_about(name: str, names: Sequence[str]) -> bool:
    """Whether a name tells what is meant, though a colleague would choose another one."""
    return any(name in other or other in name for other in names)


def _said_of(row: Judged, found: tuple[Entry, Key] | None, count: Counter[str]) -> Iterator[str]:
    """Growth and ranks, where they were lifted at all: on their own figure or on another."""
    stem = found[1][:-1] if found else ()
    values: Mapping[Key, str] = found[0].values if found else {}
    if row.value and row.growth and found:
        given = values.get((*stem, "同比"))
        if given is not None:
            count["growths"] += 1
            count["growth right"] += given == row.growth
            if given != row.growth:
                yield f"{found[0].name} grows {given}, not {row.growth}"
    for key, rank in (("位次", row.rank), ("增速位次", row.growth_rank)):
        if rank:
            count["ranks"] += 1
            given = values.get((*stem, key), "")
            own, judged = _without_verb(given), _without_verb(rank)
            right = own == judged or (judged.startswith("第") and own.endswith(judged))
            count["rank right"] += right
            if not right:
                yield f"{row.names.split('|')[0]} ranks {given or 'nowhere'}, not {rank}"


def _counted(result: Imported, row: Judged, count: Counter[str]) -> Iterator[str]:
    chapters = result.layout.chapters
    nodes = list(result.layout.nodes())
    sections = [section for chapter in chapters for section in chapter.sections]
    deeper = [node for section in sections for node in section.walk() if node is not section]
    spoken = {None, *SPOKEN_FORMS} - {"一、"}
    """How points are told: 一是, 一要; the others are items of a list."""
    found = {
        "chapter": len(chapters),
        "section": len(sections),
        "point": sum(len(node.points) for node in nodes if node.numbering in spoken),
        "item": sum(len(node.points) for node in nodes if node.numbering not in spoken)
        + len(deeper),
    }[row.kind]
    of = "headings" if row.kind in ("chapter", "section") else f"{row.kind}s"
    count[of] += int(row.value)
    count[f"{of} found"] += min(found, int(row.value))
    if found != int(row.value):
        yield f"{row.kind}s {found} of {row.value}"


def _called(entry: Entry, key: Key) -> str:
    """What the figure at a place is called: a part by its own name."""
    return key[1] if key[0] == "其中" else entry.name


def _without_verb(rank: str) -> str:
    """A rank without what leads to it: 位居全市第一名 is 全市第一名, 在评比中排名第一 is 第一."""
    rank = re.sub("^在?[^，。；]{2,16}中(?=排|名|位|列|居|获)", "", rank)
    return re.sub(
        rf"^(?:在|稳|仍|均|高|退|处于|进入|保持|跃居|(?:上升|跃升|升|前移|提升)至|跻身|连续.{{1,4}}[年度]|{RANK_VERB})+",
        "",
        rank,
    )


def _bare(value: str) -> str:
    """The value without hedges, which a judgement leaves out."""
    return value.strip("近约超逾突破过达余多左右以上")


def _judgements() -> Mapping[str, list[Judged]]:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = [Judged(*row) for row in csv.reader(file, delimiter="\t")][1:]
    found: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        found[row.text].append(row)
    return found


def _halves(folder: Path) -> list[tuple[str, Path]]:
    return [("AB"[at % 2], file) for at, file in enumerate(sorted(folder.glob("*.txt")))]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


if __name__ == "__main__":
    main()
