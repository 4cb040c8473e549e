"""The words before a value, and how they bound the result: one table of words, one of comparators.

>>> [(word.sort.value, word.start) for word in words("giảm tỷ lệ hộ nghèo xuống còn dưới ")]
[('fall', 0), ('down', 20), ('less', 30)]
>>> comparator(Sort.LESS, None, yearly=False, ranged=False, down=True).value
'<'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from loaders.noise import YEAR
from ontology.codes import Comparator


class Sort(StrEnum):
    """What a word before a value says of it."""

    AT_MOST = "at most"
    AT_LEAST = "at least"
    LESS = "less"
    MORE = "more"
    ABOUT = "about"
    DOWN = "down"
    UP = "up"
    FALL = "fall"
    RISE = "rise"
    FROM = "from"
    REACH = "reach"
    HAVE = "have"
    IS = "is"
    MAKE = "make"
    FOR = "for"
    FILL = "fill"


_WORDS: tuple[tuple[Sort, str], ...] = (
    (Sort.AT_MOST, r"không (?:vượt |để )?quá|tối đa|nhiều nhất|không (?:cao|lớn|nhiều) hơn|không vượt"),
    (Sort.AT_LEAST, r"ít nhất|tối thiểu|không (?:dưới|(?:thấp|ít|nhỏ|kém) hơn)"),
    (Sort.LESS, r"dưới|(?:thấp|nhỏ|ít) hơn"),
    (Sort.MORE, r"trên|(?:cao |lớn |nhiều )?hơn|vượt"),
    (Sort.ABOUT, r"khoảng|ở mức|bằng|tương đương|xấp xỉ|đúng"),
    (Sort.DOWN, r"(?<!trở )xuống(?: còn)?|chỉ còn|còn"),
    (Sort.UP, r"(?<!trở )lên(?: tới| đến)?|(?<!nội )(?<!ngoại )thành(?! (?:lập|phố|viên|tích|công))|gấp"),
    (Sort.FALL, r"(?:kéo |cắt )?giảm(?:, đơn giản hóa)?(?! thiểu| nhẹ| nghèo bền vững)|hạ|rút ngắn"),
    (Sort.RISE, r"(?<!gia )tăng(?! cường| trưởng| tốc)"),
    (Sort.FROM, r"từ"),
    (Sort.REACH, r"đạt(?: được)?|duy trì|chiếm|đón"),
    (Sort.HAVE, r"có"),
    (Sort.IS, r"là"),
    (
        Sort.MAKE,
        (
            r"xây(?: dựng)?(?: được)?(?: mới)?|thành lập"
            r"|phát triển|hình thành|đào tạo|bồi dưỡng|tập huấn|trồng(?: mới)?"
            r"|thu hút|hỗ trợ|tổ chức|lắp đặt|đầu tư|cải tạo|nâng cấp|công nhận|hoàn thành|giải quyết|tạo|kết nạp|khám"
            r"|sửa chữa|mở(?: mới| rộng)?|nhân rộng|triển khai|thực hiện|xuất bản|sản xuất|huy động|vận động|tuyển chọn"
            r"|cung cấp|kết nối|bố trí|trang bị|tư vấn|ươm tạo|cấp|đặt|bổ sung|giới thiệu|quy hoạch|đưa|phục hồi|tu bổ"
            r"|tôn tạo|bảo tồn|chuyển đổi|tiếp nhận|biên soạn|ban hành|khởi công|vận hành|vào (?:hoạt động|sử dụng)"
        ),
    ),
    (Sort.FOR, r"cho|tại|đối với|với|của|trong|ở"),
    (
        Sort.FILL,
        (
            r"mức|thêm|mới|được|ra|đủ|bình quân|trung bình|(?:hằng|hàng|mỗi) năm|phấn đấu|thứ|tổng số|số|thông qua"
            r"|tổng cộng"
        ),
    ),
)

_SIGNS = {
    "≤": Sort.AT_MOST, "<=": Sort.AT_MOST, "≥": Sort.AT_LEAST, ">=": Sort.AT_LEAST, "<": Sort.LESS, ">": Sort.MORE,
    "=": Sort.ABOUT, ":": Sort.HAVE,
}  # fmt: skip
_NAMES = {f"w{number}": sort for number, (sort, _) in enumerate(_WORDS)}
_ANY = "|".join(f"(?P<w{number}>{said})" for number, (_, said) in enumerate(_WORDS))
_WORD = re.compile(rf"(?P<sign>[<>]=|[≤≥<>=:])|(?<!\w)(?:{_ANY})(?!\w)", re.IGNORECASE)
_STATED = {
    Sort.AT_MOST: Comparator.AT_MOST,
    Sort.AT_LEAST: Comparator.AT_LEAST,
    Sort.LESS: Comparator.LESS,
    Sort.MORE: Comparator.MORE,
}
_CHANGED = {
    (Sort.FALL, False): Comparator.DECREASE_BY,
    (Sort.FALL, True): Comparator.DECREASE_PER_YEAR,
    (Sort.RISE, False): Comparator.INCREASE_BY,
    (Sort.RISE, True): Comparator.INCREASE_PER_YEAR,
}
_BETWEEN_WORDS = f" ,\"'({YEAR}"  # what may stand between two words of a run


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says something of the value behind it."""

    sort: Sort
    start: int
    end: int


