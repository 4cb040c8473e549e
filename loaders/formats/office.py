r"""Old Word files (.doc), RTF and ODT to text: LibreOffice turns them into DOCX, in a process of its own.

The program has a profile of its own: macros off, links never followed, no network; it is ended with all its children
when its time is over. Without LibreOffice a .doc is read by antiword, as plain lines.

>>> read(b"plain text", "a.doc")
Traceback (most recent call last):
    ...
loaders.errors.ReadError: a.doc (the whole file): it is neither an old Word file (.doc) nor RTF nor ODT; ...
"""

from __future__ import annotations

import os
import shutil
import signal
import struct
import subprocess
import tempfile
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path
from threading import Lock

from loaders.errors import WHOLE_FILE, ReadError, Words
from loaders.formats import encodings, word
from loaders.formats.rendered import Rendered, Writer
from loaders.formats.word_package import OLE, bare, is_locked, locked
from ontology.codes import FindingKind, ReadAs
from ontology.source import Trouble

LIBREOFFICE, ANTIWORD = "soffice", "antiword"
TIME_LIMIT = 120.0  # seconds for one file: a hundred pages take about five
_ODT = b"application/vnd.oasis.opendocument.text"
_WORD_FILE = b"\xec\xa5"  # the head of the stream that holds a .doc's text (its FIB)
_SECTOR, _LOCKED_BIT = 512, 0x0100
_LINE = 500  # characters of what a program said that an error repeats
_LOCK = Lock()  # one profile serves one LibreOffice at a time

_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),  # a proxy that is not there
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
)
_INSTALL = Words(
    "install it: apt-get install libreoffice-writer-nogui",
    "cài đặt: apt-get install libreoffice-writer-nogui",
)
_SAVE_AS_DOCX = Words("save it as .docx with Word or LibreOffice", "lưu lại thành .docx bằng Word hoặc LibreOffice")


def read(data: bytes, relative: str) -> Rendered:
    """The text of a .doc, .rtf or .odt, told by its content; raises ReadError.

    Without LibreOffice the text of a .doc is that of antiword, with a ``Trouble`` that says what is lost.
    """
    suffix = _suffix(data)
    if suffix is None:
        problem = Words(
            "it is neither an old Word file (.doc) nor RTF nor ODT", "không phải tệp Word cũ (.doc), RTF hay ODT"
        )
        raise ReadError(relative, WHOLE_FILE, problem, _SAVE_AS_DOCX)
    if _is_locked(data, suffix, relative):
        raise locked(relative)
    if shutil.which(LIBREOFFICE):
        return word.read(_as_docx(data, suffix, relative), relative, ReadAs.CONVERTED)
    if suffix == ".doc" and shutil.which(ANTIWORD):
        return _by_antiword(data, relative)
    problem = Words(f"no program for {suffix} is on this machine", f"máy chưa có chương trình đọc {suffix}")
    raise ReadError(relative, WHOLE_FILE, problem, _INSTALL)


def converter() -> str:
    """The program that reads such files here, with its version: "LibreOffice 7.4.7.2", "antiword 0.37", "" for none."""
    if shutil.which(LIBREOFFICE):
        said = _run([LIBREOFFICE, "--version"], 30)[1].split()
        return " ".join(said[:2])
    if shutil.which(ANTIWORD):
        version = next((line for line in _run([ANTIWORD], 10)[1].splitlines() if "Version:" in line), "")
        return f"antiword {version.partition('Version:')[2].split()[0]}" if version else "antiword"
    return ""


def _suffix(data: bytes) -> str | None:
    if data.startswith(OLE):
        return ".doc"
    if data.lstrip()[:5] == b"{\\rtf":
        return ".rtf"
    return ".odt" if data.startswith(b"PK") and _ODT in data[:_SECTOR] else None


