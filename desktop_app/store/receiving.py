"""Changes of other PCs entering the ledger: held against the chains, taken over or refused.

Nothing but the ledger is written here. A refusal takes away again what it had entered.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from operator import attrgetter

import orjson

from desktop_app.model.trouble import Trouble
from desktop_app.store import ledger
from desktop_app.store.change import START, Change, chained
from desktop_app.store.driver import Connection

TOGETHER = 2_000
_header = attrgetter(*ledger.HEADER)


class Gap(Trouble):
    """A delivery that skips changes of a *device*: those from number *seq* on are lacking."""

    def __init__(self, device: str, seq: int) -> None:
        super().__init__(
            f"Thiếu thay đổi số {seq} của máy {device}.",
            "Chưa nhận gì từ lần chuyển này; dữ liệu trong sổ vẫn nguyên vẹn.",
            "Hãy chờ USB có phần còn thiếu của máy đó rồi nhận lại.",
            "DB-21",
        )
        self.device, self.seq = device, seq


class Fork(Trouble):
    """Two different changes of a *device* under one number *seq*: its book lives twice."""

    def __init__(self, device: str, seq: int) -> None:
        super().__init__(
            f"Máy {device} có hai thay đổi khác nhau cùng mang số {seq}.",
            "Chưa nhận gì từ lần chuyển này; dữ liệu trong sổ vẫn nguyên vẹn.",
            "Hãy báo người phụ trách kỹ thuật: máy đó có thể đã bị sao chép hoặc khôi phục bản cũ.",
            "DB-22",
        )
        self.device, self.seq = device, seq


class Damaged(Trouble):
    """A change number *seq* of a *device* that is not what its chain was made of."""

    def __init__(self, device: str, seq: int) -> None:
        super().__init__(
            f"Thay đổi số {seq} của máy {device} không khớp mã băm trong chuỗi.",
            "Chưa nhận gì từ lần chuyển này; dữ liệu trong sổ vẫn nguyên vẹn.",
            "Hãy sao lại từ máy gốc; nếu vẫn lỗi, báo người phụ trách kỹ thuật.",
            "DB-23",
        )
        self.device, self.seq = device, seq


@dataclass
class Received:
    """What came in: all that was given, what was known, what is new after change *first*.

    *waiting* tells of each device held back, whose change its next one builds on; *blanked*
    are (register, record) of payloads erased here.
    """

    first: int
    received: int = 0
    known: int = 0
    entered: int = 0
    waiting: dict[str, str] = field(default_factory=dict)
    blanked: list[tuple[str, str]] = field(default_factory=list)


def received(
    connection: Connection,
    changes: Iterable[Change],
    told: ledger.Progress | None = None,
    *,
    proven: bool = False,
) -> Received:
    """Enter into the ledger what is new among *changes*, each device's in order of number.

    A change whose parents are neither here nor given is not entered, nor what follows it in its
    chain: it waits. Of *proven* changes the hashes were reckoned just now, link by link from the
    end of the chain here. Raises Gap, Fork, Damaged; then nothing was entered.
    """
    intake = _Intake(connection, proven=proven)
    try:
        intake.take(changes, told)
        intake.hold_back()
        intake.blank()
    except Trouble:
        connection.execute("DELETE FROM change WHERE n > ?", (intake.result.first,))
        raise
    return intake.result


@dataclass
class _End:
    """Where a device's chain ends; *old* is the last number that was here before."""

    seq: int = 0
    lamport: int = 0
    hash: bytes = START
    old: int = 0


def _prove(end: _End, change: Change) -> None:
    if chained(end.hash, _header(change), change.payload_hash) != change.hash:
        forks = end.seq == end.old and end.old
        raise (Fork if forks else Damaged)(change.device, change.seq)
    payload = change.payload
    if payload is not None and sha256(payload.encode()).digest() != change.payload_hash:
        raise Damaged(change.device, change.seq)


