r"""The written pages: Markdown to HTML, links to other pages led to their HTML, headings with anchors.

>>> written = render("# Một\n\nSee [two](two.md#x).", lambda target: target.replace(".md", ".html"))
>>> written.title, str(written.html)
('Một', '<h1 id="một">Một</h1>\n<p>See <a href="two.html#x">two</a>.</p>\n')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Written:
    """A page's title, as its first heading has it, and its HTML."""

    title: str
    html: Markup


@cache
def _parser() -> MarkdownIt:
    """CommonMark with tables; HTML inside is shown, not run."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def render(text: str, led: Callable[[str], str | None]) -> Written:
    """The page of a Markdown text; ``led`` says where a link goes, None for one that is left out."""
    tokens = _parser().parse(text)
    title = ""
    seen: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            title = title or _plain(inline)
            opening.attrSet("id", _anchor(_plain(inline), seen))
    for token in _all(tokens):
        _lead(token.children or [], led)
    return Written(title, Markup(_parser().renderer.render(tokens, _parser().options, {})))  # noqa: S704 (escaped by the renderer)


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    yield from (token for token in tokens if token.type == "inline")


def _lead(children: list[Token], led: Callable[[str], str | None]) -> None:
    """Leads the links of a line of text; one that leads nowhere loses its tags and keeps its words."""
    dropped = False
    for token in children:
        if token.type == "link_open":
            target = led(str(token.attrGet("href") or ""))
            dropped = target is None
            if target is not None:
                token.attrSet("href", target)
        if dropped and token.type in ("link_open", "link_close"):
            dropped = token.type == "link_open"
            token.type, token.tag, token.nesting, token.content, token.attrs = "text", "", 0, "", {}


def _plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or [] if child.type in ("text", "code_inline"))


def _anchor(words: str, seen: dict[str, int]) -> str:
    """An anchor as forges make it: small letters, hyphens for blanks, a number behind one that was there before."""
    slug = re.sub(r"[^\w\- ]", "", words.lower()).strip().replace(" ", "-")
    seen[slug] = seen.get(slug, -1) + 1
    return f"{slug}-{seen[slug]}" if seen[slug] else slug