def _is_locked(data: bytes, suffix: str, relative: str) -> bool:
    if suffix == ".odt":
        manifest = bare(data, relative).xml("META-INF/manifest.xml")
        return manifest is not None and any(item.tag.endswith("encryption-data") for item in manifest.iter())
    if suffix != ".doc":
        return False
    at = next((at for at in range(_SECTOR, len(data) - 12, _SECTOR) if data.startswith(_WORD_FILE, at)), None)
    flags = struct.unpack_from("<H", data, at + 10)[0] if at is not None else 0
    return is_locked(data) or bool(flags & _LOCKED_BIT)


def _as_docx(data: bytes, suffix: str, relative: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="chidao-") as folder, _LOCK:
        source, made = Path(folder, f"source{suffix}"), Path(folder, "source.docx")
        source.write_bytes(data)
        options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"]
        where = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(source)]
        profile = f"-env:UserInstallation={_profile(os.getpid()).as_uri()}"
        is_done, said = _run([LIBREOFFICE, profile, *options, *where], TIME_LIMIT)
        if not is_done:
            raise _too_slow(relative)
        if not made.is_file():
            raise _failed(relative, "LibreOffice", said)
        return made.read_bytes()


def _by_antiword(data: bytes, relative: str) -> Rendered:
    with tempfile.TemporaryDirectory(prefix="chidao-") as folder:
        source = Path(folder, "source.doc")
        source.write_bytes(data)
        is_done, said = _run([ANTIWORD, "-m", "UTF-8.txt", "-w", "0", str(source)], TIME_LIMIT)
    if not is_done:
        raise _too_slow(relative)
    if not said.strip() or "is not a Word Document" in said:
        raise _failed(relative, ANTIWORD, said)
    text, encoding = encodings.decode(said.encode(), relative)
    writer = Writer(ReadAs.CONVERTED, troubles=[_PLAIN, *encodings.told(text, encoding)])
    writer.lines(text)
    return writer.done()


_PLAIN = Trouble(
    FindingKind.UNREADABLE,
    "Đọc bằng antiword: mất bảng, chú thích và số tự động; cài libreoffice-writer-nogui để đọc đủ",
    "Read by antiword: tables, notes and automatic numbers are lost; install libreoffice-writer-nogui to read them",
    whole=False,
)


def _run(command: list[str], limit: float) -> tuple[bool, str]:
    """Runs a program in a session of its own: whether it ended in time, and all that it said."""
    process = subprocess.Popen(  # noqa: S603 - fixed programs, and the file's name is ours
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        said, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        return False, ""
    finally:  # its children too: what stays behind would hold the profile
        _end(process)
    return True, said.decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()


@cache
def _profile(process: int) -> Path:
    """This process's folder for LibreOffice: a forked process makes its own. Its first use costs half a second."""
    folder = Path(tempfile.mkdtemp(prefix=f"chidao-office-{process}-"))
    # At the end of this process, not of those forked from it; "atexit" would not run in a pool's workers.
    Finalize(None, shutil.rmtree, (folder,), {"ignore_errors": True}, exitpriority=0)
    (folder / "user").mkdir()
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    opening = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
    (folder / "user" / "registrymodifications.xcu").write_text(f"{opening}{items}</oor:items>\n", encoding="utf-8")
    return folder


def _too_slow(relative: str) -> ReadError:
    problem = Words(
        f"turning it into DOCX took more than {TIME_LIMIT:.0f} seconds and was ended",
        f"chuyển sang DOCX quá {TIME_LIMIT:.0f} giây nên bị dừng",
    )
    return ReadError(relative, WHOLE_FILE, problem, _SAVE_AS_DOCX)


def _failed(relative: str, program: str, said: str) -> ReadError:
    words = " ".join(said.split())[-_LINE:] or "-"
    problem = Words(f"{program} could not read it ({words})", f"{program} không đọc được ({words})")
    return ReadError(relative, WHOLE_FILE, problem, _SAVE_AS_DOCX)
