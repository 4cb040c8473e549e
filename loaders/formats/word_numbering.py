"""Automatic numbers of a DOCX: "1.", "a)", "Điều 1.", "-" stand nowhere in its text, they are counted.

>>> roman(14), letter(28), written(3, "decimalZero"), written(2, "upperRoman")
('xiv', 'bb', '03', 'II')
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from loaders.formats.fonts import Coding, bullet, unicode
from loaders.formats.word_package import W
from loaders.formats.word_styles import VAL, Styles, is_on, number

_LEVELS = 9
_LONGEST = 80  # characters of a label's pattern
_PLACE = re.compile(r"%([1-9])")
_ROMAN: tuple[tuple[int, str], ...] = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
)
_ROMAN += ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN, _MOST_LETTER = 3999, 26 * 9


def roman(value: int) -> str:
    """A number from 1 on in small Roman figures."""
    figures = ""
    for worth, figure in _ROMAN:
        figures += figure * (value // worth)
        value %= worth
    return figures


def letter(value: int) -> str:
    """As Word counts letters: a to z without đ, then aa, bb."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def written(value: int, form: str) -> str:
    """A number in one of Word's forms; those that Vietnamese documents do not use come out as figures."""
    if form == "none":
        return ""
    if form.endswith("Roman") and 0 < value <= _MOST_ROMAN:
        return roman(value).upper() if form == "upperRoman" else roman(value)
    if form.endswith("Letter") and 0 < value <= _MOST_LETTER:
        return letter(value).upper() if form == "upperLetter" else letter(value)
    return f"{value:02}" if form == "decimalZero" else str(value)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its label is written, from which number on, and after which levels it starts anew."""

    form: str = "decimal"
    text: str = ""
    font: str = ""
    start: int = 1
    restart: int | None = None  # 0: never; else the number of the level, from 1, that restarts it
    style: str = ""
    plain: bool = False  # numbers of the upper levels in figures (w:isLgl)
    gap: str = " "


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list as paragraphs name it (w:num): its counters are those of ``counted``, which several may share."""

    counted: str
    levels: tuple[Level, ...]
    overrides: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document, with the numbers reached so far."""

    lists: dict[str, Numbered] = field(default_factory=dict)
    _reached: dict[str, list[int | None]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None, styles: Styles) -> Numbering:
        """From the root of numbering.xml, where there is one."""
        if root is None:
            return cls()
        abstract = {item.get(f"{W}abstractNumId", ""): item for item in root.iterfind(f"{W}abstractNum")}
        named = {item.get(f"{W}numId", ""): item for item in root.iterfind(f"{W}num")}
        lists = {name: _numbered(item, abstract, named, styles) for name, item in named.items()}
        return cls({name: made for name, made in lists.items() if made})

    def label(self, name: str, level: int | None, style: str, font: str) -> str:
        """Counts one paragraph of a list and gives its label with the blank behind it; "" for an unknown list.

        ``level`` counts from 0; None takes the level that the list keeps for the paragraph's style. ``font`` is that
        of the paragraph, in which labels stand that have none of their own.
        """
        listed = self.lists.get(name)
        if listed is None:
            return ""
        if level is None:
            level = next((at for at, item in enumerate(listed.levels) if style and item.style == style), 0)
        reached = self._count(name, listed, level)
        return _label(listed.levels, level, reached, font)

    def _count(self, name: str, listed: Numbered, level: int) -> list[int | None]:
        reached = self._reached.setdefault(listed.counted, [None] * _LEVELS)
        before = reached[level]
        if level in listed.overrides and (name, level) not in self._started:
            reached[level] = listed.overrides[level]
        else:
            reached[level] = listed.levels[level].start if before is None else before + 1
        self._started.add((name, level))
        for deeper in range(level + 1, _LEVELS):
            restart = listed.levels[deeper].restart
            if restart is None or level < restart:
                reached[deeper] = None
        return reached


def _label(levels: tuple[Level, ...], level: int, reached: list[int | None], font: str) -> str:
    shown = levels[level]
    if shown.form == "bullet":
        text = bullet(shown.text, shown.font)
    else:

        def figure(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            value = reached[at]
            form = "decimal" if shown.plain and levels[at].form != "none" else levels[at].form
            return written(levels[at].start if value is None else value, form)

        coding = Coding.of(shown.font or font)
        text = unicode([(_PLACE.sub(figure, shown.text), coding if coding.is_legacy else Coding.UNICODE)])
    return text.rstrip() + shown.gap if text.strip() else ""


def _numbered(
    item: Element, abstract: dict[str, Element], named: dict[str, Element], styles: Styles
) -> Numbered | None:
    key = _value(item, "abstractNumId")
    found = abstract.get(key)
    linked = _value(found, "numStyleLink") if found is not None else ""
    if linked:  # the levels stand at the list that the style names
        style = styles.style(linked).numbering
        other = named.get(style[0]) if style else None
        key = _value(other, "abstractNumId") if other is not None else key
        found = abstract.get(key)
    if found is None:
        return None
    levels = {_at(level): _level(level) for level in found.iterfind(f"{W}lvl")}
    overrides = {}
    for change in item.iterfind(f"{W}lvlOverride"):
        own = change.find(f"{W}lvl")
        if own is not None:
            levels[_at(change)] = _level(own)
        if change.find(f"{W}startOverride") is not None:
            overrides[_at(change)] = number(_value(change, "startOverride"), 1)
    return Numbered(key, tuple(levels.get(at, Level()) for at in range(_LEVELS)), overrides)


def _level(item: Element) -> Level:
    fonts, legal = item.find(f"{W}rPr/{W}rFonts"), item.find(f"{W}isLgl")
    restart = _value(item, "lvlRestart")
    return Level(
        _value(item, "numFmt") or "decimal",
        _value(item, "lvlText")[:_LONGEST],
        fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii") or "" if fonts is not None else "",
        number(_value(item, "start"), 1),
        number(restart) if restart else None,
        _value(item, "pStyle"),
        legal is not None and is_on(legal),
        "" if _value(item, "suff") == "nothing" else " ",
    )


def _at(item: Element) -> int:
    return number(item.get(f"{W}ilvl"))


def _value(item: Element, name: str) -> str:
    found = item.find(f"{W}{name}")
    return found.get(VAL, "") if found is not None else ""
