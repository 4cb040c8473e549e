"""IRIs of resources: readable, deterministic, no blank nodes; nobody else joins strings into an IRI.

>>> document_iri("tinh-cao-bang", "ubnd", "2024-05-23", "1222/KH-UBND")
'https://w3id.org/chidao/id/doc/tinh-cao-bang/ubnd/2024-05-23/1222-kh-ubnd'
>>> agency_iri("tinh-cao-bang", "Sở Văn hóa, Thể thao và Du lịch")
'https://w3id.org/chidao/id/agency/tinh-cao-bang/so-van-hoa-the-thao-va-du-lich'
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

BASE = os.environ.get("CHIDAO_BASE", "https://w3id.org/chidao/id/")
ONTOLOGY = "https://w3id.org/chidao/ontology#"
CODE = "https://w3id.org/chidao/code/"
CHECK = "https://w3id.org/chidao/check/"

UNKNOWN_PLACE = "khong-ro"
UNKNOWN_DATE = "khong-ngay"
UNKNOWN_NUMBER = "khong-so"

RESOLUTION_GRAPH = f"{BASE}graph/resolution"
INFERRED_GRAPH = f"{BASE}graph/inferred"
AUTHORITY_GRAPH = f"{BASE}graph/authority"
AGENTS_GRAPH = f"{BASE}graph/agents"
READINGS_GRAPH = f"{BASE}graph/readings"
MEASUREMENTS_GRAPH = f"{BASE}graph/measurements"
SUCCESSION_GRAPH = f"{BASE}graph/succession"
MEMBERS_GRAPH = f"{BASE}graph/members"
JUDGEMENTS_GRAPH = f"{BASE}graph/judgements"
CONCEPTS_GRAPH = f"{BASE}graph/concepts"
CHECKS_GRAPH = f"{BASE}graph/checks"

# A notation that cannot stand in an IRI, and the word that stands for it.
_WORDS = {
    ">=": "at-least",
    "<=": "at-most",
    "=": "equal",
    ">": "more",
    "<": "less",
    "%": "percent",
    "‰": "per-mille",
    "/100000": "per-100000",
}


@lru_cache(maxsize=4096)  # the names of a document come again and again
def slug(text: str) -> str:
    """A name in lower-case ASCII with hyphens; đ becomes d.

    >>> slug("Ủy ban nhân dân thị trấn Chợ Chu")
    'uy-ban-nhan-dan-thi-tran-cho-chu'
    """
    text = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    text = "".join(char for char in text if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def code_iri(scheme: str, notation: str) -> str:
    """The concept of a notation in a code list.

    >>> code_iri("comparator", ">=")
    'https://w3id.org/chidao/code/comparator/at-least'
    """
    return f"{CODE}{scheme}/{_WORDS.get(notation, notation)}"


def place_slug(name: str, generation: str = "", parent: str = "") -> str:
    """The slug of a place: its kind and name, its generation where there are several, its province where known.

    >>> place_slug("tỉnh An Giang", "2025"), place_slug("huyện Định Hóa", parent="tinh-thai-nguyen")
    ('tinh-an-giang.2025', 'tinh-thai-nguyen_huyen-dinh-hoa')
    """
    own = slug(name) + (f".{generation}" if generation else "")
    return f"{parent}_{own}" if parent else own


def place_iri(place: str) -> str:
    """The IRI of a place from its slug."""
    return f"{BASE}place/{place}"


def document_iri(place: str, office: str, date: str, number: str) -> str:
    """The IRI of a document from its numbering office's place and code, its date and its number.

    Empty parts are unknown and say so; a document without a number needs some other words in ``number``, such as
    ``khong-so-`` and a hash, which stand as they are.

    >>> document_iri("", "tu", "", "109-KH/TU")
    'https://w3id.org/chidao/id/doc/khong-ro/tu/khong-ngay/109-kh-tu'
    """
    parts = (
        place or UNKNOWN_PLACE,
        slug(office) or UNKNOWN_PLACE,
        date or UNKNOWN_DATE,
        slug(number) or UNKNOWN_NUMBER,
    )
    return f"{BASE}doc/{'/'.join(parts)}"


def agency_iri(place: str, name: str) -> str:
    """The IRI of a body from its place's slug and its own name without the place."""
    return f"{BASE}agency/{place or UNKNOWN_PLACE}/{slug(name)}"


def group_iri(place: str, name: str) -> str:
    """The IRI of a group of bodies."""
    return f"{BASE}group/{place or UNKNOWN_PLACE}/{slug(name)}"


def definition_iri(place: str, key: str) -> str:
    """The IRI of what a group's words mean at a place.

    >>> definition_iri("tinh-cao-bang", "so.province")
    'https://w3id.org/chidao/id/definition/tinh-cao-bang/so.province'
    """
    return f"{BASE}definition/{place}/{key}"


def membership_iri(definition: str, agency: str, order: int) -> str:
    """The IRI of the membership of a body in what a definition means; ``order`` tells its times apart, from 1.

    >>> membership_iri(definition_iri("tinh-x", "so.province"), agency_iri("tinh-x", "Sở Y tế"), 1)
    'https://w3id.org/chidao/id/membership/tinh-x/so.province/tinh-x/so-y-te/1'
    """
    parts = definition.removeprefix(f"{BASE}definition/"), agency.removeprefix(f"{BASE}agency/")
    return f"{BASE}membership/{'/'.join(parts)}/{order}"


