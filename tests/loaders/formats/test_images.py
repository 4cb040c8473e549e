"""Images of pages to text."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pytest
from PIL import Image

from loaders.errors import ReadError
from loaders.formats import fallback, images, tesseract
from ontology.codes import ReadAs
from tests.loaders.formats import paper

SHORT = "\n".join(paper.PROSE.split("\n")[:6])


def saved(image: Image.Image, name: str = "PNG", **options: object) -> bytes:
    with io.BytesIO() as stream:
        image.save(stream, name, **options)
        return stream.getvalue()


def page(dots: int = 150) -> Image.Image:
    whole = paper.printed(SHORT).image
    return whole.resize((whole.width * dots // 300, whole.height * dots // 300), Image.Resampling.LANCZOS)


@pytest.mark.system("dejavu")
@pytest.mark.system("tesseract")
@pytest.mark.parametrize("name", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_formats(name: str) -> None:
    made = images.read(saved(page(), name), "a")
    assert "nâng cao chất lượng nước sinh hoạt" in " ".join(made.text.split())
    assert made.read_as is ReadAs.OCR
    assert (made.pages[0].width, made.pages[0].height) == page().size
    at = made.text.index("CHỈ")
    box = next(box for box in made.boxes if box.start <= at < box.end)
    drawn = next(box for text, box in paper.printed(SHORT).words if text == "CHỈ")
    assert (box.left, box.top) == pytest.approx((drawn[0] / 2, drawn[1] / 2), abs=12)


@pytest.mark.system("dejavu")
@pytest.mark.system("tesseract")
def test_every_frame_is_a_page() -> None:
    second = paper.printed("Trang sau ghi kinh phí của từng phòng, ban trong huyện.").image
    made = images.read(saved(page(200), "TIFF", save_all=True, append_images=[second, second]), "a.tif")
    assert [one.number for one in made.pages] == [1, 2, 3]
    assert made.pages[1].width == second.width
    assert made.text.count("ghi kinh phí") == 2
    assert made.runs[-1].page == 3


@pytest.mark.system("dejavu")
@pytest.mark.system("tesseract")
def test_a_photograph_held_sideways_is_shown_as_its_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: show it a quarter clockwise
    made = images.read(saved(page().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif), "a.jpg")
    assert (made.pages[0].width, made.pages[0].height) == page().size
    assert "MỤC ĐÍCH" in made.text


@pytest.mark.system("dejavu")
@pytest.mark.system("tesseract")
def test_what_is_transparent_is_white() -> None:
    letters = page().convert("L")
    image = Image.new("RGBA", letters.size, (0, 0, 0, 0))
    image.putalpha(letters.point(lambda grey: 255 - grey))
    assert "MỤC ĐÍCH" in images.read(saved(image), "a.png").text


@pytest.mark.system("tesseract")
def test_a_picture_without_text_is_refused() -> None:
    noise = np.random.default_rng(3).integers(0, 255, (40, 60, 3), dtype=np.uint8)
    meadow = Image.fromarray(noise).resize((900, 600), Image.Resampling.BICUBIC)
    with pytest.raises(ReadError, match=r"a\.jpg .*there is no text on the image"):
        images.read(saved(meadow, "JPEG"), "a.jpg")


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", saved(Image.new("L", (900, 900), 9))[:200], b"II*\0\xff"])
def test_damaged_images_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="no image that can be read"):
        images.read(data, "a.png")


def test_a_cut_photograph_is_refused() -> None:
    noise = np.random.default_rng(3).integers(0, 255, (400, 600), dtype=np.uint8)
    data = saved(Image.fromarray(noise), "JPEG")
    with pytest.raises(ReadError, match="damaged or cut off"):
        images.read(data[: len(data) // 2], "a.jpg")


@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_bomb_is_refused(side: int) -> None:
    whole = saved(Image.new("1", (8, 8)))
    size = side.to_bytes(4, "big")
    bomb = whole[:16] + size + size + whole[24:]
    bomb = bomb[:29] + _crc(bomb[12:29]) + bomb[33:]
    with pytest.raises(ReadError, match=r"too large|no image that can be read"):
        images.read(bomb, "a.png")


def _crc(chunk: bytes) -> bytes:
    return zlib.crc32(chunk).to_bytes(4, "big")


def test_without_ocr_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "languages", frozenset)
    monkeypatch.setattr(fallback, "version", str)
    with pytest.raises(ReadError, match="apt-get install tesseract-ocr tesseract-ocr-vie"):
        images.read(saved(Image.new("L", (90, 90), 255)), "a.png")
