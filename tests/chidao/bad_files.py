"""Files that no build should trip over, made here: damaged, locked, hostile, oddly named, no documents at all."""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.loaders.formats.packages import docx_of, p, packed, parts

PLAN = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
-------
Số: {number}/KH-UBND

Cao Bằng, ngày {day} tháng {month} năm 2024

KẾ HOẠCH
Thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC TIÊU
1. Tỷ lệ trẻ em xã {number} được học bơi đạt {share}% vào năm 2025.

II. TỔ CHỨC THỰC HIỆN
1. Sở Y tế chủ trì, phối hợp với các sở, ngành thực hiện chỉ tiêu 1.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""
# A name of 255 bytes, the most that file systems take.
LONG = f"{'kế hoạch dài ' * 13}{'x' * 17}.txt"
ODD_NAMES = (
    "kế hoạch 🌱.txt",
    "nói \"thật\" và 'đùa'.txt",
    "$(touch made-by-a-name).txt",
    "--store=made-by-a-name.txt",
    "hai\ndòng.txt",
    LONG,
)


def plan(number: int) -> str:
    """A plan of its own number and day."""
    return PLAN.format(number=number, day=number % 28 + 1, month=number // 28 % 12 + 1, share=40 + number % 50)


def write_plans(folder: Path, names: list[str], first: int = 1) -> None:
    """Plans under these names, numbered from ``first`` on."""
    for number, name in enumerate(names, first):
        (folder / name).write_text(plan(number), encoding="utf-8")


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password before it is shown."""
    return _pdf(1, encrypt=StandardEncryption("secret", canPrint=0))


def empty_pages(count: int = 500) -> bytes:
    """A PDF of blank pages."""
    return _pdf(count)


def _pdf(pages: int, **options: object) -> bytes:
    with io.BytesIO() as stream:
        canvas = Canvas(stream, **options)
        for _ in range(pages):
            canvas.showPage()
        canvas.save()
        return stream.getvalue()


def bomb() -> bytes:
    """A DOCX of some hundred kilobytes that unpacks to hundreds of megabytes."""
    return packed(parts(p("Kế hoạch")) | {"word/document.xml": b"<w:document>" + b" " * (200 << 20)})


def with_entities(secret: Path, address: str) -> bytes:
    """A DOCX whose XML asks for a file of this machine and for a page of a server."""
    asking = (
        f'<!DOCTYPE w [<!ENTITY file SYSTEM "{secret.as_uri()}"><!ENTITY page SYSTEM "{address}/entity">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>Kế hoạch của Ủy ban nhân dân tỉnh &file; &page;</w:t></w:r></w:p></w:body></w:document>"
    )
    return packed(parts("") | {"word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>{asking}'})


def photograph() -> bytes:
    """A meadow: a gradient of sky, and noise."""
    noise = np.random.default_rng(5).integers(0, 60, (60, 90, 3), dtype=np.uint8)
    sky = np.linspace(190, 40, 60, dtype=np.uint8)[:, None, None]
    with io.BytesIO() as stream:
        meadow = Image.fromarray((noise + sky).astype(np.uint8)).resize((900, 600), Image.Resampling.BICUBIC)
        meadow.save(stream, "JPEG")
        return stream.getvalue()


def zipped(members: dict[str, bytes | str]) -> bytes:
    """A .zip of files."""
    return packed(dict(members))


def locked_zip() -> bytes:
    """A .zip whose one member asks for a password: its flags say so, its bytes are of no meaning without one."""
    data = bytearray(zipped({"plan.txt": plan(90)}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1
    return bytes(data)


def spreadsheet() -> bytes:
    """As much of an .xlsx as tells what it is."""
    return zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})


def web_page(address: str) -> str:
    """A plan whose page asks for a script, a picture, a frame and a style of a server."""
    body = "".join(f"<p>{line}</p>" for line in plan(60).splitlines() if line)
    asked = (
        f'<script src="{address}/script"></script><img src="{address}/picture">'
        f'<iframe src="{address}/frame"></iframe><link rel="stylesheet" href="{address}/style">'
    )
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{asked}</head><body>{body}{asked}</body></html>"


def write_all(folder: Path, secret: Path, address: str) -> set[str]:
    """Every bad file into a folder; returns the names of those that cannot be read."""
    whole = zipped({"a.txt": plan(91), "b.txt": plan(92)})
    bad: dict[str, bytes] = {
        "locked.pdf": encrypted_pdf(),
        "damaged.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 20,
        "bomb.docx": bomb(),
        "entities.docx": with_entities(secret, address),
        "cut.docx": docx_of(p("Kế hoạch của Ủy ban nhân dân tỉnh"))[:-200],
        "meadow.jpg": photograph(),
        "empty-pages.pdf": empty_pages(),
        "empty.txt": b"",
        "truncated.zip": whole[: len(whole) // 2],
        "program.txt": b"\x7fELF" + bytes(range(256)) * 30,
    }
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    (folder / "locked.zip").write_bytes(locked_zip())
    (folder / "nested.zip").write_bytes(zipped({"inner.zip": whole, "c.txt": plan(80)}))
    (folder / "circle.txt").symlink_to("back.txt")
    (folder / "back.txt").symlink_to("circle.txt")
    (folder / "broken\nlink.txt").symlink_to("nowhere.txt")
    return {*bad, "locked.zip/plan.txt", "nested.zip/inner.zip", "circle.txt", "back.txt", "broken\nlink.txt"}


def write_others(folder: Path, address: str) -> None:
    """What is passed over, and what is read although it is odd."""
    (folder / "sheet.xlsx").write_bytes(spreadsheet())
    os.mkfifo(folder / "pipe.txt")  # what opens it waits for ever
    (folder / "up").symlink_to(folder, target_is_directory=True)
    (folder / "page.html").write_text(web_page(address), encoding="utf-8")
    write_plans(folder, ["good.txt", *ODD_NAMES])