def part_iri(document: str, kind: str, order: int | str) -> str:
    """The IRI of something inside a document: ``kind`` is section, citation, indicator, task, duty, finding ...

    >>> part_iri("https://w3id.org/chidao/id/doc/x", "task", 3)
    'https://w3id.org/chidao/id/doc/x/task/3'
    """
    return f"{document}/{kind}/{order}"


def evidence_iri(fact: str, order: int | str = "") -> str:
    """The IRI of a fact's evidence; ``order`` tells several apart, such as the field of a document.

    >>> evidence_iri("https://w3id.org/chidao/id/doc/x", "number")
    'https://w3id.org/chidao/id/doc/x/evidence/number'
    """
    return f"{fact}/evidence/{order}" if order else f"{fact}/evidence"


def span_iri(evidence: str, order: int) -> str:
    """The IRI of a further span of evidence, counted from 2."""
    return f"{evidence}/{order}"


def place_of(iri: str) -> str:
    """The slug of a place from its IRI, the other way round than ``place_iri``."""
    return iri.removeprefix(f"{BASE}place/")


def document_parts(iri: str) -> tuple[str, str, str, str]:
    """Place, office, date and number that a document's IRI was made from; unknown ones are empty.

    >>> document_parts("https://w3id.org/chidao/id/doc/khong-ro/tu/khong-ngay/109-kh-tu")
    ('', 'tu', '', '109-kh-tu')
    >>> document_parts("https://w3id.org/chidao/id/agency/x/y")
    Traceback (most recent call last):
        ...
    ValueError: not the IRI of a document: 'https://w3id.org/chidao/id/agency/x/y'
    """
    parts = iri.removeprefix(f"{BASE}doc/").split("/")
    if not iri.startswith(f"{BASE}doc/") or len(parts) != 4:  # noqa: PLR2004 (the four parts named above)
        raise ValueError(f"not the IRI of a document: {iri!r}")
    place, office, date, number = parts
    return (
        "" if place == UNKNOWN_PLACE else place,
        "" if office == UNKNOWN_PLACE else office,
        "" if date == UNKNOWN_DATE else date,
        "" if number == UNKNOWN_NUMBER else number,
    )


def document_graph(file: str, part: int) -> str:
    """The named graph of one document of a file.

    >>> document_graph("a b.txt", 1)
    'https://w3id.org/chidao/id/graph/document/a%20b.txt/1'
    """
    return f"{BASE}graph/document/{quote(file, safe='/')}/{part}"


def unread_iri(file: str, order: int) -> str:
    """The IRI of a finding about a file that could not be read.

    >>> unread_iri("a b.pdf", 1)
    'https://w3id.org/chidao/id/unread/a%20b.pdf/1'
    """
    return f"{BASE}unread/{quote(file, safe='/')}/{order}"


def measurement_iri(facet: str) -> str:
    """The IRI of the last measurement of a facet.

    >>> measurement_iri("cited_date")
    'https://w3id.org/chidao/id/measurement/cited-date'
    """
    return f"{BASE}measurement/{slug(facet)}"


def succession_iri(agency: str, functions: Iterable[str]) -> str:
    """The IRI of what becomes of a body's functions, from the body's IRI; without functions, of all of them.

    >>> succession_iri(agency_iri("tinh-cao-bang", "Sở Y tế"), ["child", "health"])
    'https://w3id.org/chidao/id/succession/tinh-cao-bang/so-y-te/child+health'
    """
    return f"{BASE}succession/{agency.removeprefix(f'{BASE}agency/')}/{'+'.join(functions) or 'all'}"


def change_iri(change: str, agency: str) -> str:
    """The IRI of a change of bodies as it befell one of them, from the change's IRI and the body's.

    >>> change_iri("https://w3id.org/chidao/authority/change/x-2025", agency_iri("tinh-cao-bang", "Sở Y tế"))
    'https://w3id.org/chidao/id/change/x-2025/tinh-cao-bang/so-y-te'
    """
    return f"{BASE}change/{change.rpartition('/')[2]}/{agency.removeprefix(f'{BASE}agency/')}"


def judgement_iri(mark: str) -> str:
    """The IRI of a person's judgement, by a hash of what it says.

    >>> judgement_iri("0a1b")
    'https://w3id.org/chidao/id/judgement/0a1b'
    """
    return f"{BASE}judgement/{mark}"


def concept_iri(words: str, unit: str) -> str:
    """The IRI of an indicator concept, by the words of its first member and its unit.

    >>> concept_iri("Tỷ lệ xã có sân chơi", "%")
    'https://w3id.org/chidao/id/concept/ty-le-xa-co-san-choi/percent'
    """
    return f"{BASE}concept/{slug(words) or UNKNOWN_NUMBER}/{slug(_WORDS.get(unit, unit)) or 'none'}"


def check_iri(name: str) -> str:
    """The IRI of a check, a shape or a rule, by its name.

    >>> check_iri("target-year")
    'https://w3id.org/chidao/check/target-year'
    """
    return f"{CHECK}{name}"


def full_iri(text: str) -> str:
    """An IRI that may be written without its base, as tables on a terminal show it.

    >>> full_iri("doc/x"), full_iri("https://example.org/x")
    ('https://w3id.org/chidao/id/doc/x', 'https://example.org/x')
    """
    return text if "://" in text or text.startswith("urn:") else f"{BASE}{text}"
