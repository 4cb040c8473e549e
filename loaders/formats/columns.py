"""The order of lines on a page: of two columns side by side, the left one first, whole.

A letterhead has the issuer and the number on the left, motto, place and date on the right; a document's foot has the
recipients (Nơi nhận) on the left, the signature on the right. Everything else goes from top to bottom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from loaders.formats import rows
from loaders.formats.rows import Frame, Line
from loaders.lines import is_capitals
from loaders.normalize import place_tones
from loaders.parts import MOTTO
from ontology.source import Page

_OVERLAP = 0.3  # of the lower line's height: lines that stand side by side
# In heights of a line: a wider gap ends the columns; between the office and the name of who signs.
_APART, _SIGNED = 2.5, 14.0
_OFF_CENTRE = 0.2  # of a column's width
_ZONES = 10000  # numbers of zones kept for a page
_GUTTER = 0.4  # heights of a line: the least gap between columns


@dataclass(slots=True)
class _Zone:
    """Rows in two columns; ``left`` and ``right`` are the edges of the gap between these."""

    bands: list[list[Line]]
    left: float
    right: float

    @classmethod
    def of(cls, band: list[Line]) -> _Zone | None:
        """The columns of a band that has two lines, side by side; a line that goes on a sentence is no column."""
        if len(band) != len(("left", "right")) or band[1].text[0].islower():
            return None
        return cls([band], band[0].right, band[1].left)

    def side(self, line: Line) -> int:
        """0 for a line in the left column, 1 in the right one, -1 for one across the gap."""
        if line.left >= self.left and line.right > self.right:
            return 1
        return 0 if line.right <= self.right else -1

    def fits(self, line: Line) -> bool:
        """Whether a line is centred in its column, or begins at the left of the left one."""
        column = [other for band in self.bands for other in band if self.side(other) == self.side(line)]
        left, right = min((other.left for other in column), default=0.0), max((o.right for o in column), default=0.0)
        off = abs(line.middle - (left + right) / 2)
        aligned = self.side(line) == 0 and abs(line.left - left) < line.size
        return not column or aligned or off < _OFF_CENTRE * (right - left)

    def takes(self, band: list[Line]) -> bool:
        """Whether the band's lines stand on the sides of a gap; it is then no wider than they leave it."""
        sides = [self.side(line) for line in band]
        left = max([self.left, *(line.right for line, side in zip(band, sides, strict=True) if side == 0)])
        right = min([self.right, *(line.left for line, side in zip(band, sides, strict=True) if side == 1)])
        if -1 in sides or right - left < _GUTTER * band[0].size:
            return False
        self.left, self.right = left, right
        return True


def ordered(lines: Sequence[Line], page: Page, first: int = 0) -> list[Line]:
    """The lines of a page in reading order; those in columns have a ``zone`` and a ``frame``.

    ``first``: how many lines of the page came before these, so that no two zones have one number.
    """
    bands = _bands(lines)
    found: list[Line] = []
    at = count = 0
    while at < len(bands):
        zone = _Zone.of(bands[at])
        if zone is None:
            found += _whole(bands[at])
            at += 1
            continue
        while found and not found[-1].zone and _heads(zone, found[-1]):
            zone.bands.insert(0, [found.pop()])
        at = _extend(zone, bands, at + 1)
        found += _columns(zone, page.number * _ZONES + 2 * (first + count))
        count += 1
    return found


def _bands(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand side by side, from top to bottom."""
    bands: list[list[Line]] = []
    for line in sorted(lines, key=attrgetter("top")):
        last = bands[-1][-1] if bands else None
        if last and not _over(last, line) and _side_by_side(last, line):
            bands[-1].append(line)
        else:
            bands.append([line])
    for band in bands:
        band.sort(key=attrgetter("left"))
    return bands


def _over(a: Line, b: Line) -> bool:
    return a.left < b.right and b.left < a.right


def _side_by_side(a: Line, b: Line) -> bool:
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return shared >= _OVERLAP * min(a.bottom - a.top, b.bottom - b.top)


def _whole(band: list[Line]) -> list[Line]:
    """A band outside columns: lines of one height are one line."""
    found = [band[0]]
    for line in band[1:]:
        last = found[-1]
        if not _over(last, line) and abs((last.top + last.bottom) - (line.top + line.bottom)) < last.size:
            found[-1] = rows.join(last, line)
        else:
            found.append(line)
    return found


def _heads(zone: _Zone, line: Line) -> bool:
    """Whether a line above columns belongs to one of them: issuer, motto, "TM. ỦY BAN NHÂN DÂN"."""
    below = zone.bands[0][0]
    near = below.top - line.bottom <= _APART * line.size
    return near and (is_capitals(line.text) or MOTTO.match(place_tones(line.text)) is not None) and zone.takes([line])


def _extend(zone: _Zone, bands: list[list[Line]], at: int) -> int:
    """Takes the bands from ``at`` on into the columns; returns the first that goes across them."""
    while at < len(bands):
        band = _parted(zone, bands[at])
        foot = max(line.bottom for line in zone.bands[-1])
        signs = len(band) == 1 and zone.side(band[0]) == 1
        apart = (_SIGNED if signs else _APART) * band[0].size
        if band[0].top - foot > apart or (len(band) == 1 and not zone.fits(band[0])) or not zone.takes(band):
            break
        zone.bands.append(band)
        at += 1
    return at


def _parted(zone: _Zone, band: list[Line]) -> list[Line]:
    """A line that runs over both columns, cut at the gap between them if there is one between its words."""
    if len(band) != 1 or zone.side(band[0]) >= 0:
        return band
    words = band[0].words
    for at, (before, after) in enumerate(pairwise(words), 1):
        gap = min(after.left, zone.right) - max(before.right, zone.left)
        if gap >= _GUTTER * band[0].size:
            return [rows.line_of(words[:at], band[0].page), rows.line_of(words[at:], band[0].page)]
    return band


def _columns(zone: _Zone, number: int) -> list[Line]:
    """The lines of the left column, then those of the right one."""
    sides: tuple[list[Line], list[Line]] = ([], [])
    for band in zone.bands:
        for line in band:
            sides[zone.side(line)].append(line)
    for side, column in enumerate(sides):
        column.sort(key=attrgetter("top"))
        frame = Frame(min(line.left for line in column), max(line.right for line in column))
        for line in column:
            line.zone, line.frame = number + side, frame
    return [*sides[0], *sides[1]]
