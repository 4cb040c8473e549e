"""What a DOCX's styles say of a paragraph and its runs: font, bold, hidden, capitals, place, level, list.

>>> from xml.etree.ElementTree import fromstring
>>> xml = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 2"/></w:style>'
>>> styles = Styles.of(fromstring(f'<w:styles xmlns:w="{W[1:-1]}">{xml}</w:styles>'), None)
>>> styles.style("a").heading, styles.style("a").bold, styles.style("missing").heading
(2, False, 0)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from loaders.formats.word_package import W

VAL = f"{W}val"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEADING = re.compile(r"heading ([1-9])")
_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 100  # styles that one style may be based on
_LEVELS = 9  # of headings and of lists


@dataclass(frozen=True, slots=True)
class Style:
    """What stands after all inheritance. ``numbering`` is (list, level); level None: the list's level of this style."""

    font: str = ""
    bold: bool = False
    hidden: bool = False
    capitals: bool = False
    place: str = ""  # "center", "right" ...
    heading: int = 0
    numbering: tuple[str, int | None] | None = None


def number(text: str | None, default: int = 0) -> int:
    """A whole number of XML; the default where there is none, or no sensible one.

    >>> number("12"), number("x"), number("9" * 5000), number(None, 1)
    (12, 0, 0, 1)
    """
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text, re.ASCII) else default


def is_on(item: Element) -> bool:
    """Whether a switch such as ``w:b`` is on: without a value it is."""
    return item.get(VAL, "1") not in _OFF


@dataclass(slots=True)
class Styles:
    """All styles of a document; ``defaults`` stands under each."""

    defaults: Style = field(default_factory=Style)
    normal: str = ""  # the paragraphs' style that need not be named
    _elements: dict[str, Element] = field(default_factory=dict)
    _fonts: Mapping[str, str] = field(default_factory=dict)
    _known: dict[str, Style] = field(default_factory=dict)
    _over: dict[tuple[Style, str], Style] = field(default_factory=dict)

    @classmethod
    def of(cls, styles: Element | None, theme: Element | None) -> Styles:
        """From the roots of styles.xml and theme1.xml, where they are."""
        made = cls(_fonts=_theme_fonts(theme))
        if styles is None:
            return made
        for item in styles.iterfind(f"{W}style"):
            name = item.get(f"{W}styleId", "")
            made._elements[name] = item
            if item.get(f"{W}type") == "paragraph" and item.get(f"{W}default", "0") not in _OFF:
                made.normal = name
        for kind in ("rPr", "pPr"):
            found = styles.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}")
            made.defaults = made.changed(made.defaults, found)
        return made

    def style(self, name: str) -> Style:
        """A style with all that it inherits; the defaults where it is unknown."""
        if name not in self._known:
            made = self.defaults
            for item in reversed(self._line(name)):
                made = self._inherited(made, item)
            self._known[name] = made
        return self._known[name]

    def over(self, base: Style, name: str) -> Style:
        """A paragraph's style with a character style upon it."""
        if (base, name) not in self._over:
            made = base
            for item in reversed(self._line(name)):
                made = self.changed(made, item.find(f"{W}rPr"))
            self._over[base, name] = made
        return self._over[base, name]

    def changed(self, base: Style, properties: Element | None) -> Style:
        """A style with the properties (w:rPr or w:pPr) that stand directly at a run or paragraph."""
        changes: dict[str, object] = {}
        for item in properties if properties is not None else ():
            reader = _READERS.get(item.tag)
            if reader is not None:
                changes[reader] = is_on(item)
            elif item.tag == _FONTS:
                changes["font"] = self._font(item) or base.font
            elif item.tag == _JC:
                changes["place"] = item.get(VAL, "")
            elif item.tag == _OUTLINE:
                level = number(item.get(VAL), _LEVELS) + 1
                changes["heading"] = level if level <= _LEVELS else 0
            elif item.tag == _NUMBERING:
                changes["numbering"] = _numbering(item, base.numbering)
        return replace(base, **changes) if changes else base  # type: ignore[arg-type]

    def _line(self, name: str) -> list[Element]:
        """A style and those that it is based on, the nearest first."""
        line: list[Element] = []
        item = self._elements.get(name)
        while item is not None and len(line) < _DEEPEST:
            line.append(item)
            base = item.find(f"{W}basedOn")
            item = self._elements.get(base.get(VAL, "")) if base is not None else None
        return line

    def _inherited(self, base: Style, item: Element) -> Style:
        made = self.changed(self.changed(base, item.find(f"{W}pPr")), item.find(f"{W}rPr"))
        name = item.find(f"{W}name")
        known = _HEADING.fullmatch(name.get(VAL, "").lower()) if name is not None else None
        return replace(made, heading=int(known[1])) if known and not made.heading else made

    def _font(self, item: Element) -> str:
        """The font of letters with accents ("hAnsi"); that of plain ones where only it is named."""
        for script in ("hAnsi", "ascii"):
            theme = item.get(f"{W}{script}Theme")
            named = self._fonts.get(theme[:5], "") if theme else item.get(f"{W}{script}")
            if named:
                return named
        return ""


_READERS = {f"{W}b": "bold", f"{W}vanish": "hidden", f"{W}caps": "capitals"}
_FONTS, _JC, _OUTLINE, _NUMBERING = f"{W}rFonts", f"{W}jc", f"{W}outlineLvl", f"{W}numPr"


def _numbering(item: Element, base: tuple[str, int | None] | None) -> tuple[str, int | None] | None:
    listed, level = item.find(f"{W}numId"), item.find(f"{W}ilvl")
    name = listed.get(VAL, "0") if listed is not None else base[0] if base else "0"
    if name == "0":  # taken out of the list
        return None
    return name, None if level is None else min(max(number(level.get(VAL)), 0), _LEVELS - 1)


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """The fonts of the theme: by "major" (headings) and "minor" (text)."""
    found = {}
    for kind in ("major", "minor"):
        latin = theme.find(f".//{_DRAWING}{kind}Font/{_DRAWING}latin") if theme is not None else None
        if latin is not None:
            found[kind] = latin.get("typeface", "")
    return found
