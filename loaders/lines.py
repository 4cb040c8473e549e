"""Lines to paragraphs: hard-wrapped lines are joined again, cells and rules keep things apart.

Portals wrap at a fixed width, often shorter on a paragraph's first line (the markup counted there); OCR wraps where
the page did; other files hold one paragraph a line. A line goes on the paragraph before it unless it has a label of its
own, a blank line or a cell's edge stands between, or the line before was ended early on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from loaders.hyphens import splits_name
from loaders.labels import Label, label_of
from loaders.mapped import Mapped
from loaders.vietnamese import UPPER
from ontology.source import Cell

_LEAST_BEGUN, _MOSTLY = 6, 0.8  # beginnings of paragraphs that show a text's habit, and how many must follow it
_RUNNING = 100  # characters from which words are a sentence, no heading: they do not end without a full stop
_LONG = 0.15  # of the width: a shorter line was ended on purpose
_FIRST_LINE = 0.5  # of the width: a shorter first line is a heading
_PROBE = 64  # characters in which small letters are counted at a time
_SPECK = 4  # characters of a line so short that its case says nothing of its being a heading
_RULE = re.compile(r"[-_=*.~o\s]*(?:[-_=~]{3,}|\*\s*\*\s*\*|[*])[-_=*.~o\s]*")
_CELL = re.compile(r"\|(?:\s*\|)*")
_TERMINAL = re.compile(r"[.;:!?…][\"')\]]*(?:\[\d+\])?$|\.\.\.$|\./\.?$")
_TERMINAL_MAX = 40  # characters of such a mark with quotes, brackets and the number of a footnote behind it
_ACRONYM = re.compile(r"[A-ZĐ][A-ZĐ&]+\b(?! [A-ZĐ][A-ZĐ]*\b)")
_LABEL_ALONE = re.compile(r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])[.)]|\[\d{1,3}\]")
# What begins a paragraph, however full the line above is; and what does so below a line that is not.
_BEGINS = re.compile(
    r"Số\s*[:.]?\s*[\d/]|SỐ\s*:|(?:Chỉ tiêu|Mục tiêu)(?: số)? \d+(?:\.\d+)?\s*[:.]|(?:Trên đây là|Kính gửi|Nơi nhận)\b"
)
_RECITES = re.compile(r"(?:Căn cứ|Thực hiện|Triển khai|Xét|Theo đề nghị)\s")
_ORDERS = re.compile(
    r"(?:Căn cứ|Thực hiện|Triển khai|Xét|Theo đề nghị|Để|Chủ trì|Phối hợp|Xây dựng|Tổ chức|Chỉ đạo|Hướng dẫn|Tham mưu"
    r"|Tăng cường|Đẩy mạnh|Kiểm tra|Bố trí|Rà soát|Tiếp tục|Lồng ghép|Tuyên truyền|Theo dõi|Tổng hợp|Quán triệt"
    r"|Nâng cao|Đề nghị|Yêu cầu|Bảo đảm|Huy động|Ban hành)\s(?!số)"
)
# What a body is goes on its name, though a portal made a bullet of the hyphen: "Cục X - Cơ quan thường trực Tổ ...".
_STANDING = re.compile(r"-\s*(?:Cơ quan|Đơn vị) (?:thường trực|đầu mối|giúp việc|chủ trì|tham mưu) [^\s:(][^:]{12}")
_LONG_ITEM = 40  # characters of a line that is no heading
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
# Words that cannot end a heading: what follows them on the next line belongs to it.
_OPEN = re.compile(
    r"(?:^|[\s(\"])(?:sở|bộ|ban|phòng|cục|hội|đoàn|ủy ban|ủy|công|văn phòng|số|và|của|với|về|theo|các|đề|đề nghị|"
    r"trong|cho|tại|nhân|nhân dân|chủ tịch|thủ tướng|kế hoạch|chỉ thị|quyết định|nghị quyết)$|,$",
    re.IGNORECASE,
)
# A kind of place goes on with its name: "Ủy ban nhân dân tỉnh" / "Cao Bằng", not "Công an tỉnh" / "Chỉ đạo ...".
_OPEN_PLACE = re.compile(r"(?:^|[\s(\"])(?:tỉnh|thành phố|huyện|xã)$", re.IGNORECASE)
_NAME = re.compile(rf"[{UPPER}]\w* [{UPPER}]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in a table that the format marks as one: its order in the file, the cell in it."""

    table: int
    cell: Cell


