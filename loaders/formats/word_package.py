r"""The parts of a DOCX: a zip of XML files, opened within limits.

Nothing outside the file is ever looked up: a part with a document type (DTD) is refused, external relationships are
dropped, macros and embedded objects stay unread. Sizes are checked as declared and again while reading, since a zip
can lie.

>>> package(b"no zip", "a.docx")
Traceback (most recent call last):
    ...
loaders.errors.ReadError: a.docx (the whole file): it is no zip archive, as DOCX and ODT are, or was cut off; ...
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, XMLParser

from loaders.errors import WHOLE_FILE, ReadError, Words

MAIN, STRICT = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/"
W = f"{{{MAIN}}}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_MOST_PARTS = 10_000
_MOST_BYTES = 1 << 30  # of the whole package, unpacked: scanned pages take some hundred megabytes
_MOST_XML = 96 << 20  # of one part that is read: a thousand pages of text take some thirty
_MOST_RATIO, _RATIO_FROM = 250, 4 << 20  # text in XML shrinks to a thirtieth, the barest of tables to a hundredth
_PIECE = 1 << 16
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # a package knows no others
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError)

_SAVE_AS_DOCX = Words(
    "save it again as .docx with Word or LibreOffice", "lưu lại thành .docx bằng Word hoặc LibreOffice"
)
_UNLOCK = Words("take the password off and save it again", "bỏ mật khẩu rồi lưu lại")
_DISTRUST = Words("get the file anew from its issuer; do not open it", "lấy lại tệp từ nơi ban hành; đừng mở tệp này")


@dataclass(frozen=True, slots=True)
class Package:
    """An open DOCX. ``relative`` names it in errors, ``main`` is the part with the document's body."""

    archive: zipfile.ZipFile
    relative: str
    main: str = ""
    _related: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)

    def xml(self, name: str) -> Element | None:
        """A part's root; None where there is no such part. Raises ReadError for a damaged part, or one with a DTD."""
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        return self._parse(self._bytes(info), name)

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to inside the package: kind ("footnotes", "header") and part by the reference's id."""
        if name not in self._related:
            self._related[name] = dict(self._relations(name))
        return self._related[name]

    def first(self, kind: str, name: str = "") -> Element | None:
        """The root of the first part of a kind that a part refers to (by default the one with the body)."""
        related = self.related(name or self.main).values()
        return next((root for found, part in related if found == kind and (root := self.xml(part)) is not None), None)

    def properties(self) -> Element | None:
        """The core properties: title, author, dates."""
        part = next(
            (part for kind, part in self.related("").values() if kind == "core-properties"), "docProps/core.xml"
        )
        return self.xml(part)

    def error(self, place: str, en: str, vi: str, remedy: Words = _SAVE_AS_DOCX) -> ReadError:
        """An error in a part of this file."""
        where = Words(f"part {place}", f"phần {place}") if place else WHOLE_FILE
        return ReadError(self.relative, where, Words(en, vi), remedy)

    def _relations(self, name: str) -> Iterator[tuple[str, tuple[str, str]]]:
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        for item in root if root is not None else ():
            if item.get("TargetMode") != "External":
                kind = item.get("Type", "").rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", "")))
                yield item.get("Id", ""), (kind, target.lstrip("/"))

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & 1:
            raise self.error(info.filename, "it is locked with a password", "bị khóa bằng mật khẩu", _UNLOCK)
        read, pieces = 0, []
        try:
            with self.archive.open(info) as stream:
                while piece := stream.read(_PIECE):
                    read += len(piece)
                    if read > _MOST_XML or _is_bomb(read, info.compress_size):
                        raise self._too_large(info.filename)
                    pieces.append(piece)
        except _BROKEN as error:
            raise self.error(info.filename, f"it is damaged ({error})", f"bị hỏng ({error})") from error
        return b"".join(pieces)

    def _parse(self, data: bytes, name: str) -> Element:
        # No DTD is needed in OOXML, and all that XML can be misused for stands in one. expat fetches nothing.
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise self.error(
                name, "its XML declares a DTD, which DOCX forbids", "XML khai báo DTD, trái chuẩn DOCX", _DISTRUST
            )
        if STRICT.encode() in data[:8192]:
            for strict, usual in _TRANSITIONAL:
                data = data.replace(strict, usual)
        parser = XMLParser()  # noqa: S314 - see above
        try:
            parser.feed(data)
            root: Element = parser.close()
        except (ParseError, ValueError, LookupError) as error:
            raise self.error(name, f"its XML is damaged ({error})", f"XML bị hỏng ({error})") from error
        return root

    def _too_large(self, place: str) -> ReadError:
        return self.error(
            place,
            "it unpacks to far more than a document holds (a zip bomb?)",
            "giải nén ra lớn bất thường so với một văn bản (bom nén?)",
            _DISTRUST,
        )

    def check(self) -> None:
        """Raises ReadError where the declared contents are none of a document."""
        parts = self.archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
            raise self._too_large("")
        for part in parts:
            if _is_bomb(part.file_size, part.compress_size):
                raise self._too_large(part.filename)
            if part.compress_type not in _METHODS:
                raise self.error(part.filename, "its way of packing is none of DOCX", "cách nén không phải của DOCX")


def package(data: bytes, relative: str) -> Package:
    """Opens a DOCX; raises ReadError where it is none, locked, damaged or beyond the limits."""
    opened = bare(data, relative)
    main = next((part for kind, part in opened.related("").values() if kind == "officeDocument"), "word/document.xml")
    names = opened.archive.NameToInfo
    if main not in names and "word/document.xml" in names:
        main = "word/document.xml"
    if main not in names or not main.endswith(".xml") or main.startswith(("xl/", "ppt/")):
        raise _no_document(opened, main)
    return Package(opened.archive, relative, main)


def bare(data: bytes, relative: str) -> Package:
    """Any zip of parts within the limits (an ODT too), its body not looked for; raises ReadError."""
    opened = Package(_archive(data, relative), relative)
    opened.check()
    return opened


def is_locked(data: bytes) -> bool:
    """Whether the bytes are a DOCX (or its like) behind a password: an OLE file with the package encrypted."""
    return data.startswith(OLE) and _ENCRYPTED in data


def locked(relative: str) -> ReadError:
    """The error for a file behind a password."""
    return ReadError(relative, WHOLE_FILE, Words("it is locked with a password", "tệp bị khóa bằng mật khẩu"), _UNLOCK)


def _archive(data: bytes, relative: str) -> zipfile.ZipFile:
    if is_locked(data):
        raise locked(relative)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        if data.startswith(OLE):
            problem = Words("it is an old Word file (.doc), not DOCX", "là tệp Word cũ (.doc), không phải DOCX")
        else:
            problem = Words(
                "it is no zip archive, as DOCX and ODT are, or was cut off",
                "không phải tệp zip (như DOCX, ODT), hoặc bị cắt cụt",
            )
        raise ReadError(relative, WHOLE_FILE, problem, _SAVE_AS_DOCX) from error


def _no_document(opened: Package, main: str) -> ReadError:
    if main.startswith("xl/"):
        en, vi = "it is an Excel workbook, not a Word document", "là bảng tính Excel, không phải văn bản Word"
    elif main.startswith("ppt/"):
        en, vi = "it is a PowerPoint presentation, not a Word document", "là tệp trình chiếu, không phải văn bản Word"
    else:
        en, vi = "it holds no document (word/document.xml is missing)", "thiếu văn bản (không có word/document.xml)"
    return opened.error("", en, vi)


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > _RATIO_FROM and unpacked > _MOST_RATIO * max(1, packed)
