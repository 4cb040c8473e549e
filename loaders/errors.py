"""What can go wrong with a file; the other files of a build go on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A message in both languages.

    >>> words = Words("the file is empty", "tệp rỗng")
    >>> str(words), words.told("vi")
    ('the file is empty', 'tệp rỗng')
    """

    en: str
    vi: str

    def told(self, lang: str) -> str:
        """The message in ``vi`` or ``en``."""
        return self.vi if lang == "vi" else self.en

    def __str__(self) -> str:
        return self.en


WHOLE_FILE = Words("the whole file", "cả tệp")
SAVE_AGAIN = Words("delete it, or save the document again", "xóa tệp, hoặc lưu lại văn bản")


class ReadError(Exception):
    """A file that cannot be read: names the file, the place in it and the remedy.

    >>> str(ReadError("a.txt", WHOLE_FILE, Words("it holds no text", "tệp không có chữ"), SAVE_AGAIN))
    'a.txt (the whole file): it holds no text; delete it, or save the document again'
    """

    def __init__(self, file: str, place: Words, problem: Words, remedy: Words) -> None:
        super().__init__(file, place, problem, remedy)
        self.file, self.place, self.problem, self.remedy = file, place, problem, remedy

    def __str__(self) -> str:
        return f"{self.file} ({self.place}): {self.problem}; {self.remedy}"
