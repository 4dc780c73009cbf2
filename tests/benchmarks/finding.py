"""Finding without marks and paging, on the largest list of the book."""

from desktop_app.model.units import find_units
from desktop_app.store.lists import Cursor
from tests.benchmarks.bare import PLAIN
from tests.benchmarks.filling import RARE_NAME, Ground
from tests.benchmarks.measure import Figure, Watch, forget_peak, ms, peak, repeated

TIMES = 40
SLOWEST_FIND, SLOWEST_PAGE, SLOWEST_WARD, SCAN_RATIO = 0.1, 0.02, 0.03, 20
MISS = "zuqx"


def finding(on: Ground) -> list[Figure]:
    """Find words as an officer types them, beside a LIKE scan of the folded text."""
    number = on.desk.reading().connection.execute(
        "SELECT id_number FROM person WHERE id_number IS NOT NULL ORDER BY n LIMIT 1 OFFSET ?",
        (on.size // 8,),
    )
    asked = {
        "a rare word": RARE_NAME.split()[0].replace("ấ", "a"),
        "a common word": "nguyen",
        "two letters": "ng",
        "a miss": MISS,
        "six digits in mid-number": number.fetchone()[0][5:11],
        "two words": "nguyen van",
        "a word with marks": "nguyễn",
    }
    forget_peak()
    figures = [
        _found(on, table, label, text)
        for label, text in asked.items()
        for table in (PLAIN, "person")
    ]
    ward = repeated(lambda: find_units("khai quang"), TIMES)
    work = "find a ward by its old name, p95"
    figures.append(Figure(work, ms(ward.p95()), "", None, "<= 30 ms", ward.p95() <= SLOWEST_WARD))
    return [*figures, Figure("peak memory while finding", peak())]


def _found(on: Ground, table: str, label: str, text: str) -> Figure:
    ours = repeated(lambda: on.desk.find(table, text), TIMES)
    work = f"find {label} ({text}) in {table}, p95"
    if table != PLAIN:
        return Figure(work, ms(ours.p95()), "", None, "<= 100 ms", ours.p95() <= SLOWEST_FIND)
    scan = repeated(lambda: _scan(on, text), 3 if text == MISS else 1)
    ratio = ours.p95() / scan.p95()
    holds, target = ours.p95() <= SLOWEST_FIND, "<= 100 ms"
    if text == MISS:
        target += f", <= 1/{SCAN_RATIO} of a scan"
        holds = holds and ratio <= 1 / SCAN_RATIO
    return Figure(work, ms(ours.p95()), ms(scan.p95()), ratio, target, holds)


def _scan(on: Ground, text: str) -> object:
    statement = "SELECT n FROM plain WHERE folded LIKE ? ORDER BY n DESC LIMIT 100"
    return on.bare.connection.execute(statement, (f"%{text}%",)).fetchall()


def paging(on: Ground) -> list[Figure]:
    """Turn pages of the largest list, from anywhere in it."""
    run = on.desk.reading().connection.execute
    size = run(f'SELECT count(*) FROM "{PLAIN}_list"').fetchone()[0]
    figures = []
    for label, column, sort in (("by date", "k0", ""), ("by given name", "k1", "signer_person_id")):
        watch = Watch()
        for step in range(TIMES):
            place = size * step // TIMES
            statement = f'SELECT {column}, n FROM "{PLAIN}_list" WHERE n >= ? LIMIT 1'
            cursor = Cursor(*run(statement, (place,)).fetchone())
            with watch.running():
                on.desk.find(PLAIN, sort=sort, after=cursor)
        figures.append(_page(f"a page of {PLAIN} {label}, p95", watch))
    end = repeated(lambda: on.desk.find(PLAIN, backwards=True), TIMES)
    named = repeated(lambda: on.desk.find(PLAIN, sort="signer_person_id", backwards=True), TIMES)
    figures.append(_page(f"the last page of {PLAIN} by date, p95", end))
    figures.append(_page(f"the last page of {PLAIN} by given name, p95", named))
    middle = run(f'SELECT id FROM "{PLAIN}" WHERE n >= ? LIMIT 1', (size // 2,)).fetchone()[0]
    around = repeated(lambda: on.desk.find_around(PLAIN, middle), TIMES)
    figures.append(_page(f"the lines round a record in the midst of {PLAIN}, p95", around))
    return figures


def _page(work: str, watch: Watch) -> Figure:
    return Figure(work, ms(watch.p95()), "", None, "<= 20 ms", watch.p95() <= SLOWEST_PAGE)
