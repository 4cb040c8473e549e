"""An image of a page made ready for reading: grey, without its red seal, upright lines level, drawn lines taken out.

>>> page = np.full((400, 600), 255, np.uint8)
>>> page[200:203, 100:500] = 0
>>> ready = prepare(Image.fromarray(page))
>>> ready.rules, bool((ready.grey == 255).all())
((Rule(left=100.0, top=200.0, right=500.0, bottom=203.0),), True)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from loaders.formats.layout import Rule

Grey = NDArray[np.uint8]  # (height, width), 255 is white

# Lengths are in pixels at 300 to the inch.
_REDUCED = 4  # the skew is measured on an image so much smaller
_STEEPEST = 5.0  # degrees
_LEVEL = 0.15  # degrees below which turning costs more sharpness than it brings
_DARK = 160  # a grey value below it is ink
_SHORTEST_RULE = 101
_THICKEST_RULE = 14
_SEAL = 180  # a red shape so high and wide (15 mm) is a seal; a line of red text is lower
_RED = 50  # by how much red exceeds green and blue in a seal


@dataclass(frozen=True, slots=True)
class Scan:
    """A page ready for reading, and the angle in degrees, counter-clockwise, by which it was turned about its middle."""

    grey: Grey
    rules: tuple[Rule, ...]
    angle: float

    def original(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """A box of the turned page on the page as it was: its middle is turned back, its size stays."""
        height, width = self.grey.shape
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), -self.angle, 1.0)
        across, down = turn @ ((left + right) / 2, (top + bottom) / 2, 1.0)
        half_width, half_height = (right - left) / 2, (bottom - top) / 2
        return (
            float(across - half_width),
            float(down - half_height),
            float(across + half_width),
            float(down + half_height),
        )


def prepare(image: Image.Image) -> Scan:
    """The page in grey, level, without seal and drawn lines."""
    grey = _without_seal(image)
    angle = skew(grey)
    if abs(angle) < _LEVEL:
        angle = 0.0
    else:
        grey = _turned(grey, angle)
    rules = _take_rules(grey)
    return Scan(grey, rules, angle)


def skew(grey: Grey) -> float:
    """By how many degrees to turn the page counter-clockwise so that its lines are level, within 5 either way.

    Level lines make the sums over the rows of pixels change most sharply from one row to the next.
    """
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // _REDUCED), max(1, height // _REDUCED)), interpolation=cv2.INTER_AREA)
    ink = cast(Grey, (small < _DARK).astype(np.uint8) * 255)
    rough = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 0.5), key=lambda angle: _sharpness(ink, angle))
    return float(max(np.arange(rough - 0.4, rough + 0.41, 0.1), key=lambda angle: _sharpness(ink, angle)))


def _sharpness(ink: Grey, angle: float) -> float:
    rows = _turned(ink, angle, ground=0).sum(axis=1, dtype=np.int64)
    return float((np.diff(rows).astype(np.float64) ** 2).sum())


def _turned(grey: Grey, angle: float, ground: int = 255) -> Grey:
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(ground,))
    return cast(Grey, turned)


def _without_seal(image: Image.Image) -> Grey:
    """The page in grey. A red seal (con dấu) is white in the red channel, while black and blue ink stay dark."""
    grey = np.array(image.convert("L"))
    if image.mode not in {"RGB", "RGBA", "P", "CMYK"}:
        return grey
    colours = np.asarray(image.convert("RGB"))
    small = colours[::_REDUCED, ::_REDUCED].astype(np.int16)
    red = (small[..., 0] - small[..., 1:].max(axis=2) > _RED).astype(np.uint8)
    joined = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    for left, top, width, height, _ in cv2.connectedComponentsWithStats(joined)[2][1:]:
        if min(width, height) * _REDUCED >= _SEAL:
            rows = slice(top * _REDUCED, (top + height) * _REDUCED)
            columns = slice(left * _REDUCED, (left + width) * _REDUCED)
            grey[rows, columns] = colours[rows, columns, 0]
    return grey


def _take_rules(grey: Grey) -> tuple[Rule, ...]:
    """The drawn lines, which are painted over with white."""
    ink = (grey < _DARK).astype(np.uint8)
    rules = []
    for shape in ((1, _SHORTEST_RULE), (_SHORTEST_RULE, 1)):
        drawn = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        _, labels, stats, _ = cv2.connectedComponentsWithStats(drawn)
        for left, top, width, height, _ in stats[1:]:
            if min(width, height) <= _THICKEST_RULE:
                rules.append(Rule(float(left), float(top), float(left + width), float(top + height)))
        thin = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) <= _THICKEST_RULE
        thin[0] = False
        grey[cv2.dilate(thin[labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 255
    return tuple(rules)
