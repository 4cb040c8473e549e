r"""Tesseract as a program of its own: an image in, words with boxes out.

Each run is one process with one thread, since several of its threads on a page cost more than they bring. It ends with
its time limit, and with this process (setpriv of util-linux sees to that, where there is one).

>>> [(word.text, word.left, word.confidence) for word in words("5\t1\t1\t1\t1\t1\t90\t40\t50\t20\t96.5\tSở\n")]
[('Sở', 90.0, 0.965)]
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from loaders.formats.pagewords import Word

Grey = NDArray[np.uint8]  # an image as (height, width), 255 is white

LANGUAGE = "vie"
# Sparse text: every line is looked for by itself, so the halves of a letterhead and the cells of a row stay apart.
# The removal of noise takes small marks for specks and cuts them off a line ("thuôc" for "thuốc"): on scans, words that
# no other document has fall from 12.6% to 8.5% without it.
SPARSE = ("--psm", "11", "-c", "enable_noise_removal=0")
_DPI = "300"
_ORIENTATION = "osd"
_ORIENTED = re.compile(r"^Orientation in degrees: (\d+)", re.MULTILINE)
_WORD = "5"  # the level of a TSV row that is a word
_COLUMNS = 12


class TesseractError(Exception):
    """A run that failed or took too long; the message says which."""


@cache
def program() -> str:
    """The path of tesseract; "" where there is none."""
    return shutil.which("tesseract") or ""


@cache
def version() -> str:
    """Its version, such as "5.3.0"; "" where there is none."""
    told = _ask("--version").split()
    return told[1] if told[:1] == ["tesseract"] else ""


@cache
def languages() -> frozenset[str]:
    """The languages that it has data for."""
    return frozenset(_ask("--list-langs").split("\n")[1:])


def usable() -> bool:
    """Whether it is there and knows Vietnamese."""
    return LANGUAGE in languages()


def read(image: Grey, seconds: float) -> list[Word]:
    """The words of an image, boxes in its pixels; raises TesseractError after ``seconds`` or where it fails."""
    return list(words(_run(image, seconds, "-l", LANGUAGE, *SPARSE, "tsv")))


def quarter_turns(image: Grey, seconds: float) -> int:
    """How many quarter turns counter-clockwise put the page upright (0 where it cannot tell); raises TesseractError."""
    if _ORIENTATION not in languages():
        return 0
    try:
        told = _run(image, seconds, "-l", _ORIENTATION, "--psm", "0")
    except TesseractError:  # too little text on the page
        return 0
    degrees = _ORIENTED.search(told)
    return int(degrees[1]) // 90 if degrees else 0


def _run(image: Grey, seconds: float, *options: str) -> str:
    height, width = image.shape
    sent = f"P5 {width} {height} 255\n".encode() + np.ascontiguousarray(image).tobytes()
    try:
        done = subprocess.run(  # noqa: S603
            [*_tied(), program(), "stdin", "stdout", "--dpi", _DPI, *options],
            input=sent,
            capture_output=True,
            timeout=seconds,
            check=True,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise TesseractError(f"no answer in {seconds:.0f} s") from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise TesseractError(str(error)) from error
    return done.stdout.decode("utf-8", "replace")


def words(tsv: str) -> Iterator[Word]:
    """The words of a TSV answer; the lines are numbered through the page, blanks are left out."""
    lines: dict[tuple[str, ...], int] = {}
    for row in tsv.split("\n"):
        fields = row.split("\t")
        if len(fields) == _COLUMNS and fields[0] == _WORD and fields[-1].strip():
            left, top, width, height = map(float, fields[6:10])
            line = lines.setdefault(tuple(fields[1:5]), len(lines))
            box = (left, top, left + width, top + height)
            yield Word(fields[-1].strip(), *box, line=line, confidence=float(fields[10]) / 100)


def _ask(option: str) -> str:
    if not program():
        return ""
    told = subprocess.run([program(), option], capture_output=True, text=True, timeout=30, check=False)  # noqa: S603
    return told.stdout


@cache
def _tied() -> tuple[str, ...]:
    """The start of a command that ends when this process does, however that ends."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", "KILL") if setpriv else ()
