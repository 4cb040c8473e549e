r"""What a portal's page says around a document: its table of attributes before, its links and forms behind.

Both are set aside: nothing of them is a fact of the document. The attributes are kept, to be held against what the
document itself says.

>>> from loaders.lines import paragraphs
>>> from loaders.normalize import normalize
>>> page = "Số hiệu:\n|\n7/KH-UBND\n|\nNgày ban hành:\n|\n01/02/2024\n|\nTình trạng:\n|\nĐã biết\n"
>>> [(given.key, given.value) for given in attributes(paragraphs(normalize(page)))]
[('number', '7/KH-UBND'), ('date', '01/02/2024')]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from loaders.lines import Paragraph
from loaders.mapped import fold
from ontology.source import Metadatum

# The labels of attributes, folded. An empty key: known, so that it is no other's value, but not of the head.
_KEYS = {
    **dict.fromkeys(("so hieu", "so ky hieu", "so, ky hieu", "so/ky hieu", "so hieu van ban", "so van ban"), "number"),
    **dict.fromkeys(("loai van ban", "loai vb", "hinh thuc van ban", "the loai"), "kind"),
    **dict.fromkeys(("noi ban hanh", "co quan ban hanh", "don vi ban hanh", "cq ban hanh"), "issuer"),
    "co quan ban hanh/chuc danh/nguoi ky": "issuer",
    **dict.fromkeys(("nguoi ky", "nguoi ky duyet", "nguoi ky van ban"), "signer"),
    "ngay ban hanh": "date",
    **dict.fromkeys(("ngay hieu luc", "ngay co hieu luc"), "effective"),
    **dict.fromkeys(("tinh trang", "tinh trang hieu luc", "trang thai", "hieu luc"), "state"),
    **dict.fromkeys(("trich yeu", "trich yeu noi dung", "ten van ban"), "title"),
    **dict.fromkeys(("van ban goc", "file dinh kem", "tep dinh kem", "tai lieu dinh kem"), "original"),
    **dict.fromkeys(
        ("ngay cong bao", "so cong bao", "linh vuc", "nganh", "pham vi", "nguon thu thap", "chuc danh"), ""
    ),
    **dict.fromkeys(("ngay dang cong bao", "ngay het hieu luc", "cap nhat", "ngay cap nhat", "ban hanh"), ""),
}
_NOTHING = re.compile(r"(?:da biet|dang cap nhat|du lieu dang cap nhat|khong xac dinh|\.+|-+)?")
_LABEL_MAX = 40  # characters
_TOGETHER = 4  # paragraphs from a label to the next, at the most: further down stand those of other documents
_LEAST_ATTRIBUTES = 2  # labels that make a table of attributes: one may stand in any text

# A portal's own words, each a paragraph of its own, folded.
_FURNITURE = re.compile(
    r"(?:van ban (?:lien quan|goc|tieng anh|nay chua cap nhat.*|bi thay the|thay the|hop nhat|moi(?: nhat)?|cung .{1,9}"
    r"|duoc (?:huong dan|hop nhat|dan chieu|can cu|sua doi.*))|noi dung (?:sua doi, huong dan|chinh)|ban in"
    r"|luoc do|chu thich"
    r"|tai (?:ve|xuong|van ban.*|file.*|tep.*)|download.*|in (?:trang|bai|tin)(?: nay| viet)?|chia se(?: .{0,12})?"
    r"|gui (?:email|mail|cho ban be|bai viet|binh luan)|luu (?:tru|bai|tin|bai viet)|binh luan.{0,20}|danh gia.{0,20}"
    r"|y kien (?:ban doc.*|cua ban)|(?:cac )?(?:tin|bai)(?: viet)? (?:lien quan|khac|moi(?: hon| nhat)?|cu hon|noi bat"
    r"|cung .{1,20}|doc nhieu.*|da dua)|xem (?:them|chi tiet|tiep|nhieu nhat)|doc (?:them|nhieu nhat)|>>>? .*"
    r"|(?:ve|len) dau trang|tro ve.{0,20}|quay lai|dang (?:nhap|xuat)|tu khoa.{0,60}|trang chu|tieng anh|english|menu"
    r"|(?:so )?luot (?:xem|truy cap|doc).*|dang (?:truy cap|tai van ban).*|(?:cac )?lien ket (?:web|website|webiste)"
    r"|(?:file|tep|tai lieu) (?:duoc )?dinh kem.*|click .*|ban quyen .*|copyright.*|[©®].*|quang cao|facebook|zalo"
    r"|danh muc|chuyen muc|trong ngay|tat ca|tong truy cap.*|.*\.(?:jpe?g|png|gif|webp)|.*\((?:hinh|anh).{0,60}\)"
    r"|(?:hinh|anh)(?: minh hoa)?:.*)\s*[:.…]*\s*\d*"
)
_FURNITURE_MAX = 100  # characters
_LEAST_FURNITURE = 2  # different words of a portal that show its back matter to begin
_WITHIN = 60  # paragraphs
_RECIPIENTS = re.compile(r"noi nhan\b")
# A link to the document itself: "Kế hoạch 7/KH-UBND năm 2025 ... do Ủy ban nhân dân tỉnh ... ban hành".
_LINK = re.compile(r"[^\W\d_][^\d]{2,30} (?:so )?\d[\w.]*[/-]\S+ .*\bdo \w[^.;:]{4,80}")


def key_of(label: str) -> str | None:
    """The key of an attribute by its label; "" for one that says nothing of the head, None for other words.

    >>> key_of("Nơi ban hành:"), key_of("Số công báo"), key_of("Căn cứ")
    ('issuer', '', None)
    """
    return _KEYS.get(re.sub(r"\s*/\s*", "/", fold(label)).strip(" :*-"))


def attributes(paragraphs: Sequence[Paragraph]) -> tuple[Metadatum, ...]:
    """What a table of attributes gives, flattened to lines as it may be; empty where there is none."""
    found = pairs([paragraph.text.text for paragraph in paragraphs])
    words = [(pair.key, paragraphs[pair.at].text[pair.start : pair.end]) for pair in found]
    return tuple(Metadatum(key, value.text, value.span()) for key, value in words)


class Pair(NamedTuple):
    """An attribute: its key, and the text (by its place in their order) and the range in it that hold its value."""

    key: str
    at: int
    start: int
    end: int


def pairs(texts: Sequence[str]) -> list[Pair]:
    """Each label's value, behind its colon or in the next text; none where less than two stand together."""
    found: dict[str, Pair] = {}
    last = 0
    for at, text in enumerate(texts):
        key, start = _labelled(text)
        if key is None:
            continue
        if len(found) >= _LEAST_ATTRIBUTES and at > last + _TOGETHER:
            break
        found, last = (found if at <= last + _TOGETHER else {}), at
        if not key or key in found:
            continue
        if start == len(text) and at + 1 < len(texts) and _labelled(texts[at + 1])[0] is None:
            at, start = at + 1, 0  # noqa: PLW2901 - the value stands there
        value = texts[at][start:]
        if not _NOTHING.fullmatch(fold(value)):
            found[key] = Pair(key, at, start, start + len(value))
    return list(found.values()) if len(found) >= _LEAST_ATTRIBUTES else []


