"""Files to text: what a file is, is told by its content; each family of formats has a module.

>>> sorted(SUFFIXES)
['.md', '.txt']
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from loaders.errors import SAVE_AGAIN, WHOLE_FILE, ReadError, Words
from loaders.formats.plain import decode
from loaders.repair import is_damaged
from loaders.vietnamese import syllables, trust
from ontology.codes import ReadAs
from ontology.model import SourceText

SUFFIXES = frozenset({".txt", ".md"})
_LEAST_WORDS = 5
_LEAST_SYLLABLES = 0.45  # English reaches about 0.3, damaged OCR of Vietnamese more than 0.7


def read(path: Path, relative: str) -> SourceText:
    """The text of a file; raises ReadError where there is none to read.

    ``relative`` is the name that facts carry. The text of .txt and .md is the file's own, decoded; offsets count its
    code points.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = Words(f"it cannot be opened ({error.strerror})", f"không mở được ({error.strerror})")
        remedy = Words("check that it is there and readable", "kiểm tra tệp có ở đó và đọc được")
        raise ReadError(relative, WHOLE_FILE, problem, remedy) from error
    if path.suffix.lower() not in SUFFIXES:
        suffix = path.suffix or "?"
        problem = Words(f"the format {suffix} is not read yet", f"chưa đọc được định dạng {suffix}")
        remedy = Words("save it as .txt or .md", "lưu lại thành .txt hoặc .md")
        raise ReadError(relative, Words("the file's name", "tên tệp"), problem, remedy)
    text = decode(data, relative)
    _check_language(text, relative)
    read_as = ReadAs.OCR if is_damaged(text) else ReadAs.NATIVE
    return SourceText(relative, hashlib.sha256(data).hexdigest(), text, read_as, quality=round(trust(text), 3))


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
