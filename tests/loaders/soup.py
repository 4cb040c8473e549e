"""Texts made of the words that the loaders look for, in no sensible order: what real files will do sooner or later."""

from __future__ import annotations

from hypothesis import strategies as st

MOTTOS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "ỦY BAN NHÂN DÂN TỈNH BẮC KẠN",
    "TỈNH ỦY HÀ GIANG",
    "HUYỆN ỦY VỊ XUYÊN",
    "UBND XÃ ĐẠO ĐỨC",
    "KẾ HOẠCH",
    "CHỈ THỊ",
    "KẾ HOẠCH THỰC HIỆN CHỈ THỊ SỐ 12-CT/TW",
    "QUYẾT ĐỊNH:",
    "PHỤ LỤC I",
    "Kính gửi:",
    "Nơi nhận:",
    "KT. CHỦ TỊCH",
    "T/M BAN THƯỜNG VỤ",
    "Nguyễn Văn Ba",
)
NUMBERS = (
    "Số: 12/KH-UBND",
    "Số:   /UBND-VX",
    "Số 7 - KH/TU",
    "số 15- CT/TW",
    "12/2024/QĐ-TTg",
    "88/KH-HU",
    "/",
    "- /",
    "45/CTPH-SYT-CA,TT",
    "15/100.000",
    "299/TTg",
    "Luật Trẻ em năm 2016",
    "Luật",
)
DATES = (
    "ngày 12 tháng 3 năm 2024",
    "ngày 31/02/2024",
    "ngày    tháng 4 năm 2024",
    "ngày 99 tháng 99 năm 0000",
    "ngày 3/4",
    "năm 2025",
    "giai đoạn 2021 - 2025",
    "từ năm 2025 trở đi",
    "quý IV/2025",
    "trước ngày 15/12/2025",
    "trước ngày 99/99/9999",
    "tháng 13/2024",
    "hằng năm",
)
LABELS = (
    *("I.", "II.", "IV.", "XXXIX.", "IIII.", "1.", "1.1.", "9.99.", "99)", "a)", "đ)", "-", "+", "*", "o"),
    *("[1]", "[999]", "(1)", "Điều 1.", "Thứ nhất:", "Phần I:", "Phụ lục II (kèm theo)", "Nhiệm vụ 1:", "Chương I"),
    *("|", "| |", "|---|---|", "---", "***", "#", "## I.", ";", ".", ":", "…", "[...]", "\u00ad", "(", ")", '"'),
)
HEADINGS = (
    "MỤC ĐÍCH, YÊU CẦU",
    "MỤC TIÊU",
    "Mục tiêu chung",
    "Mục tiêu cụ thể",
    "CÁC CHỈ TIÊU",
    "NHIỆM VỤ VÀ GIẢI PHÁP",
    "TỔ CHỨC THỰC HIỆN",
    "KINH PHÍ",
    "Chỉ tiêu 1:",
    "Chỉ tiêu số 999:",
    "TT",
    "Nội dung",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời gian hoàn thành",
    "Đơn vị tính",
    "Trên đây là",
)
FIGURES = (
    *("85%", "16,4 %", "15‰", "550/100.000", "1.250,5", "2 đến 3%", "01 - 02 thiết chế", "một", "0%", "99.999.999%"),
    *("đạt", "dưới", "trên", "xuống còn", "giảm", "tăng thêm", "ít nhất", "không quá", "từ", "khoảng", "≥", "duy trì"),
    *("duy trì ở mức đó đến năm 2030", "phấn đấu", "tỷ lệ hộ nghèo", "trẻ em dưới 16 tuổi", "5 bác sĩ/100 giường"),
)
DUTIES = (
    *("Sở Y tế", "Công an tỉnh", "UBND các huyện, thành phố", "các sở, ban, ngành", "Chủ tịch UBND xã", "Báo", "Tỉnh"),
    *("thành phố", "Ủy ban nhân dân", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Đảng ủy", "Công chức Văn hóa xã", "Ban"),
    *("chủ trì", "đồng chủ trì", "phối hợp với", "Giao", "Đề nghị", "Cơ quan chủ trì:", "Cơ quan thực hiện:", "Các"),
    *("(Sở Y tế chủ trì, phối hợp với Công an tỉnh)", "thực hiện các chỉ tiêu 1, 2 và 9", "chỉ tiêu 3 đến 999999"),
    *("báo cáo", "định kỳ", "thường xuyên", "và", ",", "để thực hiện chỉ tiêu 1"),
)
CITING = (
    *("Căn cứ", "Thực hiện", "Triển khai", "về việc", "V/v", "phê duyệt", "thay thế", "sửa đổi, bổ sung", "của", "do"),
    *("Chỉ thị số", "Kế hoạch số", "Quyết định", "đã ban hành", "tại Tờ trình số", "(sau đây gọi là", "gắn với"),
)
ODD = (
    "İstanbul",
    "ẞ",
    "ŉ",
    "e\u0323\u0302",
    "\u0301",
    "hoà\u0300",
    "\u1100\u1161\u11a8",
    "\u212b",
    "\ud7a3",
    "𝔘ỷ",
    "①",
    "Ⅳ.",
    "²",
    "٣%",
    "१२",
    "\x00",
    "\x1c",
    "\u2028",
    "\r",
    "\f",
    "ﬁ",
    "ß",
    "ſ",
    "K",
)
WORDS = (*MOTTOS, *NUMBERS, *DATES, *LABELS, *HEADINGS, *FIGURES, *DUTIES, *CITING)
GLUE = (" ", "\n", "\n\n", "", "  ", "\t", " \n ", ", ", "; ", ". ", ": ", "\r\n", "**", " | ")

_word = st.sampled_from(WORDS) | st.sampled_from(WORDS).map(str.lower) | st.sampled_from(WORDS).map(str.upper)
_piece = st.one_of(_word, _word, _word, st.sampled_from(ODD), st.text(max_size=6))
_lines = st.tuples(st.sampled_from(LABELS), st.lists(_word, min_size=1, max_size=6).map(" ".join)).map(" ".join)
_head = st.permutations((MOTTOS[0], MOTTOS[3], NUMBERS[0], DATES[0], MOTTOS[8])).map("\n".join)

pieces = st.lists(st.tuples(_piece, st.sampled_from(GLUE)), max_size=40).map(
    lambda pairs: "".join(part for pair in pairs for part in pair)
)
"""Words of all lists, and any characters at all, with any blanks between."""

outlines = st.builds(
    "{}\n{}".format, _head | st.just(""), st.lists(_lines | _word, min_size=1, max_size=25).map("\n".join)
)
"""Labelled lines, mostly below a head: what gets as far as indicators and duties."""

tables = st.lists(st.lists(_word, min_size=2, max_size=6).map(lambda cells: f"| {' | '.join(cells)} |"), max_size=12)
documents = st.builds("{}\n{}\n{}".format, outlines, tables.map("\n".join), outlines)
texts = st.deferred(lambda: pieces | outlines | documents)
