"""Bytes of .txt and .md to text.

>>> decode("Kế hoạch".encode(), "a.txt")
'Kế hoạch'
>>> decode("Kế hoạch".encode("utf-16"), "a.txt")
'Kế hoạch'
"""

from __future__ import annotations

import codecs

from loaders.errors import SAVE_AGAIN, WHOLE_FILE, ReadError, Words

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BLANK = ord(" ")  # the control characters stand before it
_BINARY = 0.01  # share of control characters from which a file is not text


def decode(data: bytes, relative: str) -> str:
    """UTF-8, with or without a mark, or UTF-16 with one; raises ReadError with the byte for anything else."""
    if not data.strip():
        raise ReadError(relative, WHOLE_FILE, Words("the file is empty", "tệp rỗng"), SAVE_AGAIN)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and _control_share(data) > _BINARY:
        problem = Words("the file is binary, not text", "tệp nhị phân, không phải chữ")
        remedy = Words("rename it to its real format", "đổi tên tệp theo đúng định dạng của nó")
        raise ReadError(relative, WHOLE_FILE, problem, remedy)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        place = Words(f"byte {error.start}, line {line}", f"byte {error.start}, dòng {line}")
        problem = Words("the text is not in UTF-8", "chữ không ở bảng mã UTF-8")
        remedy = Words("save it again with the encoding UTF-8", "lưu lại với bảng mã UTF-8")
        raise ReadError(relative, place, problem, remedy) from error


def _control_share(data: bytes) -> float:
    sample = data[:65536]
    return sum(byte < _BLANK and byte not in b"\t\n\r\f\v\x1a" for byte in sample) / len(sample)
