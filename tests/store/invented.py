"""What random histories are made of: few records, few values, so that PCs meet in them."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from tests.store.causality import Fields
from tests.store.replicas import Replica

DEVICES = "aaaa", "bbbb", "cccc", "dddd"
GROUP = "height", "foot"
RECORDS = [f"0190a000-0000-7000-8000-00000000000{digit}" for digit in range(6)]
STREET, KEEPERS, LAMPS = RECORDS[0], RECORDS[1:3], RECORDS[3:]
ROWS = [f"bulbs/0190a000-0000-7000-8000-0000000000b{digit}" for digit in range(2)]
WORD = st.sampled_from(["Ngõ 1", "Ngõ 2", "Lê Hoàn", None])
KEEPER = st.sampled_from([*KEEPERS, None])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "code": WORD,
    "note": WORD,
    "unknown": WORD,
    "height": st.sampled_from([7, 9, None]),
    "foot": WORD,
    "keeper_id": KEEPER,
    "helper_ids": st.lists(st.sampled_from(KEEPERS), min_size=1, max_size=2, unique=True),
    **dict.fromkeys(ROWS, st.sampled_from([{"colour": "đỏ"}, {"colour": "vàng"}, None])),
}
NAMES: dict[str, st.SearchStrategy[Any]] = {
    "name": WORD,
    "note": WORD,
    "street_id": st.sampled_from([STREET, None]),
}
PC = st.integers(0, 3)


@st.composite
def some(draw: st.DrawFn, of: Mapping[str, st.SearchStrategy[Any]]) -> Fields:
    """Return fields with one to four values; none is drawn in vain."""
    keys = draw(st.lists(st.sampled_from(sorted(of)), min_size=1, max_size=4, unique=True))
    return {key: draw(of[key]) for key in keys}


def is_here(pc: Replica, key: str, value: Any) -> bool:
    """Tell whether an officer could have chosen a value: references are to what he has."""
    wanted = [value] if key in {"keeper_id", "street_id"} and value else []
    wanted = value if key == "helper_ids" else wanted
    return all(pc.record(id) is not None for id in wanted)
