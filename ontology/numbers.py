"""Numbers of documents (số, ký hiệu văn bản): parsed and printed here, and nowhere else.

The layouts follow Nghị định 30/2020/NĐ-CP (State), Hướng dẫn 36-HD/VPTW and 05-HD/VPTW (Party):

======== ======================= ===============================
layout   form                    example
======== ======================= ===============================
law      n/year/QHterm           202/2025/QH15
norm     n/year/TYPE-OFFICE      30/2020/NĐ-CP
state    n/TYPE-OFFICE           1222/KH-UBND
joint    n/TYPE-OFFICE-OFFICE    2060/CTPH-SLĐTBXH-GDĐT-YT-CAT
party    n-TYPE/OFFICE           28-CT/TW
dispatch n/OFFICE-UNIT           1761/UBND-VP
blank    /TYPE-OFFICE            /UBND-VHXX (not yet given out)
======== ======================= ===============================

>>> str(DocumentNumber.parse("324- KH/TU")), DocumentNumber.parse("1222/KH-UBND").layout
('324-KH/TU', <Layout.STATE: 'state'>)
>>> str(DocumentNumber.parse("211/KH-HU")), str(DocumentNumber.parse("23/QĐ-TTG"))
('211-KH/HU', '23/QĐ-TTg')
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ontology import authority
from ontology.codes import Kind, Side


class NumberError(ValueError):
    """The words are not the number of a document."""


class Layout(StrEnum):
    """The layouts of numbers, as in the table above."""

    LAW = "law"
    NORM = "norm"
    STATE = "state"
    JOINT = "joint"
    PARTY = "party"
    DISPATCH = "dispatch"
    BLANK = "blank"


_ORDINAL = r"(?P<n>\d{1,5}(?:\.\d{1,3})?[a-zđ]?\d?)"
# Behind a comma or a point only capitals: "SVH,TT,DL", "KT.TH", but not the next word of a sentence.
_OFFICE = r"[^\W\d_][\w&]*(?:[,.][A-ZĐƯ][A-ZĐƯ&]*(?!\w))*"
_OFFICES = rf"(?P<o>{_OFFICE}(?:[-/]{_OFFICE})*)"
_LAW = re.compile(r"(?P<n>\d{1,4}[a-z]?)/(?P<y>\d{4})/(?P<o>(?:UBTVQH|QH)\d{0,2})", re.IGNORECASE)
_NORM = re.compile(rf"{_ORDINAL}/(?P<y>(?:19|20)\d\d)/(?P<t>[^\W\d_]+)-{_OFFICES}")
_SLASH = re.compile(rf"{_ORDINAL}?/(?P<t>[^\W\d_][\w&]*)-{_OFFICES}")
_DASH = re.compile(rf"{_ORDINAL}?-(?P<t>[^\W\d_]+(?:-NS)?)/{_OFFICES}")
_BARE = re.compile(rf"{_ORDINAL}/{_OFFICES}")
# Offices of the Party by their endings: committees (TW, TU, HU, QU, ĐU ...) and their commissions (VPTU, BTGDVTW).
_PARTY_OFFICE = re.compile(r"(?:[A-ZĐƯ]{0,8}(?:TW|TU|TƯ|HU)|QU|ĐU|ĐUK|TXU|ThU|TxU|ĐTN|ĐTNCS)(?:[-/].*)?")
_OFFICE_CAPITALS = 2  # capitals that show letters to be those of an office, at the least
# Dashes, and the Icelandic letter that looks like Đ.
_ALIKE = str.maketrans(dict.fromkeys("‐‑‒–—−_", "-") | {"\u00d0": "Đ", "\u00f0": "đ"})


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in text if not unicodedata.combining(char))


@cache
def _types() -> dict[str, str]:
    """Abbreviations of types by their case-folded form; a form without diacritics where only one type has it."""
    known = [t.abbreviation for t in authority.document_types() if t.abbreviation]
    folded: dict[str, set[str]] = {}
    for short in known:
        folded.setdefault(_fold(short), set()).add(short)
    unique = {plain: next(iter(shorts)) for plain, shorts in folded.items() if len(shorts) == 1}
    return unique | {short.casefold(): short for short in known}


def _type(text: str) -> str | None:
    """The type that letters stand for, also where OCR read one of them twice ("QĐĐ")."""
    plain = text.casefold()
    return _types().get(plain) or (None if plain in _codes() else _types().get(re.sub(r"(.)\1", r"\1", plain)))


@cache
def _codes() -> dict[str, str]:
    codes = authority.issuer_codes()
    return {"tư": "TW"} | {_fold(code): code for code in codes} | {code.casefold(): code for code in codes}


@cache
def _joint() -> frozenset[str]:
    return frozenset(t.abbreviation for t in authority.document_types() if t.joint)


def _is_party(offices: str) -> bool:
    code = authority.issuer_codes().get(offices.partition("-")[0])
    return code.side is Side.PARTY if code else _PARTY_OFFICE.fullmatch(offices) is not None


def _is_state(offices: str) -> bool:
    """Whether the office is one of the State's and of no one else's: its number was written in the Party's order."""
    code = authority.issuer_codes().get(offices)
    return code is not None and code.side is Side.STATE and not code.ambiguous


