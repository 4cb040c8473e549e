"""What can go wrong with a file; the other files of a build go on."""

from __future__ import annotations


class ReadError(Exception):
    """A file that cannot be read: names the file, the place in it and the remedy.

    >>> str(ReadError("a.txt", "byte 0", "empty file", "delete it or save it again"))
    'a.txt (byte 0): empty file; delete it or save it again'
    """

    def __init__(self, file: str, place: str, problem: str, remedy: str) -> None:
        super().__init__(file, place, problem, remedy)
        self.file, self.place, self.problem, self.remedy = file, place, problem, remedy

    def __str__(self) -> str:
        return f"{self.file} ({self.place}): {self.problem}; {self.remedy}"
