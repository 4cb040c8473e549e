r"""A page's tree of elements to paragraphs and tables, in the order of the page.

The tree is walked without recursion: pages nest as deep as they like.

>>> from selectolax.lexbor import LexborHTMLParser
>>> page = "<h2>Mục</h2><ol start=3><li>Một<br>hai</ol><table><tr><td rowspan=2>a<td>b<tr><td>c</table>"
>>> for item in items(LexborHTMLParser(page).body, frozenset()):
...     print(item.kind.value, repr(item.text), [(c.row, c.column, c.text) for row in item.rows for c in row])
heading 'Mục' []
paragraph '3. Một\nhai' []
table '' [(0, 0, 'a'), (0, 1, 'b'), (1, 1, 'c')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Protocol

from selectolax.lexbor import LexborNode

from loaders.formats.rendered import CellText
from loaders.labels import label_of
from ontology.source import BlockKind

_DROPPED = frozenset(
    ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video")
).union(("select", "option", "button", "textarea", "input", "head", "title", "meta", "link", "map", "del", "xml"))
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "form", "fieldset", "figure", "hr")
).union(
    ("figcaption", "blockquote", "address", "center", "pre", "ul", "ol", "dl", "dt", "dd", "li", "summary", "dialog"),
    ("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "body"),
    ("details",),
)
_BULLET = re.compile(r"[·§Ø](?=\s)")  # bullets of Word's symbol fonts, as other fonts show them
_TABLE_PARTS = frozenset(("thead", "tbody", "tfoot"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_WORD_PARTS = {
    "footnote": BlockKind.FOOTNOTE,
    "endnote": BlockKind.FOOTNOTE,
    "header": BlockKind.HEADER,
    "footer": BlockKind.FOOTER,
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*comment-list")
_ELEMENT = re.compile(r"mso-element\s*:\s*([a-z]+)")
# Word keeps the number of a list's item for readers that know no lists, now and then inside a comment.
_NUMBER = re.compile(r"\[if !supportLists\]>(.*?)(?:<!\[endif\]|$)", re.DOTALL)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_SPANS_MAX = 200  # rows or columns that one cell may take
_LAYOUT = 2000  # characters of a cell that is a page's column, not a table's cell
_LAYOUT_PARAGRAPHS = 8


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph or a table: ``linked`` counts its characters inside links, ``aside``: an element says so."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[CellText, ...], ...] = ()
    linked: int = 0
    aside: bool = False


def items(root: LexborNode, asides: AbstractSet[int]) -> list[Item]:
    """The paragraphs and tables below an element; ``asides`` are the ids of the elements that are not of the text."""
    flow = _Flow(asides)
    walk(root, flow)
    flow.flush()
    return flow.made


def hidden(node: LexborNode) -> bool:
    """Whether an element is not shown."""
    attributes = node.attributes
    style = attributes.get("style")
    return node.tag in _DROPPED or "hidden" in attributes or bool(style and _HIDDEN.search(style))


class Visitor(Protocol):
    """What a walk calls for each node."""

    def enter(self, node: LexborNode) -> bool:
        """At a node's begin; False where nothing below it is to be visited."""

    def leave(self, node: LexborNode) -> None:
        """At a node's end."""


def walk(root: LexborNode, visitor: Visitor) -> None:
    """Enters and leaves each node in the order of the page; what ``enter`` refuses is passed over whole."""
    node: LexborNode | None = root
    while node is not None:
        child = node.first_child if visitor.enter(node) else None
        if child is not None:
            node = child
            continue
        while node is not None:
            visitor.leave(node)
            if node.mem_id == root.mem_id:  # comparing nodes compares all that they hold
                return
            if node.next is not None:
                node = node.next
                break
            node = node.parent


@dataclass(slots=True)
class _List:
    """A list that is being read: its kind of label and the number of its next item."""

    style: str
    number: int


