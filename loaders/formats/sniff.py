"""What a file is, told by its content: a name may lie (a .doc that is a web page, a .pdf that is a photograph).

>>> import io
>>> family(io.BytesIO(b"%PDF-1.7 ...")), family(io.BytesIO("Kế hoạch".encode())), family(io.BytesIO(b"ID3 song"))
(<Family.PDF: 'pdf'>, <Family.TEXT: 'text'>, <Family.TEXT: 'text'>)
"""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from mimetypes import guess_type
from typing import BinaryIO, Final

HEAD: Final = 8192  # bytes that tell a format


class Family(StrEnum):
    """Formats that one reader reads."""

    TEXT = "text"
    HTML = "html"
    WORD = "docx"
    OFFICE = "doc, rtf, odt"
    PDF = "pdf"
    IMAGE = "image"
    ARCHIVE = "zip"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC: Final = (
    (rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|II\*\0|MM\0\*|BM|RIFF.{4}WEBP", Family.IMAGE),
    (rb"\{\\rtf", Family.OFFICE),
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|table|p|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHTML = re.compile(rb"^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version:", re.IGNORECASE)
_DATA = re.compile(r"text/(?!plain|markdown|html|rtf).*|application/(?:json|xml|javascript|x-sh|sql|x-.*python.*)")
_BINARY = 0.01  # share of control characters from which bytes are no text
_BLANK = ord(" ")


def family(handle: BinaryIO) -> Family | None:
    """The format of an open file, None where it is none that is read (a spreadsheet, a film)."""
    handle.seek(0)
    head = handle.read(HEAD)
    if b"%PDF-" in head[:1024]:
        return Family.PDF
    if head.startswith(b"PK"):
        return _zipped(handle)
    if head.startswith(_OLE):
        return _ole(handle)
    found = next((kind for magic, kind in _MAGIC if re.match(magic, head, re.DOTALL)), None)
    if found is not None and (found is not Family.IMAGE or _is_binary(head)):
        return found
    return None if _is_binary(head) else _written(head)


def _written(head: bytes) -> Family:
    """A web page, or plain text."""
    return Family.HTML if _HTML.match(head) or _MHTML.match(head) else Family.TEXT


def is_data(name: str) -> bool:
    """Whether a file of plain text is, by its name, a program's data or code rather than a document.

    >>> is_data("a.csv"), is_data("style.css"), is_data("a.txt"), is_data("a.md"), is_data("a"), is_data("a.doc")
    (True, True, False, False, False, False)
    """
    return _DATA.fullmatch(guess_type(name)[0] or "") is not None


def _zipped(handle: BinaryIO) -> Family | None:
    """A DOCX, an ODT or a bundle of files; another office format is none; a damaged one is told by its reader."""
    try:
        with zipfile.ZipFile(handle) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError):
        handle.seek(0)
        return Family.WORD if b"word/" in handle.read() else Family.ARCHIVE
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return Family.WORD
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return Family.OFFICE
    return None if kind or "[Content_Types].xml" in names else Family.ARCHIVE


def _ole(handle: BinaryIO) -> Family | None:
    """Word 97 to 2003, or an encrypted document, whose reader says so; not a spreadsheet."""
    handle.seek(0)
    data = handle.read()
    streams = ("WordDocument", "EncryptedPackage")
    return Family.OFFICE if any(name.encode("utf-16-le") in data for name in streams) else None


def _is_binary(head: bytes) -> bool:
    """Whether bytes hold more control characters than text does; those of UTF-16 are half zeros."""
    if not head or head.startswith(_UTF_16) or _looks_utf_16(head):
        return False
    controls = sum(byte < _BLANK and byte not in b"\t\n\r\f\v\x1a" for byte in head)
    return controls / len(head) > _BINARY


def _looks_utf_16(head: bytes) -> bool:
    """Whether every other byte is zero far more often than the ones between."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    return max(even, odd) > 0.2 * len(head) / 2 and min(even, odd) < 0.02 * len(head) / 2