def _offices(text: str) -> str:
    """Each office in its known spelling (TTG is TTg), others as they stand, in capitals where they are all lower."""
    parts = re.split(r"([-/])", text.rstrip(".,"))
    return "".join(_codes().get(part.casefold(), part) for part in parts)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The number and symbol of a document in its right form.

    Two numbers are equal when their right forms are, whatever blanks, capitals or order they were written in. A
    number alone does not identify a document: see ``graph.resolve``.
    """

    ordinal: str
    type: str
    offices: str
    layout: Layout
    year: int | None = None

    @classmethod
    def parse(cls, text: str) -> DocumentNumber:
        """Reads a number as it is written; raises NumberError where the words are something else.

        >>> DocumentNumber.parse("15/100.000")
        Traceback (most recent call last):
            ...
        ontology.numbers.NumberError: not the number of a document: '15/100.000'
        """
        plain = re.sub(r"\s+", "", unicodedata.normalize("NFC", text)).translate(_ALIKE).rstrip(".,;:")
        for read in (cls._law, cls._norm, cls._typed, cls._dispatch):
            number = read(plain)
            if number is not None:
                return number
        raise NumberError(f"not the number of a document: {text!r}")

    @classmethod
    def _law(cls, plain: str) -> DocumentNumber | None:
        match = _LAW.fullmatch(plain)
        return cls(match["n"], "", match["o"].upper(), Layout.LAW, int(match["y"])) if match else None

    @classmethod
    def _norm(cls, plain: str) -> DocumentNumber | None:
        match = _NORM.fullmatch(plain)
        if not match:
            return None
        kind = _types().get(match["t"].casefold(), match["t"])
        return cls(match["n"], kind, _offices(match["o"]), Layout.NORM, int(match["y"]))

    @classmethod
    def _typed(cls, plain: str) -> DocumentNumber | None:
        """State, joint and Party numbers; one in the other system's order is put right."""
        match = _SLASH.fullmatch(plain) or _DASH.fullmatch(plain)
        kind = _type(match["t"]) if match else None
        if not match or kind is None:
            return None
        offices = _offices(match["o"])
        if _is_party(offices) or (match.re is _DASH and not _is_state(offices)):
            layout = Layout.PARTY
        else:
            layout = Layout.JOINT if kind in _joint() else Layout.STATE
        return cls(match["n"] or "", kind, offices, layout if match["n"] else Layout.BLANK)

    @classmethod
    def _dispatch(cls, plain: str) -> DocumentNumber | None:
        """A letter names its office and drafting unit, no type; /UBND-VHXX is one whose number is not filled in."""
        match = _SLASH.fullmatch(plain)
        if match and _looks_like_office(match["t"]):
            offices = f"{_offices(match['t'])}-{_offices(match['o'])}"
            return cls(match["n"] or "", "", offices, Layout.DISPATCH if match["n"] else Layout.BLANK)
        bare = _BARE.fullmatch(plain)
        if bare and "-" not in bare["o"] and bare["o"].casefold() in _codes():
            return cls(bare["n"], "", _offices(bare["o"]), Layout.DISPATCH)
        return None

    @property
    def office(self) -> str:
        """The code of the office in whose register the number stands: the first one of a joint document."""
        return re.split(r"[-/]", self.offices)[0] if self.layout is not Layout.LAW else "QH"

    @property
    def kind(self) -> Kind | None:
        """The kind of document that the number tells, None where it tells none (a blank symbol without a type).

        >>> DocumentNumber.parse("1761/UBND-VP").kind, DocumentNumber.parse("28-CT/TW").kind
        (<Kind.DISPATCH: 'dispatch'>, <Kind.DIRECTIVE: 'directive'>)
        """
        if self.layout is Layout.LAW:
            return Kind.LAW if self.offices.startswith("QH") else Kind.RESOLUTION
        if not self.type:
            return Kind.DISPATCH
        named = [t for t in authority.document_types() if t.abbreviation == self.type]
        own = [t for t in named if (t.party if self.is_party else t.state)]
        return next((t.kind for t in own or named), Kind.OTHER)

    @property
    def is_party(self) -> bool:
        """Whether the number is of a Party office."""
        return self.layout is Layout.PARTY or (self.layout is Layout.BLANK and _is_party(self.offices))

    @property
    def is_joint(self) -> bool:
        """Whether several bodies gave the document out together, also where the number is not filled in.

        >>> DocumentNumber.parse("/CTPH-SYT-SGDĐT").is_joint
        True
        """
        return self.layout is Layout.JOINT or (self.layout is Layout.BLANK and self.type in _joint())

    @property
    def is_blank(self) -> bool:
        """Whether the number itself is not filled in."""
        return not self.ordinal

    @property
    def key(self) -> str:
        """What two spellings of one number share, case and diacritics of letters kept apart from nothing else."""
        return str(self).casefold()

    def __str__(self) -> str:
        if self.year:
            symbol = f"{self.type}-{self.offices}" if self.type else self.offices
            return f"{self.ordinal}/{self.year}/{symbol}"
        if self.is_party:
            return f"{self.ordinal}-{self.type}/{self.offices}"
        return f"{self.ordinal}/{self.type}-{self.offices}" if self.type else f"{self.ordinal}/{self.offices}"


def _looks_like_office(text: str) -> bool:
    return text.casefold() in _codes() or sum(char.isupper() for char in text) >= _OFFICE_CAPITALS
