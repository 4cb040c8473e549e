"""Old Word files, RTF and ODT: the same text from all of them, and programs that hang, fail or are not there."""

from __future__ import annotations

import http.server
import multiprocessing
import stat
import subprocess
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.errors import ReadError
from loaders.formats import office, word
from loaders.formats.word_package import OLE
from ontology.codes import ReadAs
from tests.loaders.formats.packages import docx_of, p, r, table, tc

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
OLD_FONT = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
SOURCE = docx_of(
    table(tc(p("SỞ Y TẾ")) + tc(p("CỘNG HÒA")), tc(p("Số: 5/KH-SYT")) + tc(p("ngày 02 tháng 3")))
    + p("KẾ HOẠCH", '<w:jc w:val="center"/>', "<w:b/>")
    + p("Rà soát quy hoạch", LISTED)
    + p("Báo cáo kết quả", LISTED)
    + f"<w:p>{r('thùc hiÖn kÕ ho¹ch', OLD_FONT)}</w:p>",
    numbering=NUMBERING,
)
RTF = rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Times New Roman;}}K\u7871?\'20ho\u7841?ch\par}"
OLD_WORD = OLE + b"\0" * 1000


def turned(suffix: str, folder: Path) -> bytes:
    """The same document in another format, written by LibreOffice."""
    (folder / "a.docx").write_bytes(SOURCE)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        suffix,
        "--outdir",
        str(folder),
        str(folder / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return (folder / f"a.{suffix}").read_bytes()


@pytest.mark.system("soffice")
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_the_same_text_comes_from_every_format(suffix: str, tmp_path: Path) -> None:
    expected = word.read(SOURCE, "a.docx")
    found = office.read(turned(suffix, tmp_path), f"a.{suffix}")
    assert found.read_as is ReadAs.CONVERTED
    assert found.text == expected.text
    assert [block.kind for block in found.blocks] == [block.kind for block in expected.blocks]
    assert "1. Rà soát quy hoạch\n2. Báo cáo kết quả\nthực hiện kế hoạch\n" in found.text


@pytest.mark.system("soffice")
def test_rtf_by_hand() -> None:
    assert office.read(RTF, "a.rtf").text == "Kế hoạch\n"


@pytest.mark.system("soffice")
def test_rtf_in_an_old_font() -> None:
    rtf = rb"{\rtf1\ansi{\fonttbl{\f0\fnil .VnTime;}{\f1\fnil VNI-Times;}}\f0 Th\'f1 t\'ad\'edng \f1 na\'eam\par}"
    assert office.read(rtf, "a.rtf").text == "Thủ tướng năm\n"


@pytest.mark.system("soffice")
def test_a_damaged_file_is_refused_with_what_the_program_said() -> None:
    with pytest.raises(ReadError, match="LibreOffice could not read it"):
        office.read(OLD_WORD, "a.doc")


@pytest.mark.system("soffice")
def test_nothing_is_left_behind_but_the_profile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    office.read(RTF, "a.rtf")
    assert all(folder.name.startswith("chidao-office-") for folder in tmp_path.glob("chidao-*"))


@pytest.mark.system("soffice")
def test_the_profile_of_a_worker_goes_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    worker = multiprocessing.get_context("fork").Process(target=office.read, args=(RTF, "a.rtf"))
    worker.start()
    worker.join()
    assert worker.exitcode == 0
    assert list(tmp_path.glob("chidao-*")) == []


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and what was asked of it."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - the names are http.server's

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()


@pytest.mark.system("soffice")
def test_links_are_not_followed(asked: tuple[str, list[str]], tmp_path: Path) -> None:
    address, paths = asked
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    section = f'<text:section text:name="s"><text:section-source xlink:href="{secret.as_uri()}"/></text:section>'
    picture = f'<draw:frame svg:width="1cm" svg:height="1cm"><draw:image xlink:href="{address}/a.png"/></draw:frame>'
    assert office.read(odt(f"{section}<text:p>{picture}chữ</text:p>"), "a.odt").text == "chữ\n"
    fields = (f'INCLUDEPICTURE "{address}/b.png" \\d', f'INCLUDETEXT "{secret}"')
    written = "".join(rf"{{\field{{\*\fldinst {field}}}{{\fldrslt }}}}" for field in fields)
    found = office.read(rf"{{\rtf1\ansi{{\*\template {address}/c.dot}}{written}noi dung\par}}".encode(), "a.rtf")
    assert found.text == "noi dung\n"
    assert paths == []


ODT = "application/vnd.oasis.opendocument.text"
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def odt(body: str, manifest: str = MANIFEST) -> bytes:
    path = Path(tempfile.mkstemp(suffix=".odt")[1])
    names = ("office:1.0", "text:1.0", "drawing:1.0", "svg-compatible:1.0")
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
        for short, name in zip(("office", "text", "draw", "svg"), names, strict=True)
    )
    head = f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", ODT)
        content = f"{head}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    data = path.read_bytes()
    path.unlink()
    return data


