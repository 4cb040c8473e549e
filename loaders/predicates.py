"""Where the name of a body ends and what it is to do begins: the words that open a predicate in such texts.

A name goes on over small words ("Đài Khí tượng thủy văn", "Ban Chỉ đạo phòng thủ dân sự") until a mark, a joining word
or a verb. Words that also stand inside names ("quản lý", "phát triển", "đào tạo") are left out.

>>> name_end("Phòng Tổ chức cán bộ rà soát hồ sơ", 13), name_end("Hội Chữ thập đỏ, Hội Luật gia", 12)
(20, 15)
>>> opens("các địa phương khẩn trương rà soát", 15), opens("các doanh nghiệp viễn thông", 17)
(True, False)
"""

from __future__ import annotations

import re

# Adverbs and circumstances before a verb, as in "khẩn trương rà soát", "căn cứ nhiệm vụ được giao, ...".
_MANNER = (
    "đẩy nhanh|chủ động|khẩn trương|kịp thời|tập trung|tích cực|nghiêm túc|trực tiếp|thường xuyên|định kỳ|"
    "tiếp tục|tăng cường|đẩy mạnh|quyết liệt|chặt chẽ|sớm|tự|cùng|hằng năm|hàng năm|sẵn sàng|nhanh chóng|"
    "đồng thời|phải|cần|sẽ|căn cứ|trên cơ sở|trong phạm vi|theo chức năng|theo thẩm quyền|theo nhiệm vụ|"
    "theo lĩnh vực"
)
_DUTY = "có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì|đồng chủ trì|phối hợp|đầu mối|làm đầu mối|thường trực"
_VERBS = (
    "tham mưu|thực hiện|thực thi|triển khai|tổ chức|xây dựng|hướng dẫn|chỉ đạo|kiểm tra|giám sát|theo dõi|"
    "đôn đốc|rà soát|báo cáo|tổng hợp|đề xuất|đề nghị|kiến nghị|yêu cầu|trình|ban hành|bố trí|cân đối|phân bổ|"
    "thẩm định|phê duyệt|quyết định|nâng cao|tuyên truyền|vận động|phổ biến|quán triệt|tập huấn|bồi dưỡng|"
    "thông báo|thông tin về|cung cấp|cập nhật|công bố|công khai|đăng tải|phát hành|phát động|phát huy|huy động|"
    "lồng ghép|(?<!công )lập|thành lập|kiện toàn|phân công|giao|cử|hoàn thành|hoàn thiện|bảo đảm|đảm bảo|tạo điều kiện|"
    "giúp|tham gia|khuyến khích|mở|mua|đăng ký|gửi|nộp|dự trù|quyết toán|trân trọng|xem xét|đánh giá|"
    "khảo sát|thống kê|phân tích|"
    "lựa chọn|xử lý|giải quyết|khắc phục|tháo gỡ|ngăn chặn|phòng ngừa|ký|tiếp nhận|bàn giao|lãnh đạo|quan tâm|"
    "gương mẫu|kết nối|chia sẻ|duy trì|điều chỉnh|bổ sung|sửa đổi|thu thập|vận hành|chuẩn bị|tiếp đón|tiến hành|"
    "xác định|nắm|tiếp thu|ưu tiên|đổi mới|thống nhất|tư vấn|phản biện|kêu gọi|giới thiệu|hỗ trợ|nghiên cứu|"
    "chấp hành|tuân thủ|quy định|chấm dứt|thanh tra|phòng, chống|thúc đẩy|ứng dụng|cấp phát|cấp phép|phản ánh|"
    "cụ thể hóa|dành|dựng|phát triển|tạo|phản hồi|góp ý|trao đổi|tải|trực"
)
# "nghiên cứu", "hỗ trợ", "ứng dụng" open a predicate behind a group, but also stand inside the names of single bodies.
_IN_NAMES = (
    "hỗ trợ",
    "nghiên cứu",
    "ứng dụng",
    "phòng, chống",
    "phát triển",
    "tạo",
    "trực",
    "dựng",
    "thanh tra",
    "tư vấn",
    "giám sát",
)
_JOINING = (
    "và|của|về|tại|để|trong|theo|đã|đang|được|bị|có|cùng|với|cho|là|do|từ|bằng|nhằm|khi|nếu|như|gồm|tỉnh|"
    "thành phố|huyện|xã|phường|đặc khu|mỗi|từng|trên|thuộc|trực thuộc|chưa|không|các|những|đến|trước|sau|qua|"
    "ngày|năm|khóa|nêu|đối với|ở"
)
_MARK = r"\s*(?:$|[.,;:()/\[\]\"“”|]|[-–] )"
_PREDICATE = re.compile(rf"\s*(?:{_DUTY}|{_MANNER}|{_VERBS})(?!\w)")
_NAME_VERBS = "|".join(verb for verb in _VERBS.split("|") if verb not in _IN_NAMES)
_BOUNDARY = re.compile(
    rf"{_MARK}|\s+(?:{_JOINING}|{_DUTY}|{_MANNER}|(?<!đầu tư )(?<!bầu )(?<!chương )(?:{_NAME_VERBS}))(?!\w)",
    re.IGNORECASE,
)
_GROUP_BOUNDARY = re.compile(rf"{_MARK}|\s+(?:{_JOINING}|{_DUTY}|{_MANNER}|{_VERBS})(?!\w)")
_SYLLABLE = re.compile(r" [a-zà-ỹđ]+(?!\w)")


def opens(text: str, at: int) -> bool:
    """Whether a predicate begins at an offset."""
    return _PREDICATE.match(text, at) is not None


def name_end(text: str, at: int, most: int = 7) -> int | None:
    """Where a name ends that goes on with at most so many small words; None where no boundary is near."""
    return _end(text, at, most, _BOUNDARY)


def group_end(text: str, at: int, most: int = 5) -> int | None:
    """The same for the attribute of a group: "các doanh nghiệp | viễn thông"."""
    return _end(text, at, most, _GROUP_BOUNDARY)


def _end(text: str, at: int, most: int, boundary: re.Pattern[str]) -> int | None:
    for _ in range(most + 1):
        if boundary.match(text, at):
            return at
        syllable = _SYLLABLE.match(text, at)
        if syllable is None:
            return None
        at = syllable.end()
    return None
