"""DOCX written by hand, part by part, so that a test shows all that its rule depends on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = " ".join(
    (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
        f'xmlns:r="{_OFFICE}"',
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:o="urn:schemas-microsoft-com:office:office"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    )
)
_ROOTS = {
    "styles": "w:styles",
    "numbering": "w:numbering",
    "footnotes": "w:footnotes",
    "endnotes": "w:endnotes",
    "theme": "a:theme",
    "header": "w:hdr",
    "footer": "w:ftr",
}


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip of parts."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stored.getvalue()


def xml(root: str, inside: str) -> str:
    """A part's XML with the namespaces of Word declared."""
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} {_SPACES}>{inside}</{root}>'


def parts(body: str, **others: str) -> dict[str, str | bytes]:
    """The parts of a DOCX: the body's XML, and those of other parts by their kind (``styles="<w:style .../>"``)."""
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(others),
        "_rels/.rels": _relations({"m": ("officeDocument", "word/document.xml")}),
        "word/document.xml": xml("w:document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations({kind: (kind, f"{kind}.xml") for kind in others}),
    }
    return found | {f"word/{kind}.xml": xml(_ROOTS[kind], inside) for kind, inside in others.items()}


def docx_of(body: str, **others: str) -> bytes:
    """A DOCX from the XML of its body and of other parts."""
    return packed(parts(body, **others))


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run, with the XML of its properties and of the run's."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text, run)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: str) -> str:
    """A table of rows, each the XML of its cells."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def tc(inside: str, properties: str = "") -> str:
    """A cell with the XML of its paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def _types(kinds: Iterable[str]) -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    named = {"document": f"{main}.document.main+xml", **{kind: f"{main}.{kind}+xml" for kind in kinds}}
    items = "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{kept}"/>' for kind, kept in named.items())
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>{items}</Types>'
    )


def _relations(related: dict[str, tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in related.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'
    )
