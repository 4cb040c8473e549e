"""An image of a page made ready for reading: grey, without its red seal, its lines level, drawn lines taken out.

>>> page = np.full((400, 600), 255, np.uint8)
>>> page[200:204, 100:500] = 0
>>> ready = prepare(Image.fromarray(page))
>>> ready.rules, bool((ready.grey == 255).all())
((Rule(left=100.0, top=200.0, right=500.0, bottom=204.0),), True)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from loaders.formats.pagewords import Rule

Grey = NDArray[np.uint8]  # (height, width), 255 is white
Edges = tuple[float, float, float, float]  # left, top, right, bottom

# Lengths are in pixels of a page at 300 to the inch.
_REDUCED = 4  # seal and skew are looked for in an image so much smaller
_HALVED = 2  # drawn lines, in one so much smaller
_STEEPEST = 5.0  # degrees
_LEVEL = 0.15  # degrees; turning by less costs more sharpness than it brings
_INK = 160  # a grey value below it is ink
_FAINT = 200  # as _INK, for drawn lines, which are thinner than letters and so paler
_SHORTEST_RULE = 100
_THICKEST_RULE = 14
_SEAL = 180  # 15 mm; the round seals of State bodies measure 32 to 42 mm, a line of red text much less
_RED, _BRIGHT = 50, 120  # a seal's red exceeds its green and blue by so much, and is no darker than this


@dataclass(frozen=True, slots=True)
class Scan:
    """A page ready for reading.

    It was turned counter-clockwise about its middle: first by ``quarters`` of a turn, then by ``angle`` degrees.
    """

    grey: Grey
    rules: tuple[Rule, ...]
    angle: float = 0.0
    quarters: int = 0

    def original(self, left: float, top: float, right: float, bottom: float) -> Edges:
        """A box of this page on the page as it was: its middle is turned back, its size stays."""
        height, width = self.grey.shape
        across, down = _turn(self.grey, -self.angle) @ ((left + right) / 2, (top + bottom) / 2, 1.0)
        across, down, wide, high = across - width / 2, down - height / 2, (right - left) / 2, (bottom - top) / 2
        for _ in range(self.quarters % 4):
            across, down, wide, high, width, height = -down, across, high, wide, height, width
        across, down = float(across + width / 2), float(down + height / 2)
        return across - wide, down - high, across + wide, down + high


def prepare(image: Image.Image, quarters: int = 0) -> Scan:
    """The page in grey, level, without seal and drawn lines, after some quarter turns counter-clockwise."""
    grey = np.ascontiguousarray(np.rot90(_without_seal(image), quarters))
    angle = skew(grey)
    if abs(angle) < _LEVEL:
        angle = 0.0
    else:
        grey = _turned(grey, angle)
    return Scan(grey, tuple(_take_rules(grey)), angle, quarters)


def skew(grey: Grey) -> float:
    """By how many degrees to turn the page counter-clockwise for level lines, within 5 either way.

    Where the lines are level, the ink in a row of pixels changes most sharply from one row to the next.
    """
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // _REDUCED), max(1, height // _REDUCED)), interpolation=cv2.INTER_AREA)
    ink = (small < _INK).astype(np.uint8) * 255
    rough = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 0.5), key=lambda angle: _sharpness(ink, angle))
    return float(max(np.arange(rough - 0.4, rough + 0.41, 0.1), key=lambda angle: _sharpness(ink, angle)))


def _sharpness(ink: Grey, angle: float) -> float:
    rows = _turned(ink, angle, ground=0).sum(axis=1, dtype=np.int64)
    return float((np.diff(rows).astype(np.float64) ** 2).sum())


def _turn(grey: Grey, angle: float) -> NDArray[np.float64]:
    height, width = grey.shape
    return np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), np.float64)


def _turned(grey: Grey, angle: float, ground: int = 255) -> Grey:
    size = (grey.shape[1], grey.shape[0])
    turned = cv2.warpAffine(grey, _turn(grey, angle), size, flags=cv2.INTER_LINEAR, borderValue=(ground,))
    return np.asarray(turned, np.uint8)


def _without_seal(image: Image.Image) -> Grey:
    """The page in grey; a red seal (con dấu) becomes white, while the black and blue ink across it stays."""
    grey = np.array(image.convert("L"))
    if image.mode in {"1", "L", "LA", "I", "F"}:
        return grey
    colours = np.asarray(image.convert("RGB"))
    red = _red(colours[::_REDUCED, ::_REDUCED])
    if red.any():
        round_part = cv2.resize(_round(red), (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_NEAREST)
        within = round_part > 0
        grey[within] = np.where(_red(colours[within]), 255, colours[within][:, 0])
    return grey


def _red(colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """1 where a pixel, the last axis, is red."""
    red, other = colours[..., 0].astype(np.int16), colours[..., 1:].max(axis=-1).astype(np.int16)
    return np.asarray((red - other > _RED) & (red > _BRIGHT), np.uint8)


def _round(red: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The seals of a mask, filled. The signer's stamped name beside or across a seal is lower than it: it stays."""
    closed = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled = cv2.drawContours(np.zeros_like(red), outlines, -1, (1,), cv2.FILLED)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_SEAL // _REDUCED, _SEAL // _REDUCED))
    return np.asarray(cv2.dilate(cv2.morphologyEx(filled, cv2.MORPH_OPEN, disc), np.ones((3, 3), np.uint8)), np.uint8)


def _take_rules(grey: Grey) -> Iterator[Rule]:
    """The drawn lines, which are painted over with white."""
    darkest = cv2.erode(grey, np.ones((_HALVED, _HALVED), np.uint8))[_HALVED - 1 :: _HALVED, _HALVED - 1 :: _HALVED]
    ink = (darkest < _FAINT).astype(np.uint8)
    for across in (True, False):
        yield from _rules(ink, grey, across=across)


def _rules(ink: Grey, grey: Grey, *, across: bool) -> Iterator[Rule]:
    """Those of one direction in the halved image ``ink``. A line that is not quite level climbs from row to row."""
    least = _SHORTEST_RULE // _HALVED
    along, aside = ((1, least - 1), (3, 1)) if across else ((least - 1, 1), (1, 3))
    thick = cv2.dilate(ink, np.ones(aside, np.uint8))
    drawn = np.minimum(cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones(along, np.uint8)), ink)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(drawn)
    for label, (left, top, width, height, area) in enumerate(stats[1:].tolist(), 1):
        length = width if across else height
        if length >= least and area / length * _HALVED <= _THICKEST_RULE:
            found = labels[top : top + height, left : left + width] == label
            part = grey[top * _HALVED : (top + height) * _HALVED, left * _HALVED : (left + width) * _HALVED]
            part[found.repeat(_HALVED, axis=0).repeat(_HALVED, axis=1)] = 255
            yield Rule(*(float(edge * _HALVED) for edge in (left, top, left + width, top + height)))
