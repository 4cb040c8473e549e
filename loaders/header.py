"""The head and foot of a document: issuer, number, date, kind, title, addressees, signature.

What the text leaves blank stays blank: "Số: /UBND-VHXX" is a document without a number, "ngày tháng 4 năm 2024" a date
known to the month. The first number cited further down is never taken for the document's own.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache

from loaders import announced
from loaders.lines import Paragraph, is_capitals
from loaders.mapped import Mapped, fold
from loaders.parts import DATE_LINE, MOTTO, NUMBER_LINE
from loaders.vietnamese import UPPER
from ontology import authority
from ontology.codes import Kind
from ontology.dates import PartialDate
from ontology.numbers import DocumentNumber, NumberError

SYMBOL = re.compile(
    r"(?P<n>[\d.…_ ]{0,20}\d[a-zđ]?|[.…_ ]{0,80})\s?"
    rf"(?P<rest>(?:/\s*(?:19|20)\d\d\s*)?[-/]\s*[{UPPER}][\w&]*"
    rf"(?:\s?[-/]\s?[{UPPER}][\w&,.]*|,[{UPPER}][\w&]*)*)"
)
# A title block of older collections: "SẮC LỆNH CỦA ... SỐ 68 NGÀY 30 THÁNG 11 NĂM 1945 ...", with no letterhead.
_BLOCK = re.compile(
    r"(?:CỦA (?P<issuer>[^\d]{4,100}?) )?SỐ:? (?P<number>\d{1,5}\S{0,20}) NGÀY \d{1,2} THÁNG \d{1,2} NĂM \d{4}\b"
    r"[ ,]*(?P<title>(?:VỀ|QUY ĐỊNH|BAN HÀNH|SỬA ĐỔI|HƯỚNG DẪN|ẤN ĐỊNH)\b.*)?"
)
_INDEPENDENCE = re.compile(r"Độc lập\s*-?\s*Tự do\s*-?\s*Hạnh phúc", re.IGNORECASE)
_WRITTEN_NUMBER = re.compile(rf"(?:Số|SỐ)\s*[:.]?\s*{SYMBOL.pattern}")
# "Lào Cai, ngày 26 tháng 01 năm 2024": a place in lower case but for its capitals, so that an issuer's is left alone.
_PLACE_AND_DATE = re.compile(
    rf"(?:[{UPPER}][^\W\d_{UPPER}]+[ .-]*){{1,5}},?\s*(?:ngày|Ngày)[\s\d.…_]*tháng[\s\d.…_]*năm\s*\d{{4}}"
)
_ABOUT = re.compile(r"(?:V/v|Về việc|VỀ VIỆC|V/V)[:.]?\s")
_ADDRESSEE = re.compile(r"Kính gửi|Kính gởi", re.IGNORECASE)
_WIRES = re.compile(r"^.{0,80}\bđiện\s*:|^\W*(?:Đồng )?[Kk]ính gửi\s*:")
_RECIPIENTS = re.compile(r"n.{0,2}i\s?nh.n\b", re.IGNORECASE)
_SIGNS = re.compile(
    r"(?:T/?M|K/?T|T/?L|TUQ|Q)\.?\s|"
    r"(?:PHÓ )?(?:CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC|BÍ THƯ|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|THỦ TƯỚNG)"
)
_PERSON = re.compile(rf"(?:(?:TS|ThS|PGS|GS|BS)\.? ?)*[{UPPER}]\w*(?: [{UPPER}]\w*){{1,4}}")
_SCANNED = 14  # paragraphs in which a head without a title line is looked for
# In characters: what is longer is running text that only looks like the line in question.
_BEFORE_NUMBER_MAX = 120  # before "Số:" in a line that holds other parts of the head too
_DATE_LINE_MAX = 160  # the line with place and date
# Who decides, on the line below the title: "... CHÍNH PHỦ SỐ | THỦ TƯỚNG CHÍNH PHỦ", not "CỦA THỦ TƯỚNG CHÍNH PHỦ".
_DECIDED = (Kind.DECISION, Kind.RESOLUTION)
_DECIDES = re.compile(
    r"(?<!CỦA)(?<! DO)(?<! VÀ)(?<!,) (?:THỦ TƯỚNG CHÍNH PHỦ|BỘ TRƯỞNG BỘ [^a-z]{3,60}|GIÁM ĐỐC SỞ [^a-z]{3,80}"
    r"|CHỦ TỊCH (?:ỦY BAN NHÂN DÂN|UBND) [^a-z]{3,40})$"
)
_LINE_MAX = 200  # a line of the title in brackets, or of the signing
_RECIPIENTS_MAX = 60  # the line "Nơi nhận:"
_ABBREVIATION_MAX = 2  # what is left of a line in capitals and names no issuer
_RECITAL = re.compile(r"(?:Căn cứ|Thực hiện|Triển khai|Xét |Theo |Để )")


@dataclass(slots=True)
class Header:
    """What head and foot say; each part as the mapped words it came from.

    ``end``: where the body begins. ``form``: the symbol as a number, also where the number itself is left blank.
    ``block``: number and day stand in the title itself, so that it is a head without a letterhead.
    """

    end: int = 0
    issuer: list[Mapped] = field(default_factory=list)
    symbol: Mapped | None = None
    number: DocumentNumber | None = None
    form: DocumentNumber | None = None
    dated: Mapped | None = None
    date: PartialDate | None = None
    kind: Kind | None = None
    kind_words: Mapped | None = None
    title: Mapped | None = None
    addressees: list[Mapped] = field(default_factory=list)
    recipients: list[Mapped] = field(default_factory=list)
    signing: list[Mapped] = field(default_factory=list)
    signer: Mapped | None = None
    block: bool = False


@cache
def _kinds() -> tuple[tuple[str, Kind], ...]:
    """Names of types in capitals, the longest first."""
    names = {t.name.split(" (")[0].upper(): t.kind for t in authority.document_types() if t.name}
    return tuple(sorted(names.items(), key=lambda row: -len(row[0])))


def kind_named(words: str) -> tuple[str, Kind] | None:
    """The type of document whose name in capitals begins these words, whatever OCR did to its diacritics.

    >>> kind_named("KẾ HOẠCH THỰC HIỆN CHỈ THỊ"), kind_named("KÉ HOẠCH")
    (('KẾ HOẠCH', <Kind.PLAN: 'plan'>), ('KÉ HOẠCH', <Kind.PLAN: 'plan'>))
    """
    plain = fold(words)
    for name, kind in _kinds():
        if plain.startswith(fold(name)) and not words[len(name) : len(name) + 1].isalpha():
            return words[: len(name)], kind
    return None


def read(paragraphs: tuple[Paragraph, ...]) -> Header:
    """The header of a document's paragraphs, and what its foot adds."""
    header = Header()
    for at, paragraph in enumerate(paragraphs):
        text = paragraph.text
        above_number = header.symbol is None
        if (paragraph.label and paragraph.label.kind in ("roman", "arabic", "article")) or at > _SCANNED:
            break
        _read_number(header, text)
        _read_date(header, text)
        if _ADDRESSEE.search(text.text):
            header.end = _addressees(header, paragraphs, at)
            break
        if header.title is None and _ABOUT.match(text.text):
            header.title = text
        elif width := _read_kind(header, paragraph):
            header.end = _wired(header, paragraphs, _title(header, paragraphs, at, width))
            break
        elif above_number:
            _read_issuer(header, text)
        header.end = at + 1
    _foot(header, paragraphs)
    return header


