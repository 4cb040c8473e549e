"""No text makes a pattern or an extraction hang: long runs of what the patterns look for, and of what they skip."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, ModuleType

import pytest

import loaders
from loaders.citations import Role, typed
from loaders.extract import extractions
from loaders.normalize import normalize
from loaders.places import Setting
from ontology.model import SourceText

LENGTH = 20_000
GUARD = 60  # seconds of work until a hang is called one: no measure of speed
UNITS = (
    *(
        "1",
        "1/",
        "/",
        "1/1/",
        "1.",
        "1. ",
        "1.000,",
        "0 - ",
        "a",
        "a ",
        "A",
        "A ",
        "A-",
        "A,",
        "a, ",
        "12/KH-",
        "I",
        "IX. ",
    ),
    *("(", "((a", ")", "- ", "-", "|", "| ", "_", "…", ". ", "; ", '"', "[1]", "&", "số ", "ngày ", "ngày 1/1/2020 "),
    *(
        "Sở ",
        "Sở Y tế, ",
        "và ",
        "các ",
        "của ",
        "từ ",
        "Luật ",
        "Luật a ",
        "thực hiện ",
        "triển khai, ",
        "12/KH-UBND ",
    ),
    *("đạt 85% ", "năm 2025 ", "giao ", "phối hợp với ", "Kế hoạch số ", "Đại hội ", "sửa đổi, ", "1, ", "số 1 đến "),
)
HOSTILE = tuple(normalize((unit * LENGTH)[:LENGTH]).text for unit in UNITS)
# How a module may use a pattern of its own; handed on to others, it may be looked for anywhere.
USES = ("match", "fullmatch", "search", "finditer", "split", "sub", "findall")


@contextmanager
def guarded(seconds: int = GUARD) -> Iterator[None]:
    """Fails where the block hangs."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        pytest.fail(f"still running after {seconds} s")

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def held(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns of texts in a module's value: itself, or those in a table."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from held(item)
    elif isinstance(value, dict):
        yield from held(list(value.items()))


def patterns() -> list[tuple[str, re.Pattern[str], frozenset[str]]]:
    """Every compiled pattern of the loaders' own steps with its name and the ways in which its module uses it."""
    found: dict[re.Pattern[str], tuple[str, frozenset[str]]] = {}
    for name in [m.name for m in pkgutil.iter_modules(loaders.__path__, "loaders.") if not m.ispkg]:
        module = importlib.import_module(name)
        for attribute, value in vars(module).items():
            for pattern in held(value):
                found.setdefault(pattern, (f"{name}.{attribute}", _uses(module, attribute)))
    return [(name, pattern, uses) for pattern, (name, uses) in found.items()]


def _uses(module: ModuleType, attribute: str) -> frozenset[str]:
    source = inspect.getsource(module)
    named = len(re.findall(rf"\b{re.escape(attribute)}\b", source)) - 1
    used = re.findall(rf"\b{re.escape(attribute)}\.({'|'.join(USES)})\(", source)
    return frozenset(used) if len(used) == named else frozenset(("match", "fullmatch", "search"))


def run(pattern: re.Pattern[str], text: str, uses: frozenset[str]) -> None:
    if uses & {"match", "split"}:
        pattern.match(text)
    if "fullmatch" in uses:
        pattern.fullmatch(text)
    if uses - {"match", "fullmatch"}:
        for _ in pattern.finditer(text):
            pass


def test_there_are_patterns_of_many_modules() -> None:
    assert len({name.split(".")[1] for name, _, _ in patterns()}) >= 20


@pytest.mark.slow
def test_no_pattern_backtracks_for_long() -> None:
    with guarded():
        for _name, pattern, uses in patterns():
            for text in HOSTILE:
                run(pattern, text, uses)


@pytest.mark.parametrize("unit", [*UNITS, "Luật Giá và Kế hoạch số 12, 13/KH-UBND của UBND tỉnh; "])
@pytest.mark.parametrize("role", [Role.RECITAL, Role.BODY])
def test_citations_of_one_long_line_are_found(unit: str, role: Role) -> None:
    with guarded():
        typed(normalize((unit * 100_000)[:100_000]).text, Setting(), role)


def extracted(text: str) -> None:
    with guarded():
        assert extractions(SourceText("a.txt", "0" * 64, text))


HEAD = "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 7/KH-UBND\nKẾ HOẠCH\nThử\n"


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["1", "/", " ", "số số số ", "1/1/1/1/", "Sở Y tế "])
def test_a_line_of_a_hundred_thousand_characters_is_read(unit: str) -> None:
    extracted(HEAD + (unit * 100_000)[:100_000])


@pytest.mark.slow
def test_ten_thousand_nested_labels_are_read() -> None:
    labels = ("I.", "1.", "1.1.", "a)", "-", "+")
    extracted(HEAD + "\n".join(f"{labels[at % 6]} Mục {at}" for at in range(10_000)))
