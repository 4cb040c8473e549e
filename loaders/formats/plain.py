"""Bytes of .txt and .md to text.

>>> decode("Kế hoạch".encode(), "a.txt")
'Kế hoạch'
>>> decode("Kế hoạch".encode("utf-16"), "a.txt")
'Kế hoạch'
"""

from __future__ import annotations

import codecs

from loaders.errors import ReadError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY = 0.01  # share of control characters from which a file is not text


def decode(data: bytes, relative: str) -> str:
    """UTF-8, with or without a mark, or UTF-16 with one; raises ReadError with the byte for anything else."""
    if not data.strip():
        raise ReadError(relative, "byte 0", "the file is empty", "delete it, or save the document again")
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and _control_share(data) > _BINARY:
        raise ReadError(relative, "byte 0", "the file is binary, not text", "rename it to its real format")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        place = f"byte {error.start}, line {line}"
        raise ReadError(relative, place, "the text is not in UTF-8", "save it again with the encoding UTF-8") from error


def _control_share(data: bytes) -> float:
    sample = data[:65536]
    return sum(byte < 32 and byte not in b"\t\n\r\f\v\x1a" for byte in sample) / len(sample)
