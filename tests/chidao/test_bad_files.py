"""Folders as they are: what cannot be read is told, by name and with a remedy, and everything else is in the graph."""

from __future__ import annotations

import contextlib
import csv
import http.server
import io
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from chidao import reading
from chidao.build import build
from chidao.reading import Limits, Unread
from loaders.errors import ReadError
from loaders.files import Origin
from loaders.formats import fallback, ocr, tesseract
from tests.chidao import bad_files
from tests.commands import HERE, chidao
from tests.loaders.formats import paper

TOLD_TO_NOBODY = "bí mật riêng của máy này"


@dataclass
class Asked:
    """A server of this machine, and what it was asked for."""

    address: str
    paths: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def server() -> Iterator[Asked]:
    asked = Asked("")

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.paths.append(self.path)
            self.send_error(404)

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    asked.address = f"http://127.0.0.1:{running.server_port}"
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield asked
    running.shutdown()


@dataclass(frozen=True)
class Built:
    """A folder of bad and odd files after a build in each language."""

    folder: Path
    work: Path
    bad: set[str]
    told: dict[str, str]
    statuses: set[int]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, server: Asked) -> Built:
    """The folder built by the real command, in a folder of work that it should leave as it is."""
    folder, work = tmp_path_factory.mktemp("bad"), tmp_path_factory.mktemp("work")
    secret = work / "secret.txt"
    secret.write_text(TOLD_TO_NOBODY, encoding="utf-8")
    bad = bad_files.write_all(folder, secret, server.address)
    bad_files.write_others(folder, server.address)
    runs = {lang: chidao("build", folder, "--store", work / "store", "--lang", lang, cwd=work) for lang in ("vi", "en")}
    chidao("tables", "--store", work / "store", "--out", work / "tables", cwd=work)
    return Built(
        folder, work, bad, {lang: run.stderr for lang, run in runs.items()}, {run.returncode for run in runs.values()}
    )


def table(made: Built, name: str) -> list[dict[str, str]]:
    with (made.work / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


REMEDIES = {
    "locked.pdf": ("save it without a password", "mật khẩu"),
    "damaged.pdf": ("the PDF is damaged", "hỏng"),
    "bomb.docx": ("unpacks to far more than a document holds", "bom nén"),
    "entities.docx": ("declares a DTD", "DTD"),
    "cut.docx": ("was cut off", "lưu lại"),
    "empty-pages.pdf": ("there is no text on any page", "không trang nào có chữ"),
    "empty.txt": ("the file is empty", "tệp rỗng"),
    "truncated.zip": ("the .zip is damaged", ".zip hỏng"),
    "program.txt": ("the format is none that is read", "không đọc được"),
    "locked.zip/plan.txt": ("it is locked with a password", "mật khẩu"),
    "nested.zip/inner.zip": ("a .zip inside a .zip is not opened", "giải nén tệp ngoài"),
    "circle.txt": ("symbolic links", "không mở được"),
    "back.txt": ("symbolic links", "không mở được"),
    r"broken\nlink.txt": ("No such file", "không mở được"),
}


@pytest.mark.parametrize("name", sorted(REMEDIES))
def test_each_is_told_in_a_line_with_what_to_do(built: Built, name: str) -> None:
    assert built.statuses == {1}
    for lang, words in zip(("en", "vi"), REMEDIES[name], strict=True):
        (line,) = (line for line in built.told[lang].splitlines() if line.startswith(f"- {name} ("))
        assert words in line
        assert "; " in line


@pytest.mark.system("tesseract")
def test_a_photograph_without_text_is_told(built: Built) -> None:
    assert "- meadow.jpg (the whole file): there is no text on the image" in built.told["en"]
    assert "- meadow.jpg (cả tệp):" in built.told["vi"]


def test_each_is_among_the_findings(built: Built) -> None:
    rows = [row for row in table(built, "findings") if row["kind"] == "unreadable"]
    in_zips = {"truncated.zip"}  # what has no file to read has a line in the report only
    assert {row["file"] for row in rows} >= built.bad - in_zips
    assert all(row["message_vi"] and row["message_en"] and row["severity"] == "violation" for row in rows)


def test_the_good_ones_are_in_the_graph(built: Built) -> None:
    files = {row["file"]: row["number"] for row in table(built, "documents") if row["file"]}
    expected = {name: f"{number}/KH-UBND" for number, name in enumerate(("good.txt", *bad_files.ODD_NAMES), 1)}
    assert files == expected | {"page.html": "60/KH-UBND", "nested.zip/c.txt": "80/KH-UBND"}


def test_what_is_no_document_is_named_and_passed_over(built: Built) -> None:
    assert "pipe.txt, sheet.xlsx, up/" in built.told["en"]
    assert "Bỏ qua 3 tệp" in built.told["vi"]


def test_nothing_was_executed_or_fetched(built: Built, server: Asked) -> None:
    assert server.paths == []
    assert {path.name for path in built.work.iterdir()} == {"secret.txt", "store", "tables"}
    for path in (built.work / "store").rglob("*"):
        assert not path.is_file() or TOLD_TO_NOBODY.encode() not in path.read_bytes(), path


def test_what_was_said_once_is_said_again_without_reading(built: Built) -> None:
    assert "0 files new or changed" in built.told["en"]


def pictures(count: int) -> bytes:
    """A PDF of scanned pages."""
    with io.BytesIO() as stream:
        canvas, page = Canvas(stream, pagesize=(595, 842)), ImageReader(paper.scanned(paper.printed().image))
        for _ in range(count):
            canvas.drawImage(page, 0, 0, 595, 842)
            canvas.showPage()
        canvas.save()
        return stream.getvalue()


@pytest.mark.slow
@pytest.mark.system("dejavu")
@pytest.mark.system("tesseract")
def test_a_file_that_takes_too_long_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "slow.pdf").write_bytes(pictures(40))
    bad_files.write_plans(folder, ["a.txt", "b.txt"])
    started = time.monotonic()
    report = build([folder], tmp_path / "store", workers=1, limits=Limits(seconds=3, seconds_a_megabyte=0))
    assert time.monotonic() - started < 60  # forty pages take more
    assert report.written == ("a.txt", "b.txt")
    (unread,) = report.unread
    assert str(unread).startswith("slow.pdf (the whole file): reading it took more than 3 s; split it")
    assert "quá 3 giây" in unread.told("vi")