@dataclass(slots=True)
class _Flow:
    """Collects the text of inline elements until a block begins or ends."""

    asides: AbstractSet[int]
    in_cell: bool = False
    made: list[Item] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _open: list[tuple[int, str]] = field(default_factory=list)
    _label: str = ""
    _linked: int = 0

    def enter(self, node: LexborNode) -> bool:
        """Reads a node; False where nothing below it is to be read."""
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
        elif tag == "-comment":
            number = _NUMBER.search(node.comment_content or "")
            self._text(re.sub(r"<[^>]*>", "", number[1]).replace("&nbsp;", "\xa0") if number else "")
        elif tag.startswith(("-", "!")) or hidden(node):
            return False
        elif tag == "br":
            self._words.append("\n")
        else:
            return self._element(node, tag)
        return False

    def _element(self, node: LexborNode, tag: str) -> bool:
        self._mark(node, tag)
        if tag not in _BLOCKS:
            return True
        self.flush()
        if tag == "table" and not self.in_cell and (rows := table(node, self.asides)):
            aside = any(mark == "aside" for _, mark in self._open)
            linked = sum(len(link.text()) for link in node.css("a[href]"))
            self.made.append(Item(BlockKind.TABLE, rows=rows, linked=linked, aside=aside))
            return False
        if tag in ("ul", "ol"):
            style = "" if tag == "ul" else node.attributes.get("type") or "1"
            self._lists.append(_List(style, _whole(node.attributes.get("start"), 1)))
        elif tag == "li":
            self._label = self._item(node)
        return True

    def _mark(self, node: LexborNode, tag: str) -> None:
        """Notes what an element means for all that stands in it."""
        part = _ELEMENT.search(node.attributes.get("style") or "")
        if node.mem_id in self.asides:
            self._open.append((node.mem_id, "aside"))
        elif part and part[1] in _WORD_PARTS:
            self._open.append((node.mem_id, part[1]))
        elif tag in _HEADINGS or (tag == "a" and node.attributes.get("href")):
            self.flush() if tag in _HEADINGS else None
            self._open.append((node.mem_id, tag))

    def leave(self, node: LexborNode) -> None:
        """Ends what a block holds."""
        tag = node.tag or ""
        if tag in _BLOCKS:
            self.flush()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        self._label = "" if tag == "li" else self._label
        if self._open and self._open[-1][0] == node.mem_id:
            self._open.pop()

    def _text(self, text: str) -> None:
        words = _BLANKS.sub(" ", text)
        if words != " " or self._words:
            self._words.append(words)
        if self._open and any(mark == "a" for _, mark in self._open):
            self._linked += len(words.strip())

    def _item(self, node: LexborNode) -> str:
        """The label that a browser draws before an item of a list."""
        if not self._lists:
            return "- "
        now = self._lists[-1]
        if not now.style:
            return "- "
        now.number = _whole(node.attributes.get("value"), now.number)
        now.number += 1
        return f"{_drawn(now.number - 1, now.style)}. "

    def flush(self) -> None:
        """Ends a paragraph."""
        text = "\n".join(line.strip(" ") for line in "".join(self._words).split("\n")).strip()
        linked, self._linked = self._linked, 0
        self._words.clear()
        if not text:
            return
        marks = [mark for _, mark in self._open]
        level = max((_HEADINGS.get(mark, 0) for mark in marks), default=0)
        kind = next((_WORD_PARTS[mark] for mark in marks if mark in _WORD_PARTS), None)
        label, self._label = self._label, ""
        text = _BULLET.sub("-", text, count=1) if _BULLET.match(text) else text
        text = text if label_of(text) else label + text
        made = kind or (BlockKind.HEADING if level else BlockKind.PARAGRAPH)
        self.made.append(Item(made, text, level, (), linked, "aside" in marks))


def table(node: LexborNode, asides: AbstractSet[int]) -> tuple[tuple[CellText, ...], ...]:
    """The rows of a table; empty where it only lays out the page: then what it holds is read in place."""
    if node.attributes.get("role") == "presentation":
        return ()
    rows = [child for part in _children(node) for child in (_children(part) if part.tag in _TABLE_PARTS else (part,))]
    cells = [[cell for cell in _children(row) if cell.tag in ("td", "th") and not hidden(cell)] for row in rows]
    if max(map(len, cells), default=0) <= 1 or any(_is_column(cell) for row in cells for cell in row):
        return ()
    return tuple(_placed(list(filter(None, cells)), asides))


def _is_column(cell: LexborNode) -> bool:
    """Whether a cell is a column of the page: it holds a table, or a long text of many paragraphs."""
    if cell.css_first("table") is not None:
        return True
    return len(cell.text()) > _LAYOUT and len(cell.css("p, h1, h2, h3, h4, li")) > _LAYOUT_PARAGRAPHS


def _placed(rows: list[list[LexborNode]], asides: AbstractSet[int]) -> Iterator[tuple[CellText, ...]]:
    """Each row with its cells at their columns, past those that cells from above still take."""
    taken: dict[int, int] = {}  # for each column, how many rows from here on a cell from above takes
    for order, row in enumerate(rows):
        placed: list[CellText] = []
        column = 0
        fresh: dict[int, int] = {}
        for cell in row:
            while taken.get(column, 0):
                column += 1
            height, width = _extent(cell, "rowspan", len(rows) - order), _extent(cell, "colspan", _SPANS_MAX)
            placed.append(CellText(_cell_text(cell, asides), order, column, height, width))
            fresh |= dict.fromkeys(range(column, column + width), height)
            column += width
        taken = {at: left - 1 for at, left in (taken | fresh).items() if left > 1}
        yield tuple(placed)


def _extent(cell: LexborNode, name: str, most: int) -> int:
    """How many rows or columns a cell takes; none given is one, 0 is all that are left."""
    given = _whole(cell.attributes.get(name), 1)
    return max(1, min(given or most, most, _SPANS_MAX))


def _cell_text(cell: LexborNode, asides: AbstractSet[int]) -> str:
    flow = _Flow(asides, in_cell=True)
    walk(cell, flow)
    flow.flush()
    return "\n".join(item.text for item in flow.made)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _whole(text: str | None, otherwise: int) -> int:
    words = (text or "").strip()
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 6 else otherwise  # noqa: PLR2004


def _drawn(number: int, style: str) -> str:
    """A number as a list of this type shows it.

    >>> _drawn(4, "1"), _drawn(4, "a"), _drawn(4, "I"), _drawn(28, "A")
    ('4', 'd', 'IV', 'AB')
    """
    if style in ("a", "A") and number > 0:
        letters = ""
        while number:
            number, left = divmod(number - 1, 26)
            letters = chr(ord(style) + left) + letters
        return letters
    if style in ("i", "I") and 0 < number < 50:  # noqa: PLR2004 - lists of documents are short
        tens, ones = divmod(number, 10)
        roman = "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
        return roman if style == "I" else roman.lower()
    return str(number)
