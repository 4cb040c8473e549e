"""What the columns of a table hold, by the names that head them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from loaders.mapped import fold


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    TASK = "task"
    INDICATOR = "indicator"
    LEAD = "lead"
    MONITOR = "monitor"
    COORDINATE = "coordinate"
    DUE = "due"
    PRODUCT = "product"
    UNIT = "unit"
    VALUE = "value"
    OTHER = "other"


# A column of values from before, with which those to be reached are compared.
_PAST = re.compile(r"\b(?:hien trang|hien tai|da dat|co so so sanh)\b|\b(?:uoc|thuc hien|ket qua)\b.*\b20\d\d\b")
_COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.NUMBER, re.compile(r"^(?:stt|tt|so tt|so thu tu)$")),
    (Column.COORDINATE, re.compile(r"phoi hop")),
    (
        Column.MONITOR,  # "Cơ quan chủ trì theo dõi, đánh giá", not "Cơ quan chủ trì thực hiện, theo dõi"
        re.compile(
            r"^(?:co quan|don vi|bo phan|phan cong|trach nhiem) (?:chu tri |dau moi )?(?:theo doi|don doc|giam sat)"
        ),
    ),
    (
        Column.LEAD,
        re.compile(
            r"chu tri|(?:co quan|don vi|bo phan) (?:duoc giao |chiu trach nhiem |thuc hien)|phan cong|trach nhiem"
        ),
    ),
    (Column.DUE, re.compile(r"thoi (?:gian|han|diem)|tien do|hoan thanh|ky han")),
    (Column.UNIT, re.compile(r"^(?:don vi(?: tinh| do)?|dvt)$")),
    (Column.OTHER, _PAST),
    (
        Column.VALUE,
        re.compile(
            r"^(?:(?:chi tieu|muc tieu|ke hoach|phan dau|du kien|giao|dat|den|het|cuoi|vao|nam|giai doan|tam nhin) )"
            r"{0,4}20\d\d(?: ?- ?20\d\d)?$|^(?:gia tri|ke hoach|muc phan dau|chi tieu giao)\b"
        ),
    ),
    (Column.PRODUCT, re.compile(r"san pham|ket qua(?: dau ra)?$|dau ra")),
    (Column.INDICATOR, re.compile(r"chi tieu|muc tieu(?! so)")),
    (Column.TASK, re.compile(r"nhiem vu|noi dung|cong viec|hoat dong|giai phap|ten ")),
    (Column.VALUE, re.compile(r"gia tri|ke hoach")),
)


def column_of(name: str) -> Column:
    """What a column holds, by its name.

    >>> column_of("Cơ quan chủ trì"), column_of("Thời gian hoàn thành"), column_of("STT")
    (<Column.LEAD: 'lead'>, <Column.DUE: 'due'>, <Column.NUMBER: 'number'>)
    """
    plain = fold(name).strip(" .:*")
    return next((column for column, words in _COLUMNS if words.search(plain)), Column.OTHER)


def valued(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns, where a second one of indicators ("Chỉ tiêu | Đơn vị | Mục tiêu") holds their values."""
    made: list[Column] = []
    for column in columns:
        again = column is Column.INDICATOR and Column.INDICATOR in made
        made.append(Column.VALUE if again else column)
    return tuple(made)


def is_past(name: str) -> bool:
    """Whether a column holds what was reached before.

    >>> is_past("Thực hiện năm 2024"), is_past("Kế hoạch năm 2026")
    (True, False)
    """
    return _PAST.search(fold(name)) is not None


def is_known(columns: Iterable[Column]) -> bool:
    """Whether columns are those of a table of tasks or indicators: something to do or reach, and what is said of it."""
    kinds = set(columns)
    said = {Column.LEAD, Column.COORDINATE, Column.MONITOR, Column.DUE, Column.VALUE, Column.UNIT, Column.PRODUCT}
    return bool(kinds & {Column.TASK, Column.INDICATOR} and kinds & said)
