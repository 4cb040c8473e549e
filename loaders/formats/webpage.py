r"""Which elements of a page are not of its text: menus, advertisements, links to other pages, forms.

An element is set aside by its tag, its role or the words of its class and id, or where it is little but links. What
holds the main column never is, nor what holds a document's letterhead: portals wrap whole pages in a form.

>>> from selectolax.lexbor import LexborHTMLParser
>>> words = "Giao Sở Y tế chủ trì. " * 20
>>> page = LexborHTMLParser(f"<form><div class='menu-top'>Trang chủ</div><p>{words}</p></form>")
>>> made = asides(page.body)
>>> [node.attributes.get("class") for node in page.body.traverse() if node.mem_id in made]
['menu-top']
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from loaders.formats.dom import hidden, walk
from loaders.parts import MOTTO

_TAGS = frozenset(("nav", "aside", "footer", "form", "header", "dialog"))
_ROLES = frozenset(
    ("navigation", "banner", "complementary", "contentinfo", "search", "form", "menu", "menubar", "dialog", "alert")
)
_NAMES = frozenset(
    (
        "nav",
        "navbar",
        "navigation",
        "menu",
        "submenu",
        "breadcrumb",
        "breadcrumbs",
        "sidebar",
        "aside",
        "footer",
        "ad",
        "ads",
        "adv",
        "advert",
        "advertisement",
        "banner",
        "quangcao",
        "qc",
        "share",
        "sharing",
        "social",
        "socials",
        "related",
        "relate",
        "lienquan",
        "tags",
        "tag",
        "comment",
        "comments",
        "binhluan",
        "cookie",
        "cookies",
        "gdpr",
        "popup",
        "modal",
        "login",
        "register",
        "signup",
        "subscribe",
        "newsletter",
        "rating",
        "vote",
        "toolbar",
        "pagination",
        "pager",
        "paging",
        "copyright",
        "hotline",
        "widget",
        "topbar",
        "search",
        "timkiem",
        "tinkhac",
        "tinlienquan",
        "docnhieu",
        "mostread",
        "sticky",
        "toast",
        "offcanvas",
        "skip",
    )
)
_TAILS = ("menu", "nav", "banner", "footer", "sidebar")  # of names in one word: "topmenu"
_PHRASES = re.compile(
    r"lien[-_]?quan|quang[-_]?cao|binh[-_]?luan|(?:doc|xem)[-_]?nhieu|tin[-_]?(?:khac|moi)|dang[-_]?nhap", re.IGNORECASE
)
_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LISTS = frozenset(("ul", "ol", "div", "section", "table", "p"))
_LINKS = 3  # links of a block that is little but links, at the least
_LINKED = 0.75  # and the share of its characters inside them
_COLUMN = 0.6  # share of a page's running text that its main column has
_RUNNING = 80  # characters from which a text of its own is running, no label or link
_SHORT = 500  # characters of running text below which a page has hardly any
_MOST = 0.4  # share of a page's running text that what is set aside by its name may have
_ATTRIBUTE = re.compile(r"(?:Số\s*(?:ký\s*)?hiệu|Ngày\s+ban\s+hành)\s*:?\s+\S*\d", re.IGNORECASE)


def asides(body: LexborNode) -> frozenset[int]:
    """The ids (``mem_id``) of the elements that are not of the page's text."""
    measures = _Measures()
    walk(body, measures)
    found = _Found(measures, measures.held_by(body))
    walk(body, found)
    return frozenset(found.ids)


@dataclass(slots=True)
class _Measure:
    """What an element holds: characters in all, of running text outside links, inside links; how many links.

    ``start`` and ``end`` are its place in the text of the whole page.
    """

    start: int
    end: int = 0
    size: int = 0
    running: int = 0
    linked: int = 0
    links: int = 0


@dataclass(slots=True)
class _Measures:
    """Measures each element of a page, in one walk."""

    _done: dict[int, _Measure] = field(default_factory=dict)
    _open: list[_Measure] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _length: int = 0
    _in_links: int = 0

    def enter(self, node: LexborNode) -> bool:
        """Begins an element, or counts a text; what is hidden holds nothing."""
        self._open.append(_Measure(self._length))
        if node.tag == "-text":
            self._count(node.text_content or "")
            return False
        if node.tag == "a":
            self._in_links += 1
            self._open[-1].links = 1
        return not hidden(node)

    def leave(self, node: LexborNode) -> None:
        """Ends an element: what it holds is held by the one around it too."""
        now = self._open.pop()
        now.end = self._length
        self._in_links -= node.tag == "a"
        self._done[node.mem_id] = now
        if self._open:
            around = self._open[-1]
            around.size += now.size
            around.running += now.running
            around.linked += now.linked
            around.links += now.links

    def _count(self, text: str) -> None:
        now, size = self._open[-1], len(text.strip())
        now.size = size
        now.linked = size if self._in_links else 0
        now.running = size if size >= _RUNNING and not self._in_links else 0
        self._words.append(f"{text} ")
        self._length += len(text) + 1

    def held_by(self, node: LexborNode) -> _Measure:
        """What an element holds."""
        return self._done[node.mem_id]

    def documents(self) -> list[int]:
        """Where the page's text has a letterhead's motto or the labels of a document's attributes."""
        text = "".join(self._words)
        mottos = [found.start() for found in MOTTO.finditer(text) if found[0].isupper()]
        return sorted(mottos + [found.start() for found in _ATTRIBUTE.finditer(text)])


class _Found:
    """Finds the outermost elements that are to be set aside."""

    def __init__(self, measures: _Measures, whole: _Measure) -> None:
        self.ids: set[int] = set()
        self._runs = whole.running >= _SHORT
        self._total = self._weight(whole) or 1
        self._measures, self._documents = measures, measures.documents()

    def _weight(self, held: _Measure) -> int:
        """How much of the page's text an element holds: where hardly any is running, all outside links counts."""
        return held.running if self._runs else held.size - held.linked

    def enter(self, node: LexborNode) -> bool:
        """Judges an element; False where it is set aside, or is none."""
        if (node.tag or "-").startswith(("-", "!")) or hidden(node):
            return False
        held = self._measures.held_by(node)
        if self._weight(held) < _COLUMN * self._total and self._is_aside(node, held):
            self.ids.add(node.mem_id)
            return False
        return True

    def leave(self, node: LexborNode) -> None:
        """Nothing ends here."""

    def _is_aside(self, node: LexborNode, held: _Measure) -> bool:
        named = self._weight(held) <= _MOST * self._total and _is_named(node)
        at = bisect_left(self._documents, held.start)
        holds_document = at < len(self._documents) and self._documents[at] < held.end
        return (named or _is_links(node, held)) and not holds_document


def _is_named(node: LexborNode) -> bool:
    """Whether tag, role, class or id say that an element is furniture."""
    attributes = node.attributes
    if node.tag in _TAGS or attributes.get("role") in _ROLES:
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return bool(_PHRASES.search(names)) or any(
        word in _NAMES or word.endswith(_TAILS) for word in map(str.lower, _NAME.findall(names))
    )


def _is_links(node: LexborNode, held: _Measure) -> bool:
    """Whether an element is little but links."""
    return node.tag in _LISTS and held.links >= _LINKS and held.linked >= _LINKED * held.size
