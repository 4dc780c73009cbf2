"""Saving one record durably, beside the bare insert of the same row."""

from tests.benchmarks.filling import Ground
from tests.benchmarks.measure import Figure, Watch, ms

MOST = 4


def saving(on: Ground) -> list[Figure]:
    """Save the records kept back, each once in our book and once in the bare one."""
    ours, floor = Watch(), Watch()
    reading = on.desk.reading()
    for register, id, values in on.waiting:
        with ours.running():
            on.desk.add(register, {"id": id, **values})
        statement = f'SELECT * FROM "{register}" WHERE id = ?'
        row = reading.connection.execute(statement, (id,)).fetchone()
        with floor.running():
            on.bare.save(register, row)
    ratio = ours.p95() / floor.p95()
    work = f"save one record durably, p95 of {len(ours.laps):,}"
    return [Figure(work, ms(ours.p95()), ms(floor.p95()), ratio, f"<= {MOST}", ratio <= MOST)]