@dataclass(frozen=True)
class Paragraph:
    """A paragraph on one line. ``cell``: a cell's edge stands before it; ``gap``: a blank line does."""

    text: Mapped
    cell: bool = False
    gap: bool = False
    place: Place | None = None

    @cached_property
    def label(self) -> Label | None:
        """The label that it begins with."""
        return label_of(self.text.text)

    @cached_property
    def body(self) -> Mapped:
        """What stands behind the label."""
        label = self.label
        return self.text[label.width :] if label else self.text

    @property
    def capitals(self) -> bool:
        """Whether it is written in capitals, as titles and headings are."""
        return is_capitals(self.text.text)


def is_capitals(text: str) -> bool:
    """Whether the letters are capitals, but for a few (TTg, đ/c) and those of numbers.

    >>> is_capitals("THỰC HIỆN CHỈ THỊ SỐ 27/CT-TTg"), is_capitals("Số: 27/CT-TTg")
    (True, False)
    """
    small, most = 0, 0.15 * len(text)
    for at in range(0, len(text), _PROBE):  # most lines show at once that they are not
        small += sum(map(str.islower, text[at : at + _PROBE]))
        if small > most:
            return False
    letters = sum(map(str.isalpha, text))
    return letters > 1 and sum(map(str.isupper, filter(str.isalpha, text))) >= 0.85 * letters


@dataclass(frozen=True, slots=True)
class Line:
    """A line before it is joined with others; the fields are those of ``Paragraph``."""

    text: Mapped
    cell: bool = False
    gap: bool = False
    place: Place | None = None


def paragraphs(text: Mapped) -> list[Paragraph]:
    """The paragraphs of a normalised text, in their order."""
    lines = _lines(text)
    return joined(lines, _wrap_width(lines), gapped=_is_gapped(lines))


def joined(lines: Iterable[Line], wrap: int = 0, *, gapped: bool = False) -> list[Paragraph]:
    """Lines to paragraphs; ``wrap`` is the width at which they were wrapped, 0 where each is a paragraph as it is."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not line.cell and _goes_on(groups[-1], line, wrap, gapped=gapped):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Paragraph(Mapped.join((line.text for line in group), " "), group[0].cell, group[0].gap, group[0].place)
        for group in groups
    ]


def _lines(text: Mapped) -> list[Line]:
    """Lines with words; rules, cells' edges and blank lines are kept as what stands before the next line."""
    found: list[Line] = []
    cell = gap = False
    at = 0
    for raw in text.text.split("\n"):
        line = text[at : at + len(raw)].strip()
        at += len(raw) + 1
        if not line:
            gap = True
        elif _CELL.fullmatch(line.text) or is_rule(line.text):
            cell = True
        else:
            cells = _cells(line)
            found.extend(Line(part, cell or part is not line, gap) for part in cells)
            cell, gap = len(cells) > 1, False
    return found


def is_rule(text: str) -> bool:
    """Whether a line is one that is drawn: "-----"."""
    return text[0] in "-_=*.~o" and _RULE.fullmatch(text) is not None


def _cells(line: Mapped) -> list[Mapped]:
    """The cells of a Markdown row, or the line itself; a heading's marks are dropped."""
    heading = _MARKDOWN_HEADING.match(line.text)
    if heading:
        return [line[heading.end() :]]
    if "|" not in line.text:
        return [line]
    if line.text.count("|") <= 1 and not (line.text.startswith("|") or line.text.endswith("|")):
        return [line]
    cells: list[Mapped] = []
    at = 0
    for raw in line.text.split("|"):
        cell = line[at : at + len(raw)].strip()
        at += len(raw) + 1
        if cell and not is_rule(cell.text):
            cells.append(cell)
    return cells


def _wrap_width(lines: list[Line]) -> int:
    """The width at which the text is wrapped, 0 where each line is a paragraph."""
    pairs = list(pairwise(lines))
    below = [b for _, b in pairs if not b.gap and not b.cell]  # cells say nothing of how prose is wrapped
    split = sum(b.text.text[0].islower() for b in below)
    if split < max(2, 0.12 * len(below)):
        return 0
    lengths = sorted(len(a.text) for a, b in pairs if b.text.text[0].islower() and not b.gap)
    return lengths[int(0.9 * (len(lengths) - 1))]


def _is_gapped(lines: list[Line]) -> bool:
    """Whether blank lines stand between the paragraphs: a line right below another then goes on with it."""
    labels = [(line, label_of(line.text.text)) for line in lines]
    begun = [
        line.gap or line.cell for line, label in labels if label and label.kind not in ("dash", "plus", "footnote")
    ]
    return len(begun) >= _LEAST_BEGUN and sum(begun) >= _MOSTLY * len(begun)


