"""Invented names and sentences of the practice book; none of them is of a real person or matter."""

MARK = "(dữ liệu tập)"

FAMILIES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ",
    "Ngô", "Dương", "Lý", "Đinh", "Trịnh", "Mai", "Tạ", "Kiều", "Quách", "Ông", "Uông", "Ứng",
)  # fmt: skip
MIDDLES = {
    "Nam": ("Văn", "Đức", "Quang", "Hữu", "Minh", "Công", "Xuân", "Thế", "Đình", "Gia"),
    "Nữ": ("Thị", "Thu", "Ngọc", "Thanh", "Hồng", "Kim", "Thùy", "Bích", "Diệu", "Khánh"),
}
GIVEN = {
    "Nam": (
        "An", "Ân", "Bình", "Chiến", "Cường", "Dũng", "Đạt", "Đăng", "Giang", "Hải", "Hiếu",
        "Hòa", "Hưng", "Khôi", "Long", "Mạnh", "Nghĩa", "Phong", "Quý", "Sơn", "Thắng", "Tuấn",
        "Vinh", "Ý",
    ),
    "Nữ": (
        "Anh", "Ánh", "Châu", "Dung", "Duyên", "Đào", "Giang", "Hà", "Hạnh", "Hiền", "Huệ",
        "Hương", "Lan", "Liên", "Mai", "Nga", "Nhung", "Oanh", "Phượng", "Quyên", "Thảo",
        "Trang", "Uyên", "Yến",
    ),
}  # fmt: skip
OCCUPATIONS = (
    "Làm ruộng", "Công nhân", "Buôn bán", "Lái xe", "Thợ xây", "Giáo viên", "Nhân viên văn phòng",
    "Nội trợ", "Hưu trí", "Thợ cơ khí", "Kinh doanh tự do", "Thợ may",
)  # fmt: skip
RANKS = ("Thiếu tá", "Đại úy", "Thượng úy", "Trung úy")

AREAS = tuple(f"Tổ dân phố {number}" for number in range(1, 9))
ROUTES = (
    ("Trục chợ trung tâm - bến xe", True),
    ("Khu trường học, công viên", True),
    ("Đường ven hồ", False),
    ("Khu nhà trọ công nhân", False),
    ("Trục đường liên phường", False),
    ("Khu tập thể, chợ cóc", False),
)
# name, kind, and what the kind asks for
ORGANIZATIONS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("Trường THCS Hoa Sen", "Cơ sở giáo dục", {"school_level": "THCS"}),
    ("Trường THPT Bình Minh", "Cơ sở giáo dục", {"school_level": "THPT"}),
    ("Trường Tiểu học Sao Mai", "Cơ sở giáo dục", {"school_level": "Tiểu học"}),
    ("Công ty cổ phần Cơ khí Ánh Dương", "Doanh nghiệp", {"enterprise_size": "Vừa"}),
    ("Công ty TNHH May Thanh Bình", "Doanh nghiệp", {"enterprise_size": "Lớn"}),
    ("Công ty TNHH Vận tải Hương Giang", "Doanh nghiệp", {"enterprise_size": "Nhỏ"}),
    ("Trạm y tế Trung Tâm", "Bệnh viện, cơ sở y tế", {}),
    ("Chợ Mới", "Chợ, siêu thị", {}),
    ("Ban quản lý công viên Hòa Bình", "Đơn vị sự nghiệp", {}),
    ("Điểm dịch vụ cầm đồ Phú Quý", "Hộ kinh doanh", {}),
)

INCIDENTS = (
    ("Gây rối trật tự công cộng", "Nhắc nhở", "Nhóm thanh niên tụ tập gây ồn ào, đã giải tán"),
    ("Vi phạm giao thông", "Nhắc nhở", "Dừng đỗ xe lấn chiếm lòng đường, đã di chuyển"),
    ("Trộm cắp", "Lập biên bản", "Người dân trình báo mất xe đạp trước cửa nhà"),
    ("Đánh nhau", "Đưa về trụ sở", "Xô xát tại quán nước, không ai bị thương"),
    ("Pháo nổ", "Lập biên bản", "Phát hiện người đốt pháo trái phép"),
    ("Đánh bạc", "Chuyển cấp có thẩm quyền", "Phát hiện tụ điểm đánh bạc ăn tiền"),
    ("Cháy nổ", "Ghi nhận", "Cháy đống rác ven đường, đã dập tắt"),
    ("Tai nạn", "Bàn giao", "Va chạm giữa hai xe mô tô, đã bàn giao đội giao thông"),
)
REMARKS = (
    "Tình hình địa bàn ổn định.",
    "Đề nghị bổ sung đèn chiếu sáng đoạn cuối tuyến.",
    "Cần nhắc các hộ kinh doanh thu dọn hàng đúng giờ.",
    "Đề nghị tăng cường tuần tra sau 22 giờ.",
)
PLACES = ("Cổng chợ", "Ngõ 12", "Ngã tư đèn xanh đỏ", "Quán nước ven hồ", "Khu nhà trọ số 3")

MATTERS = (
    ("Mâu thuẫn sinh hoạt, xích mích", "Hai gia đình xích mích do để xe chắn lối đi chung"),
    ("Đất đai, ranh giới", "Hai hộ liền kề tranh chấp bức tường rào chung"),
    ("Môi trường, tiếng ồn", "Một hộ mở loa lớn vào buổi trưa, hộ bên cạnh phản ánh"),
    ("Dân sự khác (vay mượn, hợp đồng)", "Hai bên chưa thống nhất việc trả tiền vay mượn"),
    ("Lao động", "Người giúp việc và chủ nhà chưa thống nhất tiền công"),
    ("Khác", "Hai hộ bất đồng về việc nuôi chó thả rông trong ngõ"),
)
AGREEMENTS = (
    "Hai bên xin lỗi nhau, cam kết không tái diễn và giữ gìn tình làng nghĩa xóm",
    "Hai bên thống nhất cùng sửa lại phần tường chung, chi phí chia đôi",
    "Bên thứ nhất khắc phục trong thời hạn đã thỏa thuận, bên thứ hai rút ý kiến phản ánh",
)
OFFENCES = (
    "Trộm cắp tài sản", "Đánh bạc", "Cố ý gây thương tích", "Lừa đảo chiếm đoạt tài sản",
    "Tàng trữ trái phép pháo nổ",
)  # fmt: skip
BREACHES = ("Đốt pháo trái phép dịp lễ", "Gây mất trật tự sau 22 giờ", "Để xe lấn chiếm vỉa hè")
