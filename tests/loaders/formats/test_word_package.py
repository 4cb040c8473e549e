"""Files that are no DOCX, or not one to be trusted: each refused with its own words and remedy."""

from __future__ import annotations

import io
import zipfile

import pytest

from loaders.errors import ReadError
from loaders.formats import word
from loaders.formats.word_package import OLE
from tests.loaders.formats.packages import docx_of, p, packed, parts, xml

BODY = p("Kế hoạch")


def refused(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        word.read(data, "thư mục/a.docx")
    assert str(caught.value).startswith("thư mục/a.docx (")
    assert caught.value.problem.vi != caught.value.problem.en
    assert caught.value.remedy.vi
    return caught.value


def of_one_part(name: str) -> bytes:
    return packed({name: "<a/>"})


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "no zip archive"),
        (b"plain text", "no zip archive"),
        (docx_of(BODY)[:-40], "no zip archive"),
        (OLE + b"\0" * 600, "an old Word file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (of_one_part("xl/workbook.xml"), "word/document.xml is missing"),
        (packed({"word/document.xml": "<w:document"}), "its XML is damaged"),
        (packed({"word/document.xml": xml("w:document", "")}), "no body of a Word document"),
        (
            packed(
                {"word/document.xml": xml("w:document", "<w:body>" + "<w:p>" * 3000 + "</w:p>" * 3000 + "</w:body>")}
            ),
            "nested too deep",
        ),
    ],
)
def test_each_kind_of_bad_file_has_its_own_words(data: bytes, problem: str) -> None:
    assert problem in str(refused(data))


@pytest.mark.parametrize(
    ("main", "kind"), [("xl/workbook.xml", "an Excel workbook"), ("ppt/presentation.xml", "a PowerPoint presentation")]
)
def test_other_office_files_are_named(main: str, kind: str) -> None:
    found = parts(BODY)
    found["_rels/.rels"] = str(found["_rels/.rels"]).replace("word/document.xml", main)
    del found["word/document.xml"]
    assert kind in str(refused(packed({**found, main: "<a/>"})))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_and_nothing_is_fetched(encoding: str) -> None:
    entity = '<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    found = parts(p("&e;"))
    document = str(found["word/document.xml"]).replace("?>", f"?>{entity}", 1).replace("UTF-8", encoding)
    error = refused(packed({**found, "word/document.xml": document.encode(encoding)}))
    assert "DTD" in str(error)
    assert "word/document.xml" in error.place.en


def test_external_relationships_are_dropped() -> None:
    found = parts(p("a", '<w:sectPr><w:headerReference r:id="header"/></w:sectPr>'), header=p("Mật"))
    name = "word/_rels/document.xml.rels"
    outside = str(found[name]).replace('Target="', 'TargetMode="External" Target="http://127.0.0.1:9/')
    assert word.read(packed({**found, name: outside}), "a.docx").text == "a\n"


def test_a_bomb_is_known_by_what_it_declares() -> None:
    assert "zip bomb" in str(refused(packed({**parts(BODY), "word/media/a.bin": b"\0" * (8 << 20)})))


def test_a_bomb_that_declares_less_is_known_while_it_is_read() -> None:
    styles = b"<a>" + b" " * (8 << 20) + b"</a>"
    data = packed({**parts(BODY, styles=""), "word/styles.xml": styles})
    lying = data.replace(len(styles).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != data
    assert refused(lying).place.en == "part word/styles.xml"


def test_too_many_parts_are_refused() -> None:
    assert "zip bomb" in str(refused(packed({**parts(BODY), **{f"a{at}": "" for at in range(10_000)}})))


def test_other_ways_of_packing_are_refused() -> None:
    stored = io.BytesIO(docx_of(BODY))
    with zipfile.ZipFile(stored, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/styles.xml", "<a/>")
    assert "way of packing" in str(refused(stored.getvalue()))


def test_a_locked_part_is_told() -> None:
    data = bytearray(docx_of(BODY))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + flags] |= 1
    assert "locked with a password" in str(refused(bytes(data)))


def test_the_strict_form_of_the_standard_is_read() -> None:
    strict = {
        name: str(part)
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/", "http://purl.oclc.org/ooxml/wordprocessingml/"
        )
        .replace("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
        for name, part in parts(BODY).items()
    }
    assert word.read(packed({**strict}), "a.docx").text == "Kế hoạch\n"


def test_the_body_may_have_another_name_and_parts_may_be_missing() -> None:
    found = parts(BODY, numbering="", footnotes="")
    renamed = {name.replace("document.xml", "document2.xml"): str(part) for name, part in found.items()}
    renamed["_rels/.rels"] = renamed["_rels/.rels"].replace("document.xml", "document2.xml")
    del renamed["word/numbering.xml"]
    assert word.read(packed({**renamed}), "a.docx").text == "Kế hoạch\n"
