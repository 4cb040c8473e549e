"""Where the characters of a cleaned text come from, kept by runs: most stand side by side in the raw text, too.

A run either goes on through the raw text, one character for one, or is a replacement whose characters all stand for
the same raw range. What is kept grows with the changes made to a text, not with its length.

>>> runs = Runs([0, 3], [10, 13], [GOES_ON, 18])  # three characters from 10 on, then a replacement of 13 to 18
>>> [(runs.start(at), runs.end(at)) for at in range(5)]
[(10, 11), (11, 12), (12, 13), (13, 18), (13, 18)]
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

GOES_ON: Final = -1  # in place of a raw end: the run goes on through the raw text


class Runs:
    """Runs in their order: at which character each begins, its raw start, and its raw end or ``GOES_ON``."""

    __slots__ = ("begins", "ends", "starts")

    def __init__(self, begins: list[int], starts: list[int], ends: list[int]) -> None:
        self.begins, self.starts, self.ends = begins, starts, ends

    def start(self, at: int) -> int:
        """The raw start of a character."""
        run = bisect_right(self.begins, at) - 1
        return self.starts[run] + (at - self.begins[run] if self.ends[run] == GOES_ON else 0)

    def end(self, at: int) -> int:
        """The raw end of a character."""
        run = bisect_right(self.begins, at) - 1
        return self.starts[run] + at - self.begins[run] + 1 if self.ends[run] == GOES_ON else self.ends[run]

    def add(self, begin: int, start: int, end: int) -> None:
        """One more run behind the others."""
        self.begins.append(begin)
        self.starts.append(start)
        self.ends.append(end)

    def copy(self, begin: int, other: Runs, first: int, last: int) -> None:
        """The runs of the characters ``first`` to ``last`` of another, as runs from ``begin`` on."""
        if first >= last:
            return
        run, stop = bisect_right(other.begins, first) - 1, bisect_left(other.begins, last)
        self.add(begin, other.start(first), other.ends[run])
        self.begins += [at + begin - first for at in other.begins[run + 1 : stop]]
        self.starts += other.starts[run + 1 : stop]
        self.ends += other.ends[run + 1 : stop]
