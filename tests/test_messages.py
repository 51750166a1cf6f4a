"""Messages: Chinese is the source, English is complete, data is never taken for a placeholder."""

from __future__ import annotations

import datetime
import re

import pytest
from babel.messages.pofile import read_po

from drafter import messages
from drafter.data.nodes import FORBIDDEN
from drafter.lint.rules import RULES
from drafter.messages import _, is_all_seen, language_of_locale, set_language
from tests.conftest import ROOT

CATALOG = ROOT / "src" / "drafter" / "locale" / "en" / "LC_MESSAGES" / "drafter.po"


def extracted() -> set[str]:
    """Every message that the code shows to people."""
    from babel.messages.extract import extract_from_dir  # noqa: PLC0415

    found = extract_from_dir(ROOT / "src" / "drafter", [("**.py", "python")], keywords={"_": None})
    return {str(entry[2]) for entry in found} | {rule.summary for rule in RULES}


def test_the_english_catalog_is_complete_and_holds_nothing_else() -> None:
    with CATALOG.open(encoding="utf-8") as file:
        catalog = read_po(file, locale="en", abort_invalid=True)
    entries = {str(entry.id): str(entry.string) for entry in catalog if entry.id}
    assert set(entries) == extracted(), "run: python tools/messages.py"
    assert [message for message, english in entries.items() if not english] == []
    assert not any(entry.fuzzy for entry in catalog if entry.id)
    places = re.compile(r"\{(\w+)\}")
    for message, english in entries.items():
        assert sorted(set(places.findall(message))) == sorted(set(places.findall(english))), message


def test_a_message_is_in_the_chosen_language() -> None:
    assert _("已写成 {file}", file="a.docx") == "已写成 a.docx"
    set_language("en")
    assert _("已写成 {file}", file="a.docx") == "Wrote a.docx"


@pytest.mark.parametrize("data", ["{file}", "{0}", "%s", "{", "}}", "{file.__class__}"])
def test_data_is_never_taken_for_a_placeholder(data: str) -> None:
    assert _("已写成 {file}", file=data) == f"已写成 {data}"


def test_dates_and_numbers_follow_the_language() -> None:
    day = datetime.date(2024, 7, 8)
    assert (messages.date(day), messages.number(12345)) == ("2024年7月8日", "12,345")
    set_language("en")
    assert (messages.date(day), messages.number(12345)) == ("July 8, 2024", "12,345")


@pytest.mark.parametrize(
    ("variables", "language"),
    [({}, "zh"), ({"LANG": "en_US.UTF-8"}, "en"), ({"LANG": "zh_CN.UTF-8"}, "zh"), ({"LANG": "C"}, "zh"),
     ({"LC_ALL": "en_GB", "LANG": "zh_CN"}, "en")],
)  # fmt: skip
def test_english_is_spoken_only_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    assert language_of_locale() == language


def test_no_hidden_character_is_taken_for_one_that_is_seen() -> None:
    hidden = [chr(code) for code in range(0x110000) if FORBIDDEN.search(chr(code))]
    assert len(hidden) > 100
    assert [character for character in hidden if is_all_seen(f"甲{character}乙")] == []
