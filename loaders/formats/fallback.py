"""Trueocr, an OCR that pip brings with its model, where tesseract or its Vietnamese data is missing.

It reads whole lines; their words share a line's box by their letters. It also looks a second time at what tesseract
read doubtfully (loaders.formats.handwriting).

>>> [(word.text, word.left, word.right) for word in split("Sở Y tế", (0.0, 0.0, 70.0, 9.0), line=0, confidence=0.9)]
[('Sở', 0.0, 20.0), ('Y', 30.0, 40.0), ('tế', 50.0, 70.0)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from loaders.formats.pagewords import Word

Grey = NDArray[np.uint8]  # (height, width), 255 is white


@cache
def version() -> str:
    """Its version; "" where it is not there."""
    try:
        return metadata.version("trueocr")
    except metadata.PackageNotFoundError:
        return ""


def read(image: Grey) -> list[Word]:
    """The words of an image that stands level, boxes in its pixels."""
    page, recognizer = _models()
    height, width = image.shape
    limits = np.array([width, height, width, height])
    boxes = [box for box in np.clip(page.detect(image)[:, :4], 0, limits).round().astype(int).tolist() if _area(*box)]
    lines = recognizer.predict([image[top:bottom, left:right] for left, top, right, bottom in boxes])
    return [
        word
        for number, (box, line) in enumerate(zip(boxes, lines, strict=True))
        for word in split(line.text, tuple(map(float, box)), line=number, confidence=line.confidence)
    ]


def read_line(image: Grey) -> str:
    """The text of an image that holds one line."""
    _, recognizer = _models()
    return str(recognizer.predict([image])[0].text)


def split(text: str, box: tuple[float, ...], *, line: int, confidence: float) -> Iterator[Word]:
    """The words of a line, each with its share of the line's box."""
    left, top, right, bottom = box
    letter = (right - left) / max(1, len(text))
    for word in re.finditer(r"\S+", text):
        start, end = left + word.start() * letter, left + word.end() * letter
        yield Word(word[0], start, top, end, bottom, line=line, confidence=confidence)


def _area(left: int, top: int, right: int, bottom: int) -> int:
    return max(0, right - left) * max(0, bottom - top)


@cache
def _models() -> tuple[Any, Any]:
    """What finds lines and what reads them. It is loaded at the first page: without need it costs half a second."""
    package = import_module("trueocr")
    folder = Path(str(package.__file__)).parent / "models"
    return import_module("trueocr.page").PageEngine(folder, threads=1), package.Recognizer(folder, threads=1)
