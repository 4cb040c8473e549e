"""Which date and which issuer a document has where those who name it differ, and why.

A document's own header stands above what others say of it. Else a date is left out that lies before what the document
implements, or after a document that cites it; then the date of more documents holds, then of more mentions, then that
of the body against the title.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.clusters import Cluster
from graph.mentions import AgencyFacts, Mention
from graph.places import completeness, units
from graph.registers import after, canonical_body, committee_of, is_organ
from ontology.codes import Standing
from ontology.dates import PartialDate

Floors = Mapping[str, frozenset[PartialDate]]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was chosen, in both languages."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class DateChoice:
    """The date that holds."""

    date: PartialDate | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class IssuerChoice:
    """The issuers that hold, and the mentions that name another body."""

    issuers: tuple[str, ...]
    against: tuple[Mention, ...]
    reason: Reason


OWN = Reason("theo chính văn bản", "as the document itself says")
ONLY = Reason("mọi trích dẫn đều ghi như vậy", "as all citations say")


def choose_date(cluster: Cluster, floors: Floors) -> DateChoice:
    """The date of a document; ``floors`` has, by citation, the dates of what the cited document implements."""
    own = sorted({h.key.date for h in cluster.holdings if h.key.date}, key=_precise_first)
    if own:
        return DateChoice(own[0], OWN)
    said = {mention.key.date for mention in cluster.mentions if mention.key.date}
    finest = min((_precise_first(date)[0] for date in said), default=0)
    left = sorted(date for date in said if _precise_first(date)[0] == finest)
    if len(left) <= 1:
        return DateChoice(left[0] if left else None, ONLY)
    for reason, keep in _tests(cluster, floors):
        kept = keep(left)
        if len(kept) == 1:
            return DateChoice(kept[0], reason)
        left = kept or left
    return DateChoice(left[-1], Reason("ngày muộn hơn trong các ngày được ghi", "the later of the dates given"))


Test = Callable[[list[PartialDate]], list[PartialDate]]


def _tests(cluster: Cluster, floors: Floors) -> tuple[tuple[Reason, Test], ...]:
    floor = {date for mention in cluster.mentions for date in floors.get(mention.iri, ())}
    documents = Counter(date for date, _ in {(m.key.date, m.document) for m in cluster.mentions})
    mentions = Counter(m.key.date for m in cluster.mentions)
    body = Counter(m.key.date for m in cluster.mentions if not m.in_title)
    return (
        (
            Reason("ngày khác có trước văn bản mà nó thực hiện", "any other date precedes what it implements"),
            lambda dates: [date for date in dates if not any(after(earliest, date) for earliest in floor)],
        ),
        (
            Reason("ngày khác có sau một văn bản trích dẫn nó", "any other date follows a document that cites it"),
            lambda dates: [d for d in dates if not any(after(d, m.citing_date) for m in cluster.mentions)],
        ),
        (Reason("nhiều văn bản ghi như vậy hơn", "more documents say so"), lambda dates: _most(dates, documents)),
        (Reason("được ghi nhiều lần hơn", "it is said more often"), lambda dates: _most(dates, mentions)),
        (Reason("theo nội dung, không theo tên gọi", "the body against the title"), lambda dates: _most(dates, body)),
    )


def _most(dates: list[PartialDate], votes: Counter[PartialDate | None]) -> list[PartialDate]:
    most = max(votes[date] for date in dates)
    return [date for date in dates if votes[date] == most]


def _precise_first(date: PartialDate) -> tuple[int, str]:
    return ("day", "month", "year").index(date.precision), date.iso


def choose_issuers(cluster: Cluster, agencies: Mapping[str, AgencyFacts]) -> IssuerChoice:
    """The issuers of a document, and who names another one.

    A local committee and its standing committee do not contradict: either is said for the other.
    """
    held = sorted(cluster.holdings, key=lambda holding: (holding.standing is not Standing.HELD, holding.iri))
    own = next((holding.issuers for holding in held if holding.issuers), ())
    named = [mention for mention in cluster.mentions if mention.issuer in agencies]
    if own:
        bodies = {committee_of(agencies[iri].body) for iri in own if iri in agencies}
        against = tuple(m for m in named if committee_of(agencies[m.issuer].body) not in bodies)
        return IssuerChoice(own, against, OWN)
    if not named:
        return IssuerChoice((), (), ONLY)
    return _voted(named, agencies)


def _voted(named: list[Mention], agencies: Mapping[str, AgencyFacts]) -> IssuerChoice:
    """The body that most documents name; between equals, the organ rather than the body in whose name it numbers."""
    voters: dict[str, set[str]] = defaultdict(set)
    for mention in named:
        voters[canonical_body(agencies[mention.issuer].body)].add(mention.document)
    best = min(voters, key=lambda body: (-len(voters[body]), not is_organ(body), body))
    against = tuple(m for m in named if committee_of(agencies[m.issuer].body) != committee_of(best))
    iris = {m.issuer for m in named if canonical_body(agencies[m.issuer].body) == best}
    chosen = min(iris, key=lambda iri: _completest(agencies[iri]))
    more = sum(len(voters[body]) == len(voters[best]) for body in voters) == 1
    most = Reason("nhiều văn bản ghi cơ quan này hơn", "more documents name it")
    organ = Reason("cơ quan cụ thể hơn trong cùng sổ số hiệu", "the more specific body of one register")
    return IssuerChoice((chosen,), against, (most if more else organ) if against else ONLY)


def _completest(agency: AgencyFacts) -> tuple[int, int, str]:
    return completeness(agency.place), -len(units(agency.place)), agency.iri
