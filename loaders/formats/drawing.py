"""What is drawn on a page of a PDF: lines, pictures; through calls of pdfium that take plain numbers."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from pypdfium2 import raw

_THIN, _LONG = 3.0, 6.0  # points: what is a line
_WHITE = 250  # of 255: what is not seen
_SEGMENTS = 64  # of a path that may be the frame of a table
_DEPTH = 3  # of forms within forms
_TEXT = raw.FPDF_PAGEOBJ_TEXT
_MOST = 20_000  # objects of a page that are looked at

Box = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def quick(function: Any, result: Any, *arguments: Any) -> Any:  # noqa: ANN401
    """A function of pdfium that takes handles and addresses as plain numbers: half the cost of a call."""
    return ctypes.CFUNCTYPE(result, *arguments)(handle(function))


def handle(pointer: Any) -> int:  # noqa: ANN401
    """A pointer of pdfium as a number."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


_P, _I, _U = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint
_count = quick(raw.FPDFPage_CountObjects, _I, _P)
_object = quick(raw.FPDFPage_GetObject, _P, _P, _I)
_form_count = quick(raw.FPDFFormObj_CountObjects, _I, _P)
_form_object = quick(raw.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)
_type = quick(raw.FPDFPageObj_GetType, _I, _P)
_bounds = quick(raw.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)
_matrix = quick(raw.FPDFPageObj_GetMatrix, _I, _P, _P)
_draw_mode = quick(raw.FPDFPath_GetDrawMode, _I, _P, _P, _P)
_fill = quick(raw.FPDFPageObj_GetFillColor, _I, _P, _P, _P, _P, _P)
_segment_count = quick(raw.FPDFPath_CountSegments, _I, _P)
_segment = quick(raw.FPDFPath_GetPathSegment, _P, _P, _I)
_point = quick(raw.FPDFPathSegment_GetPoint, _I, _P, _P, _P)
_segment_type = quick(raw.FPDFPathSegment_GetType, _I, _P)
_closes = quick(raw.FPDFPathSegment_GetClose, _I, _P)


@dataclass(slots=True)
class Drawing:
    """Lines as boxes (left, bottom, right, top) in the page's own units; the area of pictures; how many paths."""

    lines: list[Box] = field(default_factory=list)
    pictures: float = 0.0
    paths: int = 0


def of(page: int) -> Drawing:
    """What is drawn on a page, given by its handle."""
    drawing = Drawing()
    for kind, obj, moved in _objects(_count(page), page, _object, _UNMOVED, _DEPTH):
        left, bottom, right, top = box = _box(obj, moved)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            drawing.pictures += (right - left) * (top - bottom)
            continue
        drawing.paths += 1
        if max(right - left, top - bottom) >= _LONG:
            drawing.lines += _lines(obj, box, moved)
    return drawing


def _objects(count: int, parent: int, get: Any, moved: _Matrix, depth: int) -> Iterator[tuple[int, int, _Matrix]]:  # noqa: ANN401
    """Paths and pictures, with the matrix that moves them from their form to the page."""
    objects = list(map(get, repeat(parent), range(min(count, _MOST))))
    for obj, kind in zip(objects, map(_type, objects), strict=True):
        if kind == _TEXT:
            continue
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield kind, obj, moved
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
            yield from _objects(_form_count(obj), obj, _form_object, _times(_matrix_of(obj), moved), depth - 1)


def _matrix_of(obj: int) -> _Matrix:
    values = (ctypes.c_float * 6)(*_UNMOVED)
    _matrix(obj, ctypes.addressof(values))
    a, b, c, d, e, f = values
    return (a, b, c, d, e, f)


def _times(m: _Matrix, n: _Matrix) -> _Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _moved(x: float, y: float, m: _Matrix) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _box(obj: int, moved: _Matrix) -> Box:
    """The box of an object on the page."""
    values = (ctypes.c_float * 4)()
    at = ctypes.addressof(values)
    _bounds(obj, at, at + 4, at + 8, at + 12)
    left, bottom, right, top = values
    if moved is _UNMOVED:
        return left, bottom, right, top
    return _around(_moved(left, bottom, moved), _moved(right, top, moved))


def _around(a: tuple[float, float], b: tuple[float, float]) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _lines(obj: int, box: Box, moved: _Matrix) -> Iterator[Box]:
    """The lines of a path: a thin one is a line itself, of a drawn frame the sides are."""
    left, bottom, right, top = box
    flags = (ctypes.c_int * 2)()
    _draw_mode(obj, ctypes.addressof(flags), ctypes.addressof(flags) + 4)
    filled, stroked = flags
    if min(right - left, top - bottom) <= _THIN:
        if stroked or (filled and not _is_white(obj)):
            yield box
    elif stroked and _segment_count(obj) <= _SEGMENTS:
        yield from (side for side in _sides(obj, moved) if min(side[2] - side[0], side[3] - side[1]) <= _THIN)


def _is_white(obj: int) -> bool:
    values = (_U * 4)()
    at = ctypes.addressof(values)
    return bool(_fill(obj, at, at + 4, at + 8, at + 12)) and (min(values[:3]) > _WHITE or values[3] == 0)


def _sides(obj: int, moved: _Matrix) -> Iterator[Box]:
    """The straight sides of a path on the page."""
    m = _times(_matrix_of(obj), moved)
    start = last = (0.0, 0.0)
    for order in range(_segment_count(obj)):
        segment = _segment(obj, order)
        values = (ctypes.c_float * 2)()
        _point(segment, ctypes.addressof(values), ctypes.addressof(values) + 4)
        point = _moved(values[0], values[1], m)
        kind = _segment_type(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield _around(last, point)
        if _closes(segment):
            yield _around(point, start)
        last = point
