"""What torture feeds to drafter.

Changed files of every kind, hostile .docx, templates without end.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from tests.mutations import mutated

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_ODD = (
    "\u2028", "\x85", "\r", "\x00", "\u200b", "\ufeff", "\u202e", "\x1b[31m", "\ud7ff", "𠀀", "％",
    "xx.x%", "2024年", "增长-3.2%", "99999999999999999999999999999999亿元", "（" * 40, "{{", "}}",
    "一是", "# ", "**", "| a |", "”", "《", "3.2%，下降" * 30, " " * 5000, "第" * 300,
)  # fmt: skip
"""Pieces that one may find in a text: invisible, endless, or half of something."""
_EXPRESSIONS = (
    "{{ 1e999 }}", "{{ 'a' * 10**9 }}", "{{ ''.__class__.__mro__ }}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{{ 'x'.ljust(10**8) }}", "{{ 1 / 0 }}",
    "{{ [[]] * 10**7 }}", "{{ '%s' % 3 }}", "{{ 没有的 }}", "{% if %}", "{{ 期间 | 没有 }}",
    "{{ 章节 }}",
    "{% extends '没有.j2' %}", "{% include 'city-annual.j2' %}", "{{ '{:>99999999}'.format(1) }}",
    "{{ lipsum }}", "{% set x = namespace() %}{{ x }}", "{{ 2 ** 99999999 }}", "### \n", "\ue000",
)  # fmt: skip


def changed_text(text: str, rng: Random) -> bytes:
    """A text with odd pieces, stretches cut out or doubled, in some encoding."""
    for _turn in range(rng.choice((1, 2, 5))):
        at = rng.randrange(len(text) + 1)
        other = rng.randrange(len(text) + 1)
        first, last = sorted((at, min(other, at + 400)))
        text = rng.choice((
            text[:at] + rng.choice(_ODD) + text[at:],
            text[:first] + text[last:],
            text[:last] + text[first:last] * rng.choice((1, 30)) + text[last:],
        ))  # fmt: skip
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"))
    return text.encode(encoding, "replace")


def changed_yaml(text: str, rng: Random) -> bytes:
    """A report file that a person changed, and now and then bytes that nobody meant."""
    text = mutated(text, rng)
    return changed_text(text, rng) if rng.random() < 0.3 else text.encode()


def changed_template(text: str, rng: Random) -> bytes:
    """A template with an expression too many, or a piece lost."""
    if rng.random() < 0.6:
        lines = text.splitlines(keepends=True)
        lines.insert(rng.randrange(len(lines) + 1), rng.choice(_EXPRESSIONS) + "\n")
        text = "".join(lines)
    return changed_text(text, rng) if rng.random() < 0.4 else text.encode()


def changed_docx(content: bytes, rng: Random) -> bytes:
    """A Word file with a part changed, lost or doubled, or the package itself broken."""
    kind = rng.random()
    if kind < 0.25:
        return _broken(content, rng)
    if kind < 0.5:
        return hostile_docx(rng)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = rng.choice(sorted(parts))
    if rng.random() < 0.2:
        del parts[name]
    else:
        parts[name] = _changed_part(parts[name], rng)
    return _package(parts)


def _broken(content: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(content))
    return rng.choice((
        content[:at],
        content[at:],
        content[:at] + rng.randbytes(8) + content[at + 8 :],
        content + content,
        b"",
        b"PK\x05\x06" + bytes(18),
    ))  # fmt: skip


def _changed_part(part: bytes, rng: Random) -> bytes:
    tags = [match.span() for match in re.finditer(rb"<[^>]*>", part)] or [(0, len(part))]
    start, end = rng.choice(tags)
    numbers = [match.span() for match in re.finditer(rb'(?<=")\d+(?=")', part)] or [(0, 0)]
    first, last = rng.choice(numbers)
    odd = (b"-20", b"999999999999", b"", b"x", "１".encode(), b"1e9", b"-1")
    return rng.choice((
        part[:start] + part[end:],
        part[:end] + part[start:end] * rng.choice((1, 40)) + part[end:],
        part[:first] + rng.choice(odd) + part[last:],
        part.replace(b'encoding="UTF-8"', b'encoding="foo"'),
        part.replace(b"<w:p>", b"<w:p><w:p>", 1),
        b"\xff\xfe" + part,
    ))  # fmt: skip


def hostile_docx(rng: Random) -> bytes:
    """A small Word file that unpacks to much, nests deeply, or says what no Word says."""
    return rng.choice(HOSTILE)()


def _document(body: str, head: str = '<?xml version="1.0"?>') -> bytes:
    document = f"{head}<w:document {_W}><w:body>{body}</w:body></w:document>"
    return _package({"word/document.xml": document.encode()})


def _package(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in {"[Content_Types].xml": _TYPES.encode(), "_rels/.rels": _RELS.encode(),
                              **parts}.items():  # fmt: skip
            package.writestr(name, content)
    return out.getvalue()


def _run(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _nested(tag: str, times: int) -> bytes:
    return _document(f"<w:{tag}>" * times + _run("文") + f"</w:{tag}>" * times)


def _entities() -> bytes:
    head = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
        + "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(8))
        + "]>"
    )
    return _document(_run("&i;"), head)


HOSTILE: tuple[Callable[[], bytes], ...] = (
    lambda: _document("<w:p/>" * 100_000),
    lambda: _document(_run("") * 300_000),
    lambda: _document(_run("增长3.2%，下降xx.x%；" * 200_000)),
    lambda: _document(_run("xx") * 20_000),
    lambda: _document(_run("同比增长3.2%，3.2%，" * 5) * 3_000),
    lambda: _nested("p", 20_000),
    lambda: _nested("sdt", 3_000),
    lambda: _nested("tbl", 400),
    lambda: _document("<w:tbl><w:tr>" + f"<w:tc>{_run('1')}</w:tc>" * 2_000
                      + "</w:tr></w:tbl>"),
    lambda: _document("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr>"
                      + _run("1") + "</w:tc></w:tr></w:tbl>"),
    lambda: _document("<w:p><w:pPr><w:numPr><w:ilvl w:val='-20'/><w:numId w:val='1'/></w:numPr>"
                      "</w:pPr></w:p>"),
    lambda: _document("<w:p><w:pPr><w:numPr><w:ilvl w:val='x'/><w:numId w:val=''/></w:numPr>"
                      "</w:pPr></w:p>"),
    lambda: _document("<w:p><w:pPr><w:outlineLvl w:val='99'/></w:pPr><w:r><w:t>一、甲</w:t></w:r>"
                      "</w:p>"),
    lambda: _document(_run("文"), '<?xml version="1.0" encoding="foo"?>'),
    lambda: _document(_run("文"), '<?xml version="1.0" encoding="utf-16"?>'),
    lambda: _document(_run("&#0;")),
    lambda: _document("<w:p><w:r><w:t>开" ),
    _entities,
    lambda: _package({"word/document.xml": b" " * 60_000_000}),
    lambda: _package({"word/document.xml": b"<a/>",
                      **{f"x{at}.xml": bytes(9_000_000) for at in range(9)}}),
    lambda: _package({f"{at}.xml": b"" for at in range(20_000)}),
    lambda: _package({"../../etc/x": b"1", "word/document.xml": b"<a/>"}),
    lambda: _package({"word/document.xml": f"<w:document {_W}/>".encode()},
                     zipfile.ZIP_LZMA)[:-60] + bytes(60),
)  # fmt: skip
"""Each makes one file."""
