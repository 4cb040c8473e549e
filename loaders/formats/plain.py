"""Text files (.txt): the text is the file's own, decoded, without blocks.

>>> read("Kế hoạch".encode(), "a.txt").text
'Kế hoạch'
"""

from __future__ import annotations

from loaders.formats import encodings
from loaders.formats.rendered import Rendered
from ontology.codes import ReadAs


def read(data: bytes, relative: str) -> Rendered:
    """The text of a file; raises ReadError where it is empty, binary or in no encoding that is known."""
    text, encoding = encodings.decode(data, relative)
    return Rendered(text, reading(encoding), troubles=encodings.told(text, encoding))


def reading(encoding: str) -> ReadAs:
    """Converted where the encoding is not Unicode: the letters are then not the file's own."""
    return ReadAs.NATIVE if encoding in encodings.UNICODE else ReadAs.CONVERTED
