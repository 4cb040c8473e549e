"""Files to text: what a file is, is told by its content; each family of formats has a module.

>>> source = of_bytes("KẾ HOẠCH về trẻ em năm 2024".encode(), "a.txt")
>>> source.text, source.read_as
('KẾ HOẠCH về trẻ em năm 2024', <ReadAs.NATIVE: 'native'>)
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from importlib import import_module
from typing import Final
from zipfile import is_zipfile

from loaders.errors import SAVE_AGAIN, WHOLE_FILE, ReadError, Words
from loaders.formats.rendered import Rendered
from loaders.formats.sniff import Family, family
from loaders.repair import DAMAGED
from loaders.vietnamese import syllables, trust
from ontology.codes import ReadAs
from ontology.source import SourceText

__all__ = ["FORMATS", "Family", "family", "of_bytes"]

FORMATS: Final = ".txt .md .html .docx .doc .rtf .odt .pdf .png .jpg .tif .zip"
# Imported when a file of the family is met: OCR and office formats bring libraries that most builds do without.
_READERS: Final = {
    Family.TEXT: "markdown",
    Family.HTML: "html",
    Family.WORD: "word",
    Family.OFFICE: "office",
    Family.PDF: "pdf",
    Family.IMAGE: "images",
}
_LEAST_WORDS = 5
_LEAST_SYLLABLES = 0.45  # English reaches about 0.3, damaged OCR of Vietnamese more than 0.7


def of_bytes(data: bytes, relative: str) -> SourceText:
    """The text of a file's bytes; raises ReadError where there is none to read. ``relative``: the name in all facts."""
    if not data.strip():
        raise ReadError(relative, WHOLE_FILE, Words("the file is empty", "tệp rỗng"), SAVE_AGAIN)
    read = _reader(data, relative)(data, relative)
    _check_language(read.text, relative)
    quality = trust(read.text)
    read_as = ReadAs.OCR if quality < DAMAGED else read.read_as
    return SourceText(
        relative,
        hashlib.sha256(data).hexdigest(),
        read.text,
        read_as,
        round(quality, 3),
        read.blocks,
        read.pages,
        read.runs,
        read.boxes,
        read.metadata,
        read.troubles,
    )


def _reader(data: bytes, relative: str) -> Callable[[bytes, str], Rendered]:
    kind = family(io.BytesIO(data))
    if kind is Family.ARCHIVE and is_zipfile(io.BytesIO(data)):
        problem = Words("a .zip inside a .zip is not opened", "tệp .zip nằm trong tệp .zip thì không mở")
        remedy = Words("unpack the outer one and build the folder", "giải nén tệp ngoài rồi dựng cả thư mục")
        raise ReadError(relative, WHOLE_FILE, problem, remedy)
    if kind is None or kind is Family.ARCHIVE:
        problem = Words("the format is none that is read", "tệp thuộc dạng không đọc được")
        remedy = Words(f"save it as one of {FORMATS}", f"lưu lại thành một trong các dạng {FORMATS}")
        raise ReadError(relative, WHOLE_FILE, problem, remedy)
    reader: Callable[[bytes, str], Rendered] = import_module(f"loaders.formats.{_READERS[kind]}").read
    return reader


def _check_language(text: str, relative: str) -> None:
    if len(text.split()) < _LEAST_WORDS:
        raise ReadError(relative, WHOLE_FILE, Words("it holds no text", "tệp không có chữ"), SAVE_AGAIN)
    share = syllables(text)
    if share < _LEAST_SYLLABLES:
        problem = Words(
            f"the text does not look Vietnamese (only {share:.0%} of its words do)",
            f"văn bản không có vẻ là tiếng Việt (chỉ {share:.0%} số chữ giống)",
        )
        remedy = Words(
            "take it out of the folder, or save the Vietnamese text",
            "bỏ tệp ra khỏi thư mục, hoặc lưu bản tiếng Việt",
        )
        raise ReadError(relative, WHOLE_FILE, problem, remedy)
