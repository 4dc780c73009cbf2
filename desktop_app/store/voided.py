"""Official numbers that were voided, as the ledger tells of them."""

import re

import orjson

from desktop_app.store.driver import Connection

NUMBERS = "@numbers"  # the register of the books of numbers: in the ledger only, in no table
VOID = "void/"
OFFICIAL = re.compile(r"(\d{1,6})/(\d{4})")


def void_reason(connection: Connection, register: str, number: str) -> str:
    """Return why a number such as 12/2026 was voided; empty where it was not."""
    parts = OFFICIAL.fullmatch(number.strip())
    if parts is None:
        return ""
    field = f"{VOID}{int(parts[1])}"
    found = connection.execute(
        "SELECT payload FROM change WHERE record = ? AND instr(payload, ?) ORDER BY wall, hash",
        (f"{NUMBERS}/{register}/{int(parts[2])}", f'"{field}"'),
    )
    reasons = (orjson.loads(payload)["fields"].get(field) for (payload,) in found)
    return next((str(reason) for reason in reasons if reason), "")
