"""A page of administrative prose, printed and scanned: what the tests of OCR read."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
SIZE = (2480, 3508)  # A4 at 300 dots to the inch
MARGIN, LEADING, LETTERS = 250, 68, 44  # pixels
PROSE = """\
Thực hiện Chương trình công tác năm 2026, Ủy ban nhân dân huyện ban hành Kế hoạch nâng cao chất lượng nước sinh hoạt \
nông thôn trên địa bàn, cụ thể như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Bảo đảm người dân ở các thôn, bản vùng cao được sử dụng nước sạch; giảm dần số hộ phải lấy nước suối vào mùa khô.
2. Xác định rõ trách nhiệm của từng phòng, ban và của Chủ tịch Ủy ban nhân dân các xã, thị trấn; việc kiểm tra phải \
thường xuyên, không hình thức, không gây phiền hà cho cơ sở.
II. CHỈ TIÊU
1. Đến hết năm 2026 có ít nhất 92% số hộ dùng nước hợp vệ sinh, trong đó 68,5% số hộ dùng nước máy.
2. Sửa chữa, nâng cấp 14 công trình cấp nước tự chảy đã xuống cấp; xây mới 03 bể chứa có dung tích từ 50 đến 80 m3.
3. Tỷ lệ mẫu nước đạt quy chuẩn tối thiểu là 95% mỗi quý.
III. NHIỆM VỤ VÀ GIẢI PHÁP
1. Rà soát nguồn nước, lập bản đồ các điểm có nguy cơ ô nhiễm và báo cáo kết quả trước ngày 30 tháng 6 năm 2026.
2. Tuyên truyền qua loa truyền thanh, họp thôn và nhóm trực tuyến để mỗi gia đình hiểu cách trữ nước, khử khuẩn giếng \
khơi, bảo vệ rừng đầu nguồn.
3. Thu giá dịch vụ đúng quy định, công khai nguồn thu; hộ nghèo, hộ cận nghèo được hỗ trợ một nửa chi phí đấu nối.
IV. TỔ CHỨC THỰC HIỆN
1. Phòng Nông nghiệp chủ trì, phối hợp với Trung tâm Y tế lấy mẫu xét nghiệm, đôn đốc các tổ vận hành; tổng hợp, báo \
cáo Ủy ban nhân dân huyện vào ngày 15 tháng cuối quý.
2. Phòng Tài chính bố trí kinh phí, hướng dẫn thanh toán; những vướng mắc phát sinh phải trình Chủ tịch xem xét, quyết \
định trong thời hạn 10 ngày làm việc."""


@dataclass(frozen=True)
class Printed:
    """A printed page, and each of its words with the box of its ink."""

    image: Image.Image
    words: tuple[tuple[str, tuple[float, float, float, float]], ...]


def printed(prose: str = PROSE, letters: int = LETTERS) -> Printed:
    """The prose on a white A4 page, broken into lines."""
    page = Image.new("L", SIZE, 255)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), letters)
    words, top = [], float(MARGIN)
    for paragraph in prose.split("\n"):
        left = float(MARGIN)
        for word in paragraph.split():
            if left + draw.textlength(word, font) > SIZE[0] - MARGIN:
                left, top = float(MARGIN), top + LEADING
            draw.text((left, top), word, 0, font)
            words.append((word, draw.textbbox((left, top), word, font)))
            left += draw.textlength(f"{word} ", font)
        top += LEADING
    return Printed(page, tuple(words))


def scanned(page: Image.Image, degrees: float = 0.7) -> Image.Image:
    """The page as an office's scanner gives it: askew, blurred a little, with noise, as a JPEG."""
    askew = page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(1.0))
    noise = np.random.default_rng(7).normal(0, 12, (page.height, page.width))
    pixels = np.clip(np.asarray(askew, dtype=np.float64) * 0.9 + 15 + noise, 0, 255).astype(np.uint8)
    with io.BytesIO() as stream:
        Image.fromarray(pixels).save(stream, "JPEG", quality=60)
        return Image.open(io.BytesIO(stream.getvalue())).convert("L")
