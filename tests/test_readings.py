"""Every real file is read, as what it is, and each quote of its facts stands at its offsets."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from tests.loaders.quotes import evidences
from tests.readings import Reading, readings

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.system("tesseract"),
    pytest.mark.system("soffice"),
]

# How each kind of file is read; of a PDF, how many of its pages.
TEXT_PDFS = {"bnv_qd1187.pdf": "8 native", "cd58_vpcp.pdf": "2 native", "dt_sgddt_kh362.pdf": "5 native"}
SCANS = {
    "angiang_ctph2017_badocr.pdf": "6 ocr",  # with a text layer whose spelling is broken
    "ct5_ctubnd_scan.pdf": "5 ocr",
    "kg_syt_kh2119_scan.pdf": "5 ocr",
    "kg_syt_kh2128_scan.pdf": "4 ocr",
    "lc_sct_qd1050.pdf": "4 ocr",
}
OTHERS = {
    "native": """
        ct07_ttg2012.docx ct15_ttg2025.docx news_cantho_kh177.md news_ct45tw.md news_dongnai_kh188a.md
        nq03cp_2025_goc.md nq57_bangoc.md tvpl_010CTUBND_6bac4.md tvpl_0124KHUBND_556b2.md tvpl_0125KHUBND_2957e.md
        tvpl_0129KHUBND_62f25.md tvpl_07KLVPTW_6e4d7.md tvpl_09CTUBND_2847e.md tvpl_11299VPCPKGVX_06690.md
        tvpl_144KHUBND_ad5af.md tvpl_153KHUBND_24c71.md tvpl_159KHUBND_d4051.md tvpl_165KHUBND_a83ff.md
        tvpl_174KHUBND_31fb0.md tvpl_217CDTTg_a328f.md tvpl_220CDTTg_344b9.md tvpl_2597QDTTg_ec00b.md
        tvpl_2629QDTTg_2edf5.md tvpl_308KHUBND_8e9a4.md tvpl_310KHUBND_31786.md tvpl_37HDBTGDVTW_8bfc5.md
        tvpl_384QDTW_ca9ba.md tvpl_4085UBNDDT_71715.md tvpl_552KHUBND_19206.md tvpl_617KHUBND_87188.md
        tvpl_627TBVPCP_50f69.md tvpl_7360KHUBND_6a406.md tvpl_982KHUBND_99c7d.md tvpl_987KHUBND_ceb89.md
        cao-bang-1222.txt cho-chu-dinh-hoa.txt lam-dong-3190.txt vinh-cuu-news.txt
    """,
    "converted": "btc_ct01_2014.doc byt_ct01_2014.doc qd124_ttg_2014.doc sl68_1945_tcvn3.doc",
    "ocr": "lao-cai-50-ocr.txt",  # text that another program made of a scan
}
EXPECTED = (
    {name: f"native: {pages}" for name, pages in TEXT_PDFS.items()}
    | {name: f"ocr: {pages}" for name, pages in SCANS.items()}
    | {name: kind for kind, names in OTHERS.items() for name in names.split()}
)


def made(corpus: Path) -> dict[str, Reading]:
    return {Path(name).name: made for name, made in readings(corpus).items() if not isinstance(made, str)}


def told(reading: Reading) -> str:
    """How a file and its pages were read, such as "native: 8 native"."""
    source, _ = reading
    kinds = sorted(page.read_as.value for page in source.pages)
    pages = ", ".join(f"{len(list(group))} {kind}" for kind, group in groupby(kinds))
    return f"{source.read_as.value}: {pages}" if pages else source.read_as.value


def test_every_file_is_read(corpus: Path) -> None:
    assert [error for error in readings(corpus).values() if isinstance(error, str)] == []
    assert len(EXPECTED) == len(readings(corpus)) == 51


def test_every_file_is_read_as_what_it_is(corpus: Path) -> None:
    assert {name: told(reading) for name, reading in made(corpus).items()} == EXPECTED


def test_no_file_lacks_a_part(corpus: Path) -> None:
    lacking = {name: source.troubles for name, (source, _) in made(corpus).items()}
    assert {name: troubles for name, troubles in lacking.items() if not all(one.whole for one in troubles)} == {}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_quote_stands_at_its_offsets(corpus: Path, name: str) -> None:
    source, found = made(corpus)[name]
    assert found
    assert [evidence for evidence in evidences(found) if not evidence.holds_in(source.text)] == []


@pytest.mark.parametrize("name", sorted(TEXT_PDFS | SCANS))
def test_every_quote_of_a_pdf_has_its_page(corpus: Path, name: str) -> None:
    source, found = made(corpus)[name]
    numbers = {page.number for page in source.pages}
    wrong = [
        one for one in evidences(found) if one.page not in numbers or one.page != source.page_of(one.spans[0].start)
    ]
    assert wrong == []