def announced_by(paragraphs: tuple[Paragraph, ...]) -> Header:
    """The header of a document without a letterhead: a line with its number, and the words that name it again."""
    header = Header()
    found = announced.at(paragraphs, 0)
    if found is None:
        return read(paragraphs)
    line, mention = found.line.text, found.mention
    written = line.text.find(mention.written)
    header.symbol = line[written : written + len(mention.written)]
    header.form = header.number = mention.number
    header.kind, header.kind_words, header.end = mention.kind, line[:written].strip(), 1
    if found.again and (said := found.issuer_and_title()):
        words, again = found.again[0].text, found.again[1]
        header.date, header.dated = again.date, words[again.start : again.end]
        header.issuer = [words[said.start("issuer") : said.end("issuer")]]
        header.title, header.end = words[said.start("title") : said.end("title")], 2
    _foot(header, paragraphs)
    return header


def _read_number(header: Header, text: Mapped) -> None:
    found = NUMBER_LINE.search(text.text)
    if header.symbol is not None or (found and found.start() > _BEFORE_NUMBER_MAX):
        return
    symbol = SYMBOL.match(text.text, found.end()) if found else SYMBOL.fullmatch(text.text)
    if not symbol:
        return
    header.symbol = text[symbol.start() : symbol.end()].strip()
    try:
        number = DocumentNumber.parse(symbol[0].strip(" .…_"))
    except NumberError:
        return
    header.form = number
    header.number = number if not number.is_blank else None
    header.kind = header.kind or number.kind


def _read_date(header: Header, text: Mapped) -> None:
    found = DATE_LINE.search(text.text)
    if header.dated is not None or not found or not found["year"] or len(text) > _DATE_LINE_MAX:
        return
    year, month, day = (int(found[part] or 0) for part in ("year", "month", "day"))
    header.dated = text[found.start() : found.end()].strip()
    for parts in ((year, month, day if month else 0), (year,)):
        with suppress(ValueError):
            header.date = PartialDate(*parts)
            return


