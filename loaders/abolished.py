"""Bodies that a document binds, addresses or is issued by, although they had ended before its date.

The law reads such a name as that of the body that took over (Nghị quyết 190/2025/QH15); a reader has to know that the
document itself did not. In a citation ("Thông tư của Bộ Lao động - Thương binh và Xã hội"), or as what was before
("trước đây", "cũ"), a name is history, and no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from loaders.bodies import Mention
from loaders.mapped import Mapped
from loaders.notices import Notices
from ontology.codes import Existence, FindingKind, Severity
from ontology.dates import PartialDate
from ontology.holders import Holder, holder_of
from ontology.localities import TYPES
from ontology.model import Agency, AgencyGroup, Agent, Document, Evidence, Responsibility
from ontology.succession import Validity, valid_on
from ontology.units import units
from ontology.words import Words

_RULE = "finding.abolished-body"
_NEAR = 30  # characters beside a name in which it is said to be of the past
_BEFORE = re.compile(
    r"(?<!\w)(?:(?:trước đây|nguyên|tiền thân)(?: là)?|kế thừa|tiếp nhận|chuyển|từ|hợp nhất|sáp nhập)\W*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\W{0,3}(?:cũ|trước đây|trước khi|nay là|được (?:sáp nhập|hợp nhất))(?!\w)", re.IGNORECASE)

_KIND = re.compile(rf"(?<!\w)(?:{'|'.join(TYPES)})(?!\w)", re.IGNORECASE)

_ISSUED = Words("it is named as the issuer", "ghi là cơ quan ban hành")
_SENT = Words("the document is sent to it", "văn bản được gửi đến")
_BOUND = Words("it is bound to a duty", "được giao nhiệm vụ")


@dataclass(frozen=True, slots=True)
class Naming:
    """That a document names a body, how it does, and where: the sentence, then the name."""

    agent: Agent
    how: Words
    evidence: Evidence


def note(document: Document, duties: Iterable[Responsibility], sent: Iterable[Naming], notices: Notices) -> None:
    """A finding for each body that had ended when the document was issued, where it is named first."""
    if document.date is None:
        return
    told: set[str] = set()
    for naming in (*_issued(document), *sent, *(Naming(duty.agent, _BOUND, duty.evidence) for duty in duties)):
        iri = naming.agent.iri
        ended = None if iri in told else _ended(naming.agent, document.date)
        if ended and not _is_history(naming, notices.ground.source.text):
            told.add(iri)
            words = _words(naming, ended)
            where = notices.ground.at(naming.evidence.spans, _RULE, naming.evidence.section, 0.9)
            notices.add(FindingKind.ABOLISHED_BODY, Severity.WARNING, words.vi, words.en, [where])


def _ended(agent: Agent, date: PartialDate) -> Validity | None:
    """What ended a body before a date; None where it goes on, or the data does not know."""
    if isinstance(agent, AgencyGroup):
        kinds = (_kind_ended(kind.lower(), date) for kind in _KIND.findall(agent.name))
        return next(filter(None, kinds), None)
    holder = holder_of(agent.iri)
    return _no_longer(holder, date) if holder else None


def _no_longer(holder: Holder, date: PartialDate) -> Validity | None:
    found = valid_on(holder, date)
    return found if found.state is Existence.NO_LONGER else None


@lru_cache(maxsize=1024)
def _kind_ended(kind: str, date: PartialDate) -> Validity | None:
    """What ended the last People's Committee of a kind of unit ("huyện"), where no such unit is left at a date."""
    own = [unit for unit in units() if unit.type == kind]
    if any(unit.exists_on(date) for unit in own):
        return None
    ended = (_no_longer(Holder("Ủy ban nhân dân", unit.slug), date) for unit in own)
    return next(filter(None, ended), None)


def sent(found: Iterable[tuple[Mapped, Mention]], notices: Notices) -> Iterator[Naming]:
    """The bodies that a document is addressed to, or sent to: the line and the mention in it."""
    for line, mention in found:
        named = line[mention.start : mention.end]
        yield Naming(mention.agent, _SENT, notices.ground.evidence([line, named], _RULE, "", 0.9))


def _issued(document: Document) -> Iterator[Naming]:
    """The issuers, where the head names them."""
    where = next((evidence for field, evidence in document.evidence if field == "issuedBy"), None)
    if where is not None:
        yield from (Naming(issuer, _ISSUED, where) for issuer in document.issuers)


def _is_history(naming: Naming, text: str) -> bool:
    """Whether the words beside the name say that it is one of the past."""
    name = naming.evidence.spans[-1]
    before = text[max(0, name.start - _NEAR) : name.start]
    return bool(_BEFORE.search(before) or _BEHIND.match(text, name.end))


def _words(naming: Naming, ended: Validity) -> Words:
    """What the finding says: the body, what the document does with it, since when it is no more, by what, and heirs."""
    name, change = naming.agent.name, ended.change
    if change and isinstance(naming.agent, AgencyGroup) and not change.original:
        change = None  # that of one unit of the group's kind
    last = ended.until.iso if ended.until else ""
    by = f" ({'; '.join(change.instrument)})" if change and change.instrument else ""
    heirs = ", ".join(change.resulting) if change and isinstance(naming.agent, Agency) else ""
    vi = f"{name}: {naming.how.vi}, dù đã kết thúc ngày {last}{by}" + (f"; nơi tiếp nhận: {heirs}" if heirs else "")
    en = f"{name}: {naming.how.en}, although it ended on {last}{by}" + (f"; taken over by {heirs}" if heirs else "")
    return Words(en, vi)