# Without LibreOffice


def old_word(flags: int) -> bytes:
    """The head of an old Word file: the stream's mark stands in the first sector."""
    return (OLE + b"\0" * 504 + b"\xec\xa5" + b"\0" * 8 + flags.to_bytes(2, "little")).ljust(2000, b"\0")


@pytest.mark.parametrize(
    "data",
    [
        old_word(0x0100),
        OLE + "EncryptedPackage".encode("utf-16-le"),
        odt("", MANIFEST.replace("</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>")),
    ],
)
def test_locked_files_are_told(data: bytes) -> None:
    with pytest.raises(ReadError, match="locked with a password"):
        office.read(data, "a.doc")


@pytest.mark.parametrize("data", [b"", b"plain", b"PK\x03\x04", b"<html>"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="neither an old Word file"):
        office.read(data, "a.doc")


def program(folder: Path, name: str, script: str) -> Path:
    """A program that stands in for another."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_program_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = tmp_path / "child"
    hangs = program(tmp_path, "hangs", f"sleep 1000 &\necho $! > {child}\nwait")
    monkeypatch.setattr(office, "LIBREOFFICE", str(hangs))
    monkeypatch.setattr(office, "TIME_LIMIT", 1.0)
    with pytest.raises(ReadError, match="took more than 1 seconds"):
        office.read(RTF, "a.rtf")
    assert _ends(int(child.read_text(encoding="utf-8")))


def _ends(process: int) -> bool:
    """Whether a process is gone, or dead and only waits to be counted."""
    for _ in range(100):
        state = Path(f"/proc/{process}/stat")
        if not state.exists() or state.read_text(encoding="utf-8").split()[2] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_program_that_makes_nothing_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "LIBREOFFICE", str(program(tmp_path, "fails", "echo source file is odd >&2; exit 3")))
    with pytest.raises(ReadError, match=r"LibreOffice could not read it \(source file is odd\)"):
        office.read(RTF, "a.rtf")


def test_antiword_reads_old_word_files_where_libreoffice_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "LIBREOFFICE", "no-such-program")
    monkeypatch.setattr(office, "ANTIWORD", str(program(tmp_path, "antiword", "echo 'Kế hoạch năm 2024'")))
    found = office.read(OLD_WORD, "a.doc")
    assert found.text == "Kế hoạch năm 2024\n"
    assert found.read_as is ReadAs.CONVERTED
    assert [trouble.whole for trouble in found.troubles] == [False]


def test_without_any_program_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "LIBREOFFICE", "no-such-program")
    monkeypatch.setattr(office, "ANTIWORD", "no-such-program")
    assert office.converter() == ""
    for data in (OLD_WORD, RTF):
        with pytest.raises(ReadError, match="apt-get install libreoffice-writer-nogui"):
            office.read(data, "a.doc")


@pytest.mark.system("soffice")
def test_the_converter_is_named_with_its_version() -> None:
    assert office.converter().startswith("LibreOffice ")