def _read_issuer(header: Header, text: Mapped) -> None:
    for unwanted in (_PLACE_AND_DATE, MOTTO, _INDEPENDENCE, _WRITTEN_NUMBER):
        text = text.sub(unwanted, " ")
    text = text.strip()
    if len(text) > _ABBREVIATION_MAX and is_capitals(text.text):
        header.issuer.append(text)


def _read_kind(header: Header, paragraph: Paragraph) -> int:
    """Reads the kind that begins the paragraph; returns how many characters name it, 0 where none does."""
    words = paragraph.text.text
    named = kind_named(words) if is_capitals(words.split(":")[0]) or words.isupper() else None
    if named is None:
        return 0
    header.kind = named[1] if header.number is None or header.number.type == "" or header.kind is None else header.kind
    header.kind = named[1] if named[1] is not Kind.OTHER else header.kind
    header.kind_words = paragraph.text[: len(named[0])]
    return len(named[0])


def _title(header: Header, paragraphs: tuple[Paragraph, ...], at: int, width: int) -> int:
    """The title behind the ``width`` characters that name the kind; returns where the body begins."""
    rest = paragraphs[at].text[width:].strip()
    parts = [rest] if rest else []
    at += 1
    while at < len(paragraphs) and not paragraphs[at].label and _is_title(parts, paragraphs[at]):
        parts.append(paragraphs[at].text)
        at += 1
    header.title = Mapped.join(parts, " ") if parts else header.title
    if header.title and (block := _BLOCK.match(header.title.text)):
        _read_block(header, header.title, block)
    deciding = _DECIDES.search(header.title.text) if header.title and header.kind in _DECIDED else None
    if header.title and deciding:
        header.title = header.title[: deciding.start()]
    return at


def _read_block(header: Header, words: Mapped, block: re.Match[str]) -> None:
    """Issuer, number and title of a title block; a bare ordinal is kept as written, with no number of today's form."""
    header.block = True
    header.symbol = header.symbol or words[block.start("number") : block.end("number")]
    if block["issuer"]:
        header.issuer.append(words[block.start("issuer") : block.end("issuer")])
    header.title = words[block.start("title") : block.end("title")] if block["title"] else None


def _is_title(parts: list[Mapped], paragraph: Paragraph) -> bool:
    words = paragraph.text.text
    if (
        paragraph.capitals
        and words != "CHÍNH PHỦ"
        and not words.startswith(
            ("CHỦ TỊCH", "BỘ TRƯỞNG", "THỦ TƯỚNG", "HỘI ĐỒNG NHÂN DÂN", "GIÁM ĐỐC", "ỦY BAN NHÂN DÂN")
        )
    ):
        return True
    if parts and not any(char.isalpha() for char in words) and not paragraph.label:
        return True  # "GIAI ĐOẠN" / "2026 - 2030"
    if words.startswith("(") and len(words) < _LINE_MAX:
        return True
    return not parts and not words.startswith("Căn cứ") and not words.endswith((":", ";"))


def _wired(header: Header, paragraphs: tuple[Paragraph, ...], at: int) -> int:
    """The addressees of a telegram behind "THỦ TƯỚNG CHÍNH PHỦ điện:"; returns where the body begins."""
    while at < len(paragraphs) and _WIRES.search(paragraphs[at].text.text):
        at = _addressees(header, paragraphs, at)
    return at


def _addressees(header: Header, paragraphs: tuple[Paragraph, ...], at: int) -> int:
    """The bodies behind "Kính gửi"; returns where the body begins."""
    words = paragraphs[at].text
    rest = words[words.text.find(":") + 1 :].strip() if ":" in words.text else None
    if rest:
        header.addressees.append(rest)
    at += 1
    while at < len(paragraphs) and paragraphs[at].label is not None and paragraphs[at].label.kind in ("dash", "plus"):  # type: ignore[union-attr]
        header.addressees.append(paragraphs[at].body)
        at += 1
    return at


def _foot(header: Header, paragraphs: tuple[Paragraph, ...]) -> None:
    """Recipients ("Nơi nhận"), the lines of signing and the name below them."""
    recipients = signing = False
    for paragraph in paragraphs[header.end :]:
        words = paragraph.text.text
        label = paragraph.label
        if _RECIPIENTS.match(words) and len(words) < _RECIPIENTS_MAX:
            recipients = True
        elif recipients and label and label.kind == "dash" and not signing:
            header.recipients.append(paragraph.body)
        elif label is None and len(words) < _LINE_MAX and _SIGNS.match(words) and paragraph.capitals:
            header.signing.append(paragraph.text)
            signing = True
        elif (signing or recipients) and label is None and _PERSON.fullmatch(words) and not words.isupper():
            header.signer = paragraph.text
            return
        elif label and label.kind in ("annex", "footnote"):
            return


def is_recipients(paragraph: Paragraph) -> bool:
    """Whether the list of recipients begins here: the body ends."""
    return len(paragraph.text) < _RECIPIENTS_MAX and _RECIPIENTS.match(fold(paragraph.text.text)) is not None
