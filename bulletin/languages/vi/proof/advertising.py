"""Advertising in Vietnamese: what is labelled as it, and what sells. News of fairs do not."""

from bulletin.languages.proof import Selling

_SELLING = Selling(
    label=(
        r"(?:(?:trang|mục|chuyên mục|góc|phần|bài|bài viết|tin|nội dung|thông tin)\s+)?"
        r"(?:quảng cáo(?:\s*[-–,và]+\s*rao vặt)?|QC|rao vặt|mua bán\s*[-–,]?\s*rao vặt)"
        r"|(?:bài|bài viết|tin|nội dung)\s+(?:được\s+)?(?:tài trợ|PR|quảng bá)"
        r"|advertorial|sponsored"
    ),
    call=(
        r"mua \d+ (?:được )?tặng \d+|mua (?:hàng )?ngay|đặt (?:hàng|mua|chỗ) ngay|gọi ngay|liên hệ ngay|đăng ký ngay hôm nay"
        r"|liên hệ (?:để )?(?:đặt|mua)|đặt (?:hàng|mua) (?:qua|tại|theo)|nhanh tay|nhanh chân"
        r"|chốt đơn|inbox|\bib\b|mời (?:quý khách|bà con) (?:ghé|đến) (?:mua|cửa hàng)"
        r"|quý khách|số lượng có hạn|hotline đặt"
    ),
    lure=(
        r"giảm giá|giảm (?:ngay |tới |đến )+\d|khuyến m[ãạ]i|ưu đãi|tặng kèm|tặng ngay|quà tặng"
        r"|giá (?:chỉ|sốc|gốc|rẻ|tốt|hấp dẫn|ưu đãi)|chiết khấu|miễn phí (?:giao|vận chuyển)"
        r"|free ?ship|mua \d+ (?:được )?tặng|trả góp 0|siêu rẻ|bảo hành \d+"
    ),
    warning=r"lừa đảo|cảnh giác|giả mạo|chiêu trò|thủ đoạn|không nên|đừng|chớ|mạo danh|lừa",
)

advertising = _SELLING.found
