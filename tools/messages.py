"""Bring the English catalog up to date with the messages in the code.

New ones empty, gone ones out.

python tools/messages.py
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from drafter.lint.rules import RULES

SOURCE = Path(__file__).parent.parent / "src" / "drafter"
HEADER = """# drafter: English messages. Chinese, the msgid, is the source language.
msgid ""
msgstr ""
"Project-Id-Version: drafter\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
CATALOG = SOURCE / "locale" / "en" / "LC_MESSAGES" / "drafter.po"


def messages() -> list[str]:
    """Every message of the code, in the order of files and lines.

    What each rule of lint is about.
    """
    found = extract_from_dir(SOURCE, [("**.py", "python")], keywords={"_": None})
    typed = (str(entry[2]) for entry in sorted(found, key=lambda entry: (entry[0], entry[1])))
    return list(dict.fromkeys((*typed, *(rule.summary for rule in RULES))))


def main() -> None:
    """Write the catalog anew, keeping what is translated."""
    known = {}
    if CATALOG.exists():
        with CATALOG.open(encoding="utf-8") as file:
            known = {entry.id: entry.string for entry in read_po(file, locale="en") if entry.id}
    catalog = Catalog(locale="en", fuzzy=False)
    for message in messages():
        catalog.add(message, known.get(message, ""))
    with CATALOG.open("wb") as output:
        output.write(HEADER.encode())
        write_po(output, catalog, width=0, omit_header=True)
    print(
        f"{len(catalog)} messages, {sum(not entry.string for entry in catalog if entry.id)} "
        f"without English"
    )


if __name__ == "__main__":
    main()
