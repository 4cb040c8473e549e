"""Names that a document gives another one for short, longer than a kind: "(sau đây gọi tắt là Chương trình Nước sạch)".

The alias is that of the last document named before it in its sentence: one of its own kind, or one that approves what
the alias names. A bare kind ("gọi tắt là Kế hoạch") is no alias to follow: it stands everywhere for other things too.

>>> words = "Quyết định số 9/QĐ-TTg phê duyệt Chương trình nước sạch ở thôn (sau đây gọi là Chương trình Nước sạch)"
>>> from loaders.mentions import find
>>> from loaders.places import Setting
>>> called = defined([(words, find(words, Setting()))])
>>> [(name, str(mention.number)) for name, mention in called.items()]
[('Chương trình Nước sạch', '9/QĐ-TTg')]
>>> [(m.name, str(m.number)) for m in uses("Theo Chương trình Nước sạch, các xã", called)]
[('Chương trình Nước sạch', '9/QĐ-TTg')]
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from loaders.named import DocumentMention
from ontology import authority
from ontology.codes import Kind

_GIVEN = re.compile(
    r"\(\s?(?:(?:sau|dưới) đây,? )?(?:được )?(?:gọi|viết)(?: tắt| chung)? ?(?:là|:) ?[\"“”]?(?P<name>[^()\"“”]{4,120})"
)
_BACK = 600  # characters from an alias back to the document that it names
_MOST = 200  # aliases of a document that are followed
_ENDS = re.compile(r"[.!?]\s+(?=[^\W\d_a-zà-ỹđ])")  # of a sentence


@cache
def _kinds() -> dict[str, Kind]:
    """The kinds that a name may begin with, the longest first."""
    kinds = {kind.name: kind.kind for kind in authority.document_types() if kind.name}
    return {name: kinds[name] for name in sorted(kinds, key=len, reverse=True)}


def _kind_of(name: str) -> tuple[str, Kind] | None:
    """The kind that a name begins with and goes beyond."""
    return next(((kind, of) for kind, of in _kinds().items() if name.startswith(f"{kind} ")), None)


def defined(texts: Iterable[tuple[str, Sequence[DocumentMention]]]) -> dict[str, DocumentMention]:
    """The aliases that texts give, each with the mention that it stands for; one given twice for two is none."""
    called: dict[str, DocumentMention] = {}
    twice: set[str] = set()
    for text, found in texts:
        for name, mention in _given(text, found):
            if called.setdefault(name, mention).number != mention.number:
                twice.add(name)
    once = ((name, mention) for name, mention in called.items() if name not in twice)
    return dict(islice(once, _MOST))


def _given(text: str, found: Sequence[DocumentMention]) -> Iterator[tuple[str, DocumentMention]]:
    numbered = [mention for mention in found if mention.number]
    ends = [mention.end for mention in numbered]
    for match in _GIVEN.finditer(text) if numbered else ():
        name = match["name"].strip()
        kind = _kind_of(name)
        before = bisect_right(ends, match.start()) - 1
        if kind is None or before < 0 or match.start() - ends[before] > _BACK:
            continue
        between = text[ends[before] : match.start()]
        alike = numbered[before].kind is kind[1] or f"{kind[0].lower()} " in between.lower()
        if alike and not _ENDS.search(between):
            yield name, numbered[before]


def uses(text: str, called: Mapping[str, DocumentMention]) -> list[DocumentMention]:
    """Where a text uses aliases, the place where one is given left out."""
    found: list[DocumentMention] = []
    for name, meant in called.items():
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?![\w/])", text) if name in text else ():
            if not _GIVEN.match(text, text.rfind("(", 0, match.start() + 1)):
                at = replace(meant, start=match.start(), end=match.end())
                found.append(replace(at, written="", name=name, date=None, issuer=None))
    return sorted(found, key=lambda mention: mention.start)
