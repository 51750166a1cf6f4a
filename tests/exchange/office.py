"""People at work in LibreOffice itself: a macro types into cells, edits a text, and saves.

LibreOffice has to be on the machine, as for every test that goes through it: none is skipped.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

Lines = list[str]
"""Lines of a macro in Basic."""

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE {kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{dtd}.dtd">
"""
_LIBRARY = _HEAD.format(kind="library:library", dtd="library") + (
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"'
    ' library:readonly="false" library:passwordprotected="false">'
    '<library:element library:name="Module1"/></library:library>'
)
_LIBRARIES = _HEAD.format(kind="library:libraries", dtd="libraries") + (
    '<library:libraries xmlns:library="http://openoffice.org/2000/library"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<library:library library:name="Standard" library:link="false"/></library:libraries>'
)
_MODULE = _HEAD.format(kind="script:module", dtd="module") + (
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"'
    ' script:language="StarBasic">{source}</script:module>'
)
_SUBS = """
Dim trouble As String
Function Opened(path)
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    Opened = StarDesktop.loadComponentFromURL(ConvertToURL(path), "_blank", 0, hidden())
End Function
Sub Saved(document)
    document.store()
    document.close(True)
End Sub
Function Found(document, text)
    search = document.createSearchDescriptor()
    search.SearchString = text
    Found = document.findFirst(search)
    If IsNull(Found) Then
        trouble = "there is no " & text
    End If
End Function
Sub Comment(document, text, said, author)
    note = document.createInstance("com.sun.star.text.textfield.Annotation")
    note.Content = said
    note.Author = author
    place = Found(document, text)
    place.Text.insertTextContent(place, note, True)
End Sub
Sub TypeInto(sheet, name, text)
    cell = sheet.getCellRangeByName(name)
    If sheet.isProtected() And cell.CellProtection.IsLocked Then
        trouble = name & " is locked"
        Exit Sub
    End If
    cell.setFormula(text)
End Sub
Sub Locked(sheet, name)
    cell = sheet.getCellRangeByName(name)
    If Not (sheet.isProtected() And cell.CellProtection.IsLocked) Then
        trouble = name & " is not locked"
    End If
End Sub
"""
"""What macros call. A person types into no locked cell; a macro could."""
_MAIN = """
Sub Main
    On Error Goto Failed
{lines}
    Told("done")
    Exit Sub
Failed:
    Told("line " & Erl & ": " & Error$)
End Sub
Sub Told(what)
    Open {log} For Output As #1
    Print #1, IIf(trouble = "", what, trouble)
    Close #1
    StarDesktop.terminate()
End Sub
"""


def typed_in(
    file: Path, sheet: str, values: Mapping[str, str], locked: Iterable[str] = ()
) -> Lines:
    """A table opened, each text typed into its cell, and saved; `locked` cells take nothing."""
    return [*_typed(file, sheet, values, locked)]


def _typed(
    file: Path, sheet: str, values: Mapping[str, str], locked: Iterable[str]
) -> Iterator[str]:
    yield f"document = Opened({_text(str(file))})"
    yield f"sheet = document.Sheets.getByName({_text(sheet)})"
    for cell in locked:
        yield f"Locked(sheet, {_text(cell)})"
    for cell, text in values.items():
        yield f"TypeInto(sheet, {_text(cell)}, {_text(text)})"
    yield "Saved(document)"


def edited(file: Path, swaps: Iterable[tuple[str, str]], comment: tuple[str, str, str]) -> Lines:
    """A text opened, words swapped, a comment (on what, saying what, by whom) put, and saved."""
    on, said, author = map(_text, comment)
    return [
        f"document = Opened({_text(str(file))})",
        *(f"Found(document, {_text(old)}).setString({_text(new)})" for old, new in swaps),
        f"Comment(document, {on}, {said}, {author})",
        "Saved(document)",
    ]


def at_work(folder: Path, *lines: Lines) -> None:
    """Have LibreOffice carry a macro out, with a profile of its own in the folder."""
    profile, log = folder / "macros", folder / "macro.txt"
    if not profile.exists():
        _start(profile, "--terminate_after_init")  # a new profile runs no macro yet
    basic = profile / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    body = "\n".join(f"    {line}" for some in lines for line in some)
    source = _SUBS + _MAIN.format(lines=body, log=_text(str(log)))
    (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (basic.parent / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
    (basic / "Module1.xba").write_text(_MODULE.format(source=escape(source)), encoding="utf-8")
    log.unlink(missing_ok=True)
    _start(profile, "macro:///Standard.Module1.Main")
    said = log.read_text(encoding="utf-8").strip()
    assert said == "done", said


def _start(profile: Path, argument: str) -> None:
    own = f"-env:UserInstallation={profile.as_uri()}"
    command = ["soffice", own, "--headless", "--norestore", argument]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}  # names of files are Chinese
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=environment)


def _text(text: str) -> str:
    """A text in Basic."""
    return '"' + text.replace('"', '""') + '"'
