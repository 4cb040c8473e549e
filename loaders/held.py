"""A document with a head of its own: what its head says, and its facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders import abolished, cited, facts, grids, header, structure, tables, where, witness
from loaders.agencies import find
from loaders.bodies import Mention
from loaders.citations import Role
from loaders.facts import Reading
from loaders.ground import Ground
from loaders.header import Header
from loaders.lines import Paragraph
from loaders.mapped import Mapped
from loaders.notices import Notices
from loaders.parts import Part
from loaders.places import Setting
from loaders.repair import repair
from ontology.codes import Kind, ReadAs, Standing
from ontology.model import Agency, Document, Evidence, Extraction, SourceText

_Sent = tuple[Mapped, Mention]  # a line, and a body in it
_LETTERS = (Kind.DISPATCH, Kind.TELEGRAM, Kind.NOTICE)


def document(part: Part, head: Header, source: SourceText, whole: str, order: int) -> Extraction:
    """The facts of a document; ``whole`` is the file's text, ``order`` counts the file's documents from 1."""
    ground = Ground(source, order)
    if source.read_as is ReadAs.OCR:
        head.issuer = [repair(line) for line in head.issuer]
    setting = where.setting_of(head, whole)
    issuers = where.issuers(head, setting)
    if issuers and issuers[0].level and setting.level is None:
        setting = replace(setting, level=issuers[0].level)
    by_ocr = source.read_as is ReadAs.OCR
    setting = replace(setting, issuer=issuers[0] if len(issuers) == 1 else None, misread=by_ocr)
    found, rest = grids.take(_body(part.paragraphs[head.end :]))
    flattened, rest = tables.take(rest, len(found))
    reading = Reading(ground, setting, structure.build(rest), (*found, *flattened))
    sent = tuple(_sent(head, setting))
    made = _document(head, issuers, sent, reading)
    role = Role.ABOUT if made.kind in _LETTERS else Role.TITLE
    texts = list(cited.places(reading.body, head.title, role))
    citations = cited.read(texts, made.iri, made.number, setting, ground)
    notices = Notices(made.iri, ground)
    said = witness.given(part, source, order)
    notices.of_header(head, part.paragraphs[0].text, said)
    heard = tuple(witness.heard(said, witness.Own(head, issuers, setting), notices))
    made = replace(made, evidence=made.evidence + heard)
    notices.of_citations(citations)
    notices.of_body(reading.body, head, part.paragraphs)
    notices.of_reading(part.paragraphs[0].text)
    return facts.extraction(made, reading, citations, notices, tuple(abolished.sent(sent, notices)))


def _document(head: Header, issuers: tuple[Agency, ...], sent: tuple[_Sent, ...], reading: Reading) -> Document:
    ground, setting = reading.ground, reading.setting
    source = ground.source
    return Document(
        iri=facts.own_iri(head.number, issuers[0] if issuers else None, reading),
        file=source.file,
        part=ground.part,
        kind=head.kind or Kind.OTHER,
        standing=Standing.HELD,
        read_as=source.read_as,
        sha256=source.sha256,
        number=head.number,
        number_as_written=ground.written(head.symbol) if head.symbol else "",
        date=head.date,
        issuers=issuers,
        level=where.own_level(setting, issuers),
        place=setting.own,
        title=head.title.text if head.title else "",
        signer=head.signer.text if head.signer else "",
        addressees=tuple({mention.agent.iri: mention.agent for _, mention in sent}.values()),
        evidence=_evidence(head, ground),
    )


def _body(found: tuple[Paragraph, ...]) -> list[Paragraph]:
    """What stands below the head, without recipients and signature; annexes and footnotes behind them stay."""
    kept: list[Paragraph] = []
    ended = False
    for paragraph in found:
        label = paragraph.label
        if header.is_recipients(paragraph):
            ended = True
        elif label and label.kind in ("annex", "footnote"):
            ended = False
        if not ended:
            kept.append(paragraph)
    return kept


def _evidence(head: Header, ground: Ground) -> tuple[tuple[str, Evidence], ...]:
    """Where each field of the head stands."""
    fields: tuple[tuple[str, Mapped | None], ...] = (
        ("number", head.symbol),
        ("issuedOn", head.dated),
        ("issuedBy", head.issuer[-1] if head.issuer else None),
        ("kind", head.kind_words),
        ("title", head.title),
        ("signedBy", head.signer),
        ("addressee", head.addressees[0] if head.addressees else None),
    )
    return tuple((name, ground.evidence([words], f"header.{name}", "", 0.95)) for name, words in fields if words)


def _sent(head: Header, setting: Setting) -> Iterator[_Sent]:
    """The bodies that the document is addressed to, then those that receive a copy."""
    for words in (*head.addressees, *head.recipients):
        yield from ((words, mention) for mention in find(words.text, setting))
