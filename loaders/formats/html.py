r"""Web pages (.html, .htm), and pages saved as one file (.mht): paragraphs, headings, lists, tables; the rest aside.

Portals of legal documents give a document's attributes in a table: they become metadata. Links to the original file
are kept as metadata too; nothing is fetched.

>>> page = "<p>Số hiệu: 7/KH-UBND<p>Ngày ban hành: 01/02/2024<h1>KẾ HOẠCH</h1><p>Giao <b>Sở Y tế</b> chủ trì."
>>> made = read(page.encode(), "a.html")
>>> [(block.kind.value, block.span.of(made.text)) for block in made.blocks][2:]
[('heading', 'KẾ HOẠCH'), ('paragraph', 'Giao Sở Y tế chủ trì.')]
>>> [(given.key, given.value) for given in made.metadata]
[('number', '7/KH-UBND'), ('date', '01/02/2024')]
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email.message import EmailMessage

from selectolax.lexbor import LexborHTMLParser

from loaders import portal
from loaders.errors import SAVE_AGAIN, WHOLE_FILE, ReadError, Words
from loaders.formats import dom, encodings, webpage
from loaders.formats.dom import Item
from loaders.formats.rendered import CellText, Rendered, Writer
from loaders.mapped import fold
from ontology.evidence import Span
from ontology.source import BlockKind, Metadatum

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_MARKUP = re.compile(rb"<(script|style)\b.*?</\1\s*>|<[^>]*>|&#?\w{1,8};", re.IGNORECASE | re.DOTALL)
_HEAD = 4096  # bytes in which a page names its encoding
_MHTML = re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type):", re.IGNORECASE)
_WESTERN = ("iso8859-1", "cp1252", "ascii")  # what servers say of anything: the bytes tell more
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|rar|odt)(?:[?#]|$)", re.IGNORECASE)
_ORIGINAL = re.compile(r"van ban goc|tai (?:ve|xuong|van ban|file|tep)|(?:file|tep) dinh kem|download")
_ORIGINALS = 5  # links to files that are kept
_LINKED = 0.9  # share of a paragraph's characters inside links that makes it a link
_RUN = 3  # such paragraphs in a row that make a list of links
_LINK_MAX = 200  # characters
_LEAST_LABELS = 2


def read(data: bytes, relative: str) -> Rendered:
    """The text of a page; raises ReadError where it is in no known encoding or holds no text."""
    page, encoding = _decoded(data, relative)
    tree = LexborHTMLParser(page)
    body = tree.body
    found = dom.items(body, webpage.asides(body)) if body is not None else []
    wrong = encodings.wrongly_read("\n".join(item.text for item in found))
    if wrong:
        found, encoding = [_put_right(item, wrong) for item in found], wrong
    if not any(item.text or item.rows for item in found):
        raise ReadError(relative, WHOLE_FILE, Words("the page holds no text", "trang không có chữ"), SAVE_AGAIN)
    writer = Writer(read_as=encodings.reading(encoding))
    _write(_set_aside(list(_spread(found))), writer)
    writer.metadata += [*_of_head(tree), *_originals(tree)]
    made = writer.done()
    return replace(made, troubles=encodings.told(made.text, encoding))


def _decoded(data: bytes, relative: str) -> tuple[str, str]:
    """The page, and its encoding: by its mark, else as UTF-8, else what it names, else what its letters look like."""
    named = _CHARSET.search(data[:_HEAD])
    charset = named[1].decode() if named else ""
    if _MHTML.match(data[:_HEAD]):
        data, charset = _from_mhtml(data, charset, relative)
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        with suppress(UnicodeDecodeError):
            return data.decode("utf-8"), "utf-8"
        with suppress(LookupError, UnicodeDecodeError):
            known = codecs.lookup(charset).name
            if known == "utf-8":
                return data.decode(known, "replace"), encodings.DAMAGED
            if known not in _WESTERN and not known.startswith("utf-16"):
                return encodings.read_as(data, known), known
        _, encoding = encodings.decode(_MARKUP.sub(b" ", data), relative)
        return encodings.read_as(data, encoding), encoding
    return encodings.decode(data, relative)


def _from_mhtml(data: bytes, charset: str, relative: str) -> tuple[bytes, str]:
    """The first page in a file that holds a page with its images."""
    try:
        message = email.message_from_bytes(data, EmailMessage, policy=email.policy.compat32)
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
        payload = pages[0].get_payload(decode=True)
    except (IndexError, LookupError, ValueError, RecursionError) as error:
        problem = Words("no page is found in it", "không thấy trang nào trong tệp")
        raise ReadError(relative, WHOLE_FILE, problem, SAVE_AGAIN) from error
    return (payload if isinstance(payload, bytes) else b""), pages[0].get_content_charset() or charset


def _put_right(item: Item, encoding: str) -> Item:
    rows = tuple(
        tuple(replace(cell, text=encodings.put_right(str(cell.text), encoding)) for cell in row) for row in item.rows
    )
    return replace(item, text=encodings.put_right(item.text, encoding), rows=rows)


def _spread(found: list[Item]) -> Iterator[Item]:
    """The items, a table of attributes taken apart: its labels and values are paragraphs that are not of the text."""
    for item in found:
        labels = {portal.key_of(str(cell.text)) for row in item.rows for cell in row}
        if len(labels - {None, ""}) >= _LEAST_LABELS:
            yield from (
                Item(BlockKind.PARAGRAPH, str(cell.text), aside=True) for row in item.rows for cell in row if cell.text
            )
        else:
            yield item


def _set_aside(found: list[Item]) -> list[Item]:
    """The items, with lists of links and their headings marked as not of the text, unless nothing would be left."""
    links = [_is_link(item) for item in found]
    made = [replace(item, aside=True) if _is_button(item) else item for item in found]
    start = 0
    for end in range(1, len(found) + 1):
        if end < len(found) and links[end] == links[start]:
            continue
        if links[start] and end - start >= _RUN:
            first = start - 1 if start and _heads_links(found[start - 1]) else start
            made[first:end] = (replace(item, aside=True) for item in made[first:end])
        start = end
    return made if not all(item.aside for item in made) else [replace(item, aside=False) for item in made]


def _is_link(item: Item) -> bool:
    size = len(item.text) or sum(len(str(cell.text)) for row in item.rows for cell in row)
    return item.linked >= _LINKED * size and (bool(item.rows) or size < _LINK_MAX)


def _is_button(item: Item) -> bool:
    return _is_link(item) and portal.is_furniture(item.text)


def _heads_links(item: Item) -> bool:
    return item.kind is BlockKind.HEADING or portal.is_furniture(item.text)


def _write(found: list[Item], writer: Writer) -> None:
    """Writes the items, and the attributes that they hold as metadata with their places."""
    pairs = portal.pairs([item.text for item in found])
    attributes = _within(pairs, found)
    for at, item in enumerate(found):
        kind = BlockKind.ASIDE if item.aside or at in attributes else item.kind
        if item.rows and kind is BlockKind.TABLE:
            writer.table(_stripped(item.rows))
            continue
        text = item.text or "\n".join(" ".join(str(cell.text) for cell in row) for row in item.rows)
        writer.paragraph(text, kind, item.level)
        start = writer.blocks[-1].span.start if text.strip() else 0
        for pair in pairs:
            if pair.at == at:
                span = Span(start + pair.start, start + pair.end)
                writer.metadata.append(Metadatum(pair.key, text[pair.start : pair.end], span))


def _stripped(rows: tuple[tuple[CellText, ...], ...]) -> list[tuple[CellText, ...]]:
    """Rows that hold words: their numbers count on without the empty ones."""
    kept = [row for row in rows if any(cell.text for cell in row)]
    return [tuple(replace(cell, row=order) for cell in row) for order, row in enumerate(kept)]


def _within(pairs: list[portal.Pair], found: list[Item]) -> frozenset[int]:
    """The items from the first attribute to the last, unless a table stands between."""
    if not pairs:
        return frozenset()
    first, last = pairs[0].at - 1 if pairs[0].start == 0 else pairs[0].at, max(pair.at for pair in pairs)
    if any(item.rows for item in found[first:last]):
        return frozenset()
    while last + 1 < len(found) and portal.key_of(found[last + 1].text.partition(":")[0]) is not None:
        last += 1
    return frozenset(range(first, last + 1))


def _of_head(tree: LexborHTMLParser) -> Iterator[Metadatum]:
    """What the page's head says: its title, when it was published."""
    meta = {
        (node.attributes.get("property") or node.attributes.get("name") or "").lower(): node.attributes.get("content")
        for node in tree.css("meta[content]")
    }
    title = tree.css_first("title")
    named = (meta.get("og:title") or (title.text() if title else "") or "").split()
    published = (meta.get("article:published_time") or meta.get("pubdate") or "").strip()
    for key, value in (("title", " ".join(named)), ("published", published)):
        if value:
            yield Metadatum(key, value)


def _originals(tree: LexborHTMLParser) -> list[Metadatum]:
    """Addresses of the document's file, as the page links them."""
    found = [
        address
        for link in tree.css("a[href]")
        if (address := (link.attributes.get("href") or "").strip()) and not address.startswith(("#", "javascript:"))
        if _FILE.search(address) or _ORIGINAL.search(fold(link.text()))
    ]
    return [Metadatum("original", address) for address in dict.fromkeys(found)][:_ORIGINALS]