def _labelled(text: str) -> tuple[str | None, int]:
    """The key that a text's label has (None: it has none), and where what stands behind the label begins."""
    label, colon, value = text.partition(":")
    if len(label) > _LABEL_MAX or not (colon or key_of(label)):
        return None, 0
    return key_of(label), len(text) - len(value.lstrip())


def is_furniture(words: str) -> bool:
    """Whether a paragraph is a portal's own: a menu, a button, a heading above links.

    >>> is_furniture("Văn bản liên quan"), is_furniture("Chia sẻ bài viết"), is_furniture("Chia sẻ với người dân")
    (True, True, False)
    """
    return len(words) < _FURNITURE_MAX and _FURNITURE.fullmatch(fold(words)) is not None


def back(paragraphs: Sequence[Paragraph]) -> int:
    """Where a portal's words begin behind a document's end; the number of paragraphs where none do."""
    foot = next((at for at, p in enumerate(paragraphs) if _RECIPIENTS.match(fold(p.text.text))), None)
    least = _LEAST_FURNITURE if foot is not None else _LEAST_FURNITURE + 1
    marks = [at for at, p in enumerate(paragraphs) if at > (foot or 0) and is_furniture(p.text.text)]
    for order, at in enumerate(marks):
        near = {paragraphs[m].text.folded for m in marks[order:] if m <= at + _WITHIN}
        if len(near) >= least and (foot is not None or not any(p.label for p in paragraphs[at:])):
            return _links_above(paragraphs, at)
    return len(paragraphs)


def _links_above(paragraphs: Sequence[Paragraph], at: int) -> int:
    while at > 1 and paragraphs[at - 1].label is None and _LINK.fullmatch(paragraphs[at - 1].text.folded):
        at -= 1
    return at