def _goes_on(before: list[Line], line: Line, wrap: int, *, gapped: bool) -> bool:
    """Whether a line goes on the paragraph whose lines came before."""
    last, words = before[-1].text.text, line.text.text
    if (not line.gap and splits_name(last, words)) or _is_label_of(before, words):
        return True
    if _BEGINS.match(words):
        return False
    if label_of(words):
        return _label_goes_on(last, line)
    # "IV. KINH" / "PHÍ THỰC HIỆN" is a heading; "SNV" above words in capitals may be anything.
    heading = label_of(last) is not None and is_capitals(words)
    capitals = is_capitals(last) and (heading or not _ACRONYM.fullmatch(_body(last)))
    if capitals and is_capitals(words):
        return not line.gap
    if line.gap or not wrap:
        goes_on = words[0].islower() or (words[0].isdigit() and not line.gap)
        return not _is_ended(last) and goes_on and not capitals
    return _wrapped_goes_on(before, words, wrap, capitals=capitals, gapped=gapped)


def _is_label_of(before: list[Line], words: str) -> bool:
    """Whether a label stands on a line of its own above the words that it belongs to."""
    return len(before) == 1 and _LABEL_ALONE.fullmatch(before[0].text.text) is not None and label_of(words) is None


def _is_ended(line: str) -> bool:
    """Whether a line ends with a mark that ends a sentence or item."""
    return _TERMINAL.search(line, max(0, len(line) - _TERMINAL_MAX)) is not None


def _label_goes_on(last: str, line: Line) -> bool:
    """Whether what looks like a bullet is a hyphen inside a sentence or a period: "2021" / "- 2025"."""
    words = line.text.text
    if _STANDING.match(words) and len(last) > _LONG_ITEM and not _is_ended(last) and last[-1].isalnum():
        return True
    follows = words[1:].lstrip()[:1]
    goes_on = follows.islower() or (follows.isdigit() and last[-1].isdigit())
    return not _is_ended(last) and not line.gap and words[0] == "-" and goes_on


def _wrapped_goes_on(before: list[Line], words: str, wrap: int, *, capitals: bool, gapped: bool) -> bool:
    """Whether an unlabelled line right below another goes on with it in a wrapped text; ``capitals``: of the other."""
    last = before[-1].text.text
    full = _full(last, words, wrap)
    if capitals != is_capitals(words) and len(words) > _SPECK:
        return not _is_ended(last) and not capitals and (words[0].isdigit() or full)
    if words[0].islower() or words[0] in ",;.)/%‰":
        return True
    if last.endswith(":"):
        return words[0].isdigit()
    recitals = _RECITES.match(words) and _RECITES.match(before[0].text.text)
    if recitals or (not full and _ORDERS.match(words) and not _OPEN.search(_body(last))):
        return gapped and not _is_ended(last)
    return _running_goes_on(before, words, wrap, gapped=gapped)


def _running_goes_on(before: list[Line], words: str, wrap: int, *, gapped: bool) -> bool:
    """Whether a line that begins with a capital goes on with the one above, by their lengths."""
    last = before[-1].text.text
    ended, full = _is_ended(last), _full(last, words, wrap)
    running = sum(len(part.text) for part in before) > _RUNNING
    if (gapped and len(last) >= _LONG * wrap) or (running and not ended):
        return True
    return _first_line_goes_on(last, words, wrap) if len(before) == 1 and not ended and not full else full


def _first_line_goes_on(last: str, words: str, wrap: int) -> bool:
    """Whether a paragraph's first line, often shorter than the others, goes on with a line in capitals' case."""
    label = label_of(last)
    item = label is not None and label.kind not in ("roman", "arabic", "decimal", "article")
    acronym = _ACRONYM.match(words) is not None
    wrapped = len(words) >= 0.85 * wrap and len(last) >= _FIRST_LINE * wrap
    place = _OPEN_PLACE.search(last) and _NAME.match(words)
    return bool(_OPEN.search(_body(last)) or place) or (item and acronym) or words[0] in '0123456789"(' or wrapped


def _body(line: str) -> str:
    label = label_of(line)
    return line[label.width :] if label else line


def _full(line: str, following: str, wrap: int) -> bool:
    """Whether the next line's first word would not have fitted any more."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > 0.9 * wrap
