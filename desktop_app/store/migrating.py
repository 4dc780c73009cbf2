"""Runs migrations with sqlite-utils, which notes in the book what was applied.

sqlite-utils recognises a foreign driver's exceptions only when it finds it under the name
``pysqlite3``; so SQLCipher's module takes that name before sqlite-utils is first imported.
"""

import sys
from collections.abc import Callable, Sequence

from sqlcipher3 import dbapi2

sys.modules["pysqlite3"] = dbapi2
sys.modules["pysqlite3.dbapi2"] = dbapi2

from sqlite_utils import Database, Migrations  # noqa: E402 - after the driver took its name

from desktop_app.store.driver import Connection  # noqa: E402 - as above

Step = Callable[[Database], None]


def run(connection: Connection, name: str, steps: Sequence[Step]) -> None:
    """Apply those *steps* of the set called *name* that the book still lacks, in their order."""
    migrations = Migrations(name)
    for step in steps:
        migrations()(step)
    migrations.apply(Database(connection))
