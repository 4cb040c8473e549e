"""Mentions with their relations to citations: keys completed from the same file, evidence, chains.

A mention without a date or issuer takes those that the same file gives for the same number, if it gives only one; what
stays open stays open in the key, and who is meant is judged across files in the graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from loaders import aliases, citations, dated
from loaders.citations import Role, Typed
from loaders.ground import Ground
from loaders.known import Known, mended
from loaders.mapped import Mapped, fold
from loaders.named import ABOVE, DocumentMention
from loaders.places import Setting
from loaders.structure import Body, Node
from ontology.codes import ReadAs, Relation, SectionFunction
from ontology.identifiers import part_iri
from ontology.model import Citation
from ontology.numbers import DocumentNumber

_TITLE = re.compile(r"\s?(?:về(?: việc)?|phê duyệt|ban hành|quy định)\s[^;.()\n]{5,400}", re.IGNORECASE)
# ", UBND tỉnh ban hành ..." begins the citing document's own clause.
_ISSUER_SAYS = re.compile(r", (?=(?:UBND|Ủy ban nhân dân|Ban Thường vụ|Tỉnh ủy|Thành ủy|Huyện ủy|Sở|Bộ|HĐND) )")
_RECITAL = re.compile(
    r"\W{0,9}(?:Căn cứ|Thực hiện|Triển khai|Tổ chức|Cụ thể hóa|Thi hành|Xét|Theo|Quán triệt|Tiếp tục)\b"
)
_CARRIED = re.compile(
    r"^(?:triển khai|thực hiện|triển khai thực hiện|tổ chức thực hiện|triển khai,? thực hiện)\s+"
    r"(?P<what>(?:chương trình|đề án|chiến lược|dự án|kế hoạch)\b.{10,})",
    re.IGNORECASE,
)
_APPROVES = re.compile(r"(?:về (?:việc )?)?(?:phê duyệt|ban hành)", re.IGNORECASE)
_SAME_NAME = 88  # per cent alike: the name of a programme in a title and in the decision's own title


@dataclass(frozen=True, slots=True)
class Place:
    """A text to read mentions from: its words, where they stand, their role."""

    words: Mapped
    role: Role
    path: str


def places(body: Body, title: Mapped | None, title_role: Role) -> Iterator[Place]:
    """The texts of a document in their order, each with the role that its place gives it."""
    if title is not None:
        yield Place(title, title_role, "")
    first = min((c.order for c in body.root.children if _is_heading(c)), default=10**9)
    for node in body.root.walk():
        if node.text:
            yield Place(node.body, _role(node, first), node.path)
    for paragraph in (*body.closing, *body.footnotes):
        yield Place(paragraph.body, Role.BODY, "chú thích" if paragraph.label else "")


def _is_heading(node: Node) -> bool:
    return node.label is not None and node.label.kind not in ("dash", "plus")


def _role(node: Node, first_heading: int) -> Role:
    if node.order < first_heading and _RECITAL.match(node.body.text):
        return Role.RECITAL
    if node.function is not SectionFunction.PURPOSE:
        return Role.BODY
    for above in (node, *node.ancestors()):
        plain = fold(above.body.text[:60]) if above.text else ""
        if above is not node and "muc dich" in plain:
            return Role.PURPOSE
        if above is not node and fuzz.partial_ratio("yeu cau", plain) > 80:  # noqa: PLR2004
            return Role.BODY
    return Role.BODY


@dataclass(frozen=True, slots=True)
class _Read:
    typed: Typed
    place: Place
    chain_to: int | None  # position among all that were read


def read(
    texts: Sequence[Place], document: str, own: DocumentNumber | None, setting: Setting, ground: Ground
) -> tuple[Citation, ...]:
    """The citations of a document; mentions of its own number are left out."""
    typed = [(place, citations.typed(place.words.text, setting, place.role)) for place in texts]
    if called := aliases.defined((place.words.text, [item.mention for item in items]) for place, items in typed):
        typed = [(place, citations.typed(place.words.text, setting, place.role, called)) for place in texts]
    if ground.source.read_as is ReadAs.OCR:
        typed = list(_mended(typed, setting))
    known = Known((item.mention for _, items in typed for item in items), own, setting)
    found = list(_mentions(typed, known, own))
    made: list[Citation] = []
    for order, item in enumerate(found, 1):
        key = known.key(item.typed.mention, document)
        citation = _citation(item, key, ground)
        citation = replace(citation, iri=part_iri(document, "citation", order), document=document)
        made.append(citation)
        if item.chain_to is not None and item.typed.chain is not None and not _is_later(citation, found[item.chain_to]):
            subject = part_iri(document, "citation", item.chain_to + 1)
            iri = f"{citation.iri}-chain"
            made.append(replace(citation, iri=iri, relation=item.typed.chain, subject=subject))
    return tuple(_carried_out(made, next((text.words.text for text in texts if text.role is Role.TITLE), "")))


def _is_later(citation: Citation, subject: _Read) -> bool:
    """Whether a document is younger than the one that is said to carry it out or change it: then it cannot be."""
    date, own = citation.date, subject.typed.mention.date
    return bool(date and own and date.day and own.day and date > own)


def _mended(typed: Sequence[tuple[Place, list[Typed]]], setting: Setting) -> Iterator[tuple[Place, list[Typed]]]:
    known = Known((item.mention for _, items in typed for item in items), None, setting)
    for place, items in typed:
        yield place, [replace(item, mention=mended(item.mention, known)) for item in items]


def _mentions(typed: Iterable[tuple[Place, list[Typed]]], known: Known, own: DocumentNumber | None) -> Iterator[_Read]:
    position = 0
    before: list[DocumentNumber] = []
    for place, items in typed:
        positions: dict[int, int] = {}
        resolved = known.resolve((_dated(item.mention, place) for item in items), before)
        for index, (item, mention) in enumerate(zip(items, resolved, strict=True)):
            is_own = own is not None and mention.number == own and _is_own(mention, known.setting)
            if is_own or (mention.number is None and mention.short == ABOVE):
                continue
            positions[index] = position
            chain_to = positions.get(item.of) if item.of is not None else None
            yield _Read(replace(item, mention=known.complete(mention)), place, chain_to)
            position += 1


def _dated(mention: DocumentMention, place: Place) -> DocumentMention:
    """With the date that stands before it, where none stands behind."""
    if mention.date is not None and mention.date.day:
        return mention
    return replace(mention, date=dated.date_before(place.words.text, mention.start) or mention.date)


def _is_own(mention: DocumentMention, setting: Setting) -> bool:
    return not mention.date or not setting.date or mention.date.agrees(setting.date)


def _citation(item: _Read, key: str, ground: Ground) -> Citation:
    """A completed mention as a citation; IRIs are the caller's."""
    mention, words = item.typed.mention, item.place.words
    spans = [words[slice(*_sentence(words.text, mention.start))].strip(), words[mention.start : mention.end]]
    title = _TITLE.match(words.text, mention.end)
    return Citation(
        iri="",
        document="",
        key=key,
        relation=item.typed.relation,
        evidence=ground.evidence(spans, item.typed.rule, item.place.path, _confidence(mention)),
        number=mention.number,
        as_written=_written(mention, words, ground),
        name=mention.name,
        kind=mention.kind,
        date=mention.date,
        issuer=mention.issuer,
        title=_ISSUER_SAYS.split(" ".join(title[0].split()), maxsplit=1)[0] if title else "",
    )


