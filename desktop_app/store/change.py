"""One immutable change of one record, and the hash chain that binds a device's changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson

from desktop_app.model.approval import MARK
from desktop_app.model.entry import told_once
from desktop_app.model.field import Json
from desktop_app.model.links import Rows
from desktop_app.model.record import Record

SCHEMA = 1
START = b"\x00" * 32
SEPARATOR = "\x1f"  # between the parts of a header as the chain hashes it
DRAFT = "$draft"
DELETED = "$deleted"
APPROVAL = MARK
ERASED = "$erased"
UNITED, ABSORBED = "$united", "$absorbed/"  # see ``uniting``
MARKS = (DRAFT, DELETED, APPROVAL, ERASED)
# So begin the payloads of an erasure, of a change that names files, and no others: keys are in
# order.
ERASING, ATTACHING = '{"erased":', '{"attached":'
FILE = "sha256"  # where a value names a file, see ``attachments``
_FILE_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(slots=True)
class Change:
    """What one officer did to one record at one moment, on one PC.

    *parents* are the record's heads the author saw (``device:seq``); *payload* is JSON text
    with ``fields`` (flattened, see ``flat``), ``kind``, ``reason`` and ``passed`` (warnings
    the officer passed); None after a lawful erasure.
    """

    device: str
    seq: int
    lamport: int
    wall: str
    officer: str
    schema: int
    register: str
    record: str
    parents: str
    payload: str | None
    payload_hash: bytes
    hash: bytes

    @property
    def name(self) -> str:
        """Return the change's own name, as its children call it."""
        return f"{self.device}:{self.seq}"

    @property
    def erases(self) -> bool:
        """Tell whether this is an erasure."""
        return self.payload is not None and self.payload.startswith(ERASING)

    def content(self) -> dict[str, Any]:
        """Return the payload; empty once erased."""
        if self.payload is None:
            return {"fields": {}, "kind": "erased"}
        return orjson.loads(self.payload)  # type: ignore[no-any-return]  # written by payload_of

    @property
    def is_approval(self) -> bool:
        """Tell whether the change is a step of approval, which changes nothing else."""
        return is_approval(self.content()["fields"])

    def parent_names(self) -> list[str]:
        """Return the names of the changes this one was made on top of."""
        return self.parents.split(",") if self.parents else []


def is_approval(fields: Mapping[str, Json]) -> bool:
    """Tell whether *fields* are those of a step of approval."""
    return fields.keys() == {APPROVAL}


def payload_of(
    fields: dict[str, Json], kind: str, reason: str = "", passed: Iterable[str] = ()
) -> str:
    """Return a change's payload as canonical JSON text."""
    content: dict[str, Json] = {"kind": kind, "fields": fields}
    if reason:
        content["reason"] = reason
    warnings = list(passed)
    if warnings:
        content["passed"] = warnings
    text = orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode()
    if f'"{FILE}":"' in text:
        files = sorted(set(_files_in(fields)))
        named = {"attached": files} if files else {}
        text = orjson.dumps(content | named, option=orjson.OPT_SORT_KEYS).decode()
    return text


def _files_in(value: Json) -> Iterator[str]:
    """Yield the files that a value names, however deep."""
    if isinstance(value, dict):
        named = value.get(FILE)
        if isinstance(named, str) and _FILE_NAME.fullmatch(named):
            yield named
        for each in value.values():
            yield from _files_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _files_in(each)


def erasure_of(names: Iterable[str], fields: dict[str, Json], reason: str) -> str:
    """Return the payload of an erasure: the changes it blanks, the fields that stay, and why."""
    content = {
        "erased": list(names),
        "kind": "erase",
        "fields": {**fields, ERASED: True},
        "reason": reason,
    }
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode()


def chained(previous: bytes, header: tuple[Any, ...], payload_hash: bytes) -> bytes:
    """Return the hash that binds a change to all earlier ones of its device.

    *header* is everything but the payload, which enters only by its hash, so that a lawful
    erasure can blank it and the chain still verifies.
    """
    joined = SEPARATOR.join(map(str, header)) + SEPARATOR
    return linked(previous, joined.encode(), payload_hash)


def linked(previous: bytes, joined: bytes, payload_hash: bytes) -> bytes:
    """Return the chain's hash of a header whose parts are *joined*, each closed by \\x1f."""
    return sha256(previous + joined + payload_hash).digest()


def flat(register: type[Record], values: dict[str, Json]) -> dict[str, Json]:
    """Return a record's values with each child entry under a key of its own.

    ``{"members": [{"id": "a", …}]}`` becomes ``{"members/a": {…}}``: child lists are sets, so
    two PCs adding entries never conflict.
    """
    flattened: dict[str, Json] = {}
    child_lists = _child_lists(register)
    for name, value in values.items():
        if value is None:
            continue
        if name in child_lists:
            for row in value:
                flattened[f"{name}/{row['id']}"] = {k: v for k, v in row.items() if k != "id"}
        else:
            flattened[name] = value
    return flattened


@told_once
def _child_lists(register: type[Record]) -> frozenset[str]:
    return frozenset(name for name, field in register.fields.items() if isinstance(field, Rows))


def deep(flattened: dict[str, Json]) -> dict[str, Json]:
    """Return flattened values as a record's values; entries in the order of their ids."""
    keys = "".join(flattened)
    if "/" not in keys and "$" not in keys and None not in flattened.values():
        return flattened
    values: dict[str, Json] = {}
    for key, value in flattened.items():
        if value is None or key.startswith("$"):
            continue
        name, slash, row_id = key.partition("/")
        if slash:
            values.setdefault(name, []).append({"id": row_id, **value})
        else:
            values[name] = value
    for name, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            values[name] = sorted(value, key=lambda row: row["id"])
    return values
