"""The reliability diagram: stated confidence across, the share that is right upwards.

What is as right as it was said stands on the diagonal. An SVG of its own, or in an HTML file; it needs nothing from
outside.

>>> svg([Bin("all", 0.9, 0.92, 40, 36)], "en").count("<circle")
1
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from queries.evaluation.calibration import ALL, Bin
from viz.words import word

SUFFIXES: Final = (".svg", ".html")
SIDE: Final = 400  # pixels of the diagram's sides
LEFT: Final = 70
TOP: Final = 60
_TEMPLATES: Final = Environment(
    loader=PackageLoader("viz"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A bin as it is drawn: its middle, the ends of its interval, its radius, in pixels; what it says."""

    x: float
    y: float
    top: float
    bottom: float
    radius: float
    n: int
    told: str


def draw(bins: Sequence[Bin], out: Path, lang: str = "vi") -> None:
    """Writes the diagram of all facets together as SVG, or as HTML where the file's name ends so."""
    drawn = svg(bins, lang)
    if out.suffix == ".html":
        title = getattr(word("reliability.title"), lang)
        drawn = _TEMPLATES.get_template("reliability.html.jinja").render(lang=lang, title=title, svg=Markup(drawn))  # noqa: S704 (rendered and escaped below)
    out.write_text(drawn, encoding="utf-8", newline="\n")


def svg(bins: Sequence[Bin], lang: str) -> str:
    """The diagram as SVG."""
    keys = ("title", "said", "observed", "ideal", "summary")
    said = {key: getattr(word(f"reliability.{key}"), lang) for key in keys}
    marks = [_mark(one, lang) for one in bins if one.facet == ALL]
    ticks = [(f"{tenth / 10:g}", _x(tenth / 10), _y(tenth / 10)) for tenth in range(0, 11, 2)]
    context = {"side": SIDE, "left": LEFT, "top": TOP, "marks": marks, "ticks": ticks, "lang": lang, **said}
    return _TEMPLATES.get_template("reliability.svg.jinja").render(context)


def _mark(one: Bin, lang: str) -> Mark:
    low, high = one.within
    told = word(
        "reliability.bin", said=f"{one.said:.2f}", right=one.right, n=one.n, low=f"{low:.2f}", high=f"{high:.2f}"
    )
    radius = round(3 + sqrt(one.n) / 2, 1)
    return Mark(_x(one.said), _y(one.observed), _y(high), _y(low), radius, one.n, getattr(told, lang))


def _x(share: float) -> float:
    return round(LEFT + share * SIDE, 1)


def _y(share: float) -> float:
    return round(TOP + (1 - share) * SIDE, 1)