class _Intake:
    def __init__(self, connection: Connection, *, proven: bool) -> None:
        self._connection, self._proven = connection, proven
        self.result = Received(ledger.newest(connection))
        self._ends = {
            device: _End(seq, lamport, hashed, seq)
            for device, seq, lamport, hashed in connection.execute(ledger.ENDS)
        }
        self._batch: list[Change] = []
        self._runs: dict[str, Change] = {}
        self._doubtful: list[Change] = []
        self._needs: list[tuple[str, int, str, int]] = []
        self._asked: dict[tuple[str, str], int] = {}
        self._blank: list[tuple[str, int]] = []

    def take(self, changes: Iterable[Change], told: ledger.Progress | None) -> None:
        """Enter what is new and fits its chain."""
        ends, result, runs = self._ends, self.result, self._runs
        for change in changes:
            end = ends.get(change.device)
            if end is None:
                end = ends[change.device] = _End()
            if change.seq > end.seq:
                self._extend(end, change)
                if len(self._batch) == TOGETHER:
                    self._flush()
                    if told:
                        told(result.entered, 0)
                continue
            result.known += 1
            before = runs.get(change.device)
            if before is not None and change.seq != before.seq + 1:
                self._doubtful.append(before)
            runs[change.device] = change
        self._flush()
        result.received = result.known + result.entered
        self._compare_known()

    def _extend(self, end: _End, change: Change) -> None:
        device, seq, payload = change.device, change.seq, change.payload
        if seq != end.seq + 1:
            raise Gap(device, end.seq + 1)
        if not self._proven:
            _prove(end, change)
        if payload is None:
            self._blank.append((device, seq))
        if change.lamport <= end.lamport:  # a chain's end must hold its highest clock
            raise Damaged(device, seq)
        if change.parents:
            self._note_needs(change)
        end.seq, end.lamport, end.hash = seq, change.lamport, change.hash
        self._batch.append(change)

    def _note_needs(self, change: Change) -> None:
        """Remember which changes of other devices this one builds on, if they are new."""
        own = f"{change.device}:"
        if "," not in change.parents and change.parents.startswith(own):
            return
        for name in change.parent_names():
            parent, _, number = name.rpartition(":")
            if not number.isdecimal():
                raise Damaged(change.device, change.seq)
            wanted, end = int(number), self._ends.get(parent)
            pair = change.device, parent
            known = max(end.old if end else 0, self._asked.get(pair, 0))
            if parent != change.device and wanted > known:
                self._asked[pair] = wanted
                self._needs.append((change.device, change.seq, parent, wanted))

    def _flush(self) -> None:
        ledger.append(self._connection, self._batch)
        self.result.entered += len(self._batch)
        self._batch.clear()

    def _compare_known(self) -> None:
        """Hold known changes against ours: the last of a run speaks for all before it."""
        for change in (*self._doubtful, *self._runs.values()):
            ours = self._connection.execute(
                "SELECT hash FROM change WHERE device = ? AND seq = ?", (change.device, change.seq)
            ).fetchone()
            if ours is None or ours[0] != change.hash:
                raise Fork(change.device, change.seq)

    def hold_back(self) -> None:
        """Take out again what builds on changes that are not here, and all that follows it."""
        limits = {device: end.seq for device, end in self._ends.items()}
        waiting, erasers, moved = self.result.waiting, self._erasers(), True
        while moved:
            moved = False
            for device, seq, parent, wanted in self._needs:
                if seq <= limits[device] and wanted > limits.get(parent, 0):
                    limits[device], waiting[device], moved = seq - 1, parent, True
            for device, seq in self._blank:
                lawful = erasers.get(f"{device}:{seq}", ())
                if seq <= limits[device] and not any(n <= limits[d] for d, n in lawful):
                    limits[device], waiting[device], moved = seq - 1, "", True
        for device in waiting:
            cursor = self._connection.execute(
                "DELETE FROM change WHERE device = ? AND seq > ?", (device, limits[device])
            )
            self.result.entered -= cursor.rowcount

    def _erasers(self) -> dict[str, list[tuple[str, int]]]:
        """Return by name of each change that an erasure lists, which erasures do."""
        found: dict[str, list[tuple[str, int]]] = {}
        for device, seq, payload in self._connection.execute(ledger.ERASURES):
            for name in orjson.loads(payload)["erased"]:
                found.setdefault(name, []).append((device, seq))
        return found

    def blank(self) -> None:
        """Blank every payload here that an erasure lists; erasures themselves stay."""
        self._connection.execute("PRAGMA secure_delete = ON")
        for name in self._erasers():
            device, _, seq = str(name).rpartition(":")
            found = self._connection.execute(
                "UPDATE change SET payload = NULL WHERE device = ? AND seq = ? "
                f"AND payload IS NOT NULL AND NOT ({ledger.IS_ERASURE}) RETURNING register, record",
                (device, seq),
            )
            self.result.blanked += found.fetchall()
        self._connection.execute("PRAGMA secure_delete = OFF")
