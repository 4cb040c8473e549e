"""Sizes of everything that is drawn, in the picture's own units. The page's script reads them from the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Size:
    """A width and a height."""

    width: float
    height: float


CARD: Final = Size(236.0, 92.0)
INDICATOR: Final = Size(480.0, 48.0)
AGENCY: Final = Size(264.0, 62.0)

ROW: Final = 128.0  # from one card to the next below it
COLUMN_GAP: Final = 96.0
EMPTY_COLUMN: Final = 110.0

INDICATOR_PITCH: Final = 55.0
AGENCY_PITCH: Final = 70.0
FOLD_INDENT: Final = 14.0  # right of the card's middle, where lines between cards of one column run
FOLD_GAP: Final = 18.0
FOLD_PADDING: Final = 16.0
FOLD_CAPTION: Final = 30.0
FOLD_MIDDLE: Final = 100.0  # between indicators and agencies

LANE: Final = 6.0  # from one line to the next in the same lane
SIDE: Final = 16.0  # from the cards to the lane beside them
