r"""Tesseract as a program of its own: an image in, words with boxes out.

Each run is one process with one thread, since several of its threads on a page cost more than they bring. It ends with
its time limit, and with this process (setpriv of util-linux sees to that, where there is one).

>>> [(word.text, word.left, word.confidence) for word in words("5\t1\t1\t1\t1\t1\t90\t40\t50\t20\t96.5\tSở\n")]
[('Sở', 90.0, 0.965)]
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from loaders.formats.layout import Word

Grey = NDArray[np.uint8]  # an image as (height, width), 255 is white

LANGUAGE = "vie"
# Sparse text: every line is looked for by itself. The two halves of a letterhead and the cells of a row stay apart, and
# each line has a height of its own, which is what keeps the marks over and under the letters.
SPARSE = 11
_DPI = 300
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


def read(image: Grey, seconds: float, psm: int = SPARSE) -> list[Word]:
    """The words of an image, boxes in its pixels; raises TesseractError after ``seconds`` or where it fails."""
    height, width = image.shape
    sent = f"P5 {width} {height} 255\n".encode() + np.ascontiguousarray(image).tobytes()
    options = ["-l", LANGUAGE, "--psm", str(psm), "--dpi", str(_DPI), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603
            [*_tied(), program(), "stdin", "stdout", *options],
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
    return list(words(done.stdout.decode("utf-8", "replace")))


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
