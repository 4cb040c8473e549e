"""What can go wrong with a file; the other files of a build go on."""

from __future__ import annotations

from ontology.words import Words

__all__ = ["SAVE_AGAIN", "WHOLE_FILE", "ReadError", "Words"]


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