@pytest.mark.slow
@pytest.mark.system("dejavu")
@pytest.mark.system("tesseract")
def test_a_process_that_is_killed_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "slow.pdf").write_bytes(pictures(40))
    bad_files.write_plans(folder, ["a.txt", "b.txt"])
    origins = [Origin(folder / name, name) for name in ("slow.pdf", "a.txt", "b.txt")]
    threading.Thread(target=lambda: os.kill(reader(os.getpid()), signal.SIGKILL), daemon=True).start()
    results = {origin.file: result for origin, result in reading.read_all(origins, 1, Limits(seconds=60), "test")}
    assert [file for file, result in results.items() if isinstance(result, Unread)] == ["slow.pdf"]
    unread = results["slow.pdf"]
    assert isinstance(unread, Unread)
    assert "ended by itself (status -9); save the file anew" in str(unread)
    assert "tự kết thúc (mã -9)" in unread.told("vi")


def reader(parent: int) -> int:
    """The process below ``parent`` that has OCR at work; waits until there is one."""
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        parents = dict(processes())
        for process, above in parents.items():
            if above != parent and parents.get(above) == parent and name_of(process) in {"tesseract", "setpriv"}:
                return above
        time.sleep(0.05)
    raise TimeoutError("no process reads by OCR")


def processes() -> Iterator[tuple[int, int]]:
    """Each process of this machine with its parent."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            yield int(path.parent.name), int(path.read_text().rpartition(")")[2].split()[1])


def name_of(process: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/comm").read_text().strip()
    return ""


def test_a_file_that_shrinks_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Shrinking(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(size)[:-100]

    data = bad_files.plan(1).encode()
    monkeypatch.setattr(Path, "open", lambda *_: Shrinking(data))
    with pytest.raises(
        ReadError, match=rf"changed while it was read \({len(data) - 100} of {len(data)} bytes\)"
    ) as told:
        Origin(tmp_path / "a.txt", "a.txt").read()
    assert "dựng lại" in told.value.remedy.vi


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine with neither tesseract nor trueocr."""

    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    cached = (tesseract.program, tesseract.version, tesseract.languages, fallback.version)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(metadata, "version", missing)
    for function in cached:
        function.cache_clear()
    yield
    for function in cached:
        function.cache_clear()


@pytest.mark.system("dejavu")
@pytest.mark.usefixtures("without_ocr")
@pytest.mark.parametrize("name", ["scan.pdf", "scan.png"])
def test_without_ocr_the_line_says_how_to_install_it(tmp_path: Path, name: str) -> None:
    assert ocr.engine() == ""
    (tmp_path / "scan.pdf").write_bytes(pictures(2))
    paper.printed().image.save(tmp_path / "scan.png")
    unread = reading.read(Origin(tmp_path / name, name), "test")
    assert isinstance(unread, Unread)
    for lang, words in (("en", "install"), ("vi", "cài đặt")):
        told = unread.told(lang)
        assert told.startswith(f"{name} (")
        assert words in told
        assert "apt-get install tesseract-ocr tesseract-ocr-vie" in told


PLANS = 40


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder of plans and a scan, and the export of a build of it that nobody stopped."""
    work = tmp_path_factory.mktemp("undisturbed")
    folder = work / "folder"
    folder.mkdir()
    (folder / "a-scan.pdf").write_bytes(pictures(4))
    bad_files.write_plans(folder, [f"plan-{number:02}.txt" for number in range(PLANS)])
    chidao("build", folder, "--store", work / "store", "--workers", "2")
    return folder, chidao("export", "--store", work / "store").stdout


@pytest.mark.slow
@pytest.mark.system("dejavu")
@pytest.mark.system("tesseract")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_stopped_goes_on_where_it_was(
    undisturbed: tuple[Path, str], tmp_path: Path, stop: signal.Signals
) -> None:
    folder, expected = undisturbed
    kept, waits = 0, iter((1.0, 1.5, 2.2, 3.3, 5.0, 7.5, 11.0))  # slower machines need longer
    while not kept:  # a build that was stopped before it had read a plan has nothing to keep
        wait = next(waits)
        store = tmp_path / f"after {wait}" / "store"
        words = ["build", str(folder), "--store", str(store), "--workers", "2", "--lang", "en"]
        running = subprocess.Popen([*HERE, *words], stderr=subprocess.PIPE, text=True)
        reader(running.pid)
        time.sleep(wait)  # while the scan is read by one process, the other reads plans
        running.send_signal(stop)
        _, said = running.communicate(timeout=30)
        assert (running.returncode, said) == (1, "Stopped. What was read is kept; run chidao build again to go on.\n")
        again = chidao(*words)
        counts = re.search(r"(\d+) files? new or changed, (\d+) unchanged", again.stderr)
        assert counts
        fresh, kept = map(int, counts.groups())
        assert fresh + kept == PLANS + 1
        assert chidao("export", "--store", store).stdout == expected
