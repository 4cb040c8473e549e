"""Pages and boxes of the texts that have them, by the hash of the file's bytes, beside the store.

>>> boxes = (Box(0, 2, 1, 9, 9, 20, 18),)
>>> source = SourceText("a.pdf", "0" * 64, "Số 1", pages=(Page(1, 595, 842),), runs=(Run(0, 1),), boxes=boxes)
>>> unpack(pack(source)).boxes == boxes
True
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass

from ontology.codes import ReadAs
from ontology.source import Box, Page, Run, SourceText


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a text stands on its pages; the fields are those of ``SourceText``."""

    pages: tuple[Page, ...] = ()
    runs: tuple[Run, ...] = ()
    boxes: Sequence[Box] = ()

    def packed(self) -> bytes:
        """The layout as compressed JSON, the same bytes for the same layout."""
        rows = {
            "pages": [asdict(page) for page in self.pages],
            "runs": [astuple(run) for run in self.runs],
            "boxes": [[*box[:3], *(round(side, 1) for side in box[3:])] for box in self.boxes],
        }
        return gzip.compress(json.dumps(rows, separators=(",", ":")).encode(), mtime=0)


def pack(source: SourceText) -> bytes:
    """The layout of a text, compressed; nothing where it has no pages."""
    return Layout(source.pages, source.runs, source.boxes).packed() if source.pages else b""


def unpack(data: bytes) -> Layout:
    """The layout that was packed; an empty one of nothing."""
    if not data:
        return Layout()
    rows = json.loads(gzip.decompress(data))
    return Layout(
        tuple(Page(**{**page, "read_as": ReadAs(page["read_as"])}) for page in rows["pages"]),
        tuple(Run(*run) for run in rows["runs"]),
        tuple(Box(*box) for box in rows["boxes"]),
    )