def _confidence(mention: DocumentMention) -> float:
    """How far a mention is to be trusted: less without a date, as a short form, or with letters read anew."""
    if mention.mended:
        return 0.6
    return (0.95 if mention.date else 0.85) - (0.05 if mention.short else 0)


def _sentence(text: str, at: int) -> tuple[int, int]:
    """Where the sentence around an offset begins and ends."""
    return next(((start, end) for start, end in citations.sentences(text) if start <= at < end), (0, len(text)))


def _written(mention: DocumentMention, words: Mapped, ground: Ground) -> str:
    """The number as the file has it."""
    at = words.text.find(mention.written, mention.start) if mention.written else -1
    return ground.written(words[at : at + len(mention.written)]) if at >= 0 else ""


def _carried_out(made: Sequence[Citation], title: str) -> Iterator[Citation]:
    """A title that carries out a named programme implements the decision that approves it, though only under Căn cứ."""
    named = _CARRIED.match(title.strip())
    for citation in made:
        approves = citation.relation is Relation.BASED_ON and _APPROVES.match(citation.title)
        if named and approves and fuzz.partial_ratio(fold(named["what"])[:120], fold(citation.title)) >= _SAME_NAME:
            yield replace(citation, relation=Relation.IMPLEMENTS)
        else:
            yield citation
