r"""A news page: its headline and its running text, without what the site puts around and between.

A menu is a run of short lines, an advertisement a heading that no text follows, a list of other news stands below a
heading of its own; what is said twice (the headline above and below an advertisement) is said once.

>>> from loaders.lines import paragraphs
>>> from loaders.normalize import normalize
>>> prose = "Sáng 2/3, Ủy ban nhân dân xã họp bàn kế hoạch nạo vét kênh mương và sửa các trạm bơm trước mùa mưa."
>>> page = f"Trang chủ\n\nCho thuê nhà\n\nXã An Hòa nạo vét kênh mương\n\n{prose}\n\nTin liên quan\n\nHội làng\n"
>>> headline, body = article(paragraphs(normalize(page)), ())
>>> headline.text.text, [paragraph.text.text == prose for paragraph in body]
('Xã An Hòa nạo vét kênh mương', [False, True])
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import portal
from loaders.lines import Paragraph
from ontology.source import Block, BlockKind

_PROSE = 80  # characters of a sentence with which a page's own text may begin
_SENTENCE = 40  # and of one inside it
_HEADLINE_MAX = 200
_LEAST_WORDS = 4  # of a headline
_ENDED = re.compile(r"[.;:!?…][\"')\]]*$")
_WORD = re.compile(r"[^\W\d_]+")
_DATED = re.compile(r"(?:Thứ [^\W\d_]+|Thứ \d|Chủ nhật|Ngày đăng|Cập nhật|Đăng (?:ngày|lúc))\b.*\d", re.IGNORECASE)
# Who runs the site, and how to reach them.
_CONTACT = re.compile(
    r"(?:co quan chu quan|don vi chu quan|chiu trach nhiem|dia chi|dien thoai|fax|e-?mail|hotline|giay phep|website"
    r"|ban bien tap|tong bien tap|phat trien boi|thiet ke boi)\b.*:"
)


def article(paragraphs: Sequence[Paragraph], blocks: Sequence[Block]) -> tuple[Paragraph, tuple[Paragraph, ...]]:
    """The headline, and the page's own text from it on; ``blocks`` are those of the file, for its main heading."""
    start = _headline(paragraphs, blocks)
    seen = {paragraphs[start].text.folded}
    body = [paragraphs[start]]
    linked = False  # whether a heading of links stands above
    for at, paragraph in enumerate(paragraphs[start + 1 :], start + 1):
        prose = _is_prose(paragraph)
        linked = (linked or _is_furniture(paragraph)) and not prose
        heads = at + 1 < len(paragraphs) and _is_text(paragraphs[at + 1])
        own = prose or (paragraph.label is not None and not linked) or (heads and paragraph.label is None)
        if own and not _is_furniture(paragraph) and paragraph.text.folded not in seen:
            body.append(paragraph)
        if paragraph.label is None and not prose:
            seen.add(paragraph.text.folded)
    return paragraphs[start], tuple(body)


def is_begun(headline: Paragraph) -> bool:
    """Whether a page has a headline, and does not begin in the middle of a text.

    >>> from loaders.mapped import Mapped
    >>> [is_begun(Paragraph(Mapped.of(words))) for words in ("Chợ phiên mở lại", "sau khi đã bàn", "Sau khi bàn;")]
    [True, False, False]
    """
    words = headline.text.text
    return not (words[:1].islower() or words.endswith((";", ",")))


def _headline(paragraphs: Sequence[Paragraph], blocks: Sequence[Block]) -> int:
    """Where the headline stands: the page's only heading of the first level, else the last heading before its text."""
    main = [block.span for block in blocks if block.kind is BlockKind.HEADING and block.level == 1]
    first = next((at for at, paragraph in enumerate(paragraphs) if _is_prose(paragraph, _PROSE)), len(paragraphs))
    fits = [at for at, paragraph in enumerate(paragraphs[:first]) if _may_head(paragraph)]
    for at in fits if len(main) == 1 else ():
        if main[0].start <= paragraphs[at].text.span().start < main[0].end:
            return at
    return fits[-1] if fits else 0


def _may_head(paragraph: Paragraph) -> bool:
    words = paragraph.text.text
    named = len(_WORD.findall(words)) >= _LEAST_WORDS and len(words) < _HEADLINE_MAX
    return named and not _is_furniture(paragraph) and not _DATED.match(words)


def _is_furniture(paragraph: Paragraph) -> bool:
    words = paragraph.text
    return portal.is_furniture(words.text) or _CONTACT.match(words.folded) is not None


def _is_prose(paragraph: Paragraph, least: int = _SENTENCE) -> bool:
    """Whether a paragraph is running text: long, and ended as a sentence is."""
    words = paragraph.text.text
    return len(words) >= least and _ENDED.search(words) is not None and not _is_furniture(paragraph)


def _is_text(paragraph: Paragraph) -> bool:
    """Whether a heading may stand above a paragraph: running text, or an item."""
    return _is_prose(paragraph) or (paragraph.label is not None and not _is_furniture(paragraph))
