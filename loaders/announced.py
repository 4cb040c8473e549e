"""A document that stands below another one in the same file, announced by its number instead of a letterhead.

A page that collects texts writes "Kết luận số 12-KL/TW" on a line of its own, then the document in full: the line opens
it where the document is named again right below with its day, or where the one above was closed, and where a closing of
its own follows. Without that closing the page only speaks of the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders import mentions
from loaders.lines import Paragraph
from loaders.named import DocumentMention
from loaders.places import Setting
from loaders.vietnamese import UPPER

# "Chỉ thị này phổ biến đến chi bộ", "... thực hiện./.", "T/M BỘ CHÍNH TRỊ".
_CLOSES = re.compile(
    r"\bphổ biến đến (?:các )?(?:chi bộ|đảng viên|cấp ủy)\b[^.]{0,30}\.?$|\./\.?$"
    rf"|^\W{{0,6}}(?:T/?M|K/?T|T/?L|TUQ)\.?\s+[{UPPER}]{{2}}"
)
_LINE_MAX = 100  # characters of the line that is nothing but a document's number
_SAID_MAX = 600  # characters of the paragraph that names the document again
_NEAR = 6  # paragraphs between a document's closing formula and the next document, at the most
_ISSUER_AND_TITLE = re.compile(r"\W{0,3}của (?P<issuer>[^,.;:]{3,80}?),? (?P<title>về .+)", re.DOTALL)
_ENDS = " .:;*"
_BARE = ("Số", "SỐ")  # "Số: 5/KH-UBND": a line of a letterhead


@dataclass(frozen=True, slots=True)
class Announced:
    """The line that names the document, the mention in it, and the paragraph below that names it again, if one does."""

    line: Paragraph
    mention: DocumentMention
    again: tuple[Paragraph, DocumentMention] | None

    def issuer_and_title(self) -> re.Match[str] | None:
        """Where the paragraph below says who issued the document, and about what."""
        if self.again is None:
            return None
        paragraph, mention = self.again
        day = paragraph.text.text.find(" của ", mention.start)
        return _ISSUER_AND_TITLE.match(paragraph.text.text, max(day, 0))


def at(paragraphs: Sequence[Paragraph], place: int) -> Announced | None:
    """The document that the paragraph at ``place`` announces, None where it is no such line."""
    line = paragraphs[place]
    named = _alone(line)
    if named is None:
        return None
    below = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
    again = _named_again(below, named) if below is not None else None
    return Announced(line, named, (below, again) if below is not None and again is not None else None)


def opens(paragraphs: Sequence[Paragraph], place: int) -> bool:
    """Whether a document begins at ``place`` behind another one."""
    if not place or (found := at(paragraphs, place)) is None:
        return False
    if found.again is None and not _follows_closing(paragraphs, place):
        return False
    return any(_CLOSES.search(paragraph.text.text) for paragraph in paragraphs[place + 1 :])


def _follows_closing(paragraphs: Sequence[Paragraph], place: int) -> bool:
    """Whether the document above was closed, and no list of links or cells goes on below."""
    below = paragraphs[place + 1 : place + 2]
    listed = not below or below[0].cell or _alone(below[0]) is not None
    return not listed and any(_CLOSES.search(p.text.text) for p in paragraphs[max(0, place - _NEAR) : place])


def _alone(paragraph: Paragraph) -> DocumentMention | None:
    """The document whose kind and number are all that a paragraph holds."""
    words = paragraph.text.text
    if paragraph.place is not None or len(words) > _LINE_MAX or words.startswith(_BARE):
        return None
    found = mentions.find(words, Setting())
    if len(found) != 1 or found[0].number is None or found[0].kind is None:
        return None
    named = not found[0].start and words.find(found[0].written) > 0
    return found[0] if named and not words[found[0].end :].strip(_ENDS) else None


def _named_again(paragraph: Paragraph, before: DocumentMention) -> DocumentMention | None:
    """The mention with its day with which a paragraph begins, where it is of the same number."""
    words = paragraph.text.text
    found = mentions.find(words, Setting()) if len(words) <= _SAID_MAX else []
    if not found or found[0].start or found[0].number != before.number:
        return None
    return found[0] if found[0].date is not None and found[0].date.day else None
