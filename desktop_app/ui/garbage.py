"""Python's cyclic garbage, cleared away on the screen's thread only.

Widgets and the functions connected to them refer to each other in circles. Python clears such
circles away on whichever thread happens to allocate next; were that a worker, Qt's objects would
be destroyed away from their own thread, which corrupts the memory of the whole program.
"""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MILLISECONDS = 1_000


class Garbage(QObject):
    """Takes the clearing over from Python, by Python's own thresholds, as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self.keep()
        clock = QTimer(self, interval=LOOK_MILLISECONDS)
        clock.timeout.connect(self.look)
        clock.start()

    @staticmethod
    def keep() -> None:
        """Look no more at what is here now: modules and classes stay for good."""
        gc.freeze()

    def look(self) -> None:
        """Clear the oldest generation that has grown beyond its threshold, and all younger ones."""
        grown = [
            generation
            for generation, (count, most) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > most
        ]
        if grown:
            gc.collect(grown[-1])
