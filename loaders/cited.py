"""Mentions with their relations to citations: keys completed from the same file, evidence, chains.

A mention without a date or issuer takes those that the same file gives for the same number, if it gives only one; what
stays open stays open in the key, and who is meant is judged across files in the graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from loaders import citations, mentions
from loaders.citations import Role, Typed
from loaders.ground import Ground
from loaders.mapped import Mapped, fold
from loaders.mentions import DocumentMention
from loaders.places import CENTRAL, Setting, slug_of
from loaders.structure import Body, Node
from ontology import authority
from ontology.codes import Level, Relation, SectionFunction
from ontology.identifiers import document_iri, part_iri, slug
from ontology.model import Agency, Citation
from ontology.numbers import DocumentNumber, Layout

_TITLE = re.compile(r"\s*(?:về(?: việc)?|phê duyệt|ban hành|quy định)\s+[^;.()\n]{5,400}", re.IGNORECASE)
# ", UBND tỉnh ban hành ..." begins the citing document's own clause.
_ISSUER_SAYS = re.compile(r", (?=(?:UBND|Ủy ban nhân dân|Ban Thường vụ|Tỉnh ủy|Thành ủy|Huyện ủy|Sở|Bộ|HĐND) )")
_RECITAL = re.compile(r"\W*(?:Căn cứ|Thực hiện|Triển khai|Tổ chức|Cụ thể hóa|Thi hành|Xét|Theo|Quán triệt|Tiếp tục)\b")
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
    found = list(_mentions(texts, own, setting))
    known = _Known([r.typed.mention for r in found], setting)
    made: list[Citation] = []
    for order, item in enumerate(found, 1):
        mention = known.complete(item.typed.mention)
        key = known.key(mention)
        citation = _citation(replace(item, typed=replace(item.typed, mention=mention)), key, ground)
        citation = replace(citation, iri=part_iri(document, "citation", order), document=document)
        made.append(citation)
        if item.chain_to is not None and item.typed.chain is not None:
            subject = part_iri(document, "citation", item.chain_to + 1)
            iri = f"{citation.iri}-chain"
            made.append(replace(citation, iri=iri, relation=item.typed.chain, subject=subject))
    return tuple(_carried_out(made, next((text.words.text for text in texts if text.role is Role.TITLE), "")))


def _mentions(texts: Iterable[Place], own: DocumentNumber | None, setting: Setting) -> Iterator[_Read]:
    position = 0
    for place in texts:
        typed = citations.typed(place.words.text, setting, place.role)
        positions: dict[int, int] = {}
        for index, item in enumerate(typed):
            if own is not None and item.mention.number == own and _is_own(item.mention, setting):
                continue
            positions[index] = position
            chain_to = positions.get(item.of) if item.of is not None else None
            yield _Read(item, place, chain_to)
            position += 1


def _is_own(mention: DocumentMention, setting: Setting) -> bool:
    return mention.date is None or setting.date is None or mention.date.agrees(setting.date)


class _Known:
    """What a file says of each number: its one date, its one issuer."""

    def __init__(self, found: list[DocumentMention], setting: Setting) -> None:
        self.setting = setting
        self.dates: dict[str, set[str]] = {}
        self.by_number: dict[str, list[DocumentMention]] = {}
        for mention in found:
            if mention.number is not None:
                self.by_number.setdefault(mention.number.key, []).append(mention)

    def complete(self, mention: DocumentMention) -> DocumentMention:
        """With the date and issuer that the other mentions of the number agree on."""
        if mention.number is None:
            return mention
        others = self.by_number[mention.number.key]
        dates = {m.date for m in others if m.date and m.date.day}
        issuers = {m.issuer.iri: m.issuer for m in others if m.issuer}
        date = (
            mention.date
            if mention.date and mention.date.day
            else next(iter(dates))
            if len(dates) == 1
            else mention.date
        )
        issuer = mention.issuer or (next(iter(issuers.values())) if len(issuers) == 1 else None)
        return replace(mention, date=date, issuer=issuer or mentions.office_agency(mention.number, self.setting))

    def key(self, mention: DocumentMention) -> str:
        """The IRI of the document that a completed mention speaks of, as far as the file tells it."""
        date = mention.date.iso if mention.date and mention.date.day else ""
        if mention.number is None:
            name = slug(mention.name)
            return document_iri("viet-nam", "quoc-hoi", date or (mention.date.iso if mention.date else ""), name)
        return document_iri(
            _office_place(mention.number, mention.issuer), mention.number.office, date, str(mention.number)
        )


def _office_place(number: DocumentNumber, issuer: Agency | None) -> str:
    """The slug of the place in whose register a number stands."""
    if number.layout is Layout.LAW:
        return slug_of(CENTRAL)
    code = authority.issuer_codes().get(number.office)
    if code is not None and code.level is Level.CENTRAL and not code.local:
        return slug_of(CENTRAL)
    if issuer is not None and issuer.place is not None:
        return slug_of(issuer.place)
    return slug_of(CENTRAL) if issuer is not None and issuer.level is Level.CENTRAL else ""


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
        evidence=ground.evidence(spans, item.typed.rule, item.place.path, 0.95 if mention.date else 0.85),
        number=mention.number,
        as_written=_written(mention, words, ground),
        name=mention.name,
        kind=mention.kind,
        date=mention.date,
        issuer=mention.issuer,
        title=_ISSUER_SAYS.split(" ".join(title[0].split()), maxsplit=1)[0] if title else "",
    )


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
