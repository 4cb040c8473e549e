"""Whether a text is Vietnamese, and how far its letters can be trusted.

>>> syllables("Kế hoạch thực hiện Chỉ thị") , round(syllables("This report was written in English only"), 1) <= 0.5
(1.0, True)
>>> trust("công tác bảo vệ và chăm sóc trẻ em của các cấp, các ngành"), trust("cong tac bao ve va cham soc cua cac cap")
(1.0, 0.0)
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from loaders.mapped import fold

# The capitals, for character classes: in Unicode they do not stand in one range.
UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"

_WORD = re.compile(r"[^\W\d_]+")
# A Vietnamese syllable without its diacritics: onset, vowels, coda (Đoàn Thiện Thuật, Ngữ âm tiếng Việt, 1977).
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
    r"(?:uye|uya|uyu|oai|oay|oeo|uay|uoi|uou|ieu|yeu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
# Frequent words with one usual spelling; their share of right spellings tells how far the diacritics can be trusted.
_FREQUENT = (
    "và của các được trong những công tác thực hiện tổ chức chỉ đạo nhân dân nhiệm vụ kế hoạch phát triển kinh tế "
    "xã hội huyện tỉnh quản lý nhà nước trẻ với để theo việc trên cấp ngành đơn địa phương hoạt động bảo"
)
_VARIANTS = {fold(word): word for word in _FREQUENT.split()}


def syllables(text: str) -> float:
    """The share of words that are built like Vietnamese syllables, from 0 to 1 (0 without words)."""
    words = Counter(_words(fold(unicodedata.normalize("NFC", text))))
    built = sum(count for word, count in words.items() if _SYLLABLE.fullmatch(word))
    return built / words.total() if words else 0.0


def _words(text: str) -> list[str]:
    """The words of a text in NFC: a mark that stands apart would cut its word in two."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def trust(text: str) -> float:
    """The share of frequent words that are spelled right, from 0 to 1; 1 where none occurs."""
    seen: Counter[bool] = Counter()
    for word, count in Counter(_words(text)).items():  # each spelling once: a text repeats its words
        right = _VARIANTS.get(fold(word))
        if right is not None:
            seen[word.lower() == right] += count
    return seen[True] / seen.total() if seen else 1.0