def words(lead: str) -> list[Word]:
    """The words of the table in a text, in their order."""
    return [
        Word(_SIGNS.get(found[0]) or _NAMES[found.lastgroup or ""], *found.span()) for found in _WORD.finditer(lead)
    ]


def run(lead: str, said: list[Word]) -> list[Word]:
    """The words that stand right before the value, the last ones of a lead, with nothing else among them."""
    at, first = len(lead), len(said)
    while first and not lead[said[first - 1].end : at].strip(_BETWEEN_WORDS):
        first -= 1
        at = said[first].start
    return said[first:]


def ends_in_verb(lead: str) -> bool:
    """Whether words end in a verb that wants its object: "Đào tạo, bồi dưỡng", "Thu hút thêm"."""
    close = run(lead, words(lead))
    while close and close[-1].sort is Sort.FILL:
        close = close[:-1]
    return bool(close) and close[-1].sort is Sort.MAKE


def stated(close: list[Word]) -> Sort | None:
    """What a run of words says outright: the last bound in it, else that the value is an estimate."""
    said = [word.sort for word in close]
    return next((s for s in reversed(said) if s in _STATED), Sort.ABOUT if Sort.ABOUT in said else None)


def change(lead: str, said: list[Word], close: list[Word]) -> Sort | None:
    """Whether the value tells by how much the result falls or rises: "giảm 5%", "giảm số vụ từ 5 đến 7%"."""
    at = next((i for i in reversed(range(len(said))) if said[i].sort in (Sort.FALL, Sort.RISE)), None)
    if at is None:
        return None
    behind = {word.sort for word in said[at + 1 :]}
    if behind & {Sort.DOWN, Sort.UP, Sort.REACH} or stated(close) in (Sort.LESS, Sort.AT_MOST):
        return None
    near = said[at] in close
    far = not near and not (close and close[-1].sort is Sort.FOR) and stated(close) is not Sort.ABOUT
    whole = "," not in lead[said[at].end :] and " và " not in lead[said[at].end :]
    return said[at].sort if near or (far and whole) else None


def comparator(stated: Sort | None, changed: Sort | None, *, yearly: bool, ranged: bool, down: bool) -> Comparator:
    """How a value bounds the result: total over all that the words before it may say.

    ``changed`` is FALL or RISE where the value tells by how much; ``down`` where the result is to sink to it.
    """
    if changed in (Sort.FALL, Sort.RISE):
        return _CHANGED[changed, yearly]
    if stated in _STATED:
        return _STATED[stated]
    if ranged:
        return Comparator.BETWEEN
    if stated is Sort.ABOUT:
        return Comparator.EQUAL
    return Comparator.AT_MOST if down else Comparator.AT_LEAST
