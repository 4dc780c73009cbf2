"""A day of practice: what an officer types, field by field, into the four registers of the work.

Played in the real window by the practice run and by the journeys of the tests. ``*`` takes
whatever the list offers first.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Job:
    """One record: the fields typed and the lines of child lists, in the order of the form.

    *words* find it again without marks, *corrected* is the field put right afterwards with its
    new text, *form* the printed form and *printed* a field that it must show.
    """

    register: str
    typed: dict[str, str]
    words: str
    corrected: tuple[str, str]
    form: str
    printed: str
    lines: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)


DAY = (
    Job(
        "patrol",
        {
            "number": "901/2026",
            "patrol_date": "hôm qua",
            "patrol_type": "thuong xuyen",
            "start_at": "hôm qua 8h",
            "end_at": "hôm qua 10h30",
            "route_id": "*",
            "leader_id": "*",
            "remarks": "Đã nhắc nhở 2 hộ lấn vỉa hè, đề nghị kiểm tra lại",
        },
        "nhac nho 2 ho lan via he",
        ("remarks", "Đã nhắc nhở 3 hộ lấn vỉa hè, đề nghị kiểm tra lại"),
        "nhat_ky_tuan_tra",
        "number",
        {"members": (("*", "dan quan"),)},
    ),
    Job(
        "pledge",
        {
            "number": "902/2026",
            "status": "da ky",
            "campaign_id": "*",
            "topic": "*",
            "subject_type": "ho gia dinh",
            "signer_person_id": "*",
            "household_size": "4",
            "signed_on": "hôm nay",
            "paper_ref": "Cặp 3, tờ Ẵ12",
        },
        "cap 3 to a12",
        ("paper_ref", "Cặp 3, tờ Ẵ13"),
        "cam_ket_ho_gia_dinh",
        "signer_person_id",
    ),
    Job(
        "mediation",
        {
            "number": "903/2026",
            "received_on": "hôm nay",
            "source": "*",
            "category": "*",
            "summary": "Mâu thuẫn về nước thải giữa hai hộ liền kề ở ngõ Ế",
            "written_requested": "khong",
        },
        "nuoc thai giua hai ho lien ke",
        ("summary", "Mâu thuẫn về nước thải và rác giữa hai hộ liền kề ở ngõ Ế"),
        "so_theo_doi_hoa_giai",
        "summary",
        {"parties": (("nguyen", "*"), ("tran", "*"))},
    ),
    Job(
        "surrender",
        {
            "number": "904/2026",
            "surrender_type": "dau thu",
            "person_id": "*",
            "received_at": "hôm qua 8h05",
            "received_place": "Trụ sở Công an, phòng trực ban Ộ",
            "receiving_officer_id": "*",
            "offence": "Tàng trữ pháo nổ",
            "statement": "Xem biên bản giấy",
        },
        "phong truc ban o",
        ("received_place", "Trụ sở Công an, phòng tiếp dân"),
        "bien_ban_tiep_nhan",
        "received_place",
    ),
)
